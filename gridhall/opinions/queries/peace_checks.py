"""Plausibility of mediations, hazards and registers: a count for each rule."""

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gridhall.hall.service.checking import Problem
from gridhall.opinions.models import ThemeEntry, ThemeRegister
from gridhall.opinions.queries.peace_entries import KIND_OF
from gridhall.opinions.queries.posting_checks import out_of_step
from gridhall.opinions.rules.themes import statuses_of

RULES = {
    "mediation.state": "SELECT id FROM mediation WHERE (state IN ('agreed', 'performed'))"
    " <> (agreed_on IS NOT NULL AND agreement <> '') AND state <> 'failed'"
    " OR (state = 'performed') <> (performed_on IS NOT NULL)"
    " OR (state IN ('failed', 'withdrawn')) <> (why <> '')",
    "mediation.days": "SELECT id FROM mediation WHERE agreed_on < accepted_on"
    " OR performed_on < agreed_on OR perform_by < agreed_on OR called_on < agreed_on",
    "mediation.parties": "SELECT m.id FROM mediation m WHERE (SELECT count(*)"
    " FROM mediation_party p WHERE p.mediation_id = m.id) < 2",
    "hazard.days": "SELECT h.id FROM hazard h JOIN inspection i ON i.id = h.inspection_id"
    " WHERE h.rectify_by < i.day OR h.rectified_on < i.day",
    "hazard.photo": "SELECT h.id FROM hazard h JOIN inspection i ON i.id = h.inspection_id"
    " WHERE h.rectified_on > i.day AND NOT EXISTS (SELECT 1 FROM photo p"
    " WHERE p.subject = 'hazard' AND p.subject_id = h.id AND p.stage = 'after'"
    " AND p.void_reason IS NULL)",
    "hazard.unit": "SELECT h.id FROM hazard h JOIN partner_unit u ON u.id = h.unit_id"
    " WHERE h.rectified_on IS NULL AND u.active_to <= date('now', 'localtime')",
}


def problems(session: Session) -> list[Problem]:
    """How often each rule is broken; rules that hold count 0."""
    found = []
    for name, sql in RULES.items():
        counted = session.execute(text(f"SELECT count(*) FROM ({sql})"))
        found.append(Problem(name, int(counted.scalar_one())))
    out = sum(out_of_step(session, kind, table) for table, kind in KIND_OF.items())
    return [*found, Problem("theme.status", _unknown(session)), Problem("search.peace", out)]


def _unknown(session: Session) -> int:
    """Lines of a register with a status that it does not have."""
    kept = {
        row.id: {one.words for one in statuses_of(row.statuses)}
        for row in session.scalars(select(ThemeRegister))
    }
    query = select(ThemeEntry.register_id, ThemeEntry.before, ThemeEntry.now)
    return sum(not {before, now} <= kept[one] for one, before, now in session.execute(query))
