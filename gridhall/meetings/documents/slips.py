"""交办单, one for each owner; 述职评议表; 轮值表."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.mask import mask_numbers
from gridhall.meetings.documents.telling import About, Marks, ordered, place, subject
from gridhall.meetings.labels import GRADES
from gridhall.meetings.queries.agenda import AgendaRow
from gridhall.meetings.queries.debriefs import DebriefRow
from gridhall.meetings.queries.hosts import Turn
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day

ASSIGNMENT: Final = "assignment-slip"
DEBRIEF: Final = "debrief-form"
ROTATION: Final = "duty-rotation"
_GIVEN = ("编号", "问题", "地点", "议定意见", "期限", "办理结果")
_GIVEN_WIDTHS = (3.6, 3.4, 2.3, 2.4, 2.5, 3.1)
_TURNS = ("轮次", "轮值时间", "第一书记", "所在单位", "备注")


def assignment_slips(about: About, marks: Marks, item_id: int | None = None) -> list[BusinessForm]:
    """交办单 of everybody who was given something in the meeting; of one item alone if asked."""
    given = [
        one
        for one in about.card.decided
        if one.owner is not None and one.decision in ("route", "take_up", "go_on")
        and item_id in (None, one.item_id)
    ]  # fmt: skip
    if not given:
        raise UserError(f"“{about.card.row.title}”没有议定由谁承办的问题，没有交办单可出")
    owners = dict.fromkeys(one.owner.name for one in given if one.owner is not None)
    return [_slip(about, name, _of(given, name), marks) for name in owners]


def _of(given: Sequence[AgendaRow], name: str) -> list[AgendaRow]:
    return [one for one in given if one.owner is not None and one.owner.name == name]


def _slip(about: About, name: str, given: Sequence[AgendaRow], marks: Marks) -> BusinessForm:
    row, hall = about.card.row, about.hall
    told = (
        f"经{chinese_day(row.held_on)}{about.owner}{about.name}议定，下列{len(given)}项问题"
        "交由你单位办理。请按期办结，并把办理结果填在表里，送回我单位核实、销号。"
    )
    phones = {"联系电话": hall.phone, "地址": hall.address}
    foot = "　".join(f"{label} {value}" for label, value in phones.items() if value)
    return BusinessForm(
        title="交办单",
        number=marks[0],
        addressee=name,
        paragraphs=(told,),
        table=Table(_GIVEN, _GIVEN_WIDTHS, tuple(map(_given, given)), least_lines=2),
        closing=Closing(about.owner, chinese_day(row.held_on), ("交办人：", "接收人：")),
        footnotes=(foot,) if foot else (),
        copies_note="本单一式两份：承办单位一份，社区存一份。",
        anchor=str(marks[1] or ""),
    )


def _given(one: AgendaRow) -> tuple[str, ...]:
    due = f"{one.due_on.year}年\n{one.due_on.month}月{one.due_on.day}日" if one.due_on else "—"
    return one.number or "—", subject(one), place(one) or "—", ordered(one), due, ""


def debrief_form(row: DebriefRow, hall: Hall, marks: Marks) -> BusinessForm:
    """述职评议表: what was told, how it was judged; boxes to tick where nothing was yet."""
    voted = any(row.votes.values())
    cells = tuple(f"{votes} 票" if voted else "□" for votes in row.votes.values())
    return BusinessForm(
        title="述职评议表",
        number=marks[0],
        addressee="",
        paragraphs=(),
        facts=tuple(_debrief_facts(row)),
        table=Table(tuple(GRADES.values()), (1, 1, 1, 1), (cells,), least_lines=2),
        closing=Closing(
            hall.name, chinese_day(row.given_on), ("述职人：", "评议人（计票人）："), seal=voted
        ),
        footnotes=("评议等次：优秀、称职、基本称职、不称职，每人选一项。",),
        anchor=str(marks[1] or ""),
    )


def _debrief_facts(row: DebriefRow) -> Iterator[tuple[str, str]]:
    yield "述职人", row.name
    if row.duty:
        yield "职务", row.duty
    yield "述职期间", row.period
    yield "述职日期", chinese_day(row.given_on)
    yield "述职内容", mask_numbers(row.text) or "\n" * 11
    yield "得分", f"{row.score} 分" if row.score is not None else ""
    yield "评议意见", "\n" * 4


def rotation_form(
    turns: Sequence[Turn], about: tuple[Hall, str, date], marks: Marks
) -> BusinessForm:
    """轮值表 of an organisation's first secretaries; `about`: hall, organisation, today."""
    hall, owner, day = about
    if not turns:
        raise UserError(f"{owner}还没有排第一书记轮值。请在组织架构里选席位，按“排轮值”")
    rows = tuple(_turn(at, one, day) for at, one in enumerate(turns, 1))
    return BusinessForm(
        title="第一书记轮值表",
        number=marks[0],
        addressee="",
        paragraphs=(),
        facts=(("组织", owner), ("轮值", f"{len(turns)} 轮")),
        table=Table(_TURNS, (1.0, 6.9, 2.1, 4.3, 1.4), rows, least_lines=2),
        closing=Closing(hall.name, chinese_day(day)),
        footnotes=("轮值第一书记主持当期联席会议，督办议定事项，届满向会议述职。",),
        anchor=str(marks[1] or ""),
    )


def _turn(at: int, one: Turn, day: date) -> tuple[str, ...]:
    now = "本期" if one.since <= day else ""
    until = f"至{chinese_day(one.last_day)}" if one.last_day else "起"
    return f"{at}", f"{chinese_day(one.since)}{until}", one.name, one.workplace or "—", now
