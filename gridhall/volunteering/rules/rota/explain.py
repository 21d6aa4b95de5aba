"""Why this person, why not that one: one sentence for any cell and anybody."""

from gridhall.core.clock import say_hours
from gridhall.volunteering.rules.rota.problem import Candidate, CellSpec
from gridhall.volunteering.rules.rota.roster import Roster
from gridhall.volunteering.rules.rota.weights import added_cost, is_wished, liking, steps

_NEAR = ("就在所在网格", "和所在网格同一小区", "不在所在网格")


def price(roster: Roster, cell: CellSpec, one: Candidate) -> int:
    """What a seat of this cell costs with this person, as the solver counts it; less fits better.

    The hours are those of the last twelve months and of what is planned already.
    """
    return added_cost(minutes(roster, one), cell.minutes) + liking(cell, one, roster.problem.beside)


def minutes(roster: Roster, one: Candidate) -> int:
    """Of the last twelve months, and planned already."""
    own = [cell for cell in roster.taken(one.id) if cell.id in roster.cells]
    return one.minutes + sum(cell.minutes for cell in own)


def explain(roster: Roster, cell_id: int, who: int) -> str:
    """Why somebody is in a cell, may be, or may not; compared with who is there."""
    cell, one = roster.cells[cell_id], roster.people[who]
    inside = roster.inside(cell_id)
    if one in inside:
        return _chosen(roster, cell, one)
    return roster.broken(cell_id, who) or compared(roster, cell, one)


def compared(roster: Roster, cell: CellSpec, one: Candidate) -> str:
    """Somebody against whom no rule is: who they are, or what tells them from who was chosen."""
    inside, gap = roster.inside(cell.id), roster.gap(cell.id)
    facts = _facts(roster, cell, one)
    if not inside:
        return f"{one.name}可以排：{facts}，这一格还没有人"
    if gap:
        return f"{one.name}可以排：{facts}，这一格还缺 {gap} 人"
    for other in inside:
        if sentence := roster.broken(cell.id, other.id):
            return f"{one.name}可以排：{facts}，可以换下排不了的{other.name}（{sentence}）"
    dearest = max(inside, key=lambda other: _before(roster, cell, other))
    return f"{one.name}可以排，但这一格已排满：{_comparison(roster, cell, (one, dearest))}"


def _chosen(roster: Roster, cell: CellSpec, one: Candidate) -> str:
    """Why somebody is there: their own facts, and how many could have been there instead."""
    state = "已确认" if (cell.id, one.id) in roster.problem.fixed else "建议"
    rivals = [
        other
        for other in roster.people.values()
        if other.id != one.id
        and other not in roster.inside(cell.id)
        and not roster.broken(cell.id, other.id)
    ]
    mine = _before(roster, cell, one)
    worse = sum(price(roster, cell, other) >= mine for other in rivals)
    told = f"{one.name}{state}在这一格：{_facts(roster, cell, one, is_in=True)}"
    if not rivals:
        return f"{told}，没有别人能排"
    if worse == len(rivals):
        return f"{told}，另外能排的 {len(rivals)} 人都不比{one.name}更合适"
    return (
        f"{told}；另有 {len(rivals)} 人能排，其中 {len(rivals) - worse} 人单看这一格更合适，"
        "但整天算下来这样缺口最少、时长最均"
    )


def _before(roster: Roster, cell: CellSpec, one: Candidate) -> int:
    """What somebody's seat costs who has it already: as if it were given last."""
    had = minutes(roster, one) - cell.minutes
    return added_cost(max(had, 0), cell.minutes) + liking(cell, one, roster.problem.beside)


def _facts(roster: Roster, cell: CellSpec, one: Candidate, *, is_in: bool = False) -> str:
    """近一年 18 小时，愿意去，就在所在网格。"""
    had = minutes(roster, one) - (cell.minutes if is_in else 0)
    told = [f"近一年 {say_hours(max(had, 0))}"]
    if one.wishes:
        told.append("合意愿" if is_wished(cell, one) else "不在意愿里")
    if cell.squad_id is not None:
        told.append("本小分队" if cell.squad_id in one.squads else "不是本小分队")
    if cell.grid_id is not None and one.home_grid is not None:
        told.append(_NEAR[steps(cell, one, roster.problem.beside)])
    return "，".join(told)


def _comparison(roster: Roster, cell: CellSpec, two: tuple[Candidate, Candidate]) -> str:
    """What tells somebody from who was chosen: hours first, then wish, squad and grid."""
    one, other = two
    mine, theirs = minutes(roster, one), minutes(roster, other) - cell.minutes
    if mine > theirs:
        return f"近一年 {say_hours(mine)}，比{other.name}的 {say_hours(max(theirs, 0))}多"
    beside = roster.problem.beside
    if is_wished(cell, other) and not is_wished(cell, one):
        return f"{other.name}愿意去，{one.name}的意愿不在这里"
    if cell.squad_id is not None and cell.squad_id in other.squads - one.squads:
        return f"{other.name}是本小分队的，{one.name}不是"
    if steps(cell, one, beside) > steps(cell, other, beside):
        return f"{other.name}离所在网格更近"
    if price(roster, cell, one) < _before(roster, cell, other):
        return (
            f"{one.name}近一年 {say_hours(mine)}，单看这一格比{other.name}更合适，"
            "可以换；整天算下来原来的排法缺口最少、时长最均"
        )
    return f"{other.name}和{one.name}一样合适，先排了{other.name}"
