"""A point at which a run is killed is reached, for any seed and whatever the killed runs before it had under way."""

import random

import pytest

from tests.support.points import spread, still_ahead

UNDER_WAY = 16  # writes that a killed run may have had under way beside the one that killed it


@pytest.mark.parametrize("total", [170, 229, 300])
def test_every_point_of_every_seed_is_reached(total: int) -> None:
    for seed in range(5000):
        under_way, written = random.Random(seed), 0
        points = spread(str(seed), total, 10)
        assert points == sorted(set(points)) and 1 <= points[0] and points[-1] <= total
        for point in points:
            killed_at = still_ahead(point, written)
            # what is left of the build is at least what is not written yet
            assert written < killed_at <= total, f"seed {seed}: {points} of {total}"
            written = min(total, killed_at + under_way.randint(0, UNDER_WAY))
            if written == total:
                assert point == points[-1], f"seed {seed}: {points} of {total}"
