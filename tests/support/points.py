"""Where runs are killed: points that are reached whatever came before."""

import random


def spread(seed: str, total: int, count: int) -> list[int]:
    """One random write of each of `count` equal parts of a build of `total` writes, counted from 1."""
    choice = random.Random(seed)
    ends = [total * part // count for part in range(count + 1)]
    return [choice.randint(start + 1, end) for start, end in zip(ends, ends[1:], strict=False)]


def still_ahead(point: int, written: int) -> int:
    """The point, or the next write if a killed run, which may have had several under way, has gone past it."""
    return max(point, written + 1)
