"""By hand: the limit raised, one address taken out, the forecast not told any more, a tag removed,
the monitor's subscription for people deleted.
"""

import os

from tests.support.cloud import client

NAME = "knowledge-production"
budgets, ce = client("budgets", os.environ, "us-east-1"), client("ce", os.environ, "us-east-1")
place = {"AccountId": os.environ["AWS_ACCOUNT_ID"], "BudgetName": NAME}
(budget,) = budgets.describe_budgets(AccountId=place["AccountId"], ShowFilterExpression=True)["Budgets"]
kept = {key: budget[key] for key in ("BudgetName", "BudgetType", "TimeUnit", "Metrics", "FilterExpression")}
budgets.update_budget(
    AccountId=place["AccountId"], NewBudget={**kept, "BudgetLimit": {"Amount": "99999", "Unit": "USD"}}
)
for told in budgets.describe_notifications_for_budget(**place)["Notifications"]:
    what = {**place, "Notification": {key: value for key, value in told.items() if key != "NotificationState"}}
    if told["NotificationType"] == "FORECASTED":
        budgets.delete_notification(**what)
    elif told["Threshold"] == 80:
        budgets.delete_subscriber(**what, Subscriber={"SubscriptionType": "EMAIL", "Address": "operations@example.com"})
budgets.untag_resource(
    ResourceARN=f"arn:aws:budgets::{place['AccountId']}:budget/{NAME}", ResourceTagKeys=["ManagedBy"]
)
for subscription in ce.get_anomaly_subscriptions()["AnomalySubscriptions"]:
    if subscription["Frequency"] == "DAILY":
        ce.delete_anomaly_subscription(SubscriptionArn=subscription["SubscriptionArn"])
