"""Metrics that AWS publishes, with their units and dimensions, as its documents list them:
what the catalogue of alarms is held against.
"""

from __future__ import annotations

COUNT, PERCENT, SECONDS, BYTES, NONE = "Count", "Percent", "Seconds", "Bytes", "None"
MEGABYTES, GIGABYTES, MILLISECONDS = "Megabytes", "Gigabytes", "Milliseconds"

# Namespace: (source, sets of dimensions under which it is published, units by metric).
PUBLISHED: dict[str, tuple[str, list[set[str]], dict[str, str]]] = {
    "AWS/ECS": (
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html",
        [{"ClusterName", "ServiceName"}],
        {"CPUUtilization": PERCENT, "MemoryUtilization": PERCENT},
    ),
    "ECS/ContainerInsights": (
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html",
        [{"ClusterName", "ServiceName"}],
        {
            "DesiredTaskCount": COUNT,
            "RunningTaskCount": COUNT,
            "PendingTaskCount": COUNT,
            "NetworkRxBytes": "Bytes/Second",
            "NetworkTxBytes": "Bytes/Second",
            "StorageReadBytes": BYTES,
            "StorageWriteBytes": BYTES,
            "EphemeralStorageUtilized": GIGABYTES,
        },
    ),
    "AWS/Events": (
        "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html",
        [{"RuleName"}],
        {"TriggeredRules": COUNT, "FailedInvocations": COUNT, "Invocations": COUNT},
    ),
    "AWS/ApplicationELB": (
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
        [{"LoadBalancer"}, {"LoadBalancer", "TargetGroup"}],
        {
            "ActiveConnectionCount": COUNT,
            "NewConnectionCount": COUNT,
            "RejectedConnectionCount": COUNT,
            "RequestCount": COUNT,
            "HTTPCode_ELB_5XX_Count": COUNT,
            "HTTPCode_Target_4XX_Count": COUNT,
            "HTTPCode_Target_5XX_Count": COUNT,
            "TargetResponseTime": SECONDS,
            "HealthyHostCount": COUNT,
            "UnHealthyHostCount": COUNT,
        },
    ),
    "AWS/NATGateway": (
        "https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html",
        [{"NatGatewayId"}],
        {
            "ErrorPortAllocation": COUNT,
            "PacketsDropCount": COUNT,
            "PacketsInFromSource": COUNT,
            "PacketsInFromDestination": COUNT,
            "BytesOutToDestination": BYTES,
            "BytesInFromDestination": BYTES,
        },
    ),
    "AWS/CertificateManager": (
        "https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html",
        [{"CertificateArn"}],
        {"DaysToExpiry": NONE},
    ),
    "AWS/RDS": (
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html",
        [{"DBInstanceIdentifier"}],
        {
            "CPUUtilization": PERCENT,
            "CPUSurplusCreditsCharged": COUNT,
            "DatabaseConnections": COUNT,
            "DiskQueueDepth": COUNT,
            "EBSByteBalance%": PERCENT,
            "EBSIOBalance%": PERCENT,
            "FreeableMemory": BYTES,
            "FreeStorageSpace": BYTES,
            "ReadIOPS": "Count/Second",
            "ReadLatency": SECONDS,
            "WriteIOPS": "Count/Second",
            "WriteLatency": SECONDS,
        },
    ),
    "AWS/ES": (
        "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-cloudwatchmetrics.html",
        [{"DomainName", "ClientId"}],
        {
            "AutomatedSnapshotFailure": COUNT,
            "CPUUtilization": PERCENT,
            "ClusterIndexWritesBlocked": COUNT,
            "ClusterStatus.red": COUNT,
            "ClusterStatus.yellow": COUNT,
            "FreeStorageSpace": MEGABYTES,
            "IndexingLatency": MILLISECONDS,
            "JVMMemoryPressure": PERCENT,
            "KMSKeyError": COUNT,
            "SearchLatency": MILLISECONDS,
        },
    ),
    "AWS/ElastiCache": (
        "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html",
        [{"CacheClusterId"}],
        {
            "CacheHits": COUNT,
            "CacheMisses": COUNT,
            "CurrConnections": COUNT,
            "DatabaseMemoryUsagePercentage": PERCENT,
            "EngineCPUUtilization": PERCENT,
            "Evictions": COUNT,
            "ReplicationLag": SECONDS,
        },
    ),
    "AWS/CloudFront": (
        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html",
        [{"DistributionId", "Region"}],
        {
            "4xxErrorRate": PERCENT,
            "5xxErrorRate": PERCENT,
            "BytesDownloaded": NONE,
            "BytesUploaded": NONE,
            "Requests": NONE,
        },
    ),
    "AWS/WAFV2": (
        "https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html",
        [{"WebACL", "Rule"}, {"WebACL", "Rule", "Region"}],
        {"AllowedRequests": COUNT, "BlockedRequests": COUNT, "CountedRequests": COUNT},
    ),
}
# What the words of the catalogue mean in units of AWS. A rate that is computed has none.
WORDS = {
    "%": {PERCENT}, "s": {SECONDS}, "bytes": {BYTES}, "MiB": {MEGABYTES}, "days": {NONE},
    "tasks": {COUNT}, "deployments": {COUNT}, "connections": {COUNT}, "requests": {COUNT}, "keys": {COUNT},
    "credits": {COUNT}, "": {COUNT},
}  # fmt: skip
