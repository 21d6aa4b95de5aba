"""Takes an imported batch of volunteers back: hours by reversing rows, people who are unused.

The ledger keeps what it was told, and the people it is about: whom only reversed rows of the
batch refer to, has left (退出) and comes back when the same workbook is brought in again. Whoever
was used since (rostered, signed in, certified) stays as they are.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.core.clerk import Role
from gridhall.db import search
from gridhall.exchange.service.sheet import Batch
from gridhall.organisation.models import Outsider, PartnerUnit
from gridhall.places.queries import chunks
from gridhall.registry.sheets.built_on import references
from gridhall.volunteering.models import (
    Availability,
    HoursEntry,
    Volunteer,
    VolunteerSkill,
    VolunteerSquad,
)
from gridhall.volunteering.service.hours import reverse_batch
from gridhall.volunteering.service.index import index_volunteers

_OWN: tuple[Any, ...] = (VolunteerSkill, VolunteerSquad, Availability)
_BROUGHT = frozenset({"volunteer_skill", "volunteer_squad", "availability", "hours_entry"})


def undo_volunteers(session: Session, batch: Batch, today: date) -> int:
    """Take the batch back; says how many ledger rows and volunteers."""
    require(batch.clerk, Role.SUPERVISOR, "撤销导入")
    rows = reverse_batch(session, batch.clerk, batch.id, today)
    session.flush()
    ids = list(session.scalars(select(Volunteer.id).where(Volunteer.batch_id == batch.id)))
    used = _used(session, ids)
    free = [one for one in ids if one not in used]
    kept = _on_the_ledger(session, free)
    for own in _OWN:
        _remove(session, own, own.volunteer_id, free)
    for one in kept:
        row = session.get_one(Volunteer, one)
        row.state, row.left_on = "left", today
    session.flush()
    gone = [one for one in free if one not in kept]
    _remove(session, Volunteer, Volunteer.id, gone)
    search.remove(session, "volunteer", gone)
    index_volunteers(session, sorted(kept))
    _remove_unused(session, Outsider, batch)
    search.remove(session, "unit", _remove_unused(session, PartnerUnit, batch))
    session.expire_all()
    return rows + len(free)


def _used(session: Session, ids: Iterable[int]) -> set[int]:
    """Those of these volunteers something refers to that the batch did not bring."""
    wanted = sorted(ids)
    found: set[int] = set()
    for other, column in references(session, cast(Table, Volunteer.__table__)):
        if other.name in _BROUGHT:
            continue
        for some in chunks(wanted):
            found.update(session.scalars(select(column).where(column.in_(some))))
    return found | _credited_elsewhere(session, wanted)


def _credited_elsewhere(session: Session, ids: Iterable[int]) -> set[int]:
    """Those with hours on the ledger that still stand."""
    gone = select(HoursEntry.reverses_seq).where(HoursEntry.reverses_seq.is_not(None))
    standing = select(HoursEntry.volunteer_id).where(
        HoursEntry.reverses_seq.is_(None), HoursEntry.seq.not_in(gone)
    )
    found: set[int] = set()
    for some in chunks(sorted(ids)):
        found.update(session.scalars(standing.where(HoursEntry.volunteer_id.in_(some))))
    return found


def _on_the_ledger(session: Session, ids: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for some in chunks(sorted(ids)):
        mine = select(HoursEntry.volunteer_id).where(HoursEntry.volunteer_id.in_(some))
        found.update(session.scalars(mine))
    return found


def _remove(session: Session, table: Any, column: Any, ids: Iterable[int]) -> None:
    for some in chunks(sorted(ids)):
        session.execute(delete(table).where(column.in_(some)))


def _remove_unused(session: Session, table: Any, batch: Batch) -> list[int]:
    """Remove the batch's rows of a table that nothing refers to any more; which they were."""
    ids = list(session.scalars(select(table.id).where(table.batch_id == batch.id)))
    used: set[int] = set()
    for _, column in references(session, table.__table__):
        for some in chunks(sorted(ids)):
            used.update(session.scalars(select(column).where(column.in_(some))))
    gone = [one for one in ids if one not in used]
    _remove(session, table, table.id, gone)
    return gone
