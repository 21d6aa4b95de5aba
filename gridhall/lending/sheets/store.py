"""Stores and takes back what a workbook of things brought."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.exchange.models import ImportBatch
from gridhall.exchange.service.sheet import Batch
from gridhall.lending.models import Deposit, KitItem, Loan, StockEntry, TakingLine, Thing, ThingKind
from gridhall.lending.queries.stock import stock_of
from gridhall.lending.service.index import index_things
from gridhall.lending.sheets.check import ThingRowRead


def store_things(session: Session, batch: Batch, ready: Sequence[ThingRowRead], today: date) -> int:
    """Write them down with their search entries; says how many rows."""
    made: list[Thing] = []
    for row in ready:
        made += [_thing(row, code, batch, today) for code in row.codes]
        if not row.codes:
            session.add(
                StockEntry(
                    kind_id=row.kind_id,
                    quantity=row.quantity,
                    reason="bought",
                    happened_on=row.got_on or today,
                    note=row.note[:100],
                    clerk_name=batch.clerk.name,
                    batch_id=batch.id,
                )
            )
    session.add_all(made)
    session.flush()
    index_things(session, [one.id for one in made])
    return len(ready)


def _thing(row: ThingRowRead, code: str, batch: Batch, today: date) -> Thing:
    return Thing(
        kind_id=row.kind_id,
        code=code,
        name=row.name,
        state=row.state,
        spot=row.spot,
        worth_fen=row.worth_fen,
        got_on=row.got_on,
        note=row.note,
        ended_on=today if row.state == "retired" else None,
        batch_id=batch.id,
    )


def undo_stored(session: Session, batch: Batch) -> int:
    """Remove what the batch brought, unless some of it was used since."""
    mine = select(Thing.id).where(Thing.batch_id == batch.id)
    for table, column in (
        (Loan, Loan.thing_id),
        (Deposit, Deposit.slot_id),
        (KitItem, KitItem.thing_id),
        (TakingLine, TakingLine.thing_id),
    ):
        used = session.scalar(select(func.count()).select_from(table).where(column.in_(mine)))
        if used:
            raise UserError(
                f"批次“{batch.name}”不能撤回：里面的物品已经借过、放过东西或盘点过。什么都没有撤"
            )
    kinds = session.scalars(select(StockEntry.kind_id).where(StockEntry.batch_id == batch.id))
    touched = set(kinds)
    search.remove(session, "thing", list(session.scalars(mine)))
    session.execute(delete(Thing).where(Thing.batch_id == batch.id))
    session.execute(delete(StockEntry).where(StockEntry.batch_id == batch.id))
    session.expire_all()
    for kind_id in touched:
        if stock_of(session, kind_id).left < 0:
            name = session.get_one(ThingKind, kind_id).name
            raise UserError(f"批次“{batch.name}”不能撤回：{name}已经借出或发放。什么都没有撤")
    return session.get_one(ImportBatch, batch.id).stored
