"""Statistics: each cell is as many people as its list holds, now and as at any day."""

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select, update

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.demo.filling import Filler
from gridhall.registry.models import Membership, PastAddress, PastValue, Person, PersonEvent
from gridhall.registry.queries import statistics
from gridhall.registry.queries.figure_rows import Figure
from gridhall.registry.queries.listed import listed
from gridhall.registry.queries.statistics import FIGURES
from gridhall.registry.rules import age_on
from tests.factories import NOW, TODAY

DAYS = (None, date(2026, 6, 30), date(2024, 2, 29), date(1990, 1, 1))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A fictional hall of 400 people of whom some left, died, moved whole, changed their hukou."""
    from gridhall.db import migrate
    from tests.conftest import KEY

    path: Path = tmp_path_factory.mktemp("town") / "hall.db"
    database = Database(path, KEY)
    migrate.upgrade(database.engine)
    rng = Random(5)
    with database.write() as session:
        Filler(session, 400, 3, TODAY).fill(Silent(), 800)
        for membership in session.scalars(select(Membership)).all():
            if rng.random() < 0.1:
                membership.until = date(2026, rng.randint(1, 10), 15)
                kind = rng.choice(["died", "moved_out"])
                session.add(
                    PersonEvent(
                        person_id=membership.person_id, kind=kind, happened_on=membership.until,
                        recorded_at=NOW, clerk_name="王芳",
                        from_household_id=membership.household_id,
                    )
                )  # fmt: skip
        for person_id in rng.sample(range(1, 400), 30):
            day = date(2026, rng.randint(1, 11), 1)
            for field, value in (("hukou_kind", "unknown"), ("education", "70"), ("ethnicity", "")):
                session.add(PastValue(person_id=person_id, field=field, value=value, until=day))
        for home in range(1, 20):
            session.add(
                PastAddress(household_id=home, dwelling_id=home + 30, until=date(2026, 7, 1))
            )
        session.execute(update(Person).where(Person.id == 7).values(birth_date=None, sex="9"))
    return database


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", FIGURES)
def test_every_cell_is_as_many_as_its_list_holds(
    town: Database, clerk: Clerk, name: str, day: date | None
) -> None:
    with town.read() as session:
        made = statistics.figure(session, name, day, TODAY)
        for row in made.rows:
            for series, value, wanted in zip(made.series, row.values, row.lists, strict=True):
                if series.unit == "人":
                    found = len(listed(session, clerk, wanted, TODAY))
                    assert found == value, (row.label, series.label)
        if name != "months":
            assert made.total == statistics.people_total(session, day)
            assert made.total == len(listed(session, clerk, _everybody(day), TODAY))


def _everybody(day: date | None) -> statistics.Wanted:
    return statistics.Wanted(as_at=day)


def _figure(town: Database, name: str, day: date | None = None) -> Figure:
    with town.read() as session:
        return statistics.figure(session, name, day, TODAY)


def test_ages_are_those_of_the_day(town: Database) -> None:
    """Against a slow count of everybody's age."""
    for day in (TODAY, date(2024, 2, 29)):
        with town.read() as session:
            here = set(
                session.scalars(
                    select(Membership.person_id).where(
                        (Membership.since.is_(None)) | (Membership.since <= day),
                        (Membership.until.is_(None)) | (Membership.until > day),
                    )
                )
            )
            people = session.execute(select(Person.id, Person.birth_date, Person.sex)).all()
        slow = Counter(
            (min(age_on(born, day) // 5, 20), sex)
            for one, born, sex in people
            if one in here and born is not None
        )
        made = _figure(town, "ages", day)
        bands = [row for row in made.rows if row.label != "没有出生日期"]
        for place, row in enumerate(bands):
            assert row.values[:2] == (slow[place, "1"], slow[place, "2"])


def test_households_by_size_and_the_months_add_up(town: Database) -> None:
    made = _figure(town, "household-sizes")
    for size, row in enumerate(made.rows[:-1], start=1):
        assert row.values[1] == row.values[0] * size
    months = _figure(town, "months")
    assert len(months.rows) == 12
    assert [row.label for row in months.rows][-1] == "2026年11月"
    for before, after in zip(months.rows, months.rows[1:], strict=False):
        assert before.values[-1] == after.values[0]
    assert sum(row.values[3] + row.values[4] for row in months.rows) > 10


def test_schooling_is_by_level_and_what_is_not_known_comes_last(town: Database) -> None:
    made = _figure(town, "education", date(2026, 1, 1))
    assert made.rows[0].label in ("研究生", "本科", "大学本科")
    labels = [row.label for row in _figure(town, "ethnicity", date(2025, 12, 1)).rows]
    assert labels[0].startswith("汉")
    assert labels[-1] == "未登记"


def test_a_day_to_come_has_no_figures(town: Database) -> None:
    with pytest.raises(UserError, match="截至日期不能晚于今天"):
        _figure(town, "ages", date(2027, 1, 1))
