#!/usr/bin/python
"""Documentation of knowledge.aws.rds_instance; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: rds_instance
short_description: Database instance whose master password RDS itself keeps
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Brings a list of rds instance resources to what it says.
- AWS API U(https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html).
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
      apply_immediately:
        description:
        - Of this entry, where it differs from that of the task.
        type: bool
      final_snapshot:
        description:
        - Of this entry, where it differs from that of the task.
        type: bool
      engine:
        description:
        - Engine. Cannot be changed.
        type: str
        default: postgres
      engine_version:
        description:
        - Version, such as 15.19.
        - A difference that AWS or a release makes by itself is shown, not undone.
        type: str
        required: true
      instance_class:
        description:
        - Class, such as db.r6g.xlarge.
        type: str
        required: true
      storage:
        description:
        - GiB; can only grow.
        - A difference that AWS or a release makes by itself is shown, not undone.
        type: int
        required: true
      max_storage:
        description:
        - GiB up to which storage grows by itself.
        type: int
      storage_type:
        description:
        - Type of storage.
        type: str
        default: gp3
        choices:
        - gp2
        - gp3
        - io1
        - io2
      iops:
        description:
        - Operations a second, where the type lets one choose.
        type: int
      throughput:
        description:
        - MiB a second, where the type lets one choose.
        type: int
      storage_encrypted:
        description:
        - Whether storage is encrypted. Cannot be changed.
        type: bool
        default: true
      kms_key:
        description:
        - ARN of the key of the storage. Cannot be changed.
        type: str
      multi_az:
        description:
        - Whether a standby in another zone takes over.
        type: bool
        default: false
      subnet_group:
        description:
        - Subnet group. Cannot be changed within a VPC.
        type: str
        required: true
      security_groups:
        description:
        - Ids of its security groups.
        type: list
        required: true
        elements: str
      parameter_group:
        description:
        - Parameter group.
        type: str
      port:
        description:
        - Port.
        type: int
        default: 5432
      public:
        description:
        - Whether it has a public address.
        type: bool
        default: false
      database:
        description:
        - Database made at birth. Cannot be changed.
        type: str
      master_username:
        description:
        - Master user. Cannot be changed.
        type: str
        required: true
      managed_password:
        description:
        - Whether RDS makes, keeps and rotates the master password in Secrets Manager.
        type: bool
        default: true
        choices:
        - true
      master_secret_key:
        description:
        - ARN of the key of that secret. Cannot be changed.
        type: str
      iam_authentication:
        description:
        - Whether users may log in with IAM.
        type: bool
        default: true
      backup_retention_days:
        description:
        - Days that automated backups are kept, 0 to 35; 0 turns them off.
        type: int
        default: 7
      backup_window:
        description:
        - Daily window of backups, UTC.
        type: str
      maintenance_window:
        description:
        - Weekly window of maintenance, UTC.
        type: str
      auto_minor_upgrade:
        description:
        - Whether minor versions are raised in the maintenance window.
        type: bool
        default: true
      copy_tags:
        description:
        - Whether snapshots get the tags.
        type: bool
        default: true
      deletion_protection:
        description:
        - Whether AWS refuses to delete it.
        type: bool
        default: true
      log_exports:
        description:
        - Logs that go to CloudWatch Logs.
        type: list
        elements: str
        choices:
        - postgresql
        - upgrade
        - iam-db-auth-error
      monitoring_interval:
        description:
        - Seconds between values of the operating system; 0 turns them off.
        type: int
        choices:
        - 0
        - 1
        - 5
        - 10
        - 15
        - 30
        - 60
      monitoring_role:
        description:
        - ARN of the role that sends them.
        type: str
      performance_insights:
        description:
        - Whether the load of queries is recorded.
        type: bool
        default: false
      performance_insights_days:
        description:
        - Days that it is kept.
        type: int
      performance_insights_key:
        description:
        - ARN of its key. Cannot be changed once it is on.
        type: str
      ca_certificate:
        description:
        - Certificate authority of the server's certificate.
        type: str
      parameters_in_effect:
        description:
        - Whether static parameters are in effect; otherwise it needs a reboot.
        type: bool
        default: true
        choices:
        - true
  apply_immediately:
    description:
    - Whether changes that interrupt, and reboots that parameters need, happen now and not in the maintenance window.
    type: bool
    default: false
  final_snapshot:
    description:
    - Whether deletion leaves a snapshot.
    type: bool
    default: true
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
- knowledge.aws.rds_instance:
    wait: false
    config:
      - key: main
        engine_version: '15.19'
        instance_class: db.r6g.xlarge
        storage: 200
        subnet_group: knowledge-production
        security_groups: [sg-0a1b2c3d]
        master_username: dbadmin
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
    endpoint:
      description: C(Endpoint.Address) of AWS's answer.
      returned: always
      type: raw
    engine_version:
      description: C(EngineVersion) of AWS's answer.
      returned: always
      type: raw
    pending:
      description: C(PendingModifiedValues) of AWS's answer.
      returned: always
      type: raw
    port:
      description: C(Endpoint.Port) of AWS's answer.
      returned: always
      type: raw
    resource_id:
      description: C(DbiResourceId) of AWS's answer.
      returned: always
      type: raw
    secret_arn:
      description: C(MasterUserSecret.SecretArn) of AWS's answer.
      returned: always
      type: raw
    status:
      description: C(DBInstanceStatus) of AWS's answer.
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
