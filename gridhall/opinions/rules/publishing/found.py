"""One thing found in typed words that must not be shown as it is."""

from typing import NamedTuple


class Found(NamedTuple):
    """From `start` to before `end` of the text; `kind` is id, phone, plate, door or name."""

    kind: str
    start: int
    end: int
    shown: str  # what stands there instead


def apart(found: list[Found]) -> list[Found]:
    """Those that do not lie in an earlier or longer one, in the order of the text."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
