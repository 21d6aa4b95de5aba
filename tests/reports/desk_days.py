"""Random years of a desk, and the same figures counted slowly, case by case."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar, shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.core.periods import Span
from gridhall.service_desk.models import CasePause, CaseRating, ServiceCase
from gridhall.service_desk.rules.clock import DeskDay
from tests.factories import make_grid, make_matter

TODAY = date(2026, 11, 25)
ON = DeskDay(TODAY, shipped_calendar())
_DAY = timedelta(days=1)
_SHUT = ("not_accepted", "withdrawn", "revoked", "passed_on")


@dataclass
class Past:
    """A case as it was made up."""

    facts: dict[str, Any]
    pauses: list[tuple[date, date | None]] = field(default_factory=list)
    rating: tuple[datetime, int, str] | None = None
    id: int = 0


def fill(session: Session, random: Random, many: int) -> list[Past]:
    """Make up cases around the autumn of 2026 and write them."""
    matters = [
        make_matter(session, f"M{at}", name=f"事项{at}", category=("民政", "社保")[at % 2])
        for at in range(3)
    ]
    grids = [make_grid(session, f"G0{at}", f"第{at}网格").id for at in (1, 2)]
    made = [_past(random, (matters, grids), at) for at in range(many)]
    for past in made:
        case = ServiceCase(**past.facts)
        session.add(case)
        session.flush()
        past.id = case.id
        session.add_all(_pause(case.id, *one) for one in past.pauses)
        if past.rating:
            session.add(_rating(case.id, past.rating))
    session.flush()
    return made


def _past(random: Random, known: tuple[list[Any], list[int]], at: int) -> Past:
    matter, grid = random.choice(known[0]), random.choice([None, *known[1]])
    received = _moment(random, date(2026, 8, 20), 100)
    state = random.choice(
        ["consulting", "answered", "received", "accepted", "finished", "finished", "archived"] * 2
    )
    if random.random() < 0.3:
        state = random.choice(_SHUT)
    went_in = state in ("accepted", "finished", "archived") or random.random() < 0.3
    accepted = received + timedelta(hours=random.randint(0, 60)) if went_in else None
    if state in ("consulting", "answered", "received"):
        accepted = None
    finished = closed = None
    since = accepted or received
    if state in ("finished", "archived"):
        finished = closed = since + timedelta(hours=random.randint(0, 600))
    elif state in ("answered", *_SHUT):
        closed = since + timedelta(hours=random.randint(0, 300))
    promised = (since + timedelta(days=random.randint(0, 12))).astimezone().date()
    facts = {
        "number": f"SL{at:06}", "item_id": matter.id, "item_version_id": matter.version_id,
        "item_name": matter.name, "applicant_name": "张桂花", "phone": "", "grid_id": grid,
        "channel": random.choice(["counter", "phone"]), "state": state, "limit_days": 5,
        "received_at": received, "recorded_at": received, "accepted_at": accepted,
        "finished_at": finished, "closed_at": closed,
        "promised_on": promised if accepted and random.random() < 0.9 else None,
        "due_on": promised if closed is None else None,
        "clerk_name": random.choice(["王芳", "高明"]),
        "holder_name": random.choice(["", "王芳", "李离职"]), "request_key": str(uuid4()),
    }  # fmt: skip
    rating = None
    if finished and random.random() < 0.6:
        moment = finished + timedelta(hours=random.randint(0, 200))
        rating = (moment, random.randint(1, 5), facts["clerk_name"])
    return Past(facts, _pauses(random, accepted, finished), rating)


def _pauses(
    random: Random, accepted: datetime | None, finished: datetime | None
) -> list[tuple[date, date | None]]:
    if accepted is None or random.random() < 0.5:
        return []
    began = _on(accepted) + _DAY * random.randint(0, 6)
    ended = began + _DAY * random.randint(0, 6)
    second = ended + _DAY * random.randint(0, 3)
    last = None if finished is None else second + _DAY * random.randint(0, 9)
    return [(began, ended), (second, last)][: random.randint(1, 2)]


def _moment(random: Random, since: date, days: int) -> datetime:
    day = since + _DAY * random.randint(0, days)
    return datetime.combine(day, time(random.randint(0, 23), random.randint(0, 59))).astimezone(UTC)


def _pause(case_id: int, began: date, ended: date | None) -> CasePause:
    now = datetime.now(UTC)
    return CasePause(
        case_id=case_id, kind="publication", reason="公示", began_on=began, ended_on=ended,
        recorded_at=now, clerk_name="王芳",
    )  # fmt: skip


def _rating(case_id: int, said: tuple[datetime, int, str]) -> CaseRating:
    moment, grade, clerk = said
    return CaseRating(
        case_id=case_id, satisfaction=grade, channel="paper", rated_at=moment,
        recorded_at=moment, served_by=clerk, request_key=str(uuid4()),
    )  # fmt: skip


# The slow way


def slowly(pasts: list[Past], span: Span, by: str, clerk: Clerk) -> dict[str, dict[str, Any]]:
    """Every figure of every line, counted one case after the other."""
    told: dict[str, dict[str, list[Past]]] = {}
    for past in pasts:
        for column, moment, line in _counts(past, span, by):
            del moment
            told.setdefault(line, {}).setdefault(column, []).append(past)
    return {line: {name: _figure(name, some) for name, some in row.items()} | {
        "_ids": {name: sorted(one.id for one in some) for name, some in row.items()}
    } for line, row in told.items()}  # fmt: skip


def _counts(past: Past, span: Span, by: str) -> list[tuple[str, datetime, str]]:
    facts, found = past.facts, list[tuple[str, datetime]]()
    talk = facts["state"] in ("consulting", "answered")
    if _in(facts["received_at"], span):
        found.append(("consultations" if talk else "received", facts["received_at"]))
    if _in(facts["accepted_at"], span):
        found.append(("accepted", facts["accepted_at"]))
    if _in(facts["finished_at"], span):
        moment, promised = facts["finished_at"], facts["promised_on"]
        late = promised is not None and _on(moment) > promised
        found += [("finished", moment), ("late" if late else "on_time", moment)]
        if facts["accepted_at"]:
            found.append(("average_days", moment))
    if facts["state"] in _SHUT and _in(facts["closed_at"], span):
        found.append(("turned_away", facts["closed_at"]))
    came = not talk and _on(facts["received_at"]) <= span.last
    if came and (facts["closed_at"] is None or _on(facts["closed_at"]) > span.last):
        found.append(("still_open", facts["received_at"]))
    if came and facts["closed_at"] is None and facts["due_on"] < TODAY:
        found.append(("overdue", facts["received_at"]))
    lines = [(name, at, _line(past, by, at)) for name, at in found]
    if past.rating and _in(past.rating[0], span):
        at, _, served = past.rating
        line = served if by in ("holder", "first") else _line(past, by, at)
        lines += [("rated", at, line), ("share_content", at, line)]
    return lines


def _line(past: Past, by: str, at: datetime) -> str:
    facts = past.facts
    lines: dict[str, Callable[[], Any]] = {
        "all": lambda: "",
        "day": lambda: _on(at),
        "month": lambda: f"{_on(at):%Y-%m}",
        "holder": lambda: facts["holder_name"] or facts["clerk_name"],
        "first": lambda: facts["clerk_name"],
        "matter": lambda: facts["item_id"],
        "category": lambda: {"事项0": "民政", "事项1": "社保", "事项2": "民政"}[facts["item_name"]],
        "grid": lambda: facts["grid_id"] or 0,
        "channel": lambda: facts["channel"],
    }
    return str(lines[by]())


def _figure(name: str, some: list[Past]) -> float:
    if name == "average_days":
        return sum(worked(one, ON.calendar) for one in some) / len(some)
    if name == "share_content":
        good = [one for one in some if one.rating and one.rating[1] <= 3]
        return len(good) / len(some)
    return len(some)


def worked(past: Past, calendar: WorkCalendar) -> int:
    """Working days from acceptance to the end, one day after the other."""
    day, last = _on(past.facts["accepted_at"]) + _DAY, _on(past.facts["finished_at"])
    count = 0
    while day <= last:
        paused = any(a <= day and (b is None or day < b) for a, b in past.pauses)
        count += calendar.is_working(day) and not paused
        day += _DAY
    return count


def _in(moment: datetime | None, span: Span) -> bool:
    return moment is not None and span.first <= _on(moment) <= span.last


def _on(moment: datetime) -> date:
    return moment.astimezone().date()
