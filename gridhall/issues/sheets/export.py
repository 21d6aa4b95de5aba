"""导出吹哨台账: every issue a line, further sheets for the responses and the measures.

Every cell is text. ID numbers are not in it, nor anything that looks like one.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.mask import mask_numbers
from gridhall.issues.labels import (
    CHANNELS,
    DECLINES,
    LEVELS,
    MEASURES,
    PATHS,
    SHORT_ROUTES,
    SIZES,
    STATES,
    WORDS,
)
from gridhall.issues.models import Issue, IssueMeasure, IssueResponse
from gridhall.issues.queries.categories import categories
from gridhall.issues.rules.states import OWED
from gridhall.organisation.sheets.exporting import Workbook
from gridhall.places.labels import building_label
from gridhall.places.models import Building, Compound, Grid

HEADINGS: Final = (
    "编号", "反映日期", "问题", "内容", "来源", "渠道", "大类", "类别", "大小", "议事规则",
    "反映人", "电话", "网格", "小区", "楼栋", "具体位置", "现在", "受理层级", "现在层级",
    "首问人", "纳入日期", "不纳入日期", "不纳入原因", "响应", "责任单位", "办理期限", "超期",
    "吹哨日期", "报到日期", "解决日期", "怎么解决", "核实日期", "群众评价", "评价人", "销号日期",
    "结转次数", "督办日期", "会商开始", "上报日期", "重新打开",
)  # fmt: skip
_RESPONSES: Final = (
    "编号", "响应", "层级", "责任单位", "联系人", "分派日期", "办理期限", "吹哨日期", "报到期限",
    "吹哨单文号", "报到日期", "报到人", "解决日期", "改派日期", "改派原因",
)  # fmt: skip
_MEASURES: Final = (
    "编号", "措施", "第几次", "日期", "文号", "对象", "说明", "分值", "回复期限", "回复日期",
    "回复", "登记人",
)  # fmt: skip


def issue_cells(session: Session, today: date) -> Iterator[list[str]]:
    """Every issue, the oldest first; a number stands in the phone's column only."""
    words = _Words(session)
    query = select(Issue.__table__).order_by(Issue.received_on, Issue.id)
    for row in session.execute(query.execution_options(yield_per=2_000)).mappings():
        yield [
            row["number"], _day(row["received_on"]), _free(row["title"]), _free(row["content"]),
            PATHS.get(row["path"], ""), CHANNELS.get(row["channel"], row["channel"]),
            *words.category(row["category_id"]), SIZES.get(row["size"], ""), row["manner"],
            _free(row["raiser"]), row["phone"],
            *words.place(row), _free(row["spot"]),
            STATES.get(row["state"], row["state"]), LEVELS.get(row["first_level"], ""),
            LEVELS.get(row["level"], ""), row["clerk_name"], _day(row["admitted_on"]),
            _day(row["declined_on"]), _declined(row), SHORT_ROUTES.get(row["route"] or 0, ""),
            row["owner_name"], _day(row["due_on"]), _late(row, today), _day(row["whistled_on"]),
            _day(row["reported_on"]), _day(row["resolved_on"]), _free(row["result"]),
            _day(row["verified_on"]), WORDS.get(row["word"], ""), _free(row["word_by"]),
            _day(row["closed_on"]), _count(row["carry_count"]), _day(row["supervised_on"]),
            _day(row["consulting_since"]), _day(row["escalated_on"]), _count(row["reopened"]),
        ]  # fmt: skip


def _response_cells(session: Session, _today: date) -> Iterator[list[str]]:
    one = IssueResponse
    query = select(one, Issue.number).join(Issue, Issue.id == one.issue_id).order_by(one.id)
    for row, number in session.execute(query.execution_options(yield_per=2_000)):
        yield [
            number, SHORT_ROUTES.get(row.route or 0, "就地办理"), LEVELS.get(row.level, ""),
            row.owner_name, _free(row.contact), _day(row.assigned_on), _day(row.due_on),
            _day(row.whistled_on), _day(row.report_by), row.number, _day(row.reported_on),
            _free(row.reported_by), _day(row.resolved_on), _day(row.ended_on),
            _free(row.why_ended),
        ]  # fmt: skip


def _measure_cells(session: Session, _today: date) -> Iterator[list[str]]:
    one = IssueMeasure
    query = select(one, Issue.number).join(Issue, Issue.id == one.issue_id).order_by(one.id)
    for row, number in session.execute(query.execution_options(yield_per=2_000)):
        yield [
            number, MEASURES.get(row.kind, row.kind), f"{row.ordinal}", _day(row.happened_on),
            row.number, _free(row.target), _free(row.note),
            "" if row.points is None else f"{row.points:+}", _day(row.reply_by),
            _day(row.replied_on), _free(row.reply), row.clerk_name,
        ]  # fmt: skip


class _Words:
    """What categories and places are called, read once."""

    def __init__(self, session: Session) -> None:
        self._categories = {row.id: row for row in categories(session)}
        self._grids = dict(_named(session, Grid.id, Grid.name))
        self._compounds = dict(_named(session, Compound.id, Compound.name))
        self._buildings = dict(_named(session, Building.id, Building.number))

    def category(self, category_id: int | None) -> tuple[str, str]:
        """Its group and its name."""
        row = self._categories.get(category_id or 0)
        return (row.group, row.name) if row else ("", "")

    def place(self, row: Any) -> tuple[str, str, str]:
        """The grid, the compound, the building."""
        number = self._buildings.get(row["building_id"] or 0, "")
        return (
            self._grids.get(row["grid_id"] or 0, ""),
            self._compounds.get(row["compound_id"] or 0, ""),
            building_label(number) if number else "",
        )


def _named(session: Session, key: Any, name: Any) -> Iterator[tuple[int, str]]:
    yield from ((row_id, words) for row_id, words in session.execute(select(key, name)))


def _free(text: str) -> str:
    """Free text; a phone or an ID number somebody wrote into it is masked."""
    return mask_numbers(text)


def _day(day: date | None) -> str:
    return "" if day is None else f"{day}"


def _count(times: int) -> str:
    return f"{times}" if times else ""


def _declined(row: Any) -> str:
    said = DECLINES.get(row["decline_kind"], "")
    return "：".join(filter(None, (said, _free(row["why"]))))


def _late(row: Any, today: date) -> str:
    owed = row["state"] in OWED and row["due_on"] is not None
    return "超期" if owed and row["due_on"] < today else ""


ISSUES = Workbook(
    "吹哨台账",
    HEADINGS,
    issue_cells,
    (
        Workbook("历次响应", _RESPONSES, _response_cells),
        Workbook("五项措施", _MEASURES, _measure_cells),
    ),
)
