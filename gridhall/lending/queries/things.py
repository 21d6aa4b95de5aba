"""Things one by one: where each is, what lies in a kit, what is to be done about them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.lending.labels import STATES
from gridhall.lending.models import Deposit, KitItem, LendingAction, Loan, Thing, ThingKind

SOON = timedelta(days=30)  # before something of a kit expires
KIT_MONTH = timedelta(days=31)  # a kit is looked through every month


@dataclass(frozen=True, slots=True)
class ThingRow:
    """A thing as lists show it."""

    id: int
    kind_id: int
    kind: str
    way: str
    subject: str
    measure: str
    code: str
    name: str
    state: str  # also out: with a borrower, or a slot in use
    spot: str
    worth_fen: int | None
    got_on: date | None
    checked_on: date | None
    note: str
    ended_on: date | None
    borrower: str = ""
    due_on: date | None = None

    @property
    def title(self) -> str:
        """轮椅 LY-001; a book's own title."""
        return f"{self.name or self.kind} {self.code}"

    @property
    def state_label(self) -> str:
        """Where it is, in words."""
        if self.way == "slot" and self.state in ("ready", "out"):
            return "有物" if self.state == "out" else "空"
        return STATES[self.state]


@dataclass(frozen=True, slots=True)
class KitRow:
    """Something in a kit."""

    id: int
    thing_id: int
    code: str
    name: str
    quantity: int
    measure: str
    expires_on: date | None
    lot: str
    put_on: date
    ended_on: date | None
    why: str

    def is_expired(self, today: date) -> bool:
        """Whether its last good day is over."""
        return self.expires_on is not None and self.expires_on < today

    def is_soon(self, today: date) -> bool:
        """Whether it expires within the month."""
        return self.expires_on is not None and today <= self.expires_on <= today + SOON


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do about a kit (到期提醒), the most urgent first."""

    thing_id: int
    code: str
    words: str
    is_urgent: bool


def things(session: Session, kind_id: int | None = None, ended: bool = False) -> list[ThingRow]:
    """Things by kind and code; with `ended` the retired too."""
    query = select(Thing, ThingKind).join(ThingKind, ThingKind.id == Thing.kind_id)
    if kind_id is not None:
        query = query.where(Thing.kind_id == kind_id)
    if not ended:
        query = query.where(Thing.state != "retired")
    away = _away(session)
    rows = session.execute(query.order_by(ThingKind.place, ThingKind.id, Thing.code))
    return [_row(thing, kind, away) for thing, kind in rows]


def thing(session: Session, thing_id: int) -> ThingRow:
    """One thing; UserError if there is none."""
    row = session.get(Thing, thing_id)
    if row is None:
        raise UserError("没有这件物品，可能刚被撤回。请按 F5 看最新内容")
    return _row(row, session.get_one(ThingKind, row.kind_id), _away(session))


def thing_named(session: Session, code: str) -> int:
    """The thing of a code; UserError if there is none."""
    found = session.scalar(select(Thing.id).where(Thing.code == code.strip().upper()))
    if found is None:
        raise UserError(f"没有编号“{code.strip()[:30]}”的物品。请核对标签")
    return found


def _away(session: Session) -> dict[int, tuple[str, date]]:
    """Who has each thing until when; of a slot whose parcel lies there."""
    one = Loan
    query = select(one.thing_id, one.borrower, one.due_on).where(
        one.closed_on.is_(None), one.thing_id.is_not(None)
    )
    found = {row[0]: (row[1], row[2]) for row in session.execute(query) if row[0] is not None}
    slots = select(Deposit.slot_id, Deposit.owner, Deposit.until).where(
        Deposit.taken_on.is_(None), Deposit.slot_id.is_not(None)
    )
    rows = session.execute(slots)
    return found | {row[0]: (row[1], row[2]) for row in rows if row[0] is not None}


def _row(one: Thing, kind: ThingKind, away: dict[int, tuple[str, date]]) -> ThingRow:
    borrower, due_on = away.get(one.id, ("", None))
    return ThingRow(
        one.id, kind.id, kind.name, kind.way, kind.subject, kind.measure, one.code, one.name,
        "out" if borrower else one.state, one.spot, one.worth_fen, one.got_on, one.checked_on,
        one.note, one.ended_on, borrower, due_on,
    )  # fmt: skip


def kit_items(session: Session, thing_id: int, ended: bool = False) -> list[KitRow]:
    """What lies in a kit, what expires first on top; with `ended` what was taken out too."""
    query = (
        select(KitItem, Thing.code)
        .join(Thing, Thing.id == KitItem.thing_id)
        .where(KitItem.thing_id == thing_id)
    )
    if not ended:
        query = query.where(KitItem.ended_on.is_(None))
    order = (KitItem.ended_on.is_not(None), KitItem.expires_on.is_(None), KitItem.expires_on)
    return [_kit(one, code) for one, code in session.execute(query.order_by(*order, KitItem.id))]


def todos(session: Session, today: date) -> list[Todo]:
    """Kits with something expired or expiring, and those not looked through for a month."""
    query = (
        select(KitItem, Thing.code)
        .join(Thing, Thing.id == KitItem.thing_id)
        .where(KitItem.ended_on.is_(None), KitItem.expires_on <= today + SOON)
        .where(Thing.state != "retired")
        .order_by(KitItem.expires_on, KitItem.id)
    )
    found = []
    for one, code in session.execute(query):
        row = _kit(one, code)
        words = "已过期" if row.is_expired(today) else "快到期"
        told = f"{code} {row.name}{words}（{row.expires_on}）"
        found.append(Todo(row.thing_id, code, told, row.is_expired(today)))
    return found + _unchecked(session, today)


def _unchecked(session: Session, today: date) -> list[Todo]:
    query = (
        select(Thing)
        .join(ThingKind, ThingKind.id == Thing.kind_id)
        .where(ThingKind.subject == "kit", ThingKind.way == "single", Thing.state == "ready")
        .order_by(Thing.checked_on, Thing.code)
    )
    return [
        Todo(one.id, one.code, f"{one.code} {_since(one)}", False)
        for one in session.scalars(query)
        if one.checked_on is None or one.checked_on + KIT_MONTH < today
    ]


def _since(one: Thing) -> str:
    return "还没有查过" if one.checked_on is None else f"上次查是 {one.checked_on}，满一个月了"


def _kit(one: KitItem, code: str) -> KitRow:
    return KitRow(
        one.id, one.thing_id, code, one.name, one.quantity, one.measure, one.expires_on, one.lot,
        one.put_on, one.ended_on, one.why,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act of the counter, for the history."""

    id: int
    recorded_at: datetime
    clerk_name: str
    kind: str
    detail: str
    is_undone: bool


def history(session: Session, about: tuple[str, int], limit: int = 50) -> list[ActRow]:
    """What was done about a row, the latest first."""
    one = LendingAction
    query = (
        select(one)
        .where(one.subject == about[0], one.subject_id == about[1])
        .order_by(one.id.desc())
        .limit(limit)
    )
    return [
        ActRow(a.id, a.recorded_at, a.clerk_name, a.kind, a.detail, a.undone_by is not None)
        for a in session.scalars(query)
    ]
