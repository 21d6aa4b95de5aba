"""Random acts on a committee: one holder a seat and day, no day without an answer, all undone."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.db.images import image
from gridhall.organisation.models import Organisation, OrganisationAction, Outsider, Seat, Tenure
from gridhall.organisation.queries.seats import seat_history, seats_of, todo, vacant_seats
from gridhall.organisation.rules.seats import Appointment, Election, Holder, Leaving, Turn
from gridhall.organisation.service import seats, terms
from gridhall.organisation.service.tree import take_back
from gridhall.registry import service as registry
from gridhall.registry.models import Membership, Person, RegisterAction
from tests.factories import TODAY
from tests.organisation.people_desk import FOUNDED, STRANGER, Desk, at_desk

SEATS, PEOPLE = ("书记", "组织委员", "宣传委员"), ("李建军", "王晓燕", "李思涵", None)
SPAN = 30
DAYS = [TODAY + timedelta(days=step) for step in range(-SPAN - 3, SPAN + 3, 3)]
KEPT = (Tenure, Seat, Organisation, Outsider)

_day = st.integers(-SPAN, SPAN).map(lambda step: TODAY + timedelta(days=step))
_who = st.sampled_from(PEOPLE)
ACT = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(
            ["appoint", "appoint", "relieve", "elect", "rotate", "keep_on", "leave", "return",
             "take_back"]
        ),
        "seat": st.sampled_from(SEATS),
        "who": st.lists(_who, min_size=3, max_size=3),
        "days": st.lists(_day, min_size=3, max_size=3).map(sorted),
        "open": st.booleans(),
        "which": st.integers(0, 50),
    }
)  # fmt: skip


def holder(desk: Desk, name: str | None) -> Holder:
    return Holder(outsider=STRANGER) if name is None else desk.who(name)


def appoint(desk: Desk, act: dict[str, Any]) -> None:
    first, last, _ = act["days"]
    until = None if act["open"] or last == first else last
    order = Appointment(holder(desk, act["who"][0]), first, until=until, confirmed=True)
    seats.appoint(desk.session, desk.clerk, desk.seats[act["seat"]], order, TODAY)


def relieve(desk: Desk, act: dict[str, Any]) -> None:
    seats.relieve(desk.session, desk.clerk, pick(desk, Tenure, act), Leaving(act["days"][1]), TODAY)


def elect(desk: Desk, act: dict[str, Any]) -> None:
    chosen = {
        desk.seats[seat]: None if act["open"] and name is None else holder(desk, name)
        for seat, name in zip(SEATS, act["who"], strict=True)
    }
    election = Election(act["days"][0], TODAY + timedelta(days=900), chosen, confirmed=True)
    terms.elect(desk.session, desk.clerk, desk.organisations["branch"], election, TODAY)


def rotate(desk: Desk, act: dict[str, Any]) -> None:
    first, second, last = act["days"]
    ends = (second, None if act["open"] else last)
    plan = [
        Turn(holder(desk, name), since, until)
        for name, since, until in zip(act["who"], (first, second), ends, strict=False)
    ]
    terms.rotate(desk.session, desk.clerk, desk.seats[act["seat"]], plan, TODAY)


def keep_on(desk: Desk, act: dict[str, Any]) -> None:
    seats.keep_on(desk.session, desk.clerk, pick(desk, Tenure, act), TODAY)


def leave(desk: Desk, act: dict[str, Any]) -> None:
    day, name = min(act["days"][1], TODAY), act["who"][0]
    if name is not None:
        desk.leaves(name, day, "died" if act["open"] else "moved_out")


def back(desk: Desk, act: dict[str, Any]) -> None:
    """The register's act is undone, or who left comes back."""
    action = pick(desk, RegisterAction, act)
    registry.undo(desk.session, desk.clerk, action, "登错了人", TODAY)


def undo(desk: Desk, act: dict[str, Any]) -> None:
    take_back(desk.session, desk.clerk, pick(desk, OrganisationAction, act), TODAY)


def pick(desk: Desk, table: Any, act: dict[str, Any]) -> int:
    query = select(table.id).order_by(table.id.desc())
    if table is OrganisationAction:  # not the seats themselves
        query = query.where(OrganisationAction.kind != "seat_add")
    ids = list(desk.session.scalars(query))
    if not ids:
        raise UserError("没有")
    return int(ids[act["which"] % len(ids)])


ACTS: dict[str, Callable[[Desk, dict[str, Any]], None]] = {
    "appoint": appoint, "relieve": relieve, "elect": elect, "rotate": rotate, "keep_on": keep_on,
    "leave": leave, "return": back, "take_back": undo,
}  # fmt: skip


def written(desk: Desk, seat_id: int, day: date) -> list[Tenure]:
    rows = desk.session.scalars(select(Tenure).where(Tenure.seat_id == seat_id))
    return [row for row in rows if row.since <= day and (row.until is None or day < row.until)]


def slow_holder(desk: Desk, seat_id: int, day: date) -> str:
    """Who holds a seat on a day, by the plain reading of the rows; never two."""
    rows = written(desk, seat_id, day)
    assert len(rows) <= 1
    if not rows:
        return ""
    row = rows[0]
    if row.outsider_id is not None:
        return desk.session.get_one(Outsider, row.outsider_id).name
    person = desk.session.get_one(Person, row.person_id)
    if person.status == "died":
        return "" if (person.died_on or FOUNDED) <= day else person.name
    if person.status == "left":
        memberships = select(Membership).where(Membership.person_id == person.id)
        left = max(one.until or date.min for one in desk.session.scalars(memberships))
        gone = left <= day and not (row.stays_on and row.stays_on >= left)
        return "" if gone else person.name
    return person.name


def check(desk: Desk) -> None:
    branch = desk.organisations["branch"]
    reckoned: dict[date, list[str]] = {}
    for day in DAYS:
        slow = [slow_holder(desk, desk.seats[name], day) for name in SEATS]
        reckoned[day] = slow
        rows = seats_of(desk.session, branch, TODAY, day)
        assert [row.holder_name for row in rows] == slow
        vacant = vacant_seats(desk.session, TODAY, day).get(("organisation", branch), 0)
        assert vacant == slow.count("")
    for place, name in enumerate(SEATS):
        told = seat_history(desk.session, desk.seats[name], TODAY)[::-1]
        assert (told[0].since, told[-1].until) == (FOUNDED, None)
        for one, other in pairwise(told):
            assert one.until == other.since
        for day, slow in reckoned.items():
            (here,) = [one for one in told if (one.since or day) <= day < (one.until or date.max)]
            assert here.holder_name == slow[place]
    for row in todo(desk.session, TODAY):
        assert row.tenure_id is None or row.kind == "holder_gone"


def state(desk: Desk) -> list[dict[str, Any]]:
    return [
        image(row)
        for table in KEPT
        for row in desk.session.scalars(select(table).order_by(table.id))
    ]


def test_a_committee_through_anything(db: Database, administrator: Clerk) -> None:
    with at_desk(db, administrator) as desk:

        @settings(
            max_examples=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        )
        @given(st.lists(ACT, min_size=1, max_size=10))
        def anything(acts: list[dict[str, Any]]) -> None:
            example = desk.session.begin_nested()
            try:
                play(desk, acts)
            finally:
                example.rollback()
                desk.session.expire_all()

        anything()


def play(desk: Desk, acts: list[dict[str, Any]]) -> None:
    before = state(desk)
    begun = set(desk.session.scalars(select(OrganisationAction.id)))
    for act in acts:
        try:
            with desk.session.begin_nested():
                ACTS[act["kind"]](desk, act)
        except UserError:
            continue
        check(desk)
    query = select(OrganisationAction).order_by(OrganisationAction.id.desc())
    for done in desk.session.scalars(query).all():
        if done.id not in begun and done.undone_by is None and done.undo_of is None:
            take_back(desk.session, desk.clerk, done.id, TODAY)
    assert state(desk) == before
