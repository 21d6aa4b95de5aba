"""How the one search finds cases and matters."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.db.search import SearchEntry
from gridhall.service_desk.labels import limit_label, state_label
from gridhall.service_desk.models import ServiceCase, ServiceItem


def all_entries(session: Session) -> Iterator[SearchEntry]:
    """Everything the index should hold of the desk, for a rebuild."""
    yield from map(case_entry, session.scalars(select(ServiceCase).order_by(ServiceCase.id)))
    active = select(ServiceItem).where(ServiceItem.active).order_by(ServiceItem.id)
    yield from map(matter_entry, session.scalars(active))


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


def matter_entry(item: ServiceItem) -> SearchEntry:
    """A matter is found by its name and its code."""
    return SearchEntry(
        kind="matter",
        record_id=item.id,
        title=item.name,
        detail=f"{item.category} · {limit_label(item.kind, item.limit_days)}",
        number=item.code,
        names=(item.name,),
        words=(item.code,),
    )
