"""EC2 security groups: rules by their nature, descriptions of every kind of rule, refusals."""

import itertools
from collections.abc import Callable, Iterable
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models.security_groups import SecurityGroup, SecurityGroupBackend, SecurityGroupRule
from moto.ec2.responses.security_groups import SecurityGroups
from moto.ec2.utils import is_valid_security_group_id

from local_aws.additions.ec2.tenants import tenants
from local_aws.attach import attach, wrap
from local_aws.errors import AwsError

# https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html#available-aws-managed-prefix-lists
PREFIX_LIST_WEIGHTS = {"cloudfront.origin-facing": 55, "groundstation": 5, "vpc-lattice": 10}
MAX_RULES = 60
# the arguments by which moto makes the rules of a permission
PARTS = (
    "ip_protocol",
    "group_name_or_id",
    "from_port",
    "to_port",
    "ip_ranges",
    "source_groups",
    "prefix_list_ids",
)


def keep_prefix_list(original: Callable[..., Any], self: Any, *arguments: Any, **options: Any) -> None:
    """A rule keeps the description of its prefix list; moto keeps the id only.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_PrefixListId.html
    """
    original(self, *arguments, **options)
    given = arguments[7] if len(arguments) > 7 else options.get("prefix_list_id")
    self.prefix_list = {key: value for key, value in (given or {}).items() if value is not None}


def target(rule: Any) -> dict[str, Any]:
    """The part of a rule that says where to or from, and that carries its description."""
    return rule.source_group or rule.prefix_list or rule.ip_range


def get_description(self: Any) -> str | None:
    """A rule's description, whatever its target is; moto shows that of address ranges only.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRule.html
    """
    return target(self).get("Description")


def set_description(self: Any, text: str | None) -> None:
    """An empty description is none."""
    if text:
        target(self)["Description"] = text
    else:
        target(self).pop("Description", None)


def nature(rule: Any) -> tuple[Any, ...]:
    """What makes two rules of one direction the same: everything but the description."""
    ports = (None, None) if rule.ip_protocol == "-1" else (rule.from_port, rule.to_port)
    return (
        rule.ip_protocol,
        *ports,
        rule.ip_range.get("CidrIp"),
        rule.ip_range.get("CidrIpv6"),
        rule.source_group.get("GroupId"),
        rule.prefix_list_id,
    )


def same_nature(self: Any, other: Any) -> bool:
    """Descriptions and owners do not tell rules apart.

    In moto a group rule with a description cannot be revoked without it.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupIngress.html
    """
    return nature(self) == nature(other)


def referenced_group_info(self: Any) -> dict[str, Any] | None:
    """Group, owner and VPC of a rule's peer.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReferencedSecurityGroup.html
    """
    if not self.source_group:
        return None
    group = self.ec2_backend.get_security_group_from_id(self.source_group["GroupId"])
    return {
        "GroupId": self.source_group["GroupId"],
        "UserId": self.source_group.get("UserId"),
        "VpcId": group.vpc_id if group else None,
    }


def arn(self: Any) -> str:
    backend = self.ec2_backend
    return f"arn:{backend.partition}:ec2:{backend.region_name}:{backend.account_id}:security-group-rule/{self.id}"


def with_prefix_list_descriptions(original: Callable[..., Any], self: Any, rules: list[Any]) -> list[Any]:
    """DescribeSecurityGroups shows the description of a prefix list; moto drops it.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
    """
    permissions = original(self, rules)
    for permission in permissions:
        permission.prefix_list_ids = [
            rule.prefix_list
            for rule in rules
            if rule.prefix_list
            and (rule.ip_protocol, rule.from_port, rule.to_port)
            == (permission.ip_protocol, permission.from_port, permission.to_port)
        ]
    return permissions


def weight(backend: Any, rules: Iterable[Any]) -> int:
    """How many of the 60 rules of a direction the given rules use: a prefix list counts with its maximum of entries."""
    total = 0
    for rule in rules:
        prefix_list = backend.managed_prefix_lists.get(rule.prefix_list_id)
        if prefix_list is None:
            total += 1
        elif prefix_list.max_entries:
            total += int(prefix_list.max_entries)
        else:
            total += next(
                (value for name, value in PREFIX_LIST_WEIGHTS.items() if prefix_list.prefix_list_name.endswith(name)), 1
            )
    return total


def authorize(original: Callable[..., Any], self: Any, group_name_or_id: str, *arguments: Any, **options: Any) -> Any:
    """Refuses an unknown prefix list, ports the wrong way round and more than 60 rules, prefix lists by their weight.

    https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
    """
    for given in options.get("prefix_list_ids") or []:
        if given["PrefixListId"] not in self.managed_prefix_lists:
            raise AwsError(
                "InvalidPrefixListID.NotFound", f"The prefix list ID '{given['PrefixListId']}' does not exist"
            )
    if options.get("ip_protocol") in ("tcp", "udp", "6", "17"):
        low, high = options.get("from_port"), options.get("to_port")
        if low is None or high is None or not 0 <= int(low) <= int(high) <= 65535:
            raise AwsError(
                "InvalidParameterValue",
                f"Invalid value for portRange. The ports {low} to {high} are no range within 0 to 65535.",
            )
    added, group = original(self, group_name_or_id, *arguments, **options)
    rules = group.egress_rules if added and added[0].is_egress else group.ingress_rules
    if weight(self, rules) > MAX_RULES:
        for rule in added:
            rules.remove(rule)
        raise AwsError(
            "RulesPerSecurityGroupLimitExceeded",
            f"The maximum number of rules per security group has been reached: {MAX_RULES}",
        )
    return added, group


def answer_authorize(self: Any, direction: str) -> ActionResult:
    """The answer lists the rules of every permission; moto lists those of the last one.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html
    """
    self.error_on_dryrun()
    method = getattr(self.ec2_backend, f"authorize_security_group_{direction}")
    rules = [rule for arguments in self._process_rules_from_querystring() for rule in method(**arguments)[0]]
    return ActionResult({"Return": True, "SecurityGroupRules": rules})


def authorize_security_group_ingress(self: Any) -> ActionResult:
    return answer_authorize(self, "ingress")


def authorize_security_group_egress(self: Any) -> ActionResult:
    return answer_authorize(self, "egress")


def update_descriptions(self: Any, direction: str) -> ActionResult:
    """Descriptions of rules of any kind, named by nature, and the `Return` that moto leaves out.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UpdateSecurityGroupRuleDescriptionsIngress.html
    """
    self.error_on_dryrun()
    backend = self.ec2_backend
    name_or_id = self._get_param("GroupId") or self._get_param("GroupName")
    group = backend.get_security_group_by_name_or_id(name_or_id)
    if group is None:
        raise AwsError("InvalidGroup.NotFound", f"The security group '{name_or_id}' does not exist")
    rules = group.ingress_rules if direction == "ingress" else group.egress_rules
    wanted: list[tuple[Any, str | None]] = []
    for arguments in self._process_rules_from_querystring():
        for like in backend._iterate_security_rules(*(arguments[name] for name in PARTS)):
            wanted.append((next((rule for rule in rules if rule == like), None), like.description))
    if any(rule is None for rule, _ in wanted):
        raise AwsError("InvalidPermission.NotFound", "The specified rule does not exist in this security group.")
    for rule, description in wanted:
        rule.description = description
    return ActionResult({"Return": True})


def update_security_group_rule_descriptions_ingress(self: Any) -> ActionResult:
    return update_descriptions(self, "ingress")


def update_security_group_rule_descriptions_egress(self: Any) -> ActionResult:
    return update_descriptions(self, "egress")


def describe_security_groups(
    original: Callable[..., Any], self: Any, group_ids: list[str] | None = None, **options: Any
) -> Any:
    """A text that cannot be a group's id is told apart from an id that is not there.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html (InvalidGroupId.Malformed)
    """
    for group_id in group_ids or []:
        if not is_valid_security_group_id(group_id):
            raise AwsError("InvalidGroupId.Malformed", f'Invalid id: "{group_id}"')
    return original(self, group_ids=group_ids, **options)


def delete_security_group(original: Callable[..., Any], self: Any) -> ActionResult:
    """A default group stays, and one that others' rules, network interfaces or services use; moto deletes them.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html
    """
    backend = self.ec2_backend
    group_id = self._get_param("GroupId")
    group = (
        backend.get_security_group_from_id(group_id)
        if group_id
        else backend.get_security_group_from_name(self._get_param("GroupName"))
    )
    if group is not None:
        if group.is_default:
            raise AwsError(
                "CannotDelete", f'the specified group: "{group.id}" name: "default" cannot be deleted by a user'
            )
        others = [other for groups in backend.groups.values() for other in groups.values() if other is not group]
        referenced = any(
            rule.source_group.get("GroupId") == group.id
            for other in others
            for rule in itertools.chain(other.ingress_rules, other.egress_rules)
        )
        used = any(group in eni._group_set for eni in backend.enis.values()) or any(
            group.id in tenant.groups for tenant in tenants(backend)
        )
        if referenced or used:
            raise AwsError("DependencyViolation", f"resource {group.id} has a dependent object")
    original(self)
    return ActionResult({"Return": True, "GroupId": group.id if group else None})


def apply() -> None:
    wrap(SecurityGroupRule, "__init__", keep_prefix_list)
    SecurityGroupRule.description = property(get_description, set_description)
    SecurityGroupRule.referenced_group_info = property(referenced_group_info)
    SecurityGroupRule.group_owner_id = property(lambda self: self.owner_id)
    SecurityGroupRule.security_group_rule_arn = property(arn)
    SecurityGroupRule.__eq__ = same_nature
    wrap(SecurityGroup, "_flattened_rules", with_prefix_list_descriptions)
    for direction in ("ingress", "egress"):
        wrap(SecurityGroupBackend, f"authorize_security_group_{direction}", authorize)
    wrap(SecurityGroupBackend, "describe_security_groups", describe_security_groups)
    wrap(SecurityGroups, "delete_security_group", delete_security_group)
    attach(
        SecurityGroups,
        authorize_security_group_ingress,
        authorize_security_group_egress,
        update_security_group_rule_descriptions_ingress,
        update_security_group_rule_descriptions_egress,
    )
