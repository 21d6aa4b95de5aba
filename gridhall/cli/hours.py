"""hours: a volunteer's ledger (时长台账), an entry reversed with its reason, duties as .ics."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Any

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import count, day
from gridhall.core.clock import number_of_hours, say_clock, say_span
from gridhall.core.errors import UserError
from gridhall.db.storage import replace_file
from gridhall.registry.documents.transfer_issue import At
from gridhall.volunteering.documents.day_issuing import duties_ics
from gridhall.volunteering.queries.finding import who
from gridhall.volunteering.queries.hours import HoursRow, entries, names_of, total_minutes
from gridhall.volunteering.service.hours import reverse


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    told = commands.add_parser("hours", parents=[options], help="志愿者的时长台账")
    told.add_argument("who", metavar="志愿者", help="编号、证件号、电话或姓名")
    told.add_argument("--from", dest="since", type=day, metavar="日期", help="从哪天的服务起")
    told.add_argument("--to", dest="until", type=day, metavar="日期", help="到哪天的服务止")
    told.add_argument("--as-at", type=day, metavar="日期", help="台账到那一天为止记下的")
    told.add_argument("--reverse", type=count, metavar="条", help="冲正台账的第几条")
    told.add_argument("--ics", type=Path, metavar="文件.ics", help="另把今后的排班存成日历文件")
    told.add_argument("--reason", default="", metavar="原因", help="冲正的原因")
    told.set_defaults(run=run_hours)


def run_hours(args: Namespace) -> Answer:
    """Every row of the ledger in the period, and what they add up to."""
    if args.since and args.until and args.since > args.until:
        raise UserError("起日晚于止日，请对调或改正")
    with opened(args) as hall:
        with hall.db.write() as session:
            one = who(session, args.who)
            if args.reverse is not None:
                _refuse_others(entries(session, one), args.reverse)
                reverse(session, hall.clerk, args.reverse, args.reason, date.today())
        with hall.db.read() as session:
            rows = entries(session, one, args.since, args.until, args.as_at)
            minutes = total_minutes(session, one, args.since, args.until, as_at=args.as_at)
            own = total_minutes(
                session, one, args.since, args.until, as_at=args.as_at, own_only=True
            )
            name = names_of(session, [one])[one]
        if args.ics is not None:
            _save_duties(At(hall.db, hall.clerk, hall.hall, date.today()), one, args.ics)
    data = {
        "name": name,
        "hours": minutes / 60,
        "own_hours": own / 60,
        "entries": [entry_data(row) for row in rows],
    }
    if args.ics is not None:
        data["file"] = str(args.ics)
    head = f"{name}\t{number_of_hours(minutes)} 小时\t其中本单位组织 {number_of_hours(own)} 小时"
    return Answer(data, [head, *map(entry_line, rows)])


def _save_duties(at: At, volunteer_id: int, out: Path) -> None:
    """The turns from today on, for a calendar."""
    try:
        replace_file(out.expanduser().absolute(), duties_ics(at, volunteer_id))
    except OSError as error:
        raise UserError(f"“{out}”写不进去，请换一个文件夹") from error


def _refuse_others(rows: list[HoursRow], seq: int) -> None:
    if seq not in {row.seq for row in rows}:
        raise UserError(f"第 {seq} 条不是这位志愿者的，请核对")


def entry_data(row: HoursRow) -> dict[str, Any]:
    """A row of the ledger for a script; times of day as they are said."""
    return {
        "seq": row.seq,
        "day": row.served_on,
        "from": say_clock(row.starts),
        "to": say_clock(row.ends),
        "hours": row.minutes / 60,
        "activity": row.activity,
        "content": row.content,
        "place": row.spot,
        "organiser": row.organiser,
        "own": row.is_own,
        "reverses": row.reverses_seq,
        "reversed_by": row.reversed_by,
        "reason": row.reason,
        "recorded_on": row.recorded_on,
    }


def entry_line(row: HoursRow) -> str:
    """A row of the ledger for a person."""
    mark = f"冲正第 {row.reverses_seq} 条：{row.reason}" if row.reverses_seq else ""
    mark = mark or (f"已被第 {row.reversed_by} 条冲正" if row.reversed_by else "")
    when = f"{row.served_on} {say_span(row.starts, row.ends)}"
    what = f"{row.activity} · {row.content}"
    return "\t".join((str(row.seq), when, number_of_hours(row.minutes), what, mark)).rstrip()
