"""What benefit projects (惠民实事) count in the units' scoring: each one done, once."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.periods import Span
from gridhall.issues.queries import scores
from gridhall.issues.rules.scores import ScoreLine
from gridhall.pledges.models import Claim, ListItem


def practical_done(session: Session, span: Span) -> Iterator[ScoreLine]:
    """A unit's own projects, and those it took on, confirmed within the span, on that day.

    One project counts once for a unit, however often it claimed a part of it.
    """
    own = select(ListItem.unit_id, ListItem.ended_on, ListItem.number, ListItem.title).where(
        ListItem.is_practical,
        ListItem.unit_id.is_not(None),
        ListItem.state == "confirmed",
        ListItem.ended_on.between(span.first, span.last),
    )
    taken = (
        select(Claim.unit_id, Claim.confirmed_on, ListItem.number, ListItem.title)
        .join(ListItem, ListItem.id == Claim.item_id)
        .where(
            ListItem.is_practical,
            Claim.unit_id.is_not(None),
            Claim.state == "confirmed",
            Claim.confirmed_on.between(span.first, span.last),
        )
    )
    seen: set[tuple[int | None, str]] = set()
    found = [*session.execute(own), *session.execute(taken)]
    for unit_id, day, number, title in sorted(found, key=lambda row: (row[1], row[2])):
        if (unit_id, number) not in seen:
            seen.add((unit_id, number))
            yield ScoreLine(f"unit:{unit_id}", "project", 0, day, number, title)


def follow_scoring() -> None:
    """Have the scoring of units ask for them."""
    if practical_done not in scores.SOURCES:
        scores.SOURCES.append(practical_done)
