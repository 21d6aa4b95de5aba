"""The refused rows as a workbook (错误表), to be mended and brought in again."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from gridhall.exchange.labels import MENDING_FIX, MENDING_PROBLEM, MENDING_ROW
from gridhall.exchange.rules.cells import Cell, cell_text, is_inexact
from gridhall.exchange.rules.headings import heading_texts
from gridhall.exchange.rules.problems import Problem
from gridhall.exchange.service.sheet import Sheet
from gridhall.exchange.service.workbench import Intake, intake_rows
from gridhall.exchange.service.writing import write_workbook

R = TypeVar("R")


def write_mending(path: Path, sheet: Sheet[R], intake: Intake, problems: Sequence[Problem]) -> int:
    """Write every refused row with its problems beside it; says how many rows.

    Carried-down cells are filled in, so that a mended row still finds its own household.
    """
    refused = _by_row(problem for problem in problems if problem.kind == "error")
    table = intake.ledger.tables[intake.mapping.sheet]
    headings = heading_texts(table, intake.mapping)
    places = [intake.mapping.columns.get(spec.key) for spec in sheet.columns]
    lines = []
    for row in intake_rows(intake, sheet):
        if row.number not in refused:
            continue
        line = [*table.rows[row.number - table.first_row]]
        line.extend([""] * (len(headings) - len(line)))
        for at, cell in zip(places, row.cells, strict=True):
            if at is not None:
                line[at] = cell
        found = refused[row.number]
        problem = "；".join(f"{each.column}：{each.problem}" for each in found)
        fix = "；".join(dict.fromkeys(each.fix for each in found))
        lines.append([found[0].place, problem, fix, *map(_shown, line)])
    return write_workbook(
        path, sheet.title, [MENDING_ROW, MENDING_PROBLEM, MENDING_FIX, *headings], lines
    )


def _by_row(problems: Iterable[Problem]) -> dict[int, list[Problem]]:
    found = defaultdict(list)
    for problem in problems:
        found[problem.row].append(problem)
    return found


def _shown(cell: Cell) -> str:
    """A number that lost its last digits shows which ones are to be filled in again."""
    if is_inexact(cell):
        digits = f"{cell:.0f}"
        return digits[:15] + "?" * (len(digits) - 15)
    return cell_text(cell)
