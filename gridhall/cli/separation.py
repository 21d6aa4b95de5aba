"""statistics separation: 人户分离 by grid at a terminal."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.core.errors import UserError
from gridhall.registry.labels import SEPARATIONS
from gridhall.registry.queries.buildings import months_required
from gridhall.registry.queries.separation import GridSeparation, counts
from gridhall.registry.rules.separation import APART, CONSISTENT, ELSEWHERE, UNKNOWN

NAME = "separation"
_STATES = (*APART, CONSISTENT, UNKNOWN, ELSEWHERE)


def separation_answer(session: Session, as_at: date | None, grid: str, today: date) -> Answer:
    """People by state and households, one row a grid; `grid` is a code or name, "" for all."""
    day = as_at or today
    if day > today:
        raise UserError(f"日期 {day} 还没有到，请改成今天或以前")
    rows = [one for one in counts(session, day) if grid in ("", one.code, one.grid_name)]
    if grid and not rows:
        raise UserError(f"没有网格“{grid}”，或者里面还没有人。请核对网格的编号或名称")
    data = {
        "name": NAME,
        "as_at": day,
        "months": months_required(session),
        "rows": [_row(one) for one in rows],
        "total": sum(one.apart for one in rows),
    }
    words = [SEPARATIONS[state] for state in _STATES]
    lines = [f"人户分离（截至 {day}，满 {data['months']} 个月的 {data['total']} 人）"]
    lines.append("\t".join(["网格", *words, "未满期限", "涉及户数"]))
    lines += [_line(one) for one in rows]
    return Answer(data, lines)


def _row(one: GridSeparation) -> dict[str, Any]:
    people = {state: one.people.get(state, 0) for state in _STATES}
    title = {"grid": one.code, "grid_name": one.grid_name}
    return {**title, **people, "fresh": one.fresh, "households": one.households}


def _line(one: GridSeparation) -> str:
    title = f"{one.code} {one.grid_name}".strip() or "未划网格"
    people = (str(one.people.get(state, 0)) for state in _STATES)
    return "\t".join([title, *people, str(one.fresh), str(one.households)])
