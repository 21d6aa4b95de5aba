"""One act on volunteers, service days or pledges: its rows are kept, to be taken back."""

from sqlalchemy.orm import Session

from gridhall.db import acts
from gridhall.volunteering.models import ServiceAction
from gridhall.volunteering.service.index import index_touched


class ServiceActs(acts.RowActs):
    """One act of 集中服务日; the volunteers and days it touched are filed anew."""

    table = ServiceAction

    def follow(self) -> None:
        """The search index."""
        index_touched(self.session, self._noted)


def done_before(session: Session, request_key: str) -> ServiceAction | None:
    """The act this very request has done already; "" is no request."""
    known: ServiceAction | None = acts.done_before(session, ServiceAction, request_key)
    return known
