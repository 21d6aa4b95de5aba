"""Papers that send somebody or something on: 转办单, 首问转介单, 不出具证明告知单, 移交清单."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.organisation.documents.missing import footnote, lacking, printed
from gridhall.organisation.queries.agencies import AgencyRow
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day
from gridhall.service_desk.documents.parts import (
    Marks,
    case_facts,
    day_of,
    happened,
    known,
    phones,
    reach,
)
from gridhall.service_desk.labels import parts_label, state_label
from gridhall.service_desk.queries.papers import CasePaper, CertificatePaper, passing_of
from gridhall.service_desk.queries.reads import CaseCard

_LIST = ("序号", "受理编号", "事项", "申请人", "状态", "期限", "材料", "首问")
_LIST_WIDTHS = (0.9, 3.0, 6.0, 3.2, 2.0, 2.1, 1.1, 1.6)
_DOCUMENT = "《关于改进和规范基层群众性自治组织出具证明工作的指导意见》"


@dataclass(frozen=True, slots=True)
class Referral:
    """Somebody who came to us and is sent on: who, what for, whereto, why."""

    visitor: str  # "" unnamed
    matter: str
    agency: AgencyRow | None
    where: str  # the agency's name, or words where the directory has none
    reason: str
    first_receiver: str  # 王芳　2号窗口: stays
    number: str = ""  # the case's, if there is one


@dataclass(frozen=True, slots=True)
class HandedList:
    """Several cases that change hands: to whom, and a word on it."""

    to: str
    papers: tuple[CasePaper, ...]
    word: str = ""


def forwarding_slip(about: CasePaper, hall: Hall, marks: Marks) -> BusinessForm:
    """转办单: the case goes to the agency whose matter it is, with what we have received."""
    number, anchor = marks
    card, case = about.card, about.card.case
    told, when = passing_of(card), happened(card, "passed_on")
    if when is None or told is None:
        raise UserError(f"{case.number} 没有转出，不能出转办单。请先转出")
    return BusinessForm(
        title="转办单",
        number=number,
        addressee=f"{told[0]}：",
        paragraphs=(
            f"群众{case.applicant_name}向我中心提出的“{case.item_name}”，属于你单位职责范围，"
            f"现转请办理。请将办理结果直接答复申请人，并告知我中心，以便首问责任人跟踪。",
        ),
        facts=(
            *case_facts(about),
            ("收件日期", day_of(case.received_at)),
            ("转办原因", told[1]),
            ("首问责任人", f"{case.clerk_name}　{case.counter}".rstrip("　")),
            *_reach(about.passed_to),
        ),
        table=_sent_along(card),
        closing=Closing(hall.name, day_of(when), ("转出人：", "接收人：", "接收时间：")),
        barcode=about.code,
        footnotes=phones(hall),
        copies_note="本单一式两份，承办单位一份，窗口存档一份。",
        anchor=str(anchor or ""),
    )


def _sent_along(card: CaseCard) -> Table:
    rows = tuple(
        (str(place), one.name, parts_label(one.originals, one.copies))
        for place, one in enumerate((m for m in card.materials if m.received_at), start=1)
    )
    return Table(("序号", "随单移交的材料", "份数"), (0.9, 6.0, 3.6), rows, "没有随单的材料")


def _reach(agency: AgencyRow | None) -> tuple[tuple[str, str], ...]:
    if agency is None:
        return ()
    return known(
        (
            ("承办单位地址", agency.address),
            ("办公时间", agency.hours),
            ("承办单位电话", agency.phone),
        )
    )


def case_referral(about: CasePaper) -> Referral:
    """The referral of a case that was passed on."""
    card, case = about.card, about.card.case
    told = passing_of(card)
    if told is None:
        raise UserError(f"{case.number} 没有转出，不能出首问转介单。请先转出，或在咨询时直接转介")
    return Referral(
        case.applicant_name,
        case.item_name,
        about.passed_to,
        *told,
        f"{case.clerk_name}　{case.counter}".rstrip("　"),
        case.number,
    )


def referral_slip(said: Referral, hall: Hall, today: date, marks: Marks) -> BusinessForm:
    """首问转介单: where to go, when it is open, whom to ring; who received you first stays."""
    number, anchor = marks
    where = said.where.rstrip("。")
    return BusinessForm(
        title="首问转介单",
        number=number,
        addressee=f"{said.visitor or '来访群众'}：",
        paragraphs=(f"您咨询的“{said.matter}”由{where}办理。" + _found(said.agency),),
        facts=known(
            (
                ("办件编号", said.number),
                ("办理单位", where),
                *((_reach(said.agency)) or (("地址和电话", "请问窗口，或拨打12345查询"),)),
                ("能办什么", said.agency.does if said.agency else ""),
                ("转介原因", said.reason if said.reason != said.where else ""),
                ("首问责任人", said.first_receiver),
            )
        ),
        closing=Closing(hall.name, chinese_day(today), ("首问责任人：",), seal=False),
        footnotes=(
            "到那里没有办成的，请凭本单回来找首问责任人，我们继续帮您联系。",
            *phones(hall),
        ),
        anchor=str(anchor or ""),
    )


def _found(agency: AgencyRow | None) -> str:
    """What was looked up for the visitor, no more than is printed."""
    if agency is None or not reach(agency):
        return "去之前请先问清地点和要带的材料。"
    return "地点和电话已为您查好。" + ("去之前可以先打电话问清要带的材料。" if agency.phone else "")


def negative_slip(about: CertificatePaper, hall: Hall, today: date, marks: Marks) -> BusinessForm:
    """不出具证明告知单: which certificate, why not here, who issues it, what to do instead."""
    number, anchor = marks
    one = about.certificate
    issuers = "、".join(one.issuer.split("；"))
    return BusinessForm(
        title="不出具证明告知单",
        number=number,
        addressee="来访群众：",
        paragraphs=(
            f"您需要的“{one.name}”，按照{_DOCUMENT}（{one.basis}），列在不应由社区居民委员会、"
            f"村民委员会出具的 20 项证明之中（第 {about.ordinal} 项），我中心不能出具，请您谅解。"
            "社区没有核实这类情况的职权，下面的单位才能办。",
            f"这件事可以这样办：{one.advice}。",
        ),
        facts=(("由谁出具", issuers), *_where_to(about.agencies)),
        closing=Closing(hall.name, chinese_day(today), ("经办人：",), seal=False),
        footnotes=(
            "索要证明的单位坚持要社区出具的，请把本单交给对方，或请对方来电，我们向其说明。",
            *phones(hall),
        ),
        anchor=str(anchor or ""),
    )


def _where_to(agencies: Sequence[AgencyRow]) -> tuple[tuple[str, str], ...]:
    if not agencies:
        return (("地址和电话", "请问窗口，或拨打12345查询"),)
    return tuple((one.name, "\n".join(reach(one)) or "请问窗口") for one in agencies)


def case_list(said: HandedList, hall: Hall, today: date, marks: Marks) -> BusinessForm:
    """移交清单: several cases to a colleague or an agency, who signs for them."""
    number, anchor = marks
    if not said.papers:
        raise UserError("没有选办件，没有移交清单可出")
    lines = [_line(place, one) for place, one in enumerate(said.papers, start=1)]
    missing = lacking(cell for row in lines for cell in row)
    there = sum(m.received_at is not None for one in said.papers for m in one.card.materials)
    return BusinessForm(
        title="办件移交清单",
        number=number,
        addressee=f"{said.to}：",
        paragraphs=(
            f"下列办件共 {len(said.papers)} 件、已收材料 {there} 样，现移交，"
            "请核对接收后继续办理。首问责任人不变，移交后的期限照原承诺计算。",
        ),
        facts=known(
            (("移交单位", hall.name), ("移交日期", chinese_day(today)), ("说明", said.word))
        ),
        table=Table(
            _LIST, _LIST_WIDTHS, tuple(tuple(printed(c, missing) for c in row) for row in lines)
        ),
        closing=Closing(
            hall.name, chinese_day(today), ("移交人：", "接收人：", "监交人：", "接收时间：")
        ),
        footnotes=(*footnote(missing), *phones(hall)),
        copies_note="本清单一式两份，移交人、接收人各一份。",
        anchor=str(anchor or ""),
    )


def _line(place: int, about: CasePaper) -> tuple[str, ...]:
    case, card = about.card.case, about.card
    there = sum(one.received_at is not None for one in card.materials)
    due = case.due_on or case.promised_on
    return (
        str(place),
        case.number,
        case.item_name,
        case.applicant_name,
        state_label(case.state),
        f"{due:%Y-%m-%d}" if due else "—",
        f"{there}/{len(card.materials)}",
        case.clerk_name,
    )
