"""A street's volunteers and service days as the rota sees them: what `bench roster` solves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from gridhall.volunteering.rules.rota.problem import Candidate, CellSpec, Pair, Problem, Spare

YEAR = 2027
DAYS = tuple(date(YEAR, month, day) for month in range(1, 13) for day in (15, 25))
MORNING, AFTERNOON = (510, 600), (840, 930)  # 08:30-10:00, 14:00-15:30
FOUR = (MORNING, (600, 690), AFTERNOON, (930, 1020))  # as on the board: they touch
_HALVES = ((480, 720), (720, 1080))
_SKILLS = ("急救", "法律", "驾驶")
_PER_COMPOUND = 8  # grids of one 小区


@dataclass(frozen=True)
class Size:
    """How much is to be rostered: posts of each day by shifts, seats of each."""

    volunteers: int
    posts: int
    days: int
    shifts: tuple[tuple[int, int], ...]
    wanted: int = 1
    grids: int = 97
    at_hall: float = 0.0  # share of the posts that are at the hall, not in a grid

    @property
    def seats(self) -> int:
        """Seats to fill."""
        return self.posts * self.days * len(self.shifts) * self.wanted

    def scaled(self, share: float) -> "Size":
        """A smaller one: fewer volunteers and posts, the same days and shifts."""
        volunteers, posts = (max(2, round(n * share)) for n in (self.volunteers, self.posts))
        grids = max(2, round(self.grids * share))
        return Size(volunteers, posts, self.days, self.shifts, self.wanted, grids, self.at_hall)


def town(size: Size, seed: int = 7) -> Problem:
    """The same size and seed make the same problem."""
    rng = Random(seed)
    people = tuple(_volunteer(rng, n + 1, size) for n in range(size.volunteers))
    grids = range(1, size.grids + 1)
    return Problem(
        cells=tuple(_cells(rng, size)),
        candidates=people,
        apart=_pairs(rng, size.volunteers, 0.005),
        together=_pairs(rng, size.volunteers, 0.01),
        beside={g: frozenset(h for h in grids if h != g and _compound(h) == _compound(g))
                for g in grids},
    )  # fmt: skip


def _compound(grid: int) -> int:
    return (grid - 1) // _PER_COMPOUND


def _cells(rng: Random, size: Size) -> Iterator[CellSpec]:
    posts = [_post(rng, n, size) for n in range(size.posts)]
    number = 0
    for day in DAYS[: size.days]:
        for post in posts:
            for place, (starts, ends) in enumerate(size.shifts):
                number += 1
                yield CellSpec(
                    id=number, day=day, starts=starts, ends=ends, wanted=size.wanted,
                    minimum=1, post=post[0], shift=f"第{place + 1}班", duty=post[0],
                    skill_id=post[1], skill=_SKILLS[post[1] - 1] if post[1] else "",
                    needs_paper=post[1] == 3, grid_id=post[2], needs_party=size.wanted > 1,
                )  # fmt: skip


def _post(rng: Random, place: int, size: Size) -> tuple[str, int | None, int | None]:
    """Name, skill and grid."""
    skill = rng.choice((1, 2, 3)) if rng.random() < 0.15 else None
    grid = None if rng.random() < size.at_hall else place % size.grids + 1
    return f"岗位{place + 1}", skill, grid


def _volunteer(rng: Random, number: int, size: Size) -> Candidate:
    posts = [("duty", f"岗位{rng.randint(1, size.posts)}") for _ in range(3)]
    return Candidate(
        id=number,
        name=f"志愿者{number}",
        born=date(YEAR - rng.randint(19, 75), 6, 1) if rng.random() > 0.02 else date(2011, 3, 1),
        is_party=rng.random() < 0.3,
        skills={
            kind: None if kind < 3 else date(YEAR + rng.randint(0, 2), rng.randint(1, 12), 20)
            for kind in (1, 2, 3)
            if rng.random() < 0.25
        },
        spare=tuple(_spare(rng)),
        wishes=frozenset(posts[:2]) if rng.random() < 0.3 else frozenset(),
        refusals=frozenset(posts[2:]) if rng.random() < 0.1 else frozenset(),
        max_per_month=1 if rng.random() < 0.15 else None,
        has_consent=True,
        home_grid=rng.randint(1, size.grids),
        minutes=rng.randrange(0, 1800, 30),
    )


def _spare(rng: Random) -> Iterator[Spare]:
    """Half of them are free on some half days of the week; some are away for a while."""
    if rng.random() < 0.5:
        for weekday in range(7):
            for starts, ends in _HALVES:
                if rng.random() < 0.6:
                    yield Spare(starts, ends, is_free=True, weekday=weekday)
    if rng.random() < 0.1:
        gone = date(YEAR, 1, 1) + timedelta(days=rng.randrange(365))
        until = gone + timedelta(days=rng.randint(5, 40))
        yield Spare(0, 1440, is_free=False, since=gone, until=until)


def _pairs(rng: Random, people: int, share: float) -> frozenset[Pair]:
    found = set()
    for _ in range(round(people * share)):
        one, other = sorted(rng.sample(range(1, people + 1), 2))
        found.add((one, other))
    return frozenset(found)
