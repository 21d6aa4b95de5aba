"""党组织一览表, 席位名册, 委员名册: lists on a lying sheet, one organisation after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.progress import Progress
from gridhall.organisation.documents.missing import footnote, lacking, printed
from gridhall.organisation.queries.papers.people import Committee, CommitteeLine, SeatRoster
from gridhall.organisation.queries.papers.rows import OrganisationLine
from gridhall.organisation.queries.seats import SeatRow
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import (
    BusinessForm,
    Closing,
    Table,
    chinese_day,
    draw,
    draw_many,
)
from gridhall.pdf.page import A4, landscape

LIST, ROSTER, COMMITTEE = "organisation-list", "seat-roster", "committee-roster"
VACANT = "空缺"
_SIZE = landscape(A4)
_PRIVATE = "名册里的电话已部分遮住，只供工作使用，不拍照、不转发。"
Marks = tuple[str, Anchor | None]


@dataclass(frozen=True, slots=True)
class OrganisationList:
    """What the list of organisations shows: its lines as at a day, whose they are."""

    lines: Sequence[OrganisationLine]
    title: str  # 翠屏街道党工委
    day: date
    subject_id: int

    def check(self) -> None:
        """UserError for an empty list."""
        if not self.lines:
            raise UserError(f"{chinese_day(self.day)}还没有组织，没有一览表可出。请换一天")


def list_order(wanted: OrganisationList, hall: Hall, request_key: str) -> PaperOrder:
    """The order to issue the list; the same list of the same day is one paper."""
    wanted.check()
    said = {"texts": list(_list_form(wanted, hall, ("", None)).texts())}
    return PaperOrder(LIST, "organisation", wanted.subject_id, said, request_key)


def list_paper(wanted: OrganisationList, hall: Hall, marks: Marks) -> bytes:
    """党组织一览表 as a PDF."""
    wanted.check()
    return draw(_list_form(wanted, hall, marks), _SIZE)


def _list_form(wanted: OrganisationList, hall: Hall, marks: Marks) -> BusinessForm:
    headings = (
        "序号", "层级", "名称", "书记（负责人）", "副书记", "电话", "成立日期", "任期至",
        "党员", "户数",
    )  # fmt: skip
    widths = (1.3, 2.6, 5.6, 2.5, 2.7, 2.9, 2.3, 2.3, 1.4, 1.6)
    least = min(line.depth for line in wanted.lines)
    rows = (_organisation(at, line, least) for at, line in enumerate(wanted.lines, 1))
    vacant = sum(VACANT in line.secretary for line in wanted.lines)
    count = f"{len(wanted.lines):,} 个" + (f"，其中负责人空缺 {vacant:,} 个" if vacant else "")
    return _form(
        "党组织一览表",
        (("单位", wanted.title), ("组织", count), ("截至", chinese_day(wanted.day))),
        Table(headings, widths, tuple(rows)),
        (hall, wanted.day, marks),
        ("党员数和户数都含下级。",),
    )


def _organisation(at: int, line: OrganisationLine, least: int) -> tuple[str, ...]:
    indent = "　" * min(line.depth - least, 4)
    return (
        str(at),
        line.level,
        f"{indent}{line.name}",
        line.secretary or "—",
        line.deputies or "—",
        line.phone or "—",
        str(line.founded_on or "—"),
        str(line.term_until or "—"),
        f"{line.party_members:,}",
        f"{line.households:,}",
    )


@dataclass(frozen=True, slots=True)
class SeatRosters:
    """Rosters of one run, a community after the other, as at today."""

    rosters: Sequence[SeatRoster]
    day: date

    def check(self) -> None:
        """UserError when none of them has a seat."""
        if not any(roster.rows for roster in self.rosters):
            raise UserError("选中的组织还没有席位，没有名册可出。请先添加席位")


def rosters_order(wanted: SeatRosters, hall: Hall, request_key: str) -> PaperOrder:
    """The order to issue the rosters as one paper."""
    wanted.check()
    said = [text for form in _roster_forms(wanted, hall, ("", None)) for text in form.texts()]
    first = wanted.rosters[0].organisation_id
    return PaperOrder(ROSTER, "organisation", first, {"texts": said}, request_key)


def rosters_paper(
    wanted: SeatRosters, hall: Hall, marks: Marks, progress: Progress | None = None
) -> bytes:
    """席位名册 as a PDF: each community begins on a page of its own; numbers masked."""
    wanted.check()
    forms = _roster_forms(wanted, hall, marks)
    if len(forms) == 1:
        return draw(forms[0], _SIZE)
    return draw_many(forms, _SIZE, progress)


def _roster_forms(wanted: SeatRosters, hall: Hall, marks: Marks) -> list[BusinessForm]:
    return [_roster(one, wanted.day, hall, marks) for one in wanted.rosters if one.rows]


def _roster(roster: SeatRoster, day: date, hall: Hall, marks: Marks) -> BusinessForm:
    headings = ("序号", "组织或网格", "席位", "任职人", "来自", "电话", "任职", "任期至", "状态")
    widths = (1.2, 4.8, 3.4, 2.4, 3.2, 2.6, 2.2, 2.2, 2.6)
    rows, last = [], ""
    for at, row in enumerate(roster.rows, 1):
        rows.append(_seat(at, row, "" if row.owner_name == last else row.owner_name))
        last = row.owner_name
    vacant = sum(row.is_vacant for row in roster.rows)
    count = f"{len(roster.rows):,} 席，在任 {len(roster.rows) - vacant:,}，空缺 {vacant:,}"
    return _form(
        "席位名册",
        (("组织", roster.name), ("席位", count), ("截至", chinese_day(day))),
        Table(headings, widths, tuple(rows)),
        (hall, day, marks),
        (_PRIVATE,),
    )


def _seat(at: int, row: SeatRow, owner: str) -> tuple[str, ...]:
    where = f"（{row.where}）" if row.where and row.where not in row.name else ""
    return (
        str(at),
        owner,
        f"{row.name}{where}",
        row.holder_name or VACANT,
        row.source,
        row.phone_masked,
        str(row.since or ""),
        str(row.term_until or ""),
        _state(row),
    )


def _state(row: SeatRow) -> str:
    if row.is_vacant:
        days = f" {row.vacant_days} 天" if row.vacant_days else ""
        return f"空缺{days}"
    return {"ending": "快到期", "overdue": "已到期"}.get(row.state, "在任")


def committee_order(wanted: Committee, day: date, hall: Hall, request_key: str) -> PaperOrder:
    """The order to issue 委员名册; the same members of the same day are one paper."""
    said = {"texts": list(_committee(wanted, day, hall, ("", None)).texts())}
    return PaperOrder(COMMITTEE, "organisation", wanted.organisation.id, said, request_key)


def committee_paper(wanted: Committee, day: date, hall: Hall, marks: Marks) -> bytes:
    """委员名册 as a PDF; numbers masked."""
    return draw(_committee(wanted, day, hall, marks), _SIZE)


def _committee(wanted: Committee, day: date, hall: Hall, marks: Marks) -> BusinessForm:
    headings = (
        "序号",
        "职务",
        "姓名",
        "性别",
        "工作单位或来自",
        "电话",
        "任职日期",
        "任期至",
        "备注",
    )
    widths = (1.2, 3.2, 2.8, 1.2, 5.4, 2.8, 2.4, 2.4, 2.2)
    row = wanted.organisation
    facts = [("组织", row.name)]
    if wanted.parent:
        facts.append(("上级组织", wanted.parent))
    held = sum(bool(line.name) for line in wanted.lines)
    facts.append(("职数", f"{len(wanted.lines)} 名，在任 {held} 名"))
    if row.term_until:
        facts.append(("本届届满", chinese_day(row.term_until)))
    facts.append(("截至", chinese_day(day)))
    rows = tuple(_member(at, line) for at, line in enumerate(wanted.lines, 1))
    return _form("委员名册", facts, Table(headings, widths, rows), (hall, day, marks), (_PRIVATE,))


def _member(at: int, line: CommitteeLine) -> tuple[str, ...]:
    return (
        str(at),
        line.seat,
        line.name or VACANT,
        line.sex,
        line.unit,
        line.phone,
        str(line.since or ""),
        str(line.term_until or ""),
        "",
    )


def _form(
    title: str,
    facts: Iterable[tuple[str, str]],
    listed: Table,
    at: tuple[Hall, date, Marks],
    notes: Sequence[str],
) -> BusinessForm:
    """A list on the house's sheet; characters that no font has stand as 〓."""
    hall, day, (number, anchor) = at
    facts = tuple(facts)
    missing = lacking([*(value for _, value in facts), *(c for row in listed.rows for c in row)])
    if missing:
        facts = tuple((name, printed(value, missing)) for name, value in facts)
        rows = tuple(tuple(printed(cell, missing) for cell in row) for row in listed.rows)
        listed = replace(listed, rows=rows)
    return BusinessForm(
        title=title,
        number=number,
        addressee="",
        paragraphs=(),
        facts=facts,
        table=listed,
        closing=Closing(hall.name, chinese_day(day), ("制表：", "审核："), seal=False),
        footnotes=(*notes, *footnote(missing)),
        anchor=str(anchor or ""),
    )
