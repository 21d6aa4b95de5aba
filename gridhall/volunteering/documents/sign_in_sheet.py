"""签到表: who is on the roster, with room for times, signatures, and blank lines for others."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.clock import say_span
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.organisation.documents.missing import footnote, lacking, printed
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day, draw
from gridhall.pdf.page import A4, landscape
from gridhall.volunteering.documents.day_words import held, organiser
from gridhall.volunteering.queries.papers.days import OnDuty, PaperDay

KIND = "sign-in-sheet"
BLANKS = 8  # lines for walk-ins and substitutes
_HEADINGS = (
    "序号",
    "姓名",
    "单位",
    "岗位",
    "班次",
    "电话",
    "签到时间",
    "签退时间",
    "本人签名",
    "备注",
)
_WIDTHS = (1.2, 2.3, 3.6, 3.0, 3.9, 2.9, 2.2, 2.2, 2.8, 2.2)
_SIZE = landscape(A4)


def sheet_form(
    day: PaperDay, hall: Hall, today: date, marks: tuple[str, Anchor | None], blanks: int = BLANKS
) -> BusinessForm:
    """The sheet of a day: a line for each volunteer and post, then blank ones."""
    if day.held_on is None:
        raise UserError("这个服务日不举办，没有签到表")
    rows = [_line(at, turns) for at, turns in enumerate(_by_person(day), 1)]
    rows += [(str(len(rows) + at), *[""] * 9) for at in range(1, blanks + 1)]
    if not rows:
        raise UserError("这个服务日还没有排人，空白行也是 0，没有签到表可出")
    missing = lacking(cell for row in rows for cell in row)
    listed = tuple(tuple(printed(cell, missing) for cell in row) for row in rows)
    return BusinessForm(
        title=f"{day.name}签到表",
        number=marks[0],
        addressee="",
        paragraphs=(),
        facts=(
            ("日期地点", "　".join(filter(None, (held(day), day.spot)))),
            ("应到", f"{day.people} 人 {len(day.roll)} 人次"),
        ),
        table=Table(_HEADINGS, _WIDTHS, listed, least_lines=2),
        closing=Closing(
            organiser(day, hall), chinese_day(today), ("现场负责人：", "录入："), seal=False
        ),
        footnotes=(
            "没有在名单里的志愿者，请填在空白行。时间写到分，例如 8:25。活动结束后当天交回录入。",
            *footnote(missing),
        ),
        anchor=str(marks[1] or ""),
    )


def sheet_order(day: PaperDay, form: BusinessForm, request_key: str) -> PaperOrder:
    """The order to issue the sheet; the same roster of the same day is one paper."""
    return PaperOrder(KIND, "service_day", day.id, {"texts": list(form.texts())}, request_key)


def sheet_paper(form: BusinessForm, marks: tuple[str, Anchor | None]) -> bytes:
    """The sheet as a PDF on lying A4."""
    return draw(replace(form, number=marks[0], anchor=str(marks[1] or "")), _SIZE)


def _by_person(day: PaperDay) -> list[list[OnDuty]]:
    """The turns of one volunteer at one post together, in the order of their first shift."""
    found: dict[tuple[int, int], list[OnDuty]] = defaultdict(list)
    for one in day.roll:
        found[one.volunteer_id, one.post.id].append(one)
    return sorted(found.values(), key=lambda turns: (turns[0].shift.starts, turns[0].post.id))


def _line(at: int, turns: list[OnDuty]) -> tuple[str, ...]:
    one = turns[0]
    shifts = "、".join(turn.shift.name for turn in turns)
    span = say_span(min(t.shift.starts for t in turns), max(t.shift.ends for t in turns))
    return (
        str(at), one.name, one.unit, one.post.name, f"{shifts} {span}", one.phone_masked,
        "", "", "", "",
    )  # fmt: skip
