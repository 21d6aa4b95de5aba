"""Plausibility of the joint meetings: a count for each rule."""

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall.db.search.entries import id_range
from gridhall.hall.service.checking import Problem

_HELD = "('held', 'minuted')"
RULES: Final = {
    "meeting.carried": "SELECT i.id FROM issue i WHERE i.carry_count <> (SELECT count(*)"
    " FROM agenda_item a JOIN joint_meeting m ON m.id = a.meeting_id"
    f" WHERE a.issue_id = i.id AND a.left_open AND m.state IN {_HELD})",
    "meeting.survived": "SELECT a.id FROM agenda_item a JOIN joint_meeting m ON m.id = a.meeting_id"
    f" WHERE m.state IN {_HELD} AND a.issue_id IS NOT NULL AND a.carried <> (SELECT count(*)"
    " FROM agenda_item b JOIN joint_meeting n ON n.id = b.meeting_id"
    f" WHERE b.issue_id = a.issue_id AND b.left_open AND n.state IN {_HELD}"
    " AND (n.held_on < m.held_on OR (n.held_on = m.held_on AND n.closed_at < m.closed_at)))",
    "meeting.left_out": "SELECT i.id FROM issue i JOIN joint_meeting m"
    f" ON m.state IN {_HELD} AND m.held_on >= i.received_on AND m.closed_at >= i.recorded_at"
    " WHERE i.state NOT IN ('closed', 'declined') AND i.reopened = 0 AND NOT EXISTS (SELECT 1"
    " FROM agenda_item a WHERE a.meeting_id = m.id AND a.issue_id = i.id)"
    " AND NOT EXISTS (SELECT 1 FROM governance_action g WHERE g.subject = 'issue'"
    " AND g.subject_id = i.id AND (g.undo_of IS NOT NULL OR g.kind = 'issue_change'))",
    "meeting.frozen": f"SELECT id FROM joint_meeting WHERE (state IN {_HELD}"
    " AND (opened_at IS NULL OR closed_at IS NULL)) OR (state = 'open' AND opened_at IS NULL)"
    " OR (state = 'cancelled' AND why = '')",
    "meeting.two_open": "SELECT id FROM joint_meeting WHERE state = 'open'"
    " AND (SELECT count(*) FROM joint_meeting WHERE state = 'open') > 1",
    "meeting.decision": "SELECT id FROM agenda_item WHERE (decision <> '') <>"
    " (decided_at IS NOT NULL) OR (issue_id IS NOT NULL AND decision <> '' AND action_id IS NULL)"
    " OR (decision IN ('route', 'take_up') AND (owner_name = '' OR due_on IS NULL))",
    "meeting.deadline": "SELECT a.id FROM agenda_item a JOIN joint_meeting m"
    " ON m.id = a.meeting_id WHERE a.decision IN ('route', 'take_up') AND a.due_on < m.held_on",
}


def problems(session: Session) -> list[Problem]:
    """How often each rule of the meetings is broken; rules that hold count 0."""
    found = []
    for name, sql in RULES.items():
        counted = session.execute(text(f"SELECT count(*) FROM ({sql})"))
        found.append(Problem(name, int(counted.scalar_one())))
    return [*found, Problem("search.meetings", _out_of_step(session))]


def _out_of_step(session: Session) -> int:
    """Meetings the index lacks, and entries of what is there no more."""
    first, last = id_range("meeting")
    sql = (
        "SELECT (SELECT count(*) FROM joint_meeting) AS there,"
        " (SELECT count(*) FROM search_entry WHERE id BETWEEN :first AND :last) AS entries,"
        " (SELECT count(*) FROM search_entry s JOIN joint_meeting m ON m.id = s.id - :first"
        " WHERE s.id BETWEEN :first AND :last AND s.title = m.title) AS filed"
    )
    there, entries, filed = session.execute(text(sql), {"first": first, "last": last}).one()
    return int(there - filed) + int(entries - filed)
