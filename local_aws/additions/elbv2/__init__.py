"""Elastic Load Balancing v2: what AWS fills in, the provisioning state, deletion protection, repeated creates."""

from collections.abc import Callable, Iterator
from typing import Any

from moto.core.resource_tagging import TaggedResource
from moto.elbv2 import exceptions, responses
from moto.elbv2.models import ELBv2Backend, FakeAction, FakeListener, FakeLoadBalancer, FakeTargetGroup
from moto.elbv2.ssl_policies import SSL_POLICIES

from local_aws.additions.elbv2 import defaults
from local_aws.attach import attach, wrap
from local_aws.delays import Clock

TAG_LIMIT = 50

Original = Callable[..., Any]


def new_load_balancer(original: Original, self: FakeLoadBalancer, *arguments: Any, **options: Any) -> None:
    """moto tells four of about twenty attributes and forgets the default scheme.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
    """
    options["scheme"] = options.get("scheme") or "internet-facing"
    original(self, *arguments, **options)
    self.clock = Clock("alb", "provisioning")
    if self.type == "application":
        self.attrs = {**defaults.LOAD_BALANCER, "ipv6.deny_all_igw_traffic": str(self.scheme == "internal").lower()}


def activate(self: FakeLoadBalancer) -> None:
    """A load balancer stays `provisioning` for the delay `alb`; moto makes it active at the first look.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerState.html
    """
    if self.state == "provisioning" and not self.clock.running:
        self.state = "active"


def create_load_balancer(original: Original, self: ELBv2Backend, **options: Any) -> FakeLoadBalancer:
    """A repeated create returns the load balancer, another one of its name is refused; moto makes a second.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
    """
    settings = {
        key: sorted(value) if key in ("subnet_ids", "security_groups") else value for key, value in options.items()
    }
    for existing in self.load_balancers.values():
        if existing.name == options["name"]:
            if existing.created_with == settings:
                return existing
            raise exceptions.DuplicateLoadBalancerName(
                f"A load balancer with the same name '{existing.name}' exists, but with different settings"
            )
    created = original(self, **options)
    created.created_with = settings
    return created


def delete_load_balancer(original: Original, self: ELBv2Backend, arn: str) -> None:
    """Deletion protection is honoured (OperationNotPermitted), and tags go with what bears them; moto does neither.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteLoadBalancer.html
    """
    existing = self.load_balancers.get(arn)
    if existing and existing.attrs["deletion_protection.enabled"] == "true":
        raise exceptions.ELBClientError(
            "OperationNotPermitted", f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled"
        )
    for listener in existing.listeners.values() if existing else ():
        for tagged in (listener, *listener.rules.values()):
            self.tagging_service.delete_all_tags_for_resource(tagged.arn)
    self.tagging_service.delete_all_tags_for_resource(arn)
    original(self, arn)


def new_target_group(original: Original, self: FakeTargetGroup, *arguments: Any, **options: Any) -> None:
    """moto lacks the attributes of cookies, anomaly mitigation and target group health.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html
    """
    original(self, *arguments, **options)
    if self.protocol in ("HTTP", "HTTPS"):
        self.attributes = dict(defaults.TARGET_GROUP)


def load_balancer_arns(self: FakeTargetGroup) -> list[str]:
    """The load balancers that forward to the group.

    moto's list keeps deleted ones, repeats, and misses modified listeners and rules.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html
    """
    from moto.elbv2.models import elbv2_backends

    backend = elbv2_backends[self.account_id][self.region_name]
    return [
        balancer.arn
        for balancer in backend.load_balancers.values()
        if any(
            self.arn in backend._get_target_group_arns_from(action.data)
            for listener in balancer.listeners.values()
            for rule in listener.rules.values()
            for action in rule.actions
        )
    ]


def create_target_group(original: Original, self: ELBv2Backend, name: str, **options: Any) -> FakeTargetGroup:
    """A repeated create with the same settings returns the target group; moto refuses it.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
    """
    settings = dict(options)
    for existing in self.target_groups.values():
        if existing.name == name and existing.created_with == settings:
            return existing
    created = original(self, name, **options)
    created.created_with = settings
    return created


def modify_target_group_attributes(self: responses.ELBV2Response) -> responses.ActionResult:
    """The answer holds all attributes and an unknown one is refused; moto tells only those given and keeps any key.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyTargetGroupAttributes.html
    """
    arn = self._get_param("TargetGroupArn")
    wanted = {attribute["Key"]: attribute.get("Value", "") for attribute in self._get_param("Attributes", [])}
    if arn not in self.elbv2_backend.target_groups:
        raise exceptions.TargetGroupNotFoundError()
    known = self.elbv2_backend.target_groups[arn].attributes
    for key in wanted:
        if key not in known:
            raise exceptions.ValidationError(f"Target group attribute key '{key}' is not recognized")
    self.elbv2_backend.modify_target_group_attributes(arn, wanted)
    return responses.ActionResult({"Attributes": known})


def new_action(original: Original, self: FakeAction, data: dict[str, Any]) -> None:
    """AWS completes an action: host, path and query of a redirect, both forms of a forward; moto echoes what was sent.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html (default values)
    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html (ForwardConfig)
    """
    if data.get("Type") == "redirect":
        data["RedirectConfig"] = {**defaults.REDIRECT, **data.get("RedirectConfig", {})}
    if data.get("Type") == "forward":
        data.setdefault("ForwardConfig", {"TargetGroups": [{"TargetGroupArn": data.get("TargetGroupArn")}]})
        groups = data["ForwardConfig"].get("TargetGroups", [])
        if len(groups) == 1:
            data["TargetGroupArn"] = groups[0]["TargetGroupArn"]
    original(self, data)


def new_listener(original: Original, self: FakeListener, *arguments: Any, **options: Any) -> None:
    """Only HTTPS listeners have a security policy, and those of application load balancers have their attributes.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html
    """
    original(self, *arguments, **options)
    self.alpn_policy = self.alpn_policy or None
    if self.protocol not in ("HTTPS", "TLS"):
        self.ssl_policy = None
    if self.protocol in ("HTTP", "HTTPS"):
        self.attributes = defaults.listener(self.protocol)


def refuse_port_in_use(balancer: FakeLoadBalancer, port: int | None, besides: str = "") -> None:
    """Raises DuplicateListener when another listener of the load balancer has the port."""
    if any(str(listener.port) == str(port) and listener.arn != besides for listener in balancer.listeners.values()):
        raise exceptions.DuplicateListenerError(
            f"A listener already exists on this port for this load balancer '{balancer.arn}'"
        )


def create_listener(original: Original, self: ELBv2Backend, **options: Any) -> FakeListener:
    """A port in use, HTTPS without a certificate and an unknown security policy are refused; moto accepts all three.

    Errors: DuplicateListener, SSLPolicyNotFound, ValidationError.
    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html
    """
    balancer = self.load_balancers.get(options["load_balancer_arn"])
    if balancer:
        refuse_port_in_use(balancer, options["port"])
    if options["protocol"] in ("HTTPS", "TLS"):
        if not options["certificate"]:
            raise exceptions.ValidationError(f"A certificate must be specified for {options['protocol']} listeners")
        if options["ssl_policy"] not in SSL_POLICIES:
            raise exceptions.ELBClientError("SSLPolicyNotFound", f"SSL policy '{options['ssl_policy']}' not found")
    return original(self, **options)


def modify_listener(
    original: Original, self: ELBv2Backend, arn: str, port: Any = None, *arguments: Any
) -> FakeListener:
    """The certificates for server name indication stay, and a port in use is refused.

    moto drops the former and accepts the latter.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyListener.html
    """
    listener = self.describe_listeners(None, [arn])[0]
    if port:
        refuse_port_in_use(self.load_balancers[listener.load_balancer_arn], port, besides=arn)
    further = listener.certificates[1:]
    original(self, arn, port, *arguments)
    listener.certificates = listener.certificates[:1] + [
        further_arn for further_arn in further if further_arn not in listener.certificates[:1]
    ]
    if listener.protocol == "HTTPS":
        listener.ssl_policy = listener.ssl_policy or defaults.SSL_POLICY
    else:
        listener.ssl_policy, listener.certificates, listener.certificate = None, [], None
    return listener


def add_listener_certificates(
    original: Original, self: ELBv2Backend, arn: str, certificates: list[dict[str, Any]]
) -> list[str]:
    """A certificate that is in the list already is not added again; moto repeats it.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AddListenerCertificates.html
    """
    listener = self.describe_listeners(None, [arn])[0]
    return original(self, arn, [one for one in certificates if one["CertificateArn"] not in listener.certificates])


def completed_rule(original: Original, self: ELBv2Backend, *arguments: Any, **options: Any) -> Any:
    """AWS answers path and host conditions in both forms, `Values` and the config; moto in the form that was sent.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html
    """
    rule = original(self, *arguments, **options)
    for condition in rule.conditions:
        config = {"path-pattern": "PathPatternConfig", "host-header": "HostHeaderConfig"}.get(condition["Field"])
        if config:
            condition.setdefault(config, {"Values": condition.get("Values", [])})
            condition["Values"] = condition[config].get("Values", [])
    return rule


def set_rule_priorities(self: ELBv2Backend, rule_priorities: list[dict[str, Any]]) -> list[Any]:
    """Priorities are set together, so two rules can change places; moto compares each with the state before.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetRulePriorities.html
    """
    wanted = {item["RuleArn"]: item["Priority"] for item in rule_priorities}
    rules = self.describe_rules(None, list(wanted))
    for rule in rules:
        listener = self.describe_listeners(None, [rule.listener_arn])[0]
        others = [other.priority for other in listener.rules.values() if other.arn not in wanted]
        if wanted[rule.arn] in others:
            raise exceptions.PriorityInUseError()
    if len(set(wanted.values())) < len(wanted):
        raise exceptions.PriorityInUseError()
    for rule in rules:
        rule.priority = wanted[rule.arn]
    return rules


def add_tags(self: ELBv2Backend, resource_arns: list[str], tags: list[dict[str, str]]) -> None:
    """A resource bears 50 tags; moto counts to ten.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
    """
    for arn in resource_arns:
        self._get_resource_by_arn(arn)
        kept = self.tagging_service.get_tag_dict_for_resource(arn)
        if len({*kept, *(tag["Key"] for tag in tags)}) > TAG_LIMIT:
            raise exceptions.TooManyTagsError()
        self.tagging_service.tag_resource(arn, tags)


def describe_tags(original: Original, self: ELBv2Backend, resource_arns: list[str]) -> dict[str, dict[str, str]]:
    """Tags of what does not exist are an error; moto answers an empty list.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTags.html
    """
    for arn in resource_arns:
        self._get_resource_by_arn(arn)
    return original(self, resource_arns)


def iter_tagged_resources(original: Original, self: ELBv2Backend) -> Iterator[TaggedResource]:
    """The tagging API lists tagged listeners and rules too.

    https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html
    """
    yield from original(self)
    for balancer in self.load_balancers.values():
        for listener in balancer.listeners.values():
            for kind, resource in (
                ("listener", listener),
                *(("listener-rule", rule) for rule in listener.rules.values()),
            ):
                tags = self.tagging_service.get_tag_dict_for_resource(resource.arn)
                if tags:
                    yield TaggedResource(arn=resource.arn, tags=tags, resource_type=f"elasticloadbalancing:{kind}")


def default_certificate(certificates: list[str]) -> list[dict[str, str]] | None:
    """DescribeListeners tells the default certificate only; moto all of them.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Listener.html
    """
    return responses.transform_certificates(certificates[:1])


def apply() -> None:
    wrap(FakeLoadBalancer, "__init__", new_load_balancer)
    wrap(FakeTargetGroup, "__init__", new_target_group)
    wrap(FakeListener, "__init__", new_listener)
    wrap(FakeAction, "__init__", new_action)
    attach(FakeLoadBalancer, activate)
    # moto assigns and appends to the attribute: the first is ignored, the second changes a copy
    FakeTargetGroup.load_balancer_arns = property(load_balancer_arns, lambda self, value: None)
    for wrapper in (
        create_load_balancer,
        delete_load_balancer,
        create_target_group,
        create_listener,
        modify_listener,
        add_listener_certificates,
        describe_tags,
        iter_tagged_resources,
    ):
        wrap(ELBv2Backend, wrapper.__name__, wrapper)
    for name in ("create_rule", "modify_rule"):
        wrap(ELBv2Backend, name, completed_rule)
    attach(ELBv2Backend, set_rule_priorities, add_tags)
    attach(responses.ELBV2Response, modify_target_group_attributes)
    FakeLoadBalancer.VALID_ATTRS |= set(defaults.LOAD_BALANCER)
    for operation in ("CreateListener", "ModifyListener", "DescribeListeners"):
        path = f"{operation}Output.Listeners.Listener.Certificates"
        responses.ELBV2Response.RESPONSE_KEY_PATH_TO_TRANSFORMER[path] = default_certificate
