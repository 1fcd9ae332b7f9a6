"""By hand: the distribution is switched off."""

import os

from tests.support.cloud import client

cloudfront = client("cloudfront", os.environ)
(entry,) = cloudfront.list_distributions()["DistributionList"]["Items"]
answer = cloudfront.get_distribution_config(Id=entry["Id"])
cloudfront.update_distribution(
    Id=entry["Id"], IfMatch=answer["ETag"], DistributionConfig=answer["DistributionConfig"] | {"Enabled": False}
)
