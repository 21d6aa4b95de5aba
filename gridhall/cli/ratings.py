"""rating, month: 好差评 and 月结 at a terminal."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import day, request_key, subcommands
from gridhall.service_desk.labels import FOLLOW_UPS, SATISFACTION
from gridhall.service_desk.queries import months
from gridhall.service_desk.queries import ratings as queries
from gridhall.service_desk.queries.cases import case_by_number
from gridhall.service_desk.queries.ratings import RatingRow
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.ratings import RatingDraft
from gridhall.service_desk.service import months as month_service
from gridhall.service_desk.service import ratings as service

_BACK = timedelta(days=92)
_ACTS = {
    "call": (service.call_back, "记下回访"),
    "mend": (service.mend, "已整改"),
    "unfounded": (service.find_unfounded, "查无实据"),
}


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    rating = commands.add_parser("rating", parents=[options], help="好差评")
    _add_rating(subcommands(rating), options)
    _add_month(subcommands(commands.add_parser("month", parents=[options], help="月结")), options)


def _add_rating(words: Any, options: ArgumentParser) -> None:
    give = words.add_parser("give", parents=[options], help="录入一次评价（主管）")
    give.add_argument("number", metavar="编号", help="工单编号")
    give.add_argument("satisfaction", type=int, metavar="1到5", help="1 非常满意 … 5 非常不满意")
    give.add_argument("--words", default="", metavar="文字", help="写了什么")
    give.add_argument("--phone", action="store_true", help="电话里说的，不是纸上写的")
    give.add_argument("--unnamed", action="store_true", help="没有留姓名，不回访")
    give.add_argument("--request-key", type=request_key, metavar="键", help="同一个键只记一次")
    give.set_defaults(run=run_give)
    listing = words.add_parser("list", parents=[options], help="待处理的差评，或一段时间的评价")
    listing.add_argument("--all", action="store_true", help="近三个月的全部评价")
    listing.set_defaults(run=run_list)
    for name, (_, help_text) in _ACTS.items():
        act = words.add_parser(name, parents=[options], help=help_text)
        act.add_argument("follow_up", type=int, metavar="序号", help="list 给的 follow_up")
        act.add_argument("--words", required=True, metavar="文字", help="情况")
        act.set_defaults(run=run_act, act=name)
    figures = words.add_parser("figures", parents=[options], help="各档次数和满意率")
    figures.add_argument("--by", choices=("clerk", "matter", "month", "all"), default="all")
    figures.add_argument("--from", dest="first", type=day, metavar="日期")
    figures.add_argument("--to", dest="last", type=day, metavar="日期")
    figures.set_defaults(run=run_figures)


def _add_month(words: Any, options: ArgumentParser) -> None:
    close = words.add_parser("close", parents=[options], help="月结：这个月不能再往里记")
    close.add_argument("month", metavar="2026-11")
    close.set_defaults(run=run_close)
    reopen = words.add_parser("reopen", parents=[options], help="反月结")
    reopen.add_argument("month", metavar="2026-11")
    reopen.add_argument("--reason", required=True, metavar="原因")
    reopen.set_defaults(run=run_reopen)
    listing = words.add_parser("list", parents=[options], help="月结过的月份")
    listing.set_defaults(run=run_months)


def run_give(args: Namespace) -> Answer:
    """One rating of one case; a second is refused."""
    with opened(args) as hall, hall.db.write() as session:
        case, now = case_by_number(session, args.number), datetime.now().astimezone()
        draft = RatingDraft(
            case.id,
            args.satisfaction,
            now,
            args.request_key or str(uuid4()),
            args.words,
            "phone" if args.phone else "paper",
            not args.unnamed,
        )
        service.rate(session, hall.clerk, draft, DeskMoment(now, hall.calendar))
    return Answer({"number": case.number, "rated": True}, [f"{case.number} 已录入评价"])


def run_list(args: Namespace) -> Answer:
    """What waits for a call or for being put right; with --all every rating."""
    today = date.today()
    with opened(args) as hall, hall.db.read() as session:
        rows = (
            queries.ratings(session, hall.clerk, today - _BACK, today)
            if args.all
            else queries.open_follow_ups(session, hall.clerk)
        )
    lines = [f"{row.number}\t{SATISFACTION[row.satisfaction]}\t{_next(row)}" for row in rows]
    return Answer({"ratings": [_rating(row) for row in rows]}, lines or ["没有要处理的差评"])


def _rating(row: RatingRow) -> dict[str, Any]:
    told = asdict(row)
    follow = told.pop("follow_up") or {}
    return told | {
        "follow_up": follow.get("id"),
        "state": follow.get("state"),
        "due_on": row.follow_up.due_on() if row.follow_up else None,
    }


def _next(row: RatingRow) -> str:
    if row.follow_up is None:
        return ""
    return f"{row.follow_up.id}\t{FOLLOW_UPS[row.follow_up.state]}\t{row.follow_up.due_on() or ''}"


def run_act(args: Namespace) -> Answer:
    """Call, mend, unfounded: the next step of a follow-up."""
    act, done = _ACTS[args.act]
    with opened(args) as hall, hall.db.write() as session:
        act(session, hall.clerk, args.follow_up, args.words, datetime.now().astimezone())
    return Answer({"follow_up": args.follow_up, "state": args.act}, [done])


def run_figures(args: Namespace) -> Answer:
    """How often each grade was given."""
    today = date.today()
    first, last = args.first or today - _BACK, args.last or today
    with opened(args) as hall, hall.db.read() as session:
        rows = queries.rating_figures(session, hall.clerk, first, last, args.by)
    data = [
        {"label": one.label, "grades": list(one.grades), "rated": one.rated, "bad": one.bad}
        for one in rows
    ]
    lines = [f"{one.label}\t{one.rated} 次\t满意率 {one.share_content:.1%}" for one in rows]
    return Answer({"rows": data, "total": sum(one.rated for one in rows)}, lines or ["没有评价"])


def run_close(args: Namespace) -> Answer:
    """Close a month that is over."""
    with opened(args) as hall, hall.db.write() as session:
        month_service.close_month(session, hall.clerk, args.month, datetime.now().astimezone())
        return _months(session, f"{args.month} 已月结")


def run_reopen(args: Namespace) -> Answer:
    """Open it again, with the reason."""
    now = datetime.now().astimezone()
    with opened(args) as hall, hall.db.write() as session:
        month_service.reopen_month(session, hall.clerk, args.month, args.reason, now)
        return _months(session, f"{args.month} 已反月结")


def run_months(args: Namespace) -> Answer:
    """Every month that was ever closed."""
    with opened(args) as hall, hall.db.read() as session:
        return _months(session, "")


def _months(session: Session, said: str) -> Answer:
    rows = months.closed_months(session)
    data = [asdict(row) | {"open": row.is_open} for row in rows]
    lines = [f"{row.month}\t{'已反月结' if row.is_open else '已月结'}" for row in rows]
    return Answer({"months": data}, [said] if said else lines or ["还没有月结过"])
