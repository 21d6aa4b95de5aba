"""公示 with their objections, as lists and cards show them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.identity import mask_phone
from gridhall.opinions.labels import NOTICE_STATES, NOTICES
from gridhall.opinions.models import Objection, PublicNotice
from gridhall.opinions.rules.postings import answer_due, days_of, notice_due, take_down_day
from gridhall.photos.queries import photo_counts
from gridhall.places.models import Compound

OPEN_STATES = ("draft", "posted")


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice as lists show it."""

    id: int
    number: str
    kind: str
    title: str
    body: str
    place: str
    compound_id: int | None
    posted_from: date
    posted_to: date
    state: str
    posted_on: date | None
    taken_on: date | None
    contact: str
    phone: str
    why: str
    about: str
    about_id: int | None
    clerk_name: str
    version: int
    compound: str
    photos: int
    objections: int
    unanswered: int

    @property
    def kind_label(self) -> str:
        """居务公开, 惠民实事 …; one of a later version shows its code."""
        return NOTICES.get(self.kind, self.kind)

    @property
    def state_label(self) -> str:
        """待张贴, 公示中, 已撤下, 已撤回."""
        return NOTICE_STATES.get(self.state, self.state)

    @property
    def days(self) -> int:
        """How many days it hangs, both ends counted in."""
        return days_of(self.posted_from, self.posted_to)

    @property
    def down_on(self) -> date:
        """The day it is to be taken down."""
        return take_down_day(self.posted_to)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be posted or hangs."""
        return self.state in OPEN_STATES

    def due(self, today: date) -> tuple[str, str]:
        """What is to be done about it, and its tone."""
        return notice_due(self.state, self.posted_from, self.posted_to, today)


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """An objection; the phone masked."""

    id: int
    notice_id: int
    raised_on: date
    person_id: int | None
    objector: str
    masked_phone: str
    words: str
    answer_by: date | None
    answered_on: date | None
    answer: str
    upheld: bool | None
    clerk_name: str

    @property
    def who(self) -> str:
        """The objector, or that nobody said a name."""
        return self.objector or "没有留名"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.answered_on is None

    def due(self, today: date) -> tuple[str, str]:
        """Until when it is to be answered, and its tone."""
        return answer_due(self.answer_by, self.answered_on, today)


_OWN = tuple(
    getattr(PublicNotice, name)
    for name in NoticeRow.__dataclass_fields__
    if name not in ("compound", "photos", "objections", "unanswered")
)
_MANY = (
    select(
        Objection.notice_id,
        func.count().label("many"),
        func.sum(Objection.answered_on.is_(None)).label("open"),
    )
    .group_by(Objection.notice_id)
    .subquery()
)
_NOTICES = (
    select(*_OWN, func.coalesce(Compound.name, ""), _MANY.c.many, _MANY.c.open)
    .outerjoin(Compound, Compound.id == PublicNotice.compound_id)
    .outerjoin(_MANY, _MANY.c.notice_id == PublicNotice.id)
)


def notices(session: Session, *, ended: bool = False, limit: int = 500) -> list[NoticeRow]:
    """Those that are open, the first to come down first; or those that are over, the latest."""
    mine = PublicNotice.state.in_(OPEN_STATES)
    if ended:
        query = _NOTICES.where(~mine).order_by(PublicNotice.id.desc())
    else:
        query = _NOTICES.where(mine).order_by(PublicNotice.posted_to, PublicNotice.id)
    return _rows(session, query.limit(limit))


def notice(session: Session, notice_id: int) -> NoticeRow:
    """One notice; UserError if it is gone."""
    found = _rows(session, _NOTICES.where(PublicNotice.id == notice_id))
    if not found:
        raise UserError("没有这份公示，可能刚被撤回。请按 F5 看最新内容")
    return found[0]


def notice_named(session: Session, number: str) -> int:
    """The notice's id by its number, 示〔2026〕001; UserError."""
    typed = number.strip().replace("[", "〔").replace("]", "〕")
    found = session.scalar(select(PublicNotice.id).where(PublicNotice.number == typed))
    if found is None:
        raise UserError(f"没有公示“{number.strip()[:30]}”，请写编号，例如 示〔2026〕001")
    return found


def objections(session: Session, notice_id: int) -> list[ObjectionRow]:
    """The objections to a notice, as they came."""
    mine = select(Objection).where(Objection.notice_id == notice_id)
    return [_objection(row) for row in session.scalars(mine.order_by(Objection.id))]


def open_objections(session: Session) -> list[ObjectionRow]:
    """Every objection that waits for an answer, the most urgent first."""
    query = select(Objection).where(Objection.answered_on.is_(None))
    query = query.order_by(Objection.answer_by.is_(None), Objection.answer_by, Objection.id)
    return [_objection(row) for row in session.scalars(query)]


def objection(session: Session, objection_id: int) -> ObjectionRow:
    """One objection; UserError if it is gone."""
    row = session.get(Objection, objection_id)
    if row is None:
        raise UserError("没有这条异议，可能刚被撤回。请按 F5 看最新内容")
    return _objection(row)


def _rows(session: Session, query: Select[Any]) -> list[NoticeRow]:
    found = session.execute(query).all()
    photos = photo_counts(session, "public_notice", [row.id for row in found])
    return [
        NoticeRow(*(*row[:-2], photos.get(row.id, 0), row[-2] or 0, int(row[-1] or 0)))
        for row in found
    ]


def _objection(row: Objection) -> ObjectionRow:
    return ObjectionRow(
        row.id,
        row.notice_id,
        row.raised_on,
        row.person_id,
        row.objector,
        mask_phone(row.phone),
        row.words,
        row.answer_by,
        row.answered_on,
        row.answer,
        row.upheld,
        row.clerk_name,
    )
