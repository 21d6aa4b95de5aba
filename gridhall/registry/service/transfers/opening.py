"""A transfer taken in (收件), its plan mended while it is open, and the drafts before it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.papers.service import next_number
from gridhall.registry.models import (
    HukouTransfer,
    TransferMaterial,
    TransferPerson,
    TransferStep,
)
from gridhall.registry.models import TransferDraft as KeptDraft
from gridhall.registry.queries import home_standing, standing
from gridhall.registry.queries.transfers import (
    SUBJECT,
    CategoryRow,
    TransferCard,
    category,
    draft_plan,
    last_touch,
    transfer_card,
)
from gridhall.registry.rules.changes import NEW, Refused
from gridhall.registry.rules.drafts import DraftProblems, ResidentDraft
from gridhall.registry.rules.merging import EditedMeanwhile
from gridhall.registry.rules.transfers import OPEN, TransferDraft, draft_json, with_ids
from gridhall.registry.service.arrivals import register_arrival
from gridhall.registry.service.index import index_transfers
from gridhall.registry.service.transfers.catalogue import ensure_categories


def open_transfer(
    session: Session, clerk: Clerk, draft: TransferDraft, today: date
) -> TransferCard:
    """Take a transfer in (收件): newcomers get their cards, the register is not changed yet.

    The same request key again gives the same transfer. Raises Refused with every hard doubt.
    """
    again = _opened_before(session, draft.request_key)
    if again is not None:
        return transfer_card(session, again, today)
    ensure_categories(session, clerk)
    wanted = category(session, draft.category)
    if not wanted.active:
        raise UserError(f"“{wanted.name}”已经停用，请另选类别；刚填的都还在")
    draft = replace(draft, kind=wanted.kind)
    _refuse_hard(session, draft, today)
    draft = _with_cards(session, clerk, draft, today)
    _refuse_hard(session, draft, today)  # a newcomer may turn out to be somebody known
    kept = _numbered(session, clerk, draft, today)
    _write_down(session, clerk, kept, (draft, wanted), today)
    session.execute(delete(KeptDraft).where(KeptDraft.clerk_name == clerk.name))
    return transfer_card(session, kept.id, today)


def amend_transfer(
    session: Session,
    clerk: Clerk,
    transfer_id: int,
    change: tuple[TransferDraft, int],
    today: date,
) -> TransferCard:
    """Change what an open transfer is going to do (改迁移内容): people, relations, where to.

    `change` is the draft and the version it began from. Category, materials and number stay.
    Raises Refused like opening does, EditedMeanwhile when somebody else was faster.
    """
    draft, version = change
    kept = session.get_one(HukouTransfer, transfer_id)
    _refuse_stale(session, kept, version)
    wanted = category(session, kept.category)
    draft = replace(draft, category=kept.category, direction=kept.direction, kind=wanted.kind)
    _refuse_hard(session, draft, today, kept.id)
    draft = _with_cards(session, clerk, draft, today)
    _refuse_hard(session, draft, today, kept.id)
    before = {"people": list(_people_of(session, kept.id)), "place": kept.to_place}
    _fill(session, kept, draft)
    session.execute(delete(TransferPerson).where(TransferPerson.transfer_id == kept.id))
    _put_people(session, kept.id, draft)
    said = {"before": before, "after": {"people": list(draft.people), "place": kept.to_place}}
    record(session, clerk, "transfer.change", (SUBJECT, kept.id), said)
    index_transfers(session, [kept.id])
    return transfer_card(session, kept.id, today)


def _refuse_stale(session: Session, kept: HukouTransfer, version: int) -> None:
    """Only an open transfer is amended, and only as it is now."""
    if kept.state not in OPEN:
        raise UserError(f"{kept.number} 已经办完或不办了，不能再改内容")
    if kept.version != version:
        faster = last_touch(session, kept.id).sentence
        raise EditedMeanwhile(f"{kept.number} 刚由 {faster}。请按 F5 看最新内容再改；刚填的还在")


def keep_draft(session: Session, clerk: Clerk, draft: TransferDraft) -> None:
    """Keep what is filled in so far, one draft for each clerk; not audited: nothing happened."""
    mine = select(KeptDraft).where(KeptDraft.clerk_name == clerk.name)
    kept = session.scalar(mine) or KeptDraft(clerk_name=clerk.name)
    kept.content, kept.saved_at = draft_json(draft), datetime.now(UTC)
    session.add(kept)
    session.flush()


def forget_draft(session: Session, clerk: Clerk) -> None:
    """Throw the clerk's draft away (不办了)."""
    session.execute(delete(KeptDraft).where(KeptDraft.clerk_name == clerk.name))


def take_number(session: Session, day: date) -> str:
    """The next number of the day: QY20261124-001. Called last before the insert."""
    ordinal = next_number(session, "transfer", f"{day:%Y%m%d}")
    return f"QY{day:%Y%m%d}-{ordinal:03d}"


def write_step(
    session: Session, clerk: Clerk, transfer_id: int, said: tuple[str, date, str]
) -> None:
    """Note that the transfer came into a state: which, on which day, with which note.

    Called last: the search is filed with what the transfer is by now.
    """
    state, day, note = said
    session.add(
        TransferStep(
            transfer_id=transfer_id,
            state=state,
            happened_on=day,
            recorded_at=datetime.now(UTC),
            clerk_name=clerk.name,
            note=clean(note)[:200],
        )
    )
    session.flush()
    index_transfers(session, [transfer_id])


def _opened_before(session: Session, request_key: str) -> int | None:
    if not request_key:
        return None
    return session.scalar(select(HukouTransfer.id).where(HukouTransfer.request_key == request_key))


def _refuse_hard(
    session: Session, draft: TransferDraft, today: date, besides: int | None = None
) -> None:
    plan = draft_plan(session, draft, today, besides)
    if plan.hard:
        raise Refused(plan.hard)


def _with_cards(session: Session, clerk: Clerk, draft: TransferDraft, today: date) -> TransferDraft:
    """The draft with its newcomers registered: each id below zero becomes a card's."""
    ids = {who: _card_of(session, clerk, typed, today) for who, typed in draft.newcomers.items()}
    if len(set(ids.values()) | set(draft.movers)) < len(ids) + len(set(draft.movers)):
        raise UserError("名单里有两行是同一个人，请去掉一行；刚填的都还在")
    return replace(with_ids(draft, ids), newcomers={})


def _card_of(session: Session, clerk: Clerk, typed: ResidentDraft, today: date) -> int:
    """A newcomer's card; what is wrong with it is told with the name, for there may be several."""
    try:
        return register_arrival(session, clerk, typed, today).id
    except DraftProblems as error:
        named = [
            one._replace(sentence=f"{typed.name or '未填姓名的一位'}：{one.sentence}")
            for one in error.problems
        ]
        raise DraftProblems(named) from None


def _numbered(session: Session, clerk: Clerk, draft: TransferDraft, today: date) -> HukouTransfer:
    kept = HukouTransfer(
        direction=draft.direction,
        category=draft.category.strip().upper(),
        state="consulting" if draft.consulting else "received",
        received_on=today,
        clerk_name=clerk.name,
        recorded_at=datetime.now(UTC),
        request_key=draft.request_key or None,
    )
    _fill(session, kept, draft)
    kept.number = take_number(session, today)
    session.add(kept)
    session.flush()
    return kept


def _fill(session: Session, kept: HukouTransfer, draft: TransferDraft) -> None:
    """What the draft says, and where from and where to in words if nobody typed them."""
    target = draft.target if draft.direction != "out" else None
    left = _left_household(session, draft)
    kept.applicant_id, kept.agent = draft.applicant_id, clean(draft.agent)[:100]
    kept.reason, kept.effective_on = clean(draft.reason)[:200], draft.effective_on
    kept.green_channel, kept.one_stop = draft.green_channel, draft.one_stop
    kept.from_household_id = left
    kept.to_household_id = target.household_id or None if target else None
    kept.dwelling_id = target.dwelling_id if target else None
    kept.from_place = clean(draft.from_place)[:200] or _address(session, left, draft)
    kept.to_place = clean(draft.to_place)[:200]
    if target is not None and not kept.to_place:
        there = home_standing(session, [target.household_id]) if target.household_id else {}
        known = there.get(target.household_id)
        kept.to_place = known.address if known else target.address
    kept.plan = draft_json(replace(draft, to_place=kept.to_place))


def _left_household(session: Session, draft: TransferDraft) -> int | None:
    """The household the first of the people is in now."""
    found = standing(session, draft.people)
    homes = [found[who].household_id for who in draft.people if who in found]
    return next((home for home in homes if home is not None), None)


def _address(session: Session, household_id: int | None, draft: TransferDraft) -> str:
    """Where people come from inside the hall; who moves in comes from a place only they know."""
    if household_id is None or household_id == NEW or draft.direction == "in":
        return ""
    return home_standing(session, [household_id])[household_id].address


def _write_down(
    session: Session,
    clerk: Clerk,
    kept: HukouTransfer,
    said: tuple[TransferDraft, CategoryRow],
    today: date,
) -> None:
    """People, materials, first step, audit row."""
    draft, wanted = said
    _put_people(session, kept.id, draft)
    session.add_all(
        TransferMaterial(
            transfer_id=kept.id,
            place=place,
            name=one.name,
            required=one.required,
            note=one.note,
            issuer=one.issuer,
            received_on=today if place in draft.received else None,
        )
        for place, one in enumerate(wanted.materials, 1)
    )
    write_step(session, clerk, kept.id, (kept.state, today, ""))
    told = {"number": kept.number, "category": wanted.name, "people": list(draft.people)}
    record(session, clerk, "transfer.open", (SUBJECT, kept.id), {"after": told})


def _put_people(session: Session, transfer_id: int, draft: TransferDraft) -> None:
    """Everybody it is about, with what they are afterwards."""
    said = {**draft.relations, **draft.movers}
    session.add_all(
        TransferPerson(transfer_id=transfer_id, person_id=who, relation=said.get(who, ""))
        for who in draft.people
    )
    session.flush()


def _people_of(session: Session, transfer_id: int) -> Sequence[int]:
    query = select(TransferPerson.person_id).where(TransferPerson.transfer_id == transfer_id)
    return session.scalars(query.order_by(TransferPerson.id)).all()
