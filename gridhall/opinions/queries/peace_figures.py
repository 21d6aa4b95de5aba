"""Figures of peace and safety: disputes and inspections by kind and month (116, 300+ of S1, S2)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.opinions.labels import DISPUTES, INSPECTIONS
from gridhall.opinions.models import Hazard, Inspection, Mediation


@dataclass(frozen=True, slots=True)
class Counted:
    """How many, and of them how many came to a good end."""

    words: str
    many: int
    good: int


@dataclass(frozen=True, slots=True)
class PeaceFigures:
    """A span of days in figures; months without anything are left out."""

    since: date
    until: date
    disputes: Counted  # accepted; agreed or performed
    inspections: int
    hazards: Counted  # found; mended
    overdue: int  # hazards open past their day, as of `until`
    by_dispute: tuple[Counted, ...]
    by_inspection: tuple[Counted, ...]  # rounds; hazards found
    by_month: tuple[tuple[str, int, int, int], ...]  # month, disputes, rounds, hazards

    @property
    def words(self) -> str:
        """调解 24 件，成功 21 件；排查 30 次，隐患 40 处，已整改 35 处."""
        late = f"，超期 {self.overdue} 处" if self.overdue else ""
        return (
            f"调解 {self.disputes.many} 件，达成协议 {self.disputes.good} 件；"
            f"排查 {self.inspections} 次，隐患 {self.hazards.many} 处，"
            f"已整改 {self.hazards.good} 处{late}"
        )


def figures(session: Session, since: date, until: date) -> PeaceFigures:
    """Counts of what was accepted and inspected in these days."""
    if until < since:
        raise UserError(f"截止日期 {until} 早于开始的 {since}，请核对")
    disputes = _disputes(session, since, until)
    rounds = _rounds(session, since, until)
    found = _found(session, since, until)
    mended = sum(ok for _, _, ok in found)
    months = sorted({*(one[0] for one in disputes), *(one[0] for one in rounds)})
    return PeaceFigures(
        since,
        until,
        Counted("调解", len(disputes), sum(ok for _, _, ok in disputes)),
        len(rounds),
        Counted("隐患", len(found), mended),
        _overdue(session, since, until),
        _by_kind(DISPUTES, [(kind, ok) for _, kind, ok in disputes]),
        _by_rounds(rounds, found),
        tuple(
            (
                one,
                sum(at == one for at, _, _ in disputes),
                sum(at == one for at, _ in rounds),
                sum(at == one for at, _, _ in found),
            )
            for one in months
        ),
    )


def _disputes(session: Session, since: date, until: date) -> list[tuple[str, str, bool]]:
    query = select(Mediation.accepted_on, Mediation.kind, Mediation.state).where(
        Mediation.accepted_on.between(since, until)
    )
    good = ("agreed", "performed")
    return [(f"{day:%Y-%m}", kind, state in good) for day, kind, state in session.execute(query)]


def _rounds(session: Session, since: date, until: date) -> list[tuple[str, str]]:
    query = select(Inspection.day, Inspection.kind).where(Inspection.day.between(since, until))
    return [(f"{day:%Y-%m}", kind) for day, kind in session.execute(query)]


def _found(session: Session, since: date, until: date) -> list[tuple[str, str, bool]]:
    query = (
        select(Inspection.day, Inspection.kind, Hazard.rectified_on)
        .join(Hazard, Hazard.inspection_id == Inspection.id)
        .where(Inspection.day.between(since, until))
    )
    return [(f"{day:%Y-%m}", kind, on is not None) for day, kind, on in session.execute(query)]


def _overdue(session: Session, since: date, until: date) -> int:
    query = (
        select(func.count())
        .select_from(Hazard)
        .join(Inspection, Inspection.id == Hazard.inspection_id)
        .where(
            Inspection.day.between(since, until),
            Hazard.rectify_by < until,
            Hazard.rectified_on.is_(None),
        )
    )
    return session.scalar(query) or 0


def _by_kind(words: Mapping[str, str], rows: list[tuple[str, bool]]) -> tuple[Counted, ...]:
    many, good = Counter(kind for kind, _ in rows), Counter(kind for kind, ok in rows if ok)
    ordered = sorted(many, key=lambda kind: (-many[kind], list(words).index(kind)))
    return tuple(Counted(words.get(kind, kind), many[kind], good[kind]) for kind in ordered)


def _by_rounds(
    rounds: list[tuple[str, str]], found: list[tuple[str, str, bool]]
) -> tuple[Counted, ...]:
    many, hazards = Counter(kind for _, kind in rounds), Counter(kind for _, kind, _ in found)
    ordered = sorted(many, key=lambda kind: (-many[kind], list(INSPECTIONS).index(kind)))
    return tuple(
        Counted(INSPECTIONS.get(kind, kind), many[kind], hazards[kind]) for kind in ordered
    )
