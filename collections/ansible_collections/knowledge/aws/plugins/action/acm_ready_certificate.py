"""Action of knowledge.aws.acm_ready_certificate: certificates that somebody else made are looked at before they are used."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws, in_parallel, preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.acm.certificate import moment
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.acm.rules import (
    arn_objections,
    certificate_objections,
)

preload("acm")


class ActionModule(StackAction):
    """Exists, issued, covers the domains, valid for long enough, in the right region."""

    SPEC = {
        "config": {
            "type": "list",
            "elements": "dict",
            "default": [],
            "options": {
                "key": {"type": "str", "required": True},
                "arn": {"type": "str", "required": True},
                "region": {"type": "str", "required": True},
                "domains": {"type": "list", "elements": "str", "required": True},
            },
        },
        "least_days": {"type": "int", "default": 30},
    }

    def offline(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """As if they were good."""
        arns = {entry["key"]: entry["arn"] for entry in args["config"]}
        return {
            "changed": False,
            "arns": arns,
            "attributes": {key: {"status": "ISSUED", "not_after": ""} for key in arns},
        }

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """DescribeCertificate for each; all that is wrong in one message."""
        self.args, self.acm = args, Aws(args["stack"]["region"], self._task.check_mode).of("acm")
        looked = in_parallel(self._look, args["config"])
        wrong = [
            f"certificate {entry['key']}: {text}"
            for entry, (_, texts) in zip(args["config"], looked, strict=True)
            for text in texts
        ]
        if wrong:
            raise StackError("; ".join(wrong), "Give the ARN of another certificate, or none to have one requested")
        found = {entry["key"]: certificate for entry, (certificate, _) in zip(args["config"], looked, strict=True)}
        ends = {key: {"status": one["Status"], "not_after": moment(one.get("NotAfter"))} for key, one in found.items()}
        return {
            "changed": False,
            "arns": {key: one["CertificateArn"] for key, one in found.items()},
            "attributes": ends,
        }

    def _look(self, entry: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
        wrong = arn_objections(entry["arn"], entry["region"], self.args["stack"]["account_id"])
        if wrong:
            return {}, wrong
        read = self.acm.of("acm", entry["region"]).read
        certificate = read(
            "describe_certificate", "Certificate", ("ResourceNotFoundException",), CertificateArn=entry["arn"]
        )
        if not certificate:
            return {}, [f"{entry['arn']} does not exist"]
        return certificate, certificate_objections(
            certificate, entry["domains"], datetime.now(UTC), self.args["least_days"]
        )
