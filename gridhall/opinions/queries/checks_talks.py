"""Plausibility of surveys, topics and reception days: a count for each rule."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall.db.search.entries import id_range
from gridhall.hall.service.checking import Problem

RULES = {
    "survey.state": "SELECT id FROM demand_survey WHERE (state = 'closed') <> "
    "(closed_on IS NOT NULL) OR closes_on < opens_on",
    "survey.draft": "SELECT v.id FROM survey_visit v JOIN demand_survey s ON s.id = v.survey_id"
    " WHERE s.state = 'draft' AND v.state <> 'waiting'",
    "survey.answers": "SELECT v.id FROM survey_visit v WHERE (v.state = 'done') <> EXISTS"
    " (SELECT 1 FROM survey_answer a WHERE a.visit_id = v.id)",
    "survey.most": "SELECT a.visit_id FROM survey_answer a"
    " JOIN survey_question q ON q.id = a.question_id GROUP BY a.visit_id, a.question_id"
    " HAVING count(*) > CASE q.kind WHEN 'many' THEN coalesce(q.most, 1000) ELSE 1 END",
    "survey.foreign": "SELECT a.id FROM survey_answer a JOIN survey_option o ON o.id = a.option_id"
    " WHERE o.question_id <> a.question_id",
    "survey.outcome": "SELECT o.id FROM survey_outcome o JOIN demand_survey s"
    " ON s.id = o.survey_id WHERE s.state <> 'closed'"
    " OR (o.kind = 'issue') <> (o.issue_id IS NOT NULL)"
    " OR (o.kind = 'project') <> (o.list_item_id IS NOT NULL)",
    "topic.stage": "SELECT id FROM autonomy_topic WHERE stage <> 'dropped' AND stage <> CASE"
    " WHEN judged_on IS NOT NULL THEN 'judged' WHEN decided_on IS NOT NULL THEN 'decided'"
    " WHEN discussed_on IS NOT NULL THEN 'discussed' ELSE 'proposed' END",
    "topic.votes": "SELECT t.id FROM autonomy_topic t WHERE (t.decided_on IS NOT NULL AND"
    " t.votes_for + t.votes_against + t.votes_abstain > t.eligible) OR (t.vote_from IS NULL AND"
    " EXISTS (SELECT 1 FROM topic_vote v WHERE v.topic_id = t.id))",
    "topic.count": "SELECT t.id FROM autonomy_topic t JOIN (SELECT topic_id, count(*) AS many"
    " FROM topic_vote GROUP BY topic_id) v ON v.topic_id = t.id WHERE t.decided_on IS NOT NULL"
    " AND v.many <> t.votes_for + t.votes_against + t.votes_abstain",
    "topic.passed": "SELECT id FROM autonomy_topic WHERE decided_on IS NOT NULL AND passed <>"
    " (3 * (votes_for + votes_against + votes_abstain) >= 2 * eligible AND CASE rule"
    " WHEN 'half' THEN 2 * votes_for > votes_for + votes_against + votes_abstain"
    " ELSE 4 * votes_for >= 3 * (votes_for + votes_against + votes_abstain) END)",
    "reception.cancelled": "SELECT d.id FROM reception_day d WHERE d.state = 'cancelled' AND EXISTS"
    " (SELECT 1 FROM reception_visit v WHERE v.reception_id = d.id)",
    "reception.hours": "SELECT id FROM reception_day WHERE ends <= starts",
}
_TABLES = {
    "survey": ("demand_survey", "search.surveys"),
    "topic": ("autonomy_topic", "search.topics"),
}


def problems(session: Session) -> list[Problem]:
    """How often each rule is broken; rules that hold count 0."""
    found = []
    for name, sql in RULES.items():
        counted = session.execute(text(f"SELECT count(*) FROM ({sql})"))
        found.append(Problem(name, int(counted.scalar_one())))
    for kind, (table, name) in _TABLES.items():
        found.append(Problem(name, _out_of_step(session, kind, table)))
    return found


def _out_of_step(session: Session, kind: str, table: str) -> int:
    """Rows the index lacks, and entries of what is there no more."""
    first, last = id_range(kind)
    sql = (
        f"SELECT (SELECT count(*) FROM {table}) AS there,"
        " (SELECT count(*) FROM search_entry WHERE id BETWEEN :first AND :last) AS entries,"
        f" (SELECT count(*) FROM search_entry s JOIN {table} t ON t.id = s.id - :first"
        " WHERE s.id BETWEEN :first AND :last AND s.number = t.number) AS filed"
    )
    there, entries, filed = session.execute(text(sql), {"first": first, "last": last}).one()
    return int(there - filed) + int(entries - filed)
