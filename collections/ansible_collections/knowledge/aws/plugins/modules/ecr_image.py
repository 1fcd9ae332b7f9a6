#!/usr/bin/python
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
"""Documentation of knowledge.aws.ecr_image; the work is done by the action plugin of the same name."""

DOCUMENTATION = r"""
module: ecr_image
short_description: Looks an image of ECR up by its tag, or the newest one
version_added: 1.0.0
author:
- Knowledge Database operations team
description:
- Tells the image by its digest, so that what runs cannot change under its tag. Writes nothing.
- AWS API U(https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html).
options:
  repository: {description: "Name of the repository.", type: str, required: true}
  tag:
    description: >-
      Tag of the image; the task fails where it does not exist.
      Without it the newest tagged image is looked up.
    type: str
  otherwise:
    description: "Image to use as long as the repository has none; said in a warning."
    type: str
    default: ''
extends_documentation_fragment:
- knowledge.aws.stack
attributes:
  check_mode: {description: Only looks., support: full}
  diff_mode: {description: Changes nothing., support: none}
"""

EXAMPLES = r"""
- knowledge.aws.ecr_image:
    repository: knowledge-production
    otherwise: public.ecr.aws/docker/library/nginx:1.29
  register: release
"""

RETURN = r"""
image:
  description: The image by its digest; O(otherwise) where the repository has none.
  returned: always
  type: str
  sample: 123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/knowledge-production@sha256:0a1b2c
found:
  description: Whether the repository has one.
  returned: always
  type: bool
digest:
  description: Digest of the image.
  returned: always
  type: str
tags:
  description: Tags of the image.
  returned: always
  type: list
  elements: str
pushed_at:
  description: When it was pushed.
  returned: always
  type: str
"""
