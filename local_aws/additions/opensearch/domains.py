"""An OpenSearch domain with its states, and the calls on it."""

import secrets
import uuid
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import unix_time
from moto.opensearch.models import OpenSearchServiceBackend
from moto.opensearch.responses import OpenSearchServiceResponse

from local_aws.additions.opensearch import rules, settings, versions
from local_aws.attach import attach
from local_aws.delays import Clock
from local_aws.errors import AwsError

# how DomainProcessingStatus names a change
PROCESSING = {"creating": "Creating", "modifying": "Modifying", "upgrading": "UpgradingEngineVersion", "deleting": "Deleting"}


class Domain:
    """moto's domain is ready and gone at once, and its update replaces whole sections; this one replaces it.

    https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainStatus.html
    """

    def __init__(self, backend: Any, name: str, version: str, sections: dict[str, Any]) -> None:
        self.backend, self.name, self.version = backend, name, version
        self.sections, self.active = sections, sections
        self.arn = f"arn:{backend.partition}:es:{backend.region_name}:{backend.account_id}:domain/{name}"
        self.created = unix_time()
        self.updated = {section: (self.created, 1) for section in [*sections, "EngineVersion"]}
        self.clock, self.deleting = Clock("opensearch", "creating"), False
        self.upgrades: list[dict[str, Any]] = []
        self.begin("creating")
        prefix = "vpc" if sections["VPCOptions"].get("SubnetIds") else "search"
        self.host = f"{prefix}-{name}-{secrets.token_hex(13)}.{backend.region_name}.es.amazonaws.com"

    def begin(self, change: str) -> None:
        """Starts the clock of a change that has an id of its own."""
        self.change_id, self.change_started = str(uuid.uuid4()), unix_time()
        self.clock.start(change)

    @property
    def processing(self) -> str | None:
        """Name of the change that still runs."""
        return "deleting" if self.deleting else self.clock.running

    def change(self, after: dict[str, Any]) -> None:
        """Takes new sections, which are told at once and active when the domain has processed them."""
        self.active = self.sections
        for section in [name for name in after if after[name] != self.sections[name]]:
            self.updated[section] = (unix_time(), self.updated[section][1] + 1)
        self.sections = after
        self.begin("modifying")

    def settle(self) -> None:
        """What is over takes effect."""
        if self.processing:
            return
        self.active = self.sections
        if self.upgrades and self.upgrades[-1]["UpgradeStatus"] == "IN_PROGRESS":
            self.finish_upgrade(self.upgrades[-1])

    def finish_upgrade(self, upgrade: dict[str, Any]) -> None:
        """The new version runs, unless only the check was asked for."""
        upgrade["UpgradeStatus"] = "SUCCEEDED"
        for step in upgrade["StepsList"]:
            step |= {"UpgradeStepStatus": "SUCCEEDED", "ProgressPercent": 100.0}
        if not upgrade["check_only"]:
            self.version = upgrade["target"]
            self.updated["EngineVersion"] = (unix_time(), self.updated["EngineVersion"][1] + 1)

    def progress(self) -> dict[str, Any]:
        """https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_ChangeProgressDetails.html"""
        return {
            "ChangeId": self.change_id,
            "StartTime": self.change_started,
            "LastUpdatedTime": self.change_started,
            "ConfigChangeStatus": "ApplyingChanges" if self.processing else "Completed",
            "InitiatedBy": "CUSTOMER",
        }

    def modifying(self) -> list[dict[str, Any]]:
        """https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_ModifyingProperties.html"""
        if self.processing != "modifying":
            return []
        return [
            {"Name": name, "ActiveValue": settings.as_text(old), "PendingValue": settings.as_text(new), "ValueType": "PLAIN_TEXT"}
            for name, (old, new) in settings.differences(self.active, self.sections).items()
        ]

    def status(self) -> dict[str, Any]:
        """As DescribeDomain tells it; an endpoint comes when the domain has been made."""
        processing = self.processing
        endpoint: dict[str, Any] = {}
        if processing != "creating":
            endpoint = {"Endpoints": {"vpc": self.host}} if self.sections["VPCOptions"].get("SubnetIds") else {"Endpoint": self.host}
        return (
            settings.told(self.backend, self.sections)
            | endpoint
            | {
                "DomainId": f"{self.backend.account_id}/{self.name}",
                "DomainName": self.name,
                "ARN": self.arn,
                "Created": True,
                "Deleted": self.deleting,
                "Processing": processing in ("creating", "modifying", "deleting"),
                "UpgradeProcessing": processing == "upgrading",
                "DomainProcessingStatus": PROCESSING[processing] if processing else "Active",
                "EngineVersion": self.version,
                "ChangeProgressDetails": self.progress(),
                "ModifyingProperties": self.modifying(),
                "ServiceSoftwareOptions": {
                    "CurrentVersion": self.version.replace(".", "_") + "_R20260101",
                    "NewVersion": "",
                    "UpdateAvailable": False,
                    "Cancellable": False,
                    "UpdateStatus": "COMPLETED",
                    "Description": "There is no software update available for this domain.",
                    "AutomatedUpdateDate": 0,
                    "OptionalDeployment": True,
                },
            }
        )

    def config(self) -> dict[str, Any]:
        """As DescribeDomainConfig tells it, each section with its status; moto leaves the status out.

        https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainConfig.html
        """
        shown = self.sections | {"VPCOptions": settings.vpc_info(self.backend, self.sections["VPCOptions"]), "EngineVersion": self.version}
        told = settings.told(self.backend, self.sections)
        shown |= {name: told[name] for name in ("AIMLOptions", "IdentityCenterOptions")}
        answer: dict[str, Any] = {name: {"Options": options, "Status": self.section_status(name)} for name, options in shown.items()}
        tune = answer["AutoTuneOptions"]
        tune["Options"] = tune["Options"] | {"RollbackOnDisable": "NO_ROLLBACK"}
        tune["Status"]["State"] = tune["Options"]["DesiredState"]
        return answer | {"ChangeProgressDetails": self.progress(), "ModifyingProperties": self.modifying()}

    def section_status(self, section: str) -> dict[str, Any]:
        """https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_OptionStatus.html"""
        updated, version = self.updated.get(section, (self.created, 1))
        changing = self.processing == "creating" or (self.processing == "modifying" and self.active.get(section) != self.sections.get(section))
        changing = changing or (self.processing == "upgrading" and section == "EngineVersion")
        return {
            "CreationDate": self.created,
            "UpdateDate": updated,
            "UpdateVersion": version,
            "State": "Processing" if changing else "Active",
            "PendingDeletion": self.deleting,
        }


def find_domain(self: Any, name: str) -> Domain:
    """Errors: ResourceNotFoundException."""
    domain = self.domains.get(name)
    if domain is None:
        raise AwsError("ResourceNotFoundException", f"Domain not found: {name}")
    return domain


def find_idle(self: Any, name: str) -> Domain:
    """A domain that takes a change. Errors: ResourceNotFoundException, ValidationException while another change runs."""
    domain = self.find_domain(name)
    if domain.processing:
        rules.refuse("A change/update is in progress. Please wait for it to complete before requesting another change.")
    return domain


def wanted_sections(response: Any) -> dict[str, Any]:
    """The sections that a request names."""
    return {name: response._get_param(name) for name in settings.DEFAULTS}


def create_domain(self: Any) -> ActionResult:
    """A taken name and what AWS would not make are refused; moto overwrites the domain. The Elasticsearch API is not served.

    https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_CreateDomain.html
    """
    backend, name = self.opensearch_backend, self._get_param("DomainName")
    if not rules.NAME.fullmatch(name):
        rules.refuse(f"Invalid domain name {name}: 3 to 28 lower case letters, digits and hyphens, a letter first")
    if name in backend.domains:
        raise AwsError("ResourceAlreadyExistsException", f"Domain {name} already exists.")
    sections = settings.changed(settings.DEFAULTS, wanted_sections(self))
    version = versions.check(self._get_param("EngineVersion"))
    rules.check(backend, sections)
    domain = backend.domains[name] = Domain(backend, name, version, sections)
    backend.add_tags(domain.arn, self._get_param("TagList") or [])
    return ActionResult({"DomainStatus": domain.status()})


def describe_domain(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DescribeDomain.html"""
    return ActionResult({"DomainStatus": self.opensearch_backend.find_domain(self._get_param("DomainName")).status()})


def describe_domains(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DescribeDomains.html"""
    domains = self.opensearch_backend.domains
    return ActionResult({"DomainStatusList": [domains[name].status() for name in self._get_param("DomainNames") if name in domains]})


def list_domain_names(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_ListDomainNames.html"""
    names = self.opensearch_backend.domains if self._get_param("engineType") in (None, "OpenSearch") else ()
    return ActionResult({"DomainNames": [{"DomainName": name, "EngineType": "OpenSearch"} for name in names]})


def describe_domain_config(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DescribeDomainConfig.html"""
    return ActionResult({"DomainConfig": self.opensearch_backend.find_domain(self._get_param("DomainName")).config()})


def update_domain_config(self: Any) -> ActionResult:
    """Changes what is named within a section, and nothing in a dry run; moto replaces the section, also in a dry run.

    https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_UpdateDomainConfig.html
    """
    backend = self.opensearch_backend
    domain = backend.find_idle(self._get_param("DomainName"))
    after = settings.changed(domain.sections, wanted_sections(self))
    rules.check(backend, after)
    rules.check_change(domain.sections, after)
    names = {path.split(".")[0] for path in settings.differences(domain.sections, after)}
    if self._get_param("DryRun"):
        kind = "Blue/Green" if {"ClusterConfig", "EBSOptions"} & names else "DynamicUpdate" if names else "None"
        message = f"This change needs a deployment of type {kind}: {', '.join(sorted(names)) or 'nothing changes'}"
        return ActionResult({"DomainConfig": domain.config(), "DryRunResults": {"DeploymentType": kind, "Message": message}})
    if names:
        domain.change(after)
    return ActionResult({"DomainConfig": domain.config()})


def delete_domain(self: Any) -> ActionResult:
    """The domain is Deleted and Processing for the delay and then gone; moto's is gone at once.

    https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DeleteDomain.html
    """
    domain = self.opensearch_backend.find_domain(self._get_param("DomainName"))
    if not domain.deleting:
        domain.begin("deleting")
        domain.deleting = True
    return ActionResult({"DomainStatus": domain.status()})


def describe_domain_change_progress(self: Any) -> ActionResult:
    """moto does not know this call.

    https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DescribeDomainChangeProgress.html
    """
    domain = self.opensearch_backend.find_domain(self._get_param("DomainName"))
    asked = self._get_param("changeid")
    if asked not in (None, domain.change_id):
        rules.refuse(f"Change {asked} of domain {domain.name} is not known", "ResourceNotFoundException")
    names = list(settings.differences(domain.active, domain.sections))
    running = bool(domain.processing)
    stage = {"Name": "Applying changes", "Status": "IN_PROGRESS" if running else "COMPLETED", "LastUpdated": domain.change_started}
    details = domain.progress() | {
        "Status": "PROCESSING" if running else "COMPLETED",
        "PendingProperties": names if running else [],
        "CompletedProperties": [],
        "TotalNumberOfStages": 1,
        "ChangeProgressStages": [stage],
    }
    return ActionResult({"ChangeProgressStatus": details})


def apply() -> None:
    attach(OpenSearchServiceBackend, find_domain, find_idle)
    attach(
        OpenSearchServiceResponse,
        create_domain,
        describe_domain,
        describe_domains,
        list_domain_names,
        describe_domain_config,
        update_domain_config,
        delete_domain,
        describe_domain_change_progress,
    )
