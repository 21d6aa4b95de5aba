"""days: the service days of a year, a day moved, the policy set, a holiday notice read."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import count, day
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.hall.queries import calendar
from gridhall.hall.service import enter_holidays
from gridhall.hall.service.notices import read_notice
from gridhall.service_desk.service import recompute
from gridhall.volunteering.labels import DAY_STATES
from gridhall.volunteering.queries.days import DayRow, policy, year_days
from gridhall.volunteering.rules.days import POLICIES, Policy
from gridhall.volunteering.service.days import move_day, set_policy

_CHANGES = ("policy", "nominal", "merge", "same_month", "only_holidays")


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    told = commands.add_parser("days", parents=[options], help="一年的集中服务日")
    told.add_argument("--year", type=count, metavar="年", help="哪一年，默认今年")
    told.add_argument("--notice", type=Path, metavar="文件", help="先读这一年的放假通知")
    told.add_argument("--move", type=day, metavar="原定日期", help="给一个服务日改期")
    told.add_argument("--to", type=day, metavar="日期", help="改到哪一天；不写就是不办")
    told.add_argument("--reason", default="", metavar="原因", help="为什么改期")
    told.add_argument("--policy", choices=POLICIES, help="遇到休息日怎么办")
    told.add_argument("--nominal", type=_dates, metavar="15,25", help="每月几日是服务日")
    told.add_argument("--merge", type=count, metavar="天", help="相隔少于几天并成一天，0 不并")
    for name, words in (("same-month", "改期不跨月"), ("only-holidays", "只避开法定节假日")):
        told.add_argument(f"--{name}", choices=("yes", "no"), help=words)
    told.add_argument("--since", type=day, metavar="日期", help="新规则从哪天起，默认今天")
    told.set_defaults(run=run_days)


def _dates(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(one) for one in text.replace("，", ",").split(","))
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}”写法不对，请写成 15,25 这样") from error


def run_days(args: Namespace) -> Answer:
    """Every nominal day of the year with the day it is held on, and why that is another."""
    if args.move is None and (args.to is not None or args.reason):
        raise UserError("--to 和 --reason 要和 --move 一起写：给哪个服务日改期")
    for moved in filter(None, (args.move, args.to)):
        _known(moved.year)
    with opened(args) as hall:
        noticed = None
        if any(getattr(args, name) is not None for name in ("notice", "move", *_CHANGES)):
            with hall.db.write() as session:
                noticed = _change(session, hall.clerk, args)
        said = noticed if args.year is None else args.year
        year = _known((args.move or date.today()).year if said is None else said)
        with hall.db.read() as session:
            known = calendar(session)
            rows = year_days(session, known, year)
            rule = policy(session, max(date(year, 1, 1), min(date.today(), date(year, 12, 31))))
    published = known.is_published(year)
    told = [_row(row) for row in rows if row.nominal is not None]
    other = [_row(row) for row in rows if row.nominal is None]
    data = {
        "year": year, "published": published, "policy": rule.code, "days": told,
        "activities": other,
    }  # fmt: skip
    return Answer(data, _lines(year, rows, published=published))


def _known(year: int) -> int:
    """The year, if it is one that service days are kept of."""
    if not 2004 <= year <= 2100:
        raise UserError("年份要在 2004 到 2100 之间")
    return year


def _change(session: Session, clerk: Clerk, args: Namespace) -> int | None:
    """What the options ask for beside telling the days; the year of a notice that was read."""
    year = None
    if args.notice is not None:
        notice = read_notice(args.notice.expanduser(), args.year)
        enter_holidays(session, clerk, notice.year, notice.off_days, notice.work_days)
        recompute(session, calendar(session), date.today())
        year = notice.year
    if any(getattr(args, name) is not None for name in _CHANGES):
        today = date.today()
        since = args.since or today
        set_policy(session, clerk, _policy(policy(session, since), args), since, today)
    if args.move is not None:
        move_day(session, clerk, args.move, args.to, args.reason)
    return year


def _policy(known: Policy, args: Namespace) -> Policy:
    """The policy with what the options change of it."""
    said: dict[str, Any] = {
        "code": args.policy,
        "nominal_days": args.nominal,
        "merge_closer_than": args.merge,
        "same_month": args.same_month and args.same_month == "yes",
        "only_holidays": args.only_holidays and args.only_holidays == "yes",
    }
    return replace(known, **{key: value for key, value in said.items() if value is not None})


def _row(row: DayRow) -> dict[str, Any]:
    return {
        "nominal": row.nominal,
        "actual": row.held_on,
        "reason": row.reason,
        "provisional": row.provisional,
        "merged_into": row.merged_into,
        "state": row.state,
        "by_hand": row.is_by_hand,
        "policy_says": row.policy_says,
        "policy_note": row.policy_note,
        "name": row.name,
        "wanted": row.wanted,
        "filled": row.filled,
    }


def _lines(year: int, rows: Iterable[DayRow], *, published: bool) -> list[str]:
    lines = []
    if not published:
        lines = [f"{year} 年的放假通知还没有，日期都是暂估；有了通知用 --notice 读入"]
    return lines + [_line(row) for row in rows]


def _line(row: DayRow) -> str:
    if row.nominal is None:
        return "\t".join((str(row.held_on), row.name, DAY_STATES[row.state]))
    moved = "" if row.held_on == row.nominal else f"→ {row.held_on or '不办'}"
    state = DAY_STATES[row.state] if row.id is not None else ""
    state += f"（{row.policy_note}）" if row.policy_note else ""
    return "\t".join(filter(None, (str(row.nominal), moved, row.reason, state)))
