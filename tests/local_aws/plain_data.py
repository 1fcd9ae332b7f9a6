"""Probes of plain moto: databases, caches, search, buckets, secrets."""

import json
from functools import cache
from typing import Any

from plain_moto import ACCOUNT, REGION, client, error, of
from plain_network import network

POSTGRES = {"Engine": "postgres", "EngineVersion": "15", "DBInstanceClass": "db.r6g.large", "AllocatedStorage": 50}
GROUP, PARAMETERS = {"DBSubnetGroupName": "group"}, {"DBParameterGroupName": "parameters"}


def rds() -> Any:
    return client("rds")


@cache
def groups() -> None:
    rds().create_db_subnet_group(**GROUP, DBSubnetGroupDescription="x", SubnetIds=network()[1])
    rds().create_db_parameter_group(**PARAMETERS, DBParameterGroupFamily="postgres15", Description="x")


@cache
def database(name: str) -> dict[str, Any]:
    groups()
    return make(name, **GROUP, **PARAMETERS, ManageMasterUserPassword=True)


def make(name: str, **options: Any) -> dict[str, Any]:
    wanted = {**POSTGRES, "MasterUsername": "somebody", "StorageType": "gp3", **options}
    return rds().create_db_instance(DBInstanceIdentifier=name, **wanted)["DBInstance"]


def changed(name: str, **options: Any) -> dict[str, Any]:
    database(name)
    return rds().modify_db_instance(DBInstanceIdentifier=name, **options)["DBInstance"]


@of("rds CreateDBInstance")
def drops_performance_insights() -> bool:
    return not make("insights", EnablePerformanceInsights=True).get("PerformanceInsightsEnabled")


@of("rds CreateDBInstance")
def tells_no_figures_of_storage() -> bool:
    return "Iops" not in database("figures")


@of("rds CreateDBInstance")
def gives_two_databases_one_id() -> bool:
    return database("one")["DbiResourceId"] == database("two")["DbiResourceId"]


@of("rds CreateDBInstance")
def makes_any_database() -> bool:
    return error(make, "huge", DBInstanceClass="db.r99g.huge") == ""


@of("rds CreateDBInstance")
def has_one_password_for_all() -> bool:
    arn = database("secret")["MasterUserSecret"]["SecretArn"]
    return json.loads(client("secretsmanager").get_secret_value(SecretId=arn)["SecretString"])["username"] == "admin"


@of("rds ModifyDBInstance")
def changes_a_class_at_once() -> bool:
    return changed("class", DBInstanceClass="db.r6g.xlarge")["DBInstanceClass"] == "db.r6g.xlarge"


@of("rds ModifyDBInstance")
def drops_another_port() -> bool:
    return changed("port", DBPortNumber=5433)["Endpoint"]["Port"] == 5432


@of("rds ModifyDBInstance")
def shrinks_storage() -> bool:
    return error(changed, "shrink", AllocatedStorage=20, ApplyImmediately=True) == ""


@of("rds ModifyDBInstance")
def exports_a_log_twice() -> bool:
    exports = {"EnableLogTypes": ["postgresql"]}
    for _ in range(2):
        told = changed("exports", CloudwatchLogsExportConfiguration=exports)
    return told["EnabledCloudwatchLogsExports"] == ["postgresql", "postgresql"]


@of("rds RebootDBInstance")
def fails_over_without_a_standby() -> bool:
    name = database("alone")["DBInstanceIdentifier"]
    return error(rds().reboot_db_instance, DBInstanceIdentifier=name, ForceFailover=True) == ""


@of("rds DeleteDBInstance")
def asks_for_no_final_snapshot() -> bool:
    return error(rds().delete_db_instance, DBInstanceIdentifier=database("final")["DBInstanceIdentifier"]) == ""


@of("rds DescribeDBParameters")
def tells_no_default_parameters() -> bool:
    groups()
    return rds().describe_db_parameters(**PARAMETERS)["Parameters"] == []


@of("rds ModifyDBParameterGroup")
def keeps_any_parameter() -> bool:
    wrong = {"ParameterName": "nonsense", "ParameterValue": "1", "ApplyMethod": "immediate"}
    family = {"DBParameterGroupFamily": "postgres15", "Description": "x"}
    rds().create_db_parameter_group(DBParameterGroupName="any", **family)
    return error(rds().modify_db_parameter_group, DBParameterGroupName="any", Parameters=[wrong]) == ""


@of("rds CreateDBParameterGroup")
def takes_any_family() -> bool:
    wanted = {"DBParameterGroupFamily": "postgres99", "Description": "x"}
    return error(rds().create_db_parameter_group, DBParameterGroupName="family", **wanted) == ""


@of("rds DescribeDBParameterGroups")
def knows_any_parameter_group() -> bool:
    return error(rds().describe_db_parameter_groups, DBParameterGroupName="none") == ""


@of("rds DeleteDBParameterGroup")
def deletes_a_parameter_group_in_use() -> bool:
    groups()
    family = {"DBParameterGroupFamily": "postgres15", "Description": "x"}
    rds().create_db_parameter_group(DBParameterGroupName="in-use", **family)
    make("user-of-parameters", DBParameterGroupName="in-use")
    deleted = error(rds().delete_db_parameter_group, DBParameterGroupName="in-use") == ""
    # moto cannot describe any instance as long as this one is there
    rds().create_db_parameter_group(DBParameterGroupName="in-use", **family)
    return deleted


def make_subnet_group(name: str, subnets: list[str]) -> None:
    rds().create_db_subnet_group(DBSubnetGroupName=name, DBSubnetGroupDescription="x", SubnetIds=subnets)


@of("rds CreateDBSubnetGroup")
def replaces_a_subnet_group() -> bool:
    groups()
    return error(make_subnet_group, "group", network()[1]) == ""


@of("rds CreateDBSubnetGroup")
def takes_one_zone() -> bool:
    return error(make_subnet_group, "zone", network()[1][:1]) == ""


@of("rds ModifyDBSubnetGroup")
def loses_a_changed_subnet_group() -> bool:
    make_subnet_group("lost", network()[1])
    rds().modify_db_subnet_group(DBSubnetGroupName="lost", SubnetIds=network()[1][:2])
    return error(rds().describe_db_subnet_groups, DBSubnetGroupName="lost") == "DBSubnetGroupNotFoundFault"


@cache
def snapshot() -> dict[str, Any]:
    database("source")
    rds().modify_db_instance(DBInstanceIdentifier="source", DeletionProtection=True)
    wanted = {"DBSnapshotIdentifier": "snapshot", "DBInstanceIdentifier": "source"}
    return rds().create_db_snapshot(**wanted)["DBSnapshot"]


@of("rds DescribeDBSnapshots")
def tells_no_storage_of_a_snapshot() -> bool:
    return "StorageType" not in snapshot()


@of("rds RestoreDBInstanceFromDBSnapshot")
def restores_the_protection() -> bool:
    snapshot()
    wanted = {"DBInstanceIdentifier": "restored", "DBSnapshotIdentifier": "snapshot"}
    return rds().restore_db_instance_from_db_snapshot(**wanted)["DBInstance"]["DeletionProtection"]


def elasticache() -> Any:
    return client("elasticache")


@cache
def cluster(name: str) -> dict[str, Any]:
    wanted = {"ReplicationGroupId": name, "ReplicationGroupDescription": "x", "Engine": "redis", "NumCacheClusters": 3}
    switches = {"AutomaticFailoverEnabled": True, "MultiAZEnabled": True, "CacheNodeType": "cache.r6g.large"}
    return elasticache().create_replication_group(**wanted, **switches)["ReplicationGroup"]


@of("elasticache CreateReplicationGroup")
def makes_one_member_of_three() -> bool:
    return len(cluster("members")["MemberClusters"]) == 1


@of("elasticache CreateReplicationGroup")
def makes_any_group() -> bool:
    wanted = {"ReplicationGroupDescription": "x", "NumCacheClusters": 1, "AutomaticFailoverEnabled": True}
    return error(elasticache().create_replication_group, ReplicationGroupId="any", **wanted) == ""


@of("elasticache ModifyReplicationGroup")
def drops_changes_of_a_group() -> bool:
    cluster("changes")
    wanted = {"ReplicationGroupId": "changes", "SnapshotWindow": "03:00-04:00", "ApplyImmediately": True}
    told = elasticache().modify_replication_group(**wanted)["ReplicationGroup"]
    return told["SnapshotWindow"] != "03:00-04:00"


@of("elasticache DescribeCacheClusters")
def lists_no_member() -> bool:
    cluster("listed")
    return elasticache().describe_cache_clusters()["CacheClusters"] == []


@of("elasticache DeleteReplicationGroup")
def deletes_a_group_for_ever() -> bool:
    cluster("deleted")
    elasticache().delete_replication_group(ReplicationGroupId="deleted", FinalSnapshotIdentifier="final")
    for _ in range(2):
        told = elasticache().describe_replication_groups(ReplicationGroupId="deleted")["ReplicationGroups"]
    return told[0]["Status"] == "deleting" and elasticache().describe_snapshots()["Snapshots"] == []


@of("elasticache DescribeSnapshots")
def finds_no_snapshot_of_a_gone_group() -> bool:
    return error(elasticache().describe_snapshots, ReplicationGroupId="gone") != ""


@of("elasticache CreateCacheSubnetGroup")
def takes_unknown_subnets() -> bool:
    wanted = {"CacheSubnetGroupDescription": "x", "SubnetIds": ["subnet-0123456789abcdef0"]}
    return error(elasticache().create_cache_subnet_group, CacheSubnetGroupName="any", **wanted) == ""


@of("elasticache AddTagsToResource")
def answers_no_tags() -> bool:
    wanted = {"ResourceName": cluster("tags")["ARN"], "Tags": [{"Key": "a", "Value": "b"}]}
    return "TagList" not in elasticache().add_tags_to_resource(**wanted)


def opensearch() -> Any:
    return client("opensearch")


def domain(name: str, **options: Any) -> dict[str, Any]:
    return opensearch().create_domain(DomainName=name, **options)["DomainStatus"]


@of("opensearch CreateDomain")
def replaces_a_domain() -> bool:
    domain("replaced")
    return error(domain, "replaced") == ""


@of("opensearch CreateDomain")
def makes_any_domain() -> bool:
    return error(domain, "any-version", EngineVersion="OpenSearch_9.9") == ""


@of("opensearch DescribeDomain")
def fills_in_no_figures() -> bool:
    storage = {"EBSEnabled": True, "VolumeType": "gp3", "VolumeSize": 20}
    return domain("figures", EBSOptions=storage)["EBSOptions"] == storage


@of("opensearch DescribeDomain")
def tells_no_vpc() -> bool:
    return "VPCId" not in domain("in-vpc", VPCOptions={"SubnetIds": network()[1][:1]})["VPCOptions"]


@of("opensearch UpdateDomainConfig")
def replaces_a_section() -> bool:
    domain("section", ClusterConfig={"InstanceType": "r6g.large.search", "InstanceCount": 3})
    opensearch().update_domain_config(DomainName="section", ClusterConfig={"InstanceType": "r6g.xlarge.search"})
    told = opensearch().describe_domain(DomainName="section")["DomainStatus"]["ClusterConfig"]
    return "InstanceCount" not in told


@of("opensearch GetCompatibleVersions")
def knows_no_path_from_2_11() -> bool:
    domain("old", EngineVersion="OpenSearch_2.11")
    paths = opensearch().get_compatible_versions(DomainName="old")["CompatibleVersions"]
    return not any(path["SourceVersion"] == "OpenSearch_2.11" and path["TargetVersions"] for path in paths)


@of("opensearch UpgradeDomain")
def routes_eight_paths() -> bool:
    return error(opensearch().upgrade_domain, DomainName="old", TargetVersion="OpenSearch_2.13") == "404"


@of("opensearch ListTags")
def tells_tags_of_no_domain() -> bool:
    return error(opensearch().list_tags, ARN=f"arn:aws:es:{REGION}:{ACCOUNT}:domain/none") == ""


def bucket(name: str, **configuration: Any) -> str:
    full = f"{name}-of-{ACCOUNT}"
    client("s3").create_bucket(Bucket=full, CreateBucketConfiguration={"LocationConstraint": REGION, **configuration})
    return full


@of("s3 CreateBucket")
def makes_an_open_bucket() -> bool:
    return error(client("s3").get_public_access_block, Bucket=bucket("open")) != ""


@of("s3 CreateBucket")
def makes_a_bucket_without_an_owner() -> bool:
    return error(client("s3").get_bucket_ownership_controls, Bucket=bucket("owner")) != ""


@of("s3 CreateBucket")
def encrypts_no_bucket() -> bool:
    return error(client("s3").get_bucket_encryption, Bucket=bucket("encryption")) != ""


@of("s3 CreateBucket")
def takes_impossible_names() -> bool:
    wanted = {"CreateBucketConfiguration": {"LocationConstraint": REGION}}
    return error(client("s3").create_bucket, Bucket="10.0.0.1", **wanted) == ""


@of("s3 CreateBucket")
def drops_tags_of_a_new_bucket() -> bool:
    made = bucket("tags", Tags=[{"Key": "a", "Value": "b"}])
    return error(client("s3").get_bucket_tagging, Bucket=made) == "NoSuchTagSet"


@of("s3 DeleteBucket")
def gives_old_tags_to_a_new_bucket() -> bool:
    made = bucket("again")
    client("s3").put_bucket_tagging(Bucket=made, Tagging={"TagSet": [{"Key": "a", "Value": "b"}]})
    client("s3").delete_bucket(Bucket=made)
    return error(client("s3").get_bucket_tagging, Bucket=bucket("again")) == ""


def put_policy(name: str, *statements: dict[str, Any]) -> None:
    client("s3").put_bucket_policy(Bucket=name, Policy=json.dumps({"Statement": list(statements)}))


@of("s3 PutBucketPolicy")
def keeps_any_bucket_policy() -> bool:
    return error(client("s3").put_bucket_policy, Bucket=bucket("policy"), Policy="no json") == ""


@of("s3 PutBucketPolicy")
def opens_a_closed_bucket() -> bool:
    name = bucket("closed")
    client("s3").put_public_access_block(Bucket=name, PublicAccessBlockConfiguration={"BlockPublicPolicy": True})
    objects = {"Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{name}/*"}
    return error(put_policy, name, {"Effect": "Allow", "Principal": "*", **objects}) == ""


def tls_only(name: str) -> dict[str, Any]:
    condition = {"Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    return {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": f"arn:aws:s3:::{name}/*", **condition}


@of("s3 GetObject")
def takes_conditions_as_met() -> bool:
    name = bucket("tls")
    client("s3").put_object(Bucket=name, Key="x", Body=b"x")
    put_policy(name, tls_only(name))
    return error(client("s3").get_object, Bucket=name, Key="x") == "403"


@of("s3 PutBucketLogging")
def breaks_on_a_principal_of_all() -> bool:
    source, target = bucket("source"), bucket("target")
    allowed = {"Effect": "Allow", "Action": ["s3:PutObject"], "Resource": f"arn:aws:s3:::{target}/*"}
    put_policy(target, tls_only(target), {**allowed, "Principal": {"Service": ["logging.s3.amazonaws.com"]}})
    status = {"LoggingEnabled": {"TargetBucket": target, "TargetPrefix": "s3/"}}
    return error(client("s3").put_bucket_logging, Bucket=source, BucketLoggingStatus=status) != ""


@of("s3 PutBucketLifecycleConfiguration")
def moves_objects_after_ten_days() -> bool:
    rule = {"ID": "x", "Status": "Enabled", "Filter": {"Prefix": ""}}
    rule |= {"Transitions": [{"Days": 10, "StorageClass": "STANDARD_IA"}]}
    call, rules = client("s3").put_bucket_lifecycle_configuration, {"Rules": [rule]}
    return error(call, Bucket=bucket("lifecycle"), LifecycleConfiguration=rules) == ""


@of("secretsmanager CreateSecret")
def answers_a_token_for_a_deleted_secret() -> bool:
    wanted = {"Name": "deleted", "SecretString": "x", "ClientRequestToken": "a" * 32}
    client("secretsmanager").create_secret(**wanted)
    client("secretsmanager").delete_secret(SecretId="deleted", RecoveryWindowInDays=7)
    return error(client("secretsmanager").create_secret, **wanted) == ""
