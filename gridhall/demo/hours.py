"""The fictional hall's sign-ins and its ledger of hours, as the held days left them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.clock import number_of_hours
from gridhall.hall.queries import hall
from gridhall.volunteering.models import Attendance, HoursEntry, Merit, Post, ServiceDay
from gridhall.volunteering.queries.attendance import day_stints
from gridhall.volunteering.queries.hours import rounding
from gridhall.volunteering.queries.ledger import entry_hash, head
from gridhall.volunteering.rules.attendance import Stint, credited
from gridhall.volunteering.rules.hours import rounded

_LATE_LINES = 6  # of the last day: typed in from paper, and not in the ledger yet
_STATES = ("present",) * 47 + ("no_show", "no_show", "excused")
_QUALITIES = "5555444443"
_WAYS = ("typed", "typed", "scanned")
_UTC_EIGHT = timedelta(hours=8)
_LESSONS = (
    ("志愿服务通识培训", "志愿服务条例、服务礼仪、风险防范", 120, "街道党工委"),
    ("急救知识培训", "心肺复苏、止血包扎", 240, "区红十字会"),
    ("户外安全培训", "防暑、防滑、上门服务注意事项", 60, ""),
)
_AWARDS = ("年度优秀志愿者", "最美志愿者", "学雷锋标兵")


class HoursMaker:
    """Everybody signed in and out; each day was ended by the supervisor within its deadline."""

    def __init__(self, session: Session, rng: Random, today: date) -> None:
        self._session, self._rng, self._today = session, rng, today
        self._ids, self._how = count(1), rounding(session)
        self._own = hall(session)

    def make(self, day_ids: Sequence[int], clerk: Clerk) -> None:
        """The sign-ins of the held days, then the ledger in the order the days were ended."""
        query = select(ServiceDay).where(ServiceDay.id.in_(day_ids)).order_by(ServiceDay.held_on)
        days = [day for day in self._session.scalars(query) if day.held_on is not None]
        if not days:
            return
        came = [(day, list(self._sign(day, clerk))) for day in days]
        rows = [row for _, mine in came for row in mine]
        if not rows:
            return
        self._session.execute(insert(Attendance), [row for row, _ in rows])
        self._close(came, clerk)
        self._merits([row["volunteer_id"] for row, _ in rows], clerk)
        self._session.flush()

    def _sign(self, day: ServiceDay, clerk: Clerk) -> Iterator[tuple[dict[str, Any], Stint]]:
        """What the desk noted of every turn of the day."""
        turns = [one for one in day_stints(self._session, day.id, ()) if not one.first.is_off]
        for turn in turns:
            others = [one.span for one in turns if _same(one, turn) and one is not turn]
            goes_on = any(0 <= span[0] - turn.span[1] < 60 for span in others)
            yield self._attendance(day, turn, clerk, goes_on=goes_on), turn

    def _attendance(
        self, day: ServiceDay, turn: Stint, clerk: Clerk, *, goes_on: bool
    ) -> dict[str, Any]:
        rng, (starts, ends) = self._rng, turn.span
        state = rng.choice(_STATES)
        is_here = state == "present"
        came, left = starts + rng.randint(-12, 6), ends + (0 if goes_on else rng.randint(-4, 14))
        assert day.held_on is not None
        return {
            "id": next(self._ids),
            "day_id": day.id,
            "volunteer_id": turn.first.volunteer_id,
            "cell_id": turn.first.cell_id,
            "assignment_id": turn.first.assignment_id,
            "kind": "rostered",
            "state": state,
            "way": rng.choice(_WAYS) if is_here else "typed",
            "signed_in": came if is_here else None,
            "signed_out": left if is_here else None,
            "quality": rng.choice(_QUALITIES) if is_here else "",
            "remark": "身体不适" if state == "excused" else "",
            "is_unpaid": True,
            "recorded_at": _moment(day.held_on, max(came, 0)),
            "clerk_name": clerk.name,
            "version": 1,
        }

    # The ledger

    def _close(
        self, came: Sequence[tuple[ServiceDay, list[tuple[dict[str, Any], Stint]]]], clerk: Clerk
    ) -> None:
        posts = self._posts([day.id for day, _ in came])
        rows: list[dict[str, Any]] = []
        for day, mine in came:
            here = [pair for pair in mine if pair[0]["state"] == "present"]
            late = here[-_LATE_LINES:] if day is came[-1][0] else []
            ended = self._ended(day)
            rows += [
                self._entry(day, pair, posts, (ended, clerk)) for pair in here if pair not in late
            ]
            day.closed_at = _moment(ended, 17 * 60)
        self._store(rows, clerk)

    def _ended(self, day: ServiceDay) -> date:
        """When the hours were made: the same day or within the week, and never to come."""
        assert day.held_on is not None
        return min(day.held_on + timedelta(days=self._rng.choice((0, 0, 1, 3))), self._today)

    def _entry(
        self,
        day: ServiceDay,
        came: tuple[Mapping[str, Any], Stint],
        posts: Mapping[tuple[int, str], tuple[str, str]],
        by: tuple[date, Clerk],
    ) -> dict[str, Any]:
        row, turn = came
        starts, ends = credited((row["signed_in"], row["signed_out"]), turn.span)
        content, spot = posts[day.id, turn.first.post]
        return {
            "volunteer_id": row["volunteer_id"],
            "day_id": day.id,
            "attendance_id": row["id"],
            "activity": day.name,
            "served_on": day.held_on,
            "spot": spot or day.spot,
            "content": content,
            "starts": starts,
            "ends": ends,
            "minutes": rounded(ends - starts, self._how),
            "organiser": self._own.name,
            "is_own": True,
            "leader": day.leader or by[1].name,
            "quality": row["quality"],
            "reverses_seq": None,
            "reason": "",
            "source": "day",
            "recorded_on": by[0],
            "recorded_at": _moment(by[0], 17 * 60),
            "clerk_name": by[1].name,
            "batch_id": None,
        }

    def _store(self, rows: Sequence[dict[str, Any]], clerk: Clerk) -> None:
        """Chained as the service chains them, and anchored in the trail."""
        rows = sorted((row for row in rows if row["minutes"]), key=lambda row: row["recorded_on"])
        last = head(self._session)
        seq, digest = last.seq, last.hash
        for row in rows:
            row["seq"], row["prev_hash"] = seq + 1, digest
            seq, digest = seq + 1, entry_hash(digest, seq + 1, row)
            row["hash"] = digest
        if not rows:
            return
        self._session.execute(insert(HoursEntry), rows)
        told = number_of_hours(sum(row["minutes"] for row in rows))
        said = {"rows": len(rows), "hours": told, "head": f"{seq}-{digest}"}
        record(self._session, clerk, "hours.append", ("hours_entry", seq), {"after": said})

    def _posts(self, day_ids: Sequence[int]) -> dict[tuple[int, str], tuple[str, str]]:
        query = select(Post.day_id, Post.name, Post.content, Post.spot)
        rows = self._session.execute(query.where(Post.day_id.in_(day_ids)))
        return {(row[0], row[1]): (row[2] or row[1], row[3]) for row in rows}

    # Trainings and awards

    def _merits(self, served: Sequence[int], clerk: Clerk) -> None:
        """Most took the first lesson; whoever served most was honoured."""
        people = sorted(set(served), key=lambda one: (-served.count(one), one))
        rows = [
            self._merit(one, ("training", *lesson), self._today - timedelta(days=200 + 30 * place))
            for place, lesson in enumerate(_LESSONS)
            for one in people
            if self._rng.random() < (0.7, 0.3, 0.2)[place]
        ]
        rows += [
            self._merit(one, ("award", name, "", None, "街道党工委"), self._today.replace(day=1))
            for one, name in zip(people, _AWARDS, strict=False)
        ]
        self._session.execute(insert(Merit), [row | {"clerk_name": clerk.name} for row in rows])

    def _merit(
        self, volunteer_id: int, what: tuple[str, str, str, int | None, str], day: date
    ) -> dict[str, Any]:
        kind, name, content, minutes, given_by = what
        return {
            "volunteer_id": volunteer_id,
            "kind": kind,
            "name": name,
            "content": content,
            "minutes": minutes,
            "given_by": given_by or self._own.name,
            "happened_on": day,
            "recorded_at": _moment(day, 17 * 60),
        }


def _same(one: Stint, other: Stint) -> bool:
    return one.first.volunteer_id == other.first.volunteer_id


def _moment(day: date, minute: int) -> datetime:
    """The hall's wall clock as a moment."""
    at = datetime.combine(day, time(), UTC) + timedelta(minutes=minute)
    return at - _UTC_EIGHT
