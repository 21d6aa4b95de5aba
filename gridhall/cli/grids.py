"""grid: the grids with their households; a proposal that brings them into range, carried out."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.cli.answer import Answer
from gridhall.cli.bar import Bar
from gridhall.cli.opening import opened
from gridhall.cli.usage import count, day, subcommands
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.organisation.queries.balancing import SECONDS, Town, propose, town
from gridhall.organisation.queries.grids import GridLine, grid_rows
from gridhall.organisation.queries.orders import change_order
from gridhall.organisation.rules.balance import Proposal
from gridhall.organisation.service.grids import Order, order_entrances
from gridhall.places.labels import GRID_STATES
from gridhall.places.rules import natural_key


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    words = subcommands(commands.add_parser("grid", parents=[options], help="网格"))
    told = words.add_parser("list", parents=[options], help="网格、户数和网格员")
    told.add_argument("--as-at", type=day, metavar="日期", help="那一天的网格")
    told.set_defaults(run=run_list)
    told = words.add_parser("balance", parents=[options], help="怎样调整，户数才合适")
    told.add_argument("--apply", action="store_true", help="照方案下网格调整令")
    told.add_argument("--on", type=day, metavar="日期", help="生效日期，默认今天")
    told.add_argument("--number", default="", metavar="文号", help="调整令的文号，不写就编下一个")
    told.add_argument(
        "--seconds", type=count, default=int(SECONDS), metavar="秒", help="最多算多久"
    )
    told.set_defaults(run=run_balance)


def run_list(args: Namespace) -> Answer:
    """Every grid in use, by code."""
    today = date.today()
    if args.as_at is not None and args.as_at > today:
        raise UserError(f"日期 {args.as_at} 还没有到，请改成今天或以前")
    with opened(args) as hall, hall.db.read() as session:
        rows = grid_rows(session, today, args.as_at)
    lines = [_line(row) for row in rows] or ["还没有网格"]
    return Answer({"grids": [_row(row) for row in rows]}, lines)


def run_balance(args: Namespace) -> Answer:
    """The moves that bring every grid into range; with --apply they are carried out."""
    today = date.today()
    if args.seconds < 1:
        raise UserError("至少要算 1 秒，请改一下 --seconds")
    with opened(args) as hall:
        if args.apply:
            require(hall.clerk, Role.SUPERVISOR, "调整网格")
        with hall.db.read() as session:
            where = town(session, today)
        made = propose(where, args.seconds, Bar("均衡网格"))
        number = ""
        if args.apply and made.moves:
            seen = {one: where.grids[one] for one in made.moves}
            order = Order(made.moves, args.on or today, args.number, seen, made)
            with hall.db.write() as session:
                number = _number(session, order_entrances(session, hall.clerk, order, today))
    return Answer(_told(where, made, number), _lines(where, made, number))


def _number(session: Session, action_id: int) -> str:
    return change_order(session, action_id).number


def _told(where: Town, made: Proposal, number: str) -> dict[str, Any]:
    behind, codes = where.households, where.codes
    moves = [
        {
            "id": entrance,
            "entrance": where.entrance_names[entrance],
            "from": _code(codes, where.grids[entrance]),
            "to": codes[grid],
            "households": behind[entrance],
        }
        for entrance, grid in made.moves.items()
    ]
    return {
        "moves": moves,
        "before": _sizes(codes, made.before),
        "after": _sizes(codes, made.after),
        "moved_households": made.moved_households,
        "bound": made.bound,
        "gap": round(made.gap, 4),
        "proven": made.is_proven,
        "seconds": round(made.seconds, 3),
        "sentence": made.sentence,
        "number": number or None,
    }


def _sizes(codes: Mapping[int, str], sizes: Mapping[int, int]) -> list[dict[str, Any]]:
    rows = [{"code": codes[grid], "households": many} for grid, many in sizes.items()]
    return sorted(rows, key=lambda row: natural_key(str(row["code"]).lstrip("Gg")))


def _code(codes: Mapping[int, str], grid: int | None) -> str | None:
    return None if grid is None else codes[grid]


def _lines(where: Town, made: Proposal, number: str) -> list[str]:
    told = _told(where, made, number)
    lines = [made.sentence]
    for move in told["moves"]:
        start = move["from"] or "未划网格"
        lines.append(f"{move['entrance']}\t{start} → {move['to']}\t{move['households']} 户")
    if made.moves:
        after = {row["code"]: row["households"] for row in told["after"]}
        lines += [
            f"{row['code']}\t{row['households']} → {after[row['code']]} 户"
            for row in told["before"]
        ]
    if number:
        lines.append(f"已照此调整，文号 {number}")
    return lines


def _row(row: GridLine) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "households": row.households,
        "target": row.target,
        "state": row.state,
        "organisation": row.organisation_name,
        "main": row.main_name,
        "assistant": row.assistant_name,
        "entrances": row.entrances,
    }


def _line(row: GridLine) -> str:
    who = row.main_name or "网格员空缺"
    state = GRID_STATES[row.state]
    return "\t".join([row.code, row.name, f"{row.households}/{row.target} 户", state, who])
