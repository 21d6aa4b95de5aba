"""Plausibility of the whistle ledger: a count for each rule."""

from collections import defaultdict

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gridhall.db.search.entries import id_range
from gridhall.hall.service.checking import Problem
from gridhall.issues.models import GovernanceAction, Issue
from gridhall.issues.rules.states import OWNED, retold

_OWNED = ", ".join(f"'{state}'" for state in OWNED)
_TODAY = "date('now', 'localtime')"
_OWED = "('routed', 'whistled', 'reported_in', 'in_progress')"

RULES = {
    "issue.state": "SELECT id FROM issue WHERE (state = 'closed') <> (closed_on IS NOT NULL)"
    " OR (state = 'declined') <> (declined_on IS NOT NULL)"
    " OR (state IN ('resolved', 'verified', 'closed')) <> (resolved_on IS NOT NULL)",
    "issue.owner": f"SELECT i.id FROM issue i WHERE i.state IN ({_OWNED})"
    " AND (i.owner_name = '' OR i.due_on IS NULL OR (SELECT count(*) FROM issue_response r"
    " WHERE r.issue_id = i.id AND r.ended_on IS NULL) <> 1)",
    "issue.response": "SELECT i.id FROM issue i JOIN issue_response r ON r.issue_id = i.id"
    " WHERE r.ended_on IS NULL AND (r.due_on <> i.due_on OR r.owner_name <> i.owner_name"
    " OR r.unit_id IS NOT i.unit_id OR r.organisation_id IS NOT i.organisation_id"
    " OR r.agency_id IS NOT i.agency_id OR r.route IS NOT i.route)",
    "issue.days": "SELECT id FROM issue WHERE admitted_on < received_on"
    " OR declined_on < received_on OR whistled_on < received_on OR reported_on < whistled_on"
    " OR resolved_on < received_on OR verified_on < resolved_on OR closed_on < verified_on",
    "issue.deadline": "SELECT id FROM issue_response WHERE due_on < assigned_on"
    " OR report_by < whistled_on OR ended_on < assigned_on",
    "issue.unproved": "SELECT id FROM issue WHERE state = 'closed'"
    " AND (word NOT IN ('satisfied', 'fair') OR word_by = '')",
    "issue.duplicate": "SELECT i.id FROM issue i JOIN issue o ON o.id = i.duplicate_of"
    " WHERE i.state <> 'declined' OR o.id = i.id OR o.duplicate_of = i.id",
    "issue.carried": "SELECT i.id FROM issue i WHERE i.carry_count <> (SELECT count(*)"
    " FROM governance_action a WHERE a.subject = 'issue' AND a.subject_id = i.id"
    " AND a.kind = 'issue_carry' AND a.undone_by IS NULL)",
    "issue.level": "SELECT id FROM issue WHERE level NOT BETWEEN 1 AND 5"
    " OR first_level NOT BETWEEN 1 AND 5",
    "issue.measure": "SELECT id FROM issue_measure WHERE replied_on < happened_on"
    " OR reply_by < happened_on OR (kind = 'scoring') <> (points IS NOT NULL)",
    "issue.consulting": "SELECT id FROM issue i WHERE consulting_since IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM issue_measure m WHERE m.issue_id = i.id AND m.kind = 'consultation'"
    " AND m.replied_on IS NULL)",
    "issue.category": "SELECT i.id FROM issue i JOIN issue_category c ON c.id = i.category_id"
    " WHERE c.parent_id IS NULL",
    "issue.owner_gone": "SELECT i.id FROM issue i"
    " LEFT JOIN partner_unit u ON u.id = i.unit_id"
    " LEFT JOIN organisation o ON o.id = i.organisation_id"
    " LEFT JOIN agency a ON a.id = i.agency_id"
    f" WHERE i.state IN {_OWED} AND (u.active_to <= {_TODAY} OR o.ended_on <= {_TODAY}"
    " OR a.active = 0)",
}


def problems(session: Session) -> list[Problem]:
    """How often each rule of the ledger is broken; rules that hold count 0."""
    found = []
    for name, sql in RULES.items():
        counted = session.execute(text(f"SELECT count(*) FROM ({sql})"))
        found.append(Problem(name, int(counted.scalar_one())))
    told = Problem("issue.story", _mistold(session))
    return [*found, told, Problem("search.issues", _out_of_step(session))]


def _mistold(session: Session) -> int:
    """Issues whose standing acts tell another state than they have."""
    one = GovernanceAction
    query = select(one.subject_id, one.kind).where(
        one.subject == "issue", one.undone_by.is_(None), one.undo_of.is_(None)
    )
    kinds: dict[int, list[str]] = defaultdict(list)
    for subject_id, kind in session.execute(query.order_by(one.id)):
        kinds[subject_id or 0].append(kind)
    states = session.execute(select(Issue.id, Issue.state))
    return sum(retold(kinds[issue_id]) != state for issue_id, state in states)


def _out_of_step(session: Session) -> int:
    """Issues the index lacks, and entries of what is there no more."""
    first, last = id_range("issue")
    bounds = {"first": first, "last": last}
    sql = (
        "SELECT (SELECT count(*) FROM issue) AS there,"
        " (SELECT count(*) FROM search_entry WHERE id BETWEEN :first AND :last) AS entries,"
        " (SELECT count(*) FROM search_entry s JOIN issue i ON i.id = s.id - :first"
        " WHERE s.id BETWEEN :first AND :last AND s.number = i.number) AS filed"
    )
    there, entries, filed = session.execute(text(sql), bounds).one()
    return int(there - filed) + int(entries - filed)
