# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""What every action takes beside its own options."""


class ModuleDocFragment:
    """The context of a task, and where AWS is."""

    DOCUMENTATION = r"""
options:
  stack:
    description:
      - The context from which names and tags derive, usually set once by C(module_defaults).
      - C(name) is the prefix of all names, C(region) and C(account_id) say where the stack is, C(tags) are given to
        every resource; C(Project), C(Environment) and C(ManagedBy) among them say whose it is. C(hints) may say in
        your own words what to do next, by the keys C(build), C(parts), C(replace) and C(data_loss). Whatever else it
        holds is not read.
      - Without it names are the keys, nothing but what the task lists is ever looked upon as yours, the region is the
        one that amazon.aws would take, and the account is that of the credentials.
    type: dict
  component:
    description:
      - The part of O(stack) that the resources belong to; becomes the tag C(Component). By default the role that the
        task stands in. Without O(stack) it is no tag.
    type: str
  region:
    description:
      - Region of what the task is about, for services that have regions. By default that of O(stack), then
        C(AWS_REGION), C(AWS_DEFAULT_REGION) or the profile's.
    type: str
    aliases: [aws_region]
  profile:
    description:
      - Profile of the AWS configuration, as C(AWS_PROFILE). It goes before keys in the environment, and is not given
        together with keys.
    type: str
    aliases: [aws_profile]
  access_key:
    description:
      - Access key, as C(AWS_ACCESS_KEY_ID).
    type: str
    aliases: [aws_access_key_id, aws_access_key]
  secret_key:
    description:
      - Secret access key, as C(AWS_SECRET_ACCESS_KEY).
    type: str
    aliases: [aws_secret_access_key, aws_secret_key]
  session_token:
    description:
      - Session token of temporary credentials, as C(AWS_SESSION_TOKEN).
    type: str
    aliases: [aws_session_token]
  endpoint_url:
    description:
      - Where AWS is reached, as C(AWS_ENDPOINT_URL). It goes before the endpoints of services in the environment.
    type: str
    aliases: [aws_endpoint_url]
  aws_ca_bundle:
    description:
      - File of the certificates that are trusted, as C(AWS_CA_BUNDLE).
    type: path
"""
