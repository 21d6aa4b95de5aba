"""As at any past day the register answers what a diary kept beside it says, person by person."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.registry import queries
from gridhall.registry.queries import separation
from gridhall.registry.queries.figure_rows import FigureRow
from gridhall.registry.queries.listed import listed
from gridhall.registry.queries.monthly import monthly_table
from gridhall.registry.queries.statistics import FIGURES, figure, people_total
from gridhall.registry.rules.lists import ANYHOW, Wanted
from tests.factories import TODAY
from tests.registry.random_hall import AWAY, GONE, OPENED, RandomHall, random_hall

SEEDS, CHANGES, DAYS = (1, 2, 3, 4), 50, 6
STATES = (
    "consistent", "unknown", "elsewhere", "hukou_not_resident", "resident_no_hukou",
    "property_no_hukou", "property_only",
)  # fmt: skip
NEVER_APART = STATES[:3]


@pytest.fixture(params=SEEDS)
def hall(request: pytest.FixtureRequest, db: Database, clerk: Clerk) -> Iterator[RandomHall]:
    """A hall after a random year and a half; one in which little happened would prove little."""
    with random_hall(db, clerk, request.param, CHANGES) as made:
        assert len({kind for kind, _ in made.done}) >= 9
        assert len(made.undone) >= 4
        yield made


@dataclass
class Recount:
    """The slow reference: what the diary says of everybody on one day."""

    hall: RandomHall
    day: date

    def said(self, what: str, whom: Any, otherwise: Any = None) -> Any:
        return self.hall.diary.on(self.day, what, whom, otherwise)

    @property
    def here(self) -> list[int]:
        return [one for one in sorted(self.hall.people) if self.home(one)]

    def home(self, one: int) -> int | None:
        return self.said("home", one, GONE)[0]  # type: ignore[no-any-return]

    def homes(self) -> dict[int, list[int]]:
        kept: dict[int, list[int]] = {}
        for one in self.here:
            kept.setdefault(self.home(one) or 0, []).append(one)
        return kept

    def dead(self, one: int) -> bool:
        return bool(self.said("died", one))

    def left(self, one: int) -> bool:
        """Was in a household once; is in none and not dead."""
        lines = self.hall.diary.told.get(("home", one), ())
        ever = any(value != GONE and since <= self.day for since, value, _ in lines)
        return ever and not self.home(one) and not self.dead(one)

    def age(self, one: int) -> int:
        born = self.hall.people[one][1]
        to_come = (self.day.month, self.day.day) < (born.month, born.day)
        return max(self.day.year - born.year - to_come, 0)

    def grid(self, home: int) -> int | None:
        return self.hall.grid_of[self.said("door", home)]

    def owned(self, one: int) -> list[int]:
        """The doors the person owns, the first bought first."""
        mine = [
            key for key in self.hall.diary.of("owns") if key[0] == one and self.said("owns", key)
        ]
        mine.sort(key=lambda key: self.bought(key))
        return [door for _, door in mine]

    def bought(self, key: tuple[int, int]) -> date:
        lines = self.hall.diary.told["owns", key]
        return max(since for since, value, _ in lines if value and since <= self.day)

    # 人户分离, one person and one day at a time

    def state(self, one: int) -> str:
        member, lives = self.home(one) is not None, self.said("lives", one)
        living, owning = member if lives is None else lives != AWAY, bool(self.owned(one))
        if self.dead(one) or not (member or living or owning):
            return ""
        kind = self.said("hukou_kind", one)
        if kind == "unknown":
            return "unknown"
        if kind == "local" and member:
            return "consistent" if living else "hukou_not_resident"
        if owning:
            return "property_no_hukou" if living else "property_only"
        return "resident_no_hukou" if living else "elsewhere"

    def fresh(self, one: int, state: str) -> bool:
        """Apart, but on some day of the last half year not so yet."""
        if state in NEVER_APART:
            return False
        began = half_year_before(self.day)
        days = (self.day - began).days
        return any(
            Recount(self.hall, self.day - timedelta(days=back)).state(one) != state
            for back in range(1, days + 1)
        )

    def call_on(self, one: int) -> int | None:
        """The grid where one finds the person: lives, is registered, or owns."""
        home, lives = self.home(one), self.said("lives", one)
        registered = self.said("door", home) if home else None
        door = lives if lives not in (None, AWAY) else registered
        return self.hall.grid_of.get(door or next(iter(self.owned(one)), 0))


def half_year_before(day: date) -> date:
    """The last day from which six months are over by `day`; month ends answer one another."""
    year, month = divmod(day.year * 12 + day.month - 7, 12)
    length = monthrange(year, month + 1)[1]
    ends = (day + timedelta(days=1)).day == 1
    return date(year, month + 1, length if ends else min(day.day, length))


def past_days(hall: RandomHall) -> list[Recount]:
    """Days on which something was told, when it had been so for half a year, and today."""
    lines = [line for told in hall.diary.told.values() for line in told]
    days = sorted({since for since, *_ in lines if since > date.min})
    told = hall.chance.sample([day for day in days if day >= OPENED], DAYS // 2)
    past = [half_a_year_old(day) for day in days]
    ripe = hall.chance.sample([day for day in past if day <= TODAY], DAYS // 2)
    return [Recount(hall, day) for day in (*told, *ripe, TODAY)]


def half_a_year_old(since: date) -> date:
    """The first day on which what began then has lasted six months."""
    day = since + timedelta(days=175)
    while half_year_before(day) < since:
        day += timedelta(days=1)
    return day


def on_list(slow: Recount, **asked: Any) -> list[int]:
    """Who is on the register's list as at the day, each once."""
    wanted = Wanted(as_at=slow.day, **asked)
    found = list(listed(slow.hall.session, slow.hall.clerk, wanted, TODAY))
    assert len(found) == len(set(found))
    return sorted(found)


def test_lists_name_whom_the_diary_names(hall: RandomHall) -> None:
    for slow in past_days(hall):
        here, everybody = slow.here, sorted(hall.people)
        assert people_total(hall.session, slow.day) == len(here) > 0
        assert on_list(slow) == on_list(slow, order="address") == here
        assert on_list(slow, status="died") == [one for one in everybody if slow.dead(one)]
        assert on_list(slow, status="left") == [one for one in everybody if slow.left(one)]
        heads = [one for one in here if slow.said("home", one)[1] == "02"]
        assert on_list(slow, heads=True) == heads
        _same_by_facts(slow, here)


def _same_by_facts(slow: Recount, here: list[int]) -> None:
    for kind in ("local", "outside", "unknown"):
        those = [one for one in here if slow.said("hukou_kind", one) == kind]
        assert on_list(slow, hukou=(kind,)) == those
    renamed = [one for one in here if "名" in slow.said("name", one)]
    assert on_list(slow, name="名") == renamed
    second = [one for one in here if slow.said("ethnicity", one) == "02"]
    assert on_list(slow, ethnicities=("02",)) == second
    grown = [
        one for one in here if 18 <= slow.age(one) < 60 and slow.hall.people[one][1] <= slow.day
    ]
    assert on_list(slow, youngest=18, oldest=59) == grown
    for grid in {*slow.hall.grid_of.values()}:
        there = [one for one in here if slow.grid(slow.home(one) or 0) == grid]
        assert on_list(slow, grids=(grid or 0,)) == there


def test_cards_show_who_lived_where_that_day(hall: RandomHall) -> None:
    for slow in past_days(hall):
        for home, people in slow.homes().items():
            _same_household(slow, home, people)
        for one in hall.chance.sample(sorted(hall.people), 12):
            card = queries.resident_card(hall.session, one, slow.day)
            assert card.person.household_id == slow.home(one)
            assert card.person.name == slow.said("name", one)
            assert card.ethnicity == slow.said("ethnicity", one)


def _same_household(slow: Recount, home: int, people: list[int]) -> None:
    card = queries.household(slow.hall.session, home, slow.day)
    shown = {one.person_id: (one.relation, one.name, one.hukou_kind) for one in card.members}
    assert shown == {
        one: (slow.said("home", one)[1], slow.said("name", one), slow.said("hukou_kind", one))
        for one in people
    }
    assert len(card.members) == len(people)
    assert card.head is not None
    assert slow.said("home", card.head.person_id) == (home, "02")
    assert card.dwelling_id == slow.said("door", home)


def test_figures_add_up_to_the_people_of_the_day(hall: RandomHall) -> None:
    for slow in past_days(hall):
        for name in FIGURES:
            assert figure(hall.session, name, slow.day, TODAY).total == len(slow.here), name
        _same_groups(slow)
        _same_homes(slow)


def _rows(slow: Recount, name: str) -> Sequence[FigureRow]:
    return figure(slow.hall.session, name, slow.day, TODAY).rows


def _same_groups(slow: Recount) -> None:
    """By sex and age, by hukou and by ethnicity."""
    bands = Counter((slow.hall.people[one][0], slow.age(one) // 5) for one in slow.here)
    shown = [row.values for row in _rows(slow, "ages")]
    assert shown == [(bands["1", band], bands["2", band]) for band in range(len(shown))]
    kinds = Counter(slow.said("hukou_kind", one) for one in slow.here)
    rows = _rows(slow, "hukou")
    assert {row.lists[0].hukou[0]: row.values[0] for row in rows if row.values[0]} == kinds
    peoples = Counter(slow.said("ethnicity", one) for one in slow.here)
    rows = _rows(slow, "ethnicity")
    assert {row.lists[0].ethnicities[0]: row.values[0] for row in rows} == peoples


def _same_homes(slow: Recount) -> None:
    """By how many live together, and by grid."""
    homes = slow.homes()
    sizes = Counter(min(len(people), 8) for people in homes.values())
    shown = [row.values[0] for row in _rows(slow, "household-sizes")]
    assert shown == [sizes[size] for size in range(1, 9)]
    counted = {row.lists[0].grids[0]: row.values for row in _rows(slow, "grids")}
    for grid in {*slow.hall.grid_of.values()}:
        there = [people for home, people in homes.items() if slow.grid(home) == grid]
        assert counted.get(grid or 0, (0, 0)) == (sum(map(len, there)), len(there))


def test_the_monthly_table_follows_the_diary(hall: RandomHall) -> None:
    rows = monthly_table(hall.session, OPENED, TODAY)
    before = OPENED - timedelta(days=1)
    for row in rows:
        following = (row.month.replace(day=28) + timedelta(days=4)).replace(day=1)
        end = min(following - timedelta(days=1), TODAY)
        slow = Recount(hall, end)
        assert row.is_proved
        assert (row.opening, row.closing) == (len(Recount(hall, before).here), len(slow.here))
        assert row.households == len(slow.homes())
        assert (row.born, row.died) == (_told(hall, "born", row.month, end),
                                        _told(hall, "died", row.month, end))  # fmt: skip
        before = end
    assert before == TODAY


def _told(hall: RandomHall, what: str, first: date, last: date) -> int:
    lines = (line for one in hall.people for line in hall.diary.told.get((what, one), ()))
    return sum(first <= since <= last for since, *_ in lines)


def test_the_survey_judges_everybody_as_a_walk_through_the_days_does(hall: RandomHall) -> None:
    for slow in past_days(hall):
        judged = {one: state for one in hall.people if (state := slow.state(one))}
        fresh = {one for one, state in judged.items() if slow.fresh(one, state)}
        found = separation.survey(hall.session, slow.day)
        expected = Counter(
            (slow.call_on(one), state, one not in fresh) for one, state in judged.items()
        )
        assert {key: count for key, count in found.tallies.items() if count} == expected
        for state in STATES:
            those = sorted(one for one in judged if judged[one] == state and one not in fresh)
            wanted = separation.Wanted((state,))
            assert sorted(separation.listed(hall.session, found, wanted)) == those
            assert on_list(slow, status=ANYHOW, separations=(state,)) == those
        assert on_list(slow, status=ANYHOW, separations=("fresh",)) == sorted(fresh)
