"""By hand: the listener refuses, and a second one is made in its stead."""

import os

from tests.support.cloud import client

elbv2 = client("elbv2", os.environ)
balancer = elbv2.describe_load_balancers(Names=["knowledge-production"])["LoadBalancers"][0]["LoadBalancerArn"]
(listener,) = elbv2.describe_listeners(LoadBalancerArn=balancer)["Listeners"]
refuse = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "503"}}]
elbv2.modify_listener(ListenerArn=listener["ListenerArn"], DefaultActions=refuse)
