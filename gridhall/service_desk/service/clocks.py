"""The clocks of open cases: set anew after a step, or all at once when the calendar changes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk, Role
from gridhall.core.hall import SOON_KEY
from gridhall.db import search
from gridhall.hall.service.settings import change_hall
from gridhall.service_desk.models import CaseEvent, CaseExtension, CasePause, ServiceCase
from gridhall.service_desk.rules.clock import (
    ClockFacts,
    Clocks,
    Pause,
    WorkingDays,
    check_soon,
    clocks,
    counted_deadline,
)
from gridhall.service_desk.rules.states import OPEN, RECEIVED, is_closed
from gridhall.service_desk.service.entries import case_entry

SYSTEM: Final = Clerk(0, "系统", Role.COUNTER)  # the law and the calendar act by themselves
_AHEAD = timedelta(days=400)  # how far deadlines usually reach
_CLOCKS: Final = tuple(Clocks.__slots__)
_READ: Final = (
    *("id", "state", "received_at", "accepted_at", "limit_days", "legal_days"),
    *_CLOCKS,
)
_TABLE: Final = cast(Table, ServiceCase.__table__)
_WAITING: Final = ServiceCase.closed_at.is_(None)


def warn_before(session: Session, clerk: Clerk, days: int) -> None:
    """From how many working days before its deadline a case is shown in amber (提前提醒)."""
    check_soon(days)
    change_hall(session, clerk, {SOON_KEY: str(days)})


class Change(NamedTuple):
    """A case whose deadlines are others now than those stored; `deemed`: its notice clock ran out.

    What a deemed case is promised counts from its receipt (行政许可法 §32).
    """

    case_id: int
    before: Clocks
    after: Clocks
    deemed: bool


def restart(session: Session, case: ServiceCase, calendar: WorkCalendar) -> None:
    """Set one case's deadlines by its state; a closed one keeps its promise and has none due."""
    if is_closed(case.state):
        case.due_on = None
        return
    pauses = select(CasePause.began_on, CasePause.ended_on).where(CasePause.case_id == case.id)
    extended = select(CaseExtension.days).where(
        CaseExtension.case_id == case.id, CaseExtension.state == "approved"
    )
    facts = ClockFacts(
        case.state,
        _local(case.received_at),
        _local(case.accepted_at) if case.accepted_at else None,
        case.limit_days,
        case.legal_days,
        session.scalar(extended) or 0,
        tuple(Pause(*row) for row in session.execute(pauses)),
    )
    before = Clocks(*(getattr(case, name) for name in _CLOCKS))
    found = clocks(facts, partial(counted_deadline, calendar), before)
    for name in _CLOCKS:
        setattr(case, name, getattr(found, name))


def _local(moment: datetime) -> date:
    return moment.astimezone().date()


def recompute(session: Session, calendar: WorkCalendar, today: date) -> int:
    """Count every open case's deadlines anew (期限重算); how many cases changed.

    For a year's notice that arrived, and once a day: a case that nobody notified within its
    notice clock is accepted as of its receipt. Only what changed is written; a promise that moved
    stands in the case's story.
    """
    found = list(changes(session, calendar, today))
    if not found:
        return 0
    now = datetime.combine(today, datetime.now().time()).astimezone(UTC)
    _store(session, found)
    _tell(session, [one for one in found if not one.deemed], now)
    deemed = [one for one in found if one.deemed]
    _deem(session, deemed, now)
    told = {"changed": len(found) - len(deemed), "deemed": len(deemed)}
    record(session, SYSTEM, "case.recompute", ("service_case", None), {"after": told})
    session.expire_all()
    return len(found)


def changes(session: Session, calendar: WorkCalendar, today: date) -> Iterator[Change]:
    """The open cases whose stored deadlines are not what the calendar says; nothing is written."""
    columns = [_TABLE.c[name] for name in _READ]
    rows = session.execute(select(*columns).where(_TABLE.c.closed_at.is_(None))).all()
    if not rows:
        return
    days = WorkingDays(calendar, _first(rows), today + _AHEAD)
    pauses, extended = _pauses(session), _extensions(session)
    for case_id, state, came, accepted, limit, legal_days, *known in rows:
        facts = ClockFacts(
            state,
            _local(came),
            _local(accepted) if accepted else None,
            limit,
            legal_days,
            extended.get(case_id, 0),
            pauses.get(case_id, ()),
        )
        found = _change(case_id, facts, Clocks(*known), (days, today))
        if found is not None:
            yield found


def _first(rows: Sequence[Any]) -> date:
    """A day before anything was received, whatever the clock of this place."""
    oldest: datetime = min(min(row.received_at, row.accepted_at or row.received_at) for row in rows)
    return oldest.date() - timedelta(days=2)


def _change(
    case_id: int, facts: ClockFacts, before: Clocks, on: tuple[WorkingDays, date]
) -> Change | None:
    days, today = on
    after = clocks(facts, days.deadline, before)
    # A deadline that is only estimated has not passed for certain: nothing follows from it.
    until = after.due_on if facts.state == RECEIVED and not after.provisional else None
    if until is not None and until < today:
        deemed = replace(facts, state=OPEN, accepted_on=facts.received_on)
        return Change(case_id, before, clocks(deemed, days.deadline, after), deemed=True)
    return None if after == before else Change(case_id, before, after, deemed=False)


def _pauses(session: Session) -> dict[int, tuple[Pause, ...]]:
    columns = (CasePause.case_id, CasePause.began_on, CasePause.ended_on)
    found: dict[int, list[Pause]] = defaultdict(list)
    mine = select(*columns).join(ServiceCase, ServiceCase.id == CasePause.case_id)
    for case_id, began, ended in session.execute(mine.where(_WAITING)):
        found[case_id].append(Pause(began, ended))
    return {case_id: tuple(some) for case_id, some in found.items()}


def _extensions(session: Session) -> dict[int, int]:
    mine = select(CaseExtension.case_id, CaseExtension.days).join(
        ServiceCase, ServiceCase.id == CaseExtension.case_id
    )
    approved = mine.where(_WAITING, CaseExtension.state == "approved")
    return {case_id: days for case_id, days in session.execute(approved)}


def _store(session: Session, found: list[Change]) -> None:
    """The new deadlines in one statement; the clerks' screens still fit (no new version)."""
    values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in _CLOCKS}
    mine = update(_TABLE).where(_TABLE.c.id == bindparam("case")).values(values)
    rows = [
        {"case": one.case_id} | {f"to_{name}": getattr(one.after, name) for name in _CLOCKS}
        for one in found
    ]
    session.execute(mine, rows)


def _tell(session: Session, found: list[Change], now: datetime) -> None:
    """A promise that moved: from which day to which."""
    moved = [one for one in found if one.before.promised_on not in (None, one.after.promised_on)]
    if moved:
        session.execute(insert(CaseEvent), [_event(one, now) for one in moved])


def _event(one: Change, now: datetime) -> dict[str, object]:
    return {
        "case_id": one.case_id,
        "kind": "clock_changed",
        "happened_at": now,
        "recorded_at": now,
        "clerk_name": SYSTEM.name,
        "detail": f"承诺期限 {one.before.promised_on} → {one.after.promised_on}",
    }


def _deem(session: Session, found: list[Change], now: datetime) -> None:
    """Accepted as of the receipt, because nobody told in time what lacks (视为受理)."""
    for one in found:
        case = session.get_one(ServiceCase, one.case_id, populate_existing=True)
        case.state, case.accepted_at = OPEN, case.received_at
        until = one.after.notice_due_on
        session.add(
            CaseEvent(
                case_id=case.id,
                kind="deemed",
                happened_at=now,
                recorded_at=now,
                clerk_name=SYSTEM.name,
                detail=f"告知期限 {until} 已过，没有一次性告知，自收件之日起受理",
            )
        )
        session.flush()
        search.put(session, [case_entry(case)])
