"""One row of a workbook of the lists that may be stored."""

from dataclasses import dataclass
from datetime import date

from gridhall.pledges.rules.drafts import ItemDraft


@dataclass(frozen=True, slots=True)
class Taken:
    """Who claimed how much: a unit, or the community itself."""

    unit_id: int | None
    organisation_id: int | None
    quantity: int


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """An item with its claims, all standing alike."""

    draft: ItemDraft
    taken: tuple[Taken, ...] = ()
    state: str = "claimed"  # of its claims
    done_on: date | None = None
    served: int | None = None
    stars: int | None = None
