"""How the places of one list of hits are shared between crowded and rare kinds of records."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

CROWDED = ("resident", "household")  # thousands fit two letters; a matter must still be seen
SHARE = 4  # one place in four is kept for the rest


class Found(Protocol):
    """Any hit that knows what it is."""

    @property
    def kind(self) -> str:
        """What kind of record was found."""


AnyFound = TypeVar("AnyFound", bound=Found)


def shared(hits: Sequence[AnyFound], rare: Sequence[AnyFound]) -> list[AnyFound]:
    """A full list in which the best hits of the rare kinds take the last of the crowd's places."""
    missing = [hit for hit in rare if hit not in hits]
    places = len(rare) - sum(hit.kind not in CROWDED for hit in hits)
    if places <= 0:
        return list(hits)
    crowd = [hit for hit in hits if hit.kind in CROWDED]
    leaving = crowd[len(crowd) - places :]
    return [hit for hit in hits if hit not in leaving] + missing[:places]
