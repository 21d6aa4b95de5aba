"""What nobody can fill, said before anything is solved, with the reason for each cell."""

from gridhall.volunteering.rules.rota.field import Field
from gridhall.volunteering.rules.rota.hard import (
    Rule,
    is_at_hand,
    is_early,
    is_here,
    is_of_age,
    is_safe,
    is_skilled,
    is_willing,
)
from gridhall.volunteering.rules.rota.problem import Candidate, CellSpec, Problem

_TOLD = 2  # sentences about somebody in a reason

# What is asked of somebody one after the other, and how who passes is called.
_STEPS: tuple[tuple[Rule, str], ...] = (
    (is_here, "在册"),
    (is_skilled, "技能有效"),
    (is_of_age, "年龄合适"),
    (is_safe, "可上有危险的岗"),
    (is_early, "年龄合适"),
    (is_at_hand, "这一班有空"),
    (is_willing, "愿意去"),
)


def unfillable_cells(problem: Problem) -> list[str]:
    """As `unfillable`, of a problem."""
    return unfillable(Field(problem))


def unfillable(field: Field) -> list[str]:
    """A sentence for each cell that cannot be filled whoever else is where; the worst first."""
    found: list[tuple[int, int, str]] = []
    for place, seats in enumerate(field.seats):
        room = field.room(place)
        if room < seats.open:
            found.append((min(room - seats.short, 0), place, _sentence(field, place, room)))
    return [sentence for *_, sentence in sorted(found)]


def _sentence(field: Field, place: int, room: int) -> str:
    cell, seats = field.cells[place], field.seats[place]
    head = f"{cell.said}还要 {seats.open} 人，"
    if not room:
        return f"{head}没有人能排：{_reason(field, place)}"
    below = f"，不到最少的 {cell.minimum} 人" if seats.short > room else ""
    return f"{head}最多排得上 {room} 人{below}：{_reason(field, place)}"


def _reason(field: Field, place: int) -> str:
    """The step at which those who are left become too few."""
    cell, need = field.cells[place], field.seats[place].open
    left: list[Candidate] = list(field.people)
    if not left:
        return "还没有登记志愿者"
    for rule, words in _STEPS:
        against = [rule(cell, one) for one in left]
        stay = [one for one, why in zip(left, against, strict=True) if not why]
        if len(stay) < need:
            return _few(cell, words, (len(left), len(stay)), against)
        left = stay
    if cell.needs_party and not any(one.is_party for one in left):
        return f"至少要一名党员，能来的 {len(left)} 人里没有党员"
    return f"能来的 {len(left)} 人里，其余的同时在别的岗位、当月天数已满或不能同组"


def _few(cell: CellSpec, words: str, counts: tuple[int, int], against: list[str]) -> str:
    before, left = counts
    said = f"“{cell.skill}”{words}" if words == "技能有效" else words
    examples = list(filter(None, against))
    told = f"（{'；'.join(examples)}）" if len(examples) <= _TOLD else ""
    count = f"只有 {left} 人" if left else "没有人"
    return f"{before} 名志愿者里{count}{said}{told}"
