"""What the room's screen reads: the agenda as it stands now, who came, whom to choose from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from gridhall.issues.queries.choices import OwnerChoice, owner_choices
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.settings import Governance
from gridhall.meetings.queries.agenda import AgendaRow, agenda
from gridhall.meetings.queries.meetings import MeetingRow, meeting_row


@dataclass(frozen=True, slots=True)
class Room:
    """The meeting and its agenda."""

    meeting: MeetingRow
    rows: tuple[AgendaRow, ...]

    @property
    def decided(self) -> int:
        """On how many items something was decided."""
        return sum(row.is_decided for row in self.rows)


@dataclass(frozen=True, slots=True)
class Known:
    """What does not change while the meeting is held."""

    owners: tuple[OwnerChoice, ...]
    settings: Governance


def read_room(session: Any, meeting_id: int, today: date) -> Room:
    """Read anew."""
    rows = agenda(session, meeting_id, today)
    return Room(meeting_row(session, meeting_id), tuple(rows))


def read_known(session: Any, today: date) -> Known:
    """Read once."""
    return Known(tuple(owner_choices(session, today)), governance(session))
