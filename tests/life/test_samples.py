"""Every kind has a sample, and the sample leaves nothing of the kind out."""

import pytest
from ansible_collections.knowledge.aws.plugins.plugin_utils.kinds import all_kinds

from tests.life import samples

KINDS = list(all_kinds())


@pytest.mark.parametrize("name", KINDS)
def test_every_field_is_tried(name: str) -> None:
    sample, fields = samples.sample_of(name), all_kinds()[name].fields
    assert sample.keys() <= samples.KEYS, f"unknown: {sample.keys() - samples.KEYS}; known: {samples.KEYS}"
    if "elsewhere" in sample:
        pytest.skip(sample["elsewhere"])
    changes, replaces, skipped = (
        samples.fields_of(sample.get("changes")),
        set(sample.get("unchangeable", {})),
        set(sample.get("skip", {})),
    )
    forbidden = samples.fields_of(sample.get("forbidden"))
    named = changes | replaces | skipped | forbidden | set(sample.get("untold", {})) | set(sample.get("disturb", {}))
    assert named <= fields.keys(), f"no fields of {name}: {named - fields.keys()}"
    in_place = {field for field, spec in fields.items() if spec.setter}
    missing = in_place - changes - skipped
    assert not missing, f"{name}: give {sorted(missing)} another value under changes (or a reason under skip)"
    missing = fields.keys() - in_place - replaces - forbidden - skipped - set(sample.get("untold", {}))
    assert not missing, (
        f"{name}: give {sorted(missing)} another value under unchangeable or forbidden (or a reason under skip)"
    )
    assert changes.isdisjoint(fields.keys() - in_place), f"{name}: {sorted(changes - in_place)} cannot change in place"
    assert all(str(reason).strip() for part in ("skip", "untold") for reason in sample.get(part, {}).values()), (
        "skip and untold want a reason"
    )


def test_no_sample_without_a_kind() -> None:
    assert samples.samples().keys() <= set(KINDS)
