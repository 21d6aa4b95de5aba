"""Reads of the register: residents, households, figures, checks, the search index's entries."""

from gridhall.registry.queries.checks import problems
from gridhall.registry.queries.entries import all_entries, household_entries, person_entries
from gridhall.registry.queries.figures import ExportRow, counts, export_rows, grid_figures
from gridhall.registry.queries.households import (
    head_of,
    household,
    household_numbered,
    members,
    open_households,
)
from gridhall.registry.queries.residents import (
    MatterSource,
    Which,
    by_number,
    events,
    find_people,
    kin,
    people,
    person,
    recent_people,
    resident_card,
    resolve_person,
    stored_draft,
)
from gridhall.registry.queries.rows import (
    EventRow,
    GridFigures,
    HouseholdCard,
    MatterRow,
    MemberRow,
    RegistryCounts,
    ResidentCard,
    ResidentRow,
    Revealed,
)

__all__ = [
    "EventRow",
    "ExportRow",
    "GridFigures",
    "HouseholdCard",
    "MatterRow",
    "MatterSource",
    "MemberRow",
    "RegistryCounts",
    "ResidentCard",
    "ResidentRow",
    "Revealed",
    "Which",
    "all_entries",
    "by_number",
    "counts",
    "events",
    "export_rows",
    "find_people",
    "grid_figures",
    "head_of",
    "household",
    "household_entries",
    "household_numbered",
    "kin",
    "members",
    "open_households",
    "people",
    "person",
    "person_entries",
    "problems",
    "recent_people",
    "resident_card",
    "resolve_person",
    "stored_draft",
]
