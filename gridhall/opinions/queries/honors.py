"""红黑榜 entries as lists, boards and papers show them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.issues.models import GovernanceAction, Issue
from gridhall.opinions.labels import HONOR_STATES, HONORS
from gridhall.opinions.models import BulletinArticle, HonorEntry
from gridhall.opinions.queries.naming import PURPOSE, consenting
from gridhall.opinions.queries.showing import Whose
from gridhall.opinions.rules.honors import honor_due
from gridhall.photos.queries import photo_counts
from gridhall.places.models import Compound
from gridhall.registry.models import Consent

OPEN_STATES = ("draft", "pending", "approved", "refused", "published")


@dataclass(frozen=True, slots=True)
class HonorRow:
    """An entry as lists show it; `about` never leaves the hall."""

    id: int
    kind: str
    title: str
    story: str
    compound_id: int | None
    person_id: int | None
    about: str
    shown: str
    consent_on: date | None
    happened_on: date
    state: str
    approved_by: str
    opinion: str
    publish_from: date | None
    publish_to: date | None
    ended_on: date | None
    why: str
    issue_id: int | None
    clerk_name: str
    version: int
    compound: str
    issue: str  # its number
    photos: int

    @property
    def kind_label(self) -> str:
        """红榜, 黑榜."""
        return HONORS.get(self.kind, self.kind)

    @property
    def state_label(self) -> str:
        """草稿, 待审批, 待发布, 在榜 …"""
        return HONOR_STATES.get(self.state, self.state)

    @property
    def is_open(self) -> bool:
        """Whether something may still be done about it."""
        return self.state in OPEN_STATES

    def due(self, today: date) -> tuple[str, str]:
        """How it stands, and its tone."""
        return honor_due(self.state, self.publish_to, today)


_OWN = tuple(
    getattr(HonorEntry, name)
    for name in HonorRow.__dataclass_fields__
    if name not in ("compound", "issue", "photos")
)
_HONORS = (
    select(*_OWN, func.coalesce(Compound.name, ""), func.coalesce(Issue.number, ""))
    .outerjoin(Compound, Compound.id == HonorEntry.compound_id)
    .outerjoin(Issue, Issue.id == HonorEntry.issue_id)
)


def honors(session: Session, *, ended: bool = False, limit: int = 500) -> list[HonorRow]:
    """Those that are open, or those that are over; the latest first."""
    mine = HonorEntry.state.in_(OPEN_STATES)
    query = _HONORS.where(~mine if ended else mine)
    latest = query.order_by(HonorEntry.happened_on.desc(), HonorEntry.id.desc())
    return _rows(session, latest.limit(limit))


def honor(session: Session, honor_id: int) -> HonorRow:
    """One entry; UserError if it is gone."""
    found = _rows(session, _HONORS.where(HonorEntry.id == honor_id))
    if not found:
        raise UserError("没有这一条，可能刚被撤回。请按 F5 看最新内容")
    return found[0]


def on_board(session: Session, day: date, compound_id: int | None = None) -> list[HonorRow]:
    """What stands on the board on a day, red first; of one compound with what is everybody's."""
    there: list[ColumnElement[bool]] = [
        HonorEntry.state == "published",
        HonorEntry.publish_from <= day,
        HonorEntry.publish_to >= day,
    ]
    if compound_id is not None:
        mine = or_(HonorEntry.compound_id == compound_id, HonorEntry.compound_id.is_(None))
        there.append(mine)
    query = _HONORS.where(*there)
    return _rows(session, query.order_by(HonorEntry.kind.desc(), HonorEntry.happened_on.desc()))


def for_bulletin(session: Session, bulletin_id: int, first: date, last: date) -> list[HonorRow]:
    """Approved or published entries of a quarter that the paper does not hold yet."""
    drawn = select(BulletinArticle.honor_id).where(
        BulletinArticle.bulletin_id == bulletin_id, BulletinArticle.honor_id.is_not(None)
    )
    query = _HONORS.where(
        HonorEntry.state.in_(("approved", "published", "ended")),
        HonorEntry.happened_on.between(first, last),
        HonorEntry.id.not_in(drawn),
        HonorEntry.why == "",  # not one that was taken off for a reason
    )
    return _rows(session, query.order_by(HonorEntry.kind.desc(), HonorEntry.happened_on))


def whose_honor(session: Session, honor_id: int | None) -> Whose:
    """Whom an entry tells of; agreed as long as the consent to be named was not withdrawn (§15)."""
    row = session.get(HonorEntry, honor_id) if honor_id is not None else None
    if row is None or not row.about:
        return Whose()
    if row.kind == "black" or row.consent_on is None:
        return Whose(known=(row.about,))
    since = select(Consent.id).where(
        Consent.person_id == row.person_id,
        Consent.purpose == PURPOSE,
        Consent.withdrawn_on >= row.consent_on,
    )
    withdrawn = row.person_id is not None and session.scalar(since) is not None
    stands = not withdrawn or bool(consenting(session, [row.person_id or 0]))
    return Whose(agreed=(row.about,)) if stands else Whose(known=(row.about,))


def writers(session: Session, honor_id: int) -> set[str]:
    """Everybody who wrote or changed an entry: none of them approves it."""
    mine = (
        GovernanceAction.subject == "honor_entry",
        GovernanceAction.subject_id == honor_id,
        GovernanceAction.kind == "honor",
        GovernanceAction.state.in_(("", "draft")),
    )
    names = set(session.scalars(select(GovernanceAction.clerk_name).where(*mine)))
    row = session.get(HonorEntry, honor_id)
    return names | ({row.clerk_name} if row is not None else set())


def _rows(session: Session, query: Select[Any]) -> list[HonorRow]:
    found = session.execute(query).all()
    photos = photo_counts(session, "honor_entry", [row.id for row in found])
    return [HonorRow(*(*row, photos.get(row.id, 0))) for row in found]
