"""How the one search finds cases and matters."""

from gridhall.db.search import SearchEntry
from gridhall.service_desk.labels import limit_label, state_label
from gridhall.service_desk.models import ServiceCase, ServiceItem


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
