"""Joint meetings as the search index holds them: by title, host and day."""

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from gridhall.db.search import SearchEntry
from gridhall.meetings.labels import state_label
from gridhall.meetings.models import JointMeeting
from gridhall.meetings.rules.periods import meeting_words
from gridhall.places.queries import chunks


def all_entries(session: Session) -> Iterator[SearchEntry]:
    """Everything the index should hold of the meetings, for a rebuild."""
    yield from _entries(session, true())


def meeting_entries(session: Session, ids: Collection[int]) -> Iterator[SearchEntry]:
    """Those of these meetings that are there."""
    for some in chunks(sorted(ids)):
        yield from _entries(session, JointMeeting.id.in_(some))


def _entries(session: Session, which: ColumnElement[bool]) -> Iterator[SearchEntry]:
    one = JointMeeting
    query = select(one.id, one.title, one.held_on, one.host, one.state, one.period).where(which)
    for row_id, title, held_on, host, state, period in session.execute(query.order_by(one.id)):
        yield SearchEntry(
            "meeting",
            row_id,
            title,
            detail=" · ".join(filter(None, ("联席会议", str(held_on), state_label(state), host))),
            names=(title, meeting_words(period)),
            words=(str(held_on),),
        )
