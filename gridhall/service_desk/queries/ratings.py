"""Ratings and their follow-ups, for supervisors only; whether a case is rated is no secret."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.core.clerk import Clerk, Role
from gridhall.core.mask import mask_phone
from gridhall.service_desk.models import CaseRating, RatingFollowUp, ServiceCase
from gridhall.service_desk.rules.ratings import BAD

_RUNNING = ("open", "called")
_ACT = "看评价"


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One rating with its case, and what is being done about it."""

    id: int
    case_id: int
    number: str
    item_name: str
    applicant_name: str  # "" unnamed
    phone: str  # masked; "" unnamed
    satisfaction: int
    words: str
    channel: str
    is_named: bool
    rated_at: datetime
    served_by: str
    follow_up: "FollowUpRow | None"


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """What is done about a bad rating."""

    id: int
    state: str
    call_due_on: date
    mend_due_on: date | None
    called_at: datetime | None
    called_by: str
    call_words: str
    mended_at: datetime | None
    mend_words: str
    closed_by: str

    def due_on(self) -> date | None:
        """The day of what comes next; None when it is over."""
        if self.state == "open":
            return self.call_due_on
        return self.mend_due_on if self.state == "called" else None


@dataclass(frozen=True, slots=True)
class RatingFigure:
    """How often each grade was given, for one name: a clerk, a matter, a month."""

    label: str
    grades: tuple[int, int, int, int, int]  # 1 非常满意 ... 5 非常不满意

    @property
    def rated(self) -> int:
        """How many ratings."""
        return sum(self.grades)

    @property
    def bad(self) -> int:
        """差评."""
        return self.grades[3] + self.grades[4]

    @property
    def share_content(self) -> float:
        """满意率: 1 to 3 of all; 1.0 when nobody said anything."""
        return 1.0 if not self.rated else (self.rated - self.bad) / self.rated


def is_rated(session: Session, case_id: int) -> bool:
    """Whether the visitor has said something; not what."""
    return session.scalar(select(CaseRating.id).where(CaseRating.case_id == case_id)) is not None


def ratings(
    session: Session, clerk: Clerk, first: date, last: date, *, only_bad: bool = False
) -> list[RatingRow]:
    """The ratings of some days, the latest first."""
    require(clerk, Role.SUPERVISOR, _ACT)
    query = _rows().where(_between(first, last))
    if only_bad:
        query = query.where(CaseRating.satisfaction.in_(BAD))
    return _read(session, query.order_by(CaseRating.rated_at.desc()))


def open_follow_ups(session: Session, clerk: Clerk) -> list[RatingRow]:
    """The bad ratings that wait for a call or for being put right, the most urgent first."""
    require(clerk, Role.SUPERVISOR, _ACT)
    query = _rows().where(RatingFollowUp.state.in_(_RUNNING))
    due = func.iif(
        RatingFollowUp.state == "open", RatingFollowUp.call_due_on, RatingFollowUp.mend_due_on
    )
    return _read(session, query.order_by(due, CaseRating.id))


def follow_ups_waiting(session: Session) -> int:
    """How many bad ratings nobody has answered to the end (a number only)."""
    query = select(func.count()).select_from(RatingFollowUp)
    return session.scalar(query.where(RatingFollowUp.state.in_(_RUNNING))) or 0


def phone_to_call(session: Session, clerk: Clerk, follow_up_id: int) -> str:
    """The whole number, for whoever is about to ring; "" if none was left."""
    require(clerk, Role.SUPERVISOR, _ACT)
    query = (
        select(ServiceCase.phone)
        .join(CaseRating, CaseRating.case_id == ServiceCase.id)
        .join(RatingFollowUp, RatingFollowUp.rating_id == CaseRating.id)
    )
    return session.scalar(query.where(RatingFollowUp.id == follow_up_id)) or ""


def rating_figures(
    session: Session, clerk: Clerk, first: date, last: date, by: str = "clerk"
) -> list[RatingFigure]:
    """Grades counted by `by`: clerk, matter, month or all."""
    require(clerk, Role.SUPERVISOR, _ACT)
    label = {
        "clerk": CaseRating.served_by,
        "matter": ServiceCase.item_name,
        "month": func.strftime("%Y-%m", CaseRating.rated_at, "localtime"),
        "all": func.iif(CaseRating.id > 0, "全部", ""),
    }[by]
    counted = [
        func.sum(func.iif(CaseRating.satisfaction == grade, 1, 0)).label(f"g{grade}")
        for grade in range(1, 6)
    ]
    query = select(label, *counted).join(ServiceCase, ServiceCase.id == CaseRating.case_id)
    rows = session.execute(query.where(_between(first, last)).group_by(label).order_by(label))
    return [RatingFigure(str(row[0]), (row[1], row[2], row[3], row[4], row[5])) for row in rows]


def _between(first: date, last: date) -> ColumnElement[bool]:
    day = func.date(CaseRating.rated_at, "localtime")
    return day.between(f"{first}", f"{last}")


def _rows() -> Any:
    return (
        select(CaseRating, ServiceCase, RatingFollowUp)
        .join(ServiceCase, ServiceCase.id == CaseRating.case_id)
        .outerjoin(RatingFollowUp, RatingFollowUp.rating_id == CaseRating.id)
    )


def _read(session: Session, query: Any) -> list[RatingRow]:
    return [_row(*found) for found in session.execute(query)]


def _row(rating: CaseRating, case: ServiceCase, follow_up: RatingFollowUp | None) -> RatingRow:
    named = rating.is_named
    return RatingRow(
        rating.id,
        case.id,
        case.number,
        case.item_name,
        case.applicant_name if named else "",
        mask_phone(case.phone) if named else "",
        rating.satisfaction,
        rating.words,
        rating.channel,
        named,
        rating.rated_at,
        rating.served_by,
        None if follow_up is None else _follow_up(follow_up),
    )


def _follow_up(row: RatingFollowUp) -> FollowUpRow:
    return FollowUpRow(**{name: getattr(row, name) for name in FollowUpRow.__slots__})
