"""Papers of a case that ends: 办结通知书, 领取单, 送达回证, 满意度评价表."""

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day
from gridhall.service_desk.documents.parts import (
    BLANK_DAY,
    Marks,
    agent,
    applicant,
    case_closing,
    case_code,
    case_facts,
    day_of,
    known,
    phones,
    two_copies,
)
from gridhall.service_desk.labels import DELIVERY_WAYS, FINISH_KINDS, SATISFACTION
from gridhall.service_desk.queries.papers import CasePaper
from gridhall.service_desk.queries.reads import CaseCard

_DONE = "done"
_MOMENT = f"{BLANK_DAY}＿＿时＿＿分"
# What the applicant is told, by the kind of ending.
_ENDINGS = {
    "returned": "经办理，现予退回，已交的材料一并退还。",
    "voided": "现已作废办结，此前就本事项出具的文书不再使用。",
    "deleted": "现已撤下，不再办理。",
    "passed_up": "我中心的办理环节已经完成，并已转报上级机关，后续由上级机关办理并答复。",
    "not_supplemented": "因补正期限已过、材料没有补齐，现按未补正办结，已交的材料请领回；"
    "备齐以后可以重新申请。",
}
# What is handed to the applicant against a signature.
_DELIVERED = (
    "one-time-notice", "not-accepted", "extension-notice", "special-procedure", "completion",
)  # fmt: skip


def _finished(card: CaseCard) -> None:
    if card.case.finished_at is None:
        raise UserError(f"{card.case.number} 还没有办结，不能出这份文书。请先办结。")


def result_of(card: CaseCard) -> str:
    """What the case came to: the result's name as written at the finish, or the catalogue's."""
    if card.case.finish_kind in _ENDINGS:
        return card.case.result_name
    return card.case.result_name or card.matter.result


def completion(about: CasePaper, hall: Hall, marks: Marks) -> BusinessForm:
    """办结通知书: your matter is done, how it ended, and what you receive."""
    number, anchor = marks
    card, case = about.card, about.card.case
    if case.finished_at is None:
        raise UserError(f"{case.number} 还没有办结，不能出办结通知书。请先办结。")
    said = f"您于{day_of(case.received_at)}申请办理的“{case.item_name}”，"
    ask = "拨打下方电话" if hall.phone or hall.supervision_phone else "到窗口"
    after = f"请核对办理结果后签收。对办理结果有疑问的，可以{ask}咨询或反映。"
    return BusinessForm(
        title="办结通知书",
        number=number,
        addressee=f"{case.applicant_name}：",
        paragraphs=(said + _ENDINGS.get(case.finish_kind or _DONE, "现已办结。"), after),
        facts=(*case_facts(about), *_result_facts(card, day_of(case.finished_at))),
        closing=case_closing(hall, day_of(case.finished_at), "经办人："),
        qr=case_code(about),
        barcode=about.code,
        footnotes=phones(hall),
        copies_note=two_copies("通知书"),
        anchor=str(anchor or ""),
    )


def _result_facts(card: CaseCard, finished: str) -> tuple[tuple[str, str], ...]:
    case, kind = card.case, card.case.finish_kind or _DONE
    return known(
        (
            ("受理日期", day_of(case.taken_in)),
            ("办结日期", finished),
            ("办结类型", FINISH_KINDS.get(kind, kind) if kind != _DONE else ""),
            ("办理结果", result_of(card) or ("" if kind in _ENDINGS else "已办结")),
            ("证照编号", case.result_number),
            ("有效期至", chinese_day(case.result_until) if case.result_until else ""),
            ("结果说明", case.result_note),
        )
    )


def collection_slip(about: CasePaper, hall: Hall, marks: Marks) -> BusinessForm:
    """领取单: who takes the result away signs for it; the hall keeps it."""
    number, anchor = marks
    card, case = about.card, about.card.case
    _finished(card)
    return BusinessForm(
        title="领取单",
        number=number,
        addressee="",
        paragraphs=("下列办理结果已经当面核对无误，现予领取。",),
        facts=_collected_facts(card),
        closing=Closing(
            hall.name,
            f"领取日期：{BLANK_DAY}" if case.delivered_at is None else day_of(case.delivered_at),
            ("领取人签字：", "联系电话：", "发放人："),
            seal=False,
        ),
        barcode=about.code,
        footnotes=("窗口不收押、不代存身份证。领取后本单由窗口存档。", *phones(hall)),
        anchor=str(anchor or ""),
    )


def _collected_facts(card: CaseCard) -> tuple[tuple[str, str], ...]:
    case = card.case
    return known(
        (
            ("受理编号", case.number),
            ("事项", case.item_name),
            ("申请人", applicant(card)),
            ("领取的结果", result_of(card) or "办理结果"),
            ("证照编号", case.result_number or " "),
            ("有效期至", chinese_day(case.result_until) if case.result_until else ""),
            ("领取方式", DELIVERY_WAYS.get(case.delivery_way, "窗口领取")),
            ("领取人", case.delivered_to or "□ 申请人本人　□ 代理人（与申请人关系＿＿＿＿）"),
            ("代理人", agent(card)),
            ("领取人证件", "□ 已核对原件，当场退还"),
        )
    )


def delivery_receipt(about: CasePaper, hall: Hall, marks: Marks) -> BusinessForm:
    """送达回证: which papers were handed over, how, to whom; who received them signs."""
    number, anchor = marks
    card, case = about.card, about.card.case
    rows = delivered_papers(card)
    if not rows:
        raise UserError(f"{case.number} 还没有要送达的文书或结果，先出文书或办结，再出送达回证")
    return BusinessForm(
        title="送达回证",
        number=number,
        addressee="",
        paragraphs=(),
        facts=_delivered_facts(card, hall),
        table=Table(("序号", "送达的文书、证照", "编号", "份数"), (0.9, 4.2, 4.6, 1.0), rows),
        closing=Closing(
            hall.name,
            BLANK_DAY,
            ("收件人签字或盖章：", "代收人签字：", "送达人：", "见证人："),
        ),
        barcode=about.code,
        footnotes=("代收的，请写明与受送达人的关系并签字；邮寄送达的，附邮寄凭证。", *phones(hall)),
        copies_note="本回证一式两份，收件人一份，窗口存档一份。",
        anchor=str(anchor or ""),
    )


def _delivered_facts(card: CaseCard, hall: Hall) -> tuple[tuple[str, str], ...]:
    """What is known of the delivery; the rest is written by hand."""
    case = card.case
    choices = "　".join(f"□ {one}" for one in DELIVERY_WAYS.values())
    return (
        ("受理编号", case.number),
        ("事项", case.item_name),
        ("受送达人", applicant(card)),
        ("送达方式", DELIVERY_WAYS.get(case.delivery_way, choices)),
        ("送达地点", hall.address if case.delivery_way == "counter" else ""),
        ("送达时间", day_of(case.delivered_at) if case.delivered_at else _MOMENT),
        ("收件人", case.delivered_to),
        ("代收人及关系", ""),
        ("未送达原因", "\n"),
        ("备注", "\n"),
    )


def delivered_papers(card: CaseCard) -> tuple[tuple[str, ...], ...]:
    """The valid papers that the applicant is given, and the result itself."""
    told = [
        (paper.title, paper.number)
        for paper in card.papers
        if paper.kind in _DELIVERED and paper.voided_at is None
    ]
    result = result_of(card)
    if card.case.finished_at is not None and result:
        told.append((result, card.case.result_number or "—"))
    return tuple((str(at), *one, "1") for at, one in enumerate(told, start=1))


def rating_form(about: CasePaper, hall: Hall, marks: Marks) -> BusinessForm:
    """满意度评价表: five boxes to tick, room for words; not filled in before the clerk's eyes."""
    number, anchor = marks
    case = about.card.case
    five = len(SATISFACTION)
    boxes = Table(tuple(SATISFACTION.values()), (1.0,) * five, (("□",) * five,), least_lines=2)
    return BusinessForm(
        title="满意度评价表",
        number=number,
        addressee="",
        paragraphs=(
            "感谢您来办事。请在下表中勾选一项（每件办件评价一次，自愿填写），"
            "填好后折叠投入评价箱，不必交给窗口人员。",
        ),
        facts=(
            ("受理编号", case.number),
            ("事项", case.item_name),
            ("办理窗口", case.counter or "服务台"),
            ("办结日期", day_of(case.finished_at) if case.finished_at else "正在办理"),
            ("意见和建议", "\n\n\n"),
            ("是否愿意接受回访", "□ 愿意，电话＿＿＿＿＿＿＿＿　　□ 不愿意"),
        ),
        table=boxes,
        closing=Closing(hall.name, f"评价日期：{BLANK_DAY}", ("评价人（可不填）：",), seal=False),
        barcode=about.code,
        footnotes=(
            "勾选“不满意”“非常不满意”并愿意回访的，我中心将在一个工作日内联系您。",
            *phones(hall),
        ),
        anchor=str(anchor or ""),
    )
