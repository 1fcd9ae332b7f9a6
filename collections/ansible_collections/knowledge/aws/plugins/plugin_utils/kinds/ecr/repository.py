"""Repositories of ECR."""

from __future__ import annotations

import json
from typing import Any

from ...core.fields import Field, as_document, same_policy
from ...core.kind import Kind, Life, Query, Report, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES
from .rules import lifecycle_objections, name_objections


def as_lifecycle(value: Any) -> list[dict[str, Any]]:
    """The rules of a lifecycle policy, from its text or a list, in the order of their priorities, as AWS completes them."""
    document = as_document(value)
    rules = document.get("rules", []) if isinstance(document, dict) else document or []
    return sorted(({"description": "", **rule} for rule in rules), key=lambda rule: rule.get("rulePriority", 0))


class Repository(Kind):
    """Repository of container images. https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html"""

    name, noun, service = "ecr_repository", "ecr repository", "ecr"
    codes = CODES
    arn_prefix = "repository/"
    id_path, arn_path, name_path = "repositoryName", "repositoryArn", "repositoryName"
    life = Life(holds_data=True)
    reports = {"uri": Report("repositoryUri")}
    fields = {
        "tag_mutability": Field(
            "str",
            "Whether a tag may be moved to another image.",
            api="imageTagMutability",
            choices=("IMMUTABLE", "MUTABLE"),
            default="IMMUTABLE",
            setter="set_mutability",
        ),
        "scan_on_push": Field(
            "bool",
            "Whether an image is scanned when it comes in.",
            api="imageScanningConfiguration.scanOnPush",
            default=True,
            setter="set_scanning",
        ),
        "kms_key": Field(
            "str", "ARN of the key that encrypts images; without one AWS's own. Cannot be changed.", api=""
        ),
        "lifecycle": Field(
            "list",
            "Rules by which images expire, in ECR's own form; an empty list removes them.",
            elements="dict",
            norm=as_lifecycle,
            setter="set_lifecycle",
            api="",
        ),
        "policy": Field(
            "dict",
            "Repository policy; an empty one removes it.",
            norm=as_document,
            same=same_policy,
            setter="set_policy",
            api="",
        ),
    }
    example = (
        "- knowledge.aws.ecr_repository:\n    config:\n      - key: app\n        name: knowledge-database\n        lifecycle:\n"
        "          - {rulePriority: 1, selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: 30}, action: {type: expire}}\n"
    )

    def objections(self, wanted: list[Wanted]) -> list[str]:
        """Names and lifecycle rules."""
        texts = [
            (want.name, text)
            for want in wanted
            for text in (*name_objections(want.name), *lifecycle_objections(want["lifecycle"] or []))
        ]
        return [f"ecr repository {name}: {text}" for name, text in texts]

    def find(self, query: Query) -> list[Any]:
        """All repositories; tags and policies of those that may be ours, one by one."""
        found = self.aws.read("describe_repositories", "repositories")
        return self.each(
            self._details,
            [
                one
                for one in found
                if one["repositoryName"] in query.names or one["repositoryName"].startswith(self.stack.name)
            ],
        )

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "tags", resourceArn=arn)

    def _details(self, repository: dict[str, Any]) -> dict[str, Any]:
        name, arn = {"repositoryName": repository["repositoryName"]}, repository["repositoryArn"]
        parts: dict[str, Any] = {
            "Tags": lambda: self.tags_of_one(arn),
            "Lifecycle": lambda: self.aws.read(
                "get_lifecycle_policy", "lifecyclePolicyText", ("LifecyclePolicyNotFoundException",), **name
            ),
            "Policy": lambda: self.aws.read(
                "get_repository_policy", "policyText", ("RepositoryPolicyNotFoundException",), **name
            ),
        }
        return repository | dict(zip(parts, self.each(lambda part: part(), parts.values()), strict=True))

    def shape(self, raw: dict[str, Any]) -> dict[str, Any]:
        """Policies have calls of their own; without a key AES256 is AWS's own encryption."""
        key = (raw.get("encryptionConfiguration") or {}).get("kmsKey") or ""
        return super().shape(raw) | {"kms_key": key, "lifecycle": raw["Lifecycle"] or [], "policy": raw["Policy"] or {}}

    def create(self, want: Wanted) -> None:
        """CreateRepository; the policies are setters' work."""
        key = want["kms_key"]
        self.aws.create(
            "create_repository",
            repositoryName=want.name,
            imageTagMutability=want["tag_mutability"],
            imageScanningConfiguration={"scanOnPush": want["scan_on_push"]},
            encryptionConfiguration={"encryptionType": "KMS", "kmsKey": key} if key else {"encryptionType": "AES256"},
            tags=tag_list(want.tags),
        )

    def set_mutability(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutImageTagMutability."""
        self.aws.write("put_image_tag_mutability", repositoryName=have.id, imageTagMutability=want["tag_mutability"])

    def set_scanning(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutImageScanningConfiguration."""
        self.aws.write(
            "put_image_scanning_configuration",
            repositoryName=have.id,
            imageScanningConfiguration={"scanOnPush": want["scan_on_push"]},
        )

    def set_lifecycle(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutLifecyclePolicy, or DeleteLifecyclePolicy without rules."""
        if want["lifecycle"]:
            rules = [{key: value for key, value in rule.items() if value != ""} for rule in want["lifecycle"]]
            self.aws.write(
                "put_lifecycle_policy", repositoryName=have.id, lifecyclePolicyText=json.dumps({"rules": rules})
            )
        else:
            self.aws.write(
                "delete_lifecycle_policy", already=("LifecyclePolicyNotFoundException",), repositoryName=have.id
            )

    def set_policy(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """SetRepositoryPolicy, or DeleteRepositoryPolicy without one."""
        if want["policy"]:
            self.aws.write("set_repository_policy", repositoryName=have.id, policyText=json.dumps(want["policy"]))
        else:
            self.aws.write(
                "delete_repository_policy", already=("RepositoryPolicyNotFoundException",), repositoryName=have.id
            )

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", resourceArn=have.arn, tags=tag_list(tags))

    def protected(self, have: Resource) -> str | None:
        """Images that were released."""
        held = len(self.aws.read("list_images", "imageIds", ("RepositoryNotFoundException",), repositoryName=have.id))
        return f"it holds {held} image{'s' if held > 1 else ''}" if held else None

    def delete(self, have: Resource) -> None:
        """DeleteRepository with its images; that this is meant was asked before."""
        self.aws.write("delete_repository", repositoryName=have.id, force=True)
