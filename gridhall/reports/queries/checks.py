"""Plausibility of what was sent: a count for each rule."""

import hashlib

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.hall.service.checking import Problem
from gridhall.reports.models import ReportLayout, ReportSending
from gridhall.reports.rules.layouts import load

RULES = {
    "report.days": "SELECT id FROM report_sending WHERE last_on < first_on",
    "report.nth": "SELECT s.id FROM report_sending s WHERE s.nth > 1 AND (s.reason = '' OR NOT"
    " EXISTS (SELECT 1 FROM report_sending b WHERE b.layout_id = s.layout_id"
    " AND b.period = s.period AND b.nth = s.nth - 1))",
}


def problems(session: Session) -> list[Problem]:
    """How often each rule is broken; rules that hold count 0."""
    found = [
        Problem(name, int(session.execute(text(f"SELECT count(*) FROM ({sql})")).scalar_one()))
        for name, sql in RULES.items()
    ]
    books = session.execute(select(ReportSending.workbook, ReportSending.sha256))
    changed = sum(hashlib.sha256(data).hexdigest() != digest for data, digest in books)
    mappings = session.scalars(select(ReportLayout.mapping))
    odd = sum(not _is_read(mapping) for mapping in mappings)
    return [*found, Problem("report.frozen", changed), Problem("report.mapping", odd)]


def _is_read(mapping: str) -> bool:
    try:
        load(mapping)
    except UserError:
        return False
    return True
