"""OpenSearch upgrades, and where each version can be upgraded to."""

import uuid
from typing import Any

from moto.core.responses import ActionResult
from moto.opensearch.responses import OpenSearchServiceResponse

from local_aws.additions.opensearch import rules, versions
from local_aws.attach import attach


def upgrade_domain(self: Any) -> ActionResult:
    """The domain has UpgradeProcessing for the delay and then the new version. Nothing is only checked.

    https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_UpgradeDomain.html
    """
    domain = self.opensearch_backend.find_idle(self._get_param("DomainName"))
    target = self._get_param("TargetVersion")
    if self._get_param("PerformCheckOnly"):
        rules.refuse("The local AWS does not check an upgrade without making it.")
    if target not in versions.targets(domain.version):
        rules.refuse(f"Upgrade from {domain.version} to {target} is not supported.")
    domain.upgrades_to = target
    domain.begin("upgrading")
    answer = {"UpgradeId": str(uuid.uuid4()), "DomainName": domain.name, "TargetVersion": target}
    return ActionResult(answer | {"PerformCheckOnly": False, "ChangeProgressDetails": domain.progress()})


def get_compatible_versions(self: Any) -> ActionResult:
    """The paths of one domain or of all versions; moto's list ends before 2.11.

    https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_GetCompatibleVersions.html
    """
    name = self._get_param("domainName")
    every = [versions.named(version) for version in versions.OFFERED]
    sources = [self.opensearch_backend.find_domain(name).version] if name else every
    paths = [{"SourceVersion": source, "TargetVersions": versions.targets(source)} for source in sources]
    return ActionResult({"CompatibleVersions": paths})


def apply() -> None:
    attach(OpenSearchServiceResponse, upgrade_domain, get_compatible_versions)
