"""Repositories and images."""

import hashlib
import json

import pytest
from botocore.exceptions import ClientError

DOCKER = "application/vnd.docker"
LIFECYCLE = {
    "rules": [
        {
            "rulePriority": 1,
            "selection": {
                "tagStatus": "untagged",
                "countType": "sinceImagePushed",
                "countUnit": "days",
                "countNumber": 7,
            },
            "action": {"type": "expire"},
        },
        {
            "rulePriority": 2,
            "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 30},
            "action": {"type": "expire"},
        },
    ]
}
POLICY = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": ["ecr:BatchGetImage"]}
    ],
}


@pytest.fixture
def ecr(account):
    return account.client("ecr")


def manifest(content):
    digest = "sha256:" + hashlib.sha256(content.encode()).hexdigest()
    config = {"mediaType": f"{DOCKER}.container.image.v1+json", "size": 7023, "digest": digest}
    return json.dumps(
        {"schemaVersion": 2, "mediaType": f"{DOCKER}.distribution.manifest.v2+json", "config": config, "layers": []}
    )


def push(ecr, content, tag):
    answer = ecr.put_image(repositoryName="knowledge", imageManifest=manifest(content), imageTag=tag)
    return answer["image"]["imageId"]["imageDigest"]


def test_a_repository_keeps_what_it_is_given(account, ecr):
    key = account.client("kms", validate=False).create_key()["KeyMetadata"]["Arn"]
    wanted = {
        "imageTagMutability": "IMMUTABLE",
        "imageScanningConfiguration": {"scanOnPush": True},
        "encryptionConfiguration": {"encryptionType": "KMS", "kmsKey": key},
    }
    tags = [{"Key": "Project", "Value": "knowledge"}]
    arn = ecr.create_repository(repositoryName="knowledge", tags=tags, **wanted)["repository"]["repositoryArn"]
    repository = ecr.describe_repositories(repositoryNames=["knowledge"])["repositories"][0]
    assert {member: repository[member] for member in wanted} == wanted
    assert ecr.list_tags_for_resource(resourceArn=arn)["tags"] == tags
    for text, put, get, member in (
        (LIFECYCLE, ecr.put_lifecycle_policy, ecr.get_lifecycle_policy, "lifecyclePolicyText"),
        (POLICY, ecr.set_repository_policy, ecr.get_repository_policy, "policyText"),
    ):
        with pytest.raises(ClientError, match="PolicyNotFoundException"):
            get(repositoryName="knowledge")
        put(repositoryName="knowledge", **{member: json.dumps(text)})
        assert json.loads(get(repositoryName="knowledge")[member]) == text


def test_an_immutable_tag_stays(ecr):
    ecr.create_repository(repositoryName="knowledge", imageTagMutability="IMMUTABLE")
    digest = push(ecr, "first", "v1")
    with pytest.raises(ClientError, match="ImageTagAlreadyExistsException"):
        push(ecr, "second", "v1")
    with pytest.raises(ClientError, match="ImageAlreadyExistsException"):
        push(ecr, "first", "v1")
    assert push(ecr, "first", "v1.0") == digest
    image = ecr.describe_images(repositoryName="knowledge", imageIds=[{"imageTag": "v1"}])["imageDetails"][0]
    assert image["imageDigest"] == digest and set(image["imageTags"]) == {"v1", "v1.0"}
    with pytest.raises(ClientError, match="RepositoryNotEmptyException"):
        ecr.delete_repository(repositoryName="knowledge")
    ecr.delete_repository(repositoryName="knowledge", force=True)


def test_a_mutable_tag_moves(ecr):
    ecr.create_repository(repositoryName="knowledge")
    first, second = push(ecr, "first", "latest"), push(ecr, "second", "latest")
    assert first != second
    tagged = ecr.describe_images(repositoryName="knowledge", imageIds=[{"imageTag": "latest"}])["imageDetails"]
    assert [image["imageDigest"] for image in tagged] == [second]
