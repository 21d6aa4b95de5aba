"""盘点: begin, scan everything, close with what is missing, extra, unknown."""

from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.slips import scanned_code
from gridhall.lending.models import StockEntry, StockTaking, TakingLine, Thing, ThingKind
from gridhall.lending.queries.takings import TakingCard, taking_card
from gridhall.lending.rules.drafts import MOST, refusal
from gridhall.lending.service.acts import Done, LendingActs
from gridhall.lending.service.loans import standing_kind


def begin(session: Session, clerk: Clerk, kind_id: int | None, today: date) -> Done:
    """Begin a stock-taking of one kind, or of everything; one at a time."""
    open_one = session.scalar(select(StockTaking).where(StockTaking.closed_on.is_(None)))
    if open_one is not None:
        raise UserError(
            f"{open_one.begun_on} 开始的盘点还没有结束（{open_one.clerk_name}）。请先结束那一次"
        )
    words = "全部物品" if kind_id is None else standing_kind(session, kind_id).name
    acts = LendingActs(session, clerk, "taking", ("stock_taking", None))
    row = acts.add(
        StockTaking(
            kind_id=kind_id, begun_on=today, begun_at=datetime.now(UTC), clerk_name=clerk.name
        )
    )
    acts.is_about(row.id)
    record(session, clerk, "lending.taking", ("stock_taking", row.id), {"after": {"what": words}})
    return acts.done(f"开始盘点{words}")


def scan(session: Session, clerk: Clerk, taking_id: int, text: str, counted: int = 1) -> TakingLine:
    """Note what was scanned, or how many of a counted kind were counted; again: the last counts.

    No act of its own: scanning twice is no harm, and the sum is written when it is closed.
    """
    taking = standing_taking(session, taking_id)
    code = scanned_code(text)
    if not code or len(code) > 30:
        raise refusal("code", "没有读到编号，请再扫一次，或手工输入")
    if not 0 <= counted <= MOST:
        raise refusal("quantity", f"数量要在 0 到 {MOST} 之间，现在是 {counted}")
    thing = session.scalar(select(Thing).where(Thing.code == code))
    kind = session.scalar(select(ThingKind).where(ThingKind.code == code))
    is_counted = kind is not None and kind.way in ("counted", "given")
    mine = (TakingLine.taking_id == taking.id, TakingLine.code == code)
    line = session.scalar(select(TakingLine).where(*mine))
    if line is None:
        line = TakingLine(taking_id=taking.id, code=code)
        session.add(line)
    line.thing_id = None if thing is None else thing.id
    line.kind_id = kind.id if kind is not None and is_counted else None
    line.counted = counted if is_counted else 1
    line.noted_at = datetime.now(UTC)
    session.flush()
    return line


def close(
    session: Session, clerk: Clerk, taking_id: int, today: date, *, write: bool = True
) -> Done:
    """Close it: what is missing is lost, what lay there though lost is ready again, counts hold.

    With `write` off nothing but the result is kept.
    """
    require(clerk, Role.SUPERVISOR, "结束盘点")
    taking = standing_taking(session, taking_id)
    card = taking_card(session, taking.id)
    if not (card.seen or card.counts):
        raise UserError("还没有扫到任何物品，不能结束盘点。请先扫描，或撤回这次盘点")
    acts = LendingActs(session, clerk, "taking_close", ("stock_taking", taking.id))
    if write:
        _write(acts, card, today)
    result = card.summary
    acts.change(taking, closed_on=today, closed_by=clerk.name, result=result)
    said = {"after": {"result": result, "codes": [one.code for one in card.missing][:200]}}
    record(session, clerk, "lending.taking", ("stock_taking", taking.id), said)
    return acts.done(f"结束盘点：{result}")


def _write(acts: LendingActs, card: TakingCard, today: date) -> None:
    for one in card.missing:
        acts.change(acts.session.get_one(Thing, one.id), state="lost", note=f"{today} 盘点未见")
    for one in card.back:
        acts.change(acts.session.get_one(Thing, one.id), state="ready", note=f"{today} 盘点找到")
    for count in card.counts:
        if count.difference:
            acts.add(
                StockEntry(
                    kind_id=count.kind_id,
                    quantity=count.difference,
                    reason="counted",
                    happened_on=today,
                    note=f"盘点 {today}",
                    clerk_name=acts.clerk.name,
                )
            )


def standing_taking(session: Session, taking_id: int) -> StockTaking:
    """A stock-taking that is still going on."""
    row = session.get(StockTaking, taking_id)
    if row is None:
        raise UserError("没有这次盘点，可能刚被撤回。请按 F5 看最新内容")
    if row.closed_on is not None:
        raise UserError(f"{row.begun_on} 的盘点已于 {row.closed_on} 结束。要再盘请重新开始")
    return row
