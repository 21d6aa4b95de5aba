"""roster: a service day's or a month's roster; solved, told apart from what is best, published."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.cli.answer import Answer
from gridhall.cli.bar import Bar
from gridhall.cli.opening import opened
from gridhall.core.clerk import Role
from gridhall.core.clock import say_span
from gridhall.core.errors import UserError
from gridhall.hall.queries import calendar
from gridhall.hall.service import OpenHall
from gridhall.volunteering.queries.board import Board, board
from gridhall.volunteering.queries.days import day_id_of, days_between
from gridhall.volunteering.service.roster import accept_suggestions, publish
from gridhall.volunteering.service.solving import SECONDS, Solved, suggest, unfillable

Span = tuple[date, date]
_DONE = ("closed", "skipped", "merged")


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    told = commands.add_parser("roster", parents=[options], help="排班")
    told.add_argument("when", type=_span, metavar="日期或月份", help="2026-12-15 或 2026-12")
    told.add_argument("--solve", action="store_true", help="自动排班，写成建议")
    told.add_argument("--seconds", type=float, default=SECONDS, metavar="秒", help="最多算多久")
    told.add_argument("--publish", action="store_true", help="采用建议并发布")
    told.set_defaults(run=run_roster)


def _span(text: str) -> Span:
    """A day, or a month from its first to its last day."""
    try:
        if len(text) == len("2026-12"):
            first = date.fromisoformat(f"{text}-01")
            return first, first.replace(day=monthrange(first.year, first.month)[1])
        return date.fromisoformat(text), date.fromisoformat(text)
    except ValueError as error:
        said = f"“{text}”不是日期或月份，请写成 2026-12-15 或 2026-12 这样"
        raise ArgumentTypeError(said) from error


def run_roster(args: Namespace) -> Answer:
    """Who serves where; with --solve the solver's suggestions, with --publish all of it told."""
    if args.seconds < 1:
        raise UserError("至少要算 1 秒，请改一下 --seconds")
    with opened(args) as hall:
        if args.publish:
            require(hall.clerk, Role.SUPERVISOR, "发布排班")
        with hall.db.read() as session:
            days = _days(session, args.when)
            before = unfillable(session, days)
        solved = None
        if args.solve:
            solved = suggest(hall.db, hall.clerk, days, args.seconds, Bar("自动排班"))
        if args.publish:
            _publish(hall, days)
        with hall.db.read() as session:
            boards = [board(session, one) for one in days]
    return Answer(_data(boards, solved, before), _lines(boards, solved, before))


def _days(session: Session, when: Span) -> list[int]:
    """The days that are planned and not over; the nominal date of one that was moved will do."""
    first, last = when
    if first == last:
        found = day_id_of(session, calendar(session), first)
        if found is None:
            raise UserError(f"{first} 没有安排服务日，先建岗位和班次，再排班")
        return [found]
    rows = [row for row in days_between(session, first, last) if row.state not in _DONE]
    days = [row.id for row in rows if row.id is not None and row.wanted]
    if not days:
        raise UserError(f"{first:%Y-%m} 没有排好岗位的服务日，先建岗位和班次，再排班")
    return days


def _publish(hall: OpenHall, days: Sequence[int]) -> None:
    """What is suggested is taken, and each day is published, all or none."""
    with hall.db.write() as session:
        for one in days:
            if any(seat.state == "suggested" for seat in board(session, one).seats):
                accept_suggestions(session, hall.clerk, one)
            publish(session, hall.clerk, one)


def _data(boards: Sequence[Board], solved: Solved | None, before: list[str]) -> dict[str, Any]:
    return {
        "places": sum(one.wanted for one in boards),
        "filled": sum(_filled(one) for one in boards),
        "confirmed": sum(one.filled for one in boards),
        "objective": solved.objective if solved else None,
        "bound": solved.bound if solved else None,
        "gap": solved.gap if solved else None,
        "seconds": round(solved.seconds, 3) if solved else None,
        "proven": solved.is_proven if solved else None,
        "published": all(one.day.published_at is not None for one in boards),
        "assignments": [row for one in boards for row in _assignments(one)],
        "unfillable": before,
    }


def _filled(one: Board) -> int:
    """Places with somebody in them who can stay, confirmed or suggested."""
    return sum(
        min(cell.wanted, sum(not seat.clash for seat in cell.seats)) for cell in one.cells.values()
    )


def _assignments(one: Board) -> list[dict[str, Any]]:
    posts = {post.id: post.name for post in one.posts}
    shifts = {shift.id: shift.name for shift in one.shifts}
    return [
        {
            "day": one.day.held_on,
            "post": posts[post],
            "shift": shifts[shift],
            "volunteer": seat.name,
            "state": seat.state,
        }
        for (post, shift), cell in one.cells.items()
        for seat in cell.seats
    ]


def _lines(boards: Sequence[Board], solved: Solved | None, before: list[str]) -> list[str]:
    lines = list(before)
    for one in boards:
        lines.append(f"{one.day.held_on} {one.day.name}：{one.wanted} 人次，排了 {_filled(one)}")
        for shift in one.shifts:
            lines.append(f"  {shift.name} {say_span(shift.starts, shift.ends)}")
            for post in one.posts:
                cell = one.cells.get((post.id, shift.id))
                if cell is not None:
                    names = [s.name + "（建议）" * (s.state == "suggested") for s in cell.seats]
                    names += [f"缺 {cell.gap} 人"] * bool(cell.gap)
                    lines.append(f"    {post.name}：{'、'.join(names)}")
    return [*lines, *_proof(solved)]


def _proof(solved: Solved | None) -> list[str]:
    if solved is None:
        return []
    how = "已证明没有更好的排法" if solved.is_proven else f"离最好的排法最多差 {solved.gap:.2%}"
    return [f"用了 {solved.seconds:.1f} 秒，{how}，还缺 {solved.gaps} 人次"]
