"""Rows of a ledger of moves made into changes: who goes together, where to, under whom."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.exchange.rules.problems import Flaw
from gridhall.places import queries as places
from gridhall.places.rules import Address
from gridhall.registry.models import Person
from gridhall.registry.queries import household_numbered
from gridhall.registry.rules import HEAD
from gridhall.registry.rules.changes import (
    ENTRIES,
    EXITS,
    NEW,
    Change,
    Home,
    Target,
    relations_under,
)
from gridhall.registry.rules.facts import renamed
from gridhall.registry.sheets.findings import Said
from gridhall.registry.sheets.moves.board import Board
from gridhall.registry.sheets.moves.ready import Move
from gridhall.registry.sheets.moves.who import Found

_NO_PLACE = Said("没有写迁到哪里", "写新户号，或新住址", Flaw.HOUSEHOLD)
_ABSENT = Said("现在不在册，没有户", "核对是谁；迁来的写 迁入", Flaw.PERSON)
_NO_COMPOUND = Said("新住址没有写小区", "写全，如 御景小区 3-2-501", Flaw.ADDRESS)


class Wrong(Exception):
    """A group of rows that makes no change: which row, which column, what is wrong."""

    def __init__(self, row: int, key: str, said: Said) -> None:
        super().__init__(said.problem)
        self.row, self.key, self.said = row, key, said


class Place(NamedTuple):
    """Where a group goes, and the door a new household is behind."""

    target: Target | None
    door: Address | None = None


class ChangeMaker:
    """Makes one change of the rows that belong together."""

    def __init__(self, session: Session, board: Board) -> None:
        self._session, self._board = session, board
        self._former: dict[int, str] = {}  # of those the ledger has renamed already

    def move(self, group: Sequence[Found]) -> Move:
        """The change of a group; raises Wrong."""
        first = group[0].told
        place = self._place(group)
        what = self._what(group, place)
        change = Change(
            first.kind,
            first.happened_on,
            first.reported_on,
            reason=_first(group, "reason"),
            paper=_first(group, "paper"),
            **what,  # type: ignore[arg-type]
        )
        gone_to = _first(group, "elsewhere") if first.kind == "moved_out" else ""
        return Move(
            tuple(one.told.row for one in group),
            change,
            {one.person_id: one.draft for one in group if one.draft is not None},
            place.door,
            -first.row,
            gone_to,
        )

    def _what(self, group: Sequence[Found], place: Place) -> dict[str, object]:
        kind = group[0].told.kind
        if kind == "head_changed":
            heir = group[0]
            return {"relations": relations_under(self._home(heir), heir.person_id)}
        if kind == "name_changed":
            return {"facts": {group[0].person_id: self._renamed(group[0])}}
        if kind == "moved":
            assert place.target is not None
            return {"moves": {self._home(group[0]).id: place.target}}
        movers = {one.person_id: self._relation(one, group, place) for one in group}
        return {
            "movers": movers if place.target else dict.fromkeys(movers, ""),
            "target": place.target,
            "relations": self._heirs(group),
            "facts": _came(group) if kind in ENTRIES else {},
        }

    def _renamed(self, one: Found) -> dict[str, str]:
        """The new name, and every name before it."""
        name, former = self._board.person(one.person_id).name, self._former.get(one.person_id)
        if former is None:
            known = select(Person.former_name).where(Person.id == one.person_id)
            former = self._session.scalar(known) or ""
        try:
            facts = renamed(one.told.text("new_name"), name, former)
        except UserError as problem:
            said = Said(str(problem), "在“新姓名”里写改成的姓名", Flaw.WORD)
            raise Wrong(one.told.row, "new_name", said) from None
        self._former[one.person_id] = facts["former_name"]
        return facts

    def _relation(self, one: Found, group: Sequence[Found], place: Place) -> str:
        """What they will be to the head; who moves with their head stays what they were."""
        if one.told.relation or place.target is None or place.target.household_id != NEW:
            return one.told.relation
        home = self._board.home_of(one.person_id)
        if home is not None and home.head in [self._board.person(each.person_id) for each in group]:
            return self._board.person(one.person_id).relation
        return HEAD if len(group) == 1 else ""

    def _heirs(self, group: Sequence[Found]) -> Mapping[int, str]:
        """What those who stay are to the new head the ledger names."""
        named = next((one for one in group if one.told.text("new_head")), None)
        if named is None:
            return {}
        home, name = self._home(named), named.told.text("new_head")
        leaving = {one.person_id for one in group}
        staying = [one for one in home.members if one.person_id not in leaving]
        heirs = [one.person_id for one in staying if one.name == name]
        if len(heirs) != 1:
            said = Said(f"留下的人里没有“{name}”", "写留在本户的一位成员", Flaw.HOUSEHOLD)
            raise Wrong(named.told.row, "new_head", said)
        return relations_under(home, heirs[0], leaving)

    def _home(self, one: Found) -> Home:
        home = self._board.home_of(one.person_id)
        if home is None:
            raise Wrong(one.told.row, "name", _ABSENT)
        return home

    def _place(self, group: Sequence[Found]) -> Place:
        first = group[0].told
        if first.kind in EXITS or first.kind in ("head_changed", "name_changed"):
            return Place(None)
        number = first.new_household or (first.household_number if first.kind in ENTRIES else "")
        if number and not (first.address and not first.new_household):
            return Place(Target(self._numbered(group[0], number)))
        if first.address is not None:
            return self._behind(group, self._known_door(group[0], first.address))
        if first.kind == "split":
            home = self._home(group[0])
            return Place(Target(NEW, home.dwelling_id, home.address))
        raise Wrong(first.row, "new_address", _NO_PLACE)

    def _numbered(self, one: Found, number: str) -> int:
        try:
            return household_numbered(self._session, number)
        except UserError:
            key = "new_household" if one.told.new_household else "household_number"
            said = Said(f"没有户号 {number}", "核对户号，或写新住址", Flaw.HOUSEHOLD)
            raise Wrong(one.told.row, key, said) from None

    def _known_door(self, one: Found, address: Address) -> Address:
        """The door with its compound: the only one there is, if the ledger leaves it out."""
        if address.compound:
            return address
        door = places.find_dwelling(self._session, address)
        if door is not None:
            return door.address
        names = places.compounds(self._session)
        if len(names) != 1:
            raise Wrong(one.told.row, "new_address", _NO_COMPOUND)
        return address._replace(compound=names[0])

    def _behind(self, group: Sequence[Found], address: Address) -> Place:
        """A new household behind a door, or the one there if nobody of the group heads one."""
        door = places.find_dwelling(self._session, address)
        there = Target(NEW, door.id if door else None, address.short)
        kind = group[0].told.kind
        if kind in ("moved", "split") or self._brings_head(group):
            return Place(there, address)
        homes = [one for one in self._board.behind(there.dwelling_id, address.short) if one.members]
        if len(homes) == 1:
            return Place(Target(homes[0].id))
        if homes:
            said = Said(
                f"{address.short} 有 {len(homes)} 户", "写新户号，说明到哪一户", Flaw.HOUSEHOLD
            )
            raise Wrong(group[0].told.row, "new_household", said)
        return Place(there, address)

    def _brings_head(self, group: Sequence[Found]) -> bool:
        if any(one.told.relation == HEAD for one in group):
            return True
        told = any(one.told.relation for one in group)
        members = [self._board.person(one.person_id) for one in group]
        return not told and any(one.relation == HEAD for one in members)


def _first(group: Sequence[Found], key: str) -> str:
    return next(filter(None, (one.told.text(key) for one in group)), "")


def _came(group: Sequence[Found]) -> dict[int, dict[str, str]]:
    """何时由何地迁来本址, of the card."""
    return {
        one.person_id: {"came_here": f"{one.told.happened_on} 由{where}迁来"}
        for one in group
        if (where := one.told.text("elsewhere"))
    }
