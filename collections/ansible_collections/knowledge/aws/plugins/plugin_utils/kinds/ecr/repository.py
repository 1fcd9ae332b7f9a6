# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Repositories of ECR."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ...core.fields import Field, as_document, same_policy
from ...core.kind import Finding, Kind, Life, Query, Report, tag_list
from ...core.model import Resource, Wanted
from .codes import CODES
from .rules import lifecycle_findings, name_findings


def as_lifecycle(value: Any) -> dict[str, Any]:
    """A lifecycle policy as AWS completes it, its rules in the order of their priorities; without rules empty."""
    rules = [{"description": "", **rule} for rule in as_document(value).get("rules") or []]
    return {"rules": sorted(rules, key=lambda rule: rule.get("rulePriority", 0))} if rules else {}


class Repository(Kind):
    """Repository of container images.

    https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
    """

    name, noun, service = "ecr_repository", "ecr repository", "ecr"
    codes = CODES
    arn_prefix = "repository/"
    id_path, arn_path, name_path = "repositoryName", "repositoryArn", "repositoryName"
    life = Life(holds_data=True)
    reports = {
        "uri": Report(
            "repositoryUri",
            "Where images are pushed to and pulled from.",
            "123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/knowledge-production",
        )
    }
    fields = {
        "image_tag_mutability": Field(
            "str",
            "Whether a tag may be moved to another image.",
            choices=("IMMUTABLE", "MUTABLE"),
            default="IMMUTABLE",
            setter="put_mutability",
        ),
        "scan_on_push": Field(
            "bool",
            "Whether an image is scanned when it comes in.",
            api="imageScanningConfiguration.scanOnPush",
            default=True,
            setter="put_scanning",
        ),
        "kms_key": Field(
            "str",
            "ARN of the key that encrypts images; without one AWS's own. Cannot be changed.",
            api="encryptionConfiguration.kmsKey || ''",
        ),
        "lifecycle_policy_text": Field(
            "dict",
            "Policy by which images expire (PutLifecyclePolicy); one without rules removes it.",
            api="Lifecycle || `{}`",
            norm=as_lifecycle,
            setter="put_lifecycle",
        ),
        "policy_text": Field(
            "dict",
            "Repository policy (SetRepositoryPolicy); an empty one removes it.",
            api="Policy || `{}`",
            norm=as_document,
            same=same_policy,
            setter="put_policy",
        ),
    }
    example = """\
- knowledge.aws.ecr_repository:
    config:
      - key: app
        name: knowledge-production-app
        lifecycle_policy_text:
          rules:
            - rulePriority: 1
              selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: 30}
              action: {type: expire}
"""

    def check(self, want: Wanted) -> Iterator[Finding]:
        """Name and lifecycle."""
        yield from name_findings(want.name)
        yield from lifecycle_findings((want["lifecycle_policy_text"] or {}).get("rules") or [])

    def find(self, query: Query) -> list[Any]:
        """All repositories; tags and policies of those that may be ours, one by one."""
        found = {one["repositoryName"]: one for one in self.aws.read("describe_repositories", "repositories")}
        return self.each(self._details, [found[name] for name in self.may_be_ours(found, query)])

    def ask_tags(self, arn: str) -> Any:
        """ListTagsForResource."""
        return self.aws.read("list_tags_for_resource", "tags", resourceArn=arn)

    def _details(self, repository: dict[str, Any]) -> dict[str, Any]:
        name, unset = {"repositoryName": repository["repositoryName"]}, self.codes.already
        parts: dict[str, Any] = {
            "Tags": lambda: self.tags_of_one(repository["repositoryArn"]),
            "Lifecycle": lambda: self.aws.read("get_lifecycle_policy", "lifecyclePolicyText", unset, **name),
            "Policy": lambda: self.aws.read("get_repository_policy", "policyText", unset, **name),
        }
        return repository | dict(zip(parts, self.each(lambda part: part(), parts.values()), strict=True))

    def create(self, want: Wanted) -> None:
        """CreateRepository; the policies are setters' work."""
        key = want["kms_key"]
        self.aws.create(
            "create_repository",
            repositoryName=want.name,
            imageScanningConfiguration={"scanOnPush": want["scan_on_push"]},
            encryptionConfiguration={"encryptionType": "KMS", "kmsKey": key} if key else {"encryptionType": "AES256"},
            tags=tag_list(want.tags),
            **self.request("create_repository", want),
        )

    def put_mutability(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutImageTagMutability."""
        request = self.request("put_image_tag_mutability", want)
        self.aws.write("put_image_tag_mutability", repositoryName=have.id, **request)

    def put_scanning(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutImageScanningConfiguration."""
        scanning = {"scanOnPush": want["scan_on_push"]}
        self.aws.write("put_image_scanning_configuration", repositoryName=have.id, imageScanningConfiguration=scanning)

    def put_lifecycle(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """PutLifecyclePolicy, or DeleteLifecyclePolicy without rules."""
        given = (want["lifecycle_policy_text"] or {}).get("rules") or []
        if not given:
            self.aws.write("delete_lifecycle_policy", already=self.codes.already, repositoryName=have.id)
            return
        rules = [{key: value for key, value in rule.items() if value != ""} for rule in given]
        text = json.dumps({"rules": rules})
        self.aws.write("put_lifecycle_policy", repositoryName=have.id, lifecyclePolicyText=text)

    def put_policy(self, have: Resource, want: Wanted, changed: tuple[str, ...]) -> None:
        """SetRepositoryPolicy, or DeleteRepositoryPolicy without one."""
        if want["policy_text"]:
            text = json.dumps(want["policy_text"])
            self.aws.write("set_repository_policy", repositoryName=have.id, policyText=text)
        else:
            self.aws.write("delete_repository_policy", already=self.codes.already, repositoryName=have.id)

    def set_tags(self, have: Resource, tags: dict[str, str]) -> None:
        """TagResource."""
        self.aws.write("tag_resource", resourceArn=have.arn, tags=tag_list(tags))

    def protected(self, have: Resource) -> str | None:
        """Images that were released."""
        held = len(self.aws.read("list_images", "imageIds", self.codes.gone, repositoryName=have.id))
        return f"it holds {held} image{'s' if held > 1 else ''}" if held else None

    def delete(self, have: Resource) -> None:
        """DeleteRepository with its images; that this is meant was asked before."""
        self.aws.write("delete_repository", repositoryName=have.id, force=True)
