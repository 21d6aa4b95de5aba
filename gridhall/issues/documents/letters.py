"""督办函, 会商函, 转报函, 问责建议书 as official letters (信函格式), 会商纪要 as minutes.

A letter that a measure brought about bears that measure's day, so that it stays the same paper.
"""

import re
from collections.abc import Sequence
from typing import Any

from gridhall.core.errors import UserError
from gridhall.issues.documents.telling import (
    STREET,
    About,
    Marks,
    addressed,
    contact,
    handled,
    lateness,
    measures_before,
    own_words,
    situation,
    superior,
)
from gridhall.issues.labels import LEVELS
from gridhall.issues.queries.cards import MeasureRow
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.official import Decision, OfficialLetter, OfficialMinutes, Roll

SUPERVISION, CONSULTATION = "supervision-letter", "consultation-letter"
FORWARDING, ACCOUNTABILITY = "forwarding-letter", "accountability-letter"
MINUTES = "consultation-minutes"
# The measure that a letter tells of; its number is noted there.
MEASURE_OF = {
    SUPERVISION: "supervision",
    CONSULTATION: "consultation",
    MINUTES: "consultation",
    ACCOUNTABILITY: "accountability",
}
_UNITS = re.compile("[、，,；;]+")
_ORDINAL = re.compile(r"^(?:\d{1,2}[.、．]|[一二三四五六七八九十]{1,3}、)\s*")
_SENTENCES = re.compile("(?<=[。；;])")


def measure_of(about: About, kind: str) -> MeasureRow | None:
    """The latest measure that this kind of letter tells of."""
    return next(iter(about.card.measures_of(MEASURE_OF.get(kind, ""))), None)


def supervision_letter(about: About, marks: Marks) -> OfficialLetter:
    """督办函: what is owed since when, and by when an answer is due."""
    row, measure = about.card.row, measure_of(about, SUPERVISION)
    if not row.owner_name:
        raise UserError(f"{row.number} 还没有责任单位，没有可以督办的。请先分派")
    before = [one for one in about.card.measures_of("supervision") if one != measure]
    again = f"此前已督办{len(before)}次。" if before else ""
    until = chinese_day(measure.reply_by) if measure and measure.reply_by else ""
    text = [
        "一、问题情况",
        *situation(about),
        "二、办理经过",
        f"{handled(about)}{lateness(about)}{again}",
        "三、督办要求",
        "请贵单位明确责任人和完成时限，抓紧办理，办结后附整改照片等凭据。"
        + (f"请于{until}前将办理情况书面函复我单位。" if until else "办理情况请及时函复我单位。"),
        *own_words(about, measure.note if measure else ""),
        "特此函告。",
    ]
    to = addressed(about) or (measure.target if measure else "") or row.owner_name
    return _letter(about, marks, f"关于督促办理{about.heading}的函", to, text)


def consultation_letter(about: About, marks: Marks) -> OfficialLetter:
    """会商函: what several units are asked to settle together, where and when."""
    row, measure = about.card.row, measure_of(about, CONSULTATION)
    to = addressed(about) or (measure.target if measure else "") or row.owner_name
    if not to:
        raise UserError(f"{row.number} 还没有要一起商量的单位。请先发起会商，写明会商单位")
    text = [
        "一、问题情况",
        *situation(about),
        handled(about),
        "二、会商事项",
        "该问题涉及多个单位职责，需要共同研究。请就责任分工、解决办法、完成时限和所需经费会商。",
        *own_words(about, measure.note if measure else ""),
        "三、有关安排",
        _meeting(about, measure),
        "特此函商，请予支持。",
    ]
    return _letter(about, marks, f"关于会商解决{about.heading}的函", to, text)


def _meeting(about: About, measure: MeasureRow | None) -> str:
    """Where and when it is held, or by when to answer."""
    day, place = about.more.get("meets_on"), about.more.get("place", "")
    if day is not None:
        where = f"在{about.safe(place)}" if place else "在我单位"
        return f"定于{chinese_day(day)}{where}会商，请贵单位派熟悉情况、能够表态的同志参加。"
    until = measure.reply_by if measure else None
    when = f"请于{chinese_day(until)}前" if until else "请及时"
    return f"{when}将贵单位意见和参加会商的同志姓名、职务函复我单位，会商时间、地点另行通知。"


def forwarding_letter(about: About, marks: Marks) -> OfficialLetter:
    """转报函: what is beyond this level goes up, who received it first stays on record."""
    row = about.card.row
    raised = row.escalated_on is not None
    if not raised and row.level >= max(LEVELS):
        raise UserError(f"{row.number} 已经在市一级，没有再上一级可以转报")
    level = max(row.level if raised else row.level + 1, STREET)
    here = LEVELS[level - 1]
    text = [
        "一、问题情况",
        *situation(about),
        "二、办理经过",
        handled(about) + measures_before(about, ("supervision", "consultation")),
        "三、转报理由",
        f"经研究，{_reason(about)}超出{here}一级职责和能力，现转报贵单位，请予研究解决。"
        "我单位仍为首接单位，将继续跟踪并答复居民。",
        *own_words(about),
        "请将办理意见和结果函告我单位。",
    ]
    return _letter(about, marks, f"关于转报{about.heading}的函", superior(about, level), text)


def _reason(about: About) -> str:
    """Why it goes up, as it was said when it was handed up."""
    for line in about.card.story:
        if line.kind == "issue_escalate" and not line.undone:
            said = about.safe(line.detail.partition("：")[2]).rstrip("。，；")
            return f"{said}，" if said else "该问题"
    return "该问题"


def accountability_letter(about: About, marks: Marks) -> OfficialLetter:
    """问责建议书: what was done and left undone, and what is proposed; to the superior."""
    row, measure = about.card.row, measure_of(about, ACCOUNTABILITY)
    if measure is None:
        raise UserError(f"{row.number} 还没有登记责任追究。请主管先在“五项措施”里登记，再出建议书")
    whom = measure.target or row.owner_name
    before = measures_before(about, ("supervision", "consultation", "scoring"), measure)
    text = [
        "一、基本情况",
        *situation(about),
        "二、办理和督办经过",
        f"{handled(about)}{lateness(about)}{before}",
        "三、责任追究的理由",
        *own_words(about, measure.note),
        "四、建议",
        f"建议按照干部管理权限和有关规定，对{whom}在该问题办理中的责任予以核查，"
        "依规依纪提出处理意见，并督促其限期解决问题。",
        "以上建议请予研究，处理结果请函告我单位。",
    ]
    title = f"关于{whom}办理{about.heading}的问责建议书"
    return _letter(about, marks, title, superior(about, row.level), text)


def consultation_minutes(about: About, marks: Marks) -> OfficialMinutes:
    """会商纪要: what the consultation came to, numbered; who was there."""
    row, measure = about.card.row, measure_of(about, MINUTES)
    if measure is None or not measure.reply:
        raise UserError(f"{row.number} 的会商还没有结果。请先登记会商结果，再出纪要")
    day = about.more.get("meets_on") or measure.replied_on or about.day
    units = about.more.get("came") or [one for one in _UNITS.split(measure.target) if one]
    settled = settled_in(about.safe(measure.reply))
    said = (
        f"{chinese_day(day)}，{about.hall.name}就{about.place}{about.matter}（编号：{row.number}）"
        f"会同有关单位进行了会商。"
    )
    return OfficialMinutes(
        head=f"{about.hall.name}会商纪要",
        number=marks[0],
        title=f"关于{about.heading}的会商纪要",
        paragraphs=(said, handled(about), *own_words(about), "会商议定以下事项："),
        decisions=[Decision("", (one,)) for one in settled],
        rolls=_rolls(about, units),
        issuer=about.hall.name,
        day_text=chinese_day(day),
        copies_to=tuple(about.more.get("copies_to", ())) or tuple(units),
        attachments=tuple(about.more.get("attachments", ())),
        whole=(about.hall.community, row.compound),
        anchor=str(marks[1] or ""),
    )


def _rolls(about: About, units: Sequence[str]) -> list[Roll]:
    more = about.more
    return [
        Roll("出席", tuple(units)),
        Roll("请假", tuple(more.get("absent", ()))),
        Roll("列席", tuple(more.get("guests", ()))),
    ]


def settled_in(outcome: str) -> list[str]:
    """What was settled, point by point: lines, else sentences."""
    lines = outcome.splitlines()
    points = lines if len(lines) > 1 else _SENTENCES.split(outcome)
    told = (_ORDINAL.sub("", one.strip()).rstrip("。；;") for one in points)
    return [f"{one}。" for one in told if one]


def _letter(about: About, marks: Marks, title: str, to: str, text: Sequence[str]) -> OfficialLetter:
    row, more = about.card.row, about.more
    told: dict[str, Any] = {"copies_to": tuple(more.get("copies_to", ()))}
    return OfficialLetter(
        head=about.hall.name,
        number=marks[0],
        title=title,
        addressee=to,
        paragraphs=tuple(text),
        issuer=about.hall.name,
        day_text=chinese_day(about.day),
        attachments=tuple(more.get("attachments", ())),
        contact=contact(about.hall),
        whole=tuple(filter(None, (row.compound, row.building, row.owner_name))),
        anchor=str(marks[1] or ""),
        **told,
    )
