"""All reads of the service desk under one name: queue, cards, the catalogue, drafts."""

from gridhall.service_desk.queries.cards import (
    CaseCard,
    CaseMaterialRow,
    EventRow,
    ExtensionRow,
    LinkRow,
    PauseRow,
    applicant_phone,
    case_card,
)
from gridhall.service_desk.queries.cases import (
    CaseRow,
    case_by_id,
    case_by_key,
    case_by_number,
    case_count,
    case_rows,
)
from gridhall.service_desk.queries.catalogue import (
    MaterialRow,
    MatterRow,
    catalogue_specs,
    find_matter,
    matter_by_id,
    matter_version,
    matters,
)
from gridhall.service_desk.queries.checks import problems
from gridhall.service_desk.queries.drafts import DraftRow, drafts
from gridhall.service_desk.queries.notices import CaseNoticeRow, LackRow, notices_of
from gridhall.service_desk.queries.queue import (
    ACCEPTED_TODAY,
    FILTERS,
    Counts,
    QueueRow,
    counts,
    desk_day,
    due_ahead,
    finished_since,
    queue,
)

__all__ = [
    "ACCEPTED_TODAY",
    "FILTERS",
    "CaseCard",
    "CaseMaterialRow",
    "CaseNoticeRow",
    "CaseRow",
    "Counts",
    "DraftRow",
    "EventRow",
    "ExtensionRow",
    "LackRow",
    "LinkRow",
    "MaterialRow",
    "MatterRow",
    "PauseRow",
    "QueueRow",
    "applicant_phone",
    "case_by_id",
    "case_by_key",
    "case_by_number",
    "case_card",
    "case_count",
    "case_rows",
    "catalogue_specs",
    "counts",
    "desk_day",
    "drafts",
    "due_ahead",
    "find_matter",
    "finished_since",
    "matter_by_id",
    "matter_version",
    "matters",
    "notices_of",
    "problems",
    "queue",
]
