"""Rows of a workbook of volunteers that may be stored."""

from dataclasses import dataclass, field
from datetime import date

from gridhall.volunteering.rules.availability import FreeTime
from gridhall.volunteering.rules.volunteers import VolunteerDraft


@dataclass(slots=True)
class Somebody:
    """Who a row is about; `volunteer_id` is known before the storing or by it."""

    name: str
    volunteer_id: int | None = None


@dataclass(frozen=True, slots=True)
class VolunteerReady:
    """A volunteer to be stored; `again` is one that an undone import had left behind."""

    who: Somebody
    draft: VolunteerDraft
    unit: str = ""  # by name: one of the hall's, or registered with the batch
    skills: tuple[str, ...] = ()
    squads: tuple[int, ...] = ()
    times: tuple[FreeTime, ...] = ()
    again: int | None = None


@dataclass(frozen=True, slots=True)
class RecordReady:
    """A service to be credited."""

    who: Somebody
    served_on: date
    starts: int
    ends: int
    activity: str
    content: str
    texts: dict[str, str] = field(default_factory=dict)  # spot, organiser, leader
    minutes: int | None = None


Ready = VolunteerReady | RecordReady
