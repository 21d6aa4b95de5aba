"""Stores the organisations of a workbook: many rows at once, parents before children."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.core.clerk import Role
from gridhall.core.progress import Progress
from gridhall.exchange.service.bulk import Value
from gridhall.exchange.service.sheet import Batch
from gridhall.organisation.models import Organisation, Seat
from gridhall.organisation.queries.levels import levels
from gridhall.organisation.rules.titles import TITLES
from gridhall.organisation.service.index import index_organisations
from gridhall.organisation.sheets.organisations.ready import ReadyOrganisation
from gridhall.organisation.sheets.writing import add_rows, iso, next_id

_NAMES = (
    "id", "parent_id", "place", "kind", "level", "name", "short_name", "address", "phone", "note",
    "founded_on", "compound_id", "building_id", "dwelling_id", "term_until", "batch_id",
)  # fmt: skip
_SEATS = ("id", "organisation_id", "title", "name", "place", "created_on", "batch_id")


def store_organisations(
    session: Session, batch: Batch, ready: Sequence[ReadyOrganisation], progress: Progress
) -> int:
    """Found them; says how many."""
    require(batch.clerk, Role.SUPERVISOR, "导入组织")
    first = next_id(session, Organisation)
    ids = {one.ref: row_id for row_id, one in enumerate(ready, first)}
    places = _last_places(session)
    rows = []
    for one in ready:
        parent = ids[one.parent] if one.parent is not None and one.parent < 0 else one.parent
        places[parent] += 1
        rows.append(_row(ids[one.ref], parent, places[parent], one, batch.id))
    add_rows(session, Organisation, _NAMES, rows)
    progress.report(1, 3)
    _store_seats(session, ((ids[one.ref], one) for one in ready if one.seats), batch.id)
    progress.report(2, 3)
    index_organisations(session, list(ids.values()))
    progress.report(1, 1)
    return len(ids)


def _row(
    row_id: int, parent: int | None, place: int, one: ReadyOrganisation, batch_id: int
) -> tuple[Value, ...]:
    draft = one.draft
    return (
        row_id, parent, place, draft.kind, draft.level, draft.name, draft.short_name,
        draft.address, draft.phone, draft.note, iso(draft.founded_on), draft.compound_id,
        draft.building_id, draft.dwelling_id, iso(draft.term_until), batch_id,
    )  # fmt: skip


def _store_seats(
    session: Session, founded: Iterable[tuple[int, ReadyOrganisation]], batch_id: int
) -> None:
    """The seats that each level's setting says a new organisation begins with."""
    begin = {level.place: level.seats for level in levels(session)}
    rows: list[tuple[Value, ...]] = []
    row_id = next_id(session, Seat)
    for organisation_id, one in founded:
        for place, code in enumerate(begin.get(one.draft.level or 0, ()), 1):
            if code in TITLES:
                opened: date | None = one.draft.founded_on
                title = (code, TITLES[code].name, place)
                rows.append((row_id, organisation_id, *title, iso(opened), batch_id))
                row_id += 1
    add_rows(session, Seat, _SEATS, rows)


def _last_places(session: Session) -> Counter[int | None]:
    last = select(Organisation.parent_id, func.max(Organisation.place))
    rows = session.execute(last.group_by(Organisation.parent_id))
    return Counter({parent: place for parent, place in rows})
