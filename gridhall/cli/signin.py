"""signin: somebody signs in to a service day, or out; a day is ended and its hours are made."""

from argparse import ArgumentParser, Namespace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.hours import entry_data, entry_line
from gridhall.cli.opening import opened
from gridhall.cli.usage import day
from gridhall.core.clerk import Clerk
from gridhall.core.clock import DAY, number_of_hours, parse_clock, say_clock
from gridhall.core.errors import UserError
from gridhall.hall.queries import calendar
from gridhall.volunteering.queries.attendance import AttendRow, attendance
from gridhall.volunteering.queries.finding import who
from gridhall.volunteering.queries.hours import entries, names_of
from gridhall.volunteering.rules.attendance import turn_at
from gridhall.volunteering.service.attendance import (
    Mark,
    SheetLine,
    sign_in,
    sign_out,
    type_sheet,
    walk_in,
)
from gridhall.volunteering.service.attendance.noting import Desk
from gridhall.volunteering.service.closing import Closed, close_day
from gridhall.volunteering.service.days import open_day

_FIRST = 2004  # the first year whose service days are kept


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    told = commands.add_parser("signin", parents=[options], help="现场签到、签退、结束服务日")
    told.add_argument("day", type=day, metavar="日期", help="哪个服务日")
    told.add_argument("who", nargs="?", metavar="志愿者", help="编号、证件号、电话或姓名")
    told.add_argument("--at", metavar="钟点", help="签到时间；今天默认现在，过去的日子默认排班时间")
    told.add_argument("--out", metavar="钟点", help="同时签退的时间")
    told.add_argument("--leave", action="store_true", help="只签退，默认现在，或 --out 的钟点")
    told.add_argument("--walk-in", action="store_true", help="不在名单里，作为临时志愿者")
    told.add_argument("--close", action="store_true", help="结束这一天并生成时长")
    told.set_defaults(run=run_signin)


def run_signin(args: Namespace) -> Answer:
    """One sign-in, sign-out, or the end of the day."""
    today = date.today()
    if args.who is None and not args.close:
        raise UserError("请写明是哪位志愿者，或用 --close 结束这一天")
    if args.day > today:
        raise UserError(f"{args.day} 还没有到，到那天才能签到")
    if args.day.year < _FIRST:
        raise UserError(f"{args.day} 太早，没有这一天的服务日；请核对日期，{_FIRST} 年起可以补录")
    with opened(args) as hall:
        with hall.db.write() as session:
            day_id = open_day(session, hall.clerk, args.day, calendar(session))
            one = who(session, args.who) if args.who is not None else None
            if one is not None:
                _sign(session, hall.clerk, (day_id, one), args)
            closed = close_day(session, hall.clerk, day_id, today) if args.close else None
        with hall.db.read() as session:
            return _answer(session, args.day, (day_id, one), closed)


def _sign(session: Session, clerk: Clerk, meant: tuple[int, int], args: Namespace) -> None:
    """On the day itself by the clock; of a past day what its sheet says, or the roster."""
    day_id, one = meant
    now = _now(args.day)
    today = now if args.day == date.today() else None
    at = today if args.at is None else parse_clock(args.at)
    out = None if args.out is None else parse_clock(args.out)
    if args.leave:
        _leave(session, clerk, meant, now if out is None else out)
        return
    if at is None or out is not None:
        line = _line(session, clerk, meant, (at, out))
        type_sheet(session, clerk, day_id, [line], "typed")
        return
    desk = Desk(session, clerk, *meant)
    if not args.walk_in and not desk.turns and desk.here is None:
        raise UserError("这位志愿者不在这一天的名单里；作为临时志愿者签到请加 --walk-in")
    act = walk_in if args.walk_in else sign_in
    act(session, clerk, Mark(day_id, one, at))


def _now(held_on: date) -> int | None:
    """Minutes after the day's midnight by this PC's clock; None more than a night later."""
    now = datetime.now()
    passed = (now.date() - held_on).days * DAY + now.hour * 60 + now.minute
    return passed if passed < DAY + DAY // 2 else None


def _leave(session: Session, clerk: Clerk, meant: tuple[int, int], at: int | None) -> None:
    desk = Desk(session, clerk, *meant)
    if desk.here is None:
        raise UserError(f"{desk.name}没有签到，或已签退；没有可签退的")
    if at is None:
        raise UserError("请用 --out 写签退的钟点，如 --out 10:00")
    sign_out(session, clerk, desk.here.id, at)


def _line(
    session: Session, clerk: Clerk, meant: tuple[int, int], said: tuple[int | None, int | None]
) -> SheetLine:
    """A sign-in with both ends; what is not said is the roster's."""
    at, out = said
    desk = Desk(session, clerk, *meant)
    turn = turn_at(desk.open_turns(), 0 if at is None else at)
    if at is None and turn is None:
        raise UserError(f"{desk.name}不在这一天的名单里，请用 --at 和 --out 写签到、签退的钟点")
    starts, ends = turn.span if turn else (at, None)
    begins = starts if at is None else at
    assert begins is not None  # either was said, or there is a turn
    return SheetLine(meant[1], begins, ends if at is None and out is None else out)


def _answer(
    session: Session, held_on: date, meant: tuple[int, int | None], closed: Closed | None
) -> Answer:
    day_id, one = meant
    rows = [r for r in attendance(session, day_id).rows if one is None or r.volunteer_id == one]
    told = [] if one is None else entries(session, one, held_on, held_on)
    minutes = closed.minutes if closed and one is None else sum(row.minutes for row in told)
    data = {
        "day": held_on,
        "name": names_of(session, [one]).get(one) if one is not None else None,
        "attendance": [_row(row) for row in rows],
        "hours": minutes / 60,
        "entries": [entry_data(row) for row in told],
    }
    lines = [_said(row) for row in rows]
    if closed is not None:
        data |= {"people": closed.people, "no_shows": closed.no_shows}
        data["left"] = [{"name": one.name, "why": one.why} for one in closed.left]
        lines.append(f"已生成 {closed.people} 人 {number_of_hours(closed.minutes)} 小时")
        lines += [f"没有生成\t{one.name}\t{one.why}" for one in closed.left]
    return Answer(data, [*lines, *map(entry_line, told)])


def _row(row: AttendRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "post": row.post,
        "shifts": row.shifts,
        "state": row.state,
        "kind": row.kind,
        "signed_in": _clock(row.signed_in),
        "signed_out": _clock(row.signed_out),
    }


_STATES = {
    "expected": "未到",
    "present": "已签到",
    "out": "已签退",
    "no_show": "未到",
    "excused": "请假",
}


def _said(row: AttendRow) -> str:
    times = "–".join(one for one in (_clock(row.signed_in), _clock(row.signed_out)) if one)
    return f"{row.name}\t{_STATES[row.state]}\t{times}\t{row.post}\t{row.shifts}"


def _clock(minutes: int | None) -> str | None:
    return None if minutes is None else say_clock(minutes)
