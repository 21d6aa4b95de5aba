"""import, undo-import, export: workbooks in and out."""

import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from gridhall import parts
from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.cli.answer import Answer
from gridhall.cli.bar import Bar
from gridhall.cli.opening import opened
from gridhall.cli.privacy import add_person_words
from gridhall.cli.usage import subcommands
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.mask import mask_id_number, mask_number, mask_phone
from gridhall.exchange.queries import batch_named
from gridhall.exchange.rules.differences import Difference, Taking, taking_fields
from gridhall.exchange.rules.kinds import CHECK_SHEET, kind_doubt
from gridhall.exchange.rules.problems import Problem
from gridhall.exchange.service.mending import write_mending
from gridhall.exchange.service.workbench import (
    ImportResult,
    Intake,
    dry_run,
    open_intake,
    store_intake,
    undo_batch,
)
from gridhall.exchange.service.writing import Page, write_pages
from gridhall.hall.service import OpenHall
from gridhall.organisation.sheets.exporting import Workbook
from gridhall.registry.rules import reveal_reason
from gridhall.registry.sheets.export import RESIDENT_HEADINGS, resident_cells
from gridhall.service_desk.sheets.catalogue import CASE_HEADINGS, case_cells, import_catalogue


def _today(book: Workbook) -> Callable[[Session], Iterator[list[str]]]:
    return lambda session: book.lines(session, date.today())


EXPORTS: dict[str, tuple[str, tuple[str, ...], Callable[[Session], Iterator[list[str]]]]] = {
    "residents": ("居民", RESIDENT_HEADINGS, resident_cells),
    "cases": ("工单", CASE_HEADINGS, case_cells),
    **{kind: (book.title, book.headings, _today(book)) for kind, book in parts.WORKBOOKS.items()},
}
_MASKED = {
    "公民身份号码": mask_id_number,
    "联系电话": mask_phone,
    "电话": mask_phone,
}  # by a column's heading
_NO_REASON = "命令行导出，没有写用途"
_LONG_NUMBER = re.compile(r"\d{11,}[Xx]?")


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    bring = commands.add_parser("import", parents=[options], help="导入")
    bring.add_argument("kind", choices=[*parts.SHEETS], help="导入什么")
    bring.add_argument("file", type=Path, metavar="文件")
    bring.add_argument("--dry-run", action="store_true", help="只检查，不存")
    bring.add_argument("--errors", type=Path, metavar="错误表.xlsx", help="把有问题的行写成表")
    bring.add_argument(
        "--update", default="", metavar="项,项", help="已在册的人采用名册里的这几项，all 全部"
    )
    bring.set_defaults(run=run_import)
    undo = commands.add_parser("undo-import", parents=[options], help="撤销一批导入")
    undo.add_argument("batch", metavar="批次")
    undo.set_defaults(run=run_undo)
    export = commands.add_parser("export", parents=[options], help="导出工作簿")
    words = subcommands(export)
    for kind, (title, _, _) in sorted(EXPORTS.items()):
        word = words.add_parser(kind, parents=[options], help=f"{title}，每格都是文字")
        word.add_argument("out", type=Path, metavar="文件.xlsx")
        word.add_argument("--reveal", metavar="原因", help="带完整号码，主管才行，原因写入操作记录")
        word.add_argument("--reason", default="", metavar="用途", help="遮住号码的也记用途")
        word.set_defaults(run=run_export, kind=kind)
    add_person_words(words.add_parser("person", parents=[options], help="本人信息，全部"))


def run_import(args: Namespace) -> Answer:
    """Bring a workbook or a catalogue file in."""
    with opened(args) as hall:
        if args.kind == "catalogue" and args.file.suffix.lower() == ".json":
            return _import_catalogue(hall, args)
        return _import_sheet(hall, args)


def _import_sheet(hall: OpenHall, args: Namespace) -> Answer:
    sheet, bar = parts.SHEETS[args.kind], Bar("正在导入")
    taking = taking_fields(args.update, sheet.fields)
    intake = replace(open_intake(args.file, sheet, bar), taking=taking)
    if args.dry_run:
        result = dry_run(hall.db, sheet, intake, bar)
    else:
        result = store_intake(hall.db, hall.clerk, sheet, intake, bar)
    if args.errors and result.problems:
        try:
            write_mending(args.errors, sheet, intake, result.problems)
        except UserError as error:  # the good rows are stored: this is no refusal any more
            print(f"导入已做完，只是错误表没有写成：{error}", file=sys.stderr)
    doubts = _doubts(intake, sheet.title, batch=result.batch)
    problems = [*doubts, *(_told(problem) for problem in result.problems)]
    data = {
        "rows": result.rows,
        "ready": result.ready,
        "stored": result.stored,
        "warnings": result.warnings + len(doubts),
        "errors": result.errors,
        "batch": result.batch,
        "updated": result.updated,
        "differences": [_differs(one, taking) for one in result.differences],
        "problems": problems,
    }
    said = f"共 {result.rows} 行，可存 {result.ready}，已存 {result.stored}"
    lines = [f"{said}；有提醒 {data['warnings']} 行，有错 {result.errors} 行"]
    lines += _differences_told(result, taking)
    lines += [f"批次：{result.batch}"] if result.batch else []
    told = ("row", "column", "value", "problem", "fix")
    lines += ["\t".join(str(one[key]) for key in told) for one in problems]
    return Answer(data, lines)


def _differs(one: Difference, taking: Taking) -> dict[str, Any]:
    keys = ("row", "name", "field", "title", "known", "told", "hint")
    said = {key: getattr(one, key) for key in keys} | {"taken": taking.takes(one)}
    return said | {"known": masked(one.known), "told": masked(one.told)}


def _differences_told(result: ImportResult, taking: Taking) -> list[str]:
    """How many people of the hall the ledger tells something else of, and each difference."""
    if not result.differences:
        return []
    people = len({one.record_id for one in result.differences})
    taken = len({one.record_id for one in taking.taken(result.differences)})
    head = f"已在册的 {people} 人和名册说的不同，采用名册的 {taken} 人"
    told = [
        masked("\t".join((str(one.row), one.name, one.title, one.known, "→", one.told, one.hint)))
        for one in result.differences
    ]
    return [head, *told]


def _doubts(intake: Intake, title: str, *, batch: str) -> list[dict[str, Any]]:
    """A warning at the heading row if this looks like another kind of sheet."""
    table = intake.ledger.tables[intake.mapping.sheet]
    doubt = kind_doubt(table, intake.mapping, title)
    fix = f"{CHECK_SHEET}；不是就撤回：undo-import {batch}" if batch else CHECK_SHEET
    said = {"row": intake.mapping.heading_row, "column": "", "value": table.name}
    told = {**said, "problem": doubt, "fix": fix, "kind": "warning", "flaw": "other_kind"}
    return [told] if doubt else []


def _told(problem: Problem) -> dict[str, Any]:
    keys = ("row", "column", "value", "problem", "fix", "kind")
    said = {key: getattr(problem, key) for key in keys}
    said |= {"row": problem.own_row, "sheet": problem.sheet} if problem.sheet else {}
    return {**said, "value": masked(problem.value), "flaw": problem.flaw.value}


def masked(text: str) -> str:
    """A cell of a ledger without the numbers in it; its row and column say where to look."""
    return _LONG_NUMBER.sub(lambda found: mask_number(found[0]), text)


def _import_catalogue(hall: OpenHall, args: Namespace) -> Answer:
    with hall.db.write() as session:
        change = import_catalogue(session, hall.clerk, args.file, date.today())
        if args.dry_run:
            session.rollback()
    total = change.added + change.changed + change.unchanged
    stored = 0 if args.dry_run else change.added + change.changed
    data = {
        "rows": total,
        "ready": total,
        "stored": stored,
        "warnings": 0,
        "errors": 0,
        "batch": "",
        "updated": 0,
        "differences": [],
        "problems": [],
    }
    said = f"事项目录：新增 {change.added}，更新 {change.changed}"
    return Answer(data, [said + ("（只检查，没有存）" if args.dry_run else "")])


def run_undo(args: Namespace) -> Answer:
    """Take a whole batch back."""
    with opened(args) as hall, hall.db.write() as session:
        batch = batch_named(session, args.batch)
        sheet = parts.SHEETS.get(batch.kind)
        if sheet is None:
            raise UserError(f"批次“{batch.name}”不能撤回。")
        removed = undo_batch(session, hall.clerk, sheet, batch.id)
    return Answer({"removed": removed}, [f"已撤回批次 {args.batch}，移走 {removed} 行"])


def run_export(args: Namespace) -> Answer:
    """A workbook of text cells, written into the trail; whole numbers by a supervisor's reason."""
    title, headings, cells = EXPORTS[args.kind]
    with opened(args) as hall:
        said = {"kind": args.kind, "reason": _why(hall.clerk, args)}
        with hall.db.write() as session:
            pages = [Page(title, headings, cells(session)), *_further(args.kind, session)]
            if args.reveal is None:
                pages = [_masked_page(page) for page in pages]
            rows = write_pages(args.out, pages)
            after = {"after": {**said, "rows": rows}}
            record(session, hall.clerk, "export", (args.kind, None), after)
    data = {"rows": rows, "file": str(args.out), "revealed": args.reveal is not None}
    return Answer(data, [f"已导出 {rows} 行到 {args.out}", *_how_masked(args.reveal)])


def _further(kind: str, session: Session) -> Iterator[Page]:
    """The other sheets of a workbook that has several."""
    book = parts.WORKBOOKS.get(kind)
    for one in book.more if book is not None else ():
        yield Page(one.title, one.headings, one.lines(session, date.today()))


def _masked_page(page: Page) -> Page:
    lines = (list(map(str, row)) for row in page.rows)
    return page._replace(rows=_masked_cells(page.headings, lines))


def _why(clerk: Clerk, args: Namespace) -> str:
    """What the supervisor reads of it; whole numbers go out by a supervisor who says why only."""
    if args.reveal is not None:
        require(clerk, Role.SUPERVISOR, "导出完整号码")
        return reveal_reason(args.reveal)
    return reveal_reason(args.reason) if args.reason else _NO_REASON


def _masked_cells(headings: Sequence[str], lines: Iterable[list[str]]) -> Iterator[list[str]]:
    places = [(at, _MASKED[heading]) for at, heading in enumerate(headings) if heading in _MASKED]
    for line in lines:
        for at, mask in places:
            line[at] = mask(line[at])
        yield line


def _how_masked(reason: str | None) -> list[str]:
    return [] if reason else ["号码中间几位已隐去；主管可加 --reveal 原因 导出完整号码"]
