"""ECR: tags that cannot move, digests of manifests.

The rest of moto's ECR was found right: repository and lifecycle policies, mutability, KMS, tags, images, deletion.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from moto.core.exceptions import ServiceException
from moto.ecr.models import ECRBackend, Image

from local_aws.attach import wrap

Original = Callable[..., Any]


class TagIsTaken(ServiceException):
    """An immutable tag stands for another image."""

    code = "ImageTagAlreadyExistsException"


def put_image(
    original: Original, self: ECRBackend, repository_name: str, image_manifest: str, image_tag: str, *arguments: Any
) -> Image:
    """An immutable tag stays where it is, by the error's own name; moto's is not in the model.

    https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html (ImageTagAlreadyExistsException)
    """
    repository = self.repositories.get(repository_name)
    if repository and repository.is_tag_immutable():
        if any(image_tag in image.image_tags and image.image_manifest != image_manifest for image in repository.images):
            message = f"The image tag '{image_tag}' already exists in the '{repository_name}' repository"
            raise TagIsTaken(f"{message} and cannot be overwritten because the repository is immutable.")
    return original(self, repository_name, image_manifest, image_tag, *arguments)


def create_digest(self: Image) -> None:
    """The digest of an image is that of its manifest; moto's is that of its layers, the same for every configuration.

    https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageIdentifier.html (imageDigest)
    """
    self._image_digest = f"sha256:{hashlib.sha256(self.image_manifest.encode()).hexdigest()}"


def apply() -> None:
    Image._create_digest = create_digest
    wrap(ECRBackend, "put_image", put_image)
