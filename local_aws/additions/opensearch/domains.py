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
PROCESSING = {
    "creating": "Creating",
    "modifying": "Modifying",
    "upgrading": "UpgradingEngineVersion",
    "deleting": "Deleting",
}


class Domain:
    """moto's domain is ready and gone at once, and its update replaces whole sections; this one replaces it.

    https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainStatus.html
    """

    def __init__(self, backend: Any, name: str, version: str, sections: dict[str, Any]) -> None:
        self.backend, self.name, self.version, self.sections = backend, name, version, sections
        self.arn = f"arn:{backend.partition}:es:{backend.region_name}:{backend.account_id}:domain/{name}"
        self.created = unix_time()
        self.clock, self.deleting = Clock("opensearch", "creating"), False
        self.upgrades_to: str | None = None
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

    def settle(self) -> None:
        """An upgrade that is over takes effect."""
        if self.upgrades_to and not self.processing:
            self.version, self.upgrades_to = self.upgrades_to, None

    def progress(self) -> dict[str, Any]:
        """https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_ChangeProgressDetails.html"""
        return {
            "ChangeId": self.change_id,
            "StartTime": self.change_started,
            "LastUpdatedTime": self.change_started,
            "ConfigChangeStatus": "ApplyingChanges" if self.processing else "Completed",
            "InitiatedBy": "CUSTOMER",
        }

    def endpoint(self) -> dict[str, Any]:
        """Where the domain is reached, once it has been made."""
        if self.processing == "creating":
            return {}
        return {"Endpoints": {"vpc": self.host}} if self.host.startswith("vpc-") else {"Endpoint": self.host}

    def status(self) -> dict[str, Any]:
        """As DescribeDomain tells it."""
        processing = self.processing
        own = {
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
        return settings.told(self.backend, self.sections) | self.endpoint() | own

    def config(self) -> dict[str, Any]:
        """The configuration as UpdateDomainConfig answers it, each section with its status.

        https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainConfig.html
        """
        shown = self.sections | {"VPCOptions": settings.vpc_info(self.backend, self.sections["VPCOptions"])}
        status = {
            "CreationDate": self.created,
            "UpdateDate": self.change_started,
            "State": "Processing" if self.processing else "Active",
        }
        answer: dict[str, Any] = {name: {"Options": options, "Status": status} for name, options in shown.items()}
        tune = shown["AutoTuneOptions"]
        answer["AutoTuneOptions"] = {"Options": tune, "Status": status | {"State": tune["DesiredState"]}}
        return answer | {"ChangeProgressDetails": self.progress()}


def find_domain(self: Any, name: str) -> Domain:
    """Errors: ResourceNotFoundException."""
    domain = self.domains.get(name)
    if domain is None:
        raise AwsError("ResourceNotFoundException", f"Domain not found: {name}")
    return domain


def find_idle(self: Any, name: str) -> Domain:
    """A domain that takes a change.

    Errors: ResourceNotFoundException, ValidationException while another change runs.
    """
    domain = self.find_domain(name)
    if domain.processing:
        rules.refuse("A change/update is in progress. Please wait for it to complete before requesting another change.")
    return domain


def wanted_sections(response: Any) -> dict[str, Any]:
    return {name: response._get_param(name) for name in settings.DEFAULTS}


def create_domain(self: Any) -> ActionResult:
    """A taken name and what AWS would not make are refused; moto overwrites the domain.

    The Elasticsearch API is not served.
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
    found = [domains[name].status() for name in self._get_param("DomainNames") if name in domains]
    return ActionResult({"DomainStatusList": found})


def list_domain_names(self: Any) -> ActionResult:
    """https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_ListDomainNames.html"""
    names = self.opensearch_backend.domains if self._get_param("engineType") in (None, "OpenSearch") else ()
    return ActionResult({"DomainNames": [{"DomainName": name, "EngineType": "OpenSearch"} for name in names]})


def update_domain_config(self: Any) -> ActionResult:
    """Changes what is named within a section; moto replaces the section. There are no dry runs.

    https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_UpdateDomainConfig.html
    """
    backend = self.opensearch_backend
    domain = backend.find_idle(self._get_param("DomainName"))
    if self._get_param("DryRun"):
        rules.refuse("The local AWS makes no dry runs.")
    after = settings.changed(domain.sections, wanted_sections(self))
    rules.check(backend, after)
    rules.check_change(domain.sections, after)
    if after != domain.sections:
        domain.sections = after
        domain.begin("modifying")
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


def apply() -> None:
    attach(OpenSearchServiceBackend, find_domain, find_idle)
    attach(
        OpenSearchServiceResponse,
        create_domain,
        describe_domain,
        describe_domains,
        list_domain_names,
        update_domain_config,
        delete_domain,
    )
