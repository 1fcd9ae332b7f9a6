#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.acm_certificate; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: acm_certificate
short_description: Certificate requested from ACM
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of certificate resources to what it says.
- AWS API U(https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html).
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
      domain_name:
        description:
        - Domain name, also with a wildcard. Another one is another certificate.
        type: str
        required: true
      subject_alternative_names:
        description:
        - Further domain names. Others are another certificate.
        type: list
        elements: str
        default: []
      key_algorithm:
        description:
        - Kind of key. Cannot be changed.
        type: str
        default: RSA_2048
        choices:
        - RSA_2048
        - RSA_3072
        - RSA_4096
        - EC_prime256v1
        - EC_secp384r1
        - EC_secp521r1
      options:
        description:
        - What can be changed later.
        type: dict
        default: {}
        suboptions:
          certificate_transparency_logging_preference:
            description:
            - Whether it stands in public certificate transparency logs, without which browsers do not trust it.
            type: str
            default: ENABLED
            choices:
            - ENABLED
            - DISABLED
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
# the records of attributes.cloudfront.validation prove the domain; then it is issued
- knowledge.aws.acm_certificate:
    region: us-east-1
    wait: false
    config:
      - key: cloudfront
        domain_name: knowledge.example.com
        subject_alternative_names: ["*.knowledge.example.com"]
  register: requested
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
  contains:
    status:
      description: State of the certificate.
      returned: always
      type: str
      sample: PENDING_VALIDATION
    validation:
      description: DNS records that prove the domains, once each.
      returned: always
      type: list
      sample:
      - name: _0123abcd.knowledge.example.com
        type: CNAME
        value: _4567ef.acm-validations.aws.
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
