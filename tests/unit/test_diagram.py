"""The picture of a stack: every resource has its place, and arrows follow from what the resources say."""

import itertools
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import all_kinds
from ansible_collections.knowledge.stack.plugins.plugin_utils.diagram.boxes import STYLES, Box, Item, overlap
from ansible_collections.knowledge.stack.plugins.plugin_utils.diagram.glyphs import GLYPHS
from ansible_collections.knowledge.stack.plugins.plugin_utils.diagram.page import render
from ansible_collections.knowledge.stack.plugins.plugin_utils.diagram.places import KINDS, SERVICES, UNKNOWN
from ansible_collections.knowledge.stack.plugins.plugin_utils.diagram.style import FAMILIES
from ansible_collections.knowledge.stack.plugins.plugin_utils.diagram.text import fit, width

from tests.unit.drawings import HEADING, box_of, drawn, everything, network, resource, services, tier, ways

STACKS = {
    "three zones": everything(),
    "two zones": everything("ac"),
    "one zone": everything("a"),
    "network alone": network(),
    "no network": services(),
    "one resource": [resource("kms_key", "data")],
    "only unknown": [resource("quantum_computer", f"q{number}", "laboratory") for number in range(30)],
}


@pytest.mark.parametrize("items", STACKS.values(), ids=STACKS)
def test_every_resource_has_one_box_and_no_two_share_a_place(items: list[Item]) -> None:
    picture = drawn(items)
    boxes = [box for top in picture.boxes for box in top.walk()]
    assert sorted(id(box.item) for box in boxes if box.item) == sorted(id(item) for item in items)
    for family in [picture.boxes, *(box.children for box in boxes)]:
        assert [(one.tip, other.tip) for one, other in itertools.combinations(family, 2) if overlap(one, other)] == []
    for box in boxes:
        for child in box.children:
            assert box.x <= child.x and box.y <= child.y and child.right <= box.right and child.bottom <= box.bottom, (
                child
            )
        assert 0 < box.x and 0 < box.y and box.right < picture.width and box.bottom < picture.height, box


@pytest.mark.parametrize("items", STACKS.values(), ids=STACKS)
def test_texts_and_labels_fit(items: list[Item]) -> None:
    picture = drawn(items)
    for box in (box for top in picture.boxes for box in top.walk()):
        for text in box.texts:
            wide, start = width(text.text, *STYLES[text.style]), text.x
            if text.turned:
                assert wide <= box.h
            else:
                start -= wide / 2 if text.middle else 0
                assert box.x <= start and start + wide <= box.right and box.y < text.y - 6 and text.y < box.bottom, text
    for one, other in itertools.combinations([arrow for arrow in picture.arrows if arrow.label], 2):
        assert not overlap(
            *(
                Box("label", arrow.at[0] - arrow.label_width / 2, arrow.at[1] - 8, arrow.label_width, 16)
                for arrow in (one, other)
            )
        )


def test_arrows_follow_from_security_groups_names_and_web_acls() -> None:
    assert ways(drawn(everything())) == [
        "Application Load Balancer to ECS service: 8000",
        "CloudFront to Application Load Balancer: 443",
        "ECS service to ElastiCache: 6379",
        "ECS service to OpenSearch: 9200–9300",
        "Route 53 to CloudFront: 443",
        "Users to Route 53: DNS",
        "WAF edge to CloudFront: protects",
    ]


@pytest.mark.parametrize(
    ("key", "lost"),
    [
        ("alb", "CloudFront to Application Load Balancer: 443"),
        ("app", "Application Load Balancer to ECS service: 8000"),
        ("search", "ECS service to OpenSearch: 9200–9300"),
        ("cache", "ECS service to ElastiCache: 6379"),
    ],
)
def test_without_its_rule_an_arrow_is_gone(key: str, lost: str) -> None:
    closed = [
        resource(item["kind"], key, ingress=[]) if (item["kind"], item["key"]) == ("ec2_security_group", key) else item
        for item in everything()
    ]
    assert set(ways(drawn(everything()))) - set(ways(drawn(closed))) == {lost}


def test_without_a_record_users_come_to_the_distribution_itself() -> None:
    items = [item for item in everything() if item["kind"] != "route53_record"]
    assert "Users to CloudFront: 443" in ways(drawn(items))
    assert "Users to Route 53: DNS" not in ways(drawn(items))


@pytest.mark.parametrize(
    ("peer", "who"),
    [
        ({"cidr_ip": "0.0.0.0/0"}, "Users"),
        ({"cidr_ip": "203.0.113.0/24"}, "Networks"),
        ({"prefix_list": "pl-0123", "cidr_ip": None}, "Networks"),
    ],
)
def test_whom_a_rule_names_by_address_is_outside(peer: dict[str, str], who: str) -> None:
    rule = {"ip_protocol": "udp", "from_port": 443, "to_port": 443, **peer}
    groups = [resource("ec2_security_group", "alb", ingress=[rule])]
    balancer = resource("elbv2_load_balancer", subnets=tier("public"), security_groups=["ec2_security_group/alb"])
    assert f"{who} to Application Load Balancer: udp 443" in ways(drawn([*network(), *groups, balancer]))


def test_rules_between_the_same_two_share_an_arrow() -> None:
    rules = [{"ip_protocol": "tcp", "from_port": port, "to_port": port, "group_id": "@alb"} for port in (8000, 9000)]
    items = [
        resource("ec2_security_group", "app", ingress=rules)
        if (item["kind"], item["key"]) == ("ec2_security_group", "app")
        else item
        for item in everything()
    ]
    assert "Application Load Balancer to ECS service: 8000, 9000" in ways(drawn(items))


def test_arrows_run_over_no_band_and_no_small_box() -> None:
    for zones in ("abc", "ac", "a"):
        picture = drawn(everything(zones))
        solid = [
            box
            for top in picture.boxes
            for box in top.walk()
            if box.sort in ("band", "compact", "card") and not box.children
        ]
        solid += [box for top in picture.boxes for box in top.walk() if box.sort == "band"]
        for arrow in picture.arrows:
            for (x1, y1), (x2, y2) in itertools.pairwise(arrow.points):
                piece = Box("piece", min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
                assert [box.tip for box in solid if overlap(piece, box, -1)] == [], arrow.tip


def test_zones_are_columns_and_tiers_are_rows() -> None:
    picture = drawn(everything())
    for tier_name in ("public", "private", "database"):
        a, b, c = (box_of(picture, "ec2_subnet", f"{tier_name}.{zone}") for zone in "abc")
        assert a.y == b.y == c.y and a.right < b.x and b.right < c.x
    rows = [box_of(picture, "ec2_subnet", f"{tier_name}.a") for tier_name in ("public", "private", "database")]
    assert len({box.x for box in rows}) == 1 and rows[0].bottom < rows[1].y < rows[1].bottom < rows[2].y


def test_who_is_talked_to_stands_below_who_talks() -> None:
    picture = drawn(everything())
    balancer, service = box_of(picture, "elbv2_load_balancer"), box_of(picture, "ecs_service")
    assert balancer.bottom < service.y
    assert all(
        service.bottom < box_of(picture, kind).y for kind in ("opensearch_domain", "elasticache_replication_group")
    )


def said(box: Box) -> str:
    return " | ".join(text.text for inner in box.walk() for text in inner.texts)


def test_boxes_say_what_matters() -> None:
    picture = drawn(everything())
    assert said(box_of(picture, "ecs_service")).startswith(
        "ECS service | Fargate · 3–20 tasks of 2 vCPU 4 GB | 2 tasks | 2 vCPU 4 GB | 1 task"
    )
    assert "3 × r6g.large.search · 100 GB" in said(box_of(picture, "opensearch_domain"))
    assert said(box_of(picture, "elasticache_replication_group")).count("replica") == 1
    assert said(box_of(picture, "ec2_subnet", "private.b")) == "private-b | 10.0.11.0/24 · to NAT gateway a"
    assert said(box_of(picture, "ec2_subnet", "database.c")) == "database-c | 10.0.22.0/24"
    database = resource(
        "rds_instance",
        db_instance_class="db.r6g.xlarge",
        engine="postgres",
        engine_version="15.19",
        allocated_storage=200,
        max_allocated_storage=1000,
        multi_az=True,
        db_subnet_group_name="knowledge-test",
        backup_retention_period=7,
    )  # fmt: skip
    band = box_of(
        drawn([*network(), resource("rds_subnet_group", subnet_ids=tier("database")), database]), "rds_instance"
    )
    assert "db.r6g.xlarge · PostgreSQL 15.19 · Multi-AZ · 200 GB" in said(band)
    assert "primary | db.r6g.xlarge | standby | db.r6g.xlarge" in said(band)
    assert "db_instance_class: db.r6g.xlarge" in band.tip and "multi_az: yes" in band.tip


def test_a_kind_that_nobody_knows_stands_in_the_group_of_its_component() -> None:
    picture = drawn(everything())
    (holder,) = [
        box for top in picture.boxes for box in top.walk() if box_of(picture, "quantum_computer", "q") in box.children
    ]
    assert holder.texts[0].text == "Laboratory"
    (other,) = [
        box for top in picture.boxes for box in top.walk() if box_of(picture, "quantum_computer", "v") in box.children
    ]
    assert other.texts[0].text == "VPC", "the group of a component, not the place of a VPC"
    assert said(box_of(picture, "quantum_computer", "q")) == "q | computer · 12"


def test_a_service_whose_subnets_are_not_there_is_not_lost() -> None:
    picture = drawn([*network(), resource("rds_instance", component="rds", db_subnet_group_name="elsewhere")])
    assert box_of(picture, "rds_instance").sort == "compact"


def test_the_table_names_only_kinds_families_and_symbols_that_exist() -> None:
    assert KINDS.keys() <= all_kinds().keys()
    places = [*KINDS.values(), *SERVICES.values(), UNKNOWN]
    assert {place.family for place in places} <= FAMILIES.keys()
    assert {place.glyph for place in places} - {""} <= GLYPHS.keys()


EVIL = """<script>alert("1")</script>&'</title></svg>]]>\x00\x0b"""


def test_no_name_breaks_out() -> None:
    evil = [
        resource(
            item["kind"], item["key"], EVIL, item["region"], item["name"] + EVIL, **{**item["values"], "scheme": EVIL}
        )
        for item in everything()
    ]
    for svg in (True, False):
        text = render(replace(HEADING, name=EVIL, lacking=(EVIL,)), evil, svg)
        assert "<script" not in text and "\x00" not in text and "]]>" not in text
        root = ElementTree.fromstring(text[text.index("<svg") : text.rindex("</svg>") + 6])
        assert {element.tag.rpartition("}")[2] for element in root.iter()} == {
            "svg",
            "style",
            "defs",
            "marker",
            "path",
            "rect",
            "g",
            "text",
            "title",
        }
        names = [element.get("data-name") for element in root.iter() if element.get("data-name")]
        assert len(names) == len(evil) and all(name.endswith("]]>") for name in names)


@pytest.mark.parametrize("svg", [True, False], ids=["svg", "page"])
def test_the_same_stack_gives_the_same_bytes_but_for_the_date(svg: bool) -> None:
    one, other = render(HEADING, everything(), svg), render(HEADING, everything(), svg)
    assert one == other
    later = render(replace(HEADING, when="2027-12-01"), everything(), svg)
    assert later != one and later.replace("2027-12-01", HEADING.when) == one


def test_a_file_stands_alone() -> None:
    for svg in (True, False):
        text = render(HEADING, everything(), svg).replace("http://www.w3.org/2000/svg", "")
        assert not any(
            word in text
            for word in (
                "http:",
                "https:",
                "<script",
                '<link rel="stylesheet',
                "@import",
                "<image",
                "<img",
                "url(h",
                "file:",
            )
        )


def test_the_headline_says_what_it_shows() -> None:
    planned = render(replace(HEADING, built=False, lacking=("rds", "ecs")), everything())
    assert (
        "as planned · account 123456789012 · region ap-northeast-2 · 2026-01-31 · "
        "not built, or not as a whole: rds, ecs" in planned
    )


def test_long_texts_end_in_an_ellipsis() -> None:
    assert fit("short", 100, 12) == "short"
    cut = fit("a" * 100, 100, 12)
    assert cut.endswith("a…") and width(cut, 12) <= 100
    assert width("iii", 12) < width("MMM", 12) < width("한국어", 12)
    assert width("text", 12) < width("text", 12, bold=True)
