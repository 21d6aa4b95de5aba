"""Reads of what the ledger sorts by: categories in two levels, the whistle matrix."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.issues.models import Issue, IssueCategory, IssueResponse, WhistleRule


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category; a leaf names its group, a group has "" there."""

    id: int
    code: str
    name: str
    group_id: int | None
    group: str
    words: str
    size: str
    place: int
    ended_on: date | None
    version: int
    used: int = 0  # issues filed under it; counted where asked for

    @property
    def is_leaf(self) -> bool:
        """Whether issues are filed under it."""
        return self.group_id is not None

    @property
    def label(self) -> str:
        """Both levels: 道路交通·路灯照明."""
        return f"{self.group}·{self.name}" if self.group else self.name


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A line of the whistle matrix."""

    id: int
    blower: str
    responder: str
    route: int | None
    report_days: int
    note: str
    place: int
    ended_on: date | None
    version: int
    used: int = 0

    @property
    def label(self) -> str:
        """社区党组织吹哨、网格部门报到."""
        return f"{self.blower}吹哨、{self.responder}报到"


def leaves(session: Session) -> list[CategoryRow]:
    """The categories that issues are filed under, those no longer offered left out."""
    rows = categories(session)
    ended = {row.id for row in rows if row.ended_on is not None}
    return [row for row in rows if row.is_leaf and not {row.id, row.group_id} & ended]


def categories(session: Session, *, counted: bool = False) -> list[CategoryRow]:
    """Every group with its leaves behind it, ended ones too; `counted`: with how many issues."""
    rows = list(session.scalars(select(IssueCategory)))
    groups = {row.id: row for row in rows if row.parent_id is None}
    used = _used(session) if counted else {}

    def order(row: IssueCategory) -> tuple[int, str, int, int, str]:
        group = groups.get(row.parent_id or row.id, row)
        return group.place, group.code, int(row.parent_id is not None), row.place, row.code

    return [_category(row, groups, used) for row in sorted(rows, key=order)]


def _category(
    row: IssueCategory, groups: dict[int, IssueCategory], used: dict[int, int]
) -> CategoryRow:
    group = groups.get(row.parent_id or 0)
    return CategoryRow(
        row.id,
        row.code,
        row.name,
        row.parent_id,
        group.name if group else "",
        row.words,
        row.size,
        row.place,
        row.ended_on,
        row.version,
        used.get(row.id, 0),
    )


def _used(session: Session) -> dict[int, int]:
    query = select(Issue.category_id, func.count()).group_by(Issue.category_id)
    return {category_id: count for category_id, count in session.execute(query) if category_id}


def rules(session: Session, *, counted: bool = False) -> list[RuleRow]:
    """The whistle matrix, ended lines too; `counted`: with how often each was blown by."""
    used: dict[int | None, int] = {}
    if counted:
        blown = select(IssueResponse.rule_id, func.count()).group_by(IssueResponse.rule_id)
        used = {rule_id: count for rule_id, count in session.execute(blown)}
    query = select(WhistleRule).order_by(WhistleRule.place, WhistleRule.id)
    return [
        RuleRow(
            row.id,
            row.blower,
            row.responder,
            row.route,
            row.report_days,
            row.note,
            row.place,
            row.ended_on,
            row.version,
            used.get(row.id, 0),
        )
        for row in session.scalars(query)
    ]


def standing_rules(session: Session) -> list[RuleRow]:
    """The lines of the matrix a whistle may be blown by."""
    return [row for row in rules(session) if row.ended_on is None]
