"""Rosters and figures leave the hall: read, drawn, issued, and who asked what for is logged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from gridhall.clerks.rules import Anchor
from gridhall.clerks.service import record
from gridhall.core.progress import Cancelled, Progress
from gridhall.papers import service as papers
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents.roster import Roster, roster_order, roster_paper
from gridhall.registry.documents.statistics import statistics_order, statistics_paper
from gridhall.registry.documents.transfer_issue import At
from gridhall.registry.queries.figure_rows import Figure
from gridhall.registry.queries.listed import listed
from gridhall.registry.queries.lists import Reading, list_rows
from gridhall.registry.rules.lists import Names, Wanted, in_words


@dataclass(frozen=True, slots=True)
class Wish:
    """Which buildings' rosters, of whom, what for."""

    wanted: Wanted
    buildings: Sequence[int]
    names: Names
    purpose: str
    keys: Sequence[str]  # a request key for each building: pressing twice makes one


def make_rosters(by: At, wish: Wish, progress: Progress) -> tuple[list[PaperRow], list[str]]:
    """Issue a roster of each building; the papers, and the buildings nobody lives in.

    Stopped in the middle, what is issued stays and is given back.
    """
    made: list[PaperRow] = []
    empty: list[str] = []
    for at, (building, key) in enumerate(zip(wish.buildings, wish.keys, strict=True)):
        try:
            progress.report(at, len(wish.buildings))
        except Cancelled:
            if not made:
                raise
            break
        roster = _roster(by, wish, building)
        if roster.rows:
            made.append(_issue(by, roster, key))
        else:
            empty.append(roster.building)
    return made, empty


def issue_figure(by: At, made: Figure, request_key: str) -> PaperRow:
    """Issue a figure; the same numbers of the same day are one paper."""

    def draw(number: str, anchor: Anchor) -> bytes:
        return statistics_paper(made, by.hall, by.today, (number, anchor))

    return papers.issue(
        by.db, by.clerk, statistics_order(made, by.hall, by.today, request_key), draw
    )


def _roster(by: At, wish: Wish, building: int) -> Roster:
    here = replace(wish.wanted, buildings=(building,), order="address")
    rest = replace(wish.wanted, buildings=(), as_at=None)
    with by.db.read() as session:
        ids = listed(session, by.clerk, here, by.today)
        found = list_rows(session, by.clerk, ids, Reading(here.as_at, by.today))
    rows = [found[one] for one in ids if one in found]
    words = "，".join(in_words(rest, wish.names))
    name, day = wish.names.buildings[building], here.as_at or by.today
    return Roster(building, name, rows, words, wish.purpose, day, by.today)


def _issue(by: At, roster: Roster, key: str) -> PaperRow:
    """The paper, and who asked for it what for."""
    order = roster_order(roster, by.hall, key)
    paper = papers.issue(by.db, by.clerk, order, partial(roster_paper, roster, by.hall))
    said = {"number": paper.number, "reason": roster.purpose, "rows": len(roster.rows)}
    with by.db.write() as session:
        record(session, by.clerk, "list.print", ("paper", paper.id), {"after": said})
    return paper
