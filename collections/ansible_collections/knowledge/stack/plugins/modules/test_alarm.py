#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.stack.test_alarm; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: test_alarm
short_description: Fires an alarm and puts it back
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Puts an alarm of the stack into the state ALARM, shows what CloudWatch recorded (its own change, that of composite
  alarms it is part of, and whom it told), and puts it back to the state that it had. Those who are told get real
  messages.
options:
  alarm:
    description:
    - Key or name of the alarm, such as C(ecs-cpu) or C(knowledge-production-ecs-cpu).
    - By default the first one of which C(service-down) is made.
    type: str
  wait_timeout:
    description: ["Seconds to wait for each change of state at most."]
    type: float
    default: 60
extends_documentation_fragment:
- knowledge.aws.stack
attributes:
  check_mode: {description: Says what it would do., support: full}
  diff_mode: {description: Has nothing to compare., support: none}
"""

EXAMPLES = r"""
- knowledge.stack.test_alarm:
    alarm: ecs-cpu
"""

RETURN = r"""
alarm:
  description: Name of the alarm.
  returned: always
  type: str
state:
  description: State that it had, and has again.
  returned: always
  type: str
actions:
  description: ARNs of those who are told.
  returned: always
  type: list
  elements: str
composites:
  description: Names of composite alarms that it is part of.
  returned: always
  type: list
  elements: str
history:
  description: What CloudWatch recorded between firing and putting back, oldest first.
  returned: always
  type: list
  elements: str
"""
