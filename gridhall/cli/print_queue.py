"""print-queue list, drop, printer, calibration: what waits for a printer, and how printers are."""

from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import subcommands
from gridhall.core.errors import UserError
from gridhall.db.storage import replace_file
from gridhall.papers import queries, service
from gridhall.papers.documents import ROLL, calibration_page
from gridhall.papers.labels import KINDS
from gridhall.papers.queries import JobRow, PrinterRow
from gridhall.papers.service import PrinterDraft
from gridhall.pdf.page import A4


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    top = commands.add_parser("print-queue", parents=[options], help="打印队列")
    words = subcommands(top)
    listing = words.add_parser("list", parents=[options], help="等着打印的文书")
    listing.set_defaults(run=run_list)
    drop = words.add_parser("drop", parents=[options], help="移出队列，文书还在")
    drop.add_argument("number", metavar="编号")
    drop.set_defaults(run=run_drop)
    printer = words.add_parser("printer", parents=[options], help="看或改一台打印机")
    printer.add_argument("name", metavar="打印机")
    printer.add_argument("--right", metavar="毫米", help="打印偏右多少，如 1.5，偏左写负数")
    printer.add_argument("--down", metavar="毫米", help="打印偏下多少")
    printer.add_argument("--ticket", action=BooleanOptionalAction, help="是 80 毫米小票打印机")
    printer.add_argument(
        "--preprinted", metavar="种类", help="套打的文书种类，逗号分开，没有写“无”"
    )
    printer.set_defaults(run=run_printer)
    page = words.add_parser("calibration", parents=[options], help="打印校准页的 PDF")
    page.add_argument("name", metavar="打印机")
    page.add_argument("--out", type=Path, required=True, metavar="文件.pdf")
    page.set_defaults(run=run_calibration)


def run_list(args: Namespace) -> Answer:
    """What waits, oldest first, and why."""
    with opened(args) as hall, hall.db.read() as session:
        rows = queries.jobs_in_queue(session)
    lines = [f"{row.paper.number}\t{row.printer or '—'}\t{row.why}" for row in rows]
    return Answer({"jobs": [_job(row) for row in rows]}, lines or ["没有等着打印的文书"])


def run_drop(args: Namespace) -> Answer:
    """Take the paper of this number out of the queue; the paper stays."""
    with opened(args) as hall, hall.db.write() as session:
        waiting = [j for j in queries.jobs_in_queue(session) if j.paper.number == args.number]
        if not waiting:
            raise UserError(f"打印队列里没有“{args.number}”。用 print-queue list 看有哪些。")
        service.drop_jobs(session, hall.clerk, [row.id for row in waiting])
    return Answer({"dropped": len(waiting), "number": args.number}, [f"已移出 {args.number}"])


def run_printer(args: Namespace) -> Answer:
    """How a printer is; with options, how it is from now on."""
    with opened(args) as hall, hall.db.write() as session:
        known = queries.printer_setting(session, args.name)
        draft = PrinterDraft(
            args.name,
            known.right if args.right is None else _tenths(args.right),
            known.down if args.down is None else _tenths(args.down),
            known.is_ticket if args.ticket is None else args.ticket,
            known.preprinted if args.preprinted is None else _kinds(args.preprinted),
        )
        if any(one is not None for one in (args.right, args.down, args.ticket, args.preprinted)):
            known = service.store_printer(session, hall.clerk, draft)
    said = f"{known.printer}\t偏右 {known.right / 10:g} 毫米\t偏下 {known.down / 10:g} 毫米"
    return Answer(_printer(known), [said if known.is_known else f"{known.printer}\t还没有校准"])


def run_calibration(args: Namespace) -> Answer:
    """The page to measure by; it has no number and is not kept."""
    with opened(args) as hall, hall.db.read() as session:
        known = queries.printer_setting(session, args.name)
    pdf = calibration_page(args.name, ROLL if known.is_ticket else A4)
    out = args.out.expanduser().absolute()
    try:
        replace_file(out, pdf)
    except OSError as error:
        raise UserError(f"“{args.out}”写不进去，换一个文件夹再试。") from error
    return Answer({"file": str(args.out), "printer": args.name}, [str(args.out)])


def _tenths(typed: str) -> int:
    try:
        tenths = Decimal(typed) * 10
        if not tenths.is_finite():
            raise InvalidOperation
    except InvalidOperation as error:
        raise UserError(f"“{typed}”不是毫米数，请写 1.5 或 -0.8 这样的数。") from error
    if tenths != tenths.to_integral_value():
        raise UserError(f"“{typed}”太细了，写到 0.1 毫米就够。")
    return int(tenths)


def _kinds(typed: str) -> tuple[str, ...]:
    """Kinds by their words or their keys, e.g. 受理通知书 or acceptance."""
    names = {label: kind for kind, label in KINDS.items()}
    given = [one.strip() for one in typed.replace("，", ",").split(",") if one.strip()]
    return () if given == ["无"] else tuple(names.get(one, one) for one in given)


def _job(row: JobRow) -> dict[str, Any]:
    return {
        "number": row.paper.number,
        "title": row.paper.title,
        "printer": row.printer,
        "copies": row.copies,
        "pages_done": row.pages_done,
        "pages": row.sides,
        "state": row.state,
        "why": row.why,
        "asked_at": row.asked_at,
        "clerk": row.clerk_name,
    }


def _printer(row: PrinterRow) -> dict[str, Any]:
    return {
        "printer": row.printer,
        "right": row.right / 10,
        "down": row.down / 10,
        "is_ticket": row.is_ticket,
        "preprinted": sorted(row.preprinted),
        "is_known": row.is_known,
    }
