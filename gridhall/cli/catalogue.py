"""catalogue list, show, export, history, guide, retire ...: the matters the desk takes in."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import subcommands
from gridhall.core.errors import UserError
from gridhall.db.storage import replace_file
from gridhall.hall.service import OpenHall
from gridhall.papers import queries as papers
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents.transfer_issue import At
from gridhall.service_desk.documents.guide_issue import issue_booklet, issue_guide
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.catalogue_history import VersionRow, versions
from gridhall.service_desk.queries.reads import MatterRow
from gridhall.service_desk.service.catalogue_versions import retire, take_up, withdraw_version
from gridhall.service_desk.sheets.catalogue import export_catalogue
from gridhall.service_desk.sheets.workbook.export import write_catalogue

_ALL = "全部"
_KEYS = ("id", "code", "name", "category", "kind", "limit_days", "authority", "result")


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    catalogue = commands.add_parser("catalogue", parents=[options], help="事项目录")
    words = subcommands(catalogue)

    def word(name: str, said: str, run: Callable[[Namespace], Answer]) -> ArgumentParser:
        made: ArgumentParser = words.add_parser(name, parents=[options], help=said)
        made.set_defaults(run=run)
        return made

    _add_reads(word)
    _add_acts(word)


def _add_reads(word: Callable[..., ArgumentParser]) -> None:
    listing = word("list", "全部事项和时限", run_list)
    listing.add_argument("--withdrawn", action="store_true", help="停用的也列出")
    show = word("show", "一个事项和它的材料", run_show)
    for one in (listing, show):
        one.add_argument("--on", type=date.fromisoformat, metavar="日期", help="哪一天的版本")
    export = word("export", "导出目录，改好可以再导入", run_export)
    export.add_argument("out", type=Path, metavar="文件.json|文件.xlsx")
    history = word("history", "一个事项的各个版本，改了什么", run_history)
    guide = word("guide", "出服务指南", run_guide)
    guide.add_argument("matter", nargs="?", default="", metavar="事项", help="不写就是全部")
    guide.add_argument("--category", default="", metavar="类别", help="这一类合成一本")
    guide.add_argument("--out", type=Path, metavar="文件.pdf")
    for one in (show, history):
        one.add_argument("matter", metavar="事项", help="编码或名称")


def _add_acts(word: Callable[..., ArgumentParser]) -> None:
    stop = word("retire", "停用一个事项", run_retire)
    again = word("resume", "恢复一个停用的事项", run_resume)
    for one in (stop, again):
        one.add_argument("matter", metavar="事项", help="编码或名称")
        one.add_argument("--from", dest="since", type=date.fromisoformat, metavar="日期")
    back = word("withdraw", "撤回一个还没有生效的版本", run_withdraw)
    back.add_argument("version", type=int, metavar="版本号", help="history 里的 id")


def run_list(args: Namespace) -> Answer:
    """Every matter with its limit."""
    on = args.on or date.today()
    with opened(args) as hall, hall.db.read() as session:
        rows = queries.matters(session, on, withdrawn=args.withdrawn)
    found = [_matter(one) for one in rows]
    lines = [
        f"{one.code}\t{one.name}\t{one.limit_days} 个工作日" + ("" if one.active else "\t停用")
        for one in rows
    ]
    return Answer({"matters": found}, lines)


def run_show(args: Namespace) -> Answer:
    """One matter with its materials and every field."""
    on = args.on or date.today()
    with opened(args) as hall, hall.db.read() as session:
        matter = _find(session, args.matter, on)
    more = {key: value for key, value in asdict(matter.said).items() if key != "materials"}
    told = {"since": str(matter.since), "version_id": matter.version_id}
    materials = [asdict(one) for one in matter.materials]
    return Answer(more | _matter(matter) | told | {"materials": materials})


def run_export(args: Namespace) -> Answer:
    """The whole catalogue as a file that can be edited and imported again."""
    out = args.out.expanduser().absolute()
    if out.suffix.lower() not in (".json", ".xlsx"):
        raise UserError(f"“{args.out}”看不出是哪一种。请写成 .json 或 .xlsx 结尾")
    with opened(args) as hall, hall.db.read() as session:
        specs = queries.catalogue_specs(session, date.today())
        text = export_catalogue(session, date.today())
    if out.suffix.lower() == ".xlsx":
        write_catalogue(out, specs)
    else:
        _write(out, text.encode("utf-8"), args.out)
    return Answer({"rows": len(specs), "file": str(args.out)}, [f"已导出 {len(specs)} 个事项"])


def run_history(args: Namespace) -> Answer:
    """The versions of one matter, the latest first, each with what it changed."""
    today = date.today()
    with opened(args) as hall, hall.db.read() as session:
        matter = _find(session, args.matter, today)
        rows = versions(session, matter.id, today)
    lines = [
        f"{row.id}\t{row.since}\t{row.standing}\t{row.clerk_name}\t"
        + "；".join(f"{one.title} {one.before}→{one.after}" for one in row.changed)
        for row in rows
    ]
    return Answer(
        {"code": matter.code, "name": matter.name, "versions": [_version(row) for row in rows]},
        lines,
    )


def run_guide(args: Namespace) -> Answer:
    """服务指南 of a matter, of a category, or of everything."""
    with opened(args) as hall:
        paper = issue_for(hall, args.matter) if args.matter else _booklet(hall, args.category)
        with hall.db.read() as session:
            pdf = papers.pdf_of(session, paper.id)
    if args.out:
        _write(args.out.expanduser().absolute(), pdf, args.out)
    told = {"paper": paper.id, "number": paper.number, "pages": paper.pages}
    return Answer(told | {"file": str(args.out or "")}, [f"{paper.number}\t{paper.pages} 页"])


def issue_for(hall: OpenHall, about: str) -> PaperRow:
    """服务指南 of 全部, a category, or one matter by its code or name."""
    today = date.today()
    with hall.db.read() as session:
        known = {row.category for row in queries.matters(session, today)}
        if about == _ALL or about in known:
            category = "" if about == _ALL else about
        else:
            return issue_guide(_at(hall), _find(session, about, today).id)
    return _booklet(hall, category)


def run_retire(args: Namespace) -> Answer:
    """A matter is no longer taken in from a day on."""
    return _carry(args, retire)


def run_resume(args: Namespace) -> Answer:
    """A retired matter is taken in again from a day on."""
    return _carry(args, take_up)


def run_withdraw(args: Namespace) -> Answer:
    """A version that is still to come is taken back."""
    with opened(args) as hall, hall.db.write() as session:
        name = withdraw_version(session, hall.clerk, args.version, date.today())
    return Answer({"version": args.version, "name": name}, [f"已撤回“{name}”的这个版本"])


def _booklet(hall: OpenHall, category: str) -> PaperRow:
    return issue_booklet(_at(hall), category)


def _at(hall: OpenHall) -> At:
    return At(hall.db, hall.clerk, hall.hall, date.today())


def _carry(args: Namespace, act: Callable[..., None]) -> Answer:
    today = date.today()
    since = args.since or today
    with opened(args) as hall, hall.db.write() as session:
        matter = _find(session, args.matter, today)
        act(session, hall.clerk, (matter.id, matter.version, since), today)
        after = queries.matter_by_id(session, matter.id, since)
    told = _matter(after) | {"active": after.active, "since": str(since)}
    return Answer(told, [f"{after.name}\t{since} 起{'在办' if after.active else '停用'}"])


def _find(session: Session, typed: str, on: date) -> MatterRow:
    """A matter by code or name, retired ones too."""
    wanted = typed.strip()
    for row in queries.matters(session, on, withdrawn=True):
        if wanted.upper() == row.code.upper() or wanted == row.name:
            return row
    return queries.find_matter(session, typed, on)


def _matter(matter: MatterRow) -> dict[str, Any]:
    return {**{key: getattr(matter, key) for key in _KEYS}, "materials": len(matter.materials)}


def _version(row: VersionRow) -> dict[str, Any]:
    changed = [one._asdict() for one in row.changed]
    return {
        "id": row.id,
        "since": str(row.since),
        "standing": row.standing,
        "active": row.said.active,
        "recorded_at": row.recorded_at.isoformat(timespec="seconds"),
        "clerk": row.clerk_name,
        "cases": row.cases,
        "changed": changed,
    }


def _write(out: Path, data: bytes, typed: Path) -> None:
    try:
        replace_file(out, data, mode=0o644)
    except OSError as error:
        raise UserError(f"“{typed}”写不进去。请换一个位置。") from error
