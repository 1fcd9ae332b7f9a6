"""Certificate Manager: certificates are issued by themselves, after the delay `acm`; those in use are kept."""

from collections.abc import Callable
from typing import Any

from moto.acm.exceptions import AWSResourceNotFoundException, AWSValidationException
from moto.acm.models import AWSCertificateManagerBackend, CertBundle
from moto.acm.responses import AWSCertificateManagerResponse
from moto.core.exceptions import AWSError
from moto.core.responses import ActionResult, EmptyResult

from local_aws.attach import attach, wrap
from local_aws.delays import Clock

Original = Callable[..., Any]

DEFAULT_KEY_TYPES = ["RSA_1024", "RSA_2048"]
PENDING = "PENDING_VALIDATION"
KNOWN_AFTER_ISSUE = ("IssuedAt", "NotBefore", "NotAfter", "Serial", "Issuer")


def new_certificate(original: Original, self: CertBundle, *arguments: Any, **options: Any) -> None:
    """Every certificate has a clock, which the delay `acm` moves while it is pending."""
    original(self, *arguments, **options)
    self.clock = Clock("acm", PENDING)
    self.key_algorithm = None


def check(original: Original, self: CertBundle) -> None:
    """A requested certificate is issued at once, or after the delay `acm`; moto waits a minute.

    Whether its record exists does not matter: there is no public DNS here.
    https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
    """
    if self.status == PENDING and not self.clock.running:
        self.status = "ISSUED"
    original(self)


def users(self: CertBundle) -> list[str]:
    """ARNs of the load balancers and distributions that use it; moto lists listeners, and none after a change.

    https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html (InUseBy)
    """
    from moto.cloudfront.models import cloudfront_backends
    from moto.elbv2.models import elbv2_backends

    region, account = self.arn.split(":")[3:5]
    balancers = elbv2_backends[account][region].load_balancers.values()
    distributions = cloudfront_backends[account]["aws"].distributions.values()
    found = [
        balancer.arn
        for balancer in balancers
        if any(self.arn in listener.certificates for listener in balancer.listeners.values())
    ]
    return found + [one.arn for one in distributions if one.distribution_config.certificate == self.arn]


def describe(original: Original, self: CertBundle) -> dict[str, Any]:
    """A pending certificate has no dates and no serial number yet, and names keep the order of the request.

    https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html
    """
    answer = original(self)
    certificate = answer["Certificate"]
    if self.key_algorithm:
        certificate["KeyAlgorithm"] = self.key_algorithm
    names = getattr(self, "names", certificate["SubjectAlternativeNames"])
    certificate["SubjectAlternativeNames"] = names
    certificate.get("DomainValidationOptions", []).sort(key=lambda option: names.index(option["DomainName"]))
    if self.status == PENDING:
        for key in KNOWN_AFTER_ISSUE:
            certificate.pop(key, None)
    # members of the summary in ListCertificates, which moto builds from this answer
    certificate["SubjectAlternativeNameSummaries"] = names
    certificate["HasAdditionalSubjectAlternativeNames"] = False
    return answer


def request_certificate(
    original: Original, self: AWSCertificateManagerBackend, domain_name: str, token: str | None, *arguments: Any
) -> str:
    """A token stands for one set of names, and is free again when its certificate is deleted; moto fails then.

    https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html (IdempotencyToken)
    """
    names = list(dict.fromkeys([domain_name, *(arguments[0] or [])]))
    key = f"{token} {' '.join(names)}" if token else None
    if key in self._idempotency_tokens and self._idempotency_tokens[key]["arn"] not in self._certificates:
        del self._idempotency_tokens[key]
    arn = original(self, domain_name, key, *arguments)
    self._certificates[arn].names = names
    return arn


def request_certificate_with_algorithm(original: Original, self: AWSCertificateManagerResponse) -> ActionResult:
    """The certificate tells the key algorithm that was asked for; moto always RSA_2048.

    https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html (KeyAlgorithm)
    """
    answer = original(self)
    self.acm_backend._certificates[answer.result["CertificateArn"]].key_algorithm = self._get_param("KeyAlgorithm")
    return answer


def delete_certificate(original: Original, self: AWSCertificateManagerBackend, arn: str) -> None:
    """A certificate in use is not deleted; moto deletes it.

    https://docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html (ResourceInUseException)
    """
    certificate = self._certificates.get(arn)
    if certificate and certificate.in_use_by:
        raise AWSError(
            f"Certificate {arn} in account {self.account_id} is in use.", exception_type="ResourceInUseException"
        )
    original(self, arn)


def list_certificates(
    original: Original, self: AWSCertificateManagerBackend, statuses: Any, includes: dict[str, Any] | None
) -> Any:
    """Without a filter only certificates with an RSA key of at most 2048 bits are listed; moto lists all.

    https://docs.aws.amazon.com/acm/latest/APIReference/API_Filters.html (keyTypes)
    """
    return original(self, statuses, {"keyTypes": DEFAULT_KEY_TYPES, **(includes or {})})


def update_certificate_options(self: AWSCertificateManagerResponse) -> EmptyResult:
    """The transparency log preference of a requested certificate can change; moto lacks the call.

    https://docs.aws.amazon.com/acm/latest/APIReference/API_UpdateCertificateOptions.html
    """
    arn = self._get_param("CertificateArn")
    certificate = self.acm_backend._certificates.get(arn)
    if certificate is None:
        raise AWSResourceNotFoundException(f"Could not find certificate {arn}.")
    if certificate.type == "IMPORTED":
        raise AWSValidationException("Options of an imported certificate cannot be changed.")
    certificate.cert_options.update(self._get_param("Options"))
    return EmptyResult()


def apply() -> None:
    wrap(CertBundle, "__init__", new_certificate)
    wrap(CertBundle, "check", check)
    wrap(CertBundle, "describe", describe)
    # moto assigns and appends to the attribute: the first is ignored, the second changes a copy
    CertBundle.in_use_by = property(users, lambda self, value: None)
    wrap(AWSCertificateManagerBackend, "request_certificate", request_certificate)
    wrap(AWSCertificateManagerBackend, "delete_certificate", delete_certificate)
    wrap(AWSCertificateManagerBackend, "list_certificates", list_certificates)
    wrap(AWSCertificateManagerResponse, "request_certificate", request_certificate_with_algorithm)
    attach(AWSCertificateManagerResponse, update_certificate_options)
