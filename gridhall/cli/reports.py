"""report: the desk's figures, and the superiors' workbooks: brought in, mapped, sent."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import count, day
from gridhall.core.errors import UserError
from gridhall.core.figures import Line, say
from gridhall.core.periods import KINDS, Span, days_between, period, period_of
from gridhall.exchange.service.writing import write_workbook
from gridhall.hall.service import OpenHall
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents.transfer_issue import At
from gridhall.reports.documents import issue_figures
from gridhall.reports.queries import layouts as queries
from gridhall.reports.queries.due import agenda
from gridhall.reports.queries.figures import Asked, DeskFigures, desk_figures, rows_behind
from gridhall.reports.rules.figures import DIMENSIONS, column, dimension
from gridhall.reports.rules.layouts import dump, in_words, load
from gridhall.reports.service import layouts as service
from gridhall.reports.service.sending import (
    SendMoment,
    SendOrder,
    differences,
    prepare,
    send,
)
from gridhall.service_desk.rules.clock import DeskDay

FIGURES = "figures"
_WORDS = "figures、layouts、import、map、send、sent，或一个模板的名称"


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the one word: what is asked for is its NAME."""
    told = commands.add_parser("report", parents=[options], help="办件统计和上报")
    told.add_argument("name", metavar="名称", help=_WORDS)
    told.add_argument("what", nargs="?", default="", metavar="哪个", help="模板名称或已报序号")
    when = told.add_mutually_exclusive_group()
    when.add_argument("--month", metavar="2026-11")
    when.add_argument("--quarter", metavar="2026-Q4")
    when.add_argument("--year", metavar="2026")
    told.add_argument("--from", dest="first", type=day, metavar="日期")
    told.add_argument("--to", dest="last", type=day, metavar="日期")
    told.add_argument("--by", default="all", choices=[*DIMENSIONS], help="按什么分")
    told.add_argument("--behind", metavar="数", help="列出这个数后面的办件")
    told.add_argument("--line", metavar="行", help="只看这一行，用于 --behind")
    told.add_argument("--out", type=Path, metavar="文件.xlsx")
    _add_reporting(told)
    told.set_defaults(run=run_report)


def _add_reporting(told: ArgumentParser) -> None:
    told.add_argument("--file", type=Path, metavar="文件.xlsx", help="import：上级的表")
    told.add_argument("--receiver", default="", metavar="单位", help="import：报给谁")
    told.add_argument("--contact", default="", metavar="联系人", help="import：接收单位的联系方式")
    told.add_argument("--period", choices=[*KINDS], default="month", help="import：月报季报年报")
    told.add_argument("--due-day", type=count, default=5, metavar="天", help="期后第几个工作日")
    told.add_argument("--mapping", type=Path, metavar="映射.json", help="map：换成这份映射")
    told.add_argument("--reason", default="", metavar="原因", help="send：更正的原因")


def run_report(args: Namespace) -> Answer:
    """Figures, or one of the words about layouts."""
    runs = {
        FIGURES: run_figures,
        "layouts": run_layouts,
        "import": run_import,
        "map": run_map,
        "send": run_send,
        "sent": run_sent,
    }
    return runs.get(args.name, run_layout)(args)


def run_figures(args: Namespace) -> Answer:
    """Figures of some days, split by something; or what is behind one of them."""
    today = date.today()
    with opened(args) as hall, hall.db.read() as session:
        asked, on = Asked(_span(args, today), args.by), DeskDay(today, hall.calendar)
        made = desk_figures(session, hall.clerk, asked, on)
        if args.behind:
            line = _line(made, args.line)
            cell = (column(args.behind).key, line.at if line else None)
            found = rows_behind(session, hall.clerk, asked, on, cell)
            rows = [{"id": one.id, "number": one.number, "name": one.what} for one in found]
            lines = [f"{one.number}\t{one.what}" for one in found]
            return Answer({"rows": rows, "total": len(rows)}, lines or ["没有办件"])
    if args.out:
        write_workbook(args.out, "办件统计表", _headings(made), _cells(made))
    return _figures(made, args.out)


def issue_for(hall: OpenHall, about: str) -> PaperRow:
    """办件统计表 of a period, `2026-11` or `2026-11：matter`."""
    code, _, by = about.replace(":", "：").partition("：")
    today = date.today()
    asked = Asked(period(code), dimension(by.strip() or "matter"))
    with hall.db.read() as session:
        made = desk_figures(session, hall.clerk, asked, DeskDay(today, hall.calendar))
    return issue_figures(At(hall.db, hall.clerk, hall.hall, today), made, "received")


def _span(args: Namespace, today: date) -> Span:
    code = args.month or args.quarter or args.year
    if code and (args.first or args.last):
        raise UserError("--month、--quarter、--year 不能和 --from、--to 一起用。请只写一种")
    if code:
        return period(code)
    if args.first or args.last:
        return days_between(args.first or date(today.year, 1, 1), args.last or today)
    return period_of("month", today)


def _line(made: DeskFigures, words: str | None) -> Line | None:
    if words is None:
        return None
    row = made.row(words)
    if row is None:
        raise UserError(f"没有“{words[:30]}”这一行。请先不写 --behind 看有哪些行")
    return row.line


def _figures(made: DeskFigures, out: Path | None) -> Answer:
    keys = [one.key for one in made.columns]
    listed = [*made.shown, made.total]
    told = [
        {"label": row.line.label, "key": row.line.key}
        | {key: row.value(one) for key, one in zip(keys, made.columns, strict=True)}
        for row in listed
    ]
    data = {
        "by": made.asked.by,
        "period": made.asked.span.label,
        "first_on": made.asked.span.first,
        "last_on": made.asked.span.last,
        "rows": told[:-1],
        "total": told[-1],
        "definitions": {one.key: one.said for one in made.columns},
        "file": str(out) if out else None,
    }
    cells = ["\t".join(map(str, row)) for row in _cells(made)]
    return Answer(data, [made.asked.span.label, "\t".join(_headings(made)), *cells])


def _headings(made: DeskFigures) -> list[str]:
    return [DIMENSIONS[made.asked.by], *(f"{one.label}（{one.unit}）" for one in made.columns)]


def _cells(made: DeskFigures) -> list[list[str | int]]:
    rows = [made.total] if made.asked.by == "all" else [*made.shown, made.total]
    return [[row.line.label, *(_cell(row.value(one), one) for one in made.columns)] for row in rows]


def _cell(value: float | None, one: Any) -> str | int:
    return value if isinstance(value, int) else say(one, value)


def run_layouts(args: Namespace) -> Answer:
    """Every layout: to whom, what goes where, what is due."""
    today = date.today()
    with opened(args) as hall, hall.db.read() as session:
        rows = queries.layouts(session)
        due = {one.layout_id: one for one in reversed(agenda(session, hall.calendar, today))}
    told = [
        {
            "id": one.id,
            "name": one.name,
            "receiver": one.receiver,
            "period": one.period,
            "due_day": one.due_day,
            "last_period": due[one.id].span.code,
            "due_on": due[one.id].due_on,
            "sent": due[one.id].is_sent,
            "places": [in_words(place) for place in one.places],
        }
        for one in rows
    ]
    lines = [
        f"{one['receiver']}/{one['name']}\t{KINDS[str(one['period'])]}\t{one['last_period']}\t"
        f"{'已报' if one['sent'] else '未报'}\t{one['due_on'] or '不限'}"
        for one in told
    ]
    return Answer({"layouts": told}, lines or ["还没有报表模板"])


def run_import(args: Namespace) -> Answer:
    """Bring a superior's workbook in, or a newer one of the same name."""
    if args.file is None or not args.what or not args.receiver:
        raise UserError("请写 report import 模板名称 --receiver 单位 --file 文件.xlsx")
    data = service.read_workbook(args.file)
    with opened(args) as hall, hall.db.write() as session:
        known = {one.name: one.id for one in queries.receivers(session)}
        receiver_id = known.get(args.receiver) or service.save_receiver(
            session, hall.clerk, args.receiver, args.contact
        )
        old = next(
            (
                one.id
                for one in queries.layouts(session, ended=True)
                if one.receiver_id == receiver_id and one.name == args.what
            ),
            None,
        )
        draft = service.LayoutDraft(receiver_id, args.what, args.period, args.due_day)
        layout_id = service.import_layout(session, hall.clerk, draft, data, old)
        row = queries.layout(session, layout_id)
    places = [in_words(place) for place in row.places]
    told = {"id": layout_id, "name": row.name, "receiver": row.receiver, "places": places}
    return Answer(told, [f"{row.receiver}/{row.name}：认出 {len(places)} 处", *places])


def run_map(args: Namespace) -> Answer:
    """What goes where in a layout; with --mapping it is replaced."""
    with opened(args) as hall, hall.db.write() as session:
        row = queries.layout_named(session, args.what)
        if args.mapping is not None:
            places = load(args.mapping.read_bytes())
            service.map_layout(session, hall.clerk, row.id, places)
            row = queries.layout(session, row.id)
    lines = [f"{one.sheet}!{one.cell}\t{in_words(one)}" for one in row.places]
    return Answer({"name": row.name, "mapping": dump(row.places)}, lines or ["还没有映射"])


def run_layout(args: Namespace) -> Answer:
    """A layout by its name, filled for a period: looked at, or written as a file; not sent."""
    with opened(args) as hall, hall.db.read() as session:
        row = queries.layout_named(session, args.name)
        on = DeskDay(date.today(), hall.calendar)
        made = prepare(session, hall.clerk, (row.id, _code(args, row.period, on)), hall.hall, on)
    if args.out:
        args.out.write_bytes(made.filled.data)
    rows = [asdict(one) for one in made.filled.used]
    data = {
        "name": row.name, "receiver": row.receiver, "period": made.span.code, "rows": rows,
        "total": len(rows), "zero": made.filled.is_zero, "sha256": made.sha256,
        "file": str(args.out) if args.out else None,
    }  # fmt: skip
    lines = [f"{one.sheet}!{one.cell}\t{one.words}\t{one.value:g}" for one in made.filled.used]
    return Answer(data, lines)


def _code(args: Namespace, kind: str, on: DeskDay) -> str:
    """The period that was typed; otherwise the last one that is over."""
    typed = args.month or args.quarter or args.year
    if typed:
        return str(typed)
    this = period_of(kind, on.today)
    return period_of(kind, date.fromordinal(this.first.toordinal() - 1)).code


def run_send(args: Namespace) -> Answer:
    """Keep a layout's report as sent; a second one for a period is a correction."""
    now = datetime.now().astimezone()
    with opened(args) as hall, hall.db.write() as session:
        row, on = queries.layout_named(session, args.what), DeskDay(now.date(), hall.calendar)
        order = SendOrder(row.id, _code(args, row.period, on), reason=args.reason)
        sent = send(session, hall.clerk, order, hall.hall, SendMoment(now, on))
        told, book = queries.sending(session, sent), queries.sent_book(session, sent)
    if args.out:
        args.out.write_bytes(book)
    data = asdict(told) | {"file": str(args.out) if args.out else None}
    return Answer(data, [f"{told.layout} {told.period} 已记为上报，序号 {told.id}"])


def run_sent(args: Namespace) -> Answer:
    """Everything that was sent; one of it by its number: the frozen copy, what differs now.

    For a supervisor: what was sent may hold ratings.
    """
    with opened(args) as hall, hall.db.read() as session:
        if not args.what:
            rows = queries.sendings(session)
            lines = [f"{r.id}\t{r.receiver}/{r.layout}\t{r.period}\t第{r.nth}次" for r in rows]
            return Answer({"sent": [asdict(one) for one in rows]}, lines or ["还没有报过"])
        sent, on = _number(args.what), DeskDay(date.today(), hall.calendar)
        told, book = queries.sending(session, sent), queries.sent_book(session, sent)
        changed = differences(session, hall.clerk, sent, on)
    if args.out:
        args.out.write_bytes(book)
    differs = [
        {"words": one.words, "came": list(one.came), "gone": list(one.gone)} for one in changed
    ]
    data = asdict(told) | {"differences": differs, "file": str(args.out) if args.out else None}
    return Answer(data, [f"{told.layout} {told.period}", *(one.words for one in changed)])


def _number(words: str) -> int:
    if not words.isdecimal():
        raise UserError(f"“{words[:20]}”不是已报序号。请看 report sent 列出的序号")
    return int(words)
