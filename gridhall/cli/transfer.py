"""transfer open, step, receive, handover, settle, reverse, list, show: 户籍迁移 at a terminal."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.transfer_draft import add_draft_options, draft_from
from gridhall.cli.usage import count, day, lines, subcommands
from gridhall.core.errors import UserError
from gridhall.db.storage import replace_file
from gridhall.papers import queries as papers
from gridhall.registry.documents.transfer_issue import At, issue_handover
from gridhall.registry.labels import DIRECTIONS, TRANSFER_STATES, event_label
from gridhall.registry.queries import transfers as reads
from gridhall.registry.queries.transfers import Stage, TransferCard, TransferRow
from gridhall.registry.rules.transfers import Step
from gridhall.registry.service import transfers as service

_STATES = [state for state in TRANSFER_STATES if state != "consulting"]


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    transfer = commands.add_parser("transfer", parents=[options], help="户籍迁移")
    words = subcommands(transfer)
    _add_acts(words, options)
    _add_reads(words, options)


def _add_acts(words: Any, options: ArgumentParser) -> None:
    opening = words.add_parser("open", parents=[options], help="收件；不改登记")
    add_draft_options(opening)
    opening.set_defaults(run=run_open)
    step = _numbered(words, options, "step", "登记进度", run_step)
    step.add_argument("state", choices=_STATES, metavar="状态", help=_state_words())
    step.add_argument("--on", type=day, metavar="日期", help="哪一天，默认今天")
    step.add_argument("--note", default="", metavar="文字", help="说明；不办、退回要写原因")
    step.add_argument("--number", dest="paper", default="", metavar="证号", help="准迁证、迁移证号")
    receive = _numbered(words, options, "receive", "收材料", run_receive)
    receive.add_argument("materials", metavar="序号", help="all 或 1,2,4")
    settle = _numbered(words, options, "settle", "办结落户，登记随之改变", run_settle)
    settle.add_argument("--on", type=day, metavar="日期", help="入户日期，默认今天")
    reverse = _numbered(words, options, "reverse", "撤回已落户的迁移", run_reverse)
    reverse.add_argument("--reason", required=True, metavar="原因")
    handover = words.add_parser("handover", parents=[options], help="移交派出所，出移交清单")
    handover.add_argument("numbers", nargs="+", metavar="编号")
    handover.add_argument("--out", type=Path, metavar="文件.pdf")
    handover.set_defaults(run=run_handover)


def _add_reads(words: Any, options: ArgumentParser) -> None:
    _numbered(words, options, "show", "一件迁移", run_show)
    listing = words.add_parser("list", parents=[options], help="最近的迁移")
    listing.add_argument("--stage", choices=[one.value for one in Stage], default="all")
    listing.add_argument("--find", default="", metavar="文字", help="编号或姓名的一部分")
    listing.add_argument("--limit", type=lines, default=500, metavar="件数", help="默认 500")
    listing.set_defaults(run=run_list)
    known = words.add_parser("categories", parents=[options], help="迁移类别和材料")
    known.add_argument("--direction", choices=sorted(DIRECTIONS), help="只看一种类型")
    known.add_argument("--all", dest="everything", action="store_true", help="停用的也列出")
    files = known.add_mutually_exclusive_group()
    files.add_argument("--export", type=Path, metavar="文件.json", help="存成文件，改好再导入")
    files.add_argument("--import", dest="source", type=Path, metavar="文件.json", help="导入")
    known.set_defaults(run=run_categories)
    totals = words.add_parser("totals", parents=[options], help="按月累计迁入户数、人数")
    totals.add_argument("--year", type=count, metavar="年份", help="默认今年")
    totals.set_defaults(run=run_totals)


def run_open(args: Namespace) -> Answer:
    """Take a transfer in."""
    today = date.today()
    with opened(args) as hall, hall.db.write() as session:
        draft = draft_from(session, hall.clerk, args, today)
        plan = reads.draft_plan(session, draft, today)
        card = service.open_transfer(session, hall.clerk, draft, today)
    doubts = [one.sentence for one in plan.soft]
    return Answer({**_card(card), "doubts": doubts}, [*_line(card.row), *doubts])


def run_step(args: Namespace) -> Answer:
    """Write a state down."""
    step = Step(args.state, args.on or date.today(), args.note, args.paper)
    with opened(args) as hall, hall.db.write() as session:
        known = reads.transfer_numbered(session, args.number)
        card = service.step_transfer(session, hall.clerk, known, step, date.today())
    return Answer(_card(card), _line(card.row))


def run_settle(args: Namespace) -> Answer:
    """Settle: everybody's events at once."""
    today = date.today()
    with opened(args) as hall, hall.db.write() as session:
        known = reads.transfer_numbered(session, args.number)
        card = service.settle_transfer(session, hall.clerk, known, args.on or today, today)
    return Answer(_card(card), _line(card.row))


def run_reverse(args: Namespace) -> Answer:
    """Take a settled transfer back; the answer is the reversing one."""
    with opened(args) as hall, hall.db.write() as session:
        known = reads.transfer_numbered(session, args.number)
        card = service.reverse_transfer(session, hall.clerk, known, args.reason, date.today())
    return Answer(_card(card), _line(card.row))


def run_receive(args: Namespace) -> Answer:
    """Materials have come in."""
    with opened(args) as hall, hall.db.write() as session:
        known = reads.transfer_numbered(session, args.number)
        places = _places(args.materials, len(reads.materials(session, known)))
        card = service.receive_material(session, hall.clerk, known, places, date.today())
    return Answer(_card(card), _line(card.row))


def run_handover(args: Namespace) -> Answer:
    """Several transfers to the police station, with their list."""
    today = date.today()
    with opened(args) as hall:
        with hall.db.read() as session:
            chosen = [reads.transfer_numbered(session, one) for one in args.numbers]
        paper = issue_handover(At(hall.db, hall.clerk, hall.hall, today), chosen)
        with hall.db.read() as session:
            rows = [reads.transfer_row(session, one, today) for one in chosen]
            pdf = papers.pdf_of(session, paper.id)
        if args.out is not None:
            _write(args.out, pdf)
    data = {
        "number": paper.number,
        "state": "submitted",
        "people": sum(row.people for row in rows),
        "transfers": [_row(row) for row in rows],
        "file": str(args.out) if args.out else None,
    }
    return Answer(data, [f"{paper.number}\t{len(rows)} 件"])


def run_show(args: Namespace) -> Answer:
    """One transfer with everything."""
    with opened(args) as hall, hall.db.read() as session:
        known = reads.transfer_numbered(session, args.number)
        card = reads.transfer_card(session, known, date.today())
    return Answer(_card(card))


def run_list(args: Namespace) -> Answer:
    """The newest transfers of a stage."""
    if args.limit < 1:
        raise UserError("--limit 要 1 以上。")
    today = date.today()
    with opened(args) as hall, hall.db.read() as session:
        rows = reads.transfers(session, Stage(args.stage), today, args.limit, args.find)
        total = reads.transfer_counts(session, today)
    lines = [one for row in rows for one in _line(row)]
    data = {"transfers": [_row(row) for row in rows], "total": total[Stage(args.stage)]}
    return Answer(data, lines or ["没有迁移"])


def run_categories(args: Namespace) -> Answer:
    """The catalogue: shown, written to a file, taken from one."""
    if args.export is not None or args.source is not None:
        return _catalogue_file(args)
    with opened(args) as hall, hall.db.read() as session:
        rows = reads.categories(session, args.direction, active_only=not args.everything)
    told = [
        {
            "code": row.code,
            "name": row.name,
            "direction": row.direction,
            "event": event_label(row.kind),
            "permit": row.permit,
            "active": row.active,
            "basis": row.basis,
            "materials": [
                {"name": m.name, "required": m.required, "note": m.note, "issuer": m.issuer}
                for m in row.materials
            ],
        }
        for row in rows
    ]
    lines = [f"{row.code}\t{DIRECTIONS[row.direction]}\t{row.name}" for row in rows]
    return Answer({"categories": told}, lines)


def _catalogue_file(args: Namespace) -> Answer:
    """--export or --import."""
    if args.export is not None:
        with opened(args) as hall, hall.db.read() as session:
            text, rows = service.export_categories(session), len(reads.categories(session))
        _write(args.export, text.encode("utf-8"))
        return Answer({"rows": rows, "file": str(args.export)})
    try:
        text = args.source.read_text("utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise UserError(f"打不开“{args.source}”，请核对文件名，文件要是 UTF-8 的 JSON") from error
    with opened(args) as hall, hall.db.write() as session:
        stored = service.import_categories(session, hall.clerk, text)
    return Answer({"stored": stored})


def run_totals(args: Namespace) -> Answer:
    """Households and people that moved in, month by month."""
    year = args.year or date.today().year
    if not 1949 <= year <= 9998:
        raise UserError("--year 写四位年份，例如 2026。")
    with opened(args) as hall, hall.db.read() as session:
        months = reads.running_totals(session, year)
    rows = [{name: getattr(one, name) for name in one.__slots__} for one in months]
    last = months[-1]
    return Answer(
        {
            "year": year,
            "rows": rows,
            "households": last.households_so_far,
            "people": last.people_so_far,
        }
    )


def _numbered(
    words: Any, options: ArgumentParser, word: str, said: str, run: Callable[[Namespace], Answer]
) -> ArgumentParser:
    parser: ArgumentParser = words.add_parser(word, parents=[options], help=said)
    parser.add_argument("number", metavar="编号")
    parser.set_defaults(run=run)
    return parser


def _places(typed: str, most: int) -> list[int]:
    if typed == "all":
        return list(range(1, most + 1))
    try:
        return [int(one) for one in typed.split(",")]
    except ValueError:
        raise UserError(f"“{typed}”请写成 all 或 1,2,4 这样") from None


def _write(out: Path, pdf: bytes) -> None:
    try:
        replace_file(out.expanduser().absolute(), pdf)
    except OSError as error:
        raise UserError(
            f"“{out}”写不进去，请换个地方；出好的文书可用 paper reprint 再取。"
        ) from error


def _row(row: TransferRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "state": row.state,
        "people": row.people,
        "direction": row.direction,
        "category": row.category,
        "applicant": row.applicant_name,
        "applicant_id": row.applicant_id,
        "place": row.place,
        "received_on": row.received_on,
        "settled_on": row.settled_on,
        "due_on": row.clock.due_on if row.clock else None,
        "reverses": row.reverses_number,
        "reversed_by": row.reversed_by,
    }


def _line(row: TransferRow) -> list[str]:
    clock = row.clock.word if row.clock else ""
    told = (row.number, row.state_label, row.direction_label, row.title, clock)
    return ["\t".join(told).rstrip()]


def _card(card: TransferCard) -> dict[str, Any]:
    return {
        **_row(card.row),
        "people": [
            {
                "id": one.person_id,
                "name": one.name,
                "id_number": one.masked_id,
                "relation": one.relation_label,
                "household_number": one.household_number,
            }
            for one in card.people
        ],
        "from": card.from_place,
        "to": card.to_place,
        "next": list(card.next_states),
        "materials": [
            {"place": m.place, "name": m.name, "required": m.required, "received_on": m.received_on}
            for m in card.materials
        ],
        "steps": [
            {"state": s.state, "day": s.happened_on, "clerk": s.clerk_name, "note": s.note}
            for s in card.steps
        ],
        "handover_number": card.handover_number,
        "papers": [{"number": one.number, "kind": one.kind} for one in card.papers],
    }


def _state_words() -> str:
    return "、".join(f"{state} {TRANSFER_STATES[state]}" for state in _STATES)
