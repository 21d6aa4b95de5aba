"""How demands rank (诉求排序): by households, ties named, the highest taken on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gridhall.core.errors import UserError
from gridhall.opinions.rules.surveys import is_demand


class Tally(NamedTuple):
    """A demand and how many households chose it."""

    option_id: int
    title: str
    many: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A demand in its place; `tied` demands share the place, itself included."""

    place: int
    option_id: int
    title: str
    count: int
    base: int  # households that answered
    tied: int

    @property
    def per_mille(self) -> int:
        """Of the households that answered, in tenths of a per cent, half up."""
        return (self.count * 2000 + self.base) // (2 * self.base) if self.base else 0

    @property
    def percent(self) -> str:
        """37.5%."""
        return f"{self.per_mille / 10:.1f}%"

    @property
    def place_words(self) -> str:
        """第 2, 并列第 2; — for what nobody chose."""
        if not self.count:
            return "—"
        return f"并列第 {self.place}" if self.tied > 1 else f"第 {self.place}"


def rank(tallies: Iterable[Tally], base: int) -> list[Ranked]:
    """The demands, most wanted first; equal ones share a place and stand as they were asked."""
    listed = list(tallies)
    counts = [one.many for one in listed]
    ordered = sorted(listed, key=lambda one: -one.many)
    return [
        Ranked(
            1 + sum(many > one.many for many in counts),
            one.option_id,
            one.title,
            one.many,
            base,
            counts.count(one.many),
        )
        for one in ordered
    ]


def demands(ranked: Sequence[Ranked]) -> list[Ranked]:
    """What can be taken on: chosen by somebody, and no 其他 or 没有."""
    return [one for one in ranked if one.count and is_demand(one.title)]


def across(ranked: Sequence[Ranked], top: int) -> list[Ranked]:
    """Demands that tie over the border of the `top` highest: some would be in, some out."""
    listed = demands(ranked)
    if len(listed) <= top or listed[top - 1].count != listed[top].count:
        return []
    return [one for one in listed if one.count == listed[top].count]


def highest(ranked: Sequence[Ranked], top: int) -> list[Ranked]:
    """The `top` highest demands; UserError naming those that tie over the border."""
    tied = across(ranked, top)
    if tied:
        names = "、".join(f"“{one.title}”" for one in tied)
        raise UserError(
            f"{names}{tied[0].place_words}（都是 {tied[0].count} 户），前 {top} 项分不出来。"
            f"请自己勾选，或把“立即解决几项”改一下"
        )
    return demands(ranked)[:top]
