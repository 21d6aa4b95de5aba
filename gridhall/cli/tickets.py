"""ticket: the queue at a terminal: take, call, deal with, lists, lanes, figures."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import day, request_key, subcommands
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.hall.service import OpenHall
from gridhall.tickets import service
from gridhall.tickets.documents import queue_ticket
from gridhall.tickets.labels import PRIORITIES, STATES
from gridhall.tickets.queries.figures import Figures, figures
from gridhall.tickets.queries.rows import (
    LaneRow,
    TicketRow,
    counter_of,
    lane_named,
    lanes,
    present,
    ticket_numbered,
    tickets_of,
)
from gridhall.tickets.queries.waiting import before, lane_counts, waiting
from gridhall.tickets.rules.lanes import LaneDraft
from gridhall.tickets.service import Wish

Option = tuple[str, dict[str, Any]]
_NUMBER: Option = ("number", {"metavar": "号", "nargs": "?", "help": "不写就是本窗口手上的号"})
_THAT: Option = ("number", {"metavar": "号"})
_AT: Option = ("--counter", {"default": "", "metavar": "窗口", "help": "默认操作员自己的窗口"})
_LANE: Option = ("lane", {"metavar": "队列", "help": "字母或名称"})
_PERIOD: tuple[Option, ...] = (
    ("--from", {"type": day, "dest": "since", "metavar": "日期"}),
    ("--to", {"type": day, "dest": "until", "metavar": "日期"}),
)
WORDS: Mapping[str, tuple[str, tuple[Option, ...]]] = {
    "take": (
        "取号",
        (
            _LANE,
            ("--priority", {"choices": list(PRIORITIES), "default": ""}),
            ("--out", {"metavar": "文件.pdf", "help": "号票"}),
            ("--request-key", {"default": "", "metavar": "键", "type": request_key}),
        ),
    ),
    "next": (
        "叫下一位",
        (
            _AT,
            ("--settle", {"choices": ["finish", "no_show"], "default": "", "help": "手上的号"}),
            ("--number", {"default": "", "metavar": "号", "help": "指定叫一个号"}),
        ),
    ),
    "recall": ("重呼", (_NUMBER, _AT)),
    "start": ("开始办理", (_NUMBER, _AT)),
    "no-show": ("记过号", (_NUMBER, _AT)),
    "put-back": ("过号放回队列", (_THAT, _AT)),
    "pass-on": ("转队列", (_LANE, _NUMBER, _AT)),
    "done": ("办完", (_NUMBER, _AT)),
    "leave": ("记离开", (_THAT, _AT)),
    "undo": ("撤回办完、过号或离开", (_THAT, _AT)),
    "list": (
        "排队的人",
        (
            ("--state", {"choices": [*STATES, "all"], "default": "waiting"}),
            ("--day", {"type": day, "metavar": "日期"}),
            ("--counter", {"default": "", "metavar": "窗口", "help": "按这个窗口的叫号顺序"}),
        ),
    ),
    "lanes": ("业务队列", (("--all", {"action": "store_true", "help": "停用的也列"}),)),
    "lane": (
        "新建或修改业务队列",
        (
            ("lane", {"metavar": "字母"}),
            ("--prefix", {"metavar": "新字母"}),
            ("--name", {"metavar": "名称"}),
            ("--counters", {"metavar": "窗口", "help": "用、隔开；空的就是所有窗口"}),
            ("--categories", {"metavar": "类别"}),
            ("--state", {"choices": ["active", "retired"]}),
        ),
    ),
    "figures": ("叫号统计", _PERIOD),
}


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    words = subcommands(commands.add_parser("ticket", parents=[options], help="叫号"))
    for name, (help_text, takes) in WORDS.items():
        told = words.add_parser(name, parents=[options], help=help_text)
        for option, settings in takes:
            told.add_argument(option, **settings)
        told.set_defaults(run=_RUNS[name])


def run_take(args: Namespace) -> Answer:
    """Give out a number; `--out` draws its ticket."""
    with opened(args) as hall:
        with hall.db.write() as session:
            lane_id = lane_named(session, args.lane).id
            wish = Wish(lane_id, args.priority, args.request_key)
            row = service.take(session, hall.clerk, wish, _now())
            ahead = before(session, row)
        if args.out:
            _draw(args.out, row.number, queue_ticket(row, ahead, hall.hall))
    return Answer({**_told(row), "before": ahead, "file": args.out}, [_line(row)])


def _draw(out: str, number: str, pdf: bytes) -> None:
    try:
        Path(out).write_bytes(pdf)
    except OSError as error:
        raise UserError(f"“{out}”写不进去；{number} 已经取好，照样排队，请告诉本人。") from error


def run_next(args: Namespace) -> Answer:
    """Call whoever's turn it is, or a certain number; nobody waiting is no error."""
    with _acting(args) as (session, clerk):
        if args.number:
            found = ticket_numbered(session, args.number, _today())
            row: TicketRow | None = service.call_one(session, clerk, found.id, _now(), args.settle)
        else:
            row = service.call_next(session, clerk, _now(), args.settle)
        left = len(waiting(session, _today(), counter_of(clerk)))
    if row is None:
        return Answer({"number": None, "waiting": 0}, ["没有人在等"])
    said = f"请 {row.number} 到 {row.counter}"
    return Answer({**_told(row), "waiting": left}, [said])


def _step(act: Callable[..., TicketRow]) -> Callable[[Namespace], Answer]:
    """A word that does one thing to one ticket: the number given, or the one at the counter."""

    def run(args: Namespace) -> Answer:
        with _acting(args) as (session, clerk):
            row = _meant(session, clerk, args.number)
            row = act(session, clerk, row.id, _now())
        return Answer(_told(row), [_line(row)])

    return run


def run_pass_on(args: Namespace) -> Answer:
    """Let it wait in another lane."""
    with _acting(args) as (session, clerk):
        row = _meant(session, clerk, args.number)
        target = lane_named(session, args.lane)
        row = service.pass_on(session, clerk, row.id, target.id, _now())
    return Answer(_told(row), [_line(row)])


def run_list(args: Namespace) -> Answer:
    """A day's tickets; who waits, in the order they are called."""
    with opened(args) as hall, hall.db.read() as session:
        when = args.day or _today()
        if args.state == "waiting":
            found = waiting(session, when, args.counter)
        else:
            states = () if args.state == "all" else (args.state,)
            found = tickets_of(session, when, states)
    return Answer({"tickets": [*map(_told, found)]}, [*map(_line, found)] or ["没有"])


def run_lanes(args: Namespace) -> Answer:
    """The lanes, and how many wait in each."""
    with opened(args) as hall, hall.db.read() as session:
        many = {one.lane.id: one.waiting for one in lane_counts(session, _today())}
        found = lanes(session, active=not args.all)
    told = [{**asdict(one), "waiting": many.get(one.id, 0)} for one in found]
    lines = [
        f"{one.title}\t{one.counters or '所有窗口'}\t等 {many.get(one.id, 0)}" for one in found
    ]
    return Answer({"lanes": told}, lines)


def run_lane(args: Namespace) -> Answer:
    """Change the lane with this letter, or add one."""
    with opened(args) as hall, hall.db.write() as session:
        known = next(
            (r for r in lanes(session, active=False) if r.prefix == args.lane.upper()), None
        )
        row = service.save_lane(session, hall.clerk, _draft(args, known), _today())
    return Answer(asdict(row), [row.title])


def _draft(args: Namespace, known: LaneRow | None) -> LaneDraft:
    kept = known or LaneRow(0, args.lane, "", "", "", True, 0)
    draft = LaneDraft(
        known.id if known else None,
        kept.prefix if args.prefix is None else args.prefix,
        kept.name if args.name is None else args.name,
        kept.counters if args.counters is None else args.counters,
        kept.categories if args.categories is None else args.categories,
        kept.active,
    )
    return draft if args.state is None else replace(draft, active=args.state == "active")


def run_figures(args: Namespace) -> Answer:
    """Waiting and serving times of a period, today's without one; seconds."""
    with opened(args) as hall, hall.db.read() as session:
        until = args.until or args.since or _today()
        since = args.since or until
        if since > until:
            raise UserError(f"开始的日期 {since} 比结束的 {until} 晚，请对调")
        told = figures(session, since, until)
    return Answer(asdict(told), [*map(_figures, (told.total, *told.lanes))])


@contextmanager
def _acting(args: Namespace) -> Iterator[tuple[Session, Clerk]]:
    """One action at a counter: the clerk's own, or the one named."""
    with opened(args) as hall, hall.db.write() as session:
        yield session, _at(hall, args.counter)


def _at(hall: OpenHall, counter: str) -> Clerk:
    return replace(hall.clerk, counter=counter) if counter else hall.clerk


def _meant(session: Session, clerk: Clerk, number: str | None) -> TicketRow:
    if number is not None:  # an empty one is a mistake, not the counter's own
        return ticket_numbered(session, number, _today())
    here = present(session, counter_of(clerk), _today())
    if here is None:
        raise UserError(f"{counter_of(clerk)}手上没有号。请先叫下一位，或写明是哪个号")
    return here


def _told(row: TicketRow) -> dict[str, Any]:
    return {**asdict(row), "waits": row.waits(_now())}


def _line(row: TicketRow) -> str:
    minutes = row.waits(_now()) // 60
    words = (row.number, row.queue, row.priority_label, row.state_label, f"等 {minutes} 分钟")
    return "\t".join((*words, row.counter))


def _figures(one: Figures) -> str:
    wait, served = ((n or 0) // 60 for n in (one.average_wait, one.average_service))
    return (
        f"{one.name}\t取号 {one.taken}\t办完 {one.served}\t平均等 {wait} 分钟\t平均办 {served} 分钟"
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _today() -> date:
    return _now().astimezone().date()


_RUNS: Mapping[str, Callable[[Namespace], Answer]] = {
    "take": run_take,
    "next": run_next,
    "recall": _step(service.recall),
    "start": _step(service.start),
    "no-show": _step(service.no_show),
    "put-back": _step(service.put_back),
    "pass-on": run_pass_on,
    "done": _step(service.finish),
    "leave": _step(service.leave),
    "undo": _step(service.reopen),
    "list": run_list,
    "lanes": run_lanes,
    "lane": run_lane,
    "figures": run_figures,
}
