"""What the counter's page shows: everything at once, and the card of one line."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gridhall.lending.queries.kept import (
    DepositRow,
    FoundRow,
    deposit,
    deposits,
    found_item,
    found_items,
)
from gridhall.lending.queries.loans import (
    CallRow,
    LoanRow,
    calls,
    loan,
    loans,
    loans_of_kind,
    loans_of_thing,
)
from gridhall.lending.queries.stock import KindRow, kinds
from gridhall.lending.queries.takings import open_taking
from gridhall.lending.queries.things import (
    KitRow,
    ThingRow,
    Todo,
    history,
    kit_items,
    thing,
    things,
    todos,
)
from gridhall.photos.queries import photo_counts


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the list may show."""

    loans: list[LoanRow]
    trouble: list[LoanRow]
    kits: list[ThingRow]
    todos: list[Todo]
    deposits: list[DepositRow]
    found: list[FoundRow]
    kinds: list[KindRow]
    taking_id: int | None


@dataclass(frozen=True, slots=True)
class LineCard:
    """What the card shows of one line; what does not apply is empty."""

    kind: str  # loan, thing, deposit, found, stock
    row: LoanRow | ThingRow | DepositRow | FoundRow | KindRow
    calls: tuple[CallRow, ...] = ()
    kit: tuple[KitRow, ...] = ()
    past: tuple[LoanRow, ...] = ()
    things: tuple[ThingRow, ...] = ()
    acts: tuple[str, ...] = ()
    photos: int = 0


def board(session: Session, today: date) -> Board:
    """The counter as it stands."""
    listed = things(session)
    return Board(
        loans(session, "open", today),
        loans(session, "trouble", today),
        [one for one in listed if one.subject == "kit"],
        todos(session, today),
        deposits(session),
        found_items(session),
        kinds(session),
        open_taking(session),
    )


def card(session: Session, kind: str, row_id: int) -> LineCard:
    """The card of one line."""
    if kind == "loan":
        row = loan(session, row_id)
        past = () if row.thing_id is None else tuple(loans_of_thing(session, row.thing_id, 8))
        other = tuple(one for one in past if one.id != row.id)
        acts = _acts(session, "loan", row_id)
        return LineCard(kind, row, tuple(calls(session, row_id)), past=other, acts=acts)
    if kind == "thing":
        kit, past = tuple(kit_items(session, row_id)), tuple(loans_of_thing(session, row_id, 8))
        acts = _acts(session, "thing", row_id)
        return LineCard(kind, thing(session, row_id), kit=kit, past=past, acts=acts)
    if kind == "deposit":
        return LineCard(kind, deposit(session, row_id), acts=_acts(session, "deposit", row_id))
    if kind == "found":
        acts = _acts(session, "found_item", row_id)
        photos = photo_counts(session, "found_item", [row_id]).get(row_id, 0)
        return LineCard(kind, found_item(session, row_id), acts=acts, photos=photos)
    return _stock(session, row_id)


def _stock(session: Session, kind_id: int) -> LineCard:
    row = next(one for one in kinds(session, ended=True) if one.id == kind_id)
    return LineCard(
        "stock",
        row,
        past=tuple(loans_of_kind(session, kind_id)),
        things=tuple(things(session, kind_id, ended=True)),
        acts=_acts(session, "thing_kind", kind_id),
    )


def _acts(session: Session, table: str, row_id: int) -> tuple[str, ...]:
    """What was done, the latest first, one line each."""
    found = history(session, (table, row_id), 12)
    return tuple(
        f"{one.recorded_at.astimezone():%m-%d %H:%M} {one.clerk_name} {one.detail}"
        + ("（已撤回）" if one.is_undone else "")
        for one in found
    )
