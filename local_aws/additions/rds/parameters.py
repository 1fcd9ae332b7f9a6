"""RDS parameter groups: default groups and parameters, types, sources, reset, and what AWS refuses."""

from collections.abc import Callable, Iterable
from typing import Any

from moto.core.responses import ActionResult
from moto.rds.models import DBParameterGroup, RDSBackend
from moto.rds.responses import RDSResponse

from local_aws.additions.rds.engine_versions import RELEASED_WITH_16
from local_aws.additions.rds.postgres_parameters import parameters_of
from local_aws.attach import attach, wrap
from local_aws.errors import AwsError
from local_aws.pages import page
from local_aws.parameter_values import check_value

FAMILIES = {f"postgres{major}" for major in RELEASED_WITH_16}
MAXIMUM_IN_ONE_CALL = 20


def defaults(group: Any) -> dict[str, dict[str, Any]]:
    """Default parameters of the group's family by name; empty for engines other than PostgreSQL."""
    return parameters_of(group.family) if group.family in FAMILIES else {}


def default_parameter_group(self: Any, name: str) -> Any:
    """The group of that name; AWS's own `default.postgres15` is there before it is used.

    Errors: DBParameterGroupNotFound.
    """
    family = name.removeprefix("default.")
    if name not in self.db_parameter_groups and name.startswith("default.") and family in FAMILIES:
        group = DBParameterGroup(self, name, f"Default parameter group for {family}", family)
        self.db_parameter_groups[name] = group
    if name not in self.db_parameter_groups:
        raise AwsError("DBParameterGroupNotFound", f"DBParameterGroup not found: {name}")
    return self.db_parameter_groups[name]


def create_db_parameter_group(original: Callable[..., Any], self: Any, wanted: Any) -> Any:
    """An unknown PostgreSQL family is refused; moto takes any text.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html
    """
    family = wanted.get("db_parameter_group_family") or ""
    if family.startswith("postgres") and family not in FAMILIES:
        raise AwsError("InvalidParameterValue", f"ParameterGroupFamily {family} is not a valid parameter group family")
    return original(self, wanted)


def describe_db_parameter_groups(original: Callable[..., Any], self: Any, wanted: Any) -> list[Any]:
    """A group that is not there is an error (DBParameterGroupNotFound); moto answers with an empty list.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBParameterGroups.html
    """
    name = wanted.get("db_parameter_group_name")
    return [self.default_parameter_group(name)] if name else original(self, wanted)


def describe_db_parameters(self: Any) -> ActionResult:
    """All parameters of the family with type, source and whether they can be changed.

    moto tells those that were set, and only their values.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBParameters.html
    """
    group = self.backend.default_parameter_group(self.params["DBParameterGroupName"])
    known = defaults(group)
    set_by_user = {name: {"Source": "user", **parameter} for name, parameter in group.parameters.items()}
    parameters = [{**known.get(name, {}), **set_by_user.get(name, {})} for name in sorted({*known, *set_by_user})]
    source = self.params.get("Source")
    listed = [parameter for parameter in parameters if source in (None, parameter["Source"])]
    part, marker = page(listed, self.params.get("Marker"), self.params.get("MaxRecords"))
    return ActionResult({"Parameters": part, "Marker": marker})


def instances_of(backend: Any, group: Any) -> list[Any]:
    """Instances whose parameters the group sets."""
    return [
        instance
        for instance in backend.databases.values()
        if not instance.db_cluster_identifier and group in instance.db_parameter_groups()
    ]


def check_changeable(group: Any, count: int) -> None:
    """Raises for AWS's own groups and for more parameters than one call takes."""
    if group.name.startswith("default."):
        raise AwsError("InvalidParameterValue", f"The parameter group {group.name} cannot be modified")
    if count > MAXIMUM_IN_ONE_CALL:
        raise AwsError(
            "InvalidParameterValue",
            f"A maximum of {MAXIMUM_IN_ONE_CALL} parameters can be modified in a single request",
        )


def changes(group: Any, wanted: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], bool]:
    """Checked parameters as they are kept, and whether one of them waits for a reboot."""
    known, kept, reboot = defaults(group), [], False
    for parameter in wanted:
        name, method = parameter["ParameterName"], parameter.get("ApplyMethod", "immediate")
        if known:
            if name not in known:
                raise AwsError("InvalidParameterValue", f"Could not find parameter with name: {name}")
            default = known[name]
            if not default["IsModifiable"]:
                raise AwsError("InvalidParameterValue", f"The parameter {name} cannot be modified.")
            if default["ApplyType"] == "static" and method == "immediate":
                raise AwsError(
                    "InvalidParameterCombination", f"cannot use immediate apply method for static parameter: {name}"
                )
            if "ParameterValue" in parameter:
                check_value(name, parameter["ParameterValue"], default["DataType"], default.get("AllowedValues"))
        reboot = reboot or method == "pending-reboot"
        kept.append({**parameter, "ApplyMethod": method})
    return kept, reboot


def modify_db_parameter_group(
    original: Callable[..., Any], self: Any, db_parameter_group_name: str, db_parameter_group_parameters: Any
) -> Any:
    """Unknown, fixed and mistyped parameters are refused, and instances wait for a reboot where one is needed.

    moto keeps anything.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBParameterGroup.html
    """
    group = self.default_parameter_group(db_parameter_group_name)
    wanted = list(db_parameter_group_parameters)
    check_changeable(group, len(wanted))
    kept, reboot = changes(group, wanted)
    for instance in instances_of(self, group) if reboot else ():
        instance.parameters_pending = True
    return original(self, db_parameter_group_name, kept)


def reset_db_parameter_group(self: Any) -> ActionResult:
    """moto does not know this call.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ResetDBParameterGroup.html
    """
    group = self.backend.default_parameter_group(self.params["DBParameterGroupName"])
    listed = [parameter.original_dict() for parameter in self.params.get("Parameters", [])]
    if self.params.get("ResetAllParameters", not listed):
        listed = [{"ParameterName": name, "ApplyMethod": "pending-reboot"} for name in group.parameters]
    else:
        check_changeable(group, len(listed))
    kept, reboot = changes(group, listed)
    for instance in instances_of(self.backend, group) if reboot else ():
        instance.parameters_pending = True
    for parameter in kept:
        group.parameters.pop(parameter["ParameterName"], None)
    return ActionResult({"DBParameterGroupName": group.name})


def describe_engine_default_parameters(self: Any) -> ActionResult:
    """moto does not know this call.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeEngineDefaultParameters.html
    """
    family = self.params["DBParameterGroupFamily"]
    if family not in FAMILIES:
        raise AwsError("InvalidParameterValue", f"ParameterGroupFamily {family} is not a valid parameter group family")
    part, marker = page(list(parameters_of(family).values()), self.params.get("Marker"), self.params.get("MaxRecords"))
    return ActionResult({"EngineDefaults": {"DBParameterGroupFamily": family, "Parameters": part, "Marker": marker}})


def delete_db_parameter_group(original: Callable[..., Any], self: Any, db_parameter_group_name: str) -> Any:
    """A group with instances and a default group stay; moto deletes both, and the instances can no longer be described.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBParameterGroup.html
    """
    group = self.default_parameter_group(db_parameter_group_name)
    if group.name.startswith("default."):
        raise AwsError("InvalidDBParameterGroupState", "Default DBParameterGroup cannot be deleted: " + group.name)
    if instances_of(self, group):
        message = f"One or more database instances are still members of this parameter group {group.name}"
        raise AwsError("InvalidDBParameterGroupState", message)
    return original(self, db_parameter_group_name)


def apply() -> None:
    attach(RDSBackend, default_parameter_group)
    for wrapper in (
        create_db_parameter_group,
        describe_db_parameter_groups,
        modify_db_parameter_group,
        delete_db_parameter_group,
    ):
        wrap(RDSBackend, wrapper.__name__, wrapper)
    attach(RDSResponse, describe_db_parameters, reset_db_parameter_group, describe_engine_default_parameters)
