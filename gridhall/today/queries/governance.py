"""What governance waits for on 今日; read behind the page, for it loads every subject's tables."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.care.queries.todos import todos as care_todos
from gridhall.issues.models import Issue
from gridhall.issues.queries.issues import counts
from gridhall.issues.rules.states import OPEN_STATES
from gridhall.meetings.queries.meetings import due_meeting
from gridhall.opinions.queries.peace_todos import todos
from gridhall.opinions.queries.postings import notices, open_objections
from gridhall.opinions.queries.receptions import receptions
from gridhall.opinions.queries.surveys import surveys

_SOON = timedelta(days=7)  # a meeting that must still be held


@dataclass(frozen=True, slots=True)
class Pressing:
    """One line: whose page it opens (issue, meeting, notice ...), words, tone (red or amber)."""

    kind: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class GovernanceTodos:
    """How many issues a joint meeting has carried over; what somebody has to see to."""

    carried: int
    lines: tuple[Pressing, ...]


def governance_todos(session: Session, today: date) -> GovernanceTodos:
    """Every subject's, what is late first."""
    carried = select(func.count()).where(Issue.state.in_(OPEN_STATES), Issue.carry_count > 0)
    lines = [line for source in SOURCES for line in source(session, today)]
    lines.sort(key=lambda line: line.tone != "red")
    return GovernanceTodos(session.scalar(carried) or 0, tuple(lines))


def _overdue(session: Session, today: date) -> Iterator[Pressing]:
    many = counts(session, today)["overdue"]
    if many:
        yield Pressing("issue", f"吹哨超期 {many} 件，可出督办函", "red")


def _meeting(session: Session, today: date) -> Iterator[Pressing]:
    """A period without a meeting: told while none is arranged, and as its end comes near."""
    due = due_meeting(session, today)
    if due is None:
        return
    if due.planned is None:
        yield Pressing("meeting", due.words, "red" if due.last_day - today < _SOON else "amber")
        return
    left = (due.planned.held_on - today).days
    if left <= 3:
        day = f"{due.planned.held_on.month}月{due.planned.held_on.day}日"
        yield Pressing("meeting", f"{day} 开联席会议", "red" if left < 0 else "amber")


def _postings(session: Session, today: date) -> Iterator[Pressing]:
    down = sum(one.state == "posted" and one.down_on <= today for one in notices(session))
    if down:
        yield Pressing("notice", f"公示到期 {down} 份，要撤下来", "amber")
    waiting = open_objections(session)
    late = sum(one.answer_by is not None and one.answer_by < today for one in waiting)
    if waiting:
        told = f"，其中 {late} 件过了答复期" if late else ""
        yield Pressing("notice", f"异议待答复 {len(waiting)} 件{told}", "red" if late else "amber")


def _talks(session: Session, today: date) -> Iterator[Pressing]:
    """Who receives owners today; surveys that should be over."""
    for day in receptions(session, today, today):
        if day.state == "planned":
            yield Pressing("reception", f"今天接待日 {day.hours} {day.place}", "amber")
    late = sum(one.late(today) > 0 for one in surveys(session, "open"))
    if late:
        yield Pressing("survey", f"诉求调查过了截止日 {late} 项，要结束", "amber")


def _peace(session: Session, today: date) -> Iterator[Pressing]:
    yield from (Pressing("peace", one.words, one.tone) for one in todos(session, today))


def _care(session: Session, today: date) -> Iterator[Pressing]:
    yield from (Pressing("care", one.words, one.tone) for one in care_todos(session, today))


SOURCES: tuple[Callable[[Session, date], Iterator[Pressing]], ...] = (
    _overdue,
    _meeting,
    _talks,
    _postings,
    _peace,
    _care,
)
