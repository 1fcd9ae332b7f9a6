"""The load balancer without CloudFront, as AWS has it."""


def test_https_forwards_and_nothing_else_is_there(aws):
    (balancer,) = aws("elbv2").describe_load_balancers()["LoadBalancers"]
    (listener,) = aws("elbv2").describe_listeners(LoadBalancerArn=balancer["LoadBalancerArn"])["Listeners"]
    (group,) = aws("elbv2").describe_target_groups()["TargetGroups"]
    assert (listener["Port"], listener["DefaultActions"][0]["TargetGroupArn"]) == (443, group["TargetGroupArn"])
    assert [
        rule["IsDefault"] for rule in aws("elbv2").describe_rules(ListenerArn=listener["ListenerArn"])["Rules"]
    ] == [True]


def test_no_secret_was_made(aws):
    assert aws("secretsmanager").list_secrets()["SecretList"] == []


def test_it_may_be_deleted_and_records_nothing(aws):
    (balancer,) = aws("elbv2").describe_load_balancers()["LoadBalancers"]
    answer = aws("elbv2").describe_load_balancer_attributes(LoadBalancerArn=balancer["LoadBalancerArn"])["Attributes"]
    known = {entry["Key"]: entry["Value"] for entry in answer}
    assert (known["deletion_protection.enabled"], known["access_logs.s3.enabled"]) == ("false", "false")
