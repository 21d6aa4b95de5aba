"""One transfer with its people, materials, steps, papers (迁移事项的卡片)."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.papers import queries as papers
from gridhall.papers.queries import PaperRow
from gridhall.registry.labels import transfer_state_label
from gridhall.registry.models import (
    HukouTransfer,
    TransferMaterial,
    TransferPerson,
    TransferStep,
)
from gridhall.registry.queries.residents import people
from gridhall.registry.queries.rows import ResidentRow
from gridhall.registry.queries.standing import home_standing
from gridhall.registry.queries.transfers.categories import category
from gridhall.registry.queries.transfers.lists import transfer_row
from gridhall.registry.queries.transfers.plans import kept_draft
from gridhall.registry.queries.transfers.rows import (
    TransferCard,
    TransferMaterialRow,
    TransferPersonRow,
    TransferStepRow,
)
from gridhall.registry.rules.transfers import goes_by_permit, next_states

SUBJECT = "hukou_transfer"


def transfer_card(session: Session, transfer_id: int, today: date) -> TransferCard:
    """Everything about one transfer; numbers are masked."""
    row = transfer_row(session, transfer_id, today)
    kept = session.get_one(HukouTransfer, transfer_id)
    return TransferCard(
        row=row,
        people=_people(session, transfer_id),
        applicant=_person(people(session, [kept.applicant_id])[0], ""),
        materials=tuple(materials(session, transfer_id)),
        steps=tuple(_steps(session, kept)),
        next_states=_next_states(session, kept),
        papers=tuple(_papers(session, kept)),
        draft=kept_draft(session, kept.plan),
        basis=category(session, kept.category).basis,
        agent=kept.agent,
        reason=kept.reason,
        from_place=kept.from_place,
        to_place=kept.to_place,
        from_title=_title(session, kept.from_household_id),
        to_title=_title(session, kept.to_household_id),
        effective_on=kept.effective_on,
        permit_number=kept.permit_number,
        permit_issued_on=kept.permit_issued_on,
        certificate_number=kept.certificate_number,
        certificate_issued_on=kept.certificate_issued_on,
        handover_number=kept.handover_number,
        action_id=kept.action_id,
        version=kept.version,
    )


def materials(session: Session, transfer_id: int) -> list[TransferMaterialRow]:
    """The materials in their order."""
    query = select(TransferMaterial).where(TransferMaterial.transfer_id == transfer_id)
    return [
        TransferMaterialRow(m.place, m.name, m.required, m.note, m.issuer, m.received_on)
        for m in session.scalars(query.order_by(TransferMaterial.place))
    ]


def without_permit(session: Session, kept: HukouTransfer) -> bool:
    """Whether the police's answer is the settlement itself: 一站式, or no 准迁证 at all."""
    return not goes_by_permit(category(session, kept.category).permit, kept.one_stop)


def last_step_on(session: Session, transfer_id: int) -> date:
    """The day of the latest step."""
    query = select(TransferStep.happened_on).where(TransferStep.transfer_id == transfer_id)
    return session.scalars(query.order_by(TransferStep.id.desc()).limit(1)).one()


def _next_states(session: Session, kept: HukouTransfer) -> tuple[str, ...]:
    if kept.reverses_id is not None:
        return ()
    return next_states(kept.state, without_permit(session, kept))


def _people(session: Session, transfer_id: int) -> tuple[TransferPersonRow, ...]:
    query = (
        select(TransferPerson.person_id, TransferPerson.relation)
        .where(TransferPerson.transfer_id == transfer_id)
        .order_by(TransferPerson.id)
    )
    relations = {row.person_id: row.relation for row in session.execute(query)}
    return tuple(_person(one, relations[one.id]) for one in people(session, relations))


def _person(shown: ResidentRow, relation: str) -> TransferPersonRow:
    return TransferPersonRow(
        person_id=shown.id,
        name=shown.name,
        sex=shown.sex,
        birth_date=shown.birth_date,
        masked_id=shown.masked_id,
        masked_phone=shown.masked_phone,
        relation=relation,
        home=shown.home,
        household_number=shown.household_number,
    )


def _steps(session: Session, kept: HukouTransfer) -> list[TransferStepRow]:
    query = select(TransferStep).where(TransferStep.transfer_id == kept.id)
    return [
        TransferStepRow(
            one.state,
            transfer_state_label(one.state, kept.direction),
            one.happened_on,
            one.recorded_at,
            one.clerk_name,
            one.note,
        )
        for one in session.scalars(query.order_by(TransferStep.id))
    ]


def _papers(session: Session, kept: HukouTransfer) -> list[PaperRow]:
    """Its own papers, and the list it was handed over with, which is about several."""
    own = papers.papers_about(session, SUBJECT, kept.id)
    if not kept.handover_number or kept.handover_number in {one.number for one in own}:
        return own
    try:
        return [*own, papers.paper_by_number(session, kept.handover_number)]
    except UserError:  # a list written by hand
        return own


def _title(session: Session, household_id: int | None) -> str:
    if household_id is None:
        return ""
    home = home_standing(session, [household_id])[household_id]
    return f"{home.title}（户号 {home.number}）"
