#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.route53_record; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: route53_record
short_description: DNS record
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of dns record resources to what it says.
- AWS API U(https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html).
options:
  config:
    description:
    - The resources. With state C(absent) everything else of ours of this kind goes, too.
    type: list
    elements: dict
    default: []
    suboptions:
      key:
        description:
        - Stable name of the entry inside the list; dots nest it in C(ids).
        type: str
        required: true
      name:
        description:
        - Name in AWS. By default the stack's name and the key; C(main) is the stack's name itself.
        type: str
      tags:
        description:
        - Tags beside the ownership tags. Tags that others set are left alone.
        type: dict
      region:
        description:
        - Region of this entry, where it differs from that of the task.
        type: str
      hosted_zone_id:
        description:
        - Of this entry, where it differs from that of the task.
        type: str
      aliases_of_stack:
        description:
        - Of this entry, where it differs from that of the task.
        type: bool
      record:
        description:
        - 'The API''s C(Name): full name of the record, as C(name) is that of the entry. Cannot be changed.'
        type: str
        required: true
      type:
        description:
        - Type. Cannot be changed.
        type: str
        required: true
        choices:
        - A
        - AAAA
        - CNAME
        - TXT
        - MX
        - CAA
        - SRV
        - NS
        - HTTPS
      resource_records:
        description:
        - Values; instead of an alias.
        type: list
        elements: str
      ttl:
        description:
        - Seconds that others may keep it; not for an alias.
        type: int
      alias_target:
        description:
        - What it stands for, in AWS.
        type: dict
        suboptions:
          dns_name:
            description:
            - DNS name of the load balancer or distribution.
            type: str
            required: true
          hosted_zone_id:
            description:
            - Id of the target's own zone; Z2FDTNDATAQYW2 for CloudFront.
            type: str
            required: true
          evaluate_target_health:
            description:
            - Whether the record is left out while the target is not healthy. CloudFront knows no health.
            type: bool
            default: false
  hosted_zone_id:
    description:
    - Id of the hosted zone.
    - Needed here or in every entry.
    type: str
  aliases_of_stack:
    description:
    - 'Whether a list without entries takes aliases for the stack''s that lead to a load balancer or distribution with
      its tags: they are removed as what is in no list any more.'
    type: bool
    default: false
extends_documentation_fragment:
- knowledge.aws.kind
- knowledge.aws.stack
attributes:
  check_mode:
    description: Sends no write call and says what the run would do.
    support: full
  diff_mode:
    description: Shows the fields that change.
    support: full
"""

EXAMPLES = r"""
- amazon.aws.route53_zone: {zone: example.com}
  register: zone

- knowledge.aws.route53_record:
    hosted_zone_id: "{{ zone.zone_id }}"
    config:
      - key: www
        name: www.example.com CNAME
        record: www.example.com
        type: CNAME
        resource_records: [knowledge.example.com]
        ttl: 300
"""

RETURN = r"""
ids:
  description:
  - Ids by key, nested at dots.
  - In a plan C((known after apply)) for what is to be made; after a look-up C((does not exist)) for what is not there.
  returned: always
  type: dict
arns:
  description:
  - ARNs by key, nested like C(ids).
  returned: always
  type: dict
attributes:
  description:
  - Further values by key, nested like C(ids).
  returned: always
  type: dict
resources:
  description:
  - What happens to each resource with action create, update, replace, delete or keep, and before and after of each
    changed field.
  returned: always
  type: list
  elements: dict
orphans:
  description:
  - What carries this stack's and component's tags and is in no list.
  returned: always
  type: list
  elements: dict
pending:
  description:
  - Names of what exists and is not ready yet.
  returned: always
  type: list
  elements: str
retained:
  description:
  - What stays behind after a removal, and how to get it back or rid of it.
  returned: always
  type: list
  elements: str
protected:
  description:
  - After C(gathered), what must not be deleted unless data loss is allowed, each with the reason.
  returned: always
  type: list
  elements: str
"""
