"""会议纪要: what was decided, what is carried over, who came; 纪要 form of GB/T 9704."""

from collections.abc import Iterator, Sequence
from typing import Final

from gridhall.core.errors import UserError
from gridhall.core.mask import mask_numbers
from gridhall.meetings.documents.telling import About, Marks, decided, matter, safe
from gridhall.meetings.labels import DECISIONS, GRADES
from gridhall.meetings.queries.agenda import AgendaRow
from gridhall.meetings.queries.attending import MemberRow
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.official import Decision, OfficialMinutes, Roll

KIND: Final = "meeting-minutes"


def meeting_minutes(about: About, marks: Marks) -> OfficialMinutes:
    """The minutes of a meeting that was held."""
    row = about.card.row
    if not row.is_held:
        raise UserError(f"“{row.title}”{row.state_words}，还不能出纪要。请先按“结束会议”")
    return OfficialMinutes(
        head=f"{about.owner}会议纪要",
        number=marks[0],
        title=f"{about.name}纪要",
        paragraphs=(_leading_in(about),),
        decisions=tuple(_decisions(about)),
        rolls=tuple(_rolls(about)),
        issuer=about.owner,
        day_text=chinese_day(row.held_on),
        copies_to=tuple(_copies(about)),
        whole=(about.owner, about.name),
        anchor=str(marks[1] or ""),
    )


def _leading_in(about: About) -> str:
    row, card = about.card.row, about.card
    where = f"在{row.place}" if row.place else ""
    host = f"，{row.host}主持会议" if row.host else ""
    carried = f"（其中以前会议结转{len(card.carried)}项）" if card.carried else ""
    told = f"{chinese_day(row.held_on)}，{about.owner}{where}召开{about.name}{host}。"
    return (
        f"{told}会议研究议题{len(card.items)}项{carried}，议定{len(card.decided)}项。"
        "现将议定事项纪要如下："
    )


def _decisions(about: About) -> Iterator[Decision]:
    """What was talked over or voted on stands alone, the rest together by what was decided."""
    alone = [one for one in about.card.decided if one.said or one.votes or one.carried]
    for one in alone:
        yield Decision(f"关于{matter(one)}", tuple(_of_one(one)))
    rest = [one for one in about.card.decided if one not in alone]
    for kind in DECISIONS:
        some = [one for one in rest if one.decision == kind]
        if some:
            yield Decision(_heading(kind, len(some)), tuple(_listed(some)))
    yield from _debriefs(about)
    if about.card.claims:
        told = [f"{n}.{one.words}。" for n, one in enumerate(about.card.claims, 1)]
        yield Decision("关于会上认领", tuple(told))
    yield from _carried_over(about)
    if about.card.row.summary:
        lines = mask_numbers(about.card.row.summary).splitlines()
        yield Decision("会议强调", tuple(f"{line.rstrip('。')}。" for line in lines if line))


def _of_one(one: AgendaRow) -> Iterator[str]:
    carried = f"该问题已经过{one.carried}次会议。" if one.carried else ""
    said = [line for line in safe(one, one.said).splitlines() if line]
    if said:
        yield f"{carried}会议指出：{said[0].rstrip('。')}。"
        yield from (f"{line.rstrip('。')}。" for line in said[1:])
        carried = ""
    number = f"（{one.number}）" if one.number else ""
    yield f"{carried}会议议定{number}：{decided(one)}。"


def _heading(kind: str, count: int) -> str:
    words = {"agree": "同意的事项", "refuse": "不同意的事项", "noted": "听取的事项"}.get(kind)
    return f"{words or DECISIONS[kind] + '的问题'}{count}项"


def _listed(some: Sequence[AgendaRow]) -> Iterator[str]:
    """Those with the same decision in one paragraph."""
    alike: dict[str, list[AgendaRow]] = {}
    for one in some:
        alike.setdefault(decided(one), []).append(one)
    for n, (told, group) in enumerate(alike.items(), 1):
        mark = f"{n}." if len(alike) > 1 else ""
        yield f"{mark}{told}：{'；'.join(map(_named, group))}。"


def _named(one: AgendaRow) -> str:
    return f"{matter(one)}（{one.number}）" if one.number else matter(one)


def _debriefs(about: About) -> Iterator[Decision]:
    told = []
    for one in about.card.debriefs:
        votes = "，".join(f"{GRADES[key]}{n}票" for key, n in one.votes.items() if n)
        score = f"，得分{one.score}分" if one.score is not None else ""
        judged = f"，评议结果：{votes}{score}" if votes or score else ""
        told.append(f"{one.name}{f'（{one.duty}）' if one.duty else ''}述{one.period}职{judged}。")
    if told:
        yield Decision("关于述职评议", tuple(told))


def _carried_over(about: About) -> Iterator[Decision]:
    left = [one for one in about.card.items if one.left_open]
    silent = [one for one in about.card.items if not one.is_decided]
    if not left and not silent:
        return
    told = []
    if left:
        told.append(f"截至会议结束，{len(left)}项问题尚未办结，列入下次会议议题，直至办结销号。")
    if silent:
        names = "；".join(matter(one) for one in silent)
        told.append(f"本次未及议定{len(silent)}项：{names}。")
    yield Decision("关于结转", tuple(told))


def _rolls(about: About) -> Iterator[Roll]:
    members = about.card.members
    groups = (
        ("出席", [one for one in members if one.is_present and one.role != "guest"]),
        ("列席", [one for one in members if one.is_present and one.role == "guest"]),
        ("请假", [one for one in members if one.came == "leave"]),
        ("缺席", [one for one in members if one.came == "absent"]),
    )
    for label, some in groups:
        if some:
            yield Roll(label, tuple(map(_seated, some)))
    if about.card.row.secretary:
        yield Roll("记录", (about.card.row.secretary,))


def _seated(one: MemberRow) -> str:
    """张湾区税务局 张志国; 红色物业公司 赵强（代冯丽）."""
    name = f"{one.substitute}（代{one.name}）" if one.came == "sent" else one.name
    return f"{one.workplace} {name}".strip()


def _copies(about: About) -> Iterator[str]:
    """Who has to do something by what was decided."""
    owners = (one.owner.name for one in about.card.decided if one.owner is not None)
    yield from dict.fromkeys(owners)
