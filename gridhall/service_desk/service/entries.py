"""How the one search finds cases and matters."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.db.search import SearchEntry
from gridhall.service_desk.labels import limit_label, state_label
from gridhall.service_desk.models import ServiceCase
from gridhall.service_desk.queries.catalogue import matters
from gridhall.service_desk.rules.catalogue import MatterSpec


def all_entries(session: Session) -> Iterator[SearchEntry]:
    """Everything the index should hold of the desk, for a rebuild."""
    yield from map(case_entry, session.scalars(select(ServiceCase).order_by(ServiceCase.id)))
    yield from (matter_entry(row.id, row.said) for row in matters(session, date.today()))


def case_entry(case: ServiceCase) -> SearchEntry:
    """A case is found by its number, its applicant and its matter."""
    return SearchEntry(
        kind="case",
        record_id=case.id,
        title=case.item_name,
        detail=f"{case.applicant_name} · {state_label(case.state)}",
        number=case.number,
        names=(case.applicant_name, case.item_name),
    )


def matter_entry(item_id: int, said: MatterSpec) -> SearchEntry:
    """A matter is found by its name and its code."""
    return SearchEntry(
        kind="matter",
        record_id=item_id,
        title=said.name,
        detail=f"{said.category} · {limit_label(said.kind, said.limit_days)}",
        number=said.code,
        names=(said.name,),
        words=(said.code,),
    )
