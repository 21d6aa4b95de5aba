"""Reads of people who are visited: where they live, who goes, how their visits stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from gridhall.care.labels import category_label, deed_words, rhythm_label
from gridhall.care.models import CareTarget, CareVisit
from gridhall.care.rules.drafts import TargetDraft
from gridhall.core.errors import UserError
from gridhall.organisation.models import PartnerUnit
from gridhall.registry.models import Person
from gridhall.registry.queries.residents import people
from gridhall.registry.queries.rows import ResidentRow
from gridhall.volunteering.queries.basics import Home, homes_of
from gridhall.volunteering.queries.hours import names_of


@dataclass(frozen=True, slots=True)
class TargetRow:
    """Somebody who is or was visited, and how that stands; the phone is masked."""

    id: int
    person_id: int
    name: str
    birth_date: date | None
    masked_phone: str
    address: str
    grid_id: int | None
    grid: str
    category: str  # labels.CATEGORIES
    rhythm: str
    needs: str  # codes
    volunteer_id: int | None
    unit_id: int | None
    who: str  # goes there, in words
    since: date
    until: date | None
    why: str
    consent_on: date | None
    note: str
    clerk_name: str
    version: int
    due_on: date | None  # of the planned visit
    put_off: str  # why it is on another day
    last_on: date | None  # the last visit that was made
    last_stars: int | None
    visits: int  # made in all
    missed: int  # since the last one that was made
    absent: int  # times nobody opened since then

    @property
    def category_label(self) -> str:
        """空巢老人."""
        return category_label(self.category)

    @property
    def rhythm_label(self) -> str:
        """每周."""
        return rhythm_label(self.rhythm)

    @property
    def needs_words(self) -> str:
        """血压、聊天."""
        return deed_words(self.needs)

    def late(self, today: date) -> int:
        """Days past the day of the planned visit."""
        return max(0, (today - self.due_on).days) if self.due_on is not None else 0

    def stands(self, which: str, today: date) -> bool:
        """Whether it is one of these: all, ended, today, late, month (up to this month's end)."""
        if which in ("all", "ended"):
            return which == "all" or self.until is not None
        if self.until is not None or self.due_on is None:
            return False
        if which == "today":
            return self.due_on <= today
        if which == "late":
            return self.missed > 0 or self.due_on < today
        return (self.due_on.year, self.due_on.month) <= (today.year, today.month)

    def due(self, today: date) -> tuple[str, str]:
        """How it stands in a few words, and their tone."""
        if self.until is not None or self.due_on is None:
            return "已停止", "grey"
        if self.missed:
            return f"漏访 {self.missed} 次", "red"
        left = (self.due_on - today).days
        if left < 0:
            return f"超期 {-left} 天", "red"
        if self.absent:
            return f"{self.absent} 次没人应门", "amber"
        return ("今天", "amber") if left == 0 else (f"还有 {left} 天", "green")


def targets(session: Session, ended_since: date | None = None) -> list[TargetRow]:
    """Everybody who is visited, the next due first; `ended_since` adds who ended from then on."""
    open_ = CareTarget.until.is_(None)
    which = open_ if ended_since is None else or_(open_, CareTarget.until >= ended_since)
    rows = _read(session, which)
    return sorted(rows, key=lambda row: (row.until is not None, row.due_on or row.since, row.id))


def target(session: Session, target_id: int) -> TargetRow:
    """One of them."""
    found = _read(session, CareTarget.id == target_id)
    if not found:
        raise UserError("没有这位关爱对象，可能刚被撤回。请按 F5 看最新内容")
    return found[0]


def target_of(session: Session, person_id: int) -> TargetRow | None:
    """How a resident is visited now, or was last."""
    merged = select(Person.id).where(Person.merged_into == person_id)
    mine = or_(CareTarget.person_id == person_id, CareTarget.person_id.in_(merged))
    found = sorted(_read(session, mine), key=lambda row: (row.until is None, row.id))
    return found[-1] if found else None


def target_draft(session: Session, target_id: int) -> TargetDraft:
    """As it was typed, to be changed."""
    row = session.get(CareTarget, target_id)
    if row is None:
        raise UserError("没有这位关爱对象，可能刚被撤回。请按 F5 看最新内容")
    return TargetDraft(
        row.person_id, row.category, row.rhythm, tuple(filter(None, row.needs.split(","))),
        row.volunteer_id, row.unit_id, row.visitor, row.since, row.consent_on, row.note, row.id,
        row.version,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Known:
    """What stands beside the rows, read once for all of them."""

    people: dict[int, ResidentRow]
    homes: dict[int, Home]
    volunteers: dict[int, str]
    units: dict[int, str]
    visits: dict[int, Any]


def _read(session: Session, which: ColumnElement[bool]) -> list[TargetRow]:
    query = (
        select(CareTarget, func.coalesce(Person.merged_into, Person.id))
        .join(Person, Person.id == CareTarget.person_id)
        .where(which)
        .order_by(CareTarget.id)
    )
    found = [(row, person_id) for row, person_id in session.execute(query)]
    known = _beside(session, found)
    return [_row(row, person_id, known) for row, person_id in found]


def _beside(session: Session, found: Sequence[tuple[CareTarget, int]]) -> _Known:
    ids = [person_id for _, person_id in found]
    units = {row.unit_id for row, _ in found if row.unit_id is not None}
    named = select(PartnerUnit.id, PartnerUnit.short_name, PartnerUnit.name)
    return _Known(
        {one.id: one for one in people(session, ids)},
        homes_of(session, ids),
        names_of(session, {row.volunteer_id for row, _ in found if row.volunteer_id is not None}),
        {
            one: short or name
            for one, short, name in session.execute(named.where(PartnerUnit.id.in_(units)))
        },
        _standing(session, [row.id for row, _ in found]),
    )


def _standing(session: Session, ids: Sequence[int]) -> dict[int, Any]:
    """How the visits of each stand, counted since the last slot that was visited."""
    one = CareVisit
    which = one.target_id.in_(ids) if len(ids) < 500 else true()
    made = (
        select(
            one.target_id, func.max(one.due_on).label("slot"), func.count().label("many"),
            func.max(one.visited_on).label("day"),
        )
        .where(one.state == "done", which)
        .group_by(one.target_id)
        .subquery()
    )  # fmt: skip
    since = or_(made.c.slot.is_(None), one.due_on > made.c.slot)

    def counted(state: str) -> Any:
        return func.count().filter(and_(one.state == state, since))

    query = (
        select(
            one.target_id,
            func.max(one.due_on).filter(one.state == "planned"),
            func.max(one.why).filter(one.state == "planned"),
            func.max(made.c.day), func.max(made.c.many),
            counted("missed"), counted("absent"),
            func.max(one.stars).filter(one.visited_on == made.c.day),
        )
        .outerjoin(made, made.c.target_id == one.target_id)
        .where(which)
        .group_by(one.target_id)
    )  # fmt: skip
    return {row[0]: row[1:] for row in session.execute(query)}


_NEVER: tuple[Any, ...] = (None, "", None, 0, 0, 0, None)


def _row(row: CareTarget, person_id: int, known: _Known) -> TargetRow:
    person, home = known.people.get(person_id), known.homes.get(person_id)
    due_on, put_off, last_on, many, missed, absent, stars = known.visits.get(row.id, _NEVER)
    named = (known.volunteers.get(row.volunteer_id or 0, ""), known.units.get(row.unit_id or 0, ""))
    return TargetRow(
        row.id, row.person_id, person.name if person else "", person.birth_date if person else None,
        person.masked_phone if person else "", person.home if person else "",
        home.grid_id if home else None, home.grid_name if home else "", row.category, row.rhythm,
        row.needs, row.volunteer_id, row.unit_id, " ".join(filter(None, (*named, row.visitor))),
        row.since, row.until, row.why, row.consent_on, row.note, row.clerk_name, row.version,
        due_on, put_off or "", last_on, stars, many or 0, missed, absent,
    )  # fmt: skip


def named_target(session: Session, person_id: int) -> int:
    """The standing target of a resident; UserError if nobody visits them."""
    row = target_of(session, person_id)
    if row is None or row.until is not None:
        raise UserError("这位居民不是关爱对象。请先用 care add 登记")
    return row.id


def by_id(rows: Iterable[TargetRow]) -> dict[int, TargetRow]:
    """Rows by their ids."""
    return {row.id: row for row in rows}
