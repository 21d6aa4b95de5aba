"""A small hall where at random people come, go and move, with a slow diary of who was where when.

The diary knows nothing of the register's tables: it holds what was asked for and accepted, and
forgets what was taken back. tests/registry/test_as_at_random.py compares the two.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.places.models import Dwelling, Entrance
from gridhall.registry import service
from gridhall.registry.models import PersonPlace
from gridhall.registry.rules.changes import NEW, Change, Target
from gridhall.registry.service.places_of_people import (
    PlaceDraft,
    add_property,
    end_property,
    set_residence,
)
from tests.factories import TODAY, make_dwelling, make_grid, make_household, make_person

START = date(2025, 1, 1)
OPENED = START + timedelta(days=31)  # every household of the beginning stands by then
AWAY = "昆明市盘龙区"
GONE = (None, "")
ENTRIES, EXITS = ("born", "moved_in"), ("died", "moved_out")
INSIDE = ("married_in", "moved_inside", "split", "merged")
PLACES = ("lives", "buys", "sells")
KINDS = (
    *ENTRIES, *EXITS, *INSIDE, *PLACES, "head_changed", "name_changed", "corrected", "corrected",
    "corrected", "moved", "undo", "undo", "undo",
)  # fmt: skip

Facts = list[tuple[str, Any, Any]]  # what of whom is now what


@dataclass
class Diary:
    """What was so from which day on, in the order it was told."""

    told: dict[tuple[str, Any], list[tuple[date, Any, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def write(self, day: date, facts: Facts, action: int = 0) -> None:
        for what, whom, value in facts:
            self.told[what, whom].append((day, value, action))

    def forget(self, action: int) -> None:
        for key, lines in self.told.items():
            self.told[key] = [line for line in lines if line[2] != action]

    def on(self, day: date, what: str, whom: Any, otherwise: Any = None) -> Any:
        """What was last told of this day or an earlier one."""
        said = [value for since, value, _ in self.told.get((what, whom), ()) if since <= day]
        return said[-1] if said else otherwise

    def of(self, what: str) -> list[Any]:
        """Whom anything of this kind is told about."""
        return [whom for kind, whom in self.told if kind == what and self.told[kind, whom]]

    def last(self, what: str, whom: Any) -> date:
        """The day of the latest line."""
        return max((line[0] for line in self.told.get((what, whom), ())), default=START)


@dataclass
class RandomHall:
    """The hall, its people and doors, and the diary of what was done in it."""

    session: Session
    clerk: Clerk
    chance: Random
    diary: Diary = field(default_factory=Diary)
    people: dict[int, tuple[str, date]] = field(default_factory=dict)  # sex and birth
    doors: list[int] = field(default_factory=list)
    grid_of: dict[int, int | None] = field(default_factory=dict)  # by door
    done: list[tuple[str, int]] = field(default_factory=list)  # kinds and actions, not undone
    undone: list[str] = field(default_factory=list)

    def found(self) -> None:
        """Nine households and eight people who are in none yet."""
        grids = [make_grid(self.session, f"G0{one}", f"第{one}网格") for one in (1, 2, 3)]
        for place in range(18):
            grid = grids[place // 5] if place < 15 else None
            door = make_dwelling(self.session, f"御景小区 {place // 5 + 1}-1-{place + 101}", grid)
            self.doors.append(door.id)
        for place in range(9):
            self._household(place)
        for place in range(8):
            self._newcomer(f"新{place}", "unsettled")
        where = select(Dwelling.id, Entrance.grid_id).join_from(Dwelling, Entrance)
        self.grid_of = {door: grid for door, grid in self.session.execute(where)}

    def _household(self, place: int) -> None:
        since = START + timedelta(days=self.chance.randint(0, 30))
        count = self.chance.randint(1, 5)
        members = [(self._newcomer(f"人{place}{one}"), "97" if one else "02")
                   for one in range(count)]  # fmt: skip
        address = f"御景小区 {place // 5 + 1}-1-{place + 101}"
        home = make_household(self.session, members, address, established_on=since)
        self.diary.write(since, [("home", one.id, (home.id, role)) for one, role in members])
        self.diary.write(date.min, [("door", home.id, self.doors[place])])

    def _newcomer(self, name: str, status: str = "present") -> Any:
        born = date(*(self.chance.randint(*span) for span in ((1930, 2022), (1, 12), (1, 28))))
        facts = {
            "ethnicity": self.chance.choice(["01", "02", "03"]),
            "hukou_kind": self.chance.choice(["local", "local", "outside", "outside", "unknown"]),
        }
        sex = self.chance.choice("12")
        one = make_person(self.session, name, sex=sex, birth_date=born, status=status, **facts)
        self.people[one.id] = (sex, born)
        said = {"name": name, **facts}
        self.diary.write(date.min, [(what, one.id, value) for what, value in said.items()])
        return one

    # What is so now

    def home(self, person: int) -> int | None:
        return self.diary.on(date.max, "home", person, GONE)[0]  # type: ignore[no-any-return]

    def alive(self, *, housed: bool) -> list[int]:
        dead = set(self.diary.of("died"))
        return [one for one in self.people if one not in dead and bool(self.home(one)) is housed]

    def homes(self) -> list[int]:
        return sorted({home for one in self.people if (home := self.home(one))})

    # One thing after another

    def live(self, changes: int) -> None:
        """Try whatever comes to mind until so many changes were accepted."""
        while len(self.done) + len(self.undone) < changes:
            kind = self.chance.choice(KINDS)
            day = OPENED + timedelta(days=self.chance.randint(0, (TODAY - OPENED).days))
            try:
                with self.session.begin_nested():
                    self._do(kind, day)
            except UserError:
                continue  # refused: neither the register nor the diary knows of it

    def _do(self, kind: str, day: date) -> None:
        if kind == "undo":
            self._undo()
        elif kind in PLACES:
            self._place(kind, day)
        else:
            change, facts = self._change(kind, day)
            made = service.carry_out(self.session, self.clerk, change, TODAY)
            self._accepted(kind, day, _named(facts, made.household_id), made.action_id)

    def _accepted(self, kind: str, day: date, facts: Facts, action: int) -> None:
        self.diary.write(day, facts, action)
        self.done.append((kind, action))

    def _undo(self) -> None:
        latest = self.done[-6:]
        if latest:
            kind, action = self.chance.choice(latest)
            service.undo(self.session, self.clerk, action, "试一试", TODAY)
            self.diary.forget(action)
            self.done.remove((kind, action))
            self.undone.append(kind)

    def _change(self, kind: str, day: date) -> tuple[Change, Facts]:
        if kind == "moved":
            home, door = self.chance.choice(self.homes()), self.chance.choice(self.doors)
            moves = {home: Target(home, door, "整户搬")}
            return Change(kind, day, TODAY, moves=moves), [("door", home, door)]
        if kind == "head_changed":
            return self._new_head(day)
        if kind in ("name_changed", "corrected"):
            return self._new_facts(kind, day)
        return self._movement(kind, day)

    def _new_head(self, day: date) -> tuple[Change, Facts]:
        heir = self.chance.choice(self.alive(housed=True))
        home = self.home(heir)
        relations = {
            one: "97" for one in self.people if self.diary.on(date.max, "home", one) == (home, "02")
        } | {heir: "02"}
        facts: Facts = [("home", one, (home, role)) for one, role in relations.items()]
        return Change("head_changed", day, TODAY, relations=relations), facts

    def _new_facts(self, kind: str, day: date) -> tuple[Change, Facts]:
        who = self.chance.choice(self.alive(housed=True))
        said = {"name": f"名{len(self.done)}"}
        if kind == "corrected":
            said = {"hukou_kind": self.chance.choice(["local", "outside", "unknown"])}
            said |= {"ethnicity": self.chance.choice(["01", "02", "03"])}
        return Change(kind, day, TODAY, facts={who: said}), [
            (what, who, value) for what, value in said.items()
        ]

    def _movement(self, kind: str, day: date) -> tuple[Change, Facts]:
        pool = self.alive(housed=kind not in ENTRIES)
        who = self.chance.sample(pool, min(len(pool), self.chance.randint(1, 3)))
        relations = self._heirs(who)
        facts: Facts = [("home", one, (self.home(one), role)) for one, role in relations.items()]
        if kind in EXITS:
            facts += [("home", one, GONE) for one in who]
            facts += [("died", one, True) for one in who if kind == "died"]
            movers = dict.fromkeys(who, "")
            return Change(kind, day, TODAY, movers, None, relations, reason="随机"), facts
        target = self._target(kind)
        new = target.household_id == NEW
        movers = {one: "02" if new and one == who[0] else "97" for one in who}
        facts += [("home", one, (target.household_id, role)) for one, role in movers.items()]
        facts += [("door", NEW, target.dwelling_id)] if new else []
        facts += [("born", one, True) for one in who if kind == "born"]
        return Change(kind, day, TODAY, movers, target, relations, reason="随机"), facts

    def _target(self, kind: str) -> Target:
        if kind == "split" or self.chance.random() < 0.3:
            return Target(NEW, self.chance.choice(self.doors))
        return Target(self.chance.choice(self.homes()))

    def _heirs(self, leaving: list[int]) -> dict[int, str]:
        """A new head for every household that loses its own."""
        heirs = {}
        for home in sorted({home for one in leaving if (home := self.home(one))}):
            left = [one for one in self.people if self.home(one) == home and one not in leaving]
            roles = [self.diary.on(date.max, "home", one)[1] for one in left]
            if left and "02" not in roles:
                heirs[self.chance.choice(left)] = "02"
        return heirs

    def _place(self, kind: str, day: date) -> None:
        who = self.chance.choice([*self.alive(housed=True), *self.alive(housed=False)])
        door = self.chance.choice(self.doors)
        if kind == "lives":
            facts, action = self._lives(who, door, day)
        elif kind == "buys":
            day = max(day, self.diary.last("owns", (who, door)) + timedelta(days=1))
            made = add_property(self.session, self.clerk, PlaceDraft(who, day, door), TODAY)
            facts, action = [("owns", (who, door), True)], made.action_id
        else:
            facts, action = self._sells(day)
        if action:
            self._accepted(kind, day, facts, action)

    def _lives(self, who: int, door: int, day: date) -> tuple[Facts, int]:
        """At home again nothing is noted; else here or away."""
        at = door if self.chance.random() < 0.5 else None
        draft = PlaceDraft(who, day, at, "" if at else AWAY)
        made = set_residence(self.session, self.clerk, draft, TODAY)
        registered = self.diary.on(date.max, "door", self.home(who))
        lives = None if at is not None and at == registered else (at or AWAY)
        return [("lives", who, lives)], made.action_id

    def _sells(self, day: date) -> tuple[Facts, int]:
        owned = select(PersonPlace).where(
            PersonPlace.aspect == "property", PersonPlace.until.is_(None)
        )
        held = list(self.session.scalars(owned.order_by(PersonPlace.id)))
        if not held:
            return [], 0
        one = self.chance.choice(held)
        made = end_property(self.session, self.clerk, one.id, day, TODAY)
        return [("owns", (one.person_id, one.dwelling_id), False)], made.action_id


class _Over(Exception):
    """The hall is closed: everything is rolled back."""


@contextmanager
def random_hall(db: Database, clerk: Clerk, seed: int, changes: int) -> Iterator[RandomHall]:
    """A hall after so many accepted changes, gone again afterwards."""
    try:
        with db.write() as session:
            hall = RandomHall(session, clerk, Random(seed))
            hall.found()
            hall.live(changes)
            yield hall
            raise _Over
    except _Over:
        pass


def _named(facts: Facts, home: int | None) -> Facts:
    """The facts with the number the new household was given."""
    named: Facts = []
    for what, whom, value in facts:
        if what == "home" and value[0] == NEW:
            value = (home, value[1])
        named.append((what, home if what == "door" and whom == NEW else whom, value))
    return named
