"""A row of 网格表 that may be stored."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReadyGrid:
    """A row: a new grid, or (`first` another row's number) more entrances of one."""

    row: int
    first: int
    code: str
    name: str
    target: int
    area: str
    supervision_phone: str
    active_from: date | None
    organisation_id: int | None
    held_since: date | None
    entrance_ids: tuple[int, ...]
