"""What is kept longer than its term: counts by type, and the records behind each count."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Protocol

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from gridhall.clerks.models import AuditEntry
from gridhall.hall import queries as hall
from gridhall.registry.models import (
    Consent,
    HukouTransfer,
    Membership,
    Person,
    PersonEvent,
    PrivacyRequest,
    RegisterAction,
    TransferDraft,
    TransferStep,
)
from gridhall.registry.rules.privacy import PURPOSES
from gridhall.registry.rules.retention import ANONYMOUS, RECORDS, Record, due_before, years_of

_ENDED = ("settled", "notified", "archived", "rejected", "withdrawn", "expired", "returned")


@dataclass(frozen=True, slots=True)
class DueItem:
    """One record whose term is over: how it is called, and since when the years count."""

    id: int
    title: str
    since: date
    person_id: int | None = None  # whose card it opens


class Keeper(Protocol):
    """What a subject above the register keeps of people: it lists what is due and empties it."""

    key: str  # of RECORDS

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """The records that ended on this day or before."""

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Empty these records of what they say about people."""

    def forget(self, session: Session, person_id: int) -> None:
        """Empty everything about one person who is made anonymous."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """A type of record with its term and how much of it is due."""

    id: str  # the type's key
    record: Record
    years: int
    before: date
    count: int
    oldest: date | None


def due(session: Session, today: date, keepers: Sequence[Keeper] = ()) -> list[DueRow]:
    """Every type of record with what is due of it today (到期清单)."""
    return list(due_lists(session, today, keepers))


def due_lists(
    session: Session, today: date, keepers: Sequence[Keeper] = ()
) -> dict[DueRow, list[DueItem]]:
    """The same with the records behind each count, the oldest first; seconds in a large hall."""
    settings = hall.settings(session)
    found: dict[DueRow, list[DueItem]] = {}
    for key, record in RECORDS.items():
        years = years_of(key, settings)
        before = due_before(years, today)
        items = sorted(_items(session, key, before, keepers), key=_oldest_first)
        oldest = items[0].since if items else None
        found[DueRow(key, record, years, before, len(items), oldest)] = items
    return found


def due_items(
    session: Session, key: str, today: date, keepers: Sequence[Keeper] = ()
) -> list[DueItem]:
    """The records of one type that are due, the oldest first."""
    before = last_day(session, key, today)
    return sorted(_items(session, key, before, keepers), key=_oldest_first)


def last_day(session: Session, key: str, today: date) -> date:
    """What of a type ended on this day or before is due."""
    return due_before(years_of(key, hall.settings(session)), today)


def own_items(session: Session, key: str, before: date) -> Sequence[DueItem]:
    """What the register itself keeps of a type that is due."""
    own = _OWN.get(key)
    return own(session, before) if own else ()


def due_people(session: Session, today: date) -> set[int]:
    """Everybody whose record is to be made anonymous or kept on."""
    keys = ("left", "died")
    return {item.id for key in keys for item in due_items(session, key, today)}


def _oldest_first(item: DueItem) -> tuple[date, int]:
    return item.since, item.id


def _items(
    session: Session, key: str, before: date, keepers: Sequence[Keeper]
) -> Sequence[DueItem]:
    found = list(own_items(session, key, before))
    for keeper in keepers:
        if keeper.key == key:
            found += keeper.due(session, before)
    return found


def _left(session: Session, before: date) -> list[DueItem]:
    gone = (Person.status.in_(("left", "void", "unsettled")), Person.died_on.is_(None))
    ended = func.coalesce(_last_day(), func.date(Person.recorded_at))
    return _people(session, _persons(ended).where(*gone), before)


def _died(session: Session, before: date) -> list[DueItem]:
    ended = func.coalesce(Person.died_on, _last_day(), func.date(Person.recorded_at))
    dead = (Person.status == "died") | Person.died_on.is_not(None)
    return _people(session, _persons(ended).where(dead), before)


def _persons(ended: Any) -> Select[Any]:
    """People with the day the years count from: their end, or the day they were kept on."""
    held = select(Membership.id).where(
        Membership.person_id == Person.id, Membership.until.is_(None)
    )
    since = func.max(ended, func.coalesce(_kept_on(), ended)).label("since")
    return select(Person.id, Person.name, since).where(
        Person.name != ANONYMOUS, Person.merged_into.is_(None), ~held.exists()
    )


def _people(session: Session, query: Select[Any], before: date) -> list[DueItem]:
    rows = session.execute(query)
    found = [DueItem(row.id, row.name, _day(row.since), row.id) for row in rows if row.since]
    return [item for item in found if item.since <= before]


def _last_day() -> Any:
    query = select(func.max(Membership.until)).where(Membership.person_id == Person.id)
    return query.correlate(Person).scalar_subquery()


def _kept_on() -> Any:
    query = (
        select(func.max(PersonEvent.happened_on))
        .join(RegisterAction, RegisterAction.id == PersonEvent.action_id)
        .where(PersonEvent.person_id == Person.id, PersonEvent.kind == "kept")
        .where(RegisterAction.undone_by.is_(None))
    )
    return query.correlate(Person).scalar_subquery()


def _drafts(session: Session, before: date) -> list[DueItem]:
    query = select(TransferDraft).where(TransferDraft.saved_at < _after(before))
    return [
        DueItem(one.id, f"迁移草稿（{one.clerk_name}）", one.saved_at.date())
        for one in session.scalars(query)
    ]


def _transfers(session: Session, before: date) -> list[DueItem]:
    """By the day of their last step; one that was emptied already is not told again."""
    last = (
        select(func.max(TransferStep.happened_on))
        .where(TransferStep.transfer_id == HukouTransfer.id)
        .correlate(HukouTransfer)
        .scalar_subquery()
    )
    ended = func.coalesce(HukouTransfer.settled_on, last, HukouTransfer.received_on)
    query = select(HukouTransfer.id, HukouTransfer.number, ended.label("since")).where(
        HukouTransfer.state.in_(_ENDED), HukouTransfer.plan != "{}"
    )
    found = [DueItem(row.id, row.number, _day(row.since)) for row in session.execute(query)]
    return [item for item in found if item.since <= before]


def _consents(session: Session, before: date) -> list[DueItem]:
    query = (
        select(Consent, Person.name)
        .join(Person, Person.id == Consent.person_id)
        .where(Consent.withdrawn_on <= before)
    )
    return [
        DueItem(one.id, f"{name}：{_purpose(one)}", one.withdrawn_on or before, one.person_id)
        for one, name in session.execute(query)
    ]


def _requests(session: Session, before: date) -> list[DueItem]:
    query = (
        select(PrivacyRequest, Person.name)
        .join(Person, Person.id == PrivacyRequest.person_id)
        .where(PrivacyRequest.answered_on <= before)
    )
    return [
        DueItem(one.id, name, one.answered_on or before, one.person_id)
        for one, name in session.execute(query)
    ]


def _accesses(session: Session, before: date) -> list[DueItem]:
    """Only counted: the trail is one chain, no row of it is ever taken out."""
    watched = AuditEntry.action.in_(("person.reveal", "export", "privacy.copy", "paper.print"))
    query = select(AuditEntry.seq, AuditEntry.recorded_at, AuditEntry.clerk_name)
    old = query.where(watched, AuditEntry.recorded_at < _after(before).isoformat())
    return [
        DueItem(row.seq, row.clerk_name, date.fromisoformat(row.recorded_at[:10]))
        for row in session.execute(old)
    ]


def _purpose(one: Consent) -> str:
    known = PURPOSES.get(one.purpose)
    return known.name if known else one.purpose


def _after(day: date) -> datetime:
    return datetime.combine(day, time.max, UTC)


def _day(value: Any) -> date:
    """SQLite's max() and date() give days back as they are stored."""
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


_OWN: Mapping[str, Callable[[Session, date], Sequence[DueItem]]] = {
    "left": _left,
    "died": _died,
    "drafts": _drafts,
    "transfers": _transfers,
    "consents": _consents,
    "requests": _requests,
    "access": _accesses,
}
