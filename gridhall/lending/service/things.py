"""Kinds and things of the counter: written down, changed, mended, retired; counted stock."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.lending.labels import STATES, STOCK_REASONS, THEMES, WAYS
from gridhall.lending.models import Deposit, StockEntry, Thing, ThingKind
from gridhall.lending.queries.stock import stock_of
from gridhall.lending.rules.codes import check_code, next_code
from gridhall.lending.rules.drafts import MOST, MOST_FEN, refusal
from gridhall.lending.service.acts import Done, LendingActs, done_again
from gridhall.lending.service.loans import open_loan, standing_kind, standing_thing

_KIND = (
    "code", "name", "way", "subject", "measure", "usual_days", "renewals", "deposit_fen", "least",
)  # fmt: skip
_THING = ("code", "name", "spot", "worth_fen", "got_on", "note")


@dataclass(frozen=True, slots=True)
class KindDraft:
    """A kind of thing as typed."""

    code: str
    name: str
    way: str = "single"
    subject: str = ""
    measure: str = "件"
    usual_days: int = 3
    renewals: int = 1
    deposit_fen: int | None = None
    least: int = 0
    kind_id: int | None = None  # None: a new one


@dataclass(frozen=True, slots=True)
class ThingDraft:
    """A thing as typed; without a code it gets the next of its kind."""

    kind_id: int
    code: str = ""
    name: str = ""
    spot: str = ""
    worth_fen: int | None = None
    got_on: date | None = None
    note: str = ""
    thing_id: int | None = None  # None: a new one
    request_key: str = ""


def save_kind(session: Session, clerk: Clerk, draft: KindDraft) -> Done:
    """Add a kind of thing, or change one."""
    require(clerk, Role.SUPERVISOR, "改物品种类")
    kept = replace(
        draft,
        code=check_code(draft.code),
        name=clean(draft.name),
        measure=clean(draft.measure) or "件",
    )
    _check_kind(session, kept)
    values: dict[str, Any] = {name: getattr(kept, name) for name in _KIND}
    acts = LendingActs(session, clerk, "kind", ("thing_kind", kept.kind_id))
    if kept.kind_id is None:
        row, before = acts.add(ThingKind(**values)), {}
        acts.is_about(row.id)
    else:
        row = standing_kind(session, kept.kind_id)
        before = {name: getattr(row, name) for name in _KIND}
        _refuse_other_way(session, row, kept)
        acts.change(row, **values)
    record(session, clerk, "lending.kind", ("thing_kind", row.id), changes(before, values))
    return acts.done(f"物品种类“{row.name}”")


def _check_kind(session: Session, kept: KindDraft) -> None:
    if kept.way not in WAYS or kept.subject not in THEMES:
        raise refusal("way", "请选怎么管理：一件一码、按数量、消耗品还是寄存格")
    if not 1 <= len(kept.name) <= 30 or len(kept.measure) > 8 or len(kept.code) > 12:
        raise refusal("name", "名称 1 到 30 个字，量词最长 8 个字，编号最长 12 个字，请改短")
    if not 0 <= kept.usual_days <= 366 or not 0 <= kept.renewals <= 99:
        raise refusal("usual_days", "借期要在 0 到 366 天之间，续借 0 到 99 次，请核对")
    if not 0 <= kept.least <= MOST or not 0 <= (kept.deposit_fen or 0) <= MOST_FEN:
        raise refusal("least", f"最少存量要在 0 到 {MOST} 之间，押金 0 到 10 万元，请核对")
    same = select(ThingKind.name).where(
        (ThingKind.name == kept.name) | (ThingKind.code == kept.code),
        ThingKind.id != (kept.kind_id or 0),
    )
    known = session.scalar(same)
    if known is not None:
        raise refusal("name", f"已经有“{known}”，名称和编号不能重。请换一个")
    if session.scalar(select(Thing.id).where(Thing.code == kept.code)) is not None:
        raise refusal("code", f"编号“{kept.code}”已经是一件物品的，请换一个")


def _refuse_other_way(session: Session, row: ThingKind, kept: KindDraft) -> None:
    if row.way == kept.way:
        return
    has = session.scalar(select(Thing.id).where(Thing.kind_id == row.id).limit(1))
    if has is not None or stock_of(session, row.id) != (0, 0):
        raise refusal("way", f"“{row.name}”已经有物品，不能换管理方式。请另建一种")


def end_kind(session: Session, clerk: Clerk, kind_id: int, today: date) -> Done:
    """A kind is offered no more (停用), as long as none of it is out. Again: it is offered."""
    require(clerk, Role.SUPERVISOR, "停用物品种类")
    row = session.get(ThingKind, kind_id)
    if row is None:
        raise UserError("没有这种物品，可能刚被撤回。请按 F5 看最新内容")
    out = stock_of(session, row.id).out
    if row.ended_on is None and out:
        raise UserError(f"{row.name}还有 {out} {row.measure}借出，不能停用。请先登记归还")
    acts = LendingActs(session, clerk, "kind", ("thing_kind", row.id))
    ended = today if row.ended_on is None else None
    acts.change(row, ended_on=ended)
    said = {"after": {"name": row.name, "ended_on": ended}}
    record(session, clerk, "lending.kind", ("thing_kind", row.id), said)
    return acts.done(f"{'停用' if ended else '恢复'}“{row.name}”")


def save_thing(session: Session, clerk: Clerk, draft: ThingDraft) -> Done:
    """Write a thing down, or change one."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kind = standing_kind(session, draft.kind_id)
    if kind.way not in ("single", "slot"):
        raise UserError(f"{kind.name}按数量管理，没有单件。请登记购入数量")
    kept = _thing_kept(session, draft, kind)
    values: dict[str, Any] = {name: getattr(kept, name) for name in _THING}
    acts = LendingActs(session, clerk, "thing", ("thing", kept.thing_id), kept.request_key)
    if kept.thing_id is None:
        row, before = acts.add(Thing(kind_id=kind.id, **values)), {}
        acts.is_about(row.id)
    else:
        row = standing_thing(session, kept.thing_id)
        before = {name: getattr(row, name) for name in _THING}
        acts.change(row, **values)
    record(session, clerk, "lending.thing", ("thing", row.id), changes(before, values))
    return acts.done(f"{'登记' if not before else '修改'}{row.name or kind.name} {row.code}")


def _thing_kept(session: Session, draft: ThingDraft, kind: ThingKind) -> ThingDraft:
    taken = list(session.scalars(select(Thing.code).where(Thing.kind_id == kind.id)))
    code = check_code(draft.code) if draft.code.strip() else next_code(kind.code, taken)
    kept = replace(
        draft, code=code, name=clean(draft.name), spot=clean(draft.spot), note=clean(draft.note)
    )
    if len(kept.name) > 80 or len(kept.spot) > 40 or len(kept.note) > 200:
        raise refusal("name", "名称最长 80 个字，地点 40 个字，备注 200 个字，请改短")
    mine = Thing.id != (kept.thing_id or 0)
    if session.scalar(select(Thing.id).where(Thing.code == code, mine)) is not None:
        raise refusal("code", f"编号“{code}”已经有了，请换一个，或留空让程序编")
    if session.scalar(select(ThingKind.id).where(ThingKind.code == code)) is not None:
        raise refusal("code", f"编号“{code}”是一种物品的，请换一个")
    return kept


def set_state(
    session: Session, clerk: Clerk, thing_id: int, change: tuple[str, str], today: date
) -> Done:
    """A thing is broken, lost, mended or retired while it is on the shelf; `change`: state, why."""
    state, why = change[0], clean(change[1])
    row = standing_thing(session, thing_id)
    if state not in STATES or state == "out":
        raise refusal("why", "请选在架、在修、丢失还是停用")
    loan = open_loan(session, row.id)
    if loan is not None:
        raise UserError(f"{row.code} 借给了{loan.borrower}，还没还。请先登记归还，再改状态")
    kept = select(Deposit.number).where(Deposit.slot_id == row.id, Deposit.taken_on.is_(None))
    number = session.scalar(kept)
    if number is not None:
        raise UserError(f"{row.code} 里还有寄存的东西（{number}）。请先让物主取走")
    if state == row.state:
        raise UserError(f"{row.code} 已经是“{STATES[state]}”，不用再改")
    if state == "retired":
        require(clerk, Role.SUPERVISOR, "停用物品")
    if state != "ready" and not why:
        raise refusal("why", "请写原因，例如 轮胎漏气")
    acts = LendingActs(session, clerk, "thing_state", ("thing", row.id))
    acts.change(row, state=state, note=(why or row.note)[:200], ended_on=_ended(state, today))
    said = {"after": {"code": row.code, "state": STATES[state], "reason": why}}
    record(session, clerk, "lending.thing", ("thing", row.id), said)
    return acts.done(f"{row.code} {STATES[state]}{f'：{why}' if why else ''}")


def _ended(state: str, today: date) -> date | None:
    return today if state == "retired" else None


class StockChange(NamedTuple):
    """So many of a counted kind came or went, and why."""

    kind_id: int
    quantity: int
    reason: str
    note: str = ""
    request_key: str = ""


def change_stock(session: Session, clerk: Clerk, told: StockChange, today: date) -> Done:
    """Bought, given out, lost: never more goes than lies on the shelf."""
    again = done_again(session, told.request_key)
    if again is not None:
        return again
    kind, note = standing_kind(session, told.kind_id), clean(told.note)
    if kind.way not in ("counted", "given"):
        raise UserError(f"{kind.name}一件一码，请按件登记或停用")
    if told.reason not in STOCK_REASONS:
        raise refusal("why", "请选原因：购入、发放、丢失、损坏、过期还是盘点")
    if not 1 <= abs(told.quantity) <= MOST:
        raise refusal("quantity", f"数量要在 1 到 {MOST} 之间，现在是 {abs(told.quantity)}")
    if len(note) > 100:
        raise refusal("note", f"备注最长 100 个字，现在是 {len(note)} 个字")
    left = stock_of(session, kind.id).left
    if left + told.quantity < 0:
        raise refusal(
            "quantity", f"{kind.name}只剩 {left} {kind.measure}，少不了 {-told.quantity}。请改数量"
        )
    acts = LendingActs(session, clerk, "stock", ("thing_kind", kind.id), told.request_key)
    acts.add(
        StockEntry(
            kind_id=kind.id,
            quantity=told.quantity,
            reason=told.reason,
            happened_on=today,
            note=note,
            clerk_name=clerk.name,
        )
    )
    said = {"after": {"name": kind.name, "rows": told.quantity, "reason": told.reason}}
    record(session, clerk, "lending.stock", ("thing_kind", kind.id), said)
    words = STOCK_REASONS[told.reason]
    return acts.done(f"{kind.name}{words} {abs(told.quantity)} {kind.measure}")
