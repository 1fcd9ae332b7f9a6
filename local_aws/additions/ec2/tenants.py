"""What other services keep in a VPC: AWS holds it there with network interfaces, of which moto makes none."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from moto.core.base_backend import BackendDict
from moto.elasticache.models import elasticache_backends
from moto.elbv2.models import elbv2_backends
from moto.opensearch.models import opensearch_backends
from moto.rds.models import rds_backends


@dataclass(frozen=True)
class Tenant:
    """A resource of another service with its subnets and security groups; `public` when it has public addresses."""

    name: str
    subnets: frozenset[str]
    groups: frozenset[str]
    public: bool = False


def existing(backends: BackendDict[Any], ec2: Any) -> Any:
    """The other service's backend of the same account and region, or None when it was never used."""
    return (
        backends[ec2.account_id][ec2.region_name]
        if ec2.account_id in backends and ec2.region_name in backends[ec2.account_id].keys()
        else None
    )


def databases(backend: Any) -> Iterator[Tenant]:
    """RDS instances, in the subnets of their group."""
    for instance in backend.databases.values():
        group = getattr(instance, "db_subnet_group", None)
        subnets = frozenset(subnet.id for subnet in group._subnets) if group else frozenset()
        yield Tenant(
            instance.db_instance_identifier,
            subnets,
            frozenset(instance.vpc_security_group_ids),
            bool(instance.publicly_accessible),
        )


def caches(backend: Any) -> Iterator[Tenant]:
    """ElastiCache replication groups, in the subnets of their group."""
    for group in backend.replication_groups.values():
        subnet_group = backend.cache_subnet_groups.get(group.subnet_group)
        yield Tenant(
            group.id, frozenset(subnet_group.subnet_ids if subnet_group else ()), frozenset(group.security_groups)
        )


def domains(backend: Any) -> Iterator[Tenant]:
    """OpenSearch domains with VPC access."""
    for domain in backend.domains.values():
        options = domain.sections["VPCOptions"]
        yield Tenant(
            domain.name, frozenset(options.get("SubnetIds") or ()), frozenset(options.get("SecurityGroupIds") or ())
        )


def balancers(backend: Any) -> Iterator[Tenant]:
    for balancer in backend.load_balancers.values():
        subnets = frozenset(subnet.id for subnet in balancer.subnets)
        yield Tenant(
            balancer.name, subnets, frozenset(balancer.security_groups or ()), balancer.scheme == "internet-facing"
        )


def tenants(ec2: Any) -> list[Tenant]:
    """Everything that other services keep in this account and region; what is gone by now goes first."""
    from local_aws.additions.elasticache.replication_groups import settle as settle_caches
    from local_aws.additions.opensearch import settle as settle_domains
    from local_aws.additions.rds.instances import settle as settle_databases

    found: list[Tenant] = []
    for backends, settle, listed in (
        (rds_backends, settle_databases, databases),
        (elasticache_backends, settle_caches, caches),
        (opensearch_backends, settle_domains, domains),
        (elbv2_backends, None, balancers),
    ):
        backend = existing(backends, ec2)
        if backend is not None and settle:
            settle(backend)
        found += listed(backend) if backend is not None else []
    return found
