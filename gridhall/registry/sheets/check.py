"""Checks a whole ledger of residents against itself and against the hall."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.exchange.rules.cells import Cell
from gridhall.exchange.rules.rows import SourceRow
from gridhall.exchange.service.sheet import Checked
from gridhall.registry.sheets.across import Across
from gridhall.registry.sheets.cards import judge_cards, with_guardians
from gridhall.registry.sheets.columns import RESIDENT_COLUMNS
from gridhall.registry.sheets.findings import Findings
from gridhall.registry.sheets.home import judge_homes, judge_relations
from gridhall.registry.sheets.known import apart, differences_of
from gridhall.registry.sheets.person import PersonJudge
from gridhall.registry.sheets.ready import ReadyPerson

_PARTS = 4
_BLOCK = 500  # rows


def check_people(
    session: Session, rows: Sequence[SourceRow], today: date, progress: Progress
) -> Checked[ReadyPerson]:
    """The people who may be stored, and what is wrong with the others."""
    findings = Findings()
    progress.report(0, _PARTS)
    judged = _judged(session, rows, findings, progress)
    across = Across(findings)
    ready = [each for each in judged if each.row not in findings.refused and across.is_new(each)]
    progress.report(3, _PARTS)
    ready, known = apart(session, ready)
    differences = list(differences_of(session, known, findings))
    ready = with_guardians(ready, today, findings)
    progress.report(_PARTS, _PARTS)
    return Checked(ready, findings.problems, differences)


def _judged(
    session: Session, rows: Sequence[SourceRow], findings: Findings, progress: Progress
) -> list[ReadyPerson]:
    """Every row as it would be stored, the refused ones among them."""
    numbers = [row.number for row in rows]
    keys = [spec.key for spec in RESIDENT_COLUMNS]
    columns = dict(zip(keys, _columns(rows, len(keys)), strict=True))
    judge = PersonJudge(numbers, columns, findings)
    facts = judge.facts()
    progress.report(1, _PARTS)
    homes = judge_homes(numbers, columns, findings)
    progress.report(2, _PARTS)
    codes = judge.codes("relation", "relation")
    people = list(zip(facts, homes, strict=True))
    relations = judge_relations(numbers, columns["relation"], codes, people, findings)
    cards = judge_cards(session, numbers, columns, findings)
    return list(map(ReadyPerson, numbers, facts, homes, relations, cards))


def _columns(rows: Sequence[SourceRow], width: int) -> list[list[Cell]]:
    """The rows' cells by column; some rows at a time stay in the processor's cache."""
    columns: list[list[Cell]] = [[] for _ in range(width)]
    for start in range(0, len(rows), _BLOCK):
        cells = [row.cells for row in rows[start : start + _BLOCK]]
        for column, some in zip(columns, zip(*cells, strict=True), strict=True):
            column.extend(some)
    return columns
