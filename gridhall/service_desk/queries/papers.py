"""What the desk's papers need beyond a case's card: clocks, notices, where to go, the barcode."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.queries import slip_mark
from gridhall.core.errors import UserError
from gridhall.organisation.queries.agencies import AgencyRow, Directory, directory
from gridhall.service_desk.models import (
    CaseDraft,
    CaseExtension,
    CaseMaterial,
    CaseNotice,
    CasePause,
)
from gridhall.service_desk.queries.cards import CaseCard, case_card
from gridhall.service_desk.queries.catalogue import MatterRow, matter_by_id
from gridhall.service_desk.queries.drafts import DraftRow
from gridhall.service_desk.rules.draft import draft_from_json
from gridhall.service_desk.rules.negative import Certificate, negative_list
from gridhall.service_desk.rules.refusals import read_refusal
from gridhall.service_desk.rules.slips import case_slip, draft_slip


@dataclass(frozen=True, slots=True)
class PauseFacts:
    """A pause of a case's clock (特别程序)."""

    kind: str
    reason: str
    began_on: date
    expected_on: date | None
    ended_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """The one extension of a case."""

    days: int
    reason: str
    state: str  # asked, approved, refused
    decided_at: datetime | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """A one-time notice: what lacked (position, name, problem), until when."""

    nth: int
    lacking: tuple[tuple[int, str, str], ...]
    due_on: date
    given_at: datetime
    clerk_name: str


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A case with all that its papers say."""

    card: CaseCard
    today: date
    code: str  # BJ-9F86-1204, the barcode
    deferred: Mapping[int, date]  # 容缺: position -> promised day
    pauses: tuple[PauseFacts, ...]
    extension: ExtensionFacts | None
    notices: tuple[NoticeFacts, ...]
    places: Mapping[str, tuple[AgencyRow, ...]]  # issuer's words -> agencies
    passed_to: AgencyRow | None = None  # whom it was passed on to, if the directory has it


@dataclass(frozen=True, slots=True)
class DraftPaper:
    """A parked draft with what its slip says."""

    row: DraftRow
    matter: MatterRow | None
    code: str


@dataclass(frozen=True, slots=True)
class CertificatePaper:
    """A certificate of the negative list and who issues it."""

    certificate: Certificate
    ordinal: int  # 1..20
    agencies: tuple[AgencyRow, ...]


def case_paper(session: Session, case_id: int, today: date) -> CasePaper:
    """All that a case's papers say."""
    return _paper(session, case_id, today, directory(session))


def case_papers(session: Session, case_ids: Collection[int], today: date) -> tuple[CasePaper, ...]:
    """The same of several cases, in this order, each once."""
    known = directory(session)
    return tuple(_paper(session, one, today, known) for one in dict.fromkeys(case_ids))


def draft_paper(session: Session, request_key: str, today: date) -> DraftPaper:
    """A parked draft; UserError if it is one no more."""
    found = session.get(CaseDraft, request_key)
    if found is None:
        raise UserError("这份暂存已经不在了，可能已经受理或取消。请在办件列表里查一下")
    draft = draft_from_json(found.fields)
    matter = None if draft.item_id is None else matter_by_id(session, draft.item_id, today)
    return DraftPaper(
        DraftRow(draft, found.saved_at), matter, draft_slip(slip_mark(session), request_key)
    )


def certificate_paper(session: Session, name: str) -> CertificatePaper:
    """A certificate of the negative list by its name; UserError for another name."""
    for ordinal, one in enumerate(negative_list(), start=1):
        if name in (one.name, *one.aliases):
            return CertificatePaper(one, ordinal, directory(session).find_all(one.issuer))
    raise UserError(f"“{name[:40]}”不在不出具证明的清单里。请核对名称")


def _paper(session: Session, case_id: int, today: date, known: Directory) -> CasePaper:
    card = case_card(session, case_id)
    issuers = {one.issuer for one in card.matter.materials if one.issuer}
    issuers |= {read_refusal(one.detail).where for one in card.events if one.kind == "not_accepted"}
    return CasePaper(
        card,
        today,
        case_slip(slip_mark(session), case_id),
        _deferred(session, case_id),
        _pauses(session, case_id),
        _extension(session, case_id),
        _notices(session, case_id),
        {words: known.find_all(words) for words in issuers},
        _passed_to(card, known),
    )


def _deferred(session: Session, case_id: int) -> dict[int, date]:
    mine = select(CaseMaterial).where(
        CaseMaterial.case_id == case_id,
        CaseMaterial.deferred_until.is_not(None),
        CaseMaterial.received_at.is_(None),
    )
    rows = session.scalars(mine.order_by(CaseMaterial.position))
    return {one.position: one.deferred_until for one in rows if one.deferred_until}


def _pauses(session: Session, case_id: int) -> tuple[PauseFacts, ...]:
    mine = select(CasePause).where(CasePause.case_id == case_id).order_by(CasePause.id)
    return tuple(
        PauseFacts(**{name: getattr(one, name) for name in PauseFacts.__slots__})
        for one in session.scalars(mine)
    )


def _extension(session: Session, case_id: int) -> ExtensionFacts | None:
    """The extension that was approved, else the last that was asked for."""
    mine = select(CaseExtension).where(CaseExtension.case_id == case_id)
    rows = session.scalars(mine.order_by(CaseExtension.id)).all()
    found = next((one for one in rows if one.state == "approved"), rows[-1] if rows else None)
    if found is None:
        return None
    return ExtensionFacts(**{name: getattr(found, name) for name in ExtensionFacts.__slots__})


def _notices(session: Session, case_id: int) -> tuple[NoticeFacts, ...]:
    mine = select(CaseNotice).where(CaseNotice.case_id == case_id).order_by(CaseNotice.nth)
    return tuple(
        NoticeFacts(one.nth, _lacking(one.lacking), one.due_on, one.given_at, one.clerk_name)
        for one in session.scalars(mine)
    )


def _lacking(stored: str) -> tuple[tuple[int, str, str], ...]:
    """What a notice's JSON says; a part that is not there is empty."""
    told: Iterable[Mapping[str, object]] = json.loads(stored)
    return tuple(
        (int(str(one.get("position", 0))), str(one.get("name", "")), str(one.get("problem", "")))
        for one in told
    )


def _passed_to(card: CaseCard, known: Directory) -> AgencyRow | None:
    said = [event.detail for event in card.events if event.kind == "passed_on"]
    return known.find(said[-1]) if said else None
