"""The account has a hosted zone, and a certificate that somebody else requested."""

import json
import os
from pathlib import Path

from tests.support.cloud import client
from tests.support.readback import listed

names = {"DomainName": "knowledge.example.com", "SubjectAlternativeNames": ["*.knowledge.example.com"]}
arn = client("acm", os.environ).request_certificate(**names, ValidationMethod="DNS")["CertificateArn"]
folder = Path(os.environ["MOLECULE_EPHEMERAL_DIRECTORY"])
(folder / "certificate_arn").write_text(arn, encoding="utf-8")
(folder / "before.json").write_text(json.dumps(listed(os.environ)), encoding="utf-8")
client("route53", os.environ).create_hosted_zone(Name="example.com", CallerReference="scenario")
# What was there before the stack is no call of the stack's.
os.truncate(os.environ["MOLECULE_CALLS"], 0)
