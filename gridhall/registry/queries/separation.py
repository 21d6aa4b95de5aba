"""人户分离 as the register knows it: one person's state, a household's, whole work lists, counts.

Most people have no story: one membership, one hukou. SQL judges those; the rule judges the rest.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CompoundSelect, Select, case, func, or_, select, union
from sqlalchemy.orm import Session

from gridhall.places.models import Dwelling, Entrance
from gridhall.registry.models import Household, Membership, PastAddress, PastValue, Person
from gridhall.registry.models import PersonPlace as Place
from gridhall.registry.queries.buildings import MONTHS, Spot, months_required, spots
from gridhall.registry.queries.households import open_on
from gridhall.registry.queries.standings import Standing, Told, among, standings, told
from gridhall.registry.rules.separation import (
    APART,
    CONSISTENT,
    ELSEWHERE,
    FRESH,
    RESIDENT_NO_HUKOU,
    UNKNOWN,
    lasted,
)

_KINDS = {CONSISTENT: "local", RESIDENT_NO_HUKOU: "outside", UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a work list shows: people in these states, long enough or not yet, where."""

    states: tuple[str, ...] = APART
    fresh: bool = False  # those who have not lasted long enough yet
    grid_id: int | None = None
    building_id: int | None = None
    by_since: bool = False  # the longest first; otherwise as one walks from door to door


@dataclass(frozen=True, slots=True)
class Survey:
    """Everybody's state on a day: how many in each grid, and those with a story one by one."""

    day: date
    months: int
    tallies: Mapping[tuple[int | None, str, bool], int]  # grid, state, counted: people
    storied: Sequence[Told]
    spots: Mapping[int, Spot]
    plain: Select[Any]  # everybody else

    def people(self, state: str = "", *, fresh: bool = False, grid_id: int | None = None) -> int:
        """How many people are in a state ("" in any separation) and have been long enough."""
        states = (state,) if state else APART
        return sum(
            count
            for (grid, found, counted), count in self.tallies.items()
            if found in states and counted is not fresh and grid_id in (None, grid)
        )


@dataclass(frozen=True, slots=True)
class GridSeparation:
    """人户分离 in one grid: people by state, the households they belong to."""

    grid_id: int | None
    code: str
    grid_name: str
    people: Mapping[str, int]  # by state, counted ones only
    fresh: int  # separated, not long enough yet
    households: int  # with at least one counted person

    @property
    def apart(self) -> int:
        """Everybody who counts as separated."""
        return sum(self.people.get(state, 0) for state in APART)


def state_of(session: Session, person_id: int, today: date) -> Standing | None:
    """A person's state with its three facts on a day; None for who is not the hall's."""
    return standings(session, [person_id], today, months_required(session)).get(person_id)


def states_of(session: Session, person_ids: Collection[int], today: date) -> dict[int, Standing]:
    """The states of these people, by id."""
    return standings(session, person_ids, today, months_required(session))


def survey(session: Session, day: date) -> Survey:
    """Everybody's state on a day."""
    months, known = months_required(session), spots(session)
    apart = list(session.scalars(_storied(day)))
    storied = told(session, apart, day)
    plain = _plain(day, apart)
    tallies: Counter[tuple[int | None, str, bool]] = Counter()
    for grid_id, state, counted, people in session.execute(_tally(plain, day, months)):
        tallies[grid_id, state, bool(counted)] += people
    for one in storied:
        tallies[_grid_of(one, known), one.state, not is_fresh(one, day, months)] += 1
    return Survey(day, months, tallies, storied, known, plain)


def in_states(session: Session, day: date, states: Collection[str]) -> list[int]:
    """Everybody in one of these states on a day, long enough; `fresh` asks for the others."""
    apart = list(session.scalars(_storied(day)))
    storied, plain = told(session, apart, day), _plain(day, apart)
    found = Survey(day, months_required(session), {}, storied, {}, plain)
    asked = [Wanted(tuple(one for one in states if one != FRESH))]
    asked += [Wanted(fresh=True)] if FRESH in states else []
    return [
        row[0]
        for wanted in asked
        for rows in (_plain_rows(session, found, wanted), _storied_rows(found, wanted))
        for row in rows
    ]


def listed(session: Session, found: Survey, wanted: Wanted) -> list[int]:
    """The people of a work list, by grid and door or by how long it has been so."""
    rows = [*_plain_rows(session, found, wanted), *_storied_rows(found, wanted)]
    last = (len(found.spots), None, None)
    kept = []
    for person_id, entrance_id, room, household_id, since in rows:
        spot = found.spots.get(entrance_id or 0)
        place = (spot.rank, spot.grid_id, spot.building_id) if spot else last
        if wanted.grid_id not in (None, place[1]) or wanted.building_id not in (None, place[2]):
            continue
        when = (since or date.min).toordinal() if wanted.by_since else 0
        kept.append((when, place[0], len(room or ""), room or "", household_id or 0, person_id))
    return [row[-1] for row in sorted(kept)]


def counts(session: Session, as_at: date) -> list[GridSeparation]:
    """人户分离 by grid on a day; people whose home is in no grid come last."""
    found = survey(session, as_at)
    households = _households(session, found)
    names = {spot.grid_id: (spot.grid_code, spot.grid_name) for spot in found.spots.values()}
    order = {spot.grid_id: spot.rank for spot in reversed(list(found.spots.values()))}
    grids = {grid for grid, _, _ in found.tallies}
    rows = []
    for grid in sorted(grids, key=lambda one: (one is None, order.get(one, 0))):
        code, name = names.get(grid, ("", "")) if grid is not None else ("", "")
        people: Counter[str] = Counter()
        fresh = 0
        for (there, state, counted), count in found.tallies.items():
            if there == grid and counted:
                people[state] += count
            elif there == grid:
                fresh += count
        rows.append(GridSeparation(grid, code, name, people, fresh, households.get(grid, 0)))
    return rows


def _storied(day: date) -> CompoundSelect[Any]:
    """Who has more than one membership and one hukou to tell; SQL cannot judge them alone."""
    ended = (
        select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.until.is_not(None), Person.hukou_kind == "outside")
    )
    moved = (
        select(Membership.person_id)
        .join(PastAddress, PastAddress.household_id == Membership.household_id)
        .where(PastAddress.until > day)
    )
    kinds = select(PastValue.person_id).where(PastValue.field == "hukou_kind")
    return union(select(Place.person_id), kinds, ended, moved)


def _plain(day: date, storied: Collection[int]) -> Select[Any]:
    """Members on a day who have no story, with where their household is registered."""
    alive = or_(Person.died_on.is_(None), Person.died_on > day)
    return (
        select()
        .select_from(Membership)
        .join(Person, Person.id == Membership.person_id)
        .join(Household, Household.id == Membership.household_id)
        .outerjoin(Dwelling, Dwelling.id == Household.dwelling_id)
        .where(open_on(day), alive, Person.id.not_in(among(storied)))
    )


def _tally(plain: Select[Any], day: date, months: int) -> Select[Any]:
    state = case(
        (Person.hukou_kind == "local", CONSISTENT),
        (Person.hukou_kind == "outside", RESIDENT_NO_HUKOU),
        else_=UNKNOWN,
    ).label("state")
    short = Membership.since > _latest_start(day, months)
    counted = case((Person.hukou_kind != "outside", 1), (short, 0), else_=1).label("counted")
    columns = (Entrance.grid_id, state, counted, func.count())
    query = plain.outerjoin(Entrance, Entrance.id == Dwelling.entrance_id)
    return query.add_columns(*columns).group_by(Entrance.grid_id, state, counted)


def _latest_start(day: date, months: int) -> date:
    """The last day that has lasted the months by `day`."""
    first = date(max(1, day.year - (months + 11) // 12 - 1), 1, 1).toordinal()
    low, high = first, day.toordinal()
    while low < high:
        middle = (low + high + 1) // 2
        if lasted(date.fromordinal(middle), day, months):
            low = middle
        else:
            high = middle - 1
    return date.fromordinal(low)


def _plain_rows(session: Session, found: Survey, wanted: Wanted) -> Iterable[Sequence[Any]]:
    kinds = {_KINDS[state] for state in wanted.states if state in _KINDS}
    if wanted.fresh:
        kinds &= {"outside"}  # nobody else is separated without a story
    if not kinds:
        return ()
    limit = _latest_start(found.day, found.months)
    short, long = Membership.since > limit, Membership.since <= limit
    counted = or_(Person.hukou_kind != "outside", Membership.since.is_(None), long)
    query = found.plain.where(Person.hukou_kind.in_(kinds), short if wanted.fresh else counted)
    if wanted.grid_id is not None or wanted.building_id is not None:
        query = query.where(Dwelling.entrance_id.in_(among(_entrances(found, wanted))))
    columns = (Membership.person_id, Dwelling.entrance_id, Dwelling.room, Household.id)
    return session.execute(query.add_columns(*columns, Membership.since))


def _entrances(found: Survey, wanted: Wanted) -> list[int]:
    return [
        entrance_id
        for entrance_id, spot in found.spots.items()
        if wanted.grid_id in (None, spot.grid_id) and wanted.building_id in (None, spot.building_id)
    ]


def _storied_rows(found: Survey, wanted: Wanted) -> Iterable[Sequence[Any]]:
    for one in found.storied:
        if one.state in wanted.states and is_fresh(one, found.day, found.months) is wanted.fresh:
            yield one.person_id, one.entrance_id, one.room, one.household_id, one.since


def _households(session: Session, found: Survey) -> dict[int | None, int]:
    """How many households of each grid have a counted person."""
    homes: defaultdict[int | None, set[int]] = defaultdict(set)
    for one in found.storied:
        fresh = is_fresh(one, found.day, found.months)
        if one.household_id is not None and one.state in APART and not fresh:
            homes[_grid_of(one, found.spots)].add(one.household_id)
    limit = _latest_start(found.day, found.months)
    long = or_(Membership.since.is_(None), Membership.since <= limit)
    query = found.plain.where(Person.hukou_kind == "outside", long)
    query = query.outerjoin(Entrance, Entrance.id == Dwelling.entrance_id)
    for grid_id, home in session.execute(
        query.add_columns(Entrance.grid_id, Household.id).distinct()
    ):
        homes[grid_id].add(home)
    return {grid: len(found_homes) for grid, found_homes in homes.items()}


def is_fresh(one: Told, day: date, months: int) -> bool:
    """Separated, but not long enough to be counted yet."""
    return one.state in APART and not lasted(one.since, day, months)


def _grid_of(one: Told, known: Mapping[int, Spot]) -> int | None:
    spot = known.get(one.entrance_id or 0)
    return spot.grid_id if spot else None


__all__ = [
    "ELSEWHERE",
    "MONTHS",
    "GridSeparation",
    "Standing",
    "Survey",
    "Wanted",
    "counts",
    "in_states",
    "listed",
    "months_required",
    "state_of",
    "states_of",
    "survey",
]
