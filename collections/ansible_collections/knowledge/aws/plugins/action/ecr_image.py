# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Action of knowledge.aws.ecr_image: an image by its digest, so that what runs cannot change under its tag."""

from __future__ import annotations

from typing import Any

from ansible_collections.knowledge.aws.plugins.plugin_utils.core.action import StackAction, display
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.arns import dns_suffix_of
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.clients import Aws, preload
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.errors import StackError
from ansible_collections.knowledge.aws.plugins.plugin_utils.core.symbols import find_symbol

preload("ecr")


class ActionModule(StackAction):
    """The image of a tag, or the newest one."""

    SPEC = {
        "repository": {"type": "str", "required": True},
        "tag": {"type": "str"},
        "otherwise": {"type": "str", "default": ""},
    }

    def offline(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """As if there were none yet."""
        return self._nothing({**args, "otherwise": ""}) | {"image": args["otherwise"]}

    def act(self, args: dict[str, Any], task_vars: dict[str, Any]) -> dict[str, Any]:
        """DescribeImages.

        A tag that was asked for has to exist, where none is asked for there is another image to fall back on.
        """
        aws = Aws(self.stack(args).region, self._task.check_mode).of("ecr")
        if find_symbol(args["repository"]):  # what does not exist yet has no images
            return self._nothing(args)
        one = {"imageIds": [{"imageTag": args["tag"]}]} if args["tag"] else {"filter": {"tagStatus": "TAGGED"}}
        missing = ("RepositoryNotFoundException", "ImageNotFoundException")
        images = aws.read("describe_images", "imageDetails", missing, repositoryName=args["repository"], **one)
        if args["tag"] and not images:
            raise StackError(
                f"There is no image {args['repository']}:{args['tag']} in ECR", "Push it first, or choose another tag"
            )
        if not images:
            return self._nothing(args)
        newest = max(images, key=lambda image: image["imagePushedAt"])
        registry = f"{newest['registryId']}.dkr.ecr.{aws.region}.{dns_suffix_of(aws.region)}"
        return {
            "changed": False,
            "found": True,
            "image": f"{registry}/{args['repository']}@{newest['imageDigest']}",
            "digest": newest["imageDigest"],
            "tags": sorted(newest.get("imageTags", [])),
            "pushed_at": newest["imagePushedAt"].isoformat(),
        }

    def _nothing(self, args: dict[str, Any]) -> dict[str, Any]:
        """Say what is used instead."""
        if args["otherwise"]:
            display.warning(
                f"There is no image in the repository {args['repository']} yet: "
                f"{args['otherwise']} is used until the first release."
            )
        return {"changed": False, "found": False, "image": args["otherwise"], "digest": "", "tags": [], "pushed_at": ""}
