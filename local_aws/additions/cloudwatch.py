"""CloudWatch: states and tags of alarms as AWS keeps them, composite alarms that follow their children, history."""

from collections.abc import Callable, Iterable
from typing import Any

from moto.cloudwatch.exceptions import ResourceNotFound, ResourceNotFoundException, ValidationError
from moto.cloudwatch.models import Alarm, CloudWatchBackend
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult, EmptyResult

from local_aws import alarm_rules
from local_aws.attach import attach, wrap

Original = Callable[..., Any]

SHORT_PERIODS = (10, 20, 30)


def children(alarm: Alarm) -> set[str]:
    """Names or ARNs of the alarms in the rule of a composite alarm."""
    return alarm_rules.children(alarm_rules.tokens(alarm.rule)) if alarm.rule else set()


def follow(backend: CloudWatchBackend, changed: Alarm) -> None:
    """Evaluates the composite alarms above `changed`, one after the other; any other keeps its state.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html (composite alarms)
    """
    for composite in list(backend.alarms.values()):
        if {changed.name, changed.alarm_arn} & children(composite) and evaluate(backend, composite):
            follow(backend, composite)


def evaluate(backend: CloudWatchBackend, composite: Alarm) -> bool:
    """Brings a composite alarm to the state that its rule gives; True where that is another one."""
    states = {key: alarm.state_value for alarm in backend.alarms.values() for key in (alarm.name, alarm.alarm_arn)}
    fires = alarm_rules.evaluate(alarm_rules.tokens(composite.rule or ""), lambda name: states.get(name, ""))
    state = "ALARM" if fires else "OK"
    if composite.state_value == state:
        return False
    composite.update_state(f"{composite.alarm_arn} transitioned to {state}", "{}", state)
    return True


def set_alarm_state(original: Original, self: CloudWatchBackend, name: str, *arguments: Any) -> None:
    """The composite alarms above follow at once; moto has none.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html
    """
    original(self, name, *arguments)
    follow(self, self.alarms[name])


def check(options: dict[str, Any]) -> None:
    """Raises what AWS answers to periods and counts that no alarm can have; moto accepts them.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html (Period, DatapointsToAlarm)
    """
    period, evaluated = options.get("period"), options.get("evaluation_periods")
    if period and period not in SHORT_PERIODS and period % 60:
        raise ValidationError(f"Period must be 10, 20, 30 or a multiple of 60, but is {period}")
    if evaluated and (options.get("datapoints_to_alarm") or 0) > evaluated:
        raise ValidationError("DatapointsToAlarm must be less than or equal to EvaluationPeriods")


def put_metric_alarm(original: Original, self: CloudWatchBackend, **options: Any) -> Alarm:
    """A new alarm has insufficient data; a changed one keeps its state and its tags.

    moto makes each anew, in the state OK.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
    """
    check(options)
    before = self.alarms.get(options["name"])
    if before:
        options["tags"] = None
    for query in options.get("metric_data_queries") or []:
        query.return_data = True if query.return_data is None else query.return_data
    alarm = original(self, **options)
    alarm.state_value = "INSUFFICIENT_DATA"
    if before:
        for attribute in ("state_value", "state_reason", "state_reason_data", "state_updated_timestamp", "history"):
            setattr(alarm, attribute, getattr(before, attribute))
    return alarm


def delete_alarms(original: Original, self: CloudWatchBackend, names: list[str]) -> None:
    """An unknown alarm is an error, one in the rule of a composite alarm stays, and tags go with the alarm.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html
    """
    missing = [name for name in names if name not in self.alarms]
    if missing:
        raise ResourceNotFound(f"Alarm(s) not found: {', '.join(missing)}")
    if sum(self.alarms[name].rule is not None for name in names) > 1:
        raise ValidationError("Only one composite alarm can be deleted in one call")
    for composite in self.alarms.values():
        used = {name for name in names if {name, self.alarms[name].alarm_arn} & children(composite)}
        if used and composite.name not in names:
            raise ValidationError(
                f"Cannot delete {', '.join(sorted(used))} as there are composite alarm(s) depending on it."
            )
    for name in names:
        self.tagger.delete_all_tags_for_resource(self.alarms[name].alarm_arn)
    original(self, names)


def put_composite_alarm(self: CloudWatchResponse) -> EmptyResult:
    """An alarm whose rule joins other alarms, which must exist; its state follows theirs. moto lacks the call.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
    """
    rule, alarms = self._get_param("AlarmRule"), self.cloudwatch_backend.alarms
    parts = alarm_rules.tokens(rule)
    alarm_rules.evaluate(parts, lambda name: "")
    known = set(alarms) | {alarm.alarm_arn for alarm in alarms.values()}
    missing = sorted(alarm_rules.children(parts) - known)
    if missing:
        named = f"alarms [{', '.join(missing)}] in the alarm rule do not exist"
        raise ValidationError(f"Could not save the composite alarm as {named}")
    answer = self.put_metric_alarm()
    evaluate(self.cloudwatch_backend, alarms[self._get_param("AlarmName")])
    return answer


def describe_alarms(original: Original, self: CloudWatchResponse) -> ActionResult:
    """Without a type metric alarms are told only, and all filters hold together.

    moto tells every type and takes one filter.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html (AlarmTypes)
    """
    answer, types, state = original(self), self._get_param("AlarmTypes", ["MetricAlarm"]), self._get_param("StateValue")
    for kind in ("MetricAlarm", "CompositeAlarm"):
        found: Iterable[Alarm] = answer.result[f"{kind}s"] if kind in types else []
        answer.result[f"{kind}s"] = [alarm for alarm in found if state in (None, alarm.state_value)]
    return answer


def describe_alarm_history(self: CloudWatchResponse) -> ActionResult:
    """Changes of state, newest first; moto lacks the call.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html
    """
    wanted, types = self._get_param("AlarmName"), self._get_param("AlarmTypes", ["MetricAlarm"])
    items = []
    for alarm in self.cloudwatch_backend.alarms.values():
        kind = "CompositeAlarm" if alarm.rule else "MetricAlarm"
        if kind not in types or wanted not in (None, alarm.name):
            continue
        states = [state for _, _, _, state, _ in alarm.history] + [alarm.state_value]
        times = [time for _, _, _, _, time in alarm.history[1:]] + [alarm.state_updated_timestamp]
        for old, new, time in zip(states, states[1:], times, strict=False):
            summary = f"Alarm updated from {old} to {new}"
            items.append(
                {
                    "AlarmName": alarm.name,
                    "AlarmType": kind,
                    "Timestamp": time,
                    "HistoryItemType": "StateUpdate",
                    "HistorySummary": summary,
                }
            )
    items.sort(key=lambda item: item["Timestamp"], reverse=True)
    return ActionResult({"AlarmHistoryItems": items})


def check_tagged(original: Original, self: CloudWatchBackend, arn: str, *arguments: Any) -> Any:
    """Tags of an alarm that does not exist are an error (ResourceNotFoundException); moto keeps them.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListTagsForResource.html
    """
    if ":alarm:" in arn and not any(alarm.alarm_arn == arn for alarm in self.alarms.values()):
        raise ResourceNotFoundException(f"The alarm {arn} does not exist")
    return original(self, arn, *arguments)


def apply() -> None:
    for wrapper in (put_metric_alarm, delete_alarms, set_alarm_state):
        wrap(CloudWatchBackend, wrapper.__name__, wrapper)
    for name in ("list_tags_for_resource", "tag_resource", "untag_resource"):
        wrap(CloudWatchBackend, name, check_tagged)
    wrap(CloudWatchResponse, "describe_alarms", describe_alarms)
    attach(CloudWatchResponse, put_composite_alarm, describe_alarm_history)
