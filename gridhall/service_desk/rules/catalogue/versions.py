"""Which version of a matter is in force on a day, and from which day one may be changed."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from gridhall.core.errors import UserError

_FARTHEST = 3 * 366  # days; further ahead is a slip of the finger
PAST, NOW, COMING, REPLACED = "past", "now", "coming", "replaced"


class Dated(Protocol):
    """Whatever is in force from a day; of two from one day the later `id` counts."""

    @property
    def id(self) -> int:
        """Its number, in the order of writing."""

    @property
    def since(self) -> date:
        """Its first day."""


V = TypeVar("V", bound=Dated)


def in_force(versions: Iterable[V], day: date) -> V | None:
    """The version of a day: the latest `since` that has come, then the latest written."""
    come = [one for one in versions if one.since <= day]
    return max(come, key=lambda one: (one.since, one.id), default=None)


def standing(versions: Iterable[V], one: V, today: date) -> str:
    """Whether a version is past, in force now, still coming, or replaced before its day was over.

    Replaced: another one from the same day was written after it, so it was never in force.
    """
    known = list(versions)
    if any(other.since == one.since and other.id > one.id for other in known):
        return REPLACED
    if one.since > today:
        return COMING
    return NOW if in_force(known, today) is one else PAST


def check_day(since: date, today: date) -> None:
    """A change counts from today or a day to come; history does not move. UserError."""
    if since < today:
        raise UserError(
            f"生效日期 {since} 已经过去了。已办的事按当时的规定算，不能改；"
            f"请选今天（{today}）或以后的一天"
        )
    if (since - today).days > _FARTHEST:
        raise UserError(f"生效日期 {since} 在三年以后，请核对年份")
