"""The rota by brute force, written from the rules alone: the reference the solver is held to.

Every filling of every cell is tried. What a plan costs comes as (seats below the minimum, seats
below what is wanted, everything soft): whoever is smaller is better, gaps before all else.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import Any

Seat = tuple[int, int]
Cost = tuple[int, int, int]


def best(problem: Any) -> Cost:
    """The least cost of all rosters that keep every rule."""
    found = [cost(problem, plan) for plan in _plans(problem, 0, [])]
    return min(found)


def _plans(problem: Any, place: int, plan: list[Seat]) -> Iterator[list[Seat]]:
    if place == len(problem.cells):
        yield plan
        return
    cell = problem.cells[place]
    fixed = [v for c, v in problem.fixed if c == cell.id]
    room = max(cell.wanted - len(fixed), 0)
    able = [one.id for one in problem.candidates if _alone(cell, one) and one.id not in fixed]
    for many in range(room + 1):
        for chosen in combinations(able, many):
            grown = plan + [(cell.id, who) for who in chosen]
            if keeps(problem, grown, cell, chosen):
                yield from _plans(problem, place + 1, grown)


def keeps(problem: Any, plan: list[Seat], cell: Any, chosen: Any) -> bool:
    """Whether those who come to a cell keep the rules beside everybody who is there."""
    cells = {one.id: one for one in problem.cells}
    people = {one.id: one for one in problem.candidates}
    inside = [v for c, v in (*plan, *problem.fixed) if c == cell.id]
    if any((min(a, b), max(a, b)) in problem.apart for a in chosen for b in inside if a != b):
        return False
    others = sum(not people[v].is_party for v in inside)
    has_party = any(people[v].is_party for v in inside)
    if cell.needs_party and not has_party and chosen and others > cell.wanted - 1:
        return False
    for who in chosen:
        mine = [cells[c] for c, v in (*plan, *problem.fixed) if v == who]
        taken = [*people[who].elsewhere, *mine]
        if any(_meets(cell, other) for other in taken if other.id != cell.id):
            return False
        most = people[who].max_per_month
        days = {
            t.day for t in taken if (t.day.year, t.day.month) == (cell.day.year, cell.day.month)
        }
        before = {t.day for t in taken if t.id != cell.id} & days
        if most is not None and len(days) > most and cell.day not in before:
            return False
    return True


def _meets(one: Any, other: Any) -> bool:
    """At the same minute, or with less than a quarter of an hour to another place."""
    ours = _minute(one.day, one.starts), _minute(one.day, one.ends)
    theirs = _minute(other.day, other.starts), _minute(other.day, other.ends)
    between = max(ours[0], theirs[0]) - min(ours[1], theirs[1])
    same = (one.grid_id, one.spot) == (other.grid_id, other.spot)
    return between < (0 if same else 15)


def _minute(day: date, clock: int) -> int:
    return (day - date(2020, 1, 1)).days * 24 * 60 + clock


def _alone(cell: Any, one: Any) -> bool:
    return (
        _here(cell, one) and _old_enough(cell, one) and _free(cell, one) and _willing(cell, one)
        and _skilled(cell, one) and _safe(cell, one)
    )  # fmt: skip


def _here(cell: Any, one: Any) -> bool:
    if one.gone_on is not None:
        return bool(cell.day < one.gone_on) and one.state != "paused"
    return one.state == "active" and (one.joined_on is None or one.joined_on <= cell.day)


def _age(cell: Any, one: Any) -> int:
    if one.born is None:
        return 30
    had_birthday = (cell.day.month, cell.day.day) >= (one.born.month, one.born.day)
    return int(cell.day.year - one.born.year - (0 if had_birthday else 1))


def _old_enough(cell: Any, one: Any) -> bool:
    age = _age(cell, one)
    if age >= 18:
        return True
    return age >= 8 and one.has_consent and cell.ends <= 20 * 60


def _safe(cell: Any, one: Any) -> bool:
    if not cell.is_dangerous:
        return True
    insured = one.insured_until is not None and one.insured_until >= cell.day
    return _age(cell, one) >= 18 and bool(insured)


def _skilled(cell: Any, one: Any) -> bool:
    if cell.skill_id is None:
        return True
    if cell.skill_id not in one.skills:
        return False
    until = one.skills[cell.skill_id]
    return not cell.needs_paper if until is None else bool(until >= cell.day)


def _willing(cell: Any, one: Any) -> bool:
    return not (_tokens(cell) & set(one.refusals))


def _tokens(cell: Any) -> set[tuple[str, str]]:
    found = {("duty", cell.post), ("duty", cell.duty)}
    found.add(("squad", str(cell.squad_id)))
    found.add(("grid", str(cell.grid_id)))
    if cell.starts < 720:
        found.add(("half", "am"))
    if cell.ends > 720:
        found.add(("half", "pm"))
    return found


def _free(cell: Any, one: Any) -> bool:
    """Minute by minute."""
    return all(
        _free_at(one.spare, cell.day + timedelta(days=minute // 1440), minute % 1440)
        for minute in range(cell.starts, cell.ends, 5)
    )


def _free_at(spare: Any, day: date, minute: int) -> bool:
    dated = [r for r in spare if r.since is not None and r.since <= day <= (r.until or date.max)]
    at = [r for r in dated if r.starts <= minute < r.ends]
    if any(not r.is_free for r in at):
        return False
    if any(r.is_free for r in dated):
        return bool(at)
    weekly = [r for r in spare if r.weekday is not None]
    at = [r for r in weekly if r.weekday == day.weekday() and r.starts <= minute < r.ends]
    if any(not r.is_free for r in at):
        return False
    return bool(at) or not any(r.is_free for r in weekly)


def cost(problem: Any, plan: Any) -> Cost:
    """Gaps, then everything soft by the weights that rules/rota/weights.py documents."""
    cells = {one.id: one for one in problem.cells}
    people = {one.id: one for one in problem.candidates}
    full = Counter(c for c, _ in (*plan, *problem.fixed))
    short = sum(max(one.minimum - full[one.id], 0) for one in problem.cells)
    gaps = sum(max(one.wanted - full[one.id], 0) for one in problem.cells)
    soft = sum(_liking(problem, cells[c], people[v]) for c, v in plan)
    new, fixed = Counter[int](), Counter[int]()
    for c, v in plan:
        new[v] += cells[c].ends - cells[c].starts
    for c, v in problem.fixed:
        fixed[v] += cells[c].ends - cells[c].starts
    for who, minutes in new.items():
        had = people[who].minutes + fixed[who]
        soft += sum(2 * (minute // 60) + 1 for minute in range(had, had + minutes))
    seats = {*plan, *problem.fixed}
    for a, b in problem.together:
        for cell in problem.cells:
            both = {(cell.id, a), (cell.id, b)}
            if both <= seats and not both <= set(problem.fixed):
                soft -= 90
    return short, gaps, soft


def _liking(problem: Any, cell: Any, one: Any) -> int:
    total = 180 if one.wishes and not (_tokens(cell) & set(one.wishes)) else 0
    total += 180 if cell.squad_id is not None and cell.squad_id not in one.squads else 0
    if None not in (cell.grid_id, one.home_grid) and cell.grid_id != one.home_grid:
        near = one.home_grid in problem.beside.get(cell.grid_id, ())
        total += 60 if near else 120
    was = {v for c, v in problem.suggested | problem.published if c == cell.id}
    return total + (45 if was and one.id not in was else 0)
