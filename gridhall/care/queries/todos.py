"""What care waits for today (今日)."""

from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from gridhall.care.queries.targets import targets

_TWICE = 2  # times at a closed door before somebody has to look


class Todo(NamedTuple):
    """One line: words, tone (red or amber)."""

    words: str
    tone: str


def todos(session: Session, today: date) -> list[Todo]:
    """Missed visits until somebody goes there again; who is not seen; who is due today."""
    rows = targets(session)
    missed = [row for row in rows if row.missed]
    unseen = sum(row.absent >= _TWICE for row in rows)
    late = sum(not row.missed and row.late(today) > 0 for row in rows)
    due = sum(row.due_on == today and not row.missed for row in rows)
    found = []
    if missed:
        times = sum(row.missed for row in missed)
        found.append(Todo(f"漏访 {len(missed)} 人（{times} 次），要尽快补上", "red"))
    if unseen:
        found.append(Todo(f"{unseen} 人连续两次没人应门，请核实平安", "red"))
    if due or late:
        told = f"，另有 {late} 人过了日子" if late else ""
        found.append(Todo(f"今天要走访 {due} 人{told}", "amber"))
    return found
