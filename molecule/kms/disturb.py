"""By hand: rotation off, the policy opened, the alias removed."""

import json
import os

from tests.support.cloud import client

kms = client("kms", os.environ)
key = kms.describe_key(KeyId="alias/knowledge-production-data")["KeyMetadata"]["KeyId"]
kms.disable_key_rotation(KeyId=key)
policy = json.loads(kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"])
policy["Statement"].append({"Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*"})
kms.put_key_policy(KeyId=key, PolicyName="default", Policy=json.dumps(policy))
kms.delete_alias(AliasName="alias/knowledge-production-data")
