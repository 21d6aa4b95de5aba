"""One act of governance: an issue, a meeting or an opinion changes; kept, to be taken back."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from gridhall.db import acts as base
from gridhall.db.acts import Done
from gridhall.issues.models import GovernanceAction

__all__ = ["FOLLOWERS", "Done", "GovernanceActs", "done_again"]

# What must be kept in step with touched rows (a subject's search entries); each gets the images.
FOLLOWERS: list[Callable[[Session, Sequence[dict[str, Any]]], None]] = []


class GovernanceActs(base.RowActs):
    """One act, dated `day`; `close(detail)` or `done(detail)` ends it.

    `detail` is one line of the subject's story: no phone, no ID number.
    """

    table = GovernanceAction

    def begun(self) -> dict[str, Any]:
        """It happened today until `on` says another day."""
        return {"happened_on": datetime.now(UTC).astimezone().date()}

    def on(self, day: date) -> "GovernanceActs":
        """The day it happened."""
        self.action.happened_on = day
        return self

    def leads_to(self, state: str) -> "GovernanceActs":
        """The state its subject has after it."""
        self.action.state = state
        return self

    def includes(self, part: Done) -> Done:
        """Another act was a part of this one: whoever takes this one back takes both back."""
        self.session.get_one(GovernanceAction, part.action_id).part_of = self.id
        return part

    def follow(self) -> None:
        """The search index of every subject."""
        for one in FOLLOWERS:
            one(self.session, self._noted)


def done_again(session: Session, request_key: str) -> Done | None:
    """What this very request has done already; "" is no request."""
    action = base.done_before(session, GovernanceAction, request_key)
    return None if action is None else Done(action.id, action.subject_id or 0)
