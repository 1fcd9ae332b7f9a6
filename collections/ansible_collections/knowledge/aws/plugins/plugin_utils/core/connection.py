# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Where AWS is and who asks: arguments, the names that amazon.aws gives them, and the environment."""

from __future__ import annotations

import os
from typing import Any

from .errors import StackError

# Other names of an argument, and the variables that say the same: the first is what botocore reads, the others are
# what amazon.aws or an older botocore reads. A region is handed to each client, so no variable has to say it.
CONNECTION: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "region": (("aws_region",), ()),
    "profile": (("aws_profile",), ("AWS_PROFILE", "AWS_DEFAULT_PROFILE")),
    "access_key": (("aws_access_key_id", "aws_access_key"), ("AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY")),
    "secret_key": (("aws_secret_access_key", "aws_secret_key"), ("AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY")),
    "session_token": (("aws_session_token",), ("AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN")),
    "endpoint_url": (("aws_endpoint_url",), ("AWS_ENDPOINT_URL", "AWS_URL")),
    "aws_ca_bundle": ((), ("AWS_CA_BUNDLE",)),
}
KEYS = ("access_key", "secret_key", "session_token")
CONNECTION_SPEC: dict[str, dict[str, Any]] = {
    name: {
        "type": "path" if name == "aws_ca_bundle" else "str",
        "no_log": name in ("secret_key", "session_token"),
        **({"aliases": list(aliases)} if aliases else {}),
    }
    for name, (aliases, _) in CONNECTION.items()
}


def use(args: dict[str, Any]) -> None:
    """Put the connection of a task into the environment of this process, where all of botocore finds it.

    An argument goes before whatever the environment says of the same; an empty one takes that away.
    Raises StackError where a profile and keys are given together, as amazon.aws does.
    """
    keys = [name for name in KEYS if args.get(name)]
    if args.get("profile") and keys:
        raise StackError(f"profile and {', '.join(keys)} are given together", "Give a profile, or keys")
    for name, (_, variables) in CONNECTION.items():
        given = args.get(name)
        if args.get("profile") and name in KEYS:
            given = ""  # botocore prefers keys of the environment to any profile
        if given is not None:
            for variable in variables:
                os.environ.pop(variable, None)
        elif variables:
            given = next((os.environ[variable] for variable in variables if os.environ.get(variable)), None)
        if given and variables:
            os.environ[variables[0]] = given
    if args.get("endpoint_url"):  # what is said of one service would go before it
        for variable in [name for name in os.environ if name.startswith("AWS_ENDPOINT_URL_")]:
            del os.environ[variable]
        os.environ.pop("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", None)
