"""Debriefs (述职) as lists and papers read them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.meetings.labels import GRADES
from gridhall.meetings.models import Debrief


@dataclass(frozen=True, slots=True)
class DebriefRow:
    """A debrief with how it was judged: a score, or votes by grade."""

    id: int
    meeting_id: int | None
    seat_id: int | None
    person_id: int | None
    outsider_id: int | None
    name: str
    duty: str
    period: str
    given_on: date
    text: str
    score: int | None
    good: int
    fair: int
    passable: int
    poor: int
    clerk_name: str
    version: int

    @property
    def votes(self) -> dict[str, int]:
        """How many voted for each grade."""
        return {grade: getattr(self, grade) for grade in GRADES}

    @property
    def judged(self) -> str:
        """92 分 · 优秀 12 称职 3; "" not judged yet."""
        score = "" if self.score is None else f"{self.score} 分"
        grades = " ".join(f"{GRADES[key]} {votes}" for key, votes in self.votes.items() if votes)
        return " · ".join(filter(None, (score, grades)))


_COLUMNS = tuple(getattr(Debrief, name) for name in DebriefRow.__slots__)


def debriefs(session: Session, meeting_id: int | None = None, limit: int = 200) -> list[DebriefRow]:
    """The debriefs, of one meeting or all, the latest first."""
    query = select(*_COLUMNS).order_by(Debrief.given_on.desc(), Debrief.id.desc())
    if meeting_id is not None:
        query = query.where(Debrief.meeting_id == meeting_id)
    return [DebriefRow(*row) for row in session.execute(query.limit(limit))]


def debrief_row(session: Session, debrief_id: int) -> DebriefRow:
    """One debrief; UserError if it is there no more."""
    row = session.execute(select(*_COLUMNS).where(Debrief.id == debrief_id)).first()
    if row is None:
        raise UserError("没有这份述职，可能刚被撤回。请按 F5 看最新内容")
    return DebriefRow(*row)
