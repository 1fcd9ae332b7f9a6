# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Web ACLs of AWS WAF."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from ...core.codes import code_of
from ...core.fields import Field, camel, snake, spelled
from ...core.kind import Finding, Query, tag_list
from ...core.model import Resource, Wanted
from ...core.symbols import find_symbol
from .codes import CODES
from .common import CLOUDFRONT, SCOPE, Waf
from .rules import INCLUDED_WCU, MOST_WCU, rule_findings
from .shapes import comparable_logging, comparable_rules, comparable_visibility, for_api

BALANCER_USUALLY_ACTIVE, BALANCER_ACTIVE_WITHIN = 120, 300  # seconds
VISIBILITY = {
    "cloud_watch_metrics_enabled": Field("bool", "Whether CloudWatch gets its metrics, which alarms go by."),
    "sampled_requests_enabled": Field("bool", "Whether AWS keeps samples of requests."),
}
LOGGING = {
    "log_destination_configs": Field(
        "list",
        "ARN of a log group, bucket or Firehose stream whose name begins with aws-waf-logs-.",
        elements="str",
        default=[],
    ),
    "redacted_fields": Field(
        "list",
        "Parts of requests that are not recorded, such as C({single_header: {name: cookie}}).",
        elements="dict",
        default=[],
    ),
    "logging_filter": Field(
        "dict", "Which requests are recorded: C(default_behavior) and C(filters). All where it is left out.", default={}
    ),
}


class WebAcl(Waf):
    """Web ACL with what it protects and its log. https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html"""

    name, noun = "wafv2_web_acl", "web acl"
    arn_prefix = ("regional/webacl/", "global/webacl/")
    fields = {
        "description": Field("str", "What it protects.", setter="update"),
        "default_action": Field(
            "str",
            "What happens to a request that no rule stops.",
            choices=("allow", "block"),
            default="allow",
            setter="update",
            api="contains(keys(DefaultAction), 'Block') && 'block' || 'allow'",
        ),
        "rules": Field(
            "list",
            "Rules in the form of the API (C(Name), C(Priority), C(Statement), …), in any order.",
            elements="dict",
            default=[],
            norm=comparable_rules,
            setter="update",
        ),
        "visibility_config": Field(
            "dict",
            "What is to be seen of it; all where it is left out. Its metrics have its name.",
            options=VISIBILITY,
            default={},
            norm=comparable_visibility,
            setter="update",
            api="",
        ),
        "resource_arns": Field(
            "list",
            "Load balancers that it protects (AssociateWebACL); it detaches from others. A distribution names its "
            "web ACL itself.",
            elements="str",
            unordered=True,
            setter="set_resources",
        ),
        "logging_configuration": Field(
            "dict",
            "Where requests are recorded (PutLoggingConfiguration); without a destination nowhere.",
            options=LOGGING,
            norm=comparable_logging,
            setter="set_logging",
            api="",
        ),
    }
    example = """\
- knowledge.aws.wafv2_web_acl:
    scope: REGIONAL
    config:
      - key: regional
        rules:
          - Name: common
            Priority: 1
            OverrideAction: {None: {}}
            Statement: {ManagedRuleGroupStatement: {VendorName: AWS, Name: AWSManagedRulesCommonRuleSet}}
"""
    scope_fields = SCOPE | {
        "capacity_limit": Field(
            "int",
            "Web ACL capacity units that the rules may need, 1500 to 5000; beyond 1500 AWS charges extra for each "
            "request. The API has no such limit.",
            default=INCLUDED_WCU,
        )
    }

    @property
    def limit(self) -> int:
        """WCU that are wanted at the most."""
        return int(self.scope.get("capacity_limit") or INCLUDED_WCU)

    def check(self, want: Wanted) -> Iterator[Finding]:
        """AWS's rules about rules; what only regional ones can have."""
        yield from rule_findings(want["rules"] or [], self.limit)
        if self.scope.get("scope") == CLOUDFRONT and want["resource_arns"]:
            yield Finding(
                "resource_arns",
                "a web ACL of CloudFront protects no load balancer",
                "nothing: a distribution names its web ACL itself",
            )

    def check_all(self, wanted: list[Wanted]) -> Iterator[Finding]:
        """The limit itself."""
        if not INCLUDED_WCU <= self.limit <= MOST_WCU:
            yield Finding("capacity_limit", f"{self.limit} is not possible", f"{INCLUDED_WCU} to {MOST_WCU}")

    def find(self, query: Query) -> list[Any]:
        """One list; rules, tags, log and protected load balancers one by one."""
        return self.free(self.each(self._details, self.listed("list_web_acls", "WebACLs", query)), query)

    def used(self, arn: str) -> bool:
        """Whether a distribution names it. Load balancers are detached before the deletion."""
        if ":global/" not in arn:
            return False
        answer = self.aws.of("cloudfront").read("list_distributions_by_web_acl_id", "DistributionList", WebACLId=arn)
        return bool(answer["Quantity"])

    def _details(self, entry: dict[str, Any]) -> dict[str, Any] | None:
        arn, of, gone = entry["ARN"], self.one_of(entry), CODES.gone
        parts = {
            "Acl": lambda: self.aws.read("get_web_acl", "WebACL", gone, **of),
            "Tags": lambda: self.tags_of_one(arn),
            "Logging": lambda: self.aws.read(
                "get_logging_configuration", "LoggingConfiguration", gone, ResourceArn=arn
            ),
            "ResourceArns": lambda: (
                []
                if of["Scope"] == CLOUDFRONT
                else self.aws.read("list_resources_for_web_acl", "ResourceArns", gone, WebACLArn=arn) or []
            ),
        }
        read = dict(zip(parts, self.each(lambda part: part(), parts.values()), strict=True))
        return read.pop("Acl") | read if read["Acl"] else None

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The log has a call of its own."""
        told = snake(raw["Logging"] or {}, self._logging_shape())
        return super().shape(raw) | {
            "logging_configuration": told,
            "visibility_config": spelled(raw["VisibilityConfig"]),
        }

    def _logging_shape(self) -> Any:
        return self.aws.input("put_logging_configuration").members["LoggingConfiguration"]

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """Rules that cost more than is wanted."""
        return self.forbid_new(want) if "rules" in changes else None

    def forbid_new(self, want: Wanted) -> str | None:
        """CheckCapacity: AWS's own count, where nothing is symbolic."""
        if not want["rules"] or find_symbol(want["rules"]):
            return None
        needed = self.aws.read("check_capacity", "Capacity", Scope=self.scope["scope"], Rules=for_api(want["rules"]))
        return (
            f"its rules need {needed} WCU by AWS's count, more than the {self.limit} that are allowed here"
            if needed > self.limit
            else None
        )

    def _asked(self, want: Wanted) -> dict[str, Any]:
        action: dict[str, Any] = {"DefaultAction": {want["default_action"].capitalize(): {}}}
        return self.request("create_web_acl", want) | action | {"Rules": for_api(want["rules"])}

    def create(self, want: Wanted) -> None:
        """CreateWebACL; log and load balancers are setters' work."""
        asked = self._asked(want)
        asked["VisibilityConfig"] |= {"MetricName": want.name}
        scope = self.scope["scope"]
        self.aws.create("create_web_acl", Name=want.name, Scope=scope, Tags=tag_list(want.tags), **asked)

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateWebACL replaces all of it, with the lock token of this moment: what others manage is sent back."""
        answer = self.aws.read("get_web_acl", **self.one(have))
        now, members = answer["WebACL"], self.aws.members("update_web_acl").values()
        kept = {member: now[member] for member in members if now.get(member)}
        asked = kept | self.one(have) | self._asked(want)
        asked["VisibilityConfig"] = now["VisibilityConfig"] | asked["VisibilityConfig"]  # metrics keep their name
        self.aws.write("update_web_acl", **asked, LockToken=answer["LockToken"])

    def set_resources(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """AssociateWebACL takes a load balancer over from another web ACL; DisassociateWebACL detaches one.

        A load balancer that is still being made is refused until it is active.
        """
        for arn in sorted(set(want["resource_arns"]) - set(have["resource_arns"])):
            self.wait_until(
                f"web acl {have.label} on {arn}",
                partial(self._associate, str(have.arn), arn),
                BALANCER_USUALLY_ACTIVE,
                BALANCER_ACTIVE_WITHIN,
            )
        self._disassociate(set(have["resource_arns"]) - set(want["resource_arns"]))

    def _associate(self, acl: str, balancer: str) -> bool:
        try:
            self.aws.write("associate_web_acl", WebACLArn=acl, ResourceArn=balancer)
        except Exception as error:
            if code_of(error) != "WAFUnavailableEntityException":
                raise
            return False
        return True

    def _disassociate(self, balancers: set[str]) -> None:
        for arn in sorted(balancers):
            self.aws.write("disassociate_web_acl", already=CODES.gone, ResourceArn=arn)

    def set_logging(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutLoggingConfiguration replaces it; DeleteLoggingConfiguration ends it."""
        logging = want["logging_configuration"]
        if logging:
            asked = camel({"resource_arn": have.arn, **logging}, self._logging_shape())
            self.aws.write("put_logging_configuration", LoggingConfiguration=asked)
        else:
            self.aws.write("delete_logging_configuration", already=CODES.gone, ResourceArn=have.arn)

    def detach(self, have: Resource) -> None:
        """A web ACL that protects something cannot be deleted."""
        self._disassociate(set(have["resource_arns"]))

    def delete(self, have: Resource) -> None:
        """DeleteWebACL, its log with it."""
        token = self.aws.read("get_web_acl", "LockToken", **self.one(have))
        self.aws.write("delete_web_acl", already=CODES.gone, **self.one(have), LockToken=token)
