"""Checks a ledger of moves in the order things happened, each row on what the earlier ones made."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.exchange.rules.problems import Flaw
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Checked
from gridhall.registry.rules.changes import EXITS, NEW, Doubt, Plan
from gridhall.registry.sheets.findings import Findings, Said
from gridhall.registry.sheets.moves.board import Board
from gridhall.registry.sheets.moves.changes import ChangeMaker, Wrong
from gridhall.registry.sheets.moves.columns import LABELS
from gridhall.registry.sheets.moves.ready import Move, ReadyMove
from gridhall.registry.sheets.moves.told import Told, told_rows
from gridhall.registry.sheets.moves.who import Finder, Found, split

_BY_HOME = EXITS | {"split", "moved", "head_changed"}
_COLUMNS = {
    "date.reported": "reported_on",
    "date.order": "reported_on",
    "date": "happened_on",
    "relation": "relation",
    "minor": "reason",
    "home.history": "happened_on",
    "home": "new_household",
}


def check_moves(
    session: Session, rows: Sequence[SourceRow], today: date, progress: Progress
) -> Checked[ReadyMove]:
    """The rows that may be carried out, and what is wrong with the others."""
    findings = Findings(LABELS)
    told = told_rows(rows, findings)
    checker = _Checker(session, findings, today)
    ready: list[ReadyMove] = []
    done = 0
    for _, day in groupby(told, key=lambda one: one.happened_on):
        same_day = list(day)
        ready += checker.day(same_day)
        done += len(same_day)
        progress.report(done, len(told))
    progress.report(1, 1)
    return Checked(ready, findings.problems)


class _Checker:
    """Judges one day after the other on the board."""

    def __init__(self, session: Session, findings: Findings, today: date) -> None:
        self._findings = findings
        self._board = Board(session, today)
        self._finder = Finder(session, self._board, findings, today)
        self._maker = ChangeMaker(session, self._board)

    def day(self, told: Sequence[Told]) -> Iterator[ReadyMove]:
        """The good rows of one day, in the ledger's order of what belongs together."""
        groups: dict[tuple[object, ...], list[Told]] = {}
        for one in told:
            groups.setdefault(_together(one), []).append(one)
        for group in groups.values():
            found = [one for one in map(self._finder.find, group) if one is not None]
            for same in self._by_home(found):
                yield from self._group(same)

    def _by_home(self, found: Sequence[Found]) -> list[list[Found]]:
        """Who leaves one household leaves together."""
        homes: dict[object, list[Found]] = {}
        for one in found:
            home = self._board.person(one.person_id).household_id
            key = home if one.told.kind in _BY_HOME else None
            homes.setdefault(key, []).append(one)
        return list(homes.values())

    def _group(self, group: Sequence[Found]) -> Iterator[ReadyMove]:
        cells = {one.told.row: one.told for one in group}
        try:
            move = self._maker.move(group)
        except Wrong as wrong:
            told = cells[wrong.row]
            self._findings.refuse(wrong.row, wrong.key, told.cells[wrong.key], wrong.said)
            self._refuse_rest(group, wrong.row)
            return
        plan = self._board.plan(move.change)
        self._tell(group, plan)
        if plan.hard:
            return
        self._board.apply(move.change, plan, move.opens)
        yield from (ReadyMove(one.told.row, move) for one in group)

    def _tell(self, group: Sequence[Found], plan: Plan) -> None:
        """Hard doubts are errors, soft ones warnings, at the row of whom they concern."""
        by_person = {one.person_id: one.told for one in group}
        for doubt in plan.doubts:
            told = by_person.get(doubt.person_id or 0, group[0].told)
            key, said = _said(doubt)
            tell = self._findings.refuse if doubt.hard else self._findings.warn
            tell(told.row, key, told.cells[key], said)
        wrong = [one.told.row for one in group if one.told.row in self._findings.refused]
        if wrong:
            self._refuse_rest(group, wrong[0])

    def _refuse_rest(self, group: Sequence[Found], wrong: int) -> None:
        for one in group:
            if one.told.row not in self._findings.refused:
                said = Said(
                    f"和第 {wrong} 行是一件事，那一行有错误", f"先改好第 {wrong} 行", Flaw.CHANGE
                )
                self._findings.refuse(one.told.row, "name", one.told.cells["name"], said)


def _together(told: Told) -> tuple[object, ...]:
    """Rows of one change: the same day, kind and place; every birth is its own."""
    alone = told.row if told.kind in ("born", "head_changed", "name_changed") else 0
    return told.kind, told.reported_on, told.new_household, told.address, alone


def _said(doubt: Doubt) -> tuple[str, Said]:
    """The column to look at, by the most particular word of the doubt's code, and what to do."""
    said = split(doubt.sentence, Flaw.CHANGE)
    if doubt.code == "home.no_head" and doubt.household_id == NEW:
        return "relation", said._replace(fix="把其中一位的与户主关系写成 户主")
    if doubt.code == "home.no_head":
        return "new_head", said._replace(fix="在“新户主”里写留在本户的一位成员")
    by_subject = _COLUMNS.get(doubt.code.partition(".")[0], "kind")
    return _COLUMNS.get(doubt.code, by_subject), said


def moves_of(ready: Sequence[ReadyMove]) -> list[Move]:
    """Every change once, in the order things happened."""
    return list(dict.fromkeys(one.move for one in ready))
