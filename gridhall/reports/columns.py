"""How the lists of figures and reports look."""

from collections.abc import Callable, Sequence

from gridhall.core.figures import FigureRow, say
from gridhall.core.periods import KINDS
from gridhall.qt.table import Column
from gridhall.reports.queries.due import DueReport
from gridhall.reports.queries.figures import Behind, DeskFigures
from gridhall.reports.queries.layouts import LayoutRow, SendingRow
from gridhall.reports.rules.figures import DIMENSIONS
from gridhall.reports.rules.figures import Column as Figure
from gridhall.reports.rules.layouts import Mapped, in_words
from gridhall.reports.service.sending import Difference

# Beside a drawing there is no room for all of them at large type, or where names are long; drawn
# they can be all the same.
_LESSER = frozenset({"consultations", "accepted", "on_time", "turned_away"})
_ROOMY, _ROOMY_BY_NAME = 1100, 1500  # effective window width
_LONG_NAMES = frozenset({"matter"})


def figure_columns(made: DeskFigures) -> Sequence[Column[FigureRow]]:
    """A line, then a column for each figure."""
    label, long = DIMENSIONS[made.asked.by], made.asked.by in _LONG_NAMES
    roomy = _ROOMY_BY_NAME if long else _ROOMY
    return [
        Column[FigureRow](label, lambda row: row.line.label, 138, "bold", stretch=long),
        *(_figure(one, roomy) for one in made.columns),
        Column[FigureRow]("", lambda _: "", 8, stretch=not long),
    ]


def _figure(one: Figure, roomy: int) -> Column[FigureRow]:
    wide = {2: 53, 3: 69}.get(len(one.label), 74)
    since = roomy if one.key in _LESSER else 0
    return Column[FigureRow](one.label, _reader(one), wide, right=True, from_width=since)


def _reader(one: Figure) -> Callable[[FigureRow], str]:
    return lambda row: say(one, row.value(one))


BEHIND = (
    Column[Behind]("编号", lambda row: row.number, 210, "bold"),
    Column[Behind]("事项", lambda row: row.what, 260, stretch=True),
)


def _state(row: DueReport) -> str:
    if row.is_sent:
        return "已报"
    if row.due_on is None:
        return "未报"
    return "已过期限" if row.is_overdue else f"剩 {row.days_left} 天"


def _tone(row: DueReport) -> str:
    if row.is_sent:
        return "green"
    return "red" if row.is_overdue else "amber"


AGENDA = (
    Column[DueReport](
        "报表", lambda row: row.layout, 170, "two", sub=lambda row: row.receiver, stretch=True
    ),
    Column[DueReport](
        "统计期",
        lambda row: row.span.code,
        96,
        "two-plain",
        sub=lambda row: f"{row.due_on:%m-%d} 前" if row.due_on else "不限期",
    ),
    Column[DueReport]("状态", _state, 88, "chip", tone=_tone),
)
SENT = (
    Column[SendingRow](
        "报表", lambda row: row.layout, 190, "two", sub=lambda row: row.receiver, stretch=True
    ),
    Column[SendingRow]("统计期", lambda row: row.period, 90),
    Column[SendingRow](
        "次",
        lambda row: "更正" if row.nth > 1 else "零报告" if row.is_zero else "上报",
        80,
        "chip",
        tone=lambda row: "amber" if row.nth > 1 else "grey" if row.is_zero else "green",
    ),
    Column[SendingRow](
        "谁、何时", lambda row: f"{row.clerk_name} {row.sent_at.astimezone():%Y-%m-%d %H:%M}", 210
    ),
    Column[SendingRow]("更正原因", lambda row: row.reason, 200, stretch=True),
)
DIFFERENCES = (
    Column[Difference]("哪里", lambda row: f"{row.used.sheet} {row.used.cell}", 120),
    Column[Difference]("变了什么", lambda row: row.words, 320, "bold", stretch=True),
    Column[Difference](
        "多了少了", lambda row: f"+{len(row.came)} −{len(row.gone)} 件", 130, right=True
    ),
)
LAYOUTS = (
    Column[LayoutRow](
        "模板", lambda row: row.name, 220, "two", sub=lambda row: row.receiver, stretch=True
    ),
    Column[LayoutRow]("多久报", lambda row: KINDS[row.period], 80),
    Column[LayoutRow](
        "期限", lambda row: f"期后第 {row.due_day} 个工作日" if row.due_day else "不限", 160
    ),
    Column[LayoutRow]("映射", lambda row: f"{len(row.places)} 处", 80, right=True),
    Column[LayoutRow](
        "", lambda row: "" if row.active else "停用", 70, "chip", tone=lambda _: "grey"
    ),
)
PLACES = (
    Column[Mapped]("表", lambda row: row.sheet, 110),
    Column[Mapped]("单元格", lambda row: row.cell, 90, "bold"),
    Column[Mapped]("填什么", in_words, 320, stretch=True),
)
