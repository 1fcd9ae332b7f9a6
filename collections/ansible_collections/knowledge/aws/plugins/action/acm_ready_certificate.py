# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.acm_ready_certificate: certificates made by others, looked at before they are used."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws, in_parallel, preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.finding import Finding
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.acm.certificate import moment
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.acm.codes import CODES
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds.acm.rules import (
    arn_findings,
    certificate_findings,
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
                "certificate_arn": {"type": "str", "required": True},
                "region": {"type": "str"},
                "domains": {"type": "list", "elements": "str", "required": True},
            },
        },
        "least_days": {"type": "int", "default": 30},
    }

    def offline(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """As if they were good."""
        arns = {entry["key"]: entry["certificate_arn"] for entry in args["config"]}
        return {
            "changed": False,
            "arns": arns,
            "attributes": {key: {"status": "ISSUED", "not_after": ""} for key in arns},
        }

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """DescribeCertificate for each; all that is wrong in one message."""
        self.args, self.context = args, self.stack(args)
        self.acm = Aws(self.context.region, self._task.check_mode).of("acm")
        looked = in_parallel(self._look, args["config"])
        wrong = [
            finding.about(f"certificate {entry['key']}")
            for entry, (_, findings) in zip(args["config"], looked, strict=True)
            for finding in findings
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

    def _look(self, entry: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
        arn, region = entry["certificate_arn"], entry["region"] or self.context.region
        wrong = list(arn_findings(arn, region, self.context.account_id))
        if wrong:
            return {}, wrong
        read = self.acm.of("acm", region).read
        found = read("describe_certificate", "Certificate", CODES.gone, CertificateArn=arn)
        if not found:
            return {}, [Finding("certificate_arn", f"{arn} does not exist", "the ARN of a certificate of this account")]
        least_days = self.args["least_days"]
        return found, list(certificate_findings(found, entry["domains"], datetime.now(UTC), least_days))
