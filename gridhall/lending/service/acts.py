"""One act of the lending counter: its rows are kept before and after, to be taken back."""

from sqlalchemy.orm import Session

from gridhall.db.acts import Done, RowActs, done_before
from gridhall.lending.models import LendingAction
from gridhall.lending.service.index import index_touched

__all__ = ["Done", "LendingActs", "done_again"]


class LendingActs(RowActs):
    """One act on things, loans, what is kept and found; the things it touched are filed anew."""

    table = LendingAction

    def follow(self) -> None:
        """The search index."""
        index_touched(self.session, self._noted)


def done_again(session: Session, request_key: str) -> Done | None:
    """What this very request has done already; "" is no request."""
    action = done_before(session, LendingAction, request_key)
    return None if action is None else Done(action.id, action.subject_id or 0)
