# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Rules about the values from which everything derives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding

from .values import is_on

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-\d")
# The longest name that is made of the prefix is that of a load balancer or target group: 32 characters, of which a
# suffix needs up to 8.
LONGEST_PREFIX = 24
MOST_TAGS = 50
OUR_TAGS = 5  # Project, Environment, ManagedBy, Component, Name


def group_of(environment: Any, groups: Iterable[str]) -> str | None:
    """The inventory group of an environment: ``production`` of production itself and of production-dr.

    None where no group fits.
    """
    fitting = [group for group in groups if environment == group or str(environment or "").startswith(f"{group}-")]
    return max(fitting, key=len, default=None)


def prefix_of(v: dict[str, Any]) -> str:
    """What all names of a stack begin with."""
    project = v.get("context_short_name") or str(v.get("project_name") or "").split("-")[0]
    return f"{project}-{v.get('environment_name') or ''}"


def clashes(stacks: dict[str, dict[str, Any]]) -> Iterator[Finding]:
    """Hosts of an inventory that would be the same stack, whatever their regions.

    Names of roles, buckets and web ACLs count in the whole account.
    """
    hosts: dict[tuple[str, str], list[str]] = {}
    for host, v in stacks.items():
        hosts.setdefault((prefix_of(v), str(v.get("aws_account_id"))), []).append(host)
    for (prefix, account), same in hosts.items():
        if len(same) > 1:
            yield Finding(
                "environment_name",
                (
                    f"{', '.join(same[:-1])} and {same[-1]} are the same stack: "
                    f"the names of all would begin with '{prefix}' in account {account}"
                ),
                "for each but one a name of its own: the group and a word, such as production-dr",
            )


# What resolves a switch that another part contradicts.
ONE_OF = "true, or {0}_enabled: false, too"


def findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Tags, and the name limits of each service.

    https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
    """
    for variable in ("project_name", "environment_name"):
        value = str(v.get(variable) or "")
        if not value:
            yield Finding(variable, "is missing", "a word such as knowledge-database or production")
        elif not NAME.fullmatch(value):
            yield Finding(
                variable,
                f"'{value}' cannot be part of AWS names",
                "lower-case letters, digits and single hyphens, a letter first",
            )
    region, account = str(v.get("aws_region") or ""), str(v.get("aws_account_id") or "")
    if not REGION.fullmatch(region):
        yield Finding(
            "aws_region", f"'{region}' is no region" if region else "is missing", "a region such as ap-northeast-2"
        )
    if not re.fullmatch(r"\d{12}", account):
        yield Finding(
            "aws_account_id",
            f"'{account}' is no account id" if account else "is missing",
            '12 digits in quotes, such as "123456789012"',
        )
    groups, environment = v.get("group_names") or [], v.get("environment_name")
    if environment and groups and not group_of(environment, groups):
        valid = f"{', '.join(groups)}, or for one more stack of it the group and a word, such as {groups[0]}-dr"
        yield Finding("environment_name", f"'{environment}' is not the inventory group of this host", valid)
    prefix = prefix_of(v)
    if len(prefix) > LONGEST_PREFIX:
        yield Finding(
            "context_short_name",
            f"the prefix of all names, '{prefix}', is {len(prefix)} characters long",
            f"at most {LONGEST_PREFIX}, as AWS limits load balancers to 32",
        )
    yield from tag_findings(v.get("context_tags") or {})
    yield from switch_findings(v)
    yield from entry_findings(v)
    yield from zone_findings(v)


def tag_findings(tags: dict[str, Any]) -> Iterator[Finding]:
    """AWS's rules about tags."""
    if len(tags) + OUR_TAGS > MOST_TAGS:
        yield Finding(
            "context_tags",
            f"has {len(tags)} tags",
            f"at most {MOST_TAGS - OUR_TAGS}, as AWS allows {MOST_TAGS} and {OUR_TAGS} are the stack's own",
        )
    for key, value in tags.items():
        if str(key).lower().startswith("aws:"):
            yield Finding("context_tags", f"'{key}' begins with aws:, which belongs to AWS", "another key")
        if not 1 <= len(str(key)) <= 128 or len(str(value)) > 256:
            yield Finding(
                "context_tags",
                f"'{str(key)[:40]}' is empty or too long",
                "keys of 1 to 128 and values up to 256 characters",
            )
        if str(key) in ("Project", "Environment", "ManagedBy", "Component", "Name"):
            yield Finding("context_tags", f"'{key}' is set by the stack itself", "another key")


def switch_findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Parts that are switched off although another one cannot be without them."""
    if v.get("domain_name") is None and any(is_on(v, part) for part in ("acm", "cloudfront", "dns")):
        yield Finding("domain_name", "is missing", "the name of the service, such as knowledge.example.com")
    if not is_on(v, "alb") and is_on(v, "cloudfront"):
        yield Finding("alb_enabled", "is false, but CloudFront leads to the load balancer", ONE_OF.format("cloudfront"))
    if not is_on(v, "alb") and not is_on(v, "cloudfront") and is_on(v, "dns"):
        yield Finding("dns_enabled", "is true, but there is nothing that names could lead to", "false")
    if is_on(v, "ecs") and not v.get("ecs_image"):
        if not is_on(v, "ecr"):
            valid = "true, or an image in ecs_image"
            yield Finding("ecr_enabled", "is false, but the service has no other image", valid)
        elif "main" not in (v.get("ecr_repositories", ["main"]) or ()):
            wrong, valid = "has no entry main, from which the service gets its image", "main, or an image in ecs_image"
            yield Finding("ecr_repositories", wrong, valid)


# Entries that the wiring hands on: variable, entry, the part that makes it, the part that needs it, and what it is.
ENTRIES = (
    ("acm_certificates", "alb", "acm", "alb", "the certificate of the load balancer"),
    ("acm_certificates", "cloudfront", "acm", "cloudfront", "the certificate of CloudFront"),
    ("s3_buckets", "artifacts", "s3", "ecs", "into which the service writes"),
    ("security_groups_data_ports", "search", "security_groups", "opensearch", "the port of the search domain"),
    ("security_groups_data_ports", "database", "security_groups", "rds", "the port of the database"),
    ("security_groups_data_ports", "cache", "security_groups", "elasticache", "the port of the cache"),
)


def entry_findings(v: dict[str, Any]) -> Iterator[Finding]:
    """What a part that is switched on takes from another one, which does not make it."""
    for variable, entry, maker, user, what in ENTRIES:
        if variable in v and entry not in (v[variable] or ()) and is_on(v, maker) and is_on(v, user):
            switch = f"{user}_enabled: false"
            yield Finding(variable, f"has no entry {entry}, {what}", f"{entry} and others beside it, or {switch}")
    for user, needs in (("alb", "the load balancer needs"), ("cloudfront", "the aliases need")):
        # the wiring passes acm_<user>_certificate_arn; the command line may give another one
        given = v.get(f"{user}_certificate_arn") or v.get(f"acm_{user}_certificate_arn")
        if is_on(v, user) and not is_on(v, "acm") and not given:
            valid = f"true, or the ARN of a certificate in acm_{user}_certificate_arn"
            yield Finding("acm_enabled", f"is false, but {needs} a certificate", valid)


SEARCH_ZONES = "opensearch_availability_zone_count"
# Parts that can stand in two zones, and the tier of the network that they stand in.
IN_TWO_ZONES = {"rds_multi_az": "database", "elasticache_multi_az_enabled": "private"}


def zone_findings(v: dict[str, Any]) -> Iterator[Finding]:
    """Parts that want more zones than their tier of the network has."""
    for variable, tier in IN_TWO_ZONES.items():
        part, zones = variable.partition("_")[0], (v.get("vpc_subnets") or {}).get(tier) or {}
        if v.get(variable) and len(zones) == 1 and is_on(v, part):
            wrong = f"needs subnets in two zones, but vpc_subnets.{tier} has one"
            yield Finding(variable, wrong, f"false, or another zone in vpc_subnets.{tier}")
    searched, there = v.get(SEARCH_ZONES), len((v.get("vpc_subnets") or {}).get("private") or {})
    if is_on(v, "opensearch") and there and isinstance(searched, int) and searched > there:
        yield Finding(SEARCH_ZONES, f"{searched} is more than vpc_subnets.private has ({there})", f"1 to {there}")
