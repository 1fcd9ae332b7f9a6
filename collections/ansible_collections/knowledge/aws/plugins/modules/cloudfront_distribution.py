#!/usr/bin/python
"""Documentation of knowledge.aws.cloudfront_distribution; the work is done by the action plugin of the same name."""

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
      certificate:
        description:
        - ARN of a certificate in us-east-1 that covers the aliases.
        type: str
        default: ''
      minimum_tls:
        description:
        - Security policy.
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
      ipv6:
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
      web_acl:
        description:
        - ARN of a web ACL of the scope CLOUDFRONT.
        type: str
        default: ''
      root_object:
        description:
        - Object for the path /.
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
          domain:
            description:
            - DNS name. It is asked by HTTPS only, TLS 1.2.
            type: str
            required: true
          path:
            description:
            - Put in front of every path.
            type: str
            default: ''
          https_port:
            description:
            - Port.
            type: int
            default: 443
          read_timeout:
            description:
            - Seconds until an answer has to begin.
            type: int
            default: 30
          keepalive_timeout:
            description:
            - Seconds that a connection is kept.
            type: int
            default: 5
          connection_attempts:
            description:
            - How often CloudFront tries to connect.
            type: int
            default: 3
          connection_timeout:
            description:
            - Seconds for each try.
            type: int
            default: 10
          secret_header:
            description:
            - Header by which the origin knows this distribution.
            type: dict
            suboptions:
              name:
                description:
                - Name of the header.
                type: str
                required: true
              secret:
                description:
                - ARN of the secret that holds its value, which is shown nowhere.
                type: str
                required: true
              entry:
                description:
                - Entry of the secret's JSON text.
                type: str
                default: password
          vpc_origin:
            description:
            - Id of a VPC origin, for a load balancer without a public address.
            type: str
          access_control:
            description:
            - Id of an origin access control, for a bucket.
            type: str
      default_behavior:
        description:
        - What happens where no path fits.
        type: dict
        required: true
        suboptions:
          origin:
            description:
            - Id of the origin that answers.
            type: str
            required: true
          viewer_protocol:
            description:
            - What becomes of plain HTTP.
            type: str
            default: redirect-to-https
            choices:
            - redirect-to-https
            - https-only
            - allow-all
          methods:
            description:
            - 'Methods that are passed on: read is GET and HEAD.'
            type: str
            default: read
            choices:
            - read
            - options
            - all
          compress:
            description:
            - Whether CloudFront compresses.
            type: bool
            default: true
          cache_policy:
            description:
            - Managed policy by name, another by id.
            type: str
            required: true
          origin_request_policy:
            description:
            - What the origin is told of a request; a managed policy by name, another by id.
            type: str
            default: ''
          response_headers_policy:
            description:
            - Headers that CloudFront adds; a managed policy by name, another by id.
            type: str
            default: ''
      behaviors:
        description:
        - What happens for certain paths; the first that fits counts.
        type: list
        elements: dict
        default: []
        suboptions:
          path:
            description:
            - Pattern, such as /static/*.
            type: str
            required: true
          origin:
            description:
            - Id of the origin that answers.
            type: str
            required: true
          viewer_protocol:
            description:
            - What becomes of plain HTTP.
            type: str
            default: redirect-to-https
            choices:
            - redirect-to-https
            - https-only
            - allow-all
          methods:
            description:
            - 'Methods that are passed on: read is GET and HEAD.'
            type: str
            default: read
            choices:
            - read
            - options
            - all
          compress:
            description:
            - Whether CloudFront compresses.
            type: bool
            default: true
          cache_policy:
            description:
            - Managed policy by name, another by id.
            type: str
            required: true
          origin_request_policy:
            description:
            - What the origin is told of a request; a managed policy by name, another by id.
            type: str
            default: ''
          response_headers_policy:
            description:
            - Headers that CloudFront adds; a managed policy by name, another by id.
            type: str
            default: ''
      geo:
        description:
        - Countries that are let in or kept out.
        type: dict
        default: {}
        suboptions:
          mode:
            description:
            - Whether only these countries are let in, or all but these.
            type: str
            default: none
            choices:
            - none
            - allow
            - block
          countries:
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
          bucket:
            description:
            - Domain name of a bucket that takes ACLs, such as logs.s3.amazonaws.com; empty for no log.
            type: str
            default: ''
          prefix:
            description:
            - Put in front of every object's name.
            type: str
            default: ''
          cookies:
            description:
            - Whether cookies are recorded.
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
- knowledge.aws.cloudfront_distribution:
    config:
      - key: main
        aliases: [knowledge.example.com]
        certificate: '{{ certificate_arn }}'
        origins: [{id: alb, domain: '{{ alb_dns_name }}', secret_header: {name: X-Origin-Verify, secret: '{{ secret_arn }}'}}]
        default_behavior: {origin: alb, methods: all, cache_policy: CachingDisabled, origin_request_policy: AllViewer}
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
    alias_zone:
      description: C() of AWS's answer.
      returned: always
      type: raw
    domain_name:
      description: C(DomainName) of AWS's answer.
      returned: always
      type: raw
    status:
      description: C(Status) of AWS's answer.
      returned: always
      type: raw
resources:
  description:
  - What happens to each resource with action create, update, replace, delete or keep, and before and after of each changed
    field.
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
