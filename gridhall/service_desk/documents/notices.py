"""Papers of the service desk: 受理通知书 and 办结通知书, drawn on the house's business form."""

from datetime import datetime

from gridhall.clerks.rules import Anchor
from gridhall.core.hall import Hall
from gridhall.core.mask import mask_phone
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import BusinessForm, Closing, Qr, Table, chinese_day, draw
from gridhall.service_desk.labels import channel_label
from gridhall.service_desk.queries.reads import CaseCard, CaseMaterialRow

ACCEPTANCE, COMPLETION = "acceptance", "completion"
_HEADINGS = ("序号", "材料名称", "原件", "复印件", "收讫")
_WIDTHS = (1.1, 5.6, 1.2, 1.3, 1.4)


def acceptance_notice(card: CaseCard, hall: Hall, number: str, anchor: Anchor | None) -> bytes:
    """受理通知书: we took your matter in, with these materials, and promise it by this day."""
    return draw(_acceptance_form(card, hall, number, str(anchor or "")))


def completion_notice(card: CaseCard, hall: Hall, number: str, anchor: Anchor | None) -> bytes:
    """办结通知书: your matter is done, and this is what you receive."""
    return draw(_completion_form(card, hall, number, str(anchor or "")))


def acceptance_order(card: CaseCard, hall: Hall, request_key: str) -> PaperOrder:
    """The order for papers to issue the notice; saying the same again is the same paper."""
    return _order(ACCEPTANCE, card, _acceptance_form(card, hall, "", ""), request_key)


def completion_order(card: CaseCard, hall: Hall, request_key: str) -> PaperOrder:
    """The order for papers to issue the notice of completion."""
    return _order(COMPLETION, card, _completion_form(card, hall, "", ""), request_key)


def _order(kind: str, card: CaseCard, form: BusinessForm, request_key: str) -> PaperOrder:
    said = {"texts": list(form.texts())}
    return PaperOrder(kind, "service_case", card.case.id, said, request_key)


def _acceptance_form(card: CaseCard, hall: Hall, number: str, anchor: str) -> BusinessForm:
    case = card.case
    return BusinessForm(
        title="受理通知书",
        number=number,
        addressee=f"{case.applicant_name}：",
        paragraphs=_acceptance_words(card),
        facts=(*_shared_facts(card), ("承诺办结日期", _promise(card))),
        table=Table(_HEADINGS, _WIDTHS, tuple(map(_material, card.materials)), "不需要提交材料"),
        closing=Closing(
            hall.name,
            _day(case.taken_in),
            (f"受理人：{case.clerk_name}　{case.counter}".rstrip(), "办事人签收：", "签收时间："),
        ),
        qr=Qr(case.number, "报受理编号或扫码查进度"),
        footnotes=_phones(hall),
        copies_note="本通知书一式两份，办事人一份，窗口存档一份。",
        anchor=anchor,
    )


def _completion_form(card: CaseCard, hall: Hall, number: str, anchor: str) -> BusinessForm:
    case, matter = card.case, card.matter
    finished = case.finished_at or case.taken_in
    said = f"您于{_day(case.taken_in)}申请办理的“{case.item_name}”，现已办结。"
    return BusinessForm(
        title="办结通知书",
        number=number,
        addressee=f"{case.applicant_name}：",
        paragraphs=(said, "请核对办理结果后签收。对办理结果有疑问的，可拨打下方电话咨询或反映。"),
        facts=(
            *_shared_facts(card),
            ("办结日期", _day(finished)),
            ("办理结果", matter.result or "已办结"),
        ),
        closing=Closing(hall.name, _day(finished), ("经办人：", "办事人签收：", "签收时间：")),
        qr=Qr(case.number, "报受理编号或扫码查进度"),
        footnotes=_phones(hall),
        copies_note="本通知书一式两份，办事人一份，窗口存档一份。",
        anchor=anchor,
    )


def _acceptance_words(card: CaseCard) -> tuple[str, ...]:
    case, missing = card.case, card.missing
    when = _day(case.taken_in)
    state = "经核对材料齐全，" if card.materials and not missing else ""
    first = f"您于{when}提出的“{case.item_name}”申请，{state}我中心已予受理。"
    if not case.limit_days:
        second = "本事项为即办件，当日办结。"
    else:
        second = (
            f"承诺期限为{case.limit_days}个工作日（受理当日不计），"
            f"请于{_promised(card)}凭本通知书领取结果。"
        )
    words = [first + second]
    if missing:
        names = "、".join(material.name for material in missing)
        words.append(f"尚缺下列材料，请尽快补交：{names}。")
    if case.provisional:
        year = case.promise.year
        words.append(
            f"上述日期为暂估：{year}年放假安排尚未公布，公布后日期有变化的，我中心将电话告知。"
        )
    return tuple(words)


def _shared_facts(card: CaseCard) -> tuple[tuple[str, str], ...]:
    case = card.case
    return (
        ("受理编号", case.number),
        ("事项及编号", f"{case.item_name}（{card.matter.code}）"),
        ("申请人", f"{case.applicant_name}　证件号 {card.id_number or '未登记'}"),
        ("联系电话", f"{mask_phone(case.phone) or '未留'}　{channel_label(case.channel)}"),
        ("受理日期", _day(case.taken_in)),
    )


def _promise(card: CaseCard) -> str:
    case = card.case
    estimated = "（暂估）" if case.provisional else ""
    return f"{chinese_day(case.promise)}{estimated}"


def _promised(card: CaseCard) -> str:
    return f"{chinese_day(card.case.promise)}17时前"


def _material(material: CaseMaterialRow) -> tuple[str, ...]:
    received = material.received_at is not None
    lacking = "待补" if material.required else "未交"
    return (
        str(material.position),
        material.name if material.required else f"{material.name}（可选）",
        f"{material.originals} 份" if material.originals else "—",
        f"{material.copies} 份" if material.copies else "—",
        "√" if received else lacking,
    )


def _phones(hall: Hall) -> tuple[str, ...]:
    told = (
        ("咨询电话", hall.phone),
        ("监督电话", hall.supervision_phone),
        ("地址", hall.address),
    )
    line = "　".join(f"{name} {value}" for name, value in told if value)
    return (line,) if line else ()


def _day(moment: datetime) -> str:
    """A stored moment's day here."""
    return chinese_day(moment.astimezone().date())
