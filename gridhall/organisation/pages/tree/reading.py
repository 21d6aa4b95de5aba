"""What the page reads: the tree first, then what is counted; both on the worker."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gridhall.core.progress import Progress
from gridhall.db.database import Database
from gridhall.organisation.columns.card import CardView, below_of
from gridhall.organisation.columns.tree import path_words, typed_as
from gridhall.organisation.queries.compounds import compound
from gridhall.organisation.queries.counts import Counts, roll_up, tallies
from gridhall.organisation.queries.grids import GridLine, grid_rows
from gridhall.organisation.queries.holders import holder_names
from gridhall.organisation.queries.levels import levels
from gridhall.organisation.queries.seats import Ratios, TodoRow, ratios, seats_of, todo
from gridhall.organisation.queries.tree import organisation, tree
from gridhall.organisation.rules.kinds import kind_of
from gridhall.organisation.rules.levels import Level
from gridhall.organisation.rules.tree import Tree

_PORTION = 100  # names
_MOST_GRIDS = 12  # of a community: more than these stand in 网格


@dataclass(frozen=True)
class Outline:
    """The tree on a day (None: as it is now) and the hall's levels."""

    tree: Tree
    levels: Sequence[Level]
    as_at: date | None = None


@dataclass(frozen=True)
class Figures:
    """What is counted of an outline; `vacant` is each organisation's own."""

    counts: Mapping[int, Counts] = field(default_factory=dict)
    vacant: Mapping[int, int] = field(default_factory=dict)
    holders: Mapping[int, str] = field(default_factory=dict)  # names, by organisation
    grids: Mapping[int, Sequence[GridLine]] = field(default_factory=dict)  # by organisation
    todo: Sequence[TodoRow] = ()


def outline_work(db: Database, as_at: date | None) -> Callable[[Progress], Outline]:
    """Read the tree."""

    def work(_progress: Progress) -> Outline:
        with db.read() as session:
            found = Outline(tree(session, as_at), levels(session), as_at)
        _ = found.tree.order  # walked here, not while the screen waits
        return found

    return work


def figures_work(db: Database, outline: Outline, today: date) -> Callable[[Progress], Figures]:
    """Count what is in every organisation of the tree."""

    def work(_progress: Progress) -> Figures:
        as_at, day = outline.as_at, outline.as_at or today
        with db.read() as session:
            tallied = tallies(session, today, as_at)
            holders = holder_names(session, day)
            grids = grid_rows(session, today, as_at)
            waiting = todo(session, today) if as_at is None else ()
        return Figures(
            roll_up(outline.tree, tallied),
            dict(tallied.vacancies),
            holders,
            _by_organisation(grids),
            waiting,
        )

    return work


def typed_work(outline: Outline, figures: Figures) -> Callable[[Progress], dict[int, str]]:
    """What each organisation may be typed as: at 20,000 names the dearest part, so it comes last.

    Between two portions the screen gets its turn.
    """

    def work(_progress: Progress) -> dict[int, str]:
        found = {}
        for count, (one, node) in enumerate(outline.tree.nodes.items()):
            found[one] = typed_as(node, figures.holders.get(one, ""))
            if count % _PORTION == 0:
                time.sleep(0)
        return found

    return work


def _by_organisation(grids: Sequence[GridLine]) -> dict[int, list[GridLine]]:
    found: dict[int, list[GridLine]] = {}
    for line in grids:
        if line.organisation_id is not None:
            found.setdefault(line.organisation_id, []).append(line)
    return found


def footer_words(outline: Outline, figures: Figures | None) -> str:
    """5 级 · 73 个组织 · 1 个岗位空缺."""
    found = outline.tree
    if not found.nodes:
        return "还没有组织"
    parts = [f"{found.levels} 级", f"{len(found.nodes):,} 个组织"]
    if figures is not None:
        vacant = sum(figures.counts[one].vacancies for one in found.roots)
        parts.append(f"{vacant:,} 个岗位空缺" if vacant else "没有空缺")
    return " · ".join(parts)


def card_view(
    session: Any, known: tuple[Outline, Figures], organisation_id: int, today: date
) -> CardView:
    """One organisation's card; what was counted is taken from the figures."""
    outline, figures = known
    day = outline.as_at or today
    row = organisation(session, organisation_id, outline.as_at)
    compound_id = row.compound_id
    return CardView(
        row,
        path_words(outline.tree, organisation_id),
        next((one for one in outline.levels if one.place == row.level), None),
        seats_of(session, organisation_id, today, outline.as_at),
        figures.counts.get(organisation_id),
        below_of(outline.tree, organisation_id, outline.levels, figures.vacant),
        grids_held(outline, figures, organisation_id),
        compound(session, compound_id) if compound_id is not None else None,
        None,
        day,
        is_past=outline.as_at is not None,
    )


def has_ratios(view: CardView) -> bool:
    """Whether it is worth asking: a compound's branch, or its governing body."""
    return kind_of(view.row.kind).body or view.row.compound_id is not None


def ratios_work(
    db: Database, organisation_id: int, today: date
) -> Callable[[Progress], tuple[int, Ratios]]:
    """The ratio panel of an organisation: it reads the whole tree, so it is the worker's."""

    def work(_progress: Progress) -> tuple[int, Ratios]:
        with db.read() as session:
            return organisation_id, ratios(session, organisation_id, today)

    return work


def grids_held(outline: Outline, figures: Figures, organisation_id: int) -> list[GridLine]:
    """The grids of an organisation; of one that holds none, those below it, if they are few."""
    own = list(figures.grids.get(organisation_id, ()))
    if own:
        return own
    below = outline.tree.below(organisation_id)[1:]
    found = [line for one in below for line in figures.grids.get(one, ())]
    return found if len(found) <= _MOST_GRIDS else []
