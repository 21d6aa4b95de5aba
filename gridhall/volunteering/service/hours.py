"""Writing the ledger of hours: rows are appended, and corrected by reversing rows alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import Anchor, require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.clock import Span, number_of_hours, say_span
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.hall.queries import hall
from gridhall.volunteering.models import HoursEntry
from gridhall.volunteering.queries.hours import HoursRow, entry, names_of, rounding, taken_by
from gridhall.volunteering.queries.ledger import entry_hash, head
from gridhall.volunteering.rules.hours import (
    Rounding,
    Taken,
    refuse_clash,
    refuse_odd_span,
    rounded,
)


@dataclass(frozen=True, slots=True)
class HoursDraft:
    """A service to be credited (志愿服务记录与证明出具办法 §7: the seven fields of a service).

    `minutes` None: the span, rounded as the hall rounds. `organiser` "": this hall itself; another
    organisation's hours are kept but never certified (§26), so `is_own` follows from it.
    """

    volunteer_id: int
    served_on: date
    starts: int  # minutes after that day's midnight
    ends: int
    activity: str
    content: str
    recorded_on: date
    spot: str = ""
    minutes: int | None = None
    organiser: str = ""
    leader: str = ""
    quality: str = ""
    day_id: int | None = None
    attendance_id: int | None = None
    source: str = "typed"
    batch_id: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a corrected entry says instead; None leaves what it said."""

    reason: str
    span: Span | None = None
    minutes: int | None = None  # None: the span, rounded
    content: str | None = None
    served_on: date | None = None


def append(session: Session, clerk: Clerk, draft: HoursDraft) -> int:
    """Credit one service; its seq. Refused where the time is credited already."""
    return append_all(session, clerk, [draft])[0]


def append_all(session: Session, clerk: Clerk, drafts: Iterable[HoursDraft]) -> list[int]:
    """Credit several services in their order, with one row of the audit trail; their seqs."""
    wanted = list(drafts)
    if not wanted:
        return []
    known, chain = _Known(session, wanted), _Chain(session, clerk)
    ready = [known.values(draft) for draft in wanted]
    seqs = chain.add(ready)
    _anchor(session, clerk, "hours.append", _said(ready))
    return seqs


def reverse(session: Session, clerk: Clerk, seq: int, reason: str, today: date) -> int:
    """Take an entry out of every total by a row against it (冲正); that row's seq."""
    require(clerk, Role.SUPERVISOR, "冲正时长")
    reason = _reason(reason)
    against = _against(session, _standing(session, seq), reason, today)
    (written,) = _Chain(session, clerk).add([against])
    _anchor(session, clerk, "hours.reverse", {"reverses_seq": seq, "reason": reason})
    return written


def withdraw(session: Session, clerk: Clerk, seq: int, reason: str, today: date) -> int:
    """The same for an entry that an act wrote which is taken back (撤回): whoever may do that."""
    against = _against(session, _standing(session, seq), _reason(reason), today)
    (written,) = _Chain(session, clerk).add([against])
    _anchor(session, clerk, "hours.reverse", {"reverses_seq": seq, "reason": reason})
    return written


def correct(session: Session, clerk: Clerk, seq: int, correction: Correction, today: date) -> int:
    """Reverse an entry and write it anew as it should be (更正); the new row's seq."""
    require(clerk, Role.SUPERVISOR, "更正时长")
    reason = _reason(correction.reason)
    wrong = _standing(session, seq)
    chain = _Chain(session, clerk)
    chain.add([_against(session, wrong, reason, today)])
    draft = _corrected(wrong, correction, today)
    values = _Known(session, [draft]).values(draft) | {
        "organiser": wrong.organiser,
        "is_own": wrong.is_own,
        "reason": reason,
    }
    (written,) = chain.add([values])
    said = {"reverses_seq": seq, "seq": written, "reason": reason, **_one(values)}
    _anchor(session, clerk, "hours.correct", said)
    return written


def reverse_batch(session: Session, clerk: Clerk, batch_id: int, today: date) -> int:
    """Take back what an import credited (撤销导入), as far as it still stands; how many rows."""
    mine = select(HoursEntry.seq).where(
        HoursEntry.batch_id == batch_id, HoursEntry.reverses_seq.is_(None)
    )
    found = (entry(session, seq) for seq in session.scalars(mine.order_by(HoursEntry.seq)).all())
    rows = [row for row in found if row is not None and row.is_standing]
    if rows:
        against = [_against(session, row, "撤销导入", today) for row in rows]
        _Chain(session, clerk).add(against)
        said = {"reason": "撤销导入", "rows": len(rows)}
        _anchor(session, clerk, "hours.reverse", said)
    return len(rows)


class _Known:
    """What drafts are checked against, read once for all of them; each counts for the next."""

    def __init__(self, session: Session, drafts: Sequence[HoursDraft]) -> None:
        ids = {draft.volunteer_id for draft in drafts}
        days = [draft.served_on for draft in drafts]
        self._names = names_of(session, ids)
        self._taken = taken_by(session, ids, min(days), max(days))
        self._own, self._how = hall(session).name, rounding(session)

    def values(self, draft: HoursDraft) -> dict[str, Any]:
        """The columns of a new row, refused where a field cannot be or the time is taken."""
        who = self._names.get(draft.volunteer_id)
        if who is None:
            raise UserError("没有这位志愿者，请先登记")
        self._take_time(who, draft)
        values = {name: getattr(draft, name) for name in HoursDraft.__slots__}
        texts = {name: clean(values[name]) for name in ("activity", "content", "spot", "leader")}
        if not texts["activity"] or not texts["content"]:
            raise UserError(f"{who} 的服务没有写活动名称或服务内容，证明上要用，请补上")
        organiser = clean(draft.organiser)
        return values | texts | {
            "minutes": _credited(draft, self._how),
            "organiser": organiser or self._own,
            "is_own": organiser in {"", self._own},
            "reverses_seq": None,
            "reason": "",
        }  # fmt: skip

    def _take_time(self, who: str, draft: HoursDraft) -> None:
        refuse_odd_span(draft.starts, draft.ends)
        if draft.served_on > draft.recorded_on:
            raise UserError(f"服务日期 {draft.served_on} 还没有到，服务完了才能记时长")
        span, taken = (draft.starts, draft.ends), self._taken.setdefault(draft.volunteer_id, [])
        refuse_clash(who, draft.served_on, span, taken)
        taken.append(Taken(draft.served_on, span, draft.content or draft.activity))


class _Chain:
    """Appends rows to the ledger, each with the hash of the one before."""

    def __init__(self, session: Session, clerk: Clerk) -> None:
        self._session, self._clerk = session, clerk
        self._last = head(session)

    def add(self, rows: Sequence[dict[str, Any]]) -> list[int]:
        """Write these rows in their order; their seqs."""
        linked = [self._linked(row) for row in rows]
        self._session.execute(insert(HoursEntry), linked)
        return [row["seq"] for row in linked]

    def _linked(self, values: dict[str, Any]) -> dict[str, Any]:
        seq = self._last.seq + 1
        row = values | {"recorded_at": datetime.now(UTC), "clerk_name": self._clerk.name}
        digest = entry_hash(self._last.hash, seq, row)
        row |= {"seq": seq, "prev_hash": self._last.hash, "hash": digest}
        self._last = Anchor(seq, digest)
        return row


def _credited(draft: HoursDraft, how: Rounding) -> int:
    """Minutes credited: the span rounded, or what was given, which the span must bear."""
    span = draft.ends - draft.starts
    if draft.minutes is None:
        minutes = rounded(span, how)
        if not minutes:
            raise UserError(
                f"{say_span(draft.starts, draft.ends)} 只有 {span} 分钟，"
                f"按大厅的取整（{number_of_hours(how.step)} 小时）不足一格，不记时长"
            )
        return minutes
    if not 0 < draft.minutes <= rounded(span, replace(how, way="up")):
        raise UserError(
            f"时长 {number_of_hours(draft.minutes)} 小时和起止时间 "
            f"{say_span(draft.starts, draft.ends)} 对不上，请核对"
        )
    return draft.minutes


def _against(session: Session, wrong: HoursRow, reason: str, today: date) -> dict[str, Any]:
    """The row against another: the same service, its minutes negative."""
    kept = session.get_one(HoursEntry, wrong.seq)
    columns = {c.key: getattr(kept, c.key) for c in HoursEntry.__table__.columns}
    return columns | {
        "minutes": -kept.minutes,
        "reverses_seq": kept.seq,
        "reason": reason,
        "source": "correction",
        "recorded_on": today,
    }


def _standing(session: Session, seq: int) -> HoursRow:
    found = entry(session, seq)
    if found is None:
        raise UserError(f"时长台账里没有第 {seq} 条，请核对")
    if found.reverses_seq is not None:
        raise UserError(f"第 {seq} 条本身就是冲正，不能再冲正；请重新记一条")
    if found.reversed_by is not None:
        raise UserError(f"第 {seq} 条已被第 {found.reversed_by} 条冲正，不用再冲正")
    return found


def _reason(reason: str) -> str:
    said = clean(reason)
    if not said:
        raise UserError("请写明更正的原因，台账和操作记录里都要留下")
    return said


def _corrected(wrong: HoursRow, correction: Correction, today: date) -> HoursDraft:
    starts, ends = correction.span or (wrong.starts, wrong.ends)
    minutes = correction.minutes
    if minutes is None and correction.span is None:
        minutes = wrong.minutes
    kept = {name: getattr(wrong, name) for name in HoursDraft.__slots__ if name in _CARRIED}
    return HoursDraft(
        **kept,
        starts=starts,
        ends=ends,
        minutes=minutes,
        served_on=correction.served_on or wrong.served_on,
        content=wrong.content if correction.content is None else correction.content,
        recorded_on=today,
        source="correction",
    )


_CARRIED = frozenset(
    {
        "volunteer_id",
        "activity",
        "spot",
        "organiser",
        "leader",
        "quality",
        "day_id",
        "attendance_id",
    }
)


def _anchor(session: Session, clerk: Clerk, action: str, said: dict[str, Any]) -> None:
    """The audit row of an act on the ledger carries the ledger's head after it."""
    session.flush()
    last = head(session)
    noted = {**said, "head": f"{last.seq}-{last.hash}"}
    record(session, clerk, action, ("hours_entry", last.seq), {"after": noted})


def _said(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    if len(rows) == 1:
        return _one(rows[0])
    total = sum(row["minutes"] for row in rows)
    return {"rows": len(rows), "hours": number_of_hours(total)}


def _one(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "volunteer": row["volunteer_id"],
        "served_on": row["served_on"],
        "span": say_span(row["starts"], row["ends"]),
        "hours": number_of_hours(row["minutes"]),
        "content": row["content"],
    }
