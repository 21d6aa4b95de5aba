"""org: the tree at a terminal, as it is or was; found, move, merge, dissolve, take back."""

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import day, subcommands
from gridhall.core.errors import UserError
from gridhall.core.text import search_key
from gridhall.organisation.queries.counts import Counts, roll_up, tallies
from gridhall.organisation.queries.levels import level_names, levels
from gridhall.organisation.queries.tree import history, tree
from gridhall.organisation.rules.kinds import KINDS, kind_of
from gridhall.organisation.rules.tree import Node, Tree
from gridhall.organisation.service import tree as service
from gridhall.organisation.service.tree import OrganisationDraft


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    words = subcommands(commands.add_parser("org", parents=[options], help="组织架构"))
    told = words.add_parser("tree", parents=[options], help="组织树和各级合计")
    told.add_argument("--as-at", type=day, metavar="日期", help="那一天的组织树")
    told.set_defaults(run=run_tree)
    told = words.add_parser("history", parents=[options], help="一个组织的经过")
    told.add_argument("which", metavar="组织", help="编号、全称或简称")
    told.set_defaults(run=run_history)
    _add_found(words, options)
    for name, run, help_text in _ACTS:
        told = words.add_parser(name, parents=[options], help=help_text)
        told.add_argument("which", nargs="+" if name != "dissolve" else 1, metavar="组织")
        if name != "dissolve":
            told.add_argument("--to", required=True, metavar="组织", help="移到、并入哪个组织")
        told.add_argument("--on", type=day, metavar="日期", help="生效日期，默认今天")
        told.set_defaults(run=run)
    told = words.add_parser("undo", parents=[options], help="撤回一项")
    told.add_argument("action", type=int, metavar="编号", help="history 里的编号")
    told.set_defaults(run=run_undo)


def _add_found(words: Any, options: ArgumentParser) -> None:
    told = words.add_parser("found", parents=[options], help="成立组织")
    told.add_argument("name", metavar="名称")
    told.add_argument("--under", metavar="组织", help="上级；不写就是最上层")
    told.add_argument("--kind", metavar="类别", help="、".join(k.name for k in KINDS.values()))
    told.add_argument("--level", type=int, metavar="层级", help="不写就按上级推算")
    told.add_argument("--short", default="", metavar="简称")
    told.add_argument("--on", type=day, metavar="日期", help="成立日期，默认今天")
    told.set_defaults(run=run_found)


def run_tree(args: Namespace) -> Answer:
    """Every organisation with its level, parent and counts, parents first."""
    today = date.today()
    if args.as_at is not None and args.as_at > today:
        raise UserError("截至日期不能晚于今天，请改早")
    with opened(args) as hall, hall.db.read() as session:
        found = tree(session, args.as_at)
        counts = roll_up(found, tallies(session, today, args.as_at))
        names = level_names(session)
    units = [_unit(found, one, counts[one], names) for one in found.order]
    head = f"{args.as_at or today}：{found.levels} 级 {len(units)} 个组织"
    lines = [head, *(_line(found, found.nodes[one], counts[one]) for one in found.order)]
    return Answer({"as_at": args.as_at or today, "units": units}, lines)


def _unit(found: Tree, one: int, counts: Counts, names: dict[int, str]) -> dict[str, Any]:
    node = found.nodes[one]
    return {
        "id": one,
        "parent": node.parent_id,
        "name": node.name,
        "short_name": node.short_name,
        "kind": node.kind,
        "level": node.level,
        "level_name": names.get(node.level or 0, ""),
        "depth": found.depth(one),
        "founded_on": node.founded_on,
        **counts._asdict(),
    }


def _line(found: Tree, node: Node, counts: Counts) -> str:
    """One organisation as a person reads it, indented below its parent."""
    indent = "  " * (found.depth(node.id) - 1)
    vacant = f"，空缺 {counts.vacancies} 席" if counts.vacancies else ""
    return (
        f"{indent}{node.name}（{node.id}，{kind_of(node.kind).name}）"
        f" 党员 {counts.party_members}，{counts.households} 户 {counts.people} 人，"
        f"网格 {counts.grids}{vacant}"
    )


def run_history(args: Namespace) -> Answer:
    """What was done to an organisation, the latest first."""
    with opened(args) as hall, hall.db.read() as session:
        rows = history(session, _which(tree(session), args.which))
    told = [
        {
            "action": row.id,
            "kind": row.kind,
            "what": row.words,
            "happened_on": row.happened_on,
            "clerk": row.clerk_name,
            "detail": row.detail,
            "undone": row.is_undone,
        }
        for row in rows
    ]
    return Answer({"actions": told})


def run_found(args: Namespace) -> Answer:
    """Found an organisation."""
    today = date.today()
    with opened(args) as hall, hall.db.write() as session:
        now = tree(session)
        under = None if args.under is None else _which(now, args.under)
        level, kind = _standing(session, now, under, args)
        draft = OrganisationDraft(
            args.name, kind, under, level, args.short, founded_on=args.on or today
        )
        made = service.found(session, hall.clerk, draft, today)
    return Answer({"id": made, "name": draft.name, "kind": kind, "level": level})


def _standing(
    session: Session, now: Tree, under: int | None, args: Namespace
) -> tuple[int | None, str]:
    """The level below the parent's, and its kind, unless said otherwise."""
    above = 0 if under is None else now.nodes[under].level
    place = args.level if args.level is not None else None if above is None else above + 1
    level = next((one for one in levels(session) if one.place == place), None)
    if args.kind is not None:
        known = {name: k.code for k in KINDS.values() for name in (k.name, k.code)}
        if args.kind not in known:
            raise UserError(f"没有“{args.kind}”这种组织，可选：{'、'.join(known)}")
        return place if level else None, known[args.kind]
    if level is None:
        raise UserError("请用 --kind 写组织类别，例如 党支部")
    return place, level.kind


def run_move(args: Namespace) -> Answer:
    """Put organisations under another."""
    return _carry_out(args, service.move)


def run_merge(args: Namespace) -> Answer:
    """Merge organisations into another."""
    return _carry_out(args, service.merge)


def _carry_out(args: Namespace, what: Any) -> Answer:
    today = date.today()
    with opened(args) as hall, hall.db.write() as session:
        now = tree(session)
        ids = [_which(now, one) for one in args.which]
        to = _which(now, args.to)
        action = what(session, hall.clerk, ids, to, args.on or today, today)
    return Answer({"action": action, "ids": ids, "to": to, "on": args.on or today})


def run_dissolve(args: Namespace) -> Answer:
    """Dissolve an empty organisation."""
    today = date.today()
    with opened(args) as hall, hall.db.write() as session:
        one = _which(tree(session), args.which[0])
        action = service.dissolve(session, hall.clerk, one, args.on or today, today)
    return Answer({"action": action, "ids": [one], "on": args.on or today})


def run_undo(args: Namespace) -> Answer:
    """Take an act back."""
    with opened(args) as hall, hall.db.write() as session:
        back = service.take_back(session, hall.clerk, args.action, date.today())
    return Answer({"action": back, "undone": args.action})


_ACTS = (
    ("move", run_move, "移动组织"),
    ("merge", run_merge, "合并组织"),
    ("dissolve", run_dissolve, "撤销空组织"),
)


def _which(found: Tree, typed: str) -> int:
    """The organisation by its id, full or short name."""
    if typed.isascii() and typed.isdigit() and int(typed) in found.nodes:
        return int(typed)
    key = search_key(typed)
    fits = [
        node.id
        for node in found.nodes.values()
        if key and key in (search_key(node.name), search_key(node.short_name))
    ]
    if len(fits) == 1:
        return fits[0]
    if not fits:
        raise UserError(f"没有“{typed}”这个组织，请写全称、简称或编号")
    raise UserError(f"“{typed}”有 {len(fits)} 个，请写编号：{'、'.join(map(str, fits[:6]))}")
