"""The register as it would be after the rows above: what later rows of a ledger are judged on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.registry.models import Person
from gridhall.registry.queries.standing import home_standing, neighbours, standing
from gridhall.registry.rules.changes import NEW, Change, Home, Member, Plan, Span, plan_change

_GONE = ("merged", "void")


class Board:
    """People and households, read from the hall once and moved about in memory.

    People and households the ledger itself brings have ids below nought.
    """

    def __init__(self, session: Session, today: date) -> None:
        self._session, self._today = session, today
        self._people: dict[int, Member] = {}
        self._homes: dict[int, Home] = {}
        self._numbers: dict[str, int] = {}  # of the ledger's own people

    def person(self, person_id: int) -> Member:
        """Where somebody stands by now."""
        if person_id not in self._people:
            self._people |= standing(self._session, [person_id])
        return self._people[person_id]

    def home(self, household_id: int) -> Home:
        """A household as it is by now."""
        if household_id not in self._homes:
            found = home_standing(self._session, [household_id])[household_id]
            self._homes[household_id] = found
            self._people = {one.person_id: one for one in found.members} | self._people
        return self._homes[household_id]

    def home_of(self, person_id: int) -> Home | None:
        """The household somebody is in by now."""
        home = self.person(person_id).household_id
        return None if home is None else self.home(home)

    def add(self, newcomer: Member, number: str) -> None:
        """Somebody the ledger brings."""
        self._people[newcomer.person_id] = newcomer
        if number:
            self._numbers[number] = newcomer.person_id

    def brought(self, number: str) -> int | None:
        """Who of the ledger's own people has this number."""
        return self._numbers.get(number)

    def named(self, name: str, born: date) -> list[int]:
        """Everybody of this name and birth date."""
        same = select(Person.id).where(
            Person.name == name, Person.birth_date == born, Person.status.not_in(_GONE)
        )
        own = [
            one.person_id
            for one in self._people.values()
            if one.person_id < 0 and (one.name, one.birth_date) == (name, born)
        ]
        return [*self._session.scalars(same), *own]

    def behind(self, dwelling_id: int | None, address: str) -> list[Home]:
        """Who is registered behind a door by now."""
        if dwelling_id is not None:
            for one in neighbours(self._session, dwelling_id):
                self.home(one.id)
        return [
            home
            for home in self._homes.values()
            if home.ended_on is None and self._is_at(home, dwelling_id, address)
        ]

    def plan(self, change: Change) -> Plan:
        """What a change would do by now (办完以后)."""
        named = {*change.movers, *change.relations, *change.facts}
        people = {who: self.person(who) for who in named}
        target = change.target
        wanted = {one.household_id for one in people.values() if one.household_id is not None}
        wanted |= set(change.moves)
        doors = [(there.dwelling_id, there.address) for there in change.moves.values()]
        if target is not None and target.household_id != NEW:
            wanted.add(target.household_id)
        elif target is not None:
            doors.append((target.dwelling_id, target.address))
        homes = {household_id: self.home(household_id) for household_id in sorted(wanted)}
        others = [one for door in doors for one in self.behind(*door) if one.id not in wanted]
        return plan_change(change, people, homes, self._today, others)

    def apply(self, change: Change, plan: Plan, new_id: int) -> None:
        """The change was made; a household it opens is known as `new_id` from now on."""
        before = {home.id: home for home in plan.before}
        for home in plan.after:
            home_id = new_id if home.id == NEW else home.id
            members = tuple(replace(one, household_id=home_id) for one in home.members)
            past = (*home.past, *_left(before.get(home.id), home, change.happened_on))
            self._homes[home_id] = replace(home, id=home_id, members=members, past=past)
            self._people |= {one.person_id: one for one in members}
        if change.target is None:
            self._leave(change.movers, change)
        for who, facts in change.facts.items():
            if "name" in facts:
                self._rename(who, facts["name"])

    def _rename(self, who: int, name: str) -> None:
        self._people[who] = replace(self._people[who], name=name)
        for home_id, home in self._homes.items():
            members = (self._people.get(one.person_id, one) for one in home.members)
            if any(one.person_id == who for one in home.members):
                self._homes[home_id] = replace(home, members=tuple(members))

    def _leave(self, gone: Iterable[int], change: Change) -> None:
        status = "died" if change.kind == "died" else "left"
        for who in gone:
            self._people[who] = replace(
                self._people[who],
                relation="",
                since=change.happened_on,
                status=status,
                household_id=None,
            )

    def _is_at(self, home: Home, dwelling_id: int | None, address: str) -> bool:
        if dwelling_id is not None:
            return home.dwelling_id == dwelling_id
        return home.dwelling_id is None and bool(address) and home.address == address


def _left(was: Home | None, home: Home, day: date) -> Iterable[Span]:
    """What ended in a household that day."""
    here = {(one.person_id, one.relation, one.since) for one in home.members}
    for one in was.members if was else ():
        if (one.person_id, one.relation, one.since) not in here:
            yield Span(one.relation, one.since, day)
