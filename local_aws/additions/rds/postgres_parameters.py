"""Default parameters of RDS for PostgreSQL.

One line a parameter: name (with `!` where RDS does not let it be changed), data type, `static` or `dynamic`, allowed
values, and the value that RDS sets. Without a value the engine's own default holds, which RDS does not tell.
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Parameters.html
"""

from functools import cache
from typing import Any

MESSAGES = "debug5,debug4,debug3,debug2,debug1,info,notice,warning,error,log,fatal,panic"
LOG_FILE = "postgresql.log.%Y-%m-%d"
# what stands for a text in the table that is too long for a line, or for one with a space
SHORT = {
    ".": "",
    "{audited}": "ddl,function,misc,read,role,write,none,all,-ddl,-function,-misc,-read,-role,-write",
    "{isolation}": "serializable,repeatable read,read committed,read uncommitted",
    "{libraries}": "auto_explain,orafce,pgaudit,pglogical,pg_bigm,pg_cron,pg_hint_plan,pg_prewarm,pg_similarity,"
    "pg_stat_statements,pg_tle,pg_transport,plprofiler,plrust",
    "{log_files}": f"{LOG_FILE},{LOG_FILE}-%H,{LOG_FILE}-%H%M",
    "{messages}": MESSAGES,
    "{messages_or_none}": f"disabled,{MESSAGES}",
}

TABLE = """
application_name string dynamic
!archive_command string dynamic . /etc/rds/dbbin/pgscripts/rds_wal_archive
!archive_timeout integer dynamic 0-2147483647 300
authentication_timeout integer dynamic 1-600
auto_explain.log_analyze boolean dynamic 0,1
auto_explain.log_buffers boolean dynamic 0,1
auto_explain.log_format string dynamic text,xml,json,yaml
auto_explain.log_min_duration integer dynamic -1-2147483647
auto_explain.log_nested_statements boolean dynamic 0,1
auto_explain.log_timing boolean dynamic 0,1
auto_explain.log_verbose boolean dynamic 0,1
auto_explain.sample_rate float dynamic 0-1
autovacuum boolean dynamic 0,1 1
autovacuum_analyze_scale_factor float dynamic 0-100 0.05
autovacuum_analyze_threshold integer dynamic 0-2147483647
autovacuum_freeze_max_age integer static 100000-2000000000
autovacuum_max_workers integer static 1-262143 GREATEST({DBInstanceClassMemory/64371566592},3)
autovacuum_multixact_freeze_max_age integer static 10000-2000000000
autovacuum_naptime integer dynamic 1-2147483 15
autovacuum_vacuum_cost_delay float dynamic -1-100
autovacuum_vacuum_cost_limit integer dynamic -1-10000 GREATEST({log(DBInstanceClassMemory/21474836480)*600},200)
autovacuum_vacuum_insert_scale_factor float dynamic 0-100
autovacuum_vacuum_insert_threshold integer dynamic -1-2147483647
autovacuum_vacuum_scale_factor float dynamic 0-100 0.1
autovacuum_vacuum_threshold integer dynamic 0-2147483647
autovacuum_work_mem integer dynamic -1-2147483647 GREATEST({DBInstanceClassMemory/32768},131072)
backend_flush_after integer dynamic 0-256
bgwriter_delay integer dynamic 10-10000
bgwriter_flush_after integer dynamic 0-256
bgwriter_lru_maxpages integer dynamic 0-1073741823
bgwriter_lru_multiplier float dynamic 0-10
bytea_output string dynamic hex,escape
check_function_bodies boolean dynamic 0,1
checkpoint_completion_target float dynamic 0-1 0.9
checkpoint_flush_after integer dynamic 0-256
checkpoint_timeout integer dynamic 30-3600
checkpoint_warning integer dynamic 0-2147483647
client_encoding string dynamic . UTF8
client_min_messages string dynamic debug5,debug4,debug3,debug2,debug1,log,notice,warning,error
compute_query_id string dynamic auto,regress,on,off
!config_file string static . /rdsdbdata/config/postgresql.conf
constraint_exclusion string dynamic on,off,partition
cpu_index_tuple_cost float dynamic 0-179769000000000000
cpu_operator_cost float dynamic 0-179769000000000000
cpu_tuple_cost float dynamic 0-179769000000000000
cron.database_name string static
cron.log_run boolean static 0,1
cron.max_running_jobs integer static 0-100
cursor_tuple_fraction float dynamic 0-1
!data_directory string static . /rdsdbdata/db
datestyle string dynamic
deadlock_timeout integer dynamic 1-2147483647
default_statistics_target integer dynamic 1-10000
default_transaction_deferrable boolean dynamic 0,1
default_transaction_isolation string dynamic {isolation}
default_transaction_read_only boolean dynamic 0,1
effective_cache_size integer dynamic 1-2147483647 {DBInstanceClassMemory/16384}
effective_io_concurrency integer dynamic 0-1000
enable_bitmapscan boolean dynamic 0,1
enable_hashagg boolean dynamic 0,1
enable_hashjoin boolean dynamic 0,1
enable_indexonlyscan boolean dynamic 0,1
enable_indexscan boolean dynamic 0,1
enable_material boolean dynamic 0,1
enable_mergejoin boolean dynamic 0,1
enable_nestloop boolean dynamic 0,1
enable_parallel_append boolean dynamic 0,1
enable_parallel_hash boolean dynamic 0,1
enable_partition_pruning boolean dynamic 0,1
enable_partitionwise_aggregate boolean dynamic 0,1
enable_partitionwise_join boolean dynamic 0,1
enable_seqscan boolean dynamic 0,1
enable_sort boolean dynamic 0,1
exit_on_error boolean dynamic 0,1
extra_float_digits integer dynamic -15-3
from_collapse_limit integer dynamic 1-2147483647
!fsync boolean dynamic 0,1 1
!full_page_writes boolean dynamic 0,1 1
geqo boolean dynamic 0,1
geqo_threshold integer dynamic 2-2147483647
gin_fuzzy_search_limit integer dynamic 0-2147483647
gin_pending_list_limit integer dynamic 64-2147483647
hash_mem_multiplier float dynamic 1-1000
!hba_file string static . /rdsdbdata/config/pg_hba.conf
hot_standby_feedback boolean dynamic 0,1
huge_pages string static on,off,try on
idle_in_transaction_session_timeout integer dynamic 0-2147483647 86400000
idle_session_timeout integer dynamic 0-2147483647
intervalstyle string dynamic postgres,postgres_verbose,sql_standard,iso_8601
jit boolean dynamic 0,1
jit_above_cost float dynamic -1-179769000000000000
join_collapse_limit integer dynamic 1-2147483647
lc_messages string dynamic
lc_monetary string dynamic
lc_numeric string dynamic
lc_time string dynamic
!listen_addresses list static . *
!lo_compat_privileges boolean dynamic 0,1 0
lock_timeout integer dynamic 0-2147483647
log_autovacuum_min_duration integer dynamic -1-2147483647 10000
log_checkpoints boolean dynamic 0,1 1
log_connections boolean dynamic 0,1
log_destination list dynamic stderr,csvlog stderr
!log_directory string dynamic . /rdsdbdata/log/error
log_disconnections boolean dynamic 0,1
log_duration boolean dynamic 0,1
log_error_verbosity string dynamic terse,default,verbose
!log_file_mode integer dynamic . 0644
log_filename string dynamic {log_files} postgresql.log.%Y-%m-%d-%H
log_hostname boolean dynamic 0,1 1
log_line_prefix string dynamic . %t:%r:%u@%d:[%p]:
log_lock_waits boolean dynamic 0,1
log_min_duration_sample integer dynamic -1-2147483647
log_min_duration_statement integer dynamic -1-2147483647
log_min_error_statement string dynamic {messages}
log_min_messages string dynamic {messages}
log_parameter_max_length integer dynamic -1-1073741823
log_parser_stats boolean dynamic 0,1
log_planner_stats boolean dynamic 0,1
log_replication_commands boolean dynamic 0,1
log_rotation_age integer dynamic 1-1440 60
log_rotation_size integer dynamic 0-2097151 100000
log_statement string dynamic none,ddl,mod,all
log_statement_sample_rate float dynamic 0-1
log_statement_stats boolean dynamic 0,1
log_temp_files integer dynamic -1-2147483647
!log_timezone string dynamic . UTC
log_transaction_sample_rate float dynamic 0-1
!log_truncate_on_rotation boolean dynamic 0,1 0
!logging_collector boolean static 0,1 1
logical_decoding_work_mem integer dynamic 64-2147483647
maintenance_io_concurrency integer dynamic 0-1000 1
maintenance_work_mem integer dynamic 1024-2147483647 GREATEST({DBInstanceClassMemory*1024/63963136},65536)
max_connections integer static 6-262143 LEAST({DBInstanceClassMemory/9531392},5000)
max_files_per_process integer static 64-2147483647
max_locks_per_transaction integer static 10-2147483647
max_logical_replication_workers integer static 0-262143
max_parallel_maintenance_workers integer dynamic 0-1024
max_parallel_workers integer dynamic 0-1024 GREATEST({DBInstanceVCPU/2},8)
max_parallel_workers_per_gather integer dynamic 0-1024
max_pred_locks_per_transaction integer static 10-2147483647
max_prepared_transactions integer static 0-8388607
max_replication_slots integer static 0-8388607 20
max_slot_wal_keep_size integer dynamic -1-2147483647
max_stack_depth integer dynamic 100-2147483647 6144
max_standby_archive_delay integer dynamic -1-2147483647
max_standby_streaming_delay integer dynamic -1-2147483647
max_wal_senders integer static 0-8388607 20
max_wal_size integer dynamic 128-201326592 2048
max_worker_processes integer static 0-262143 GREATEST(${DBInstanceVCPU*2},8)
min_parallel_index_scan_size integer dynamic 0-715827882
min_parallel_table_scan_size integer dynamic 0-715827882
min_wal_size integer dynamic 128-201326592 192
old_snapshot_threshold integer static -1-86400
parallel_leader_participation boolean dynamic 0,1
parallel_setup_cost float dynamic 0-179769000000000000
parallel_tuple_cost float dynamic 0-179769000000000000
password_encryption string dynamic md5,scram-sha-256
pg_hint_plan.enable_hint boolean dynamic 0,1
pg_stat_statements.max integer static 100-2147483647
pg_stat_statements.save boolean dynamic 0,1
pg_stat_statements.track string dynamic TOP,ALL,NONE,top,all,none
pg_stat_statements.track_planning boolean dynamic 0,1
pg_stat_statements.track_utility boolean dynamic 0,1
pgaudit.log list dynamic {audited}
pgaudit.log_catalog boolean dynamic 0,1
pgaudit.log_level string dynamic debug5,debug4,debug3,debug2,debug1,info,notice,warning,log
pgaudit.log_parameter boolean dynamic 0,1
pgaudit.log_relation boolean dynamic 0,1
pgaudit.log_statement_once boolean dynamic 0,1
pgaudit.role string dynamic rds_pgaudit
plan_cache_mode string dynamic auto,force_generic_plan,force_custom_plan
!port integer static 1150-65535 {EndPointPort}
quote_all_identifiers boolean dynamic 0,1
random_page_cost float dynamic 0-179769000000000000
rds.accepted_password_auth_method string dynamic md5+scram,scram md5+scram
rds.adaptive_autovacuum boolean dynamic 0,1 1
rds.allowed_extensions string dynamic
rds.custom_dns_resolution boolean static 0,1
!rds.extensions string static . {RDSExtensions}
rds.force_admin_logging_level string dynamic {messages_or_none}
rds.force_autovacuum_logging_level string dynamic {messages_or_none} warning
rds.force_ssl boolean dynamic 0,1 {force_ssl}
rds.log_retention_period integer dynamic 1440-10080 4320
rds.logical_replication boolean static 0,1 0
rds.rds_superuser_reserved_connections integer static 0-8388607 2
rds.restrict_password_commands boolean static 0,1
!rds.superuser_variables string dynamic . session_replication_role
row_security boolean dynamic 0,1
search_path string dynamic
seq_page_cost float dynamic 0-179769000000000000
session_replication_role string dynamic origin,replica,local
shared_buffers integer static 16-1073741823 {DBInstanceClassMemory/32768}
shared_preload_libraries list static {libraries} pg_stat_statements
!ssl boolean dynamic 0,1 1
ssl_ciphers string dynamic
ssl_max_protocol_version string dynamic TLSv1,TLSv1.1,TLSv1.2,TLSv1.3
ssl_min_protocol_version string dynamic TLSv1,TLSv1.1,TLSv1.2,TLSv1.3 TLSv1.2
standard_conforming_strings boolean dynamic 0,1
statement_timeout integer dynamic 0-2147483647
superuser_reserved_connections integer static 0-262143
synchronous_commit string dynamic local,on,off on
tcp_keepalives_count integer dynamic 0-2147483647 2
tcp_keepalives_idle integer dynamic 0-2147483647 300
tcp_keepalives_interval integer dynamic 0-2147483647 30
temp_buffers integer dynamic 100-1073741823
temp_file_limit integer dynamic -1-2147483647
timezone string dynamic . UTC
track_activities boolean dynamic 0,1
track_activity_query_size integer static 100-1048576 4096
track_commit_timestamp boolean static 0,1
track_counts boolean dynamic 0,1
track_functions string dynamic none,pl,all
track_io_timing boolean dynamic 0,1
!unix_socket_directories string static . /tmp
update_process_title boolean dynamic 0,1 0
vacuum_cost_delay float dynamic 0-100
vacuum_cost_limit integer dynamic 1-10000
vacuum_failsafe_age integer dynamic 0-2100000000 1200000000
vacuum_freeze_min_age integer dynamic 0-1000000000
vacuum_freeze_table_age integer dynamic 0-2000000000
wal_buffers integer static -1-262143
wal_compression boolean dynamic 0,1 1
wal_keep_size integer dynamic 0-2147483647 2048
wal_receiver_timeout integer dynamic 0-3600000 30000
wal_sender_timeout integer dynamic 0-3600000 30000
!wal_sync_method string dynamic fsync,fdatasync,open_sync,open_datasync
wal_writer_delay integer dynamic 1-10000
work_mem integer dynamic 64-2147483647
xmlbinary string dynamic base64,hex
xmloption string dynamic content,document
"""


def read(line: str, force_ssl: str) -> dict[str, Any]:
    """One line of the table as DescribeDBParameters tells it."""
    name, data_type, apply_type, allowed, value = [*line.split(), "", ""][:5]
    allowed = SHORT.get(allowed, allowed)
    value = force_ssl if value == "{force_ssl}" else value
    parameter = {
        "ParameterName": name.removeprefix("!"),
        "Source": "system" if value else "engine-default",
        "ApplyType": apply_type,
        "DataType": data_type,
        "IsModifiable": not name.startswith("!"),
        "ApplyMethod": "pending-reboot",
    }
    return parameter | ({"AllowedValues": allowed} if allowed else {}) | ({"ParameterValue": value} if value else {})


@cache
def parameters_of(family: str) -> dict[str, dict[str, Any]]:
    """Default parameters by name of a family such as `postgres15`; TLS is forced by default from 15 on."""
    force_ssl = "1" if int(family.removeprefix("postgres")) >= 15 else "0"
    parameters = [read(line, force_ssl) for line in TABLE.strip().splitlines()]
    return {parameter["ParameterName"]: parameter for parameter in parameters}
