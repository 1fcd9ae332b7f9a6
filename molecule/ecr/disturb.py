"""By hand: tags may move, no scan, everything is kept, everybody may pull, a tag removed."""

import json
import os

from tests.support.cloud import client

NAME = "knowledge-production"
ecr = client("ecr", os.environ)
ecr.put_image_tag_mutability(repositoryName=NAME, imageTagMutability="MUTABLE")
ecr.put_image_scanning_configuration(repositoryName=NAME, imageScanningConfiguration={"scanOnPush": False})
ecr.delete_lifecycle_policy(repositoryName=NAME)
everybody = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "ecr:BatchGetImage"}],
}
ecr.set_repository_policy(repositoryName=NAME, policyText=json.dumps(everybody))
arn = ecr.describe_repositories(repositoryNames=[NAME])["repositories"][0]["repositoryArn"]
ecr.untag_resource(resourceArn=arn, tagKeys=["ManagedBy"])
