"""Moves the fictional families in: rows by the thousand, memory flat however many there are."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.demo.facts import Facts
from gridhall.demo.families import NEIGHBOURS, Families, Member
from gridhall.demo.streets import FIRST_DOOR, Door, Streets
from gridhall.papers.service import skip_numbers
from gridhall.places.models import Building, Compound, Dwelling, Entrance
from gridhall.places.rules import Address
from gridhall.registry.models import Household, Membership, Person, PersonEvent

_FLUSH = 1000  # families
_ORDER: tuple[Any, ...] = (
    Compound, Building, Entrance, Dwelling, Household, Person, Membership, PersonEvent,
)  # fmt: skip
_CLERKS = ("王芳", "高明")


class Filler:
    """Writes one table's rows after another; `households` and `people` count them."""

    def __init__(self, session: Session, residents: int, seed: int, today: date) -> None:
        self._session, self._residents, self._today = session, residents, today
        self._rng = Random(seed)
        self._facts = Facts(self._rng, today)
        self._rows: dict[Any, list[dict[str, Any]]] = defaultdict(list)
        self._met: dict[Any, int] = defaultdict(int)
        self.households = self.people = 0

    def fill(self, progress: Progress, total: int) -> None:
        """Write everybody down; reports the people written of `total`."""
        families = Families(self._rng, self._today).make(self._residents)
        doors = Streets(self._rng).doors()
        first = next(families)
        for door in doors:
            family = self._family_for(door, first, families)
            if family is None:
                continue
            self._move_in(door, family)
            if self.people >= self._residents:
                break
            if self.households % _FLUSH == 0:
                self._flush()
                progress.report(self.people, total)
        self._flush()
        skip_numbers(self._session, "household", "", self.households)

    def _family_for(
        self, door: Door, first: list[Member], rest: Iterator[list[Member]]
    ) -> list[Member] | None:
        """Who lives behind a door; the neighbours of the manual behind theirs, if they exist."""
        known = (door.compound, door.building, door.entrance, door.room) == FIRST_DOOR
        if known and first:
            found, first[:] = list(first), []
            return found
        if door.vacant:
            self._place(door)
            return None
        waiting = next(rest, None)
        if waiting is None:
            waiting, first[:] = list(first), []
        return waiting

    def _move_in(self, door: Door, family: list[Member]) -> None:
        self._place(door)
        self.households += 1
        since = self._day_between(date(2005, 1, 1), self._today - timedelta(days=30))
        self._rows[Household].append(
            {
                "id": self.households,
                "number": f"{self.households:06}",
                "dwelling_id": door.dwelling_id,
                "established_on": since,
            }
        )
        hukou = "outside" if family[0] == NEIGHBOURS[0] else self._facts.hukou()
        home = Address(door.compound, door.building, door.entrance, door.room).long
        for member in family:
            self._write_down(member, self._facts.of(member, hukou, home), since)

    def _write_down(self, member: Member, facts: dict[str, Any], since: date) -> None:
        self.people += 1
        came = max(since, member.born)
        told = self._moment(came)
        self._rows[Person].append({**facts, "id": self.people, "recorded_at": told})
        self._rows[Membership].append(
            {
                "household_id": self.households,
                "person_id": self.people,
                "relation": member.relation,
                "since": came,
                "recorded_at": told,
                "clerk_name": _CLERKS[self.people % 2],
            }
        )
        self._rows[PersonEvent].append(
            {
                "person_id": self.people,
                "kind": "born" if came > since else "registered",
                "to_household_id": self.households,
                "happened_on": came,
                "recorded_at": told,
                "clerk_name": _CLERKS[self.people % 2],
                "detail": facts["hukou_address"] if facts["hukou_kind"] == "local" else "",
            }
        )

    def _place(self, door: Door) -> None:
        """The door, and whatever above it has not been met yet."""
        if self._new(Compound, door.compound_id):
            self._rows[Compound].append({"id": door.compound_id, "name": door.compound})
        if self._new(Building, door.building_id):
            self._rows[Building].append(
                {
                    "id": door.building_id,
                    "compound_id": door.compound_id,
                    "number": door.building,
                }
            )
        self._enter(door)
        self._rows[Dwelling].append(
            {"id": door.dwelling_id, "entrance_id": door.entrance_id, "room": door.room}
        )

    def _enter(self, door: Door) -> None:
        if self._new(Entrance, door.entrance_id):
            self._rows[Entrance].append(
                {
                    "id": door.entrance_id,
                    "building_id": door.building_id,
                    "number": door.entrance,
                }
            )

    def _new(self, table: Any, row_id: int) -> bool:
        new = self._met[table] < row_id
        self._met[table] = max(self._met[table], row_id)
        return new

    def _flush(self) -> None:
        connection = self._session.connection()
        for model in _ORDER:
            rows = self._rows.pop(model, [])
            if rows:
                connection.execute(insert(_table(model)), rows)

    def _day_between(self, first: date, last: date) -> date:
        return first + timedelta(days=self._rng.randint(0, (last - first).days))

    def _moment(self, day: date) -> datetime:
        minutes = self._rng.randint(0, 400)
        return datetime.combine(day, time(1, 10), UTC) + timedelta(minutes=minutes)


def _table(model: Any) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table
