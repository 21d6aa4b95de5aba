"""关爱走访计划表 to carry along, 关爱走访记录 of one person: business forms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gridhall.care.labels import DEEDS
from gridhall.care.queries.board import PlanLine
from gridhall.care.queries.targets import TargetRow
from gridhall.care.queries.visits import VisitRow
from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.mask import mask_numbers
from gridhall.organisation.documents.missing import footnote, lacking, printed
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day

Marks = tuple[str, Anchor | None]
At = tuple[Hall, date, Marks]
_WEEKDAYS: Final = "一二三四五六日"
_NAMES: Final = list(DEEDS.values())
_BOXES: Final = "\n".join("　".join(f"□{one}" for one in half) for half in (_NAMES[:5], _NAMES[5:]))
_STARS: Final = "☆" * 10


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """The visits of a month for one visitor or grid."""

    first: date
    whose: str
    lines: Sequence[PlanLine]


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody's visits of a span."""

    row: TargetRow
    visits: Sequence[VisitRow]


def plan_form(plan: MonthPlan, at: At) -> BusinessForm:
    """关爱走访计划表: a line a visit, in the order of the days, with boxes to tick by hand."""
    due = sorted((day, place, one.row) for place, one in enumerate(plan.lines) for day in one.days)
    if not due:
        raise UserError(f"{plan.first.year}年{plan.first.month}月{plan.whose}没有要走访的，不用印")
    cells = tuple(
        (
            f"{day.month}月{day.day}日\n周{_WEEKDAYS[day.weekday()]}", row.name,
            "\n".join(filter(None, (row.address or "（没有住址）", row.category_label))),
            row.needs_words or "看望", _BOXES, _STARS, "", "",
        )
        for day, _, row in due
    )  # fmt: skip
    table = Table(
        (
            "日期",
            "姓名",
            "住址",
            "要做的",
            "做了什么（打√）",
            "满意度（涂几颗）",
            "起止时间",
            "签字",
        ),
        (2.0, 1.9, 4.0, 2.6, 6.4, 3.2, 2.3, 2.3),
        cells,
        least_lines=3,
    )
    people = len({row.id for _, _, row in due})
    facts = (
        ("月份", f"{plan.first.year}年{plan.first.month}月"),
        ("给谁", plan.whose),
        ("合计", f"{people} 人，{len(due)} 次"),
    )
    notes = (
        "走访完请当天交回社区登记；没人应门也请写上。",
        "本表不印电话和证件号，不转借、不拍照外传；用完由社区收回。",
    )
    return _form("关爱走访计划表", at, (facts, table, notes), signers=("走访人：", "社区："))


def record_form(told: Told, at: At) -> BusinessForm:
    """关爱走访记录: the visits of one person, what was done, how it was liked."""
    row = told.row
    if not told.visits:
        raise UserError(f"{row.name}还没有走访记录，没有记录可印。请先登记走访")
    cells = tuple(
        (
            str(one.day), one.state_label, _done(one, consents=row.consent_on is not None),
            f"{one.stars} 星" if one.stars else "—", one.who or "—", one.clerk_name or "—",
        )
        for one in sorted(told.visits, key=lambda one: (one.day, one.id))
    )  # fmt: skip
    widths = (3.0, 2.3, 4.7, 1.7, 3.1, 1.8)
    table = Table(("日期", "情况", "做了什么", "满意度", "谁去", "登记"), widths, cells)
    made = sum(one.state == "done" for one in told.visits)
    missed = sum(one.state == "missed" for one in told.visits)
    stars = [one.stars for one in told.visits if one.stars]
    average = f"{sum(stars) / len(stars):.1f} 星（{len(stars)} 次）" if stars else "—"
    facts: tuple[tuple[str, str], ...] = (
        ("对象", f"{row.name}，{row.category_label}"),
        ("住址", row.address or "（没有住址）"),
        ("走访安排", f"{row.rhythm_label}一次，{row.since} 起，{row.who or '没有定谁去'}"),
        ("合计", f"走访 {made} 次，漏访 {missed} 次"),
        ("满意度", average),
    )
    if row.until is not None:
        facts = (*facts, ("停止", f"{row.until}，{row.why}"))
    notes = ("本记录含个人信息，只供社区和对象本人、家属核对，不张贴、不外传。",)
    return _form("关爱走访记录", at, (facts, table, notes), signers=("登记人：",))


def _done(one: VisitRow, *, consents: bool) -> str:
    """Notes about somebody are printed with their consent alone."""
    note = one.note if consents and one.state == "done" else ""
    return mask_numbers("；".join(dict.fromkeys(filter(None, (one.done_words, note)))))


def _form(
    title: str,
    at: At,
    said: tuple[Sequence[tuple[str, str]], Table, tuple[str, ...]],
    *,
    signers: tuple[str, ...],
) -> BusinessForm:
    """A character that no font has is drawn as 〓 and told at the foot."""
    hall, today, (number, anchor) = at
    facts, table, notes = said
    missing = lacking(line for one in _typed(facts, table) for line in one.split("\n"))

    def safe(words: str) -> str:
        return "\n".join(printed(line, missing) for line in words.split("\n"))

    rows = tuple(tuple(map(safe, row)) for row in table.rows)
    shown = Table(table.headings, table.widths, rows, table.when_empty, table.least_lines)
    return BusinessForm(
        title=title,
        number=number,
        addressee="",
        paragraphs=(),
        facts=tuple((name, safe(words)) for name, words in facts),
        table=shown,
        closing=Closing(hall.name, chinese_day(today), signers, seal=False),
        footnotes=(*notes, *footnote(missing)),
        anchor=str(anchor or ""),
    )


def _typed(facts: Sequence[tuple[str, str]], table: Table) -> Iterator[str]:
    yield from (words for _, words in facts)
    for row in table.rows:
        yield from row
