"""What a change does to the households it concerns, and what speaks against it.

Pure: the same decision stands behind the dialogs' live "办完以后", the services and the tests.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gridhall.core.errors import UserError
from gridhall.registry.rules.doubts import (
    ENTRIES,
    EXITS,
    INSIDE,
    date_doubts,
    history_doubts,
    home_doubts,
    left_behind,
    mover_doubts,
    occupied,
    whole_move_doubts,
)
from gridhall.registry.rules.kinship import new_relations
from gridhall.registry.rules.standing import (
    ADULT,
    NEW,
    Change,
    Doubt,
    Home,
    Member,
    Span,
    Target,
)

__all__ = [
    "ADULT",
    "ENTRIES",
    "EXITS",
    "INSIDE",
    "NEW",
    "Change",
    "Doubt",
    "Home",
    "Member",
    "Plan",
    "Refused",
    "Span",
    "Target",
    "plan_change",
    "relations_under",
]


class Refused(UserError):
    """A change that cannot be: every hard doubt; the first is the sentence."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        more = f"（另有 {len(doubts) - 1} 处）" if len(doubts) > 1 else ""
        super().__init__(doubts[0].sentence + more)
        self.doubts = tuple(doubts)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be: the households before and after, and every doubt."""

    before: tuple[Home, ...]
    after: tuple[Home, ...]
    doubts: tuple[Doubt, ...]

    @property
    def hard(self) -> tuple[Doubt, ...]:
        """What blocks."""
        return tuple(one for one in self.doubts if one.hard)

    @property
    def soft(self) -> tuple[Doubt, ...]:
        """What is only shown."""
        return tuple(one for one in self.doubts if not one.hard)

    def home(self, household_id: int) -> Home:
        """A household as it would be."""
        return next(one for one in self.after if one.id == household_id)


def plan_change(
    change: Change,
    people: Mapping[int, Member],
    homes: Mapping[int, Home],
    today: date,
    neighbours: Sequence[Home] = (),
) -> Plan:
    """What the change would make of the households, with everything that speaks against it.

    `people` holds everybody named; `homes` every household left, joined or rearranged;
    `neighbours` who lives already behind the door a new household moves to.
    """
    before = tuple(homes.values())
    after = _after(change, people, homes)
    held = {home.id: home for home in before}
    doubts = [
        *date_doubts(change, today),
        *mover_doubts(change, people, homes),
        *(doubt for home in after for doubt in home_doubts(home, held.get(home.id), change)),
        *left_behind(before, after, change),
        *history_doubts(before, after, change),
        *(doubt for home in before for doubt in whole_move_doubts(home, change)),
        *occupied(change, neighbours),
    ]
    return Plan(before, after, tuple(doubts))


def _after(
    change: Change, people: Mapping[int, Member], homes: Mapping[int, Home]
) -> tuple[Home, ...]:
    """Every household concerned, with those who leave gone and those who come in."""
    rearranged = {one.id: _without_movers(one, change) for one in homes.values()}
    target = change.target
    if target is not None:
        if target.household_id == NEW:
            rearranged[NEW] = Home(
                NEW,
                "",
                target.address,
                kind=target.kind,
                established_on=change.happened_on,
                dwelling_id=target.dwelling_id,
            )
        home = rearranged[target.household_id]
        comers = tuple(
            replace(
                people[who],
                relation=relation,
                since=change.happened_on,
                household_id=target.household_id,
            )
            for who, relation in change.movers.items()
            if who in people
        )
        rearranged[home.id] = replace(home, members=home.members + comers)
    return tuple(_ended_if_empty(home, change) for home in rearranged.values())


def _without_movers(home: Home, change: Change) -> Home:
    kept = tuple(one for one in home.members if one.person_id not in change.movers)
    home = replace(home, members=tuple(_with_new_relation(one, change) for one in kept))
    there = change.moves.get(home.id)
    if there is None:
        return home
    return replace(
        home, dwelling_id=there.dwelling_id, address=there.address, moved_on=change.happened_on
    )


def _with_new_relation(member: Member, change: Change) -> Member:
    now = change.relations.get(member.person_id, member.relation)
    if now == member.relation:
        return member
    return replace(member, relation=now, since=change.happened_on)


def _ended_if_empty(home: Home, change: Change) -> Home:
    if home.members or home.ended_on is not None:
        return home
    return replace(home, ended_on=change.happened_on)


def relations_under(home: Home, heir: int, leaving: Collection[int] = ()) -> dict[int, str]:
    """What those who stay would be to a new head; "" where only the clerk can know.

    Raises UserError if the heir is not there, or leaves with the others.
    """
    if heir in leaving or all(one.person_id != heir for one in home.members):
        raise UserError(f"新户主要是户号 {home.number} 留下来的成员，请另选一位")
    before = {one.person_id: (one.relation, one.sex) for one in home.members}
    found = new_relations(before, heir)
    return {who: relation for who, relation in found.items() if who not in leaving}
