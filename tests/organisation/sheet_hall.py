"""Workbooks of the organisation brought into a hall through the workbench."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gridhall.core.clerk import Clerk
from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.exchange.rules.problems import Problem
from gridhall.exchange.service.mending import write_mending
from gridhall.exchange.service.workbench import (
    ImportResult,
    dry_run,
    open_intake,
    store_intake,
    undo_batch,
)
from gridhall.organisation.sheets.grids import GridSheet
from gridhall.organisation.sheets.organisations import OrganisationSheet
from gridhall.organisation.sheets.seats import SeatSheet
from gridhall.organisation.sheets.units import UnitSheet
from tests.exchange.workbooks import make_xlsx
from tests.factories import TODAY

SHEETS: dict[str, Any] = {
    "organisations": OrganisationSheet(lambda: TODAY),
    "grids": GridSheet(lambda: TODAY),
    "units": UnitSheet(lambda: TODAY),
    "seats": SeatSheet(lambda: TODAY),
}


@dataclass
class Hall:
    """A hall, who sits at it, and where its workbooks lie."""

    db: Database
    clerk: Clerk
    folder: Path

    def bring(self, kind: str, *rows: dict[str, str]) -> ImportResult:
        """Rows by their headings, as one workbook of that kind."""
        return self.file(kind, self.workbook(rows))

    def workbook(self, rows: Sequence[dict[str, str]]) -> Path:
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        lines = [[row.get(heading, "") for heading in headings] for row in rows]
        return make_xlsx(self.folder / "表.xlsx", [headings, *lines])

    def file(self, kind: str, path: Path) -> ImportResult:
        intake = open_intake(path, SHEETS[kind], Silent())
        return store_intake(self.db, self.clerk, SHEETS[kind], intake, Silent())

    def dry(self, kind: str, *rows: dict[str, str]) -> ImportResult:
        intake = open_intake(self.workbook(rows), SHEETS[kind], Silent())
        return dry_run(self.db, SHEETS[kind], intake, Silent())

    def mending(self, kind: str, *rows: dict[str, str]) -> Path:
        intake = open_intake(self.workbook(rows), SHEETS[kind], Silent())
        result = store_intake(self.db, self.clerk, SHEETS[kind], intake, Silent())
        path = self.folder / "错误表.xlsx"
        write_mending(path, SHEETS[kind], intake, result.problems)
        return path

    def undo(self, kind: str, batch: str) -> int:
        from gridhall.exchange.queries import batch_named

        with self.db.write() as session:
            return undo_batch(session, self.clerk, SHEETS[kind], batch_named(session, batch).id)


def told(result: ImportResult) -> list[tuple[int, str, str]]:
    """Row, kind and what is wrong."""
    return [(one.row, one.kind, one.problem) for one in result.problems]


def the_one(result: ImportResult) -> Problem:
    assert len(result.problems) == 1, told(result)
    return result.problems[0]


def one(name: str, parent: str = "", **more: str) -> dict[str, str]:
    return {"党组织名称": name, "上级党组织": parent, "成立时间": "", **more}


def seat(title: str, holder: str = "", **more: str) -> dict[str, str]:
    usual = {
        "所属党组织": "御景小区党支部",
        "职务": title,
        "姓名": holder,
        "任职时间": "2024-03-01",
    }
    return {**usual, **more}


def grid(code: str, entrances: str, **more: str) -> dict[str, str]:
    return {"网格编号": code, "网格名称": f"{code}网格", "所辖单元": entrances, **more}
