"""Extensions that wait for a supervisor (待批延期); in plain SQL, for 今日 asks too."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Date, text
from sqlalchemy.orm import Session

from gridhall.db.base import Moment

_ASKED: Final = """
FROM case_extension x JOIN service_case c ON c.id = x.case_id
WHERE x.state = 'asked' AND c.closed_at IS NULL
"""
_ROWS: Final = f"""
SELECT x.id, x.case_id, c.number, c.item_name, c.applicant_name, x.days, x.reason, x.asked_at,
x.asked_by, c.promised_on {_ASKED} ORDER BY c.promised_on, x.id LIMIT 500
"""


@dataclass(frozen=True, slots=True)
class AskedRow:
    """An extension somebody asked for and nobody has decided."""

    id: int
    case_id: int
    number: str
    item_name: str
    applicant_name: str
    days: int  # working days
    reason: str
    asked_at: datetime
    asked_by: str
    promised_on: date


def extensions_asked(session: Session) -> tuple[AskedRow, ...]:
    """Those of open cases, the nearest promise first."""
    asked = text(_ROWS).columns(asked_at=Moment, promised_on=Date)
    return tuple(AskedRow(**found._asdict()) for found in session.execute(asked))


def count_asked(session: Session) -> int:
    """How many wait."""
    return int(session.scalar(text(f"SELECT count(*) {_ASKED}")) or 0)
