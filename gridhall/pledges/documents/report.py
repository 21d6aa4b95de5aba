"""双报到季度报告: to a unit, what it and its members did in a quarter, and who served."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.clock import number_of_hours
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.money import say_money
from gridhall.core.progress import Progress
from gridhall.organisation.documents.missing import footnote, lacking, printed
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day, draw_many
from gridhall.pdf.page import A4
from gridhall.pledges.labels import claim_label
from gridhall.pledges.queries.claims import ClaimRow
from gridhall.pledges.queries.reports import UnitReport
from gridhall.pledges.rules.spans import quarter_span, say_quarter

KIND = "unit-report"
Marks = tuple[str, Anchor | None]
_CLAIMS = ("序号", "认领的事项", "数量", "认领", "交付", "人次", "状态", "满意度")
_CLAIM_WIDTHS = (1.35, 4.1, 1.8, 3.5, 3.5, 1.35, 2.2, 2.0)
_SERVERS = ("序号", "姓名", "报到党组织", "报到日期", "服务次数", "服务时长")
_SERVER_WIDTHS = (1.2, 2.8, 5.4, 2.9, 2.3, 2.4)


@dataclass(frozen=True, slots=True)
class Reports:
    """Reports of one run, a unit after the other, made on a day."""

    reports: Sequence[UnitReport]
    day: date

    def check(self) -> None:
        """UserError when there is nothing to tell anybody."""
        if not self.reports:
            raise UserError("没有双报到单位，没有报告可出。请先在组织架构里登记单位")


def reports_order(wanted: Reports, hall: Hall, request_key: str) -> PaperOrder:
    """The order to issue the reports as one paper; the same quarter of the same day is one."""
    wanted.check()
    said = [text for form in _forms(wanted, hall, ("", None)) for text in form.texts()]
    one = wanted.reports[0].unit.id if len(wanted.reports) == 1 else 0
    return PaperOrder(KIND, "partner_unit", one, {"texts": said}, request_key)


def reports_paper(
    wanted: Reports, hall: Hall, marks: Marks, progress: Progress | None = None
) -> bytes:
    """双报到季度报告 as a PDF: each unit begins on a page of its own."""
    return draw_many(list(_forms(wanted, hall, marks)), A4, progress)


def _forms(wanted: Reports, hall: Hall, marks: Marks) -> Iterator[BusinessForm]:
    for report in wanted.reports:
        yield _letter(report, hall, wanted.day, marks)
        if report.servers:
            yield _annex(report, hall, wanted.day, marks)


def _letter(report: UnitReport, hall: Hall, day: date, marks: Marks) -> BusinessForm:
    rows = tuple(_claim(at, one) for at, one in enumerate(report.claims, 1))
    table = Table(_CLAIMS, _CLAIM_WIDTHS, rows, "（本季度没有认领的事项）")
    return _printable(
        BusinessForm(
            title="双报到季度报告",
            number=marks[0],
            addressee=f"{report.unit.name}：",
            paragraphs=(_told(report, hall),),
            facts=tuple(_facts(report)),
            table=table,
            closing=Closing(hall.name, chinese_day(day), ("经办：", "单位签收：")),
            footnotes=tuple(_notes(report)),
            anchor=str(marks[1] or ""),
        )
    )


def _annex(report: UnitReport, hall: Hall, day: date, marks: Marks) -> BusinessForm:
    """Who reported and what each served (服务登记表)."""
    rows = tuple(
        (
            str(at),
            one.name,
            one.branch or "单位志愿者",
            str(one.since or "—"),
            f"{one.services} 次" if one.services else "—",
            f"{number_of_hours(one.minutes)} 小时" if one.minutes else "—",
        )
        for at, one in enumerate(report.servers, 1)
    )
    facts = (
        ("单位", report.unit.name),
        ("季度", say_quarter(report.year, report.quarter)),
        ("合计", _services(report)),
    )
    return _printable(
        BusinessForm(
            title="报到党员服务登记表",
            number=marks[0],
            addressee="",
            paragraphs=(),
            facts=facts,
            table=Table(_SERVERS, _SERVER_WIDTHS, rows),
            closing=Closing(hall.name, chinese_day(day), seal=False),
            footnotes=("只供单位了解本单位党员的服务情况，不转发、不公开。",),
            anchor=str(marks[1] or ""),
        )
    )


def _told(report: UnitReport, hall: Hall) -> str:
    since, until = quarter_span(report.year, report.quarter)
    span = f"{chinese_day(since)}至{chinese_day(until)}"
    where = hall.community or hall.name
    if report.is_empty:
        return (
            f"{span}，{where}没有收到贵单位党员报到和认领服务事项的记录。"
            "请贵单位组织党员到社区报到，认领清单里的需求和项目。"
        )
    return f"现将贵单位及在职党员{span}到{where}报到、认领和服务的情况报告如下。感谢您和各位党员！"


def _facts(report: UnitReport) -> Iterator[tuple[str, str]]:
    unit = report.unit
    yield "季度", say_quarter(report.year, report.quarter)
    yield "报到党员", f"{unit.members} 名"
    yield "参加服务", _services(report)
    yield "认领事项", f"本季度新认领 {unit.claims} 项，确认完成 {unit.done} 项"
    done = (
        f"{unit.people} 人参加",
        f"服务群众 {unit.served} 人次",
        say_money(unit.money_fen or None),
    )
    if unit.people or unit.served or unit.money_fen:
        yield "交付情况", "，".join(filter(None, done))
    if unit.stars is not None:
        yield "群众满意度", f"{unit.stars:.1f}（十分制）"
    matters = f"{report.year} 年 {unit.practical} 件，完成 {unit.practical_done} 件"
    yield "惠民实事", matters if unit.practical else f"{report.year} 年还没有认领"


def _services(report: UnitReport) -> str:
    unit = report.unit
    hours = number_of_hours(unit.minutes)
    return f"{unit.servers} 人，{unit.services} 人次，{hours} 小时"


def _notes(report: UnitReport) -> Iterator[str]:
    if report.unit.lacks_practical:
        yield "每个报到单位每年至少办一件惠民实事。请从项目清单里认领，或告诉社区贵单位能办什么。"
    if report.unit.late:
        yield f"有 {report.unit.late} 项认领过了承诺的日子还没有交付，请尽快安排。"
    yield "服务时长以大厅的时长台账为准；有出入请与社区核对。"


def _claim(at: int, one: ClaimRow) -> tuple[str, ...]:
    star = "★" if one.is_practical else ""
    return (
        str(at),
        f"{star}{one.title}",
        f"{one.quantity} {one.measure}",
        _short(one.claimed_on),
        _short(one.delivered_on),
        str(one.served) if one.served is not None else "—",
        claim_label(one.state),
        f"{one.stars} 星" if one.stars is not None else "—",
    )


def _short(day: date | None) -> str:
    return "—" if day is None else str(day)


def _printable(form: BusinessForm) -> BusinessForm:
    """Characters that no font has stand as 〓, told at the foot."""
    assert form.table is not None
    missing = lacking(cell for row in form.table.rows for cell in row)
    if not missing:
        return form
    rows = tuple(tuple(printed(cell, missing) for cell in row) for row in form.table.rows)
    notes = (*form.footnotes, *footnote(missing))
    return replace(form, table=replace(form.table, rows=rows), footnotes=notes)
