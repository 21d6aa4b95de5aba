"""Papers that tell the applicant something: 一次性告知书, 不予受理, 延期, 特别程序."""

from datetime import date

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.pdf.business_form import BusinessForm, Table, chinese_day
from gridhall.service_desk.documents.parts import (
    Marks,
    case_closing,
    case_code,
    case_facts,
    day_of,
    happened,
    is_permit,
    known,
    phones,
    reach,
    served_by,
    two_copies,
    whereabouts,
)
from gridhall.service_desk.labels import ITEM_TYPES, PAUSES, parts_label
from gridhall.service_desk.queries.papers import CasePaper
from gridhall.service_desk.queries.reads import CaseNoticeRow, ExtensionRow, LackRow, PauseRow
from gridhall.service_desk.rules.refusals import Refusal, read_refusal

_PERMIT_LAW = "《中华人民共和国行政许可法》"
_SERVICE = "20"  # 公共服务: no administrative act
_HEADINGS = ("序号", "所缺材料和问题", "要求", "到哪里办")
_WIDTHS = (0.9, 3.3, 2.4, 4.6)


def one_time_notice(about: CasePaper, hall: Hall, marks: Marks) -> BusinessForm:
    """一次性告知书: everything that lacks, what is asked, where it is to be got, until when."""
    number, anchor = marks
    case = about.card.case
    if not about.card.notices:
        raise UserError(f"{case.number} 还没有一次性告知，请先按 F8 登记缺什么材料")
    notice = about.card.notices[-1]
    rows = tuple(
        _lacking(place, one, about, hall) for place, one in enumerate(notice.lacking, start=1)
    )
    return BusinessForm(
        title="一次性告知书",
        number=number,
        addressee=f"{case.applicant_name}：",
        paragraphs=_notice_words(about, notice),
        facts=(
            *case_facts(about),
            ("补正期限", f"{chinese_day(notice.due_on)}17时前"),
        ),
        table=Table(_HEADINGS, _WIDTHS, rows),
        closing=case_closing(hall, day_of(notice.given_at), f"告知人：{notice.clerk_name}"),
        qr=case_code(about),
        barcode=about.code,
        footnotes=(f"依据：{_notice_law(about)}。", *phones(hall)),
        copies_note=two_copies("告知书"),
        anchor=str(anchor or ""),
    )


def _notice_words(about: CasePaper, notice: CaseNoticeRow) -> tuple[str, ...]:
    case = about.card.case
    again = "（第二次告知，已经负责人同意）" if notice.nth > 1 else ""
    return (
        f"您于{day_of(case.received_at)}申请办理的“{case.item_name}”，经核对还有"
        f" {len(notice.lacking)} 样材料不齐全或者不符合要求，现一次性告知如下{again}。"
        "除下表所列外，不再要求您补充其他材料。",
        f"请于{chinese_day(notice.due_on)}17时前把材料补齐交到窗口；补齐后当场受理，"
        "期限自受理之日起计算。到期没有补齐的，按未补正结束本次办理，退还已交的材料，"
        "备齐后可以重新申请。",
    )


def _notice_law(about: CasePaper) -> str:
    if is_permit(about.card):
        return f"{_PERMIT_LAW}第三十二条第一款第四项"
    return f"参照{_PERMIT_LAW}第三十二条、《优化营商环境条例》第三十六条"


def _lacking(place: int, one: LackRow, about: CasePaper, hall: Hall) -> tuple[str, str, str, str]:
    asked = next((m for m in about.card.matter.materials if m.position == one.position), None)
    said = f"{one.name}\n问题：{one.problem}" if one.problem else one.name
    if asked is None:
        return str(place), said, "按告知补正", "窗口咨询"
    wanted = (
        parts_label(asked.originals, asked.copies).replace("、", "\n"),
        f"{asked.issued_within}出具" if asked.issued_within else "",
        asked.note,
    )
    agencies = about.places.get(asked.issuer, ())
    where = whereabouts(agencies, asked.issuer, hall)
    return str(place), said, "\n".join(filter(None, wanted)), where


def not_accepted(about: CasePaper, hall: Hall, marks: Marks) -> BusinessForm:
    """不予受理通知书: why, on what basis, where to apply instead, what one can do about it."""
    number, anchor = marks
    case = about.card.case
    told = [one.detail for one in about.card.events if one.kind == "not_accepted"]
    when = happened(about.card, "not_accepted")
    if when is None:
        raise UserError(f"{case.number} 没有登记不予受理，不能出不予受理通知书")
    refusal = read_refusal(told[-1])
    return BusinessForm(
        title="不予受理通知书",
        number=number,
        addressee=f"{case.applicant_name}：",
        paragraphs=_refused_words(about, refusal, hall),
        facts=(
            *case_facts(about),
            *known(
                (
                    ("不予受理理由", refusal.reason),
                    ("依据", refusal.basis),
                    ("应到哪里办", _instead(about, refusal)),
                )
            ),
        ),
        closing=case_closing(hall, day_of(when), served_by(about, "经办人")),
        qr=case_code(about),
        footnotes=phones(hall),
        copies_note=two_copies("通知书"),
        anchor=str(anchor or ""),
    )


def _instead(about: CasePaper, refusal: Refusal) -> str:
    """Where to apply, with the directory's facts if it knows the place."""
    if not refusal.where:
        return ""
    found = about.places.get(refusal.where, ())
    known_of = (reach(one) for one in found)
    return "\n".join([refusal.where, *("；".join(facts) for facts in known_of if facts)])


def _refused_words(about: CasePaper, refusal: Refusal, hall: Hall) -> tuple[str, ...]:
    case = about.card.case
    first = (
        f"您于{day_of(case.received_at)}提出的“{case.item_name}”申请，经审查，"
        "因下列原因，我中心决定不予受理，您提交的材料一并退还。"
    )
    if refusal.where:
        first += f"您可以到{refusal.where}办理。"
    return first, _remedies(about, hall)


def _remedies(about: CasePaper, hall: Hall) -> str:
    """What one can do about it: by law against a permit's refusal, else where to complain."""
    kind = about.card.matter.said.item_type
    if is_permit(about.card):
        return (
            "您对本决定不服的，可以自知道本决定之日起六十日内依法申请行政复议，"
            "也可以自知道或者应当知道本决定之日起六个月内依法向人民法院提起行政诉讼；"
            "法律规定应当先申请行政复议的，从其规定。"
        )
    phone = hall.supervision_phone or hall.phone
    where = f"拨打监督电话{phone}" if phone else "向我中心负责人"
    said = f"您对不予受理有异议的，可以{where}反映，我中心将在核实后答复您"
    if kind == _SERVICE:
        return f"{said}。"
    by = about.card.matter.authority
    done = f"，由{by}实施" if by else ""
    named = ITEM_TYPES.get(kind, kind)
    return f"{said}。本事项为{named}{done}，您也可以依法申请行政复议或者提起行政诉讼。"


def extension_notice(about: CasePaper, hall: Hall, marks: Marks) -> BusinessForm:
    """延期告知书: how many days more, why, and the new day."""
    number, anchor = marks
    case, (extension, day) = about.card.case, _approved(about)
    words = (
        f"您申请办理的“{case.item_name}”（{day_of(case.taken_in)}受理），因下列原因"
        f"不能在原定期限内办结。经负责人批准，办理期限延长{extension.days}个工作日，"
        f"延长后的办结日期为{chinese_day(case.promise)}。给您带来不便，敬请谅解。"
    )
    return BusinessForm(
        title="延期告知书",
        number=number,
        addressee=f"{case.applicant_name}：",
        paragraphs=(words, "本次延期只办理一次，延期期间您可以随时查询办理进度。"),
        facts=(
            *case_facts(about),
            ("延期理由", extension.reason),
            ("延长", f"{extension.days}个工作日，批准人{extension.decided_by}"),
            ("延长至", _estimated(about, case.promise)),
            ("依据", _law(about, "第四十二条")),
        ),
        closing=case_closing(hall, day, served_by(about, "告知人")),
        qr=case_code(about),
        footnotes=phones(hall),
        copies_note=two_copies("告知书"),
        anchor=str(anchor or ""),
    )


def _approved(about: CasePaper) -> tuple[ExtensionRow, str]:
    """The extension that was approved, and its day; UserError without one."""
    for one in about.card.extensions:
        if one.state == "approved" and one.decided_at is not None:
            return one, day_of(one.decided_at)
    number = about.card.case.number
    raise UserError(f"{number} 没有批准的延期，不能出延期告知书。请先由主管批准")


def special_procedure(about: CasePaper, hall: Hall, marks: Marks) -> BusinessForm:
    """特别程序告知书: which, why, and that its days do not count."""
    number, anchor = marks
    case = about.card.case
    if not about.card.pauses:
        raise UserError(f"{case.number} 没有进入过特别程序，不能出特别程序告知书")
    pause = about.card.pauses[-1]
    words = (
        f"您申请办理的“{case.item_name}”（{day_of(case.taken_in)}受理），因办理需要，"
        f"自{chinese_day(pause.began_on)}起进入下列程序。所需时间不计算在办理期限内，"
        "程序结束后继续计算。"
    )
    return BusinessForm(
        title="特别程序告知书",
        number=number,
        addressee=f"{case.applicant_name}：",
        paragraphs=(words, *_resumed(about, pause)),
        facts=(
            *case_facts(about),
            ("程序种类", PAUSES.get(pause.kind, pause.kind)),
            ("理由", pause.reason),
            *_pause_days(pause),
            ("依据", _law(about, "第四十五条")),
        ),
        closing=case_closing(hall, chinese_day(pause.began_on), served_by(about, "告知人")),
        qr=case_code(about),
        footnotes=phones(hall),
        copies_note=two_copies("告知书"),
        anchor=str(anchor or ""),
    )


def _law(about: CasePaper, article: str) -> str:
    """An article of the law of permits: as it stands for a permit, by its model for the rest."""
    return f"{'' if is_permit(about.card) else '参照'}{_PERMIT_LAW}{article}"


def _pause_days(pause: PauseRow) -> tuple[tuple[str, str], ...]:
    return known(
        (
            ("开始日期", chinese_day(pause.began_on)),
            ("预计结束日期", chinese_day(pause.expected_on) if pause.expected_on else "待定"),
            ("结束日期", chinese_day(pause.ended_on) if pause.ended_on else ""),
            ("结果", pause.outcome),
        )
    )


def _resumed(about: CasePaper, pause: PauseRow) -> tuple[str, ...]:
    case = about.card.case
    if pause.ended_on is None or case.promised_on is None:
        return ("结束后的办结日期另行电话告知，您也可以随时查询。",)
    said = _estimated(about, case.promised_on)
    return (f"该程序已于{chinese_day(pause.ended_on)}结束，承诺办结日期顺延至{said}。",)


def _estimated(about: CasePaper, day: date) -> str:
    return chinese_day(day) + ("（暂估）" if about.card.case.provisional else "")
