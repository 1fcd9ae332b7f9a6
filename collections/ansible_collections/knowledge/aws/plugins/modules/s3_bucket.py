#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.s3_bucket; the action plugin of the same name does the work."""

DOCUMENTATION = r"""
module: s3_bucket
short_description: Bucket
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of bucket resources to what it says.
- AWS API U(https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html).
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
      object_ownership:
        description:
        - Who owns objects; with BucketOwnerEnforced there are no ACLs.
        type: str
        default: BucketOwnerEnforced
        choices:
        - BucketOwnerEnforced
        - BucketOwnerPreferred
      public_access_blocked:
        description:
        - 'Whether nothing in it can become public: all four switches of PutPublicAccessBlock.'
        type: bool
        default: true
      versioning:
        description:
        - Whether replaced and deleted objects are kept as versions (PutBucketVersioning).
        type: bool
        default: true
      kms_master_key_id:
        description:
        - ARN of the key that encrypts objects; empty for S3's own keys, which buckets of logs need.
        type: str
        default: ''
      policy:
        description:
        - Bucket policy.
        type: dict
      lifecycle_rules:
        description:
        - Rules of PutBucketLifecycleConfiguration. Others are removed.
        type: list
        elements: dict
        default: []
        suboptions:
          id:
            description:
            - Name of the rule.
            type: str
            required: true
          filter:
            description:
            - To which objects it applies; to all by default.
            type: dict
            suboptions:
              prefix:
                description:
                - Those whose key begins so.
                type: str
                required: true
          transitions:
            description:
            - Into which storage classes objects move, and when.
            type: list
            elements: dict
            suboptions:
              days:
                description:
                - Days after creation; 30 at least for infrequent access.
                type: int
                required: true
              storage_class:
                description:
                - The class.
                type: str
                required: true
                choices:
                - STANDARD_IA
                - ONEZONE_IA
                - INTELLIGENT_TIERING
                - GLACIER_IR
                - GLACIER
                - DEEP_ARCHIVE
          expiration:
            description:
            - When objects are deleted.
            type: dict
            suboptions:
              days:
                description:
                - Days after creation.
                type: int
                required: true
          noncurrent_version_expiration:
            description:
            - When replaced and deleted versions are gone.
            type: dict
            suboptions:
              noncurrent_days:
                description:
                - Days after they were replaced.
                type: int
                required: true
          abort_incomplete_multipart_upload:
            description:
            - When parts of uploads that never ended are gone.
            type: dict
            suboptions:
              days_after_initiation:
                description:
                - Days after the upload began.
                type: int
                required: true
      logging:
        description:
        - Where its access log goes (PutBucketLogging); empty for nowhere.
        type: dict
        suboptions:
          target_bucket:
            description:
            - The bucket; empty for none.
            type: str
            default: ''
          target_prefix:
            description:
            - What the names of its objects begin with.
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
- knowledge.aws.s3_bucket:
    config:
      - key: backups
        name: knowledge-production-backups-123456789012
        lifecycle_rules:
          - id: age
            transitions: [{days: 30, storage_class: STANDARD_IA}]
            noncurrent_version_expiration: {noncurrent_days: 90}
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
      description: Host name of the bucket in its region.
      returned: always
      type: str
      sample: knowledge-production-backups-123456789012.s3.ap-northeast-2.amazonaws.com
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
