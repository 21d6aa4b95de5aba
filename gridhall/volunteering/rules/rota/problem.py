"""What a rota is made of: cells, those who may serve, who is in already. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gridhall.core.clock import DAY, say_span

Place = tuple[int | None, str]  # the post's grid and spot
Pair = tuple[int, int]  # cell, volunteer; or two volunteers, the smaller first


@dataclass(frozen=True, slots=True)
class Spare:
    """One row of somebody's availability (可服务时段): of a weekday, or of dates."""

    starts: int
    ends: int
    is_free: bool
    weekday: int | None = None  # 0 Monday
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CellSpec:
    """One post in one shift, with how many are wanted; minutes after the day's midnight."""

    id: int
    day: date
    starts: int
    ends: int
    wanted: int
    minimum: int
    post: str = ""
    shift: str = ""
    duty: str = ""  # the duty's name, or the post's own
    skill_id: int | None = None
    skill: str = ""
    needs_paper: bool = False
    squad_id: int | None = None
    grid_id: int | None = None
    spot: str = ""
    needs_party: bool = False
    is_dangerous: bool = False

    @property
    def place(self) -> Place:
        """Where one has to be."""
        return self.grid_id, self.spot

    @property
    def begin(self) -> int:
        """Minutes since the beginning of days: shifts of different days can be compared."""
        return self.day.toordinal() * DAY + self.starts

    @property
    def end(self) -> int:
        """As `begin`."""
        return self.day.toordinal() * DAY + self.ends

    @property
    def minutes(self) -> int:
        """How long the shift is."""
        return self.ends - self.starts

    @property
    def said(self) -> str:
        """`7月15日 08:30–10:00“便民服务台”`."""
        when = say_span(self.starts, self.ends)
        return f"{self.day.month}月{self.day.day}日 {when}“{self.post}”"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A volunteer as far as the rota goes."""

    id: int
    name: str = ""
    born: date | None = None
    is_party: bool = False
    state: str = "active"  # paused 暂停, left 退出
    joined_on: date | None = None
    gone_on: date | None = None  # died, moved away or left: not from that day on
    gone: str = ""  # why, in words
    skills: Mapping[int, date | None] = field(default_factory=dict)  # the last day; None: no paper
    squads: frozenset[int] = frozenset()
    spare: tuple[Spare, ...] = ()
    wishes: frozenset[tuple[str, str]] = frozenset()  # target_kind, target
    refusals: frozenset[tuple[str, str]] = frozenset()
    max_per_month: int | None = None
    has_consent: bool = False  # of the guardian, or is accompanied
    insured_until: date | None = None
    home_grid: int | None = None
    minutes: int = 0  # credited in the twelve months before, and planned outside this problem
    elsewhere: tuple[CellSpec, ...] = ()  # where the volunteer is already, outside this problem


@dataclass(frozen=True, slots=True)
class Problem:
    """Cells to fill, with what is fixed (confirmed) and what was there (published, suggested)."""

    cells: tuple[CellSpec, ...]
    candidates: tuple[Candidate, ...]
    fixed: frozenset[Pair] = frozenset()  # cell, volunteer
    suggested: frozenset[Pair] = frozenset()  # by the solver before, and not yet taken
    published: frozenset[Pair] = frozenset()  # what was told last: better not changed
    apart: frozenset[Pair] = frozenset()  # two volunteers
    together: frozenset[Pair] = frozenset()
    beside: Mapping[int, frozenset[int]] = field(default_factory=dict)  # grids of one 小区


@dataclass(frozen=True, slots=True)
class Around:
    """What one asks about a cell and somebody: where they are already, who else is in it."""

    taken: tuple[CellSpec, ...] = ()
    inside: tuple[Candidate, ...] = ()
    apart: frozenset[Pair] = frozenset()


def pair(one: int, other: int) -> Pair:
    """Two volunteers as the sets of pairs keep them."""
    return min(one, other), max(one, other)
