"""Which of the five measures were taken on each issue of a list."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.issues.models import IssueMeasure
from gridhall.places.queries import chunks


def measures_taken(session: Session, ids: Sequence[int]) -> dict[int, frozenset[str]]:
    """The kinds by issue; one on which none was taken is left out."""
    found: dict[int, frozenset[str]] = {}
    one = IssueMeasure
    for some in chunks(sorted(set(ids))):
        query = select(one.issue_id, one.kind).where(one.issue_id.in_(some)).distinct()
        for issue_id, kind in session.execute(query):
            found[issue_id] = found.get(issue_id, frozenset()) | {kind}
    return found
