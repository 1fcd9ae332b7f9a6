"""By hand: three nodes more, an older TLS, everybody let in, a log switched off, a tag removed,
the right to write logs taken.
"""

import json
import os

from tests.support.cloud import client

search = client("opensearch", os.environ)
NAME = "knowledge-production"
domain = search.describe_domain(DomainName=NAME)["DomainStatus"]
everybody = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "es:*", "Resource": f"{domain['ARN']}/*"}
slow = domain["LogPublishingOptions"]["SEARCH_SLOW_LOGS"]
search.update_domain_config(
    DomainName=NAME,
    ClusterConfig={**domain["ClusterConfig"], "InstanceCount": 6},
    DomainEndpointOptions={"EnforceHTTPS": True, "TLSSecurityPolicy": "Policy-Min-TLS-1-0-2019-07"},
    AccessPolicies=json.dumps({"Version": "2012-10-17", "Statement": [everybody]}),
    LogPublishingOptions={"SEARCH_SLOW_LOGS": {**slow, "Enabled": False}},
)
search.remove_tags(ARN=domain["ARN"], TagKeys=["Environment"])
client("logs", os.environ).delete_resource_policy(policyName=f"{NAME}-opensearch")
