"""The import workbench: check every row, store all the good ones at once, take a batch back."""

from collections.abc import Mapping as Edits
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.db.database import Database
from gridhall.exchange.models import ImportBatch
from gridhall.exchange.queries import batch_of_request
from gridhall.exchange.rules.differences import Difference, Taking
from gridhall.exchange.rules.headings import (
    Mapping,
    SheetTable,
    guess_mapping,
    require_columns,
)
from gridhall.exchange.rules.joining import joined
from gridhall.exchange.rules.problems import Problem, rows_with
from gridhall.exchange.rules.rows import SourceRow, source_rows
from gridhall.exchange.service.bulk import collector_paused
from gridhall.exchange.service.reading import Ledger, read_ledger
from gridhall.exchange.service.sheet import Batch, Checked, Sheet, Spread
from gridhall.exchange.service.stages import Stage

R = TypeVar("R")

_READ, _CHECKED, _STORED = 300, 500, 1_000
_NO_ROWS = "列名行下面没有一行资料。请核对选的是不是要导入的那张表，什么都没有存"
_UNDONE = "批次“{name}”已经由{clerk}撤回过，现在没有可撤的"
_OTHER_KIND = "批次“{name}”导入的不是{title}，不能当{title}撤回"


@dataclass(frozen=True, slots=True)
class Intake:
    """A ledger on the workbench, with what the clerk corrected so far."""

    ledger: Ledger
    mapping: Mapping
    edits: Edits[tuple[int, str], str] = field(default_factory=dict)  # (row, column key) -> text
    request_key: str = field(default_factory=lambda: str(uuid4()))
    taking: Taking = field(
        default_factory=Taking
    )  # what replaces the hall's own of people it knows


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of a dry run or an import; `batch` is empty if nothing was stored.

    `stored` counts the people `updated` too.
    """

    rows: int
    ready: int
    stored: int
    warnings: int
    errors: int
    batch: str
    problems: tuple[Problem, ...]
    differences: tuple[Difference, ...] = ()
    updated: int = 0


@collector_paused()
def open_intake(path: Path, sheet: Sheet[R], progress: Progress) -> Intake:
    """Read a file and guess its heading row and columns."""
    ledger = read_ledger(path, Stage(progress, 0, _READ))
    if isinstance(sheet, Spread):
        ledger = replace(ledger, tables=joined(ledger.tables, sheet.columns, sheet.parts))
    return Intake(ledger, guess_mapping(ledger.tables, sheet.columns))


@collector_paused()
def dry_run(db: Database, sheet: Sheet[R], intake: Intake, progress: Progress) -> ImportResult:
    """Check every row and store nothing (试导入)."""
    rows = intake_rows(intake, sheet)
    with db.read() as session:
        checked = sheet.check(session, rows, Stage(progress, _READ, _STORED))
    return _result(rows, checked, intake)


@collector_paused()
def store_intake(
    db: Database, clerk: Clerk, sheet: Sheet[R], intake: Intake, progress: Progress
) -> ImportResult:
    """Store all good rows in one transaction under a new batch; cancelled, it stores nothing."""
    rows = intake_rows(intake, sheet)
    with db.write() as session:
        done = batch_of_request(session, intake.request_key)
        if done is not None:
            return ImportResult(
                done.rows, done.stored, done.stored, done.warnings, done.errors, done.name, ()
            )
        checked = sheet.check(session, rows, Stage(progress, _READ, _CHECKED))
        result = _result(rows, checked, intake)
        if not checked.ready and not intake.taking.taken(checked.differences):
            return result
        return _stored(session, clerk, sheet, (intake, checked, result), progress)


@collector_paused()
def import_file(
    db: Database, clerk: Clerk, sheet: Sheet[R], path: Path, progress: Progress
) -> ImportResult:
    """The whole workbench without a window: read, guess, check and store."""
    return store_intake(db, clerk, sheet, open_intake(path, sheet, progress), progress)


def undo_batch(session: Session, clerk: Clerk, sheet: Sheet[R], batch_id: int) -> int:
    """Take a whole batch back (撤销导入); says how many rows were removed."""
    batch = session.get_one(ImportBatch, batch_id)
    if batch.kind != sheet.kind:
        raise UserError(_OTHER_KIND.format(name=batch.name, title=sheet.title))
    if batch.undone_at is not None:
        raise UserError(_UNDONE.format(name=batch.name, clerk=batch.undone_by))
    now = datetime.now(UTC)
    removed = sheet.undo(session, Batch(batch.id, batch.name, clerk, now))
    batch.undone_at, batch.undone_by = now, clerk.name
    session.flush()
    record(
        session, clerk, "import.undo", ("import_batch", batch.id), {"after": {"removed": removed}}
    )
    return removed


def intake_rows(intake: Intake, sheet: Sheet[R]) -> list[SourceRow]:
    """The ledger's rows as mapped and corrected; refused if there are none."""
    require_columns(intake.mapping, sheet.columns)
    rows = source_rows(intake.ledger.tables[intake.mapping.sheet], intake.mapping, sheet.columns)
    if not rows:
        raise UserError(_NO_ROWS)
    if not intake.edits:
        return rows
    keys = [spec.key for spec in sheet.columns]
    edited = {number for number, _ in intake.edits}
    return [_edited(row, keys, intake.edits) if row.number in edited else row for row in rows]


def _edited(row: SourceRow, keys: list[str], edits: Edits[tuple[int, str], str]) -> SourceRow:
    cells = zip(keys, row.cells, strict=True)
    return SourceRow(row.number, tuple(edits.get((row.number, key), cell) for key, cell in cells))


def _result(rows: list[SourceRow], checked: Checked[R], intake: Intake) -> ImportResult:
    table = intake.ledger.tables[intake.mapping.sheet]
    problems = tuple(sorted(checked.problems, key=lambda problem: problem.row))
    if table.pieces:
        problems = tuple(_with_origin(problem, table) for problem in problems)
    warnings, errors = rows_with(problems, "warning"), rows_with(problems, "error")
    different = tuple(checked.differences)
    ready = len(checked.ready)
    return ImportResult(len(rows), ready, 0, warnings, errors, "", problems, different)


def _with_origin(problem: Problem, table: SheetTable) -> Problem:
    sheet, own_row = table.origin(problem.row)
    return replace(problem, sheet=sheet, own_row=own_row)


def _stored(
    session: Session,
    clerk: Clerk,
    sheet: Sheet[R],
    found: tuple[Intake, Checked[R], ImportResult],
    progress: Progress,
) -> ImportResult:
    intake, checked, result = found
    row = _new_batch(session, clerk, sheet.kind, intake, result)
    batch = Batch(row.id, row.name, clerk, row.created_at)
    stage = Stage(progress, _CHECKED, _STORED)
    row.stored = sheet.store(session, batch, checked.ready, stage) if checked.ready else 0
    updated = sheet.update(session, batch, intake.taking.taken(checked.differences))
    row.stored += updated
    session.flush()
    said = {"file": row.file_name, "rows": row.rows, "stored": row.stored, "errors": row.errors}
    record(session, clerk, "import.store", ("import_batch", row.id), {"after": said})
    return replace(result, stored=row.stored, batch=row.name, updated=updated)


def _new_batch(
    session: Session, clerk: Clerk, kind: str, intake: Intake, result: ImportResult
) -> ImportBatch:
    now = datetime.now(UTC)
    batch = ImportBatch(
        name=_next_name(session, now),
        kind=kind,
        file_name=intake.ledger.file_name,
        file_sha256=intake.ledger.sha256,
        rows=result.rows,
        stored=0,
        warnings=result.warnings,
        errors=result.errors,
        created_at=now,
        clerk_name=clerk.name,
        request_key=intake.request_key,
    )
    session.add(batch)
    session.flush()
    return batch


def _next_name(session: Session, now: datetime) -> str:
    """The day and a number within it, e.g. 20261124-1: short enough to type."""
    day = f"{now.astimezone():%Y%m%d}"
    same_day = select(func.count()).where(ImportBatch.name.startswith(f"{day}-"))
    return f"{day}-{session.scalars(same_day).one() + 1}"
