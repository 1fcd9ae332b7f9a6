"""Names the AWS operation of an HTTP request, for every protocol that boto3 speaks.

Signature (which service, whose key, which region): https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qs, urlsplit

from botocore.loaders import Loader
from botocore.model import OperationModel, ServiceModel

# Where the name in the signature is not boto3's name of the service.
BOTO3_NAMES = {
    "elasticfilesystem": "efs",
    "elasticloadbalancing": "elbv2",
    "es": "opensearch",
    "monitoring": "cloudwatch",
    "s3-object-lambda": "s3",
    "s3express": "s3",
    "servicequotas": "service-quotas",
    "tagging": "resourcegroupstaggingapi",
}
CREDENTIAL = re.compile(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/aws4_request")
READ = re.compile(r"(Describe|List|Get|Head|Search|Lookup|Check|BatchGet|Query|Simulate)(?![a-z])")
# These only make credentials; GetCallerIdentity is a read by its name.
STS_READS = {"AssumeRole"}


@dataclass(frozen=True)
class Request:
    """An HTTP request as it arrived; header names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.target).query, keep_blank_values=True)


@dataclass(frozen=True)
class Identity:
    """What the signature says: the key that asks, the region, and boto3's name of the service;
    empty where a request is not signed.
    """

    access_key: str = ""
    region: str = ""
    service: str = ""


def identity(request: Request) -> Identity:
    """Reads the signature in the header, or in the query of a presigned URL."""
    presigned = request.query.get("X-Amz-Credential", [""])[0]
    found = CREDENTIAL.search(request.headers.get("authorization") or f"Credential={presigned}")
    if not found:
        return Identity()
    access_key, region, service = found.groups()
    return Identity(access_key, region, BOTO3_NAMES.get(service, service))


def operation(request: Request, service: str) -> str:
    """The operation's name as in the API reference; `METHOD path` where the service's model has no such request."""
    if target := request.headers.get("x-amz-target"):
        return target.rpartition(".")[2]
    if request.headers.get("smithy-protocol"):
        return request.path.rpartition("/")[2]
    is_form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    form = parse_qs(request.body.decode()) if is_form else request.query
    if action := form.get("Action"):
        return action[0]
    return rest_operation(request, service) or f"{request.method} {request.path}"


def is_write(service: str, name: str) -> bool:
    """Everything is a write unless its name says that it reads."""
    return not (READ.match(name) or (service == "sts" and name in STS_READS))


@dataclass(frozen=True)
class Route:
    """How one operation of a REST service is addressed."""

    operation: str
    deprecated: bool
    path: re.Pattern[str]
    literals: int
    fixed_query: dict[str, str]
    needed_query: frozenset[str]
    needed_headers: frozenset[str]

    def fits(self, request: Request) -> bool:
        query = request.query
        return (
            self.path.fullmatch(request.path) is not None
            and all(key in query and value in ("", query[key][0]) for key, value in self.fixed_query.items())
            and self.needed_query <= query.keys()
            and self.needed_headers <= request.headers.keys()
        )

    @property
    def precision(self) -> tuple[int, int, int, bool]:
        """Of all routes that fit, the one that asks most of a request is meant:
        `PUT /bucket?policy` also fits CreateBucket.
        """
        return (
            len(self.fixed_query),
            self.literals,
            len(self.needed_query) + len(self.needed_headers),
            not self.deprecated,
        )


def route(model: OperationModel) -> Route:
    path, _, query = model.http["requestUri"].partition("?")
    parts = re.split(r"(\{[^}]+\})", path.rstrip("/") or "/")
    pattern = "".join(
        ("(.+)" if part.endswith("+}") else "([^/]+)") if part.startswith("{") else re.escape(part) for part in parts
    )
    shape = model.input_shape
    needed = [shape.members[name].serialization for name in shape.required_members] if shape else []
    return Route(
        operation=model.name,
        deprecated=model.deprecated,
        path=re.compile(pattern + "/?"),
        literals=sum(len(part) for part in parts if not part.startswith("{")),
        fixed_query={key: values[0] for key, values in parse_qs(query, keep_blank_values=True).items()},
        needed_query=frozenset(where["name"] for where in needed if where.get("location") == "querystring"),
        needed_headers=frozenset(where["name"].lower() for where in needed if where.get("location") == "header"),
    )


@cache
def service_model(service: str) -> ServiceModel | None:
    """boto3's description of a service; None for a service that boto3 does not know."""
    loader = Loader()
    if service not in loader.list_available_services("service-2"):
        return None
    return ServiceModel(loader.load_service_model(service, "service-2"), service)


@cache
def routes(service: str) -> dict[str, list[Route]]:
    """The routes of a REST service by HTTP method."""
    by_method: dict[str, list[Route]] = {}
    if model := service_model(service):
        for name in model.operation_names:
            found = model.operation_model(name)
            by_method.setdefault(found.http["method"], []).append(route(found))
    return by_method


def rest_operation(request: Request, service: str) -> str | None:
    fitting = [candidate for candidate in routes(service).get(request.method, []) if candidate.fits(request)]
    return max(fitting, key=lambda candidate: candidate.precision).operation if fitting else None
