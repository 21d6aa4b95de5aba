"""Issues as lists show them, filtered; the agenda's; counts of what waits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select, text
from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.core.errors import UserError
from gridhall.core.mask import mask_phone
from gridhall.core.text import clean
from gridhall.db.search import search
from gridhall.issues.labels import MEASURES
from gridhall.issues.models import Issue, IssueCategory, IssueMeasure
from gridhall.issues.models.ledger import OPEN
from gridhall.issues.rules.due import Due, due, is_overdue
from gridhall.issues.rules.orders import Owner
from gridhall.issues.rules.states import OWED, is_open
from gridhall.photos.queries import photo_counts
from gridhall.places.labels import building_label
from gridhall.places.models import Building, Compound, Grid
from gridhall.places.queries import chunks

_FOUND: Final = 500  # hits of a search that a list looks at


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue as lists and cards show it; `phone` in full is for whoever is asked to call."""

    id: int
    version: int
    number: str
    title: str
    content: str
    path: int
    channel: str
    category_id: int | None
    size: str
    manner: str
    person_id: int | None
    raiser_unit_id: int | None
    raiser: str
    phone: str
    grid_id: int | None
    compound_id: int | None
    building_id: int | None
    spot: str
    state: str
    first_level: int
    level: int
    received_on: date
    recorded_at: datetime
    clerk_name: str
    admitted_on: date | None
    declined_on: date | None
    decline_kind: str
    why: str
    duplicate_of: int | None
    route: int | None
    unit_id: int | None
    organisation_id: int | None
    agency_id: int | None
    owner_name: str
    due_on: date | None
    provisional: bool
    whistled_on: date | None
    reported_on: date | None
    resolved_on: date | None
    result: str
    verified_on: date | None
    word: str
    word_by: str
    word_said: str
    closed_on: date | None
    carry_count: int
    supervised_on: date | None
    consulting_since: date | None
    escalated_on: date | None
    reopened: int
    source: str
    source_id: int | None
    category: str  # 环境卫生 / 垃圾清运
    grid: str
    compound: str
    building: str  # 3号楼
    photos: int
    last_measure: str  # 函告督办 2026-05-20, "" none

    @property
    def place(self) -> str:
        """Where it is, in one line: 御景小区 3号楼 2单元楼道; else its grid."""
        named = " ".join(filter(None, (self.compound, self.building, self.spot)))
        return named or self.grid

    @property
    def masked_phone(self) -> str:
        """The phone as lists show it."""
        return mask_phone(self.phone)

    @property
    def owner(self) -> Owner:
        """Whose it is; an Owner without a name while it is nobody's."""
        return Owner(self.unit_id, self.organisation_id, self.agency_id, self.owner_name)

    @property
    def is_open(self) -> bool:
        """Whether it still needs work: neither closed nor declined."""
        return is_open(self.state)

    def overdue(self, today: date) -> bool:
        """Whether its owner owes an answer since before today."""
        return is_overdue(self.state, self.due_on, today)

    def days_open(self, today: date) -> int:
        """How many days since it was raised, until it was closed or declined."""
        ended = self.closed_on or self.declined_on
        return max(((ended or today) - self.received_on).days, 0)

    def days_since_whistle(self, today: date) -> int | None:
        """How many days ago its present owner was whistled at; None: not."""
        return None if self.whistled_on is None else max((today - self.whistled_on).days, 0)

    def due(self, today: date, calendar: WorkCalendar) -> Due:
        """Its deadline as a list paints it."""
        return due(self.state, self.due_on, today, calendar)


# The ledger's own columns, in the order of IssueRow: the list of a large hall is read in one go.
_ISSUES: Select[Any] = select(
    *(getattr(Issue, one.name) for one in fields(IssueRow) if hasattr(Issue, one.name))
)


@dataclass(frozen=True, slots=True)
class IssueFilter:
    """Which issues are asked for; what is empty does not narrow."""

    states: tuple[str, ...] = ()
    text: str = ""  # number, title, owner, place or raiser
    category_id: int | None = None  # a group means all its leaves
    grid_id: int | None = None
    route: int | None = None
    owner_key: str = ""  # unit:3, organisation:7, agency:2
    since: date | None = None  # received
    until: date | None = None
    overdue_on: date | None = None
    limit: int = 500


def issues(session: Session, asked: IssueFilter) -> list[IssueRow]:
    """The issues that fit: what is overdue the longest first, else the latest first."""
    query = _ISSUES.where(*_conditions(session, asked)).limit(asked.limit)
    if asked.overdue_on is not None:
        return _rows(session, query.order_by(Issue.due_on, Issue.id))
    return _rows(session, query.order_by(Issue.id.desc()))


def issue_row(session: Session, issue_id: int) -> IssueRow:
    """One issue; UserError if there is none."""
    missing = "没有这件问题，可能刚被撤回。请按 F5 看最新内容"
    return _one(session, _ISSUES.where(Issue.id == issue_id), missing)


def issue_rows(session: Session, ids: Sequence[int]) -> list[IssueRow]:
    """These issues, in this order; those that are gone are left out."""
    found: dict[int, IssueRow] = {}
    for some in chunks(sorted(set(ids))):
        found |= {row.id: row for row in _rows(session, _ISSUES.where(Issue.id.in_(some)))}
    return [found[one] for one in ids if one in found]


def issue_by_number(session: Session, number: str) -> IssueRow:
    """The issue of a number: 哨〔2026〕0001, as 2026-1 too, or its id; UserError otherwise."""
    typed = clean(number)
    which = Issue.number == _spelt(typed)
    if typed.isascii() and typed.isdigit() and len(typed) < 10:
        which = or_(which, Issue.id == int(typed))
    missing = f"没有编号是“{typed[:30]}”的问题。请核对编号，例如 哨〔2026〕0001"
    return _one(session, _ISSUES.where(which), missing)


def _spelt(typed: str) -> str:
    """The number as it is kept, however its brackets were typed: 哨(2026)1, 2026-1."""
    digits = "".join(char if char.isdigit() else " " for char in typed).split()
    if len(digits) == 2 and len(digits[0]) == 4 and all(map(str.isascii, digits)):
        return f"哨〔{digits[0]}〕{int(digits[1]):04}"
    return typed


def counts(session: Session, today: date) -> dict[str, int]:
    """How many issues stand in each state; `overdue` and `open` (neither closed nor declined)."""
    query = select(Issue.state, func.count()).group_by(Issue.state)
    found = {state: count for state, count in session.execute(query)}
    found["open"] = sum(count for state, count in found.items() if is_open(state))
    overdue = select(func.count()).select_from(Issue).where(*_overdue(today))
    return found | {"overdue": session.scalar(overdue) or 0}


def agenda_issues(session: Session, on: date | None = None) -> list[IssueRow]:
    """Every issue neither closed nor declined, raised on or before a day: the agenda's (议题).

    Those that survived the most meetings first, then the oldest.
    """
    query = _ISSUES.where(text(OPEN))
    if on is not None:
        query = query.where(Issue.received_on <= on)
    return _rows(session, query.order_by(Issue.carry_count.desc(), Issue.id))


def overdue_issues(session: Session, today: date, limit: int = 500) -> list[IssueRow]:
    """What somebody owes since before today, the longest first (超期)."""
    query = _ISSUES.where(*_overdue(today)).order_by(Issue.due_on, Issue.id)
    return _rows(session, query.limit(limit))


def _overdue(today: date) -> list[ColumnElement[bool]]:
    return [text(OPEN), Issue.due_on < today, Issue.state.in_(OWED)]  # type: ignore[list-item]


def _conditions(session: Session, asked: IssueFilter) -> Iterator[ColumnElement[bool]]:
    if asked.states:
        yield Issue.state.in_(asked.states)
    if clean(asked.text):
        yield _says(session, clean(asked.text))
    if asked.category_id is not None:
        leaves = select(IssueCategory.id).where(IssueCategory.parent_id == asked.category_id)
        yield or_(Issue.category_id == asked.category_id, Issue.category_id.in_(leaves))
    if asked.grid_id is not None:
        yield Issue.grid_id == asked.grid_id
    if asked.route is not None:
        yield Issue.route == asked.route
    if asked.owner_key:
        yield _owned_by(Owner.of_key(asked.owner_key))
    yield from _days(asked)


def _days(asked: IssueFilter) -> Iterator[ColumnElement[bool]]:
    if asked.since is not None:
        yield Issue.received_on >= asked.since
    if asked.until is not None:
        yield Issue.received_on <= asked.until
    if asked.overdue_on is not None:
        yield from _overdue(asked.overdue_on)


def _owned_by(owner: Owner) -> ColumnElement[bool]:
    for name in ("unit_id", "organisation_id", "agency_id"):
        found = getattr(owner, name)
        if found is not None:
            return getattr(Issue, name) == found  # type: ignore[no-any-return]
    return Issue.owner_name == owner.name


def _says(session: Session, typed: str) -> ColumnElement[bool]:
    """What the index finds (number, title, pinyin), and what owner, place or raiser contain."""
    hits = [hit.record_id for hit in search(session, typed, _FOUND, kinds=("issue",))]
    columns = (Issue.title, Issue.owner_name, Issue.spot, Issue.raiser, Issue.number)
    contained = [column.contains(typed, autoescape=True) for column in columns]
    places = select(Compound.id).where(Compound.name.contains(typed, autoescape=True))
    return or_(Issue.id.in_(hits), Issue.compound_id.in_(places), *contained)


def _one(session: Session, query: Select[Any], missing: str) -> IssueRow:
    found = _rows(session, query.order_by(Issue.id).limit(1))
    if not found:
        raise UserError(missing)
    return found[0]


def _rows(session: Session, query: Select[Any]) -> list[IssueRow]:
    found = session.execute(query).all()
    words = _Words(session, found)
    return [words.row(one) for one in found]


class _Words:
    """What the ids of many issues say, read at once."""

    def __init__(self, session: Session, found: Sequence[Any]) -> None:
        self._categories = _categories(session)
        self._grids = dict(_pairs(session, select(Grid.id, Grid.name)))
        self._compounds = dict(_pairs(session, select(Compound.id, Compound.name)))
        buildings = {one.building_id for one in found if one.building_id is not None}
        self._buildings: dict[int, str] = {}
        self._photos: dict[int, int] = {}
        self._measures: dict[int, str] = {}
        for some in chunks(sorted(buildings)):
            query = select(Building.id, Building.number).where(Building.id.in_(some))
            self._buildings.update(_pairs(session, query))
        for some in chunks([one.id for one in found]):
            self._photos.update(photo_counts(session, "issue", some))
            self._measures.update(_measures(session, some))

    def row(self, one: Any) -> IssueRow:
        number = self._buildings.get(one.building_id or 0, "")
        said = (
            self._categories.get(one.category_id or 0, ""),
            self._grids.get(one.grid_id or 0, ""),
            self._compounds.get(one.compound_id or 0, ""),
            building_label(number) if number else "",
            self._photos.get(one.id, 0),
            self._measures.get(one.id, ""),
        )
        values: tuple[Any, ...] = (*one, *said)
        return IssueRow(*values)


def _pairs(session: Session, query: Select[int, str]) -> Iterator[tuple[int, str]]:
    yield from ((key, value) for key, value in session.execute(query))


def _categories(session: Session) -> dict[int, str]:
    one = IssueCategory
    rows = {row.id: row for row in session.execute(select(one.id, one.name, one.parent_id))}
    return {
        row.id: f"{rows[row.parent_id].name} / {row.name}" if row.parent_id in rows else row.name
        for row in rows.values()
    }


def _measures(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """The last measure of each issue: 函告督办 2026-05-20."""
    one = IssueMeasure
    query = select(one.issue_id, one.kind, one.happened_on).where(one.issue_id.in_(ids))
    return {
        issue_id: f"{MEASURES.get(kind, kind)} {day}"
        for issue_id, kind, day in session.execute(query.order_by(one.happened_on, one.id))
    }
