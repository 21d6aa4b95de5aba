"""Who serves on the fictional hall's days: held days full and published, the next one half done."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.demo.days import DemoDays
from gridhall.volunteering.models import Assignment, Publication, ServiceDay
from gridhall.volunteering.queries.board import SUGGESTED, Board, CellRow, board
from gridhall.volunteering.queries.plan import plan
from gridhall.volunteering.queries.rota import problem
from gridhall.volunteering.rules.rota.problem import Candidate, CellSpec, Pair, Problem
from gridhall.volunteering.rules.rota.roster import Roster
from gridhall.volunteering.service.plan import set_plan
from gridhall.volunteering.service.roster import assign

_LEFT_OPEN = 0.03  # of the seats of held days nobody was found for
_CALLED_OFF = 0.02
_WHYS = ("孩子发烧", "单位加班", "身体不适", "临时出差")
_GUIDING, _OUTSIDE = "秩序引导", "御景北门"
_SUGGESTED_AT = ("义诊测压", "法律咨询")


class RosterMaker:
    """Deals seats to those who served least, both shifts in a row to the same people."""

    def __init__(self, session: Session, rng: Random) -> None:
        self._session, self._rng = session, rng
        self._served: Counter[int] = Counter()

    def make(self, days: DemoDays, clerk: Clerk) -> None:
        """Everybody's turns of the days before, then the coming day as a clerk left it."""
        asked = problem(self._session, days.held)
        if not asked.candidates:
            return
        self._store(asked, list(self._deal(asked, _LEFT_OPEN)), clerk)
        if days.coming is not None:
            self._begin(days.coming, clerk)

    # The days that were held

    def _deal(self, asked: Problem, left_open: float) -> Iterator[Pair]:
        """A seat after the other; who stood at the post a shift before goes on there."""
        roster = Roster(asked)
        before: tuple[CellSpec, list[Candidate]] | None = None
        for cell in asked.cells:
            goes_on = _goes_on(before, cell)
            for _seat in range(cell.wanted):
                if self._rng.random() < left_open:
                    continue
                found = self._next(roster, cell, goes_on)
                if found is not None:
                    roster.add(cell.id, found.id)
                    self._served[found.id] += 1
                    yield cell.id, found.id
            before = (cell, roster.inside(cell.id))

    def _next(self, roster: Roster, cell: CellSpec, goes_on: Collection[int]) -> Candidate | None:
        inside = {one.id for one in roster.inside(cell.id)}
        people = [
            one
            for one in roster.problem.candidates
            if (cell.skill_id is None or cell.skill_id in one.skills) and one.id not in inside
        ]
        ranked = sorted(
            people,
            key=lambda one: (one.id not in goes_on, self._served[one.id], self._rng.random()),
        )
        return next((one for one in ranked if not roster.broken(cell.id, one.id)), None)

    def _store(self, asked: Problem, seats: Sequence[Pair], clerk: Clerk) -> None:
        cells = {cell.id: cell for cell in asked.cells}
        rows = [self._row(cells[cell], who, clerk) for cell, who in seats]
        if rows:
            self._session.execute(insert(Assignment), rows)
        for day in sorted({cell.day for cell in asked.cells}):
            told = sorted(
                (row["cell_id"], row["volunteer_id"])
                for row in rows
                if cells[row["cell_id"]].day == day and row["state"] == "confirmed"
            )
            self._publish(day, told, clerk)

    def _row(self, cell: CellSpec, who: int, clerk: Clerk) -> dict[str, Any]:
        is_off = self._rng.random() < _CALLED_OFF
        return {
            "cell_id": cell.id,
            "volunteer_id": who,
            "state": "called_off" if is_off else "confirmed",
            "why": self._rng.choice(_WHYS) if is_off else "",
            "noted_at": _moment(cell.day, 5),
            "clerk_name": clerk.name,
        }

    def _publish(self, day: date, told: Sequence[Pair], clerk: Clerk) -> None:
        at = _moment(day, 3)
        for held in self._session.scalars(select(ServiceDay).where(ServiceDay.held_on == day)):
            held.published_at = at
            content = json.dumps(told)
            self._session.add(
                Publication(day_id=held.id, published_at=at, clerk_name=clerk.name, content=content)
            )

    # The coming day

    def _begin(self, day_id: int, clerk: Clerk) -> None:
        """Most seats confirmed, two suggested, a gap; a post that moved out made a clash."""
        self._move_guides(day_id, clerk, _OUTSIDE)
        now = board(self._session, day_id)
        posts = {post.id: post.name for post in now.posts}
        last = max(now.shifts, key=lambda one: one.starts).id
        for cell_id, who in self._deal(problem(self._session, [day_id]), 0):
            cell = now.cell_by_id(cell_id)
            if cell is None or (posts[cell.post_id] == _GUIDING and cell.shift_id in _late(now)):
                continue  # one to be the gap, one the clash
            self._assign(clerk, cell_id, who)
        self._suggest(board(self._session, day_id), posts)
        self._make_clash(day_id, clerk, last)

    def _suggest(self, now: Board, posts: dict[int, str]) -> None:
        """Two of those seats are only suggested yet."""
        for name in _SUGGESTED_AT:
            cells = [cell for cell in now.cells.values() if posts[cell.post_id] == name]
            seats = [seat for cell in cells for seat in cell.seats]
            if seats:
                self._session.get_one(Assignment, seats[-1].assignment_id).state = SUGGESTED
        self._session.flush()

    def _make_clash(self, day_id: int, clerk: Clerk, last: int) -> None:
        """Somebody went from the hall to the door; then the door's post moved out of reach."""
        self._move_guides(day_id, clerk, "")
        now = board(self._session, day_id)
        guided = (cell for cell in now.cells.values() if _is_guiding(now, cell))
        target = next((cell for cell in guided if cell.shift_id == last), None)
        order = sorted(now.shifts, key=lambda one: one.starts)
        if target is not None and len(order) > 1:
            for who in _in_shift(now, order[-2].id):
                if self._assign(clerk, target.id, who):
                    break
        self._move_guides(day_id, clerk, _OUTSIDE)

    def _assign(self, clerk: Clerk, cell_id: int, who: int) -> bool:
        try:
            assign(self._session, clerk, cell_id, who)
        except UserError:
            return False
        return True

    def _move_guides(self, day_id: int, clerk: Clerk, spot: str) -> None:
        draft = plan(self._session, day_id)
        posts = tuple(
            replace(post, spot=spot) if post.name == _GUIDING else post for post in draft.posts
        )
        if posts != draft.posts:
            set_plan(self._session, clerk, day_id, replace(draft, posts=posts))


def _goes_on(before: tuple[CellSpec, list[Candidate]] | None, cell: CellSpec) -> set[int]:
    """Who stood at the same post in the shift just before."""
    if before is None or (before[0].post, before[0].day) != (cell.post, cell.day):
        return set()
    return {one.id for one in before[1]}


def _late(now: Board) -> set[int]:
    """The second shift and the last one."""
    order = [one.id for one in sorted(now.shifts, key=lambda one: one.starts)]
    return {*order[1:2], *order[-1:]}


def _is_guiding(now: Board, cell: CellRow) -> bool:
    return any(post.id == cell.post_id and post.name == _GUIDING for post in now.posts)


def _in_shift(now: Board, shift_id: int) -> list[int]:
    """Those of a shift who are nowhere in a later one."""
    order = {one.id: one.starts for one in now.shifts}
    later = {
        seat.volunteer_id
        for cell in now.cells.values()
        if order[cell.shift_id] > order[shift_id]
        for seat in cell.seats
    }
    here = [cell for cell in now.cells.values() if cell.shift_id == shift_id]
    return [
        seat.volunteer_id
        for cell in here
        if not _is_guiding(now, cell)
        for seat in cell.seats
        if seat.volunteer_id not in later
    ]


def _moment(day: date, before: int) -> datetime:
    return datetime.combine(day, time(1, 30), UTC) - timedelta(days=before)
