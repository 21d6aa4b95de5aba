"""A rota's problem made ready for counting: who may be where, at what cost, what excludes what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from gridhall.volunteering.rules.rota.hard import (
    OF_DAY,
    OF_POST,
    OF_TIME,
    Rule,
    clashes,
    halves,
)
from gridhall.volunteering.rules.rota.problem import Candidate, CellSpec, Pair, Problem, pair
from gridhall.volunteering.rules.rota.weights import CHANGED, Weights, liking, weights

Edge = tuple[int, int]  # places of a cell and of a candidate
_Known = dict[tuple[object, ...], bool]


@dataclass(slots=True)
class Seats:
    """What is left to fill of a cell once the confirmed are in."""

    open: int
    short: int  # of the open ones, how many are below the minimum
    others: int  # how many of them may be no party members
    fixed: tuple[int, ...] = ()  # candidates by place


@dataclass(slots=True)
class Person:
    """A candidate's fixed part: minutes before this plan, days used, where they are already."""

    minutes: int
    fixed: list[int] = field(default_factory=list)  # cells by place


class Field:
    """Everything a solver asks, by places in the problem's own order."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.cells, self.people = problem.cells, problem.candidates
        self._where = {cell.id: place for place, cell in enumerate(self.cells)}
        self._who = {one.id: place for place, one in enumerate(self.people)}
        self.persons = [Person(one.minutes) for one in self.people]
        self.seats = self._seats()
        self.weights = self._weights()
        self.apart = self._places(problem.apart)
        self.together = self._places(problem.together)
        self._kept = {
            (self._where[c], self._who[v])
            for c, v in problem.suggested | problem.published
            if c in self._where and v in self._who
        }
        self._was_kept = {cell for cell, _ in self._kept}
        self.edges = self._edges()

    def _seats(self) -> list[Seats]:
        inside: dict[int, list[int]] = {}
        for cell_id, who in sorted(self.problem.fixed):
            if cell_id in self._where and who in self._who:
                cell, one = self._where[cell_id], self._who[who]
                inside.setdefault(cell, []).append(one)
                self.persons[one].fixed.append(cell)
                self.persons[one].minutes += self.cells[cell].minutes
        return [self._left(cell, inside.get(c, [])) for c, cell in enumerate(self.cells)]

    def _left(self, cell: CellSpec, inside: Sequence[int]) -> Seats:
        left = max(cell.wanted - len(inside), 0)
        short = min(max(cell.minimum - len(inside), 0), left)
        has_party = any(self.people[one].is_party for one in inside)
        others = left - 1 if cell.needs_party and not has_party and left else left
        return Seats(left, short, others, tuple(inside))

    def _weights(self) -> Weights:
        longest = max((cell.minutes for cell in self.cells), default=0)
        days = {cell.day for cell in self.cells}
        most = max((one.minutes for one in self.persons), default=0)
        return weights(most + len(days) * _most_a_day(self.cells), longest)

    def _places(self, pairs: frozenset[Pair]) -> list[Edge]:
        """Pairs of volunteers by their places."""
        return [
            (self._who[one], self._who[other])
            for one, other in sorted(pairs)
            if one in self._who and other in self._who
        ]

    def cost(self, cell: int, one: int) -> int:
        """What a seat costs apart from its hours."""
        soft = liking(self.cells[cell], self.people[one], self.problem.beside)
        if cell in self._was_kept and (cell, one) not in self._kept:
            soft += CHANGED
        return soft

    def _edges(self) -> list[list[int]]:
        """Who may come into each cell that is not full, by place."""
        found: list[list[int]] = [[] for _ in self.cells]
        wanted = [c for c, seats in enumerate(self.seats) if seats.open]
        apart = _partners(self.apart)
        for place, one in enumerate(self.people):
            person, known = self.persons[place], _Known()
            taken = [*one.elsewhere, *(self.cells[c] for c in person.fixed)]
            for c in wanted:
                cell, seats = self.cells[c], self.seats[c]
                if not _may(cell, one, known) or (not one.is_party and not seats.others):
                    continue
                if taken and self._is_taken(cell, one, taken):
                    continue
                if any(other in seats.fixed for other in apart.get(place, ())):
                    continue
                found[c].append(place)
        return found

    def _is_taken(self, cell: CellSpec, one: Candidate, taken: Sequence[CellSpec]) -> bool:
        if any(other.id == cell.id or clashes(cell, other) for other in taken):
            return True
        if one.max_per_month is None:
            return False
        month = {c.day for c in taken if _month(c.day) == _month(cell.day)}
        return cell.day not in month and len(month) >= one.max_per_month

    def months(self, one: int) -> dict[tuple[int, int], tuple[int, set[date]]]:
        """By month: how many more days somebody may serve, and days that count already."""
        who = self.people[one]
        if who.max_per_month is None:
            return {}
        taken = [*who.elsewhere, *(self.cells[c] for c in self.persons[one].fixed)]
        found: dict[tuple[int, int], tuple[int, set[date]]] = {}
        for key in {_month(cell.day) for cell in self.cells}:
            used = {cell.day for cell in taken if _month(cell.day) == key}
            found[key] = max(who.max_per_month - len(used), 0), used
        return found

    def is_kept_apart(self, one: int, other: int) -> bool:
        """Whether two may not be in one cell."""
        return pair(self.people[one].id, self.people[other].id) in self.problem.apart


def exclusions(cells: Sequence[CellSpec]) -> list[list[int]]:
    """Sets of cells of which nobody can be in two, all clashes in some set; by place."""
    order = sorted(range(len(cells)), key=lambda c: (cells[c].begin, c))
    found = list(_at_once(cells, order))
    covered = {(a, b) for group in found for a in group for b in group}
    for group in _on_the_way(cells, order, covered):
        found.append(group)
        covered |= {(a, b) for a in group for b in group}
    return [sorted(group) for group in found]


def _at_once(cells: Sequence[CellSpec], order: Sequence[int]) -> Iterator[list[int]]:
    """What goes on at the moment a shift begins."""
    last: set[int] = set()
    for begin in sorted({cells[c].begin for c in order}):
        now = {c for c in order if cells[c].begin <= begin < cells[c].end}
        if not now <= last:
            yield sorted(now)
            last = now


def _on_the_way(
    cells: Sequence[CellSpec], order: Sequence[int], covered: set[Edge]
) -> Iterator[list[int]]:
    """Shifts close after one another at different places."""
    for at, one in enumerate(order):
        for other in order[at + 1 :]:
            if cells[other].begin >= cells[one].end + 60:
                break
            if (one, other) in covered or not clashes(cells[one], cells[other]):
                continue
            group = [one, other]
            for third in order:
                if third not in group and all(clashes(cells[third], cells[c]) for c in group):
                    group.append(third)
            covered |= {(a, b) for a in group for b in group}
            yield group


def _may(cell: CellSpec, one: Candidate, known: _Known) -> bool:
    """Whether no rule about somebody alone is broken; each question is asked once."""
    time = (cell.day, cell.starts, cell.ends)
    post = (
        cell.day, cell.skill_id, cell.needs_paper, cell.duty, cell.post, cell.squad_id,
        cell.grid_id, cell.is_dangerous, tuple(halves(cell)),
    )  # fmt: skip
    return (
        _passes(OF_DAY, (cell.day,), (cell, one), known)
        and _passes(OF_TIME, time, (cell, one), known)
        and _passes(OF_POST, post, (cell, one), known)
    )


def _passes(
    rules: Sequence[Rule], key: tuple[object, ...], who: tuple[CellSpec, Candidate], known: _Known
) -> bool:
    if key not in known:
        known[key] = not any(rule(*who) for rule in rules)
    return known[key]


def _partners(pairs: Sequence[Edge]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


def _most_a_day(cells: Sequence[CellSpec]) -> int:
    """No more minutes than this can be served in a day."""
    days: dict[date, list[CellSpec]] = {}
    for cell in cells:
        days.setdefault(cell.day, []).append(cell)
    return max((max(c.end for c in d) - min(c.begin for c in d) for d in days.values()), default=0)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
