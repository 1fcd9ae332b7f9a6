"""ElastiCache parameter groups: none of these calls is known to moto."""

from typing import Any

from moto.core.responses import ActionResult
from moto.elasticache.models import ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from local_aws.additions.elasticache import rules
from local_aws.additions.elasticache.redis_parameters import parameters_of
from local_aws.attach import attach
from local_aws.errors import AwsError
from local_aws.pages import page
from local_aws.parameter_values import check_value

MAXIMUM_IN_ONE_CALL = 20


def families() -> list[str]:
    """Families of the versions that are offered, `redis7` for instance."""
    return sorted(
        {
            rules.family(engine, offer)
            for engine in (rules.REDIS, rules.VALKEY)
            for offer in rules.offered("aws_elasticache_cachecluster", engine)
        }
        - {"redis4.0"}
    )


class ParameterGroup:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheParameterGroup.html"""

    def __init__(self, backend: Any, name: str, family: str, description: str) -> None:
        self.name, self.family, self.description = name, family, description
        self.values: dict[str, str] = {}
        place = f"{backend.region_name}:{backend.account_id}"
        self.arn = f"arn:{backend.partition}:elasticache:{place}:parametergroup:{name}"

    @property
    def default(self) -> bool:
        """True for a group of AWS's own."""
        return self.name.startswith("default.")

    def answer(self) -> dict[str, Any]:
        """As DescribeCacheParameterGroups tells it."""
        return {
            "CacheParameterGroupName": self.name,
            "CacheParameterGroupFamily": self.family,
            "Description": self.description,
            "IsGlobal": False,
            "ARN": self.arn,
        }

    def parameters(self, source: str | None) -> list[dict[str, Any]]:
        """All parameters, or those of one source: `user` for those that were set, `system` for the others."""
        everything = [
            parameter | ({"ParameterValue": self.values[name], "Source": "user"} if name in self.values else {})
            for name, parameter in parameters_of(self.family).items()
        ]
        return [parameter for parameter in everything if source in (None, parameter["Source"])]


def parameter_groups(self: Any) -> dict[str, ParameterGroup]:
    """Groups by name; those of AWS's own are there from the start, but for those of cluster mode."""
    groups = self.__dict__.setdefault("cache_parameter_groups", {})
    for family in families() if not groups else ():
        name = f"default.{family}"
        groups[name] = ParameterGroup(self, name, family, f"Default parameter group for {family}")
    return groups


def parameter_group(self: Any, name: str) -> ParameterGroup:
    """Errors: CacheParameterGroupNotFound."""
    group = self.parameter_groups().get(name.lower())
    if group is None:
        raise AwsError("CacheParameterGroupNotFound", f"CacheParameterGroup {name} not found.")
    return group


def create_cache_parameter_group(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html"""
    backend = self.elasticache_backend
    name, family = self._get_param("CacheParameterGroupName"), self._get_param("CacheParameterGroupFamily")
    if family not in families():
        rules.refuse(f"CacheParameterGroupFamily {family} is not a valid parameter group family.")
    if name.lower() in backend.parameter_groups():
        raise AwsError("CacheParameterGroupAlreadyExists", f"A cache parameter group named {name} already exists.")
    group = backend.parameter_groups()[name.lower()] = ParameterGroup(
        backend, name.lower(), family, self._get_param("Description")
    )
    backend.tagging_service.tag_resource(group.arn, self._get_param("Tags", []))
    return ActionResult({"CacheParameterGroup": group.answer()})


def describe_cache_parameter_groups(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeCacheParameterGroups.html"""
    backend, name = self.elasticache_backend, self._get_param("CacheParameterGroupName")
    groups = [backend.parameter_group(name)] if name else list(backend.parameter_groups().values())
    answers = [group.answer() for group in groups]
    part, marker = page(answers, self._get_param("Marker"), self._get_int_param("MaxRecords"))
    return ActionResult({"CacheParameterGroups": part, "Marker": marker})


def describe_cache_parameters(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeCacheParameters.html"""
    group = self.elasticache_backend.parameter_group(self._get_param("CacheParameterGroupName"))
    told = group.parameters(self._get_param("Source"))
    part, marker = page(told, self._get_param("Marker"), self._get_int_param("MaxRecords"))
    return ActionResult({"Parameters": part, "CacheNodeTypeSpecificParameters": [], "Marker": marker})


def describe_engine_default_parameters(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeEngineDefaultParameters.html"""
    family = self._get_param("CacheParameterGroupFamily")
    if family not in families():
        rules.refuse(f"CacheParameterGroupFamily {family} is not a valid parameter group family.")
    told = list(parameters_of(family).values())
    part, marker = page(told, self._get_param("Marker"), self._get_int_param("MaxRecords"))
    return ActionResult({"EngineDefaults": {"CacheParameterGroupFamily": family, "Parameters": part, "Marker": marker}})


def changeable(group: ParameterGroup, names: list[str]) -> None:
    """Raises for groups of AWS's own, too many parameters, and parameters that are unknown or fixed."""
    if group.default:
        raise AwsError(
            "InvalidCacheParameterGroupState", f"The default cache parameter group {group.name} cannot be modified."
        )
    if len(names) > MAXIMUM_IN_ONE_CALL:
        rules.refuse(f"A maximum of {MAXIMUM_IN_ONE_CALL} parameters can be modified in a single request")
    known = parameters_of(group.family)
    for name in names:
        if name not in known:
            rules.refuse(f"Could not find parameter with name: {name}")
        if not known[name]["IsModifiable"]:
            rules.refuse(f"The parameter {name} cannot be modified.")


def wait_for_reboot(backend: Any, group: ParameterGroup, names: list[str]) -> None:
    """Members wait for a reboot when one of the parameters needs it."""
    if any(parameters_of(group.family)[name]["ChangeType"] == "requires-reboot" for name in names):
        for user in users(backend, group):
            for member in user.members:
                member.parameters_pending = True


def users(backend: Any, group: ParameterGroup) -> list[Any]:
    """Replication groups whose parameters the group sets."""
    return [user for user in backend.replication_groups.values() if user.parameter_group.lower() == group.name]


def modify_cache_parameter_group(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheParameterGroup.html"""
    backend = self.elasticache_backend
    group = backend.parameter_group(self._get_param("CacheParameterGroupName"))
    given = self._get_param("ParameterNameValues", [])
    wanted = {entry["ParameterName"]: entry.get("ParameterValue", "") for entry in given}
    changeable(group, list(wanted))
    for name, value in wanted.items():
        default = parameters_of(group.family)[name]
        check_value(name, value, default["DataType"], default.get("AllowedValues"))
    group.values |= wanted
    wait_for_reboot(backend, group, list(wanted))
    return ActionResult({"CacheParameterGroupName": group.name})


def reset_cache_parameter_group(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ResetCacheParameterGroup.html"""
    backend = self.elasticache_backend
    group = backend.parameter_group(self._get_param("CacheParameterGroupName"))
    names = [entry["ParameterName"] for entry in self._get_param("ParameterNameValues", [])]
    if self._get_bool_param("ResetAllParameters"):
        names = list(group.values)
    changeable(group, names[:MAXIMUM_IN_ONE_CALL])
    wait_for_reboot(backend, group, [name for name in names if name in group.values])
    for name in names:
        group.values.pop(name, None)
    return ActionResult({"CacheParameterGroupName": group.name})


def delete_cache_parameter_group(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteCacheParameterGroup.html"""
    backend = self.elasticache_backend
    group = backend.parameter_group(self._get_param("CacheParameterGroupName"))
    if group.default or users(backend, group):
        reason = "is a default group" if group.default else "is used by cache clusters"
        raise AwsError(
            "InvalidCacheParameterGroupState", f"The cache parameter group {group.name} {reason} and cannot be deleted."
        )
    del backend.parameter_groups()[group.name]
    backend.tagging_service.delete_all_tags_for_resource(group.arn)
    return ActionResult({})


def apply() -> None:
    attach(ElastiCacheBackend, parameter_groups, parameter_group)
    attach(
        ElastiCacheResponse,
        create_cache_parameter_group,
        describe_cache_parameter_groups,
        describe_cache_parameters,
        describe_engine_default_parameters,
        modify_cache_parameter_group,
        reset_cache_parameter_group,
        delete_cache_parameter_group,
    )
