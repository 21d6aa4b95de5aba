"""Reads of thematic registers: their lines, counts before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.opinions.models import ThemeEntry, ThemeRegister
from gridhall.opinions.queries.doors import Door, doors_of
from gridhall.opinions.rules.themes import (
    BeforeAfter,
    Standing,
    Status,
    before_after,
    statuses_of,
)
from gridhall.places.models import Compound


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A register with its figures."""

    id: int
    name: str
    measure: str
    statuses: tuple[Status, ...]
    compound_id: int | None
    began_on: date
    ended_on: date | None
    note: str
    version: int
    compound: str
    counts: BeforeAfter

    @property
    def title(self) -> str:
        """养犬专项台账."""
        return f"{self.name}专项台账"

    @property
    def words(self) -> str:
        """摸底 9 户，现在 2 户外出遛狗，都承诺牵绳."""
        return self.counts.words(self.measure)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A line of a register."""

    id: int
    register_id: int
    door: Door | None
    person_id: int | None
    name: str
    facts: str
    found_on: date
    before: str
    now: str
    changed_on: date | None
    promised: str
    ended_on: date | None
    why: str
    clerk_name: str
    version: int
    good: bool

    @property
    def address(self) -> str:
        """3-2-501, "" for a line without a door."""
        return self.door.address.door if self.door else ""

    @property
    def who(self) -> str:
        """3-2-501 张三."""
        return " ".join(dict.fromkeys(filter(None, (self.address, self.name))))


def registers(session: Session) -> list[RegisterRow]:
    """Registers, those still kept first, the latest first."""
    rows = list(_registers(session, None))
    return sorted(rows, key=lambda one: (one.ended_on is not None, -one.began_on.toordinal()))


def register(session: Session, register_id: int) -> RegisterRow:
    """One register."""
    found = next(_registers(session, register_id), None)
    if found is None:
        raise UserError("没有这本专项台账，可能刚被撤回。请按 F5 看最新内容")
    return found


def register_named(session: Session, name: str) -> RegisterRow:
    """The one register of a name (its compound before it where there are two); UserError."""
    plain = name.strip().removesuffix("专项台账")
    found = [one for one in registers(session) if plain in (one.name, f"{one.compound}{one.name}")]
    still = [one for one in found if one.ended_on is None] or found
    if len(still) == 1:
        return still[0]
    if still:
        named = "、".join(f"{one.compound}{one.name}" for one in still)
        raise UserError(f"有几本叫“{plain[:20]}”的台账，请写明小区：{named}")
    known = "、".join(one.name for one in registers(session)) or "还没有"
    raise UserError(f"没有叫“{plain[:20]}”的专项台账。现有的：{known}")


def entries(session: Session, register_id: int) -> list[EntryRow]:
    """The lines of a register, still to be improved first, then in walking order."""
    known = register(session, register_id).statuses
    rows = list(_entries(session, ThemeEntry.register_id == register_id, known))
    return sorted(rows, key=lambda one: (one.ended_on is not None, one.good, _place(one)))


def entry(session: Session, entry_id: int) -> EntryRow:
    """One line."""
    row = session.get(ThemeEntry, entry_id)
    if row is None:
        raise UserError("台账里没有这一行，可能刚被撤回。请按 F5 看最新内容")
    known = register(session, row.register_id).statuses
    return next(_entries(session, ThemeEntry.id == entry_id, known))


def _place(one: EntryRow) -> Any:
    return (one.door is None, one.door.place if one.door else ("", (0, ""), (0, ""), (0, "")))


def _registers(session: Session, register_id: int | None) -> Iterator[RegisterRow]:
    query = select(ThemeRegister, Compound.name).outerjoin(
        Compound, Compound.id == ThemeRegister.compound_id
    )
    lines = select(
        ThemeEntry.register_id, ThemeEntry.before, ThemeEntry.now, ThemeEntry.promised,
        ThemeEntry.ended_on,
    )  # fmt: skip
    if register_id is not None:
        query = query.where(ThemeRegister.id == register_id)
        lines = lines.where(ThemeEntry.register_id == register_id)
    standing: dict[int, list[Standing]] = {}
    for one, before, now, promised, ended in session.execute(lines):
        standing.setdefault(one, []).append(Standing(before, now, promised, ended is not None))
    for row, compound in session.execute(query.order_by(ThemeRegister.id)):
        known = statuses_of(row.statuses)
        yield RegisterRow(
            row.id, row.name, row.measure, known, row.compound_id, row.began_on, row.ended_on,
            row.note, row.version, compound or "",
            before_after(standing.get(row.id, ()), known),
        )  # fmt: skip


def _entries(session: Session, which: Any, known: tuple[Status, ...]) -> Iterator[EntryRow]:
    rows = list(session.scalars(select(ThemeEntry).where(which).order_by(ThemeEntry.id)))
    places = doors_of(session, [one.dwelling_id for one in rows if one.dwelling_id is not None])
    good = {one.words for one in known if one.good}
    for one in rows:
        yield EntryRow(
            one.id, one.register_id, places.get(one.dwelling_id or 0), one.person_id, one.name,
            one.facts, one.found_on, one.before, one.now, one.changed_on, one.promised,
            one.ended_on, one.why, one.clerk_name, one.version, one.now in good,
        )  # fmt: skip
