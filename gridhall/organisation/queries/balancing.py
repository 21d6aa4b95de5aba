"""The town as the balancer sees it: entrances next to each other, grids by community."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, pairwise, product

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.progress import Progress, Silent
from gridhall.organisation.queries.tallying import holders, homes
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.balance import Piece, Proposal, balance, halve, join, sentence
from gridhall.organisation.rules.tree import Tree
from gridhall.places.labels import entrance_label
from gridhall.places.models import Grid
from gridhall.places.queries import EntranceRow, compounds, entrances, grid_size

SECONDS = 60.0
_PARTS = 1000


@dataclass(frozen=True, slots=True)
class Region:
    """A community: its grids exchange entrances with each other and with nobody else."""

    pieces: tuple[Piece, ...]
    targets: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Town:
    """Everything a proposal is made of; it needs no file any more."""

    regions: tuple[Region, ...]
    tolerance: float
    entrance_names: Mapping[int, str]
    grid_names: Mapping[int, str]
    codes: Mapping[int, str]
    usual_target: int

    @property
    def households(self) -> dict[int, int]:
        """Households by entrance."""
        return {one.id: one.households for region in self.regions for one in region.pieces}

    @property
    def grids(self) -> dict[int, int | None]:
        """The grid of each entrance."""
        return {one.id: one.grid for region in self.regions for one in region.pieces}


def town(session: Session, today: date) -> Town:
    """The grids in use with their entrances, households and neighbours."""
    rows, size = entrances(session), grid_size(session)
    grids = {one.id: one for one in session.scalars(select(Grid).where(Grid.active_to.is_(None)))}
    communities = _settled(rows, _communities(session, grids, today))
    behind = homes(session, None)
    order = {name: place for place, name in enumerate(compounds(session))}
    where = _where(rows, communities)
    regions = []
    for community in dict.fromkeys([*communities.values(), *where.values()]):
        mine = [row for row in rows if where[row.id] == community]
        mine.sort(key=lambda row: order[row.compound])
        links = neighbours(mine)
        pieces = tuple(_piece(row, behind, grids, links) for row in mine)
        targets = {
            grid: grids[grid].household_target
            for grid, region in communities.items()
            if region == community
        }
        regions.append(Region(pieces, targets))
    return Town(
        tuple(regions),
        size.tolerance / 100,
        {row.id: entrance_label(row.compound, row.building, row.number) for row in rows},
        {one.id: one.name for one in grids.values()},
        {one.id: one.code for one in grids.values()},
        size.target,
    )


def propose(where: Town, seconds: float = SECONDS, progress: Progress | None = None) -> Proposal:
    """Which entrances to move so that every grid is in range (均衡); see rules.balance."""
    until, told = time.monotonic() + seconds, progress or Silent()
    made = []
    for place, region in enumerate(where.regions):
        share = max(0.0, until - time.monotonic()) / (len(where.regions) - place)
        part = _Part(told, place, len(where.regions))
        pieces, targets = region.pieces, region.targets
        made.append(balance(pieces, targets, where.tolerance, share, part))
    whole = join(made)
    if not whole.ranges:
        whole = replace(whole, needed=round(sum(where.households.values()) / where.usual_target))
    words = sentence(whole, where.grid_names, where.entrance_names)
    told.report(_PARTS, _PARTS)
    return replace(whole, sentence=words)


def halves(session: Session, grid_id: int) -> frozenset[int]:
    """Which entrances of a grid a new one should get: two halves, each in one piece."""
    rows = entrances(session, grid_id)
    order = {name: place for place, name in enumerate(compounds(session))}
    rows.sort(key=lambda row: order[row.compound])
    behind, links = homes(session, None), neighbours(rows)
    return halve([_piece(row, behind, {}, links) for row in rows])


def neighbours(rows: Sequence[EntranceRow]) -> dict[int, set[int]]:
    """Who is next to whom, of entrances in the order in which one walks past them.

    Stairs of a building are side by side; buildings touch at their ends, and so do 小区: each
    with the next, and those that have a grid in common.
    """
    links: dict[int, set[int]] = {row.id: set() for row in rows}
    areas: dict[str, dict[str, list[EntranceRow]]] = {}
    for row in rows:
        areas.setdefault(row.compound, {}).setdefault(row.building, []).append(row)
    for buildings in areas.values():
        for stairs in buildings.values():
            _join(links, ((a.id, b.id) for a, b in pairwise(stairs)))
        for one, other in pairwise(buildings.values()):
            _join(links, product(_ends(one), _ends(other)))
    for one_area, other_area in _touching(areas):
        _join(links, product(_edge(areas[one_area]), _edge(areas[other_area])))
    return links


def _touching(areas: Mapping[str, Mapping[str, Sequence[EntranceRow]]]) -> set[tuple[str, str]]:
    found = set(pairwise(areas))
    shared: dict[int, dict[str, None]] = {}
    for name, buildings in areas.items():
        for stairs in buildings.values():
            for row in stairs:
                if row.grid_id is not None:
                    shared.setdefault(row.grid_id, {})[name] = None
    return found.union(*(combinations(names, 2) for names in shared.values()))


def _ends(stairs: Sequence[EntranceRow]) -> tuple[int, int]:
    return stairs[0].id, stairs[-1].id


def _edge(buildings: Mapping[str, Sequence[EntranceRow]]) -> set[int]:
    """The ends of the first and of the last building of a 小区."""
    every = list(buildings.values())
    return {*_ends(every[0]), *_ends(every[-1])}


def _join(links: dict[int, set[int]], pairs: Iterable[tuple[int, int]]) -> None:
    for one, other in pairs:
        links[one].add(other)
        links[other].add(one)


def _piece(
    row: EntranceRow,
    behind: Mapping[int, int],
    grids: Mapping[int, Grid],
    links: Mapping[int, set[int]],
) -> Piece:
    grid = row.grid_id if row.grid_id in grids else None
    return Piece(row.id, behind.get(row.id, 0), grid, tuple(sorted(links[row.id])))


def _communities(session: Session, grids: Iterable[int], today: date) -> dict[int, int | None]:
    """The community of each grid by the organisation that holds it; None for nobody's."""
    forest, held = tree(session), holders(session, today)
    return {grid: _community(forest, held.get(grid)) for grid in grids}


def _settled(
    rows: Iterable[EntranceRow], communities: Mapping[int, int | None]
) -> dict[int, int | None]:
    """A grid nobody holds yet is the community's in whose 小区 it lies; or the only one's."""
    around: dict[str, Counter[int]] = {}
    where: dict[int, list[str]] = {}
    for row in rows:
        if row.grid_id is None or row.grid_id not in communities:
            continue
        community = communities[row.grid_id]
        if community is None:
            where.setdefault(row.grid_id, []).append(row.compound)
        else:
            around.setdefault(row.compound, Counter())[community] += 1
    known = set(communities.values()) - {None}
    only = known.pop() if len(known) == 1 else None
    found = dict(communities)
    for grid in (one for one, community in communities.items() if community is None):
        near = sum((around.get(name, Counter()) for name in where.get(grid, ())), Counter[int]())
        found[grid] = near.most_common(1)[0][0] if near else only
    return found


def _community(forest: Tree, organisation_id: int | None) -> int | None:
    """The nearest 党委 above the holder, or whatever is on top of it."""
    if organisation_id is None or organisation_id not in forest.nodes:
        return None
    path = forest.path(organisation_id)
    committees = [one for one in path if forest.nodes[one].kind == "party_committee"]
    return committees[-1] if committees else path[0]


def _where(
    rows: Iterable[EntranceRow], communities: Mapping[int, int | None]
) -> dict[int, int | None]:
    """The community of each entrance: its grid's, or that of most of its 小区."""
    found: dict[int, int | None] = {}
    most: dict[str, Counter[int | None]] = {}
    waiting = []
    for row in rows:
        if row.grid_id is not None and row.grid_id in communities:
            found[row.id] = communities[row.grid_id]
            most.setdefault(row.compound, Counter())[found[row.id]] += 1
        else:
            waiting.append(row)
    fallback = next(iter(communities.values()), None)
    for row in waiting:
        usual = most.get(row.compound)
        found[row.id] = usual.most_common(1)[0][0] if usual else fallback
    return found


class _Part:
    """One community's share of the progress."""

    def __init__(self, progress: Progress, place: int, many: int) -> None:
        self._progress, self._place, self._many = progress, place, many

    def report(self, done: int, total: int) -> None:
        """Say how far the whole is."""
        part = self._place + done / max(total, 1)
        self._progress.report(round(_PARTS * part / max(self._many, 1)), _PARTS)
