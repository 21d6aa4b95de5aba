"""A row of 组织名册 that may be stored."""

from dataclasses import dataclass

from gridhall.organisation.rules.drafts import OrganisationDraft


@dataclass(frozen=True, slots=True)
class ReadyOrganisation:
    """An organisation to be founded; `parent` is the hall's id, or below nought another row's."""

    row: int
    ref: int
    parent: int | None
    draft: OrganisationDraft
    seats: bool  # the seats its level begins with
