"""The catalogue's past and future: every matter with its standing, its versions, its use."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.service_desk.models import ItemVersion, ServiceCase, ServiceItem
from gridhall.service_desk.queries.catalogue import MatterRow, matter_by_id, matters, versions_rows
from gridhall.service_desk.queries.pins import pins
from gridhall.service_desk.rules.catalogue import Difference, MatterSpec, differences, standing

USED_DAYS = 90
_TOLD = 5  # case numbers named in a preview
_NO_KEY = (0, False)
ACTIVE, COMING, RETIRED = "active", "coming", "retired"


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One matter of the whole catalogue as it stands today, or as it will begin."""

    matter: MatterRow
    standing: str  # active, coming (its first day is ahead), retired
    coming_on: date | None  # the next day something of it changes
    used: int  # cases of the last 90 days
    pin: int  # the digit of its key in the form, 0 none
    pin_fixed: bool  # fixed by the hall, else learned from use

    @property
    def id(self) -> int:
        """The matter's."""
        return self.matter.id


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version: from when, by whom, and what it changed from the one before it."""

    id: int
    since: date
    recorded_at: datetime
    clerk_name: str
    standing: str  # rules.catalogue.standing
    said: MatterSpec
    changed: tuple[Difference, ...]
    cases: int  # taken in under it


@dataclass(frozen=True, slots=True)
class MatterCard:
    """All there is to say of one matter: now, its versions (the latest first), its use."""

    row: CatalogueRow
    versions: tuple[VersionRow, ...]
    open_cases: int
    all_cases: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change from a day would mean: open cases that keep what they were taken in under."""

    open_cases: int
    numbers: tuple[str, ...]
    changed: tuple[Difference, ...]
    coming: tuple[date, ...]  # versions after that day, which then count


def listing(session: Session, today: date) -> tuple[CatalogueRow, ...]:
    """Every matter in the catalogue's order; what is not taken in any more comes too."""
    known = list(matters(session, today, withdrawn=True))
    known += _not_begun(session, {row.id for row in known}, today)
    known.sort(key=lambda row: (row.position, row.id))
    used, keys, coming = _used(session, today), _keys(session, today), _coming(session, today)
    return tuple(
        CatalogueRow(
            row,
            _stands(row, today),
            coming.get(row.id),
            used.get(row.id, 0),
            *keys.get(row.id, _NO_KEY),
        )
        for row in known
    )


def matter_card(session: Session, item_id: int, today: date) -> MatterCard:
    """One matter with its history and its use."""
    row = matter_by_id(session, item_id, today)
    used, keys, coming = _used(session, today), _keys(session, today), _coming(session, today)
    head = CatalogueRow(
        row,
        _stands(row, today),
        coming.get(item_id),
        used.get(item_id, 0),
        *keys.get(item_id, _NO_KEY),
    )
    counted = select(func.count(), func.count(ServiceCase.closed_at)).where(
        ServiceCase.item_id == item_id
    )
    whole, closed = session.execute(counted).one()
    return MatterCard(head, versions(session, item_id, today), whole - closed, whole)


def versions(session: Session, item_id: int, today: date) -> tuple[VersionRow, ...]:
    """A matter's versions, the latest first, each with what it changed."""
    found = versions_rows(session, item_id)
    cases = _cases_by_version(session, item_id)
    told = []
    for place, (version, row) in enumerate(found):
        before = found[place - 1][1].said if place else None
        told.append(
            VersionRow(
                version.id,
                version.since,
                version.recorded_at,
                version.clerk_name,
                standing([one for one, _ in found], version, today),
                row.said,
                differences(before, row.said),
                cases.get(version.id, 0),
            )
        )
    return tuple(reversed(told))


def preview(session: Session, item_id: int, said: MatterSpec, since: date) -> Preview:
    """What saving this from a day would mean."""
    mine = (ServiceCase.item_id == item_id, ServiceCase.closed_at.is_(None))
    many = session.scalar(select(func.count()).where(*mine)) or 0
    numbers = session.scalars(
        select(ServiceCase.number).where(*mine).order_by(ServiceCase.id).limit(_TOLD)
    )
    after = (
        select(ItemVersion.since)
        .where(ItemVersion.item_id == item_id, ItemVersion.since > since)
        .distinct()
        .order_by(ItemVersion.since)
    )
    then = matter_by_id(session, item_id, since)
    changed = differences(then.said, said)
    return Preview(many, tuple(numbers), changed, tuple(session.scalars(after)))


def categories(rows: Sequence[CatalogueRow]) -> list[str]:
    """The categories in the order of their first matter."""
    return list(dict.fromkeys(row.matter.category for row in rows))


def _stands(row: MatterRow, today: date) -> str:
    if row.since > today:
        return COMING
    return ACTIVE if row.active else RETIRED


def _not_begun(session: Session, known: set[int], today: date) -> list[MatterRow]:
    ids = session.scalars(select(ServiceItem.id))
    return [matter_by_id(session, item_id, today) for item_id in ids if item_id not in known]


def _used(session: Session, today: date) -> dict[int, int]:
    start = datetime.combine(today - timedelta(days=USED_DAYS), datetime.min.time()).astimezone()
    counted = (
        select(ServiceCase.item_id, func.count())
        .where(ServiceCase.received_at >= start)
        .group_by(ServiceCase.item_id)
    )
    return {item_id: many for item_id, many in session.execute(counted)}


def _keys(session: Session, today: date) -> dict[int, tuple[int, bool]]:
    """Which key of the form each matter has, fixed or learned."""
    known = pins(session, today)
    return {one.matter.id: (one.place, one.fixed) for one in known if one.matter is not None}


def _coming(session: Session, today: date) -> dict[int, date]:
    next_day = (
        select(ItemVersion.item_id, func.min(ItemVersion.since))
        .where(ItemVersion.since > today)
        .group_by(ItemVersion.item_id)
    )
    return {item_id: day for item_id, day in session.execute(next_day)}


def _cases_by_version(session: Session, item_id: int) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    counted = (
        select(ServiceCase.item_version_id, func.count())
        .where(ServiceCase.item_id == item_id)
        .group_by(ServiceCase.item_version_id)
    )
    for version_id, many in session.execute(counted):
        found[version_id] = many
    return dict(found)
