"""What the lending counter has to see to; read behind the page."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gridhall.lending.queries.loans import LoanRow, counts, loans
from gridhall.lending.queries.things import Todo, todos

SHOWN = 3  # loans


@dataclass(frozen=True, slots=True)
class LendingTodos:
    """How many loans are overdue, the oldest of them; what is to be done about first-aid kits."""

    overdue: int
    oldest: tuple[LoanRow, ...]
    kits: tuple[Todo, ...]


def lending_todos(session: Session, today: date) -> LendingTodos:
    """The longest overdue first; kits with something expired or expiring before the unchecked."""
    overdue = counts(session, today)["overdue"]
    oldest = loans(session, "overdue", today, SHOWN) if overdue else []
    return LendingTodos(overdue, tuple(oldest), tuple(todos(session, today)))
