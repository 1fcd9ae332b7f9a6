"""OpenSearch upgrades and versions: most of these calls are not known to moto."""

import uuid
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import unix_time
from moto.opensearch.responses import OpenSearchServiceResponse

from local_aws.additions.opensearch import rules, versions
from local_aws.attach import attach

STEPS = ("PRE_UPGRADE_CHECK", "SNAPSHOT", "UPGRADE")


def upgrade_domain(self: Any) -> ActionResult:
    """The domain has UpgradeProcessing for the delay and then the new version.

    https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_UpgradeDomain.html
    """
    domain = self.opensearch_backend.find_idle(self._get_param("DomainName"))
    target, check_only = self._get_param("TargetVersion"), bool(self._get_param("PerformCheckOnly"))
    if target not in versions.targets(domain.version):
        rules.refuse(f"Upgrade from {domain.version} to {target} is not supported.")
    steps = STEPS[:1] if check_only else STEPS
    domain.upgrades.append(
        {
            "UpgradeName": f"Upgrade from {domain.version} to {target}",
            "StartTimestamp": unix_time(),
            "UpgradeStatus": "IN_PROGRESS",
            "StepsList": [{"UpgradeStep": step, "UpgradeStepStatus": "IN_PROGRESS", "Issues": [], "ProgressPercent": 0.0} for step in steps],
            "target": target,
            "check_only": check_only,
        }
    )
    domain.begin("upgrading")
    answer = {"UpgradeId": str(uuid.uuid4()), "DomainName": domain.name, "TargetVersion": target, "PerformCheckOnly": check_only}
    return ActionResult(answer | {"ChangeProgressDetails": domain.progress()})


def get_upgrade_status(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_GetUpgradeStatus.html"""
    domain = self.opensearch_backend.find_domain(self._get_param("DomainName"))
    if not domain.upgrades:
        rules.refuse(f"Domain {domain.name} has not been upgraded", "ResourceNotFoundException")
    latest = domain.upgrades[-1]
    step = latest["StepsList"][-1]
    return ActionResult({"UpgradeStep": step["UpgradeStep"], "StepStatus": step["UpgradeStepStatus"], "UpgradeName": latest["UpgradeName"]})


def get_upgrade_history(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_GetUpgradeHistory.html"""
    domain = self.opensearch_backend.find_domain(self._get_param("DomainName"))
    told = ("UpgradeName", "StartTimestamp", "UpgradeStatus", "StepsList")
    return ActionResult({"UpgradeHistories": [{key: upgrade[key] for key in told} for upgrade in reversed(domain.upgrades)]})


def get_compatible_versions(self: Any) -> ActionResult:
    """The paths of one domain or of all versions; moto's list ends before 2.11.

    https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_GetCompatibleVersions.html
    """
    name = self._get_param("domainName")
    sources = [self.opensearch_backend.find_domain(name).version] if name else [versions.named(version) for version in versions.OFFERED]
    return ActionResult({"CompatibleVersions": [{"SourceVersion": source, "TargetVersions": versions.targets(source)} for source in sources]})


def list_versions(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_ListVersions.html"""
    return ActionResult({"Versions": [versions.named(version) for version in reversed(versions.OFFERED)]})


def apply() -> None:
    attach(OpenSearchServiceResponse, upgrade_domain, get_upgrade_status, get_upgrade_history, get_compatible_versions, list_versions)
