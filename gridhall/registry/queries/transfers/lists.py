"""Lists of transfers, how many there are of each stage, and the running totals by month."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from gridhall.core.errors import UserError
from gridhall.core.text import clean, half_width
from gridhall.registry.models import (
    HukouTransfer,
    Person,
    RegisterAction,
    TransferCategory,
    TransferPerson,
)
from gridhall.registry.queries.transfers.rows import MonthTotal, Stage, TransferRow
from gridhall.registry.rules.transfers import (
    AT_POLICE,
    CERTIFICATE_DAYS,
    DONE,
    ENDED,
    OPEN,
    PERMIT_DAYS,
    SOON,
    clock,
)

_reversing = aliased(HukouTransfer)
_reversed = aliased(HukouTransfer)
_COUNTED = ("moved_in", "married_in", "adopted")  # a birth is no 迁入


def transfers(
    session: Session, which: Stage, today: date, limit: int = 500, words: str = ""
) -> list[TransferRow]:
    """The transfers of a stage, the newest first; those that run out, the first to do so first.

    `words`: a part of a number or of a name of somebody it is about.
    """
    query = _ROWS.where(_of_stage(which, today), _saying(words))
    newest = query.order_by(HukouTransfer.id.desc()).limit(limit)
    rows = _rows(session, newest, today)
    if which is Stage.EXPIRING:
        rows.sort(key=lambda one: one.clock.due_on if one.clock else date.max)
    return rows


def transfer_counts(session: Session, today: date) -> dict[Stage, int]:
    """How many transfers each filter shows."""
    return {
        stage: session.scalar(
            select(func.count()).select_from(HukouTransfer).where(_of_stage(stage, today))
        )
        or 0
        for stage in Stage
    }


def transfers_of(session: Session, person_id: int, today: date) -> list[TransferRow]:
    """The transfers a person is or was in, the newest first (办过的迁移)."""
    named = select(TransferPerson.transfer_id).where(TransferPerson.person_id == person_id)
    query = _ROWS.where(HukouTransfer.id.in_(named)).order_by(HukouTransfer.id.desc())
    return _rows(session, query, today)


def transfer_row(session: Session, transfer_id: int, today: date) -> TransferRow:
    """One transfer as the list shows it."""
    found = _rows(session, _ROWS.where(HukouTransfer.id == transfer_id), today)
    if not found:
        raise UserError("没有这件迁移，请按 F5 看最新的列表")
    return found[0]


def transfer_numbered(session: Session, number: str) -> int:
    """The transfer that bears this number."""
    typed = half_width(clean(number)).upper()
    found = session.scalar(select(HukouTransfer.id).where(HukouTransfer.number == typed))
    if found is None:
        raise UserError(f"没有编号为“{number[:40]}”的迁移。请用 transfer list 或列表核对编号")
    return found


def running_totals(session: Session, year: int) -> list[MonthTotal]:
    """Settled move-ins of a year by month: households and people, and both so far (累计).

    A household counts in the month it is first moved into; what was taken back does not count.
    """
    homes: dict[int, int] = {}
    people: Counter[int] = Counter()
    for one in session.execute(_settled_in(year)):
        homes.setdefault(one.to_household_id, one.settled_on.month)
        people[one.settled_on.month] += one.people
    households = Counter(homes.values())
    months = range(1, 13)
    return [
        MonthTotal(
            month,
            households[month],
            people[month],
            sum(households[one] for one in range(1, month + 1)),
            sum(people[one] for one in range(1, month + 1)),
        )
        for month in months
    ]


def move_ins(session: Session, year: int, month: int, today: date) -> list[TransferRow]:
    """The transfers behind a month's figure."""
    settled = _settled_in(year).subquery()
    first = date(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    query = _ROWS.where(HukouTransfer.id.in_(select(settled.c.id)))
    query = query.where(HukouTransfer.settled_on.between(first, last))
    return _rows(session, query.order_by(HukouTransfer.settled_on, HukouTransfer.id), today)


def _settled_in(year: int) -> Select[Any]:
    many = (
        select(func.count()).where(TransferPerson.transfer_id == HukouTransfer.id).scalar_subquery()
    )
    return (
        select(HukouTransfer.settled_on, HukouTransfer.to_household_id, many.label("people"))
        .add_columns(HukouTransfer.id)
        .join(TransferCategory, TransferCategory.code == HukouTransfer.category)
        .where(TransferCategory.kind.in_(_COUNTED), HukouTransfer.direction == "in")
        .where(HukouTransfer.settled_on.between(date(year, 1, 1), date(year, 12, 31)))
        .where(HukouTransfer.reverses_id.is_(None), ~_taken_back())
        .order_by(HukouTransfer.settled_on, HukouTransfer.id)
    )


def _taken_back() -> ColumnElement[bool]:
    """By a reversing transfer, which undoes the action; or the action itself was undone."""
    undone = select(RegisterAction.id).where(
        RegisterAction.id == HukouTransfer.action_id, RegisterAction.undone_by.is_not(None)
    )
    return undone.exists()


def _of_stage(which: Stage, today: date) -> ColumnElement[bool]:
    state = HukouTransfer.state
    return {
        Stage.ALL: true(),
        Stage.OPEN: state.in_(OPEN),
        Stage.WAITING: state == "material_notice",
        Stage.POLICE: state.in_(AT_POLICE),
        Stage.EXPIRING: _runs_out(today + timedelta(days=SOON)),
        Stage.SETTLED: state.in_(DONE),
        Stage.ENDED: state.in_(ENDED),
    }[which]


def _runs_out(until: date) -> ColumnElement[bool]:
    """准迁证 or 迁移证 runs out by that day, or has: as rules.clock() counts."""
    state = HukouTransfer.state
    permit = HukouTransfer.permit_issued_on <= until - timedelta(days=PERMIT_DAYS)
    certificate = HukouTransfer.certificate_issued_on <= until - timedelta(days=CERTIFICATE_DAYS)
    no_certificate = and_(HukouTransfer.certificate_issued_on.is_(None), permit)
    return or_(
        and_(state == "permit_issued", permit),
        and_(state == "moved_out", or_(certificate, no_certificate)),
    )


def _saying(words: str) -> ColumnElement[bool]:
    said = half_width(clean(words))
    if not said:
        return true()
    named = (
        select(TransferPerson.transfer_id)
        .join(Person, Person.id == TransferPerson.person_id)
        .where(Person.name.contains(said, autoescape=True))
    )
    number = HukouTransfer.number.contains(said.upper(), autoescape=True)
    return or_(number, HukouTransfer.id.in_(named))


_ROWS: Any = (
    select(HukouTransfer, Person.name, TransferCategory.name, _reversed.number, _reversing.number)
    .join(Person, Person.id == HukouTransfer.applicant_id)
    .join(TransferCategory, TransferCategory.code == HukouTransfer.category)
    .outerjoin(_reversed, _reversed.id == HukouTransfer.reverses_id)
    .outerjoin(_reversing, _reversing.reverses_id == HukouTransfer.id)
    .outerjoin(RegisterAction, RegisterAction.id == HukouTransfer.action_id)
    .add_columns(RegisterAction.undone_by)
)


def _rows(session: Session, query: Select[Any], today: date) -> list[TransferRow]:
    found = list(session.execute(query))
    many = _people_counts(session, [one[0].id for one in found])
    return [_row(tuple(one), many, today) for one in found]


def _people_counts(session: Session, transfer_ids: Iterable[int]) -> Mapping[int, int]:
    query = (
        select(TransferPerson.transfer_id, func.count())
        .where(TransferPerson.transfer_id.in_(list(transfer_ids)))
        .group_by(TransferPerson.transfer_id)
    )
    return {transfer_id: many for transfer_id, many in session.execute(query)}


def _row(found: tuple[Any, ...], many: Mapping[int, int], today: date) -> TransferRow:
    kept, applicant, category, reverses, reversed_by, undone_by = found
    return TransferRow(
        id=kept.id,
        number=kept.number,
        direction=kept.direction,
        category=kept.category,
        category_name=category,
        state=kept.state,
        applicant_id=kept.applicant_id,
        applicant_name=applicant,
        people=many.get(kept.id, 0),
        place=kept.from_place if kept.direction == "in" else kept.to_place,
        received_on=kept.received_on,
        settled_on=kept.settled_on,
        clock=clock(kept.state, kept.permit_issued_on, kept.certificate_issued_on, today),
        green_channel=kept.green_channel,
        one_stop=kept.one_stop,
        clerk_name=kept.clerk_name,
        reverses_number=reverses or "",
        reversed_by=reversed_by or "",
        undone=bool(reversed_by) or undone_by is not None,
    )
