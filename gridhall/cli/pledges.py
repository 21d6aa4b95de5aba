"""pledge: the three lists at a terminal: what is wanted, given, claimed, done; units, months."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.cli import pledge_projects
from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import count, day, request_key, subcommands
from gridhall.core.calendar import shipped_calendar
from gridhall.core.errors import UserError
from gridhall.core.money import parse_money
from gridhall.core.text import search_key
from gridhall.organisation.models import Organisation
from gridhall.places.models import Grid
from gridhall.pledges.labels import KINDS, STATES, claim_label, state_label
from gridhall.pledges.queries.categories import categories
from gridhall.pledges.queries.claims import ClaimRow, claim_row, claims_on
from gridhall.pledges.queries.items import (
    ItemFilter,
    ItemRow,
    item,
    item_numbered,
    items,
    unit_named,
)
from gridhall.pledges.queries.matching import matches
from gridhall.pledges.queries.months import month_list
from gridhall.pledges.queries.units import UnitFigures, unit_figures
from gridhall.pledges.rules.drafts import ClaimDraft, Confirmation, Delivery, ItemDraft
from gridhall.pledges.rules.spans import month_of, parse_month, year_span
from gridhall.pledges.service import claims, months, posts
from gridhall.pledges.service import items as service
from gridhall.pledges.service.items import Done
from gridhall.volunteering.service.days import open_day
from gridhall.volunteering.service.taking_back import take_back

_SPEC = (
    "id", "number", "kind", "title", "category", "quantity", "measure", "taken", "left", "done",
    "state", "unit", "organisation", "proposer", "place", "is_practical", "money_fen", "opened_on",
    "due_on", "is_late",
)  # fmt: skip
_CLAIM = (
    "id", "number", "title", "who", "direction", "quantity", "measure", "state", "claimed_on",
    "promised_on", "delivered_on", "confirmed_on", "people", "served", "money_fen", "stars",
    "matched", "post", "post_day", "is_late",
)  # fmt: skip


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    words = subcommands(commands.add_parser("pledge", parents=[options], help="双报到和三张清单"))
    told = words.add_parser("list", parents=[options], help="需求、资源、项目清单")
    told.add_argument("--kind", choices=sorted(KINDS), help="哪张清单")
    told.add_argument("--state", choices=sorted(STATES), help="哪种状态")
    told.add_argument("--find", default="", metavar="文字", help="名称、单位、地点里有这些字")
    told.set_defaults(run=run_list)
    for name, run, help_text in (
        ("show", run_show, "一项和它的认领"),
        ("matches", run_matches, "能对接的资源或需求，最合适的在前"),
    ):
        told = words.add_parser(name, parents=[options], help=help_text)
        told.add_argument("number", metavar="编号")
        told.set_defaults(run=run)
    _add_add(words, options)
    _add_claim(words, options)
    _add_steps(words, options)
    _add_figures(words, options)
    pledge_projects.add_words(words, options)


def _add_add(words: Any, options: ArgumentParser) -> None:
    told = words.add_parser("add", parents=[options], help="登记需求、资源或项目")
    told.add_argument("kind", choices=sorted(KINDS), help="哪张清单")
    told.add_argument("title", metavar="名称")
    told.add_argument("--quantity", type=count, default=1, metavar="数量")
    told.add_argument("--measure", default="次", metavar="量词")
    told.add_argument("--content", default="", metavar="内容")
    told.add_argument("--category", metavar="服务类别")
    told.add_argument("--unit", metavar="单位")
    told.add_argument("--organisation", metavar="组织")
    told.add_argument("--proposer", default="", metavar="提出人")
    told.add_argument("--grid", metavar="网格", help="编号或名称")
    told.add_argument("--spot", default="", metavar="地点")
    told.add_argument("--money", default="", metavar="金额", help="12000 或 10.5万")
    told.add_argument("--due", type=day, metavar="日期", help="希望完成")
    told.add_argument("--on", type=day, metavar="日期", help="收集日期，默认今天")
    told.add_argument("--practical", action="store_true", help="是惠民实事")
    told.add_argument("--own", action="store_true", help="提出的单位自己办，登记时就认领")
    told.add_argument("--request-key", type=request_key, default="", metavar="键")
    told.set_defaults(run=run_add)
    told = words.add_parser("withdraw", parents=[options], help="撤下一项")
    told.add_argument("number", metavar="编号")
    told.add_argument("--reason", required=True, metavar="原因")
    told.set_defaults(run=run_withdraw)


def _add_claim(words: Any, options: ArgumentParser) -> None:
    told = words.add_parser("claim", parents=[options], help="认领一项，或用资源对接")
    told.add_argument("number", metavar="编号")
    told.add_argument("--unit", metavar="单位", help="哪个单位认领")
    told.add_argument("--organisation", metavar="组织", help="资源由哪个组织认领")
    told.add_argument("--match", metavar="编号", help="用哪一项资源对接")
    told.add_argument("--quantity", type=count, metavar="数量", help="不写就是剩下的全部")
    told.add_argument("--promised", type=day, metavar="日期", help="承诺哪天以前办好")
    told.add_argument("--meeting", action="store_true", help="在联席会议上认领")
    told.add_argument("--request-key", type=request_key, default="", metavar="键")
    told.set_defaults(run=run_claim)


def _add_steps(words: Any, options: ArgumentParser) -> None:
    for name, run, help_text in (
        ("begin", run_begin, "开始办理"),
        ("deliver", run_deliver, "登记交付"),
        ("confirm", run_confirm, "确认完成"),
        ("give-up", run_give_up, "放弃认领"),
        ("post", run_post, "排成服务日的岗位"),
        ("undo", run_undo, "撤回一步，写 action"),
    ):
        told = words.add_parser(name, parents=[options], help=help_text)
        told.add_argument("claim", type=count, metavar="认领号")
        told.set_defaults(run=run)
        for option, settings in _OPTIONS.get(name, ()):
            told.add_argument(option, **settings)


_OPTIONS: dict[str, tuple[tuple[str, dict[str, Any]], ...]] = {
    "deliver": (
        ("--on", {"type": day, "metavar": "日期"}),
        ("--people", {"type": count, "metavar": "人数", "help": "参加几人"}),
        ("--served", {"type": count, "metavar": "人次", "help": "服务多少人次"}),
        ("--money", {"default": "", "metavar": "金额"}),
        ("--result", {"default": "", "metavar": "结果"}),
    ),
    "confirm": (
        ("--on", {"type": day, "metavar": "日期"}),
        ("--by", {"default": "", "metavar": "确认人"}),
        ("--stars", {"type": count, "metavar": "1-10", "help": "满意度"}),
    ),
    "give-up": (("--reason", {"required": True, "metavar": "原因"}),),
    "post": (("--on", {"type": day, "required": True, "metavar": "日期", "help": "哪个服务日"}),),
}


def _add_figures(words: Any, options: ArgumentParser) -> None:
    told = words.add_parser("units", parents=[options], help="双报到单位一年的情况")
    told.add_argument("--year", type=count, metavar="年")
    told.set_defaults(run=run_units)
    told = words.add_parser("month", parents=[options], help="月服务清单")
    told.add_argument("month", nargs="?", metavar="月份", help="2026-11，默认这个月")
    told.add_argument("--post", action="store_true", help="公布：照现在的样子存下来")
    told.set_defaults(run=run_month)


def run_list(args: Namespace) -> Answer:
    """The items that fit, the latest first."""
    wanted = ItemFilter(args.kind or "", (args.state,) if args.state else (), text=args.find)
    with opened(args) as hall, hall.db.read() as session:
        rows = items(session, date.today(), wanted)
    lines = [f"共 {len(rows)} 项", *map(_line, rows)]
    return Answer({"items": [_item(row) for row in rows], "total": len(rows)}, lines)


def run_show(args: Namespace) -> Answer:
    """One item with everything that was claimed of it."""
    today = date.today()
    with opened(args) as hall, hall.db.read() as session:
        row = item_numbered(session, args.number, today)
        taken = claims_on(session, row.id, today)
    lines = [_line(row), *map(_claim_line, taken)]
    told = {**_item(row), "content": row.content, "claims": [_claim(one) for one in taken]}
    return Answer(told, lines)


def run_matches(args: Namespace) -> Answer:
    """What fits it, and why."""
    today = date.today()
    with opened(args) as hall, hall.db.read() as session:
        row = item_numbered(session, args.number, today)
        found = matches(session, row.id, today, 20)
    told = [{**_item(one.item), "score": one.score, "why": one.why} for one in found]
    lines = [f"{one.item.number}\t{one.item.title}\t{one.item.owner}\t{one.why}" for one in found]
    return Answer({"number": row.number, "matches": told}, lines or ["没有能对接的"])


def run_add(args: Namespace) -> Answer:
    """Write an item down."""
    today = date.today()
    with opened(args) as hall, hall.db.write() as session:
        draft = ItemDraft(
            args.kind, args.title, args.quantity, args.measure, args.content,
            _category(session, args.category), _organisation(session, args.organisation),
            unit_named(session, args.unit, today) if args.unit else None,
            proposer=args.proposer, grid_id=_grid(session, args.grid), spot=args.spot,
            is_practical=args.practical, money_fen=parse_money(args.money), opened_on=args.on,
            due_on=args.due, is_pledged=args.own, request_key=args.request_key,
        )  # fmt: skip
        done = service.save_item(session, hall.clerk, draft, today)
        return _done_item(session, done, today)


def run_withdraw(args: Namespace) -> Answer:
    """Take an item off its list."""
    today = date.today()
    with opened(args) as hall, hall.db.write() as session:
        row = item_numbered(session, args.number, today)
        done = service.withdraw_item(session, hall.clerk, row.id, args.reason, today)
        return _done_item(session, done, today)


def run_claim(args: Namespace) -> Answer:
    """Claim an item."""
    today = date.today()
    with opened(args) as hall, hall.db.write() as session:
        row = item_numbered(session, args.number, today)
        matched = item_numbered(session, args.match, today).id if args.match else None
        draft = ClaimDraft(
            row.id,
            args.quantity,
            unit_named(session, args.unit, today) if args.unit else None,
            organisation_id=_organisation(session, args.organisation),
            matched_id=matched,
            where="meeting" if args.meeting else "desk",
            promised_on=args.promised,
            request_key=args.request_key,
        )
        return _done_claim(session, claims.claim(session, hall.clerk, draft, today), today)


def run_begin(args: Namespace) -> Answer:
    """Work has begun."""
    with opened(args) as hall, hall.db.write() as session:
        done = claims.begin(session, hall.clerk, args.claim)
        return _done_claim(session, done, date.today())


def run_deliver(args: Namespace) -> Answer:
    """It was done."""
    today = date.today()
    with opened(args) as hall, hall.db.write() as session:
        told = Delivery(
            args.on or today, args.people, args.served, parse_money(args.money), args.result
        )
        done = claims.deliver(session, hall.clerk, args.claim, told, today)
        return _done_claim(session, done, today)


def run_confirm(args: Namespace) -> Answer:
    """Who asked for it says that it was done."""
    today = date.today()
    with opened(args) as hall, hall.db.write() as session:
        told = Confirmation(args.on or today, args.by, args.stars)
        done = claims.confirm(session, hall.clerk, args.claim, told, today)
        return _done_claim(session, done, today)


def run_give_up(args: Namespace) -> Answer:
    """It is not done after all."""
    with opened(args) as hall, hall.db.write() as session:
        done = claims.give_up(session, hall.clerk, args.claim, args.reason)
        return _done_claim(session, done, date.today())


def run_post(args: Namespace) -> Answer:
    """It becomes a post of the service day that is held on a date."""
    with opened(args) as hall, hall.db.write() as session:
        day_id = open_day(session, hall.clerk, args.on, shipped_calendar())
        made = posts.make_post(session, hall.clerk, args.claim, day_id, {})
        answer = _done_claim(session, made.done, date.today())
    return Answer({**answer.data, "plan_action": made.plan_action_id}, answer.lines)


def run_undo(args: Namespace) -> Answer:
    """Take any act of the lists back."""
    with opened(args) as hall, hall.db.write() as session:
        back = take_back(session, hall.clerk, args.claim)
    return Answer({"action": back, "undone": args.claim})


def run_units(args: Namespace) -> Answer:
    """Every reporting unit's year, what it lacks last."""
    today = date.today()
    year = args.year or today.year
    with opened(args) as hall, hall.db.read() as session:
        rows = unit_figures(session, year_span(year), today)
    told = [{**asdict(row), "flags": list(row.flags)} for row in rows]
    totals = {
        key: sum(getattr(row, key) for row in rows)
        for key in ("members", "services", "minutes", "claims", "done", "practical")
    }
    return Answer({"year": year, "units": told, "totals": totals}, _unit_lines(year, rows))


def run_month(args: Namespace) -> Answer:
    """A month's list as it would be posted now; with --post it is frozen."""
    today = date.today()
    month = parse_month(args.month) if args.month else month_of(today)
    with opened(args) as hall, hall.db.write() as session:
        listed = months.post_month(session, hall.clerk, month, today) if args.post else None
        told = month_list(session, month, today)
    rows = [asdict(line) for line in told.lines]
    lines = [f"{month}：{len(rows)} 项", *("\t".join(_cells(row)) for row in rows)]
    return Answer({"month": month, "list": listed, "lines": rows}, lines)


def _cells(row: dict[str, Any]) -> list[str]:
    keys = ("number", "title", "amount", "place", "brought_by", "claimed_by", "state")
    return [row[key] for key in keys]


def _unit_lines(year: int, rows: list[UnitFigures]) -> list[str]:
    lines = [f"{year} 年：{len(rows)} 个单位"]
    for row in rows:
        flags = f"（{'；'.join(row.flags)}）" if row.flags else ""
        lines.append(
            f"{row.title}\t报到 {row.members}，服务 {row.services} 人次，认领 {row.claims}，"
            f"完成 {row.done}，实事 {row.practical}{flags}"
        )
    return lines


def _item(row: ItemRow) -> dict[str, Any]:
    return {key: getattr(row, key) for key in _SPEC}


def _claim(row: ClaimRow) -> dict[str, Any]:
    return {key: getattr(row, key) for key in _CLAIM}


def _line(row: ItemRow) -> str:
    amount = f"{row.taken}/{row.quantity} {row.measure}"
    return f"{row.number}\t{row.title}\t{row.owner}\t{amount}\t{state_label(row.state)}"


def _claim_line(row: ClaimRow) -> str:
    return f"  {row.id}\t{row.who}\t{row.quantity} {row.measure}\t{claim_label(row.state)}"


def _done_item(session: Session, done: Done, today: date) -> Answer:
    row = item(session, done.row_id, today)
    return Answer({"action": done.action_id, **_item(row)}, [_line(row)])


def _done_claim(session: Session, done: Done, today: date) -> Answer:
    row = claim_row(session, done.row_id, today)
    return Answer({"action": done.action_id, **_claim(row)}, [_claim_line(row).strip()])


def _organisation(session: Session, text: str | None) -> int | None:
    one = Organisation
    query = select(one.id, one.name, one.short_name).where(one.ended_on.is_(None))
    return _named(text, session.execute(query).all(), "组织")


def _grid(session: Session, text: str | None) -> int | None:
    return _named(text, session.execute(select(Grid.id, Grid.name, Grid.code)).all(), "网格")


def _category(session: Session, text: str | None) -> int | None:
    rows = [(row.id, row.name) for row in categories(session)]
    return _named(text, rows, "服务类别")


def _named(text: str | None, rows: Any, words: str) -> int | None:
    if text is None:
        return None
    key = search_key(text)
    found = [row[0] for row in rows if key in map(search_key, row[1:]) or key == str(row[0])]
    if len(found) == 1 and key:
        return int(found[0])
    if not found:
        raise UserError(f"没有{words}“{text[:30]}”，请照名单上的名称写")
    raise UserError(f"叫“{text[:30]}”的{words}有 {len(found)} 个，请写编号")
