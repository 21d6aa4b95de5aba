"""What the chart and the list of organisations show, as at a day: a few statements for any size."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.organisation.models import Organisation, Seat
from gridhall.organisation.queries.counts import Counts, roll_up, tallies
from gridhall.organisation.queries.levels import level_names
from gridhall.organisation.queries.papers.rows import ChartNode, OrganisationLine
from gridhall.organisation.queries.seats import SeatRow, seat_rows
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.kinds import kind_of
from gridhall.organisation.rules.tree import Tree

VACANT = "空缺"
# Whoever leads an organisation: the first of these that it has a seat for.
_LEADING = ("secretary", "first_secretary", "director", "group_leader", "center_household")
_DEPUTIES = ("deputy_secretary", "deputy_director")


def chart_nodes(
    session: Session, today: date, as_at: date | None = None, top: int | None = None
) -> list[ChartNode]:
    """An organisation and all below it, parents first; the whole tree for None."""
    found = _Found(session, today, as_at, top)
    nodes = []
    for one in found.shown:
        node, counts = found.tree.nodes[one], found.counts[one]
        head = found.leading(one)
        nodes.append(
            ChartNode(
                id=one,
                parent_id=node.parent_id,
                name=node.name,
                depth=found.tree.depth(one),
                head=f"{head.name} {head.holder_name or VACANT}" if head else "",
                is_vacant=head is not None and head.is_vacant,
                party_members=counts.party_members,
                households=counts.households,
                vacancies=counts.vacancies,
            )
        )
    return nodes


def organisation_lines(
    session: Session, today: date, as_at: date | None = None, top: int | None = None
) -> list[OrganisationLine]:
    """The same organisations as the list shows them (党组织一览表)."""
    found = _Found(session, today, as_at, top)
    facts, names = _facts(session), level_names(session)
    lines = []
    for one in found.shown:
        node, counts = found.tree.nodes[one], found.counts[one]
        phone, term_until = facts[one]
        lines.append(
            OrganisationLine(
                id=one,
                depth=found.tree.depth(one),
                level=names.get(node.level or 0) or kind_of(node.kind).name,
                name=node.name,
                secretary=_said([found.leading(one)]),
                deputies=_said(found.seats_titled(one, _DEPUTIES)),
                phone=phone,
                founded_on=node.founded_on,
                term_until=term_until,
                party_members=counts.party_members,
                households=counts.households,
            )
        )
    return lines


class _Found:
    """The tree of the day with its counts and its leading seats."""

    def __init__(self, session: Session, today: date, as_at: date | None, top: int | None) -> None:
        self.tree: Tree = tree(session, as_at)
        self.shown = self.tree.below(top) if top is not None else self.tree.order
        self.counts: Mapping[int, Counts] = roll_up(self.tree, tallies(session, today, as_at))
        which = Seat.title.in_((*_LEADING, *_DEPUTIES))
        self.seats = _by_owner(seat_rows(session, which, today, as_at), set(self.shown))

    def leading(self, one: int) -> SeatRow | None:
        """The seat of whoever leads the organisation."""
        return next((row for title in _LEADING for row in self.seats_titled(one, [title])), None)

    def seats_titled(self, one: int, titles: Collection[str]) -> list[SeatRow]:
        """An organisation's seats with one of these titles."""
        return [row for row in self.seats.get(one, ()) if row.title in titles]


def _by_owner(rows: Iterable[SeatRow], owners: Collection[int]) -> dict[int, list[SeatRow]]:
    found: dict[int, list[SeatRow]] = {}
    for row in rows:
        if row.organisation_id in owners:
            found.setdefault(row.organisation_id or 0, []).append(row)
    return found


def _said(seats: Iterable[SeatRow | None]) -> str:
    """Names of those who hold these seats; 空缺 for one that nobody holds, "" for no seat."""
    return "、".join(row.holder_name or VACANT for row in seats if row is not None)


def _facts(session: Session) -> dict[int, tuple[str, date | None]]:
    query: Any = select(Organisation.id, Organisation.phone, Organisation.term_until)
    return {row[0]: (row[1], row[2]) for row in session.execute(query)}
