"""Web ACLs and IP sets of AWS WAF, regional ones and those of CloudFront."""

from __future__ import annotations

import time
from typing import Any

from ...core.codes import code_of
from ...core.fields import Field
from ...core.kind import Query, Report, tag_list
from ...core.model import Resource, Wanted
from ...core.symbols import find_symbol
from ...core.waiting import sleep_with_the_run
from .common import CLOUDFRONT, MISSING, SCOPE, Waf
from .rules import INCLUDED_WCU, MOST_WCU, objections
from .shapes import as_asked, comparable_logging, comparable_rules, for_api, logging_request

BALANCER_ACTIVE_WITHIN = 300.0  # seconds
LOGGING = {
    "destination": Field(
        "str", "ARN of a log group, bucket or Firehose stream whose name begins with aws-waf-logs-.", required=True
    ),
    "redacted_headers": Field("list", "Headers whose values are not recorded.", elements="str", default=[]),
    "only": Field(
        "list",
        "Records only requests with these actions; empty for all.",
        elements="str",
        choices=("ALLOW", "BLOCK", "COUNT", "CAPTCHA", "CHALLENGE"),
        default=[],
    ),
}


class WebAcl(Waf):
    """Web ACL with what it protects and its log. https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html"""

    name, noun = "wafv2_web_acl", "web acl"
    arn_prefix = ("regional/webacl/", "global/webacl/")
    fields = {
        "description": Field("str", "What it protects.", api="Description", setter="update"),
        "default_action": Field(
            "str",
            "What happens to a request that no rule stops.",
            choices=("allow", "block"),
            default="allow",
            setter="update",
            api="",
        ),
        "rules": Field(
            "list",
            "Rules in the form of the API, in any order.",
            elements="dict",
            default=[],
            norm=comparable_rules,
            setter="update",
            api="",
        ),
        "metrics": Field("bool", "Whether CloudWatch gets its metrics.", default=True, setter="update", api=""),
        "sampled_requests": Field(
            "bool", "Whether AWS keeps samples of requests.", default=True, setter="update", api=""
        ),
        "resources": Field(
            "list",
            "ARNs of load balancers that it protects; others are let go. A distribution names its web ACL itself.",
            elements="str",
            unordered=True,
            setter="set_resources",
            api="",
        ),
        "logging": Field(
            "dict",
            "Where requests are recorded; without a destination nowhere.",
            options=LOGGING,
            norm=comparable_logging,
            setter="set_logging",
            api="",
        ),
    }
    reports = {"capacity": Report("Capacity"), "label_namespace": Report("LabelNamespace")}
    example = (
        "- knowledge.aws.wafv2_web_acl:\n    scope: REGIONAL\n    config:\n      - key: regional\n        resources: ['{{ alb_arn }}']\n"
        "        rules:\n          - {Name: common, Priority: 1, OverrideAction: {None: {}},\n"
        "             Statement: {ManagedRuleGroupStatement: {VendorName: AWS, Name: AWSManagedRulesCommonRuleSet}}}\n"
    )
    scope_fields = SCOPE | {
        "capacity_limit": Field(
            "int",
            "Web ACL capacity units that the rules may need; beyond 1500 AWS charges extra for each request.",
            default=INCLUDED_WCU,
        )
    }

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """AWS's rules about rules; what only regional ones can have."""
        limit = self.scope.get("capacity_limit") or INCLUDED_WCU
        wrong = [f"web acl {want.key}: {text}" for want in wanted for text in objections(want["rules"], limit)]
        if not INCLUDED_WCU <= limit <= MOST_WCU:
            wrong.append(f"capacity_limit is {limit}; {INCLUDED_WCU} to {MOST_WCU} are possible")
        if self.scope.get("scope") == CLOUDFRONT:
            wrong += [
                f"web acl {want.key}: resources are for REGIONAL; a distribution names its web ACL itself"
                for want in wanted
                if want["resources"]
            ]
        return wrong

    def find(self, query: Query) -> list[Any]:
        """One list; rules, tags, log and protected load balancers one by one."""
        return self.free(self.each(self._details, self.listed("list_web_acls", "WebACLs", query.names)), query)

    def used(self, arn: str) -> bool:
        """Whether a distribution names it. Load balancers are let go before the deletion."""
        if self.scope["scope"] != CLOUDFRONT:
            return False
        answer = self.aws.of("cloudfront").read("list_distributions_by_web_acl_id", "DistributionList", WebACLId=arn)
        return bool(answer["Quantity"])

    def _details(self, entry: dict[str, Any]) -> dict[str, Any] | None:
        arn, of = entry["ARN"], self.one_of(entry)
        parts = {
            "Acl": lambda: self.aws.read("get_web_acl", "WebACL", MISSING, **of),
            "Tags": lambda: self.tags_of_one(arn),
            "Logging": lambda: self.aws.read(
                "get_logging_configuration", "LoggingConfiguration", MISSING, ResourceArn=arn
            ),
            "Resources": lambda: (
                []
                if of["Scope"] == CLOUDFRONT
                else self.aws.read("list_resources_for_web_acl", "ResourceArns", MISSING, WebACLArn=arn)
            ),
        }
        read = dict(zip(parts, self.each(lambda part: part(), parts.values()), strict=True))
        return read.pop("Acl") | read if read["Acl"] else None

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """The log and what it protects have calls of their own."""
        seen = raw["VisibilityConfig"]
        return {
            "description": raw.get("Description", ""),
            "default_action": "block" if "Block" in raw["DefaultAction"] else "allow",
            "rules": raw["Rules"],
            "metrics": seen["CloudWatchMetricsEnabled"],
            "sampled_requests": seen["SampledRequestsEnabled"],
            "resources": raw["Resources"] or [],
            "logging": as_asked(raw["Logging"]),
        }

    def forbid(self, have: Resource, want: Wanted, changes: dict[str, tuple[Any, Any]]) -> str | None:
        """Rules that cost more than is wanted."""
        return self.forbid_new(want) if "rules" in changes else None

    def forbid_new(self, want: Wanted) -> str | None:
        """CheckCapacity: AWS's own count, where nothing is symbolic."""
        if not want["rules"] or find_symbol(want["rules"]):
            return None
        needed = self.aws.read("check_capacity", "Capacity", Scope=self.scope["scope"], Rules=for_api(want["rules"]))
        limit = self.scope.get("capacity_limit") or INCLUDED_WCU
        return (
            f"its rules need {needed} WCU by AWS's count, more than the {limit} that are allowed here"
            if needed > limit
            else None
        )

    def _body(self, want: Wanted) -> dict[str, Any]:
        """What create and update have in common."""
        return {
            "DefaultAction": {want["default_action"].capitalize(): {}},
            "Rules": for_api(want["rules"]),
            "VisibilityConfig": {
                "SampledRequestsEnabled": want["sampled_requests"],
                "CloudWatchMetricsEnabled": want["metrics"],
                "MetricName": want.name,
            },
        } | ({"Description": want["description"]} if want["description"] else {})

    def create(self, want: Wanted) -> None:
        """CreateWebACL; log and load balancers are setters' work."""
        self.aws.create(
            "create_web_acl", Name=want.name, Scope=self.scope["scope"], Tags=tag_list(want.tags), **self._body(want)
        )

    def update(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """UpdateWebACL replaces all of it: what others manage is sent back as it is, with the lock token of this moment."""
        answer = self.aws.read("get_web_acl", **self.one(have))
        others = (
            "Description",
            "DataProtectionConfig",
            "CustomResponseBodies",
            "CaptchaConfig",
            "ChallengeConfig",
            "TokenDomains",
            "AssociationConfig",
            "OnSourceDDoSProtectionConfig",
            "ApplicationConfig",
        )
        kept = {name: answer["WebACL"][name] for name in others if answer["WebACL"].get(name)}
        self.aws.write("update_web_acl", **self.one(have), LockToken=answer["LockToken"], **(kept | self._body(want)))

    def set_resources(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """AssociateWebACL takes a load balancer over from another web ACL; DisassociateWebACL lets one go."""
        for arn in set(want["resources"]) - set(have["resources"]):
            self._associate(str(have.arn), arn)
        for arn in set(have["resources"]) - set(want["resources"]):
            self.aws.write("disassociate_web_acl", already=MISSING, ResourceArn=arn)

    def _associate(self, acl: str, balancer: str) -> None:
        """A load balancer that is still being made is refused until it is active."""
        began = time.monotonic()
        while True:
            try:
                self.aws.write("associate_web_acl", WebACLArn=acl, ResourceArn=balancer)
                return
            except Exception as error:
                if (
                    code_of(error) != "WAFUnavailableEntityException"
                    or time.monotonic() - began > BALANCER_ACTIVE_WITHIN
                ):
                    raise
            sleep_with_the_run(5)

    def set_logging(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutLoggingConfiguration replaces it; DeleteLoggingConfiguration ends it."""
        if want["logging"]["destination"]:
            self.aws.write(
                "put_logging_configuration", LoggingConfiguration=logging_request(str(have.arn), want["logging"])
            )
        else:
            self.aws.write("delete_logging_configuration", already=MISSING, ResourceArn=have.arn)

    def detach(self, have: Resource) -> None:
        """A web ACL that protects something cannot be deleted."""
        for arn in have["resources"]:
            self.aws.write("disassociate_web_acl", already=MISSING, ResourceArn=arn)

    def delete(self, have: Resource) -> None:
        """DeleteWebACL, its log with it."""
        token = self.aws.read("get_web_acl", "LockToken", MISSING, **self.one(have))
        if token:
            self.aws.write("delete_web_acl", already=MISSING, **self.one(have), LockToken=token)
