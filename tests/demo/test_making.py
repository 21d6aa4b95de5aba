from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.progress import Cancelled, Silent
from gridhall.db import keyring, search
from gridhall.db.database import Database
from gridhall.demo.making import CLERK, PASSWORD, _Maker, make_demo
from gridhall.demo.remarks import LEAST_AGE, REMARKS
from gridhall.places.models import Entrance, Grid
from gridhall.registry import queries
from gridhall.registry.models import Household, Person
from gridhall.service_desk.models import CaseMaterial, ServiceCase
from gridhall.service_desk.queries.reads import matters
from tests.factories import TODAY

RESIDENTS = 900


@pytest.fixture
def filled(db: Database, administrator: Clerk) -> Iterator[Session]:
    """A hall filled by the demo, without the cost of its passwords."""
    with db.write() as session:
        session.execute(text("DELETE FROM clerk WHERE name IN ('王芳', '高明')"))
        _Maker(RESIDENTS, 7, TODAY, Silent()).fill(session, administrator)
    with db.read() as session:
        yield session


def test_the_fictional_register_is_plausible_to_the_last_rule(filled: Session) -> None:
    problems = {one.rule: one.count for one in queries.problems(filled)}
    assert not any(problems.values()), problems
    counts = queries.counts(filled)
    assert len(filled.scalars(select(Person.id)).all()) == RESIDENTS
    assert 0.95 * RESIDENTS < counts.people <= RESIDENTS  # some died, some moved out
    assert 2.2 < counts.people / counts.households < 2.8


def test_people_are_as_people_are(filled: Session) -> None:
    people = filled.scalars(select(Person)).all()
    shares = {
        "old": sum(TODAY.year - (p.birth_date or TODAY).year >= 60 for p in people),
        "outside": sum(p.hukou_kind == "outside" for p in people),
        "party": sum(p.political_status in ("01", "02") for p in people),
        "phone": sum(bool(p.phone) for p in people),
    }
    assert 0.1 < shares["old"] / RESIDENTS < 0.35
    assert 0.1 < shares["outside"] / RESIDENTS < 0.35
    assert 0.04 < shares["party"] / RESIDENTS < 0.25
    assert shares["phone"] / RESIDENTS > 0.7
    found = search.search(filled, "zgh 3-2-501", kinds=("resident",))
    assert [(hit.title, hit.line) for hit in found] == [("张桂花", "御景小区 3-2-501 · 户主")]


def test_grids_can_be_balanced_within_a_tenth(filled: Session) -> None:
    per_entrance = text(
        "SELECT max(n) FROM (SELECT count(*) AS n FROM household h"
        " JOIN dwelling d ON d.id = h.dwelling_id GROUP BY d.entrance_id)"
    )
    assert filled.execute(per_entrance).scalar_one() <= 14  # of about 300 in a grid
    assert filled.scalars(select(Grid.code)).all() == ["G01"]
    assert filled.scalar(select(func.count()).where(Entrance.grid_id.is_(None))) == 0


def test_cases_stand_in_every_state_around_today(filled: Session) -> None:
    cases = filled.scalars(select(ServiceCase)).all()
    states = {case.state for case in cases}
    open_cases = [case for case in cases if case.state == "accepted"]
    assert states >= {"received", "supplement", "accepted", "suspended", "finished", "delivered"}
    assert states >= {"archived", "withdrawn", "passed_on", "revoked", "consulting", "answered"}
    assert [case for case in open_cases if case.promised_on < TODAY]
    assert [case for case in open_cases if case.promised_on == TODAY]
    assert [case for case in open_cases if case.promised_on > TODAY]
    waiting = CaseMaterial.case_id.in_([case.id for case in open_cases])
    missing = (waiting, CaseMaterial.received_at.is_(None))
    assert (filled.scalar(select(func.count()).where(*missing)) or 0) > 0


def test_the_same_seed_and_day_make_the_same_hall(
    db: Database, administrator: Clerk, tmp_path: Path
) -> None:
    seen = []
    for _ in range(2):
        with pytest.raises(RuntimeError, match="enough"), db.write() as session:
            session.execute(text("DELETE FROM clerk WHERE name IN ('王芳', '高明')"))
            _Maker(120, 3, TODAY, Silent()).fill(session, administrator)
            people = session.execute(select(Person.name, Person.id_number, Person.phone)).all()
            cases = session.execute(select(ServiceCase.number, ServiceCase.item_name)).all()
            seen.append((people, cases))
            raise RuntimeError("enough")
    assert seen[0] == seen[1]


def test_the_next_household_gets_the_next_number(filled: Session) -> None:
    last = filled.scalar(select(func.max(Household.number))) or ""
    counter = text("SELECT last_number FROM number_series WHERE kind = 'household'")
    assert filled.execute(counter).scalar_one() == int(last)


def test_make_demo_opens_to_its_three_clerks(tmp_path: Path) -> None:
    path = tmp_path / "demo.gridhall"
    made = make_demo(path, 1, 1, date(2026, 11, 24), Silent())
    assert (made.residents, made.households, made.grids) == (1, 1, 1)
    keys = keyring.load(keyring.keyring_path(path))
    assert sorted(keys.clerks) == sorted((CLERK, "王芳", "高明"))
    db = Database(path, keyring.unwrap(keys, "王芳", PASSWORD))
    with db.read() as session:
        assert queries.counts(session).people == 1
    db.close()


class _Stop:
    def report(self, done: int, total: int) -> None:
        raise Cancelled


def test_a_demo_that_was_stopped_leaves_no_hall(tmp_path: Path) -> None:
    path = tmp_path / "demo.gridhall"
    with pytest.raises(Cancelled):
        make_demo(path, 50, 1, TODAY, _Stop())
    assert not path.exists()


def test_a_cases_remark_and_applicant_fit_its_matter(filled: Session) -> None:
    codes = {row.id: row.code for row in matters(filled, date.today(), withdrawn=True)}
    people = filled.execute(select(Person.id, Person.birth_date))
    born = {row.id: row.birth_date for row in people}
    asked_only = ("consulting", "answered")
    found = filled.scalars(select(ServiceCase).where(ServiceCase.state.not_in(asked_only))).all()
    remarked = [case for case in found if case.note]
    assert 0.2 < len(remarked) / len(found) < 0.6
    for case in found:
        code = codes[case.item_id]
        assert case.note == "" or case.note in REMARKS[code]
        assert TODAY.year - (born[case.applicant_id] or TODAY).year >= LEAST_AGE.get(code, 18)


def test_every_matter_of_the_catalogue_has_its_own_remarks(filled: Session) -> None:
    codes = {row.code for row in matters(filled, date.today())}
    assert codes <= REMARKS.keys()
    said = [remark for code in codes for remark in REMARKS[code]]
    assert len(said) == len(set(said))
