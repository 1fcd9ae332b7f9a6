#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.cloudfront_distribution; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: cloudfront_distribution
short_description: Distribution, known by its caller reference, which is its name
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of distribution resources to what it says.
- AWS API U(https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistributionWithTags.html).
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
      aliases:
        description:
        - Domain names beside CloudFront's own.
        type: list
        elements: str
        default: []
      viewer_certificate:
        description:
        - Certificate and TLS towards clients.
        type: dict
        default: {}
        suboptions:
          acm_certificate_arn:
            description:
            - ARN of a certificate in us-east-1 that covers the aliases; empty for CloudFront's own.
            type: str
            default: ''
          minimum_protocol_version:
            description:
            - Security policy towards clients.
            type: str
            default: TLSv1.2_2021
            choices:
            - TLSv1.2_2018
            - TLSv1.2_2019
            - TLSv1.2_2021
            - TLSv1.2_2025
            - TLSv1.3_2025
      http_version:
        description:
        - Newest version of HTTP.
        type: str
        default: http2and3
        choices:
        - http1.1
        - http2
        - http3
        - http2and3
      is_ipv6_enabled:
        description:
        - Whether it is reached by IPv6.
        type: bool
        default: true
      price_class:
        description:
        - Where it answers from; 200 has Asia, All also South America and Australia.
        type: str
        default: PriceClass_200
        choices:
        - PriceClass_100
        - PriceClass_200
        - PriceClass_All
      web_acl_id:
        description:
        - ARN of a web ACL of the scope CLOUDFRONT; empty for none.
        type: str
        default: ''
      enabled:
        description:
        - Whether it answers.
        type: bool
        default: true
      origins:
        description:
        - Where answers come from.
        type: list
        required: true
        elements: dict
        suboptions:
          id:
            description:
            - Name inside the distribution.
            type: str
            required: true
          domain_name:
            description:
            - DNS name. It is asked by HTTPS only, on port 443, with TLS 1.2.
            type: str
            required: true
          custom_origin_config:
            description:
            - Of an origin with a public address.
            type: dict
            suboptions:
              origin_read_timeout:
                description:
                - Seconds until an answer has to begin, 1 to 120.
                type: int
                default: 30
              origin_keepalive_timeout:
                description:
                - Seconds that a silent connection is kept, 1 to 120.
                type: int
                default: 5
          vpc_origin_config:
            description:
            - Of a load balancer without a public address.
            type: dict
            suboptions:
              vpc_origin_id:
                description:
                - Id of a VPC origin.
                type: str
                required: true
              origin_read_timeout:
                description:
                - Seconds until an answer has to begin, 1 to 120.
                type: int
                default: 30
              origin_keepalive_timeout:
                description:
                - Seconds that a silent connection is kept, 1 to 120.
                type: int
                default: 5
          secret_header:
            description:
            - One of the API's C(CustomHeaders), by which the origin knows this distribution.
            type: dict
            suboptions:
              header_name:
                description:
                - Name of the header.
                type: str
                required: true
              secret_id:
                description:
                - ARN of the secret whose entry C(password) holds the value, which is shown nowhere.
                type: str
                required: true
      default_cache_behavior:
        description:
        - What happens where no path fits.
        type: dict
        required: true
        suboptions:
          target_origin_id:
            description:
            - Id of the origin that answers.
            type: str
            required: true
          viewer_protocol_policy:
            description:
            - What becomes of plain HTTP.
            type: str
            default: redirect-to-https
            choices:
            - redirect-to-https
            - https-only
            - allow-all
          allowed_methods:
            description:
            - 'Methods that are passed on: GET and HEAD, these and OPTIONS, or all seven. GET and HEAD are cached.'
            type: list
            elements: str
            default: &id001
            - GET
            - HEAD
          compress:
            description:
            - Whether CloudFront compresses.
            type: bool
            default: true
          cache_policy_id:
            description:
            - Managed policy by name, another by id.
            type: str
            required: true
          origin_request_policy_id:
            description:
            - 'What the origin is told of a request: a managed policy by name, another by id; empty for none.'
            type: str
            default: ''
          response_headers_policy_id:
            description:
            - 'Headers that CloudFront adds: a managed policy by name, another by id; empty for none.'
            type: str
            default: ''
      cache_behaviors:
        description:
        - What happens for certain paths; the first that fits counts.
        type: list
        elements: dict
        default: []
        suboptions:
          path_pattern:
            description:
            - Pattern, such as /static/*.
            type: str
            required: true
          target_origin_id:
            description:
            - Id of the origin that answers.
            type: str
            required: true
          viewer_protocol_policy:
            description:
            - What becomes of plain HTTP.
            type: str
            default: redirect-to-https
            choices:
            - redirect-to-https
            - https-only
            - allow-all
          allowed_methods:
            description:
            - 'Methods that are passed on: GET and HEAD, these and OPTIONS, or all seven. GET and HEAD are cached.'
            type: list
            elements: str
            default: *id001
          compress:
            description:
            - Whether CloudFront compresses.
            type: bool
            default: true
          cache_policy_id:
            description:
            - Managed policy by name, another by id.
            type: str
            required: true
          origin_request_policy_id:
            description:
            - 'What the origin is told of a request: a managed policy by name, another by id; empty for none.'
            type: str
            default: ''
          response_headers_policy_id:
            description:
            - 'Headers that CloudFront adds: a managed policy by name, another by id; empty for none.'
            type: str
            default: ''
      restrictions:
        description:
        - Countries that are let in or kept out.
        type: dict
        default: {}
        suboptions:
          geo_restriction:
            description:
            - Which.
            type: dict
            default: {}
            suboptions:
              restriction_type:
                description:
                - Whether only these countries are let in, or all but these.
                type: str
                default: none
                choices:
                - none
                - whitelist
                - blacklist
              items:
                description:
                - Codes of ISO 3166, such as KR.
                type: list
                elements: str
                default: []
      logging:
        description:
        - Access log in a bucket.
        type: dict
        suboptions:
          enabled:
            description:
            - Whether there is a log.
            type: bool
            default: false
          bucket:
            description:
            - Domain name of a bucket that takes ACLs, such as logs.s3.amazonaws.com.
            type: str
            default: ''
          prefix:
            description:
            - Put in front of every object's name.
            type: str
            default: ''
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
- knowledge.aws.cloudfront_distribution:
    config:
      - key: main
        origins:
          - id: app
            domain_name: app.example.com
            custom_origin_config: {origin_read_timeout: 60}
        default_cache_behavior:
          target_origin_id: app
          allowed_methods: [DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT]
          cache_policy_id: CachingDisabled
          origin_request_policy_id: AllViewer
        cache_behaviors:
          - {path_pattern: /static/*, target_origin_id: app, cache_policy_id: CachingOptimized}
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
    domain_name:
      description: CloudFront's own name for it.
      returned: always
      type: str
      sample: d111111abcdef8.cloudfront.net
    hosted_zone_id:
      description: Zone of alias records that lead to it.
      returned: always
      type: str
      sample: Z2FDTNDATAQYW2
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
