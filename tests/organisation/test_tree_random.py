"""Random histories of a small tree, held against a diary that is kept day by day beside it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.db.images import image
from gridhall.organisation.models import (
    GridHolding,
    Organisation,
    PartyMember,
    PartyRelation,
    PastOrganisation,
    Seat,
    Tenure,
)
from gridhall.organisation.queries.counts import roll_up, tallies
from gridhall.organisation.queries.moving import merge_preview, move_preview
from gridhall.organisation.queries.tree import history, organisation, tree
from gridhall.organisation.rules.tree import Tree
from gridhall.organisation.service import tree as service
from gridhall.organisation.service.tree import OrganisationDraft
from gridhall.places.models import Building, Compound, Entrance
from tests.factories import NOW, make_family, make_grid, make_household, make_person
from tests.organisation.recount import recount

FIRST = date(2026, 3, 1)
SPAN = 40
DAYS = [FIRST + timedelta(days=step) for step in range(-1, SPAN + 1)]
STATE = (Organisation, PastOrganisation, PartyRelation, GridHolding, Seat, Tenure)
_SAME = ("kind", "level", "founded_on", "compound_id", "building_id")
Diary = dict[date, dict[int, int | None]]

ACTS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(
                [
                    "found",
                    "found",
                    "move",
                    "move",
                    "move",
                    "merge",
                    "rename",
                    "dissolve",
                    "undo",
                    "undo",
                ]
            ),
            "wait": st.integers(0, 4),
            "back": st.sampled_from([0, 0, 0, 1, 3, 9]),
            "who": st.lists(st.integers(0, 9), min_size=1, max_size=2),
            "to": st.integers(0, 9),
            "known": st.booleans(),
        }
    ),
    max_size=12,
)
HISTORIES = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class _Over(Exception):
    """The example is over: everything is rolled back."""


class Play:
    """A session, what was done in it, and the diary it makes."""

    def __init__(self, session: Session, clerk: Clerk) -> None:
        self.session, self.clerk, self.today = session, clerk, FIRST + timedelta(days=12)
        self.done: list[dict[str, Any]] = []
        self.before: dict[int, str] = {}
        self.serial = 0

    def found(self, parent: int | None, day: date | None, **more: Any) -> int:
        self.serial += 1
        kind = "branch" if parent else "party_committee"
        draft = OrganisationDraft(f"组织{self.serial}", kind, parent, founded_on=day, **more)
        made = service.found(self.session, self.clerk, draft, self.today)
        action = self._last(made)
        said = {"kind": "found", "id": made, "to": parent, "day": day, "name": draft.name}
        self.done.append(said | {"action": action})
        return made

    def _last(self, organisation_id: int) -> int:
        return max(row.id for row in history(self.session, organisation_id))

    def ids(self) -> list[int]:
        return sorted(tree(self.session).nodes)

    def act(self, act: dict[str, Any]) -> None:
        """One random act; what it refuses changes nothing."""
        self.today = min(self.today + timedelta(days=act["wait"]), DAYS[-1])
        day = max(self.today - timedelta(days=act["back"]), FIRST)
        before = state(self.session)
        try:
            with self.session.begin_nested():
                self._do(act, day, before)
        except UserError:
            self.session.expire_all()
            assert state(self.session) == before

    def _do(self, act: dict[str, Any], day: date, before: str) -> None:
        ids, session, clerk = self.ids(), self.session, self.clerk
        who = [ids[one % len(ids)] for one in act["who"]]
        to = ids[act["to"] % len(ids)]
        if act["kind"] == "undo":
            self._undo(act)
            return
        if act["kind"] == "found":
            self.found(to, day if act["known"] else None)
            self.before[self.done[-1]["action"]] = before
            return
        said = {"kind": act["kind"], "who": who, "to": to, "day": day}
        if act["kind"] == "move":
            now = tree(session)
            told = move_preview(session, who, to, day, self.today)
            said["who"] = [o for o in now.tops(who) if now.nodes[o].parent_id != to]
            said["action"] = service.move(session, clerk, who, to, day, self.today)
            self._as_told(told)
        elif act["kind"] == "merge":
            told = merge_preview(session, who, to, day, self.today)
            said["action"] = service.merge(session, clerk, who, to, day, self.today)
            self._as_told(told)
        elif act["kind"] == "rename":
            self.serial += 1
            said |= {"who": who[:1], "name": f"新名{self.serial}"}
            said["action"] = self._rename(who[0], said["name"], day)
        else:
            said["who"] = who[:1]
            said["action"] = service.dissolve(session, clerk, who[0], day, self.today)
        self.done.append(said)
        self.before[said["action"]] = before

    def _rename(self, one: int, name: str, day: date) -> int:
        row = organisation(self.session, one)
        same = {field: getattr(row, field) for field in _SAME}
        draft = OrganisationDraft(name=name, changed_on=day, **same)
        return service.change(self.session, self.clerk, one, draft, row.version, self.today)

    def _as_told(self, told: Any) -> None:
        """What was done is what the preview said."""
        assert told.refusal == ""
        counts = roll_up(tree(self.session), tallies(self.session, self.today))
        assert [counts[side.id] for side in told.sides] == [side.after for side in told.sides]

    def _undo(self, act: dict[str, Any]) -> None:
        open_acts = [one for one in self.done if not one.get("undone")]
        chosen = open_acts[-1 - act["to"] % min(len(open_acts), 5)]
        service.take_back(self.session, self.clerk, chosen["action"], self.today)
        chosen["undone"] = True
        if chosen is not open_acts[-1]:
            self.before.clear()  # the states before the later acts had this one in them
        elif chosen["action"] in self.before:
            assert state(self.session) == self.before[chosen["action"]]

    def names(self, day: date) -> dict[int, str]:
        """What everybody was called on a day."""
        found = {one["id"]: one["name"] for one in self.done if one["kind"] == "found"}
        for one in self.done:
            if one["kind"] == "rename" and not one.get("undone") and day >= one["day"]:
                found[one["who"][0]] = one["name"]
        return found

    def diary(self) -> Diary:
        """The tree of every day, from what was done and not taken back."""
        kept: Diary = {day: {} for day in DAYS}
        for one in self.done:
            if one.get("undone"):
                continue
            for day in DAYS:
                if one["day"] is None or day >= one["day"]:
                    _write(kept[day], one)
        return kept


def _write(page: dict[int, int | None], one: dict[str, Any]) -> None:
    if one["kind"] == "found":
        if one["to"] is None or one["to"] in page:
            page[one["id"]] = one["to"]
    elif one["kind"] == "move":
        page.update(dict.fromkeys(one["who"], one["to"]))
    elif one["kind"] == "merge":
        page.update({child: one["to"] for child, up in page.items() if up in one["who"]})
    if one["kind"] in ("merge", "dissolve"):
        for gone in one["who"]:
            page.pop(gone, None)


def state(session: Session) -> str:
    """Every row of the present and the past; an organisation that lasted no day is none."""
    session.expire_all()
    rows: list[object] = []
    for table in STATE:
        for row in session.scalars(select(table).order_by(table.id)):
            if isinstance(row, Organisation) and row.ended_on == row.founded_on is not None:
                continue
            rows.append((table.__tablename__, row.id, image(row)))
    return json.dumps(rows, ensure_ascii=False, default=str)


def _sits(session: Session, seat: Seat, name: str) -> None:
    person = make_person(session, name)
    member = PartyMember(person_id=person.id)
    session.add(member)
    session.flush()
    session.add(
        PartyRelation(
            member_id=member.id,
            organisation_id=seat.organisation_id,
            since=FIRST,
            recorded_at=NOW,
            clerk_name="高明",
        )
    )
    session.add(
        Tenure(
            seat_id=seat.id, person_id=person.id, since=FIRST, recorded_at=NOW, clerk_name="高明"
        )
    )
    session.flush()


@contextmanager
def _world(db: Database, clerk: Clerk) -> Iterator[Play]:
    """A street with two communities; a compound, a building and two grids looked after."""
    try:
        with db.write() as session:
            _homes(session)
            play = Play(session, clerk)
            top = play.found(None, None)
            left, right = play.found(top, None), play.found(top, FIRST)
            compound = session.scalars(select(Compound)).first()
            building = session.scalars(select(Building)).first()
            assert compound is not None
            assert building is not None
            branch = play.found(left, FIRST, compound_id=compound.id, level=3)
            play.found(branch, None, building_id=building.id, level=4)
            seats = session.scalars(select(Seat).order_by(Seat.id)).all()
            _sits(session, seats[0], "柳建平")
            for code, holder in (("G01", branch), ("G02", right)):
                grid = make_grid(session, code, code)
                session.add(GridHolding(grid_id=grid.id, organisation_id=holder, since=FIRST))
                session.add(Seat(grid_id=grid.id, title="grid_main", name="网格员"))
            session.flush()
            yield play
            raise _Over
    except _Over:
        pass


def _homes(session: Session) -> None:
    make_family(session, "御景小区 1-1-101")
    doors = ("御景小区 1-2-201", "御景小区 2-1-102", "金叶小区 1-1-101")
    for place, at in enumerate(doors):
        since = date(2026, 3, 10) if place == 1 else date(2020, 1, 1)
        one = (make_person(session, f"人{place}"), "02")
        make_household(session, [one], at, established_on=since)
    first, second = make_grid(session, "G01", "G01"), make_grid(session, "G02", "G02")
    for entrance in session.scalars(select(Entrance)):
        entrance.grid_id = (first if entrance.id % 2 else second).id
    session.flush()


def _parents(found: Tree) -> dict[int, int | None]:
    return {one.id: one.parent_id for one in found.nodes.values()}


@HISTORIES
@given(ACTS)
def test_every_day_has_the_tree_it_had_and_counts_are_a_recount(
    db: Database, supervisor: Clerk, acts: list[dict[str, Any]]
) -> None:
    with _world(db, supervisor) as play:
        for act in acts:
            play.act(act)
        for day, page in play.diary().items():
            then = tree(play.session, day)
            assert _parents(then) == page
            called = play.names(day)
            assert all(node.name == called[one] for one, node in then.nodes.items())
            assert len(then.order) == len(then.nodes)  # nobody is below itself
        now = tree(play.session)
        counted = roll_up(now, tallies(play.session, play.today))
        assert counted == recount(play.session, now, play.today)
        for day in (DAYS[0], FIRST, date(2026, 3, 9), date(2026, 3, 12), play.today):
            then = tree(play.session, day)
            counts = roll_up(then, tallies(play.session, play.today, day))
            assert counts == recount(play.session, then, day)
