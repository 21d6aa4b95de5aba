"""Random lives of a small hall: whatever is entered, the register stays a register."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.base import Base
from gridhall.db.database import Database
from gridhall.db.images import image
from gridhall.registry import models, service
from gridhall.registry.models import Household, Membership, Person, PersonEvent, RegisterAction
from gridhall.registry.queries.monthly import monthly_table
from gridhall.registry.rules.changes import NEW, Change, Refused, Target
from tests.factories import TODAY, make_household, make_person

FIRST = date(2026, 8, 1)
KINDS = (
    "born", "moved_in", "married_in", "died", "moved_out", "moved_inside", "split", "merged",
    "head_changed", "name_changed",
)  # fmt: skip
STATE = (Person, Membership, Household, models.PastValue, models.PastAddress)

acts = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(KINDS),
            "day": st.integers(0, 115),
            "who": st.lists(st.integers(0, 7), min_size=1, max_size=3, unique=True),
            "relation": st.sampled_from(["02", "12", "20", "30", "51"]),
            "to": st.integers(0, 4),
            "heir": st.integers(0, 7),
            "undo": st.integers(0, 9),
        }
    ),
    max_size=14,
)
lives = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class _Over(Exception):
    """The example is over: everything is rolled back."""


@contextmanager
def _world(db: Database) -> Iterator[tuple[Session, list[int]]]:
    """Six people in two households and two newcomers, gone again afterwards."""
    try:
        with db.write() as session:
            people = [make_person(session, f"人{place}", sex="12"[place % 2]) for place in range(8)]
            make_household(session, [(people[0], "02"), (people[1], "12"), (people[2], "20")])
            make_household(
                session, [(people[3], "02"), (people[4], "20"), (people[5], "30")], "龙腾 1-1-101"
            )
            for newcomer in people[6:]:
                newcomer.status = "unsettled"
            session.flush()
            yield session, [one.id for one in people]
            raise _Over
    except _Over:
        pass


def _change(session: Session, people: list[int], act: dict[str, object]) -> Change:
    """One random act; nothing is said for its sense."""
    kind, day = str(act["kind"]), FIRST + timedelta(days=int(str(act["day"])))
    homes = list(session.scalars(select(Household.id).order_by(Household.id)))
    place = int(str(act["to"]))
    target = Target(NEW) if place >= len(homes) else Target(homes[place])
    chosen = [people[place] for place in act["who"]]  # type: ignore[attr-defined]
    if kind == "name_changed":
        return Change(kind, day, TODAY, facts={chosen[0]: {"name": f"新名{place}"}})
    heir = {people[int(str(act["heir"]))]: "02"}
    if kind == "head_changed":
        return Change(kind, day, TODAY, relations=heir | {chosen[0]: "20"})
    relations = {} if set(heir) & set(chosen) else heir
    if kind in ("died", "moved_out"):
        return Change(kind, day, TODAY, dict.fromkeys(chosen, ""), None, relations, reason="随机")
    movers = {who: "02" if who == chosen[0] and target.household_id == NEW else act["relation"]
              for who in chosen}  # fmt: skip
    return Change(kind, day, TODAY, movers, target, relations, reason="随机")  # type: ignore[arg-type]


def _state(session: Session) -> str:
    """Every row of the register's present and past; a household that lasted no day is none."""
    session.expire_all()
    rows: list[object] = []
    for table in STATE:
        for row in session.scalars(select(table).order_by(table.id)):
            if isinstance(row, Household) and row.ended_on == row.established_on is not None:
                continue
            rows.append((table.__tablename__, row.id, image(row)))
    return json.dumps(rows, ensure_ascii=False, default=str)


def _days() -> list[date]:
    return [FIRST - timedelta(days=1) + timedelta(days=step) for step in range(0, 118, 3)]


def _holds(session: Session) -> None:
    """One household and at most one head on any day; nobody dead is anywhere."""
    held = list(session.scalars(select(Membership)))
    for day in _days():
        here = [m for m in held if (m.since or day) <= day and (m.until is None or m.until > day)]
        assert max(Counter(one.person_id for one in here).values(), default=0) <= 1
        heads = Counter(one.household_id for one in here if one.relation == "02")
        assert all(count == 1 for count in heads.values())
        assert {one.household_id for one in here} == set(heads)
    for one in session.scalars(select(Person).where(Person.died_on.is_not(None))):
        assert all(m.until is not None for m in held if m.person_id == one.id)


@given(acts)
@lives
def test_whatever_is_entered_everybody_is_in_one_household_with_one_head(
    db: Database, clerk: Clerk, acts: list[dict[str, object]]
) -> None:
    with _world(db) as (session, people):
        for act in acts:
            with suppress(Refused):
                service.carry_out(session, clerk, _change(session, people, act), TODAY)
            _holds(session)
        rows = monthly_table(session, FIRST, TODAY)
        assert all(row.is_proved for row in rows), rows
        _same_as_counted_by_hand(session, [row.closing for row in rows])


@given(acts)
@lives
def test_taking_back_restores_the_register_bit_for_bit(
    db: Database, clerk: Clerk, acts: list[dict[str, object]]
) -> None:
    with _world(db) as (session, people):
        done: list[tuple[int, str]] = []
        for act in acts:
            before = _state(session)
            try:
                made = service.carry_out(session, clerk, _change(session, people, act), TODAY)
            except Refused:
                assert _state(session) == before
                continue
            done.append((made.action_id, before))
            if act["undo"] == 0:
                service.undo(session, clerk, *(made.action_id, "错了"), TODAY)
                assert _state(session) == before
                done.pop()
        for action_id, before in reversed(done):
            service.undo(session, clerk, action_id, "都错了", TODAY)
            assert _state(session) == before
        assert all(row.is_proved for row in monthly_table(session, FIRST, TODAY))


@given(acts, st.data())
@lives
def test_taking_back_in_any_order_is_refused_or_leaves_a_register(
    db: Database, clerk: Clerk, acts: list[dict[str, object]], data: st.DataObject
) -> None:
    with _world(db) as (session, people):
        done: list[int] = []
        for act in acts:
            try:
                made = service.carry_out(session, clerk, _change(session, people, act), TODAY)
                done.append(made.action_id)
            except Refused:
                continue
        for action_id in data.draw(st.permutations(done)):
            before = _state(session)
            try:
                with session.begin_nested():
                    service.undo(session, clerk, action_id, "试试", TODAY)
            except UserError:
                assert _state(session) == before
            _holds(session)
        assert all(row.is_proved for row in monthly_table(session, FIRST, TODAY))


def _same_as_counted_by_hand(session: Session, closings: list[int]) -> None:
    """The slow reference: everybody's events gone through one by one."""
    undone = set(
        session.scalars(select(RegisterAction.id).where(RegisterAction.undone_by.is_not(None)))
    )
    for end, closing in zip(_ends(), closings, strict=True):
        here = 6  # in a household before the register's first event
        for told in session.scalars(select(PersonEvent)):
            if told.happened_on <= end and told.action_id not in undone:
                here += told.from_household_id is None and told.to_household_id is not None
                here -= told.to_household_id is None and told.from_household_id is not None
        assert here == closing


def _ends() -> list[date]:
    return [date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31), TODAY]


def test_every_table_of_the_state_is_the_registers() -> None:
    assert all(issubclass(table, Base) for table in STATE)
