"""The seats of a problem as they are given one after the other, by the hard rules."""

from collections import defaultdict
from collections.abc import Iterable

from gridhall.volunteering.rules.rota.hard import broken, broken_alone, clashes
from gridhall.volunteering.rules.rota.problem import Around, Candidate, CellSpec, Pair, Problem


class Roster:
    """Who is where now: what is confirmed, and what was added since."""

    def __init__(self, problem: Problem, seats: Iterable[Pair] = ()) -> None:
        self.problem = problem
        self.cells = {cell.id: cell for cell in problem.cells}
        self.people = {one.id: one for one in problem.candidates}
        self._inside: dict[int, list[int]] = defaultdict(list)
        self._taken: dict[int, list[int]] = defaultdict(list)
        for cell, who in sorted({*problem.fixed, *seats}):
            self.add(cell, who)

    def add(self, cell: int, who: int) -> None:
        """Give a seat, whatever the rules say."""
        self._inside[cell].append(who)
        self._taken[who].append(cell)

    def inside(self, cell: int) -> list[Candidate]:
        """Who is in a cell."""
        return [self.people[who] for who in self._inside[cell] if who in self.people]

    def taken(self, who: int) -> list[CellSpec]:
        """Where somebody is, in this problem and outside of it."""
        mine = [self.cells[cell] for cell in self._taken[who] if cell in self.cells]
        return [*self.people[who].elsewhere, *mine]

    def around(self, cell: int, who: int) -> Around:
        """What the rules about others look at; somebody's own seat in the cell is no hindrance."""
        taken = tuple(one for one in self.taken(who) if one.id != cell)
        inside = tuple(one for one in self.inside(cell) if one.id != who)
        return Around(taken, inside, self.problem.apart)

    def broken(self, cell: int, who: int) -> str:
        """The sentence of the first hard rule against it; "" if there is none."""
        return broken(self.cells[cell], self.people[who], self.around(cell, who))

    def broken_alone(self, cell: int, who: int) -> str:
        """As `broken`, whoever else is where."""
        return broken_alone(self.cells[cell], self.people[who])

    def is_elsewhere(self, cell: int, who: int) -> bool:
        """Whether somebody is in another cell at that time."""
        return any(clashes(self.cells[cell], other) for other in self.around(cell, who).taken)

    def gap(self, cell: int) -> int:
        """How many seats of a cell are open."""
        return max(self.cells[cell].wanted - len(self._inside[cell]), 0)


def admitted(problem: Problem, seats: Iterable[Pair]) -> tuple[list[Pair], list[str]]:
    """Which of these seats the rules let stand one beside the other, and what is against others."""
    roster = Roster(problem)
    stand: list[Pair] = []
    against: list[str] = []
    for cell, who in seats:
        if cell not in roster.cells or who not in roster.people:
            continue
        sentence = roster.broken(cell, who)
        if sentence or not roster.gap(cell):
            against.append(sentence or f"{roster.cells[cell].said}已经排满")
        else:
            roster.add(cell, who)
            stand.append((cell, who))
    return stand, against
