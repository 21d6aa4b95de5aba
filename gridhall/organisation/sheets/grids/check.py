"""Checks a workbook of grids: each entrance in one grid only, none that is not there."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.exchange.rules.problems import Flaw
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Checked
from gridhall.organisation.queries.tallying import homes
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.sheets.columns import GRID_COLUMNS
from gridhall.organisation.sheets.grids.ready import ReadyGrid
from gridhall.organisation.sheets.naming import Directory
from gridhall.organisation.sheets.places import Doors, Stair
from gridhall.organisation.sheets.told import Told, new_findings, told_rows
from gridhall.places.labels import entrance_label
from gridhall.places.models import Grid
from gridhall.places.queries import entrances, grid_size
from gridhall.places.rules import check_size
from gridhall.registry.sheets.findings import Said

_NO_CODE = Said("没有网格编号", "补上编号，如 G01", Flaw.NO_NAME)
_NO_NAME = Said("没有网格名称", "补上名称，如 第1网格", Flaw.NO_NAME)
_HERE = Said("已经有这个网格，这一行没有再存", "调整单元请用“调整网格”", Flaw.DUPLICATE)
_TAKEN = "名称已经给了网格 {code}"
_NUMBER = Said("看不出目标户数，按本厅的目标", "写一个整数，如 300", Flaw.WORD)
_EMPTY = Said("这个网格里没有住户", "核对所辖单元，或先导入居民", Flaw.GRID)
_LATER = Said("启用日期晚于今天", "写实际启用的日子", Flaw.DAY)
_FIX_ENTRANCE = "写成 御景小区 3-1、3-2；没有的单元先随居民导入"
_LIMITS = {"code": 20, "name": 50, "area": 200, "supervision_phone": 30}


def check_grids(
    session: Session, rows: Sequence[SourceRow], today: date, progress: Progress
) -> Checked[ReadyGrid]:
    """The rows that may be stored, and what is wrong with the others."""
    findings = new_findings(GRID_COLUMNS)
    checker = _Checker(session, today)
    ready = []
    for done, one in enumerate(told_rows(rows, GRID_COLUMNS, findings), 1):
        found = checker.judge(one)
        ready += [found] if found is not None else []
        if not done % 200:
            progress.report(done, len(rows))
    checker.tell_empty(ready)
    progress.report(1, 1)
    return Checked(ready, findings.problems)


class _Checker:
    """Judges one row after the other; places, grids and households are read once."""

    def __init__(self, session: Session, today: date) -> None:
        self._session, self._today = session, today
        self._tree, self._doors = tree(session), Doors(session)
        self._directory = Directory(self._tree)
        self._size = grid_size(session)
        known = session.execute(select(Grid.id, Grid.code, Grid.name)).all()
        self._codes = {code: one for one, code, _ in known}
        self._names = {name: code for _, code, name in known}
        self._called = {one: name for one, _, name in known}
        self._firsts: dict[str, ReadyGrid] = {}  # of the workbook's own, by code
        self._refused: set[str] = set()
        self._given: dict[int, str] = {}  # entrance -> code
        self._labels: dict[int, str] = {}
        self._told: dict[int, Told] = {}

    def judge(self, one: Told) -> ReadyGrid | None:
        """A new grid, or more entrances of one; None if refused or the hall has it."""
        code = one.text("code")
        self._told[one.row] = one
        if not code:
            one.refuse("code", _NO_CODE)
            return None
        if code in self._codes:
            one.warn("code", _HERE)
            return None
        before = self._firsts.get(code)
        found = self._new(one, code) if before is None else self._more(one, before)
        if one.refused() or found is None:
            self._refused |= {code} if before is None else set()
            return None
        self._firsts.setdefault(code, found)
        self._names.setdefault(found.name, code)
        self._given |= dict.fromkeys(found.entrance_ids, code)
        return found

    def tell_empty(self, ready: Sequence[ReadyGrid]) -> None:
        """A grid that nobody lives in is stored, and told."""
        behind = homes(self._session, None)
        counts = dict.fromkeys((one.code for one in ready), 0)
        for one in ready:
            counts[one.code] += sum(behind.get(each, 0) for each in one.entrance_ids)
        for code, households in counts.items():
            if not households:
                self._told[self._firsts[code].row].warn("entrances", _EMPTY)

    def _new(self, one: Told, code: str) -> ReadyGrid | None:
        name = one.text("name")
        if code in self._refused:
            one.refuse("code", Said("这个网格的第一行没有存", "先改好那一行", Flaw.GRID))
        if not name:
            one.refuse("name", _NO_NAME)
        elif name in self._names:
            said = _TAKEN.format(code=self._names[name])
            one.refuse("name", Said(said, "换一个名称", Flaw.GRID))
        for key, most in _LIMITS.items():
            if len(one.text(key)) > most:
                one.refuse(key, Said(f"超过 {most} 个字", "写短一些", Flaw.TOO_LONG))
        since = one.day("active_from")
        if since is not None and since > self._today:
            one.refuse("active_from", _LATER)
        owner, held = self._owner(one, since)
        return ReadyGrid(
            one.row,
            one.row,
            code,
            name,
            self._target(one),
            one.text("area"),
            one.number("supervision_phone"),
            since,
            owner,
            held,
            self._entrances(one, code),
        )

    def _more(self, one: Told, before: ReadyGrid) -> ReadyGrid | None:
        name = one.text("name")
        if name and name != before.name:
            said = f"编号 {before.code} 在第 {before.row} 行是“{before.name}”"
            one.refuse("code", Said(said, "一个编号只能是一个网格", Flaw.GRID))
        given = self._entrances(one, before.code)
        if not given:
            one.warn(
                "code", Said(f"与第 {before.row} 行重复", "同一个网格只留一行", Flaw.DUPLICATE)
            )
            return None
        return ReadyGrid(
            one.row, before.row, before.code, before.name, before.target, "", "", None, None, None,
            given,
        )  # fmt: skip

    def _target(self, one: Told) -> int:
        text = one.text("target").removesuffix("户")
        if not text:
            return self._size.target
        if not (text.isascii() and text.isdigit()):
            one.warn("target", _NUMBER)
            return self._size.target
        try:
            return check_size(int(text), self._size.tolerance).target
        except UserError as error:
            problem, _, fix = str(error).rpartition("，")
            one.refuse("target", Said(problem, fix, Flaw.GRID))
            return self._size.target

    def _owner(self, one: Told, active_from: date | None) -> tuple[int | None, date | None]:
        """Who holds it, since when; not before that was founded (service.grids.give_to)."""
        text = one.text("organisation")
        if not text:
            return None, None
        found = self._directory.one(text)
        if isinstance(found, Said):
            one.refuse("organisation", found)
            return None, None
        since = one.day("held_since") or active_from
        founded = self._tree.nodes[found].founded_on
        if founded is not None and since is not None and since < founded:
            said = f"“{self._tree.nodes[found].name}”{founded} 才成立"
            key = "held_since" if one.text("held_since") else "active_from"
            one.refuse(key, Said(said, "归属日期要在这以后，请核对", Flaw.DAY))
        return found, since

    def _entrances(self, one: Told, code: str) -> tuple[int, ...]:
        text = one.lines("entrances")
        if not text:
            return ()
        try:
            stairs = self._doors.pieces(text)
        except UserError as error:
            one.refuse("entrances", Said(str(error), _FIX_ENTRANCE, Flaw.GRID))
            return ()
        for stair in stairs:
            other = self._owner_of(stair, code)
            if other:
                said = f"{self._label(stair.id)}已经在网格 {other}"
                one.refuse("entrances", Said(said, "一个单元只能在一个网格", Flaw.GRID))
        return tuple(stair.id for stair in stairs if self._given.get(stair.id) != code)

    def _owner_of(self, stair: Stair, code: str) -> str:
        if stair.grid_id is not None:
            return self._called.get(stair.grid_id, "")
        other = self._given.get(stair.id, code)
        return other if other != code else ""

    def _label(self, entrance_id: int) -> str:
        if not self._labels:
            self._labels = {
                row.id: entrance_label(row.compound, row.building, row.number)
                for row in entrances(self._session)
            }
        return self._labels[entrance_id]
