"""Default parameters of ElastiCache for Redis and Valkey.

One line a parameter: name (with `!` where ElastiCache does not let it be changed, `*` where a change needs a reboot),
data type, value, allowed values, and the first major version that has it.
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html#ParameterGroups.Redis
"""

from functools import cache
from typing import Any

EVICTIONS = "volatile-lru,allkeys-lru,volatile-lfu,allkeys-lfu,volatile-random,allkeys-random,volatile-ttl,noeviction"
TABLE = """
acllog-max-len integer 128 1-10000 6
active-defrag-cycle-max integer 75 1-75 5
active-defrag-cycle-min integer 5 1-75 5
active-defrag-ignore-bytes integer 104857600 1048576- 5
active-defrag-max-scan-fields integer 1000 1-1000000 5
active-defrag-threshold-lower integer 10 1-100 5
active-defrag-threshold-upper integer 100 1-100 5
active-expire-effort integer 1 1-10 6
activedefrag string no yes,no 5
!activerehashing string yes yes,no 5
!appendfsync string everysec always,everysec,no 5
!appendonly string no yes,no 5
client-output-buffer-limit-normal-hard-limit integer 0 0- 5
client-output-buffer-limit-normal-soft-limit integer 0 0- 5
client-output-buffer-limit-normal-soft-seconds integer 0 0- 5
client-output-buffer-limit-pubsub-hard-limit integer 33554432 0- 5
client-output-buffer-limit-pubsub-soft-limit integer 8388608 0- 5
client-output-buffer-limit-pubsub-soft-seconds integer 60 0- 5
!client-output-buffer-limit-replica-soft-seconds integer 60 0- 5
client-query-buffer-limit integer 1073741824 1048576-1073741824 5
close-on-replica-write string yes yes,no 5
cluster-allow-pubsubshard-when-down string yes yes,no 7
cluster-allow-reads-when-down string no yes,no 6
!cluster-enabled string no yes,no 5
cluster-require-full-coverage string no yes,no 5
*databases integer 16 1-10000 5
hash-max-listpack-entries integer 512 0- 7
hash-max-listpack-value integer 64 0- 7
hll-sparse-max-bytes integer 3000 1-16000 5
latency-tracking string no yes,no 7
lazyfree-lazy-eviction string no yes,no 5
lazyfree-lazy-expire string no yes,no 5
lazyfree-lazy-server-del string no yes,no 5
lazyfree-lazy-user-del string no yes,no 6
lfu-decay-time integer 1 0- 5
lfu-log-factor integer 10 1- 5
list-compress-depth integer 0 0- 5
list-max-listpack-size integer -2 -5,-4,-3,-2,-1,0- 7
!lua-replicate-commands string yes yes,no 5
!maxclients integer 65000 1-65000 5
maxmemory-policy string volatile-lru {evictions} 5
maxmemory-samples integer 3 1- 5
!min-replicas-max-lag integer 10 0- 5
min-replicas-to-write integer 0 0- 5
notify-keyspace-events string . . 5
proto-max-bulk-len integer 536870912 1048576-536870912 5
!rename-commands string . . 5
!repl-backlog-size integer 1048576 16384- 5
repl-backlog-ttl integer 3600 0- 5
!repl-timeout integer 60 11-60 5
!replica-allow-chaining string no yes,no 5
replica-ignore-maxmemory string yes yes,no 5
replica-lazy-flush string no yes,no 5
reserved-memory-percent integer 25 0-100 5
set-max-intset-entries integer 512 0- 5
set-max-listpack-entries integer 128 0- 7
set-max-listpack-value integer 64 0- 7
slowlog-log-slower-than integer 10000 0- 5
slowlog-max-len integer 128 0- 5
stream-node-max-bytes integer 4096 0- 5
stream-node-max-entries integer 100 0- 5
tcp-keepalive integer 300 0- 5
timeout integer 0 0,20- 5
tracking-table-max-keys integer 1000000 1-100000000 6
zset-max-listpack-entries integer 128 0- 7
zset-max-listpack-value integer 64 0- 7
"""


def read(line: str) -> tuple[int, dict[str, Any]]:
    """The first major version that has a parameter, and the parameter as DescribeCacheParameters tells it."""
    name, data_type, value, allowed, since = line.format(evictions=EVICTIONS).split()
    return int(since), {
        "ParameterName": name.lstrip("!*"),
        "ParameterValue": "" if value == "." else value,
        "Source": "system",
        "DataType": data_type,
        "IsModifiable": not name.startswith("!"),
        "ChangeType": "requires-reboot" if name.startswith("*") else "immediate",
        "MinimumEngineVersion": f"{since}.0.0",
    } | ({} if allowed == "." else {"AllowedValues": allowed})


@cache
def parameters_of(family: str) -> dict[str, dict[str, Any]]:
    """Default parameters by name of a family such as `redis7`, `redis6.x` or `valkey8`."""
    major = int(family.removeprefix("redis").removeprefix("valkey").split(".")[0])
    known = [parameter for since, parameter in map(read, TABLE.strip().splitlines()) if since <= major]
    return {parameter["ParameterName"]: parameter for parameter in known}
