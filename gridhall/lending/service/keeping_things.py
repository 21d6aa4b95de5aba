"""What others leave: parcels with a pick-up code, lost property with its year."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean, clean_name
from gridhall.lending.labels import FOUND_STATES
from gridhall.lending.models import Deposit, FoundItem, ThingKind
from gridhall.lending.rules.codes import pick_up_code
from gridhall.lending.rules.drafts import (
    DepositDraft,
    FoundDraft,
    check_deposit,
    check_found,
    refusal,
)
from gridhall.lending.rules.due import year_after
from gridhall.lending.service.acts import Done, LendingActs, done_again
from gridhall.lending.service.loans import living, standing_thing
from gridhall.papers.service import next_number

KEPT_DAYS = 7


def leave(session: Session, clerk: Clerk, draft: DepositDraft, today: date) -> Done:
    """Take a parcel or bag in (寄存); it gets a number and a code to pick it up."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_deposit(draft, today)
    owner, phone = kept.owner, kept.phone
    if kept.person_id is not None:
        person = living(session, kept.person_id, "再用这个名字寄存")
        owner, phone = person.name, kept.phone or person.phone
    if kept.slot_id is not None:
        _refuse_full(session, kept.slot_id)
    ordinal = next_number(session, "deposit", str(today.year))
    used = session.scalars(select(Deposit.code).where(Deposit.taken_on.is_(None)))
    acts = LendingActs(session, clerk, "deposit", ("deposit", None), kept.request_key)
    row = acts.add(
        Deposit(
            number=f"存〔{today.year}〕{ordinal:04}",
            code=pick_up_code(ordinal, used),
            slot_id=kept.slot_id,
            what=kept.what,
            person_id=kept.person_id,
            owner=owner,
            phone=phone,
            left_on=today,
            left_at=datetime.now(UTC),
            until=kept.until or today + timedelta(days=KEPT_DAYS),
            note=kept.note,
            clerk_name=clerk.name,
        )
    )
    acts.is_about(row.id)
    record(
        session, clerk, "lending.deposit", ("deposit", row.id), {"after": {"number": row.number}}
    )
    return acts.done(f"寄存{owner}的{row.what}，取件码 {row.code}")


def _refuse_full(session: Session, slot_id: int) -> None:
    slot = standing_thing(session, slot_id)
    kind = session.get_one(ThingKind, slot.kind_id)
    if kind.way != "slot":
        raise UserError(f"{slot.code} 不是寄存格，放不了东西。请换一格")
    if slot.state != "ready":
        raise UserError(f"{slot.code} 停用或在修，放不了东西。请换一格")
    if kind.subject == "shelf":
        return  # it takes several, a locker one
    mine = select(Deposit).where(Deposit.slot_id == slot.id, Deposit.taken_on.is_(None))
    other = session.scalars(mine).first()
    if other is not None:
        raise UserError(f"{slot.code} 里已经有{other.owner}的{other.what}。请换一格")


class Taken(NamedTuple):
    """Who picks it up: the owner by the code, or somebody for them with a proof in words."""

    by: str = ""  # "": the owner
    code: str = ""
    proof: str = ""


def hand_out(session: Session, clerk: Clerk, deposit_id: int, taken: Taken, today: date) -> Done:
    """Give a parcel to who brings its code, or to who could be checked (代取)."""
    row = session.get(Deposit, deposit_id)
    if row is None:
        raise UserError("没有这件寄存，可能刚被撤回。请按 F5 看最新内容")
    if row.taken_on is not None:
        raise UserError(f"{row.number} 已于 {row.taken_on} 由{row.taken_by}取走，不能再取")
    by, proof = clean_name(taken.by) or row.owner, clean(taken.proof)
    code = taken.code.strip()
    if code and code != row.code:
        raise refusal("code", "取件码不对。请看凭条上的六位数字，或核对身份后写核对情况")
    if not code and not proof:
        raise refusal("proof", "没有取件码时要写怎么核对的，例如 说出电话后四位")
    if len(by) > 100 or len(proof) > 100:
        raise refusal("taken_by", "取走人和核对情况最长 100 个字，请改短")
    acts = LendingActs(session, clerk, "deposit_out", ("deposit", row.id))
    acts.change(
        row,
        taken_on=today,
        taken_at=datetime.now(UTC),
        taken_by=by,
        taken_proof=proof or "取件码",
        handed_by=clerk.name,
    )
    record(
        session, clerk, "lending.deposit", ("deposit", row.id), {"after": {"number": row.number}}
    )
    return acts.done(f"{by}取走{row.what}（{row.number}）")


def note_found(session: Session, clerk: Clerk, draft: FoundDraft, today: date) -> Done:
    """Write lost property down; it is kept a year from its notice (民法典 §318)."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_found(draft, today)
    ordinal = next_number(session, "found", str(today.year))
    acts = LendingActs(session, clerk, "found", ("found_item", None), kept.request_key)
    row = acts.add(
        FoundItem(
            number=f"失〔{today.year}〕{ordinal:03}",
            what=kept.what,
            marks=kept.marks,
            spot=kept.spot,
            found_on=kept.found_on,
            finder=kept.finder,
            finder_phone=kept.finder_phone,
            kept_at=kept.kept_at,
            noted_at=datetime.now(UTC),
            clerk_name=clerk.name,
            posted_on=None,
            keep_until=year_after(today),
            state="kept",
        )
    )
    acts.is_about(row.id)
    record(
        session, clerk, "lending.found", ("found_item", row.id), {"after": {"number": row.number}}
    )
    return acts.done(f"登记失物“{row.what}”（{row.number}）")


def post_found(session: Session, clerk: Clerk, ids: list[int], today: date) -> None:
    """The notice hangs from today: the year runs from its day; one posted before keeps its own."""
    for row in session.scalars(select(FoundItem).where(FoundItem.id.in_(ids))):
        if row.state == "kept" and row.posted_on is None:
            row.posted_on, row.keep_until = today, year_after(today)
            said = {"after": {"number": row.number, "on": today}}
            record(session, clerk, "lending.found", ("found_item", row.id), said)
    session.flush()


class Closing(NamedTuple):
    """What became of lost property: claimed by whom with which check, police, state."""

    state: str
    claimant: str = ""
    phone: str = ""
    proof: str = ""


def close_found(session: Session, clerk: Clerk, found_id: int, end: Closing, today: date) -> Done:
    """Hand lost property over: to its owner, to the police, or to the state after its year."""
    row = session.get(FoundItem, found_id)
    if row is None:
        raise UserError("没有这件失物，可能刚被撤回。请按 F5 看最新内容")
    claimant, phone, proof = clean_name(end.claimant), clean(end.phone), clean(end.proof)
    _check_closing(row, end, (claimant, phone, proof), today)
    acts = LendingActs(session, clerk, "found_close", ("found_item", row.id))
    acts.change(
        row,
        state=end.state,
        closed_on=today,
        claimant=claimant,
        claimant_phone=phone,
        proof=proof,
        closed_by=clerk.name,
    )
    said = {"after": {"number": row.number, "act": FOUND_STATES[end.state]}}
    record(session, clerk, "lending.found", ("found_item", row.id), said)
    return acts.done(f"失物“{row.what}”{FOUND_STATES[end.state]}")


def _check_closing(row: FoundItem, end: Closing, words: tuple[str, str, str], today: date) -> None:
    claimant, phone, proof = words
    if row.state != "kept":
        raise UserError(f"{row.number} {row.closed_on} {FOUND_STATES[row.state]}，不能再办")
    if end.state not in FOUND_STATES or end.state == "kept":
        raise refusal("proof", "请选认领、交公安还是归国家")
    if end.state == "claimed" and not (claimant and phone and proof):
        raise refusal("proof", "认领要写认领人、电话，和怎么核对是本人的（例如 说出包里的东西）")
    if end.state == "police" and not proof:
        raise refusal("proof", "请写交给了哪个派出所、谁收的")
    if end.state == "state" and (row.posted_on is None or today <= row.keep_until):
        since = f"要保管到 {row.keep_until}" if row.posted_on else "还没有贴招领公告"
        raise UserError(
            f"{row.number} {since}：自招领公告之日起一年内无人认领的，才归国家（民法典第 318 条）"
        )
    if max(len(claimant), len(phone) * 3, len(proof) // 2) > 100:
        raise refusal("proof", "写得太长，请改短")
