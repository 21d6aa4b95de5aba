"""会议通知: when and where, who is to come, what is on the agenda; a notice with a red head."""

from collections.abc import Iterator
from typing import Final

from gridhall.meetings.documents.telling import About, Marks, subject
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.official import OfficialNotice

KIND: Final = "meeting-notice"
_MOST_NAMED: Final = 12  # items that the notice itself names; all are in the list it comes with


def meeting_notice(about: About, marks: Marks) -> OfficialNotice:
    """The notice to everybody who is invited."""
    row, hall = about.card.row, about.hall
    return OfficialNotice(
        head=f"{about.owner}文件",
        number=marks[0],
        title=f"{about.owner}关于召开{about.name}的通知",
        addressee="各委员、各有关单位",
        paragraphs=tuple(_paragraphs(about)),
        issuer=about.owner,
        day_text=chinese_day(row.noticed_on or about.day),
        attachments=(f"{about.name}议题清单",),
        contact=f"联系人：{row.secretary}，电话：{hall.phone}" if hall.phone else "",
        whole=(about.owner, about.name),
        anchor=str(marks[1] or ""),
    )


def _paragraphs(about: About) -> Iterator[str]:
    row = about.card.row
    manners = f"按照“{'、'.join(about.manners)}”的协调议事制度，" if about.manners else ""
    yield (
        f"{manners}经研究，定于{chinese_day(row.held_on)}召开{about.name}。现将有关事项通知如下："
    )
    yield "一、时间和地点"
    where = f"，{row.place}" if row.place else ""
    yield f"{about.when}{where}。"
    yield "二、参加人员"
    yield f"{_who(about)}。会议由{row.host}主持。" if row.host else f"{_who(about)}。"
    yield "三、会议议题"
    yield from _items(about)
    yield "四、有关要求"
    if row.subject:
        yield f"{row.subject.rstrip('。')}。"
    yield "请准时参加；因故不能参加的，请会前向联系人请假，并委托本单位其他负责同志参加。"


def _who(about: About) -> str:
    guests = [one for one in about.card.members if one.role == "guest"]
    units = "、".join(dict.fromkeys(one.workplace or one.name for one in guests))
    told = f"；{units}列席" if units else ""
    return f"{about.owner}委员、兼职委员{told}"


def _items(about: About) -> Iterator[str]:
    card = about.card
    if not card.items:
        yield "目前没有未办结的问题；会前新收到的问题一并列入。"
        return
    if card.carried:
        yield f"（一）上次会议结转的问题{len(card.carried)}项，先行讨论。"
        yield from (f"{n}.{subject(one)}。" for n, one in enumerate(card.carried, 1))
    if card.fresh:
        mark = "（二）" if card.carried else "（一）"
        named = len(card.fresh) <= _MOST_NAMED
        yield f"{mark}新收集的问题{len(card.fresh)}项{'。' if named else '，详见议题清单。'}"
        if named:
            yield from (f"{n}.{subject(one)}。" for n, one in enumerate(card.fresh, 1))
    if card.others:
        yield f"其他：{'；'.join(subject(one) for one in card.others)}。"
