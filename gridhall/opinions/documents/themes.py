"""专项台账: the register with its counts before and after on top."""

from collections.abc import Sequence
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.hall import Hall
from gridhall.opinions.queries.themes import EntryRow, RegisterRow
from gridhall.organisation.documents.missing import footnote, lacking, printed
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day

Marks = tuple[str, Anchor | None]
At = tuple[Hall, date, Marks]


def register_form(row: RegisterRow, lines: Sequence[EntryRow], at: At) -> BusinessForm:
    """A list about many: no numbers of anybody; a character no font has is drawn as 〓."""
    hall, today, (number, anchor) = at
    missing = lacking(cell for one in lines for cell in (one.name, one.facts, one.promised))
    cells = tuple(
        tuple(printed(cell, missing) for cell in _cells(place, one))
        for place, one in enumerate(lines, 1)
    )
    table = Table(
        ("序号", "门牌", "姓名", "摸底情况", "摸底时", "现在", "承诺", "变化日期"),
        (1.2, 2.8, 2.4, 5.4, 3.4, 4.0, 3.2, 2.4),
        cells,
        "（还没有登记）",
    )
    ended = f"，{chinese_day(row.ended_on)}结束" if row.ended_on else ""
    facts = [
        ("范围", row.compound or "全社区"),
        ("起止", f"{chinese_day(row.began_on)}开始摸底{ended}"),
        ("成效", row.words),
        *((one.words, _counted(row, one.before, one.now)) for one in row.counts.tallies),
        ("说明", row.note),
    ]
    return BusinessForm(
        title=row.title,
        number=number,
        addressee="",
        paragraphs=(),
        facts=[one for one in facts if one[1]],
        table=table,
        closing=Closing(hall.name, chinese_day(today), ("登记人：", "网格党支部：")),
        footnotes=("台账只供社区工作使用，不张贴、不外传。", *footnote(missing)),
        anchor=str(anchor or ""),
    )


def _counted(row: RegisterRow, before: int, now: int) -> str:
    return f"摸底时 {before} {row.measure} → 现在 {now} {row.measure}"


def _cells(place: int, one: EntryRow) -> tuple[str, ...]:
    now = f"已退出（{one.why}）" if one.ended_on else one.now
    day = one.ended_on or one.changed_on
    return (
        str(place), one.address or "—", one.name, one.facts or "—", one.before, now,
        one.promised or "—", f"{day:%Y-%m-%d}" if day else "—",
    )  # fmt: skip
