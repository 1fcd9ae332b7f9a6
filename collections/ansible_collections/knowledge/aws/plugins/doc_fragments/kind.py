# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the module of every kind takes beside its list."""


class ModuleDocFragment:
    """How a task over a list acts."""

    DOCUMENTATION = r"""
options:
  state:
    description:
      - V(present) brings the list to what it says.
      - V(absent) removes the list and whatever else of this kind and component is the stack's.
      - V(gathered) only looks.
      - V(offline) answers as V(present) would plan it in an empty account, without asking AWS.
    type: str
    default: present
    choices: [present, absent, gathered, offline]
  parts:
    description:
      - The parts that the run is to build, or C(all). For a component that is not among them O(state) is V(gathered) by
        default.
    type: list
    elements: str
  plan_only:
    description:
      - Whether to write nothing and say what would be done, as in check mode, whatever the run's mode is.
    type: bool
    default: false
  wait:
    description:
      - Whether to wait until everything is ready. What is deleted is always awaited.
    type: bool
    default: true
  wait_timeout:
    description:
      - Seconds to wait at most; by default what the kind allows.
    type: float
  allow_replace:
    description:
      - Names of resources that may be deleted and replaced where AWS cannot change them in place.
    type: list
    elements: str
    default: []
  allow_data_loss:
    description:
      - Whether deletion protection may be lifted.
    type: bool
    default: false
"""
