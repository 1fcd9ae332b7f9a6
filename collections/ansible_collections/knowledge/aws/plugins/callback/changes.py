# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""The screen: only what changes, what waits and what fails; -v shows everything."""

from __future__ import annotations

from typing import Any

from ansible.plugins.callback.default import CallbackModule as Default

DOCUMENTATION = r"""
name: changes
type: stdout
short_description: Shows what changes and what fails
description:
  - Ansible's own screen output, without tasks that found everything as it should be. With C(-v) it shows everything.
extends_documentation_fragment:
  - default_callback
  - result_format_callback
"""


class CallbackModule(Default):
    """Ansible's default output with the quiet half left out."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "knowledge.aws.changes"

    def set_options(self, *args: Any, **kwargs: Any) -> None:
        """Verbosity decides."""
        super().set_options(*args, **kwargs)
        if not self._display.verbosity:
            self.set_option("display_ok_hosts", False)
            self.set_option("display_skipped_hosts", False)

    def v2_runner_on_ok(self, result: Any) -> None:
        """A task that changes nothing is not shown, but what it warns of is."""
        if not self.get_option("display_ok_hosts") and not result.result.get("changed"):
            self._handle_warnings(result.result)
        super().v2_runner_on_ok(result)
