"""The account has the hosted zone of the domain."""

import os

from tests.support.cloud import client

client("route53", os.environ).create_hosted_zone(Name="example.com", CallerReference="scenario")
# What was there before the stack is no call of the stack's.
os.truncate(os.environ["MOLECULE_CALLS"], 0)
