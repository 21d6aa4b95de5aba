"""What the room's screen reads: the agenda as it stands now, who came, whom to choose from."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from gridhall.issues.queries.cards import issue_card
from gridhall.issues.queries.choices import OwnerChoice, owner_choices
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.settings import Governance
from gridhall.meetings.columns.agenda import result_words
from gridhall.meetings.queries.agenda import AgendaRow, agenda
from gridhall.meetings.queries.meetings import MeetingRow, meeting_row

_EARLIER: Final = 2  # meetings that are told of


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


def past_of(session: Any, row: AgendaRow, today: date) -> str:
    """What earlier meetings said and decided on a carried item, the latest first."""
    if not row.carried or row.issue_id is None:
        return ""
    card = issue_card(session, row.issue_id, today)
    earlier = [one for one in card.meetings if one.id != row.meeting_id]
    told = []
    for one in earlier[:_EARLIER]:
        rows = agenda(session, one.id, today)
        item = next((this for this in rows if this.issue_id == row.issue_id), None)
        parts = (item.said.replace("\n", " "), result_words(item)) if item else ("", "")
        said = "；".join(filter(None, parts)) or "没有定"
        told.append(f"{one.held_on.month}月{one.held_on.day}日会上：{said}")
    return "\n".join(told)
