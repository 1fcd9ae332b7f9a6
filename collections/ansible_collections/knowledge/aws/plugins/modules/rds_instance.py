#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.rds_instance; the action plugin of the same name does the work."""

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
        choices:
        - postgres
      engine_version:
        description:
        - Version, such as 15.19; 15 means any 15.x. Goes up only.
        - A difference that AWS or a release makes by itself is shown, not undone.
        type: str
        required: true
      db_instance_class:
        description:
        - Class, such as db.r6g.xlarge.
        type: str
        required: true
      allocated_storage:
        description:
        - Storage in GiB; can only grow.
        - A difference that AWS or a release makes by itself is shown, not undone.
        type: int
        required: true
      max_allocated_storage:
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
        - Operations a second, where type and size let one choose.
        type: int
      storage_throughput:
        description:
        - MiB a second, where type and size let one choose.
        type: int
      storage_encrypted:
        description:
        - Whether storage is encrypted. Cannot be changed.
        type: bool
        default: true
      kms_key_id:
        description:
        - ARN of the key of the storage. Cannot be changed.
        type: str
      multi_az:
        description:
        - Whether a standby in another zone takes over.
        type: bool
        default: false
      db_subnet_group_name:
        description:
        - Subnet group. Cannot be changed.
        type: str
        required: true
      vpc_security_group_ids:
        description:
        - Ids of its security groups.
        type: list
        required: true
        elements: str
      db_parameter_group_name:
        description:
        - Parameter group; by default AWS's own of the engine.
        type: str
      port:
        description:
        - Port; another one restarts the database at once.
        type: int
        default: 5432
      publicly_accessible:
        description:
        - Whether it has a public address.
        type: bool
        default: false
      db_name:
        description:
        - Database that is made on creation. Cannot be changed.
        type: str
      master_username:
        description:
        - Master user. Cannot be changed.
        type: str
        required: true
      manage_master_user_password:
        description:
        - Whether RDS makes, keeps and rotates the master password in Secrets Manager.
        type: bool
        default: true
        choices:
        - true
      master_user_secret_kms_key_id:
        description:
        - ARN of the key of that secret. Cannot be changed.
        type: str
      enable_iam_database_authentication:
        description:
        - Whether users may log in by IAM.
        type: bool
        default: true
      backup_retention_period:
        description:
        - Days that automated backups are kept, 0 to 35; 0 turns them off.
        type: int
        default: 7
      preferred_backup_window:
        description:
        - Daily window of backups, UTC, such as 17:00-18:00.
        type: str
      preferred_maintenance_window:
        description:
        - Weekly window of maintenance, UTC, such as sun:18:30-sun:19:30.
        type: str
      auto_minor_version_upgrade:
        description:
        - Whether minor versions are raised in the maintenance window.
        type: bool
        default: true
      copy_tags_to_snapshot:
        description:
        - Whether snapshots get the tags.
        type: bool
        default: true
      deletion_protection:
        description:
        - Whether AWS refuses to delete it.
        type: bool
        default: true
      enable_cloudwatch_logs_exports:
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
      monitoring_role_arn:
        description:
        - ARN of the role that sends them.
        type: str
      enable_performance_insights:
        description:
        - Whether the load of queries is recorded.
        type: bool
        default: false
      performance_insights_retention_period:
        description:
        - 'Days that it is kept: 7, 31 times the number of months up to 23, or 731.'
        type: int
      performance_insights_kms_key_id:
        description:
        - ARN of its key. Cannot be changed once it is on.
        type: str
      parameters_in_effect:
        description:
        - Whether static parameters are in effect; otherwise it needs a reboot. The API has no such member.
        type: bool
        default: true
        choices:
        - true
  apply_immediately:
    description:
    - Whether changes that interrupt, and reboots that parameters need, do not wait for the maintenance window.
    type: bool
    default: false
  final_snapshot:
    description:
    - Whether deletion leaves a snapshot; for SkipFinalSnapshot and FinalDBSnapshotIdentifier of the API.
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
- name: VPC
  knowledge.aws.ec2_vpc:
    config:
      - {key: main, cidr_block: 10.0.0.0/16}
  register: vpc

- name: Subnets
  knowledge.aws.ec2_subnet:
    vpc_id: "{{ vpc.ids.main }}"
    config:
      - {key: database.a, cidr_block: 10.0.20.0/24, availability_zone: ap-northeast-2a}
      - {key: database.b, cidr_block: 10.0.21.0/24, availability_zone: ap-northeast-2b}
  register: subnets

- name: Subnet group
  knowledge.aws.rds_subnet_group:
    config:
      - key: main
        name: knowledge
        db_subnet_group_description: Databases
        subnet_ids: ["{{ subnets.ids.database.a }}", "{{ subnets.ids.database.b }}"]

- name: Security group
  knowledge.aws.ec2_security_group:
    vpc_id: "{{ vpc.ids.main }}"
    config:
      - {key: database, description: Databases}
  register: security_groups

- name: DB instance
  knowledge.aws.rds_instance:
    config:
      - key: main
        name: knowledge
        engine_version: "15.19"
        db_instance_class: db.t4g.medium
        allocated_storage: 20
        db_subnet_group_name: knowledge
        vpc_security_group_ids: ["{{ security_groups.ids.database }}"]
        db_name: knowledge
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
    db_instance_class:
      description: Class; another one may be pending.
      returned: always
      type: str
      sample: db.r6g.xlarge
    endpoint:
      description: Host name; known when it is ready.
      returned: always
      type: str
      sample: knowledge-production.c1a2b3c4d5e6.ap-northeast-2.rds.amazonaws.com
    engine_version:
      description: Version, with its minor version.
      returned: always
      type: str
      sample: '15.19'
    pending:
      description: What waits for the maintenance window.
      returned: always
      type: dict
      sample:
        DBInstanceClass: db.r6g.2xlarge
    port:
      description: Port; known when it is ready.
      returned: always
      type: int
      sample: 5432
    resource_id:
      description: Id as rds-db:connect wants it.
      returned: always
      type: str
      sample: db-ABCDEFGHIJKLMNOPQRSTUVWXYZ
    secret_arn:
      description: ARN of the secret that holds the master password.
      returned: always
      type: str
      sample: arn:aws:secretsmanager:ap-northeast-2:123456789012:secret:rds!db-0a1b2c3d-Ab12Cd
    status:
      description: State.
      returned: always
      type: str
      sample: available
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
