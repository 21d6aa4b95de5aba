"""After any acts on grids every dwelling is in exactly one grid on every day, as a diary says."""

from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.queries.grids import grid_rows
from gridhall.organisation.service.grids import (
    Merge,
    Split,
    merge_grids,
    move_entrances,
    split_grid,
)
from gridhall.organisation.service.taking_back import take_back
from gridhall.places.models import Entrance, Grid, PastGrid
from gridhall.places.queries import owners
from gridhall.places.service import give_entrances
from tests.factories import make_dwelling, make_grid

FIRST = date(2026, 1, 1)
DAYS = 40
Owners = dict[int, int | None]


class Diary:
    """Whose each entrance was at the end of each day: what the register is held against.

    An act of a day rewrites that day and every later one; taking it back puts them as they were.
    """

    def __init__(self, now: Owners) -> None:
        self.days = [dict(now) for _ in range(DAYS)]
        self._kept: dict[int, list[Owners]] = {}
        self._moved: dict[int, set[int]] = {}

    def write(self, act: int, day: int, moves: dict[int, int]) -> None:
        self._kept[act], self._moved[act] = [dict(one) for one in self.days], set(moves)
        for later in self.days[day:]:
            later.update(moves)

    def take_back(self, act: int) -> None:
        """Only the entrances of that act go back, whatever others have done since."""
        for day, was in enumerate(self._kept[act]):
            self.days[day].update({one: was[one] for one in self._moved[act]})


def _grids(session: Session, day: date) -> list[int]:
    since = Grid.active_from.is_(None) | (Grid.active_from <= day)
    return list(session.scalars(select(Grid.id).where(since, Grid.active_to.is_(None))))


def _act(
    session: Session, rng: Random, who: Clerk, day: date, today: date
) -> tuple[int, dict[int, int]]:
    """One random act; what it moved. Raises UserError if it may not be."""
    now, grids = owners(session), _grids(session, day)
    if not grids:
        raise UserError("no grid was there on that day")
    kind = rng.choice(["move", "move", "move", "split", "merge"])
    one, other = rng.choice(grids), rng.choice(grids)
    mine = sorted(entrance for entrance, grid in now.items() if grid == one)
    if kind == "split":
        number = rng.randrange(10**6)
        chosen = rng.sample(mine, rng.randint(0, len(mine)))
        split = Split(one, f"N{number}", f"新{number}", chosen, day)
        act = split_grid(session, who, split, today)
        return act, dict.fromkeys(chosen, session.scalars(select(func.max(Grid.id))).one() or 0)
    if kind == "merge":
        act = merge_grids(session, who, Merge([one], other, day), today)
        return act, dict.fromkeys(mine, other)
    chosen = rng.sample(sorted(now), rng.randint(1, 3))
    moves = {entrance: rng.choice(grids) for entrance in chosen}
    act = move_entrances(session, who, moves, day, today)
    return act, {entrance: grid for entrance, grid in moves.items() if now[entrance] != grid}


@pytest.mark.parametrize("seed", range(8))
def test_the_past_is_what_it_was(db: Database, supervisor: Clerk, seed: int) -> None:
    rng = Random(seed)
    with db.write() as session:
        grids = [make_grid(session, f"G{i}", f"第{i}网格").id for i in range(3)]
        for place in range(10):
            make_dwelling(session, f"御景小区 {place // 2 + 1}-{place % 2 + 1}-101")
        every = list(session.scalars(select(Entrance.id).order_by(Entrance.id)))
        for entrance in every:
            give_entrances(session, supervisor, rng.choice(grids), [entrance])
        diary = Diary(dict(owners(session)))
    acts, done = [], 0
    for place in range(DAYS):
        for _ in range(2):
            day = FIRST + timedelta(days=max(0, place - rng.choice((0, 0, 1, 5))))
            today = FIRST + timedelta(days=place)
            try:
                with db.write() as session:
                    act, moves = _act(session, rng, supervisor, day, today)
            except UserError:
                continue
            diary.write(act, (day - FIRST).days, moves)
            acts.append(act)
            done += 1
        if acts and rng.random() < 0.4:
            chosen = rng.choice(acts)
            try:
                with db.write() as session:
                    take_back(session, supervisor, chosen, FIRST + timedelta(days=place))
            except UserError:
                continue
            diary.take_back(chosen)
            acts.remove(chosen)
    assert done > 15
    _holds(db, diary)


def _holds(db: Database, diary: Diary) -> None:
    last = FIRST + timedelta(days=DAYS)
    with db.read() as session:
        assert dict(owners(session)) == diary.days[-1]
        twice = select(PastGrid.entrance_id).group_by(PastGrid.entrance_id, PastGrid.until)
        assert session.scalars(twice.having(func.count() > 1)).all() == []
        for place, said in enumerate(diary.days):
            day = FIRST + timedelta(days=place)
            told = owners(session, day)
            assert told == said, day
            assert None not in told.values()
            alive = {row.id: row.entrances for row in grid_rows(session, last, day)}
            counted = dict.fromkeys(alive, 0)
            for grid in said.values():
                assert grid in alive, f"{day}: an entrance in a grid that was not there"
                counted[grid] += 1
            assert alive == counted
