"""A hall into which small ledgers are brought."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from gridhall.core.clerk import Clerk
from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.exchange import queries as batches
from gridhall.exchange.rules.differences import taking_fields
from gridhall.exchange.service import workbench
from gridhall.exchange.service.sheet import Sheet
from gridhall.exchange.service.workbench import ImportResult, Intake, open_intake, store_intake
from gridhall.registry.queries.checks import broken
from gridhall.registry.sheets import RESIDENTS
from tests.exchange.workbooks import make_xlsx

HEADINGS = ("户号", "姓名", "与户主关系", "身份证号", "小区", "楼栋", "单元", "室")


class Hall:
    """Brings small ledgers into one hall."""

    def __init__(self, db: Database, clerk: Clerk, folder: Path) -> None:
        self.db, self.clerk, self.folder = db, clerk, folder
        self.sheet: Sheet[Any] = RESIDENTS

    def intake(self, rows: tuple[tuple[Any, ...], ...], headings: tuple[str, ...]) -> Intake:
        path = make_xlsx(self.folder / f"{uuid4()}.xlsx", [headings, *rows])
        return open_intake(path, self.sheet, Silent())

    def bring(
        self, *rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS, update: str = ""
    ) -> ImportResult:
        intake = self.intake(rows, headings)
        intake = replace(intake, taking=taking_fields(update, self.sheet.fields))
        return store_intake(self.db, self.clerk, self.sheet, intake, Silent())

    def look(self, *rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS) -> ImportResult:
        return workbench.dry_run(self.db, self.sheet, self.intake(rows, headings), Silent())

    def one(self, query: Any) -> Any:
        with self.db.read() as session:
            return session.scalars(query).one()

    def all(self, query: Any) -> list[Any]:
        with self.db.read() as session:
            return list(session.scalars(query))

    def undo(self, name: str) -> int:
        with self.db.write() as session:
            batch = batches.batch_named(session, name)
            return workbench.undo_batch(session, self.clerk, self.sheet, batch.id)

    def broken(self, rule: str, today: date) -> list[int]:
        with self.db.read() as session:
            return list(broken(session, rule, today))
