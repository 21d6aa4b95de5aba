"""Papers of a case that begins: 受理通知书, 容缺受理承诺书, 委托书."""

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.mask import mask_id_number, mask_phone
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day
from gridhall.service_desk.documents.parts import (
    BLANK,
    BLANK_DAY,
    Marks,
    applicant,
    case_closing,
    case_code,
    case_facts,
    day_of,
    happened,
    known,
    phones,
    served_by,
    two_copies,
)
from gridhall.service_desk.labels import channel_label, parts_label
from gridhall.service_desk.queries.papers import CasePaper
from gridhall.service_desk.queries.reads import CaseMaterialRow

_HEADINGS = ("序号", "材料名称", "原件", "复印件", "收讫")
_WIDTHS = (1.1, 5.3, 1.2, 1.3, 1.7)


def acceptance(about: CasePaper, hall: Hall, marks: Marks) -> BusinessForm:
    """受理通知书: we took your matter in, with these materials, and promise it by this day."""
    number, anchor = marks
    case = about.card.case
    if case.accepted_at is None:
        raise UserError(f"{case.number} 还没有受理，不能出受理通知书。请先受理")
    rows = tuple(_material(one, about) for one in about.card.materials)
    return BusinessForm(
        title="受理通知书",
        number=number,
        addressee=f"{case.applicant_name}：",
        paragraphs=_acceptance_words(about),
        facts=(*case_facts(about), *_days(about)),
        table=Table(_HEADINGS, _WIDTHS, rows, "不需要提交材料"),
        closing=case_closing(hall, day_of(case.accepted_at), served_by(about, "受理人")),
        qr=case_code(about),
        barcode=about.code,
        footnotes=phones(hall),
        copies_note=two_copies("通知书"),
        anchor=str(anchor or ""),
    )


def _acceptance_words(about: CasePaper) -> tuple[str, ...]:
    case, card = about.card.case, about.card
    state = "经核对材料齐全，" if card.materials and not card.missing else ""
    asked = day_of(case.received_at)
    taken = "" if asked == day_of(case.taken_in) else f"于{day_of(case.taken_in)}"
    said = f"{state}我中心{taken}已予受理。"
    if happened(card, "deemed"):
        said = "因未在五个工作日内一次性告知，自收到申请之日起即为受理。"
    words = [f"您于{asked}提出的“{case.item_name}”申请，{said}"]
    words[0] += _promise_words(about)
    words += _missing_words(about)
    if case.provisional and case.promised_on:
        year = case.promised_on.year
        words.append(
            f"上述日期为暂估：{year}年放假安排尚未公布，公布后日期有变化的，我中心将电话告知。"
        )
    return tuple(words)


def _promise_words(about: CasePaper) -> str:
    case = about.card.case
    by = f"我中心将在{chinese_day(case.promise)}17时前办结，届时请凭本通知书领取结果。"
    if not case.limit_days:
        is_today = chinese_day(case.promise) == day_of(case.taken_in)
        return "本事项为即办件，当日办结。" if is_today else f"本事项为即办件，{by}"
    return f"承诺期限为{case.limit_days}个工作日（受理当日不计），{by}"


def _missing_words(about: CasePaper) -> list[str]:
    missing = about.card.missing
    deferred = [one for one in missing if one.position in about.deferred]
    plain = "、".join(one.name for one in missing if one.position not in about.deferred)
    words = [f"尚缺下列材料，请尽快补交：{plain}。"] if plain else []
    if deferred:
        words.append(_deferred_words(deferred, about))
    return words


def _deferred_words(deferred: list[CaseMaterialRow], about: CasePaper) -> str:
    """By one day for all, or by a day for each."""
    days = {about.deferred[one.position] for one in deferred}
    if len(days) == 1:
        return f"下表标“容缺”的材料按容缺受理，请于{chinese_day(days.pop())}前补交。"
    told = "、".join(
        f"{one.name}（{chinese_day(about.deferred[one.position])}前）" for one in deferred
    )
    return f"下列材料按容缺受理，请按承诺的日期补交：{told}。"


def _days(about: CasePaper) -> tuple[tuple[str, str], ...]:
    case = about.card.case
    estimated = "（暂估）" if case.provisional else ""
    legal = f"{case.legal_days}个工作日" if case.legal_days else ""
    if legal and case.legal_on:
        legal += f"，至{chinese_day(case.legal_on)}"
    promised = f"{chinese_day(case.promised_on)}{estimated}" if case.promised_on else ""
    channel = "" if case.channel == "counter" else channel_label(case.channel)
    return known(
        (
            ("来件方式", channel),
            ("受理日期", day_of(case.taken_in)),
            ("承诺办结日期", promised),
            ("法定办结期限", legal),
        )
    )


def _material(one: CaseMaterialRow, about: CasePaper) -> tuple[str, ...]:
    lacking = "待补" if one.required else "未交"
    if one.position in about.deferred:
        lacking = "容缺"
    return (
        str(one.position),
        one.name if one.required else f"{one.name}（可选）",
        f"{one.originals} 份" if one.originals else "—",
        f"{one.copies} 份" if one.copies else "—",
        "√" if one.received_at is not None else lacking,
    )


def deferral_promise(about: CasePaper, hall: Hall, marks: Marks) -> BusinessForm:
    """容缺受理承诺书: the applicant promises what is still lacking, by which day."""
    number, anchor = marks
    case = about.card.case
    lacking = [one for one in about.card.materials if one.position in about.deferred]
    if not lacking:
        raise UserError(f"{case.number} 没有容缺的材料，不用出容缺受理承诺书")
    return BusinessForm(
        title="容缺受理承诺书",
        number=number,
        addressee=f"{hall.name}：",
        paragraphs=_promises(about, len(lacking)),
        facts=case_facts(about),
        table=_promised(about, lacking),
        closing=Closing(
            "",
            f"承诺日期：{BLANK_DAY}",
            ("承诺人签字：", "联系电话：", "窗口经办人："),
            seal=False,
        ),
        barcode=about.code,
        footnotes=("可以容缺的材料以窗口公布的事项材料清单为准。", *phones(hall)),
        copies_note="本承诺书一式两份，承诺人一份，窗口存档一份。",
        anchor=str(anchor or ""),
    )


def _promised(about: CasePaper, lacking: list[CaseMaterialRow]) -> Table:
    rows = tuple(
        (
            str(place),
            one.name,
            parts_label(one.originals, one.copies).replace("、", "\n"),
            chinese_day(about.deferred[one.position]),
        )
        for place, one in enumerate(lacking, start=1)
    )
    return Table(("序号", "容缺的材料", "份数", "承诺补交日期"), (0.9, 5.0, 2.1, 2.8), rows)


def _promises(about: CasePaper, count: int) -> tuple[str, ...]:
    return (
        f"本人申请办理“{about.card.case.item_name}”，下表所列 {count} 样材料暂时不能提交，"
        "自愿申请容缺受理，并承诺：",
        "一、在下表所列日期前（当日17时止）补交全部容缺材料；",
        "二、已交和补交的材料、陈述的情况真实、准确、有效；",
        "三、到期没有补交的，同意窗口停止办理并退回已交的材料，由此产生的后果由本人承担。"
        "补交材料前，窗口可以先行审查，但不发给办理结果。",
    )


def power_of_attorney(about: CasePaper, hall: Hall, marks: Marks) -> BusinessForm:
    """委托书: somebody else comes; what is not known is left blank, both sign by hand."""
    number, anchor = marks
    case = about.card.case
    if case.agent_kind == "guardian":
        raise UserError(f"{case.number} 由监护人办理，监护人依法代理，不用委托书")
    return BusinessForm(
        title="委托书",
        number=number,
        addressee=f"{hall.name}：",
        paragraphs=(
            f"本人因故不能到场，现委托{case.agent_name or BLANK}代为办理“{case.item_name}”，"
            "代为提交和补交材料、签收文书、领取结果。受托人在上述范围内所办的事，本人予以承认。",
            "委托期限：自签字之日起至本事项办结之日止。受托人不得转委托。",
        ),
        facts=(
            ("办件编号", case.number),
            ("事项及编号", f"{case.item_name}（{about.card.matter.code}）"),
            ("委托人", applicant(about.card)),
            ("委托人电话", mask_phone(case.phone)),
            *_agent_facts(about),
        ),
        closing=Closing("", f"签字日期：{BLANK_DAY}", ("委托人签字：", "受托人签字："), seal=False),
        barcode=about.code,
        footnotes=(
            "依照《中华人民共和国民法典》第一百六十五条，授权委托书应当写明代理人的姓名、代理事项、"
            "权限和期限，并由委托人签名或者盖章。请受托人带上双方的身份证件原件，窗口核对后当场退还。",
            *phones(hall),
        ),
        copies_note="本委托书由窗口随办件存档。",
        anchor=str(anchor or ""),
    )


def _agent_facts(about: CasePaper) -> tuple[tuple[str, str], ...]:
    case = about.card.case
    return (
        ("受托人", case.agent_name),
        ("受托人证件号", mask_id_number(case.agent_id_number)),
        ("受托人电话", mask_phone(case.agent_phone)),
        ("与委托人关系", case.agent_relation),
        ("代理权限", "提交和补交材料；签收文书；领取结果"),
    )
