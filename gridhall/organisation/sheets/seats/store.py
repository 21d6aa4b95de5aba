"""Stores the seats of a workbook and puts everybody into theirs, many rows at once."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.core.clerk import Role
from gridhall.core.progress import Progress
from gridhall.exchange.service.bulk import Value, stored_moment
from gridhall.exchange.service.sheet import Batch
from gridhall.organisation.models import Outsider, Seat, Tenure
from gridhall.organisation.sheets.seats.ready import Holding, NewSeat, ReadySeat
from gridhall.organisation.sheets.writing import add_rows, iso, next_id

_SEATS = (
    "id", "organisation_id", "grid_id", "title", "name", "place", "building_id", "entrance_id",
    "lane", "created_on", "batch_id",
)  # fmt: skip
_OUTSIDERS = ("id", "name", "sex", "phone", "workplace", "is_party", "batch_id")
_TENURES = (
    "id", "seat_id", "person_id", "outsider_id", "source", "since", "term_until", "until",
    "recorded_at", "clerk_name", "batch_id",
)  # fmt: skip


def store_seats(
    session: Session, batch: Batch, ready: Sequence[ReadySeat], progress: Progress
) -> int:
    """Make them; says how many rows were stored."""
    require(batch.clerk, Role.SUPERVISOR, "导入席位")
    first = next_id(session, Seat)
    new = [(one.seat, one.new) for one in ready if one.new is not None]
    ids = {ref: row_id for row_id, (ref, _) in enumerate(new, first)}
    rows = [_seat(ids[ref], seat, batch.id) for ref, seat in new]
    add_rows(session, Seat, _SEATS, rows)
    progress.report(1, 3)
    outsiders = _store_outsiders(session, batch, ready)
    progress.report(2, 3)
    held = [(ids.get(one.seat, one.seat), one.holding) for one in ready if one.holding is not None]
    tenures = (
        _tenure((row_id, seat_id), holding, outsiders, batch)
        for row_id, (seat_id, holding) in enumerate(held, next_id(session, Tenure))
    )
    add_rows(session, Tenure, _TENURES, tenures)
    progress.report(1, 1)
    return len(ready)


def _store_outsiders(
    session: Session, batch: Batch, ready: Sequence[ReadySeat]
) -> dict[tuple[str, ...], int]:
    """New people from outside; one who is named in several rows is written down once."""
    drafts = {
        one.holding.outsider_ref: one.holding.outsider
        for one in reversed(ready)
        if one.holding is not None and one.holding.outsider is not None
    }
    first = next_id(session, Outsider)
    ids = {ref: row_id for row_id, ref in enumerate(drafts, first)}
    rows: list[tuple[Value, ...]] = [
        (ids[ref], one.name, one.sex, one.phone, one.workplace, int(one.is_party), batch.id)
        for ref, one in drafts.items()
        if one is not None
    ]
    add_rows(session, Outsider, _OUTSIDERS, rows)
    return ids


def _seat(row_id: int, seat: NewSeat, batch_id: int) -> tuple[Value, ...]:
    return (
        row_id, seat.organisation_id, seat.grid_id, seat.title, seat.name, seat.place,
        seat.building_id, seat.entrance_id, seat.lane, iso(seat.created_on), batch_id,
    )  # fmt: skip


def _tenure(
    ids: tuple[int, int], held: Holding, outsiders: dict[tuple[str, ...], int], batch: Batch
) -> tuple[Value, ...]:
    outsider = held.outsider_id
    if held.person_id is None and outsider is None:
        outsider = outsiders[held.outsider_ref]
    return (
        *ids, held.person_id, outsider, held.source, iso(held.since), iso(held.term_until),
        iso(held.until), stored_moment(batch.at), batch.clerk.name, batch.id,
    )  # fmt: skip
