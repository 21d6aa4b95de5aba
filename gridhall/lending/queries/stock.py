"""What there is of each kind, how much of it is out, on the shelf, broken, lost."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.lending.labels import WAYS
from gridhall.lending.models import Deposit, Loan, StockEntry, Thing, ThingKind


class Stock(NamedTuple):
    """Of one kind: all there is, how much of it is out, how much may be lent."""

    owned: int
    out: int

    @property
    def left(self) -> int:
        """How much lies on the shelf."""
        return self.owned - self.out


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind with its stock."""

    id: int
    code: str
    name: str
    way: str
    subject: str
    measure: str
    usual_days: int
    renewals: int
    deposit_fen: int | None
    least: int
    ended_on: date | None
    owned: int = 0
    out: int = 0
    broken: int = 0
    lost: int = 0

    @property
    def left(self) -> int:
        """How much may be lent or given now."""
        return max(self.owned - self.out - self.broken, 0)

    @property
    def way_label(self) -> str:
        """How it is kept, in words."""
        return WAYS[self.way]

    @property
    def is_short(self) -> bool:
        """Whether more should be bought."""
        return self.ended_on is None and self.left < self.least


def stock_of(session: Session, kind_id: int) -> Stock:
    """The stock of a counted kind."""
    owned = session.scalar(
        select(func.coalesce(func.sum(StockEntry.quantity), 0)).where(StockEntry.kind_id == kind_id)
    )
    away = func.coalesce(func.sum(Loan.quantity - Loan.returned - Loan.lost), 0)
    out = session.scalar(select(away).where(Loan.kind_id == kind_id, Loan.closed_on.is_(None)))
    return Stock(int(owned or 0), int(out or 0))


def kinds(session: Session, ended: bool = False) -> list[KindRow]:
    """The kinds in their order with what there is of each; with `ended` the old ones too."""
    one = ThingKind
    query = select(one).order_by(one.ended_on.is_not(None), one.place, one.id)
    if not ended:
        query = query.where(one.ended_on.is_(None))
    things, counted, out = _things(session), _counted(session), _out(session)
    return [_row(kind, things, counted, out) for kind in session.scalars(query)]


def _row(
    kind: ThingKind,
    things: dict[tuple[int, str], int],
    counted: dict[int, int],
    out: dict[int, int],
) -> KindRow:
    by_state = {state: things.get((kind.id, state), 0) for state in ("ready", "repair", "lost")}
    is_counted = kind.way in ("counted", "given")
    owned = counted.get(kind.id, 0) if is_counted else by_state["ready"] + by_state["repair"]
    return KindRow(
        kind.id, kind.code, kind.name, kind.way, kind.subject, kind.measure, kind.usual_days,
        kind.renewals, kind.deposit_fen, kind.least, kind.ended_on, owned, out.get(kind.id, 0),
        by_state["repair"], by_state["lost"],
    )  # fmt: skip


def _things(session: Session) -> dict[tuple[int, str], int]:
    query = select(Thing.kind_id, Thing.state, func.count()).group_by(Thing.kind_id, Thing.state)
    return {(kind_id, state): many for kind_id, state, many in session.execute(query)}


def _counted(session: Session) -> dict[int, int]:
    query = select(StockEntry.kind_id, func.sum(StockEntry.quantity)).group_by(StockEntry.kind_id)
    return {kind_id: int(many) for kind_id, many in session.execute(query)}


def _out(session: Session) -> dict[int, int]:
    away = func.sum(Loan.quantity - Loan.returned - Loan.lost)
    query = select(Loan.kind_id, away).where(Loan.closed_on.is_(None)).group_by(Loan.kind_id)
    found = {kind_id: int(many) for kind_id, many in session.execute(query)}
    slots = (
        select(Thing.kind_id, func.count(Thing.id.distinct()))
        .join(Deposit, Deposit.slot_id == Thing.id)
        .where(Deposit.taken_on.is_(None))
        .group_by(Thing.kind_id)
    )
    for kind_id, many in session.execute(slots):
        found[kind_id] = found.get(kind_id, 0) + int(many)
    return found
