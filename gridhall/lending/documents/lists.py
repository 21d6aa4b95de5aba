"""超期名单 by building, 盘点表, 失物招领: lists on A4."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.mask import mask_numbers
from gridhall.lending.labels import FOUND_LAW
from gridhall.lending.queries.kept import FoundRow
from gridhall.lending.queries.loans import LoanRow
from gridhall.lending.queries.takings import TakingCard
from gridhall.organisation.documents.missing import footnote, lacking, printed
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day

Marks = tuple[str, Anchor | None]
_OVERDUE = ("序号", "借用人", "住址", "电话", "东西", "应还", "超期", "催还情况")
_OVERDUE_WIDTHS = (1.1, 2.0, 4.4, 2.6, 3.2, 1.6, 1.6, 3.4)
_TAKING = ("序号", "编号", "名称", "应在", "结果", "复核")
_TAKING_WIDTHS = (1.2, 3.0, 4.6, 2.2, 3.2, 2.2)
_FOUND = ("编号", "东西", "拾到日期", "拾到地点", "保管到")
_FOUND_WIDTHS = (4.1, 3.5, 3.3, 3.4, 3.3)


def overdue_form(rows: Sequence[LoanRow], hall: Hall, today: date, marks: Marks) -> BusinessForm:
    """超期名单: building after building, for the 楼长; phones masked."""
    if not rows:
        raise UserError("没有超期的借用，没有名单可出")
    ordered = sorted(rows, key=lambda one: (one.building == "", one.building, one.due_on))
    cells = tuple(_overdue_cells(ordered, today))
    buildings = len({one.building for one in ordered if one.building})
    told = f"，{buildings} 栋楼" if buildings else ""
    return _form(
        "超期借用名单",
        (hall, today, marks),
        (("超期", f"{len(rows)} 笔{told}"), ("截止", chinese_day(today))),
        Table(_OVERDUE, _OVERDUE_WIDTHS, cells),
        ("电话已遮住后几位，要打电话请到窗口。名单只供楼长催还，不张贴、不外传。",),
    )


def _overdue_cells(rows: Sequence[LoanRow], today: date) -> Iterator[tuple[str, ...]]:
    place = 0
    for building, some in groupby(rows, lambda one: one.building):
        listed = list(some)
        head = building or "不在册的人和没有住址的人"
        yield ("", "", f"【{head}】", f"{len(listed)} 笔", "", "", "", "")
        for one in listed:
            place += 1
            yield (
                str(place), one.borrower, one.address or "—", one.masked_phone or "—", one.what,
                f"{one.due_on:%m-%d}", f"{one.late(today)} 天", one.last_call or "",
            )  # fmt: skip


def taking_form(card: TakingCard, hall: Hall, today: date, marks: Marks) -> BusinessForm:
    """盘点表: what is wrong first, with room to check again by hand."""
    rows = [(code, "", "—", "不认识的条码") for code in card.unknown]
    rows += [(one.code, one.name, one.spot or "—", "借出或不该在") for one in card.extra]
    rows += [(one.code, one.name, one.spot or "—", "找回来了") for one in card.back]
    rows += [(one.code, one.name, one.spot or "—", "没有见到") for one in card.missing]
    rows += [
        (one.code, one.name, f"{one.expected} {one.measure}", f"数到 {one.counted}")
        for one in card.counts
    ]
    odd = {one.id for one in (*card.extra, *card.back)}
    rows += [
        (one.code, one.name, one.spot or "—", "见到") for one in card.seen if one.id not in odd
    ]
    cells = tuple((str(at), *row, "") for at, row in enumerate(rows, 1))
    facts = (
        ("范围", card.scope),
        ("开始", f"{chinese_day(card.begun_on)}，{card.clerk_name}"),
        ("结果", card.summary),
    )
    table = Table(_TAKING, _TAKING_WIDTHS, cells, "（还没有扫到任何物品）")
    form = _form("盘点表", (hall, today, marks), facts, table, ())
    closing = replace(form.closing, signers=("盘点人：", "主管："))
    return replace(form, closing=closing)


def found_form(rows: Sequence[FoundRow], hall: Hall, today: date, marks: Marks) -> BusinessForm:
    """失物招领: neither the finder nor the marks are told, the owner has to tell the marks."""
    if not rows:
        raise UserError("没有保管中的失物，没有公告可出")
    cells = tuple(
        (
            one.number, mask_numbers(one.what), f"{one.found_on}", mask_numbers(one.spot),
            f"{one.keep_until}",
        )
        for one in rows
    )  # fmt: skip
    where = "，".join(filter(None, (hall.address, hall.phone)))
    told = f"下列物品由群众拾到后交到{hall.name}，请失主带能证明是自己东西的凭据来认领。"
    form = _form(
        "失物招领公告",
        (hall, today, marks),
        (("认领地点", f"{hall.name}（{where}）" if where else hall.name),),
        Table(_FOUND, _FOUND_WIDTHS, cells),
        (FOUND_LAW, "认领时请说出东西的特征；冒领的，依法承担责任。"),
    )
    closing = Closing(hall.name, chinese_day(today))
    return replace(form, paragraphs=(told,), closing=closing)


def _form(
    title: str,
    at: tuple[Hall, date, Marks],
    facts: tuple[tuple[str, str], ...],
    table: Table,
    notes: tuple[str, ...],
) -> BusinessForm:
    hall, today, (number, anchor) = at
    missing = lacking(cell for row in table.rows for cell in row)
    rows = tuple(tuple(printed(cell, missing) for cell in row) for row in table.rows)
    return BusinessForm(
        title=title,
        number=number,
        addressee="",
        paragraphs=(),
        facts=facts,
        table=Table(table.headings, table.widths, rows, table.when_empty),
        closing=Closing(hall.name, chinese_day(today), seal=False),
        footnotes=(*notes, *footnote(missing)),
        anchor=str(anchor or ""),
    )
