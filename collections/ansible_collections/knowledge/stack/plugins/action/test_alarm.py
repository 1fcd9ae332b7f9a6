# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.stack.test_alarm: fires an alarm, puts it back, and shows what CloudWatch recorded meanwhile."""

from __future__ import annotations

import difflib
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws, preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError
from ansible_collections.knowledge.stack.plugins.plugin_utils.alarms.alarms import of_sections
from ansible_collections.knowledge.stack.plugins.plugin_utils.alarms.targets import GLOBAL

preload("cloudwatch")

POLL = 1.0
FOLLOWING = 10.0  # seconds in which a composite alarm follows
TYPES = ["CompositeAlarm", "MetricAlarm"]
FIRED = "Test by playbooks/runbooks/test_alarm.yml; nothing is wrong"
PUT_BACK = "End of the test"


def first_child() -> str:
    """The first alarm of which the first composite alarm is made."""
    return next(iter(of_sections("composites").values()))["any_of"][0][0]


class ActionModule(StackAction):
    """DescribeAlarms, SetAlarmState, DescribeAlarmHistory.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html:
    the state lasts until the alarm is evaluated again.
    """

    SPEC = {
        "alarm": {"type": "str"},
        "wait_timeout": {"type": "float", "default": 60},
    }

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """In check mode the alarm is looked up and nothing is fired."""
        stack = self.stack(args)
        alarms = self._alarms(stack.name, stack.region)
        aws, alarm = self._chosen(alarms, stack.name, args["alarm"] or first_child())
        name, before = alarm["AlarmName"], alarm["StateValue"]
        composites = sorted(
            one["AlarmName"]
            for _, one in alarms.values()
            if name != one["AlarmName"] and f'"{name}"' in one.get("AlarmRule", "")
        )
        told = alarm["AlarmActions"] if alarm["ActionsEnabled"] else []
        self.say(
            f"{name} is {before}; it tells {', '.join(told) or 'nobody'}"
            + (f"; part of {', '.join(composites)}" if composites else "")
        )
        answer = {"alarm": name, "state": before, "actions": told, "composites": composites, "history": []}
        if self._task.check_mode:
            self.say(f"would put it into ALARM, show what CloudWatch records, and put it back to {before}")
            return answer | {"changed": True}
        began = datetime.now(UTC) - timedelta(seconds=2)  # the clocks may differ
        try:
            aws.write("set_alarm_state", AlarmName=name, StateValue="ALARM", StateReason=FIRED)
            self._await(aws, name, "ALARM", args["wait_timeout"])
            history = self._history(aws, name, composites, began)
        finally:
            aws.write("set_alarm_state", AlarmName=name, StateValue=before, StateReason=PUT_BACK)
        self._await(aws, name, before, args["wait_timeout"])
        for line in history:
            self.say(line)
        self.say(f"{name} is {before} again")
        return answer | {"changed": True, "history": history}

    def _alarms(self, prefix: str, region: str) -> dict[str, tuple[Aws, dict[str, Any]]]:
        """All alarms of the stack by key, with where they live."""
        found = {}
        for place in dict.fromkeys((region, GLOBAL)):
            aws = Aws(place, self._task.check_mode).of("cloudwatch")
            for kind in TYPES:
                for alarm in aws.read("describe_alarms", f"{kind}s", AlarmNamePrefix=f"{prefix}-", AlarmTypes=[kind]):
                    found[alarm["AlarmName"].removeprefix(f"{prefix}-")] = (aws, alarm)
        return found

    def _chosen(
        self, alarms: dict[str, tuple[Aws, dict[str, Any]]], prefix: str, wanted: str
    ) -> tuple[Aws, dict[str, Any]]:
        key = wanted.removeprefix(f"{prefix}-")
        if not alarms:
            raise StackError(
                f"There are no alarms of {prefix}", "Build them first: ansible-playbook site.yml --tags monitoring"
            )
        if key not in alarms:
            close = difflib.get_close_matches(key, alarms, 3)
            hint = f"Did you mean {' or '.join(close)}? " if close else ""
            raise StackError(f"There is no alarm {wanted}", f"{hint}Valid: {', '.join(sorted(alarms))}")
        return alarms[key]

    def _await(self, aws: Aws, name: str, state: str, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while True:
            found = [
                alarm
                for kind in TYPES
                for alarm in aws.read("describe_alarms", f"{kind}s", AlarmNames=[name], AlarmTypes=[kind])
            ]
            if found and found[0]["StateValue"] == state:
                return
            if time.monotonic() > deadline:
                raise StackError(
                    f"{name} is {found[0]['StateValue'] if found else 'gone'}, not {state}",
                    "CloudWatch may just have evaluated it: run again",
                )
            time.sleep(POLL)

    def _history(self, aws: Aws, name: str, composites: list[str], began: datetime) -> list[str]:
        """What CloudWatch recorded since then, oldest first: changes of state, and whom it told.

        Composite alarms follow within seconds, or not at all.
        """
        deadline = time.monotonic() + FOLLOWING
        while True:
            items = [item for one in (name, *composites) for item in self._items(aws, one, began)]
            if not composites or {item["AlarmName"] for item in items} & set(composites) or time.monotonic() > deadline:
                break
            time.sleep(POLL)
        items.sort(key=lambda item: item["Timestamp"])
        return [f"{item['Timestamp']:%H:%M:%S} {item['AlarmName']}: {item['HistorySummary']}" for item in items]

    def _items(self, aws: Aws, name: str, began: datetime) -> list[dict[str, Any]]:
        found = aws.read(
            "describe_alarm_history",
            "AlarmHistoryItems",
            AlarmName=name,
            AlarmTypes=TYPES,
            StartDate=began,
            ScanBy="TimestampDescending",
        )
        return [item for item in found if item["HistoryItemType"] != "ConfigurationUpdate"]
