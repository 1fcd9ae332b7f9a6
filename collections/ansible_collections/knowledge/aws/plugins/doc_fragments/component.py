# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What the actions over all kinds of some components take."""


class ModuleDocFragment:
    """Which components, and what may go of them."""

    DOCUMENTATION = r"""
options:
  components:
    description:
    - Components of the stack, those first that use others.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description:
        - The component, as the tag C(Component) has it.
        type: str
        required: true
      edge:
        description:
        - Of these kinds it also has some in the region of CloudFront and of the global services. Of others nothing is
          looked for there.
        type: list
        elements: str
        default: []
      kinds:
        description:
        - Its kinds, such as C(ec2_subnet), those first that use others.
        type: list
        elements: str
        required: true
  parts:
    description:
    - Only these components, or C(all).
    type: list
    elements: str
  plan_only:
    description:
    - Whether to write nothing and say what would be done, as in check mode, whatever the run's mode is.
    type: bool
    default: false
  state:
    description:
    - V(offline) does nothing; in V(gathered) nothing is pruned.
    type: str
    default: present
    choices: [present, gathered, offline]
  wait_timeout:
    description:
    - Seconds to wait at most for each kind; by default what the kind allows.
    type: float
  allow_data_loss:
    description:
    - Whether what holds data, or is protected, may go.
    type: bool
    default: false
"""
