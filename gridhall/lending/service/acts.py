"""One act of the lending counter: its rows are kept before and after, to be taken back."""

from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.db.images import Images
from gridhall.lending.models import LendingAction
from gridhall.lending.service.index import index_touched

About = tuple[str, int | None]  # the table an act is about, and its row


class Done(NamedTuple):
    """An act that is done: its id, and the row it is about."""

    action_id: int
    row_id: int


class LendingActs(Images):
    """Writes the rows of one act and its own row; `add` `change` `remove`, then `close`."""

    def __init__(
        self, session: Session, clerk: Clerk, kind: str, about: About, request_key: str = ""
    ) -> None:
        super().__init__(session)
        self.clerk = clerk
        self.action = LendingAction(
            kind=kind,
            subject=about[0],
            subject_id=about[1],
            recorded_at=datetime.now(UTC),
            clerk_name=clerk.name,
            request_key=request_key or None,
        )
        session.add(self.action)
        session.flush()

    @property
    def id(self) -> int:
        """The act's own id."""
        return self.action.id

    def is_about(self, row_id: int) -> None:
        """Name the row that the act has added."""
        self.action.subject_id = row_id

    def close(self, detail: str) -> Done:
        """Keep the images and one Chinese line with the act, file what it touched."""
        self.action.detail = detail
        self.action.images = self.kept()
        self.session.flush()
        index_touched(self.session, self._noted)
        return Done(self.action.id, self.action.subject_id or 0)


def done_again(session: Session, request_key: str) -> Done | None:
    """What this very request has done already; "" is no request."""
    if not request_key:
        return None
    known = select(LendingAction).where(LendingAction.request_key == request_key)
    action = session.scalar(known)
    return None if action is None else Done(action.id, action.subject_id or 0)
