"""ElastiCache users and user groups: change and deletion of users, and the groups that moto does not know."""

from typing import Any

from moto.core.responses import ActionResult
from moto.elasticache.models import ElastiCacheBackend, User, elasticache_backends
from moto.elasticache.responses import ElastiCacheResponse

from local_aws.additions.elasticache import rules
from local_aws.attach import attach
from local_aws.errors import AwsError

DEFAULT = "default"


class UserGroup:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_UserGroup.html"""

    def __init__(self, backend: Any, group_id: str, engine: str, user_ids: list[str]) -> None:
        self.id, self.engine, self.user_ids = group_id, engine, list(user_ids)
        self.arn = f"arn:{backend.partition}:elasticache:{backend.region_name}:{backend.account_id}:usergroup:{group_id}"

    def answer(self, backend: Any) -> dict[str, Any]:
        """As DescribeUserGroups tells it."""
        return {
            "UserGroupId": self.id,
            "Status": "active",
            "Engine": self.engine,
            "UserIds": self.user_ids,
            "MinimumEngineVersion": "6.0" if self.engine == rules.REDIS else "7.2",
            "ReplicationGroups": replication_groups(backend, self),
            "ARN": self.arn,
        }


def replication_groups(backend: Any, group: UserGroup) -> list[str]:
    """Ids of the replication groups that let the group's users in."""
    return [user.id for user in backend.replication_groups.values() if group.id in user.user_groups]


def user_groups(self: Any) -> dict[str, UserGroup]:
    """User groups by id."""
    return self.__dict__.setdefault("cache_user_groups", {})


def find_user_group(self: Any, group_id: str) -> UserGroup:
    """Errors: UserGroupNotFound."""
    group = self.user_groups().get(group_id)
    if group is None:
        raise AwsError("UserGroupNotFound", f"User group {group_id} not found.")
    return group


def find_user(self: Any, user_id: str) -> Any:
    """Errors: UserNotFound."""
    if user_id not in self.users:
        raise AwsError("UserNotFound", f"User {user_id} not found.")
    return self.users[user_id]


def check_members(backend: Any, engine: str, user_ids: list[str]) -> None:
    """Raises unless the users are there, with different names, one of them `default` for Redis."""
    names = [backend.find_user(user_id).name for user_id in user_ids]
    if len(set(names)) < len(names):
        raise AwsError("DuplicateUserName", "Users of a user group must have different user names.")
    if engine == rules.REDIS and DEFAULT not in names:
        raise AwsError("DefaultUserRequired", "A user group of Redis needs a user whose user name is default.")


def memberships(self: Any) -> list[str]:
    """Ids of the groups that a user belongs to; moto's list is always empty."""
    backend = elasticache_backends[self.arn.split(":")[4]][self.region]
    return [group.id for group in backend.user_groups().values() if self.id in group.user_ids]


def create_user_group(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUserGroup.html"""
    backend = self.elasticache_backend
    group_id, engine, user_ids = self._get_param("UserGroupId"), self._get_param("Engine", rules.REDIS).lower(), self._get_param("UserIds", [])
    if group_id in backend.user_groups():
        raise AwsError("UserGroupAlreadyExists", f"User group {group_id} already exists.")
    check_members(backend, engine, user_ids)
    group = backend.user_groups()[group_id] = UserGroup(backend, group_id, engine, user_ids)
    backend.tagging_service.tag_resource(group.arn, self._get_param("Tags", []))
    return ActionResult(group.answer(backend))


def describe_user_groups(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeUserGroups.html"""
    backend, group_id = self.elasticache_backend, self._get_param("UserGroupId")
    groups = [backend.find_user_group(group_id)] if group_id else backend.user_groups().values()
    return ActionResult({"UserGroups": [group.answer(backend) for group in groups]})


def modify_user_group(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyUserGroup.html"""
    backend = self.elasticache_backend
    group = backend.find_user_group(self._get_param("UserGroupId"))
    removed, added = self._get_param("UserIdsToRemove", []), self._get_param("UserIdsToAdd", [])
    wanted = [user_id for user_id in group.user_ids if user_id not in removed] + [user_id for user_id in added if user_id not in group.user_ids]
    check_members(backend, group.engine, wanted)
    group.user_ids = wanted
    return ActionResult(group.answer(backend))


def delete_user_group(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteUserGroup.html (InvalidUserGroupState)"""
    backend = self.elasticache_backend
    group = backend.find_user_group(self._get_param("UserGroupId"))
    if replication_groups(backend, group):
        raise AwsError("InvalidUserGroupState", f"User group {group.id} is used by replication groups and cannot be deleted.")
    del backend.user_groups()[group.id]
    backend.tagging_service.delete_all_tags_for_resource(group.arn)
    return ActionResult(group.answer(backend) | {"Status": "deleting"})


def modify_user(self: Any) -> ActionResult:
    """moto does not know this call.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyUser.html
    """
    user = self.elasticache_backend.find_user(self._get_param("UserId"))
    mode = self._get_param("AuthenticationMode") or {}
    passwords = mode.get("Passwords") or self._get_param("Passwords")
    if any(not 16 <= len(password) <= 128 for password in passwords or []):
        rules.refuse("Passwords length must be between 16-128 characters.")
    if mode.get("Type") == "iam" and user.name != user.id:
        rules.refuse("IAM authentication needs a user name that equals the user id", "InvalidParameterCombination")
    if mode or passwords or self._get_bool_param("NoPasswordRequired") is not None:
        user.passwords = passwords or []
        user.authentication_type = mode.get("Type") or ("password" if passwords else "no-password-required")
        user.no_password_required = user.authentication_type == "no-password-required"
    if self._get_param("AccessString") is not None:
        user.access_string = self._get_param("AccessString")
    if self._get_param("AppendAccessString"):
        user.access_string = f"{user.access_string} {self._get_param('AppendAccessString')}"
    return ActionResult(user)


def delete_user(self: Any) -> ActionResult:
    """The user leaves its groups and is gone; moto's user goes when it is described next.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteUser.html
    """
    backend = self.elasticache_backend
    user = backend.find_user(self._get_param("UserId"))
    if user.id == DEFAULT:
        raise AwsError("InvalidUserState", "The default user cannot be deleted.")
    groups = [group for group in backend.user_groups().values() if user.id in group.user_ids]
    if user.name == DEFAULT and groups:
        raise AwsError("DefaultUserAssociatedToUserGroup", f"User {user.id} is the default user of user group {groups[0].id}.")
    for group in groups:
        group.user_ids.remove(user.id)
    del backend.users[user.id]
    backend.tagging_service.delete_all_tags_for_resource(user.arn)
    user.status = "deleting"
    return ActionResult(user)


def apply() -> None:
    User.user_group_ids = property(memberships, lambda self, value: None)
    attach(ElastiCacheBackend, user_groups, find_user_group, find_user)
    attach(ElastiCacheResponse, create_user_group, describe_user_groups, modify_user_group, delete_user_group, modify_user, delete_user)
