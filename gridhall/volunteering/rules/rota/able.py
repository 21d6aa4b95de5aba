"""The rules and likings of everybody at once: asked only of those whom a rule can concern."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from gridhall.volunteering.rules.rota.hard import (
    ADULT,
    OF_DAY,
    Rule,
    is_early,
    is_safe,
    is_skilled,
    targets,
)
from gridhall.volunteering.rules.rota.hours import is_free
from gridhall.volunteering.rules.rota.problem import Candidate, CellSpec
from gridhall.volunteering.rules.rota.weights import OTHER_SQUAD, STEP, UNWISHED

_Key = tuple[object, ...]
_YEAR = 366


class Able:
    """Who may come into a cell whoever else is where, and how much they like it, as arrays."""

    def __init__(self, people: Sequence[Candidate], beside: Mapping[int, frozenset[int]]) -> None:
        self._people, self._beside = people, beside
        self._known: dict[_Key, np.ndarray] = {}
        self._by_day: dict[date, list[int]] = {}
        self._odd = [n for n, one in enumerate(people) if _is_odd(one)]
        self._timed = [n for n, one in enumerate(people) if one.spare]
        self._young = [n for n, one in enumerate(people) if one.born is not None]
        self._refused = _index(one.refusals for one in people)
        self._wished = _index(one.wishes for one in people)
        self._wishing = np.array([bool(one.wishes) for one in people], dtype=bool)
        self._home = np.array([one.home_grid or 0 for one in people], dtype=np.int64)

    def may(self, cell: CellSpec) -> np.ndarray:
        """Who breaks no rule about themselves alone; one rule's answer is kept for others."""
        day, time = (cell.day,), (cell.day, cell.starts, cell.ends)
        skill = ("skill", cell.day, cell.skill_id, cell.needs_paper)
        found = self._asked(("day", *day), OF_DAY, self._odd, cell).copy()
        found &= self._asked(("time", *time), (_is_away,), self._timed, cell)
        found &= self._asked(("late", *time), (is_early,), self._minors(cell.day), cell)
        if cell.skill_id is not None:
            found &= self._asked(skill, (is_skilled,), range(len(self._people)), cell)
        if cell.is_dangerous:
            found &= self._asked(("safe", *day), (is_safe,), range(len(self._people)), cell)
        for target in targets(cell):
            found[self._refused.get(target, [])] = False
        return found

    def liking(self, cell: CellSpec) -> np.ndarray:
        """What a seat costs apart from its hours, as `weights.liking` says for one."""
        wanted = tuple(targets(cell))
        key = ("liking", *wanted, cell.squad_id, cell.grid_id)
        if key not in self._known:
            unwished = self._wishing.copy()
            for target in wanted:
                unwished[self._wished.get(target, [])] = False
            found = np.where(unwished, UNWISHED, 0)
            if cell.squad_id is not None:
                inside = [cell.squad_id in one.squads for one in self._people]
                found += np.where(np.array(inside, dtype=bool), 0, OTHER_SQUAD)
            self._known[key] = (found + STEP * self._steps(cell)).astype(np.int64)
        return self._known[key]

    def _steps(self, cell: CellSpec) -> np.ndarray:
        if cell.grid_id is None:
            return np.zeros(len(self._people), dtype=np.int64)
        near = np.isin(self._home, list(self._beside.get(cell.grid_id, ())))
        is_home = (self._home == cell.grid_id) | (self._home == 0)
        return np.where(is_home, 0, np.where(near, 1, 2))

    def _minors(self, day: date) -> list[int]:
        """Everybody who may be a minor on a day."""
        if day not in self._by_day:
            grown = day.toordinal() - (ADULT + 1) * _YEAR
            born = ((n, self._people[n].born or date.min) for n in self._young)
            self._by_day[day] = [n for n, one in born if one.toordinal() > grown]
        return self._by_day[day]

    def _asked(
        self, key: _Key, rules: Sequence[Rule], who: Sequence[int], cell: CellSpec
    ) -> np.ndarray:
        """Who passes; of those that are not asked, everybody."""
        if key not in self._known:
            found = np.ones(len(self._people), dtype=bool)
            for n in who:
                found[n] = not any(rule(cell, self._people[n]) for rule in rules)
            self._known[key] = found
        return self._known[key]


def _is_away(cell: CellSpec, one: Candidate) -> str:
    """hard.is_at_hand, without looking for the part of the shift that would do."""
    return "" if is_free(one.spare, cell.day, (cell.starts, cell.ends)) else one.name or "?"


def _is_odd(one: Candidate) -> bool:
    """Whether a rule about the day alone can be against somebody."""
    return (
        one.state != "active"
        or one.gone_on is not None
        or one.joined_on is not None
        or one.born is not None
    )


def _index(said: Iterable[Collection[tuple[str, str]]]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for n, every in enumerate(said):
        for target in every:
            found.setdefault(target, []).append(n)
    return found
