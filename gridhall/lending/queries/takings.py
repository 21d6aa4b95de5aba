"""A stock-taking: what was seen, what is missing, extra, unknown; counts beside the books."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.lending.models import Loan, StockTaking, TakingLine, Thing, ThingKind
from gridhall.lending.queries.stock import stock_of


class TakenThing(NamedTuple):
    """A thing as the stock-taking tells of it."""

    id: int
    code: str
    name: str
    state: str
    spot: str


class Count(NamedTuple):
    """A counted kind: what was counted, and what should lie there."""

    kind_id: int
    code: str
    name: str
    measure: str
    counted: int
    expected: int

    @property
    def difference(self) -> int:
        """More or less than the books say."""
        return self.counted - self.expected


@dataclass(frozen=True, slots=True)
class TakingCard:
    """A stock-taking as it stands."""

    id: int
    scope: str
    begun_on: date
    clerk_name: str
    closed_on: date | None
    result: str
    seen: tuple[TakenThing, ...]
    missing: tuple[TakenThing, ...]  # should lie there, and was not seen
    extra: tuple[TakenThing, ...]  # seen, though lent, retired or not of this stock-taking
    back: tuple[TakenThing, ...]  # seen, though written off as lost
    unknown: tuple[str, ...]
    counts: tuple[Count, ...]
    expected: int

    @property
    def summary(self) -> str:
        """What came of it, in one line."""
        if self.result:
            return self.result
        wrong = sum(bool(one.difference) for one in self.counts)
        told = [f"应有 {self.expected} 件，见到 {len(self.seen)} 件"]
        for words, many in (
            ("少", len(self.missing)),
            ("多", len(self.extra)),
            ("找回", len(self.back)),
            ("不认识的条码", len(self.unknown)),
        ):
            if many:
                told.append(f"{words} {many} 件")
        if wrong:
            told.append(f"{wrong} 种数量对不上")
        return "，".join(told)


def open_taking(session: Session) -> int | None:
    """The stock-taking that is going on."""
    return session.scalar(select(StockTaking.id).where(StockTaking.closed_on.is_(None)))


def taking_card(session: Session, taking_id: int) -> TakingCard:
    """A stock-taking as it stands now."""
    taking = session.get(StockTaking, taking_id)
    if taking is None:
        raise UserError("没有这次盘点，可能刚被撤回。请按 F5 看最新内容")
    lines = list(
        session.scalars(
            select(TakingLine).where(TakingLine.taking_id == taking.id).order_by(TakingLine.id)
        )
    )
    kind = None if taking.kind_id is None else session.get_one(ThingKind, taking.kind_id)
    things = {one.id: one for one in _things(session)}
    scope = {one.id for one in _in_scope(session, taking.kind_id)}
    out = set(session.scalars(select(Loan.thing_id).where(Loan.closed_on.is_(None))))
    shown = [things[one.thing_id] for one in lines if one.thing_id in things]
    seen = {one.id for one in shown}
    wanted = [things[one] for one in sorted(scope) if things[one].state in ("ready", "repair")]
    wanted = [one for one in wanted if one.id not in out]
    stray = [one for one in shown if one.id in out or one.state == "retired" or one.id not in scope]
    return TakingCard(
        taking.id,
        "全部物品" if kind is None else kind.name,
        taking.begun_on,
        taking.clerk_name,
        taking.closed_on,
        taking.result,
        tuple(shown),
        tuple(one for one in wanted if one.id not in seen),
        tuple(stray),
        tuple(one for one in shown if one.state == "lost" and one.id in scope),
        tuple(one.code for one in lines if one.thing_id is None and one.kind_id is None),
        tuple(_count(session, one) for one in lines if one.kind_id is not None),
        len(wanted),
    )


def _count(session: Session, line: TakingLine) -> Count:
    kind = session.get_one(ThingKind, line.kind_id)
    expected = stock_of(session, kind.id).left
    return Count(kind.id, kind.code, kind.name, kind.measure, line.counted, expected)


def _things(session: Session) -> list[TakenThing]:
    query = (
        select(Thing.id, Thing.code, Thing.name, ThingKind.name, Thing.state, Thing.spot)
        .join(ThingKind, ThingKind.id == Thing.kind_id)
        .order_by(ThingKind.place, Thing.code)
    )
    return [
        TakenThing(row_id, code, name or kind, state, spot)
        for row_id, code, name, kind, state, spot in session.execute(query)
    ]


def _in_scope(session: Session, kind_id: int | None) -> list[Thing]:
    query = select(Thing).order_by(Thing.id)
    if kind_id is not None:
        query = query.where(Thing.kind_id == kind_id)
    return list(session.scalars(query))
