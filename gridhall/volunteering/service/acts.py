"""One act on volunteers, service days or pledges: its rows are kept, to be taken back."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.db.images import Images
from gridhall.volunteering.models import ServiceAction
from gridhall.volunteering.service.index import index_touched

About = tuple[str, int | None]  # the table an act is about, and its row


class ServiceActs(Images):
    """Writes the rows of one act and its own row; `add` `change` `remove`, then `close`.

    `about` is the table and the row an act is about; the row may be named later, by `is_about`.
    """

    def __init__(
        self, session: Session, clerk: Clerk, kind: str, about: About, request_key: str = ""
    ) -> None:
        super().__init__(session)
        self.clerk = clerk
        self.action = ServiceAction(
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

    def close(self, detail: str) -> int:
        """Keep the images and one Chinese line with the act, file what it touched; its id."""
        self.action.detail = detail
        self.action.images = self.kept()
        self.session.flush()
        index_touched(self.session, self._noted)
        return self.action.id


def done_before(session: Session, request_key: str) -> ServiceAction | None:
    """The act this very request has done already; "" is no request."""
    if not request_key:
        return None
    known = select(ServiceAction).where(ServiceAction.request_key == request_key)
    return session.scalar(known)
