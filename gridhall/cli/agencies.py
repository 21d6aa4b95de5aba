"""agency: the directory of offices and hotlines at a terminal."""

from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import subcommands
from gridhall.core.errors import UserError
from gridhall.organisation.queries.agencies import (
    AgencyRow,
    agencies,
    directory,
    find_agency,
    plate_lines,
)
from gridhall.organisation.rules.agencies import KINDS, AgencyDraft
from gridhall.organisation.service import agencies as service
from gridhall.organisation.service.agency_list import ready_directory

_TEXTS = {
    "--does": "办什么", "--phone": "电话", "--address": "地址", "--hours": "办公时间",
    "--aliases": "别名，用、分开",
}  # fmt: skip


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    words = subcommands(commands.add_parser("agency", parents=[options], help="办事机构和热线"))
    told = words.add_parser("list", parents=[options], help="办事机构和服务热线")
    told.add_argument("typed", nargs="?", default="", metavar="字", help="名称、首字母、号码")
    told.add_argument("--kind", choices=sorted(KINDS), help="只看机构或热线")
    told.add_argument("--all", action="store_true", help="停用的也列出")
    told.set_defaults(run=run_list)
    told = words.add_parser("for", parents=[options], help="出具机构的写法对应哪个机构")
    told.add_argument("issuer", metavar="出具机构")
    told.set_defaults(run=run_for)
    told = words.add_parser("save", parents=[options], help="登记一个机构，或改已有的")
    told.add_argument("name", metavar="名称")
    told.add_argument("--kind", choices=sorted(KINDS))
    for option, said in _TEXTS.items():
        told.add_argument(option, metavar="文字", help=said)
    told.add_argument("--plate", action=BooleanOptionalAction, help="印不印在服务牌上")
    told.set_defaults(run=run_save)
    for name, said, active in (("end", "停用", False), ("use", "恢复使用", True)):
        told = words.add_parser(name, parents=[options], help=said)
        told.add_argument("name", metavar="名称")
        told.set_defaults(run=run_use, active=active)
    told = words.add_parser("plate", parents=[options], help="服务牌上的热线，照这个顺序")
    told.add_argument("names", nargs="*", metavar="名称", help="不写就只看现在的")
    told.set_defaults(run=run_plate)


def run_list(args: Namespace) -> Answer:
    """The directory, offices first."""
    with opened(args) as hall:
        ready_directory(hall.db, hall.clerk)
        with hall.db.read() as session:
            rows = agencies(session, args.kind, args.typed, args.all)
    lines = [_line(row) for row in rows] or ["没有对得上的机构"]
    return Answer({"agencies": [asdict(row) for row in rows]}, lines)


def run_for(args: Namespace) -> Answer:
    """The agencies that an issuer's words mean, in their order."""
    with opened(args) as hall:
        ready_directory(hall.db, hall.clerk)
        with hall.db.read() as session:
            known = directory(session)
    rows = known.find_all(args.issuer)
    if not rows:
        raise UserError(f"“{args.issuer[:40]}”对不上办事机构。用 agency list 查看全部")
    return Answer({"agencies": [asdict(row) for row in rows]}, [_line(row) for row in rows])


def run_save(args: Namespace) -> Answer:
    """Write an agency down, or change the one of this name."""
    with opened(args) as hall:
        ready_directory(hall.db, hall.clerk)
        with hall.db.write() as session:
            known = [row for row in agencies(session, ended=True) if row.name == args.name]
            draft = _changed(_draft(known[0]) if known else AgencyDraft(args.name), args)
            done = service.save_agency(session, hall.clerk, draft, date.today())
    return Answer({"id": done.row_id, "action": done.action_id}, [f"已存“{args.name}”"])


def run_use(args: Namespace) -> Answer:
    """停用 an agency, or use it again."""
    with opened(args) as hall, hall.db.write() as session:
        row = find_agency(session, args.name)
        done = service.use_agency(
            session, hall.clerk, row.id, active=args.active, today=date.today()
        )
    said = "已恢复使用" if args.active else "已停用"
    return Answer({"id": row.id, "action": done.action_id}, [f"{said}“{row.name}”"])


def run_plate(args: Namespace) -> Answer:
    """What the buildings' plates show; with names, these in this order."""
    with opened(args) as hall:
        ready_directory(hall.db, hall.clerk)
        with hall.db.write() as session:
            ids = [find_agency(session, one).id for one in args.names]
            if ids:
                service.arrange_plate(session, hall.clerk, ids, date.today())
            lines = plate_lines(session)
    told = [{"name": one.name, "number": one.number} for one in lines]
    return Answer({"hotlines": told}, [f"{one.name}\t{one.number}" for one in lines])


def _draft(row: AgencyRow) -> AgencyDraft:
    return AgencyDraft(
        row.name, row.kind, "\n".join(row.aliases), row.does, row.address, row.hours, row.phone,
        row.on_plate, row.id, row.version,
    )  # fmt: skip


def _changed(draft: AgencyDraft, args: Namespace) -> AgencyDraft:
    names = ("kind", *(option[2:] for option in _TEXTS))
    given = {name: getattr(args, name) for name in names if getattr(args, name) is not None}
    if args.plate is not None:
        given["on_plate"] = args.plate
    return replace(draft, **given)


def _line(row: AgencyRow) -> str:
    said = filter(None, (row.phone, row.address, row.hours, row.does))
    ended = "" if row.active else "（已停用）"
    return f"{row.name}{ended}\t" + "\t".join(said)
