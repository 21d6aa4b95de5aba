"""catalogue list, show, export: the matters the desk takes in."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import subcommands
from gridhall.core.errors import UserError
from gridhall.db.storage import replace_file
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import MatterRow
from gridhall.service_desk.sheets.catalogue import export_catalogue


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    catalogue = commands.add_parser("catalogue", parents=[options], help="事项目录")
    words = subcommands(catalogue)
    listing = words.add_parser("list", parents=[options], help="全部事项和时限")
    listing.set_defaults(run=run_list)
    show = words.add_parser("show", parents=[options], help="一个事项和它的材料")
    show.add_argument("matter", metavar="事项", help="编码或名称")
    show.set_defaults(run=run_show)
    export = words.add_parser("export", parents=[options], help="导出目录，改好可以再导入")
    export.add_argument("out", type=Path, metavar="文件.json")
    export.set_defaults(run=run_export)


def run_list(args: Namespace) -> Answer:
    """Every matter with its limit."""
    with opened(args) as hall, hall.db.read() as session:
        found = [_matter(matter) for matter in queries.matters(session, date.today())]
    lines = [f"{m['code']}\t{m['name']}\t{m['limit_days']} 个工作日" for m in found]
    return Answer({"matters": found}, lines)


def run_show(args: Namespace) -> Answer:
    """One matter with its materials."""
    with opened(args) as hall, hall.db.read() as session:
        matter = queries.find_matter(session, args.matter, date.today())
    return Answer(_matter(matter) | {"materials": [asdict(m) for m in matter.materials]})


def run_export(args: Namespace) -> Answer:
    """The whole catalogue as a file that can be edited and imported again."""
    with opened(args) as hall, hall.db.read() as session:
        on = date.today()
        text = export_catalogue(session, on)
        count = len(queries.matters(session, on, withdrawn=True))
    try:
        replace_file(args.out.expanduser().absolute(), text.encode("utf-8"), mode=0o644)
    except OSError as error:
        raise UserError(f"“{args.out}”写不进去。请换一个位置。") from error
    return Answer({"rows": count, "file": str(args.out)}, [f"已导出 {count} 个事项"])


def _matter(matter: MatterRow) -> dict[str, Any]:
    keys = ("id", "code", "name", "category", "kind", "limit_days", "authority", "result")
    return {**{key: getattr(matter, key) for key in keys}, "materials": len(matter.materials)}
