"""What is wrong with who stands on a day's roster (撞班…), and what changed since it was told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gridhall.volunteering.rules.rota import hard
from gridhall.volunteering.rules.rota.problem import Around, Candidate, CellSpec
from gridhall.volunteering.rules.rota.problem import Pair as Two

Pair = tuple[int, int]  # cell, volunteer
DOUBLE = "撞班"
# What a chip says of a broken rule; the sentence is the rule's own.
_ALONE = (
    (hard.is_here, "已不在"),
    (hard.is_of_age, "未成年"),
    (hard.is_willing, "不愿去"),
    (hard.is_skilled, "缺技能"),
    (hard.is_safe, "缺保险"),
    (hard.is_early, "太晚"),
    (hard.is_at_hand, "没空"),
)
_BESIDE = (
    (hard.is_not_elsewhere, DOUBLE),
    (hard.is_within_month, "超天数"),
    (hard.is_not_apart, "要分开"),
)


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody in a cell."""

    assignment_id: int
    cell_id: int
    volunteer_id: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Why somebody cannot stay in a cell: a word for the chip, and the sentence."""

    word: str
    sentence: str

    @property
    def is_double(self) -> bool:
        """Whether they stand at two places at once; the place then is not filled."""
        return self.word == DOUBLE


@dataclass(frozen=True, slots=True)
class Roll:
    """The cells of a day and those who stand in them, with all that the rules ask."""

    cells: Mapping[int, CellSpec]
    people: Mapping[int, Candidate]
    apart: frozenset[Two] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """A volunteer came to a cell (new), left it (gone), or both at once (moved)."""

    kind: str
    volunteer_id: int
    cell_id: int
    from_id: int | None = None  # the cell that was left, of a move


def faults(roll: Roll, placed: Sequence[Placed]) -> dict[int, Fault]:
    """Assignment -> what is wrong with it, given in the order in which places were taken.

    Of two that cannot stand together the later one is told; what stands twice blocks nobody else.
    """
    found: dict[int, Fault] = {}
    taken: dict[int, list[CellSpec]] = defaultdict(list)
    inside: dict[int, list[Candidate]] = defaultdict(list)
    for one in placed:
        cell, who = roll.cells.get(one.cell_id), roll.people.get(one.volunteer_id)
        if cell is None or who is None:
            continue
        around = Around((*taken[who.id], *who.elsewhere), tuple(inside[cell.id]), roll.apart)
        fault = next(_broken(cell, who, around), None)
        if fault is not None:
            found[one.assignment_id] = fault
        if fault is None or not fault.is_double:
            taken[who.id].append(cell)
        inside[cell.id].append(who)
    return found


def _broken(cell: CellSpec, who: Candidate, around: Around) -> Iterator[Fault]:
    """Standing twice first: it is the plan's, the others are the person's."""
    (double, word), *rest = _BESIDE
    told = [(word, double(cell, who, around))]
    told += [(word, rule(cell, who)) for rule, word in _ALONE]
    told += [(word, rule(cell, who, around)) for rule, word in rest]
    return (Fault(word, sentence) for word, sentence in told if sentence)


def compare(before: Iterable[Pair], after: Iterable[Pair]) -> list[Change]:
    """What changed from one roster to the next; who left one cell for one other was moved."""
    was, now = set(before), set(after)
    gone, new = _by_volunteer(was - now), _by_volunteer(now - was)
    changes: list[Change] = []
    for volunteer_id in sorted(gone.keys() | new.keys()):
        left, taken = gone.get(volunteer_id, []), new.get(volunteer_id, [])
        while left and taken:
            changes.append(Change("moved", volunteer_id, taken.pop(0), left.pop(0)))
        changes += [Change("new", volunteer_id, cell_id) for cell_id in taken]
        changes += [Change("gone", volunteer_id, cell_id) for cell_id in left]
    return changes


def _by_volunteer(pairs: Iterable[Pair]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for cell_id, volunteer_id in sorted(pairs):
        found[volunteer_id].append(cell_id)
    return found
