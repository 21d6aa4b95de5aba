"""The three lists as pages show them: an item with who brought it and what is left of it."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from gridhall.core.errors import UserError
from gridhall.core.mask import mask_numbers
from gridhall.core.text import search_key
from gridhall.organisation.models import Organisation, PartnerUnit
from gridhall.places.models import Compound, Grid
from gridhall.places.queries import chunks
from gridhall.pledges.models import Claim, ItemCategory, ListItem
from gridhall.pledges.rules.drafts import ItemDraft
from gridhall.pledges.rules.states import ENDED
from gridhall.registry.models import Person
from gridhall.volunteering.models import Skill


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of a list; numbers in its texts are masked."""

    id: int
    number: str  # 需〔2026〕001
    kind: str  # demand, resource, project
    title: str
    content: str
    category_id: int | None
    category: str
    quantity: int
    measure: str
    state: str  # rules.states
    organisation_id: int | None
    organisation: str
    unit_id: int | None
    unit: str
    unit_short: str
    person_id: int | None
    proposer: str  # the resident's name, or in words
    compound_id: int | None
    compound: str
    grid_id: int | None
    grid: str
    spot: str
    skill_id: int | None
    skill: str
    is_practical: bool
    money_fen: int | None
    opened_on: date
    due_on: date | None
    ended_on: date | None
    why: str
    version: int
    taken: int  # claimed, by its own claims or by those that use it
    done: int  # confirmed
    is_late: bool  # past the day it was wanted, and not even delivered
    days_left: int | None  # until that day, less than nothing after it; None: no day, or ended

    @property
    def left(self) -> int:
        """How much may still be claimed."""
        return 0 if self.state == "withdrawn" else max(0, self.quantity - self.taken)

    @property
    def place(self) -> str:
        """御景小区 第3网格 社区广场."""
        return " ".join(filter(None, (self.compound, self.grid, self.spot)))

    @property
    def owner(self) -> str:
        """Whose it is: the unit, the resident, who brought it, the organisation."""
        return self.unit_short or self.unit or self.proposer or self.organisation


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Which items: of a kind, in these states, of a unit, with a text."""

    kind: str = ""
    states: Collection[str] = ()
    unit_id: int | None = None
    text: str = ""

    def where(self) -> ColumnElement[bool]:
        """The condition on ListItem; the text is looked for afterwards."""
        one = ListItem
        found = [one.kind == self.kind] if self.kind else []
        if self.states:
            found.append(one.state.in_(list(self.states)))
        if self.unit_id is not None:
            found.append(one.unit_id == self.unit_id)
        return and_(true(), *found)


_COLUMNS: tuple[Any, ...] = (
    ListItem.id, ListItem.number, ListItem.kind, ListItem.title, ListItem.content,
    ListItem.category_id, func.coalesce(ItemCategory.name, ""), ListItem.quantity,
    ListItem.measure, ListItem.state, ListItem.organisation_id,
    func.coalesce(Organisation.name, ""), ListItem.unit_id, func.coalesce(PartnerUnit.name, ""),
    func.coalesce(PartnerUnit.short_name, ""), ListItem.person_id,
    func.coalesce(Person.name, ListItem.proposer), ListItem.compound_id,
    func.coalesce(Compound.name, ""), ListItem.grid_id, func.coalesce(Grid.name, ""),
    ListItem.spot, ListItem.skill_id, func.coalesce(Skill.name, ""), ListItem.is_practical,
    ListItem.money_fen, ListItem.opened_on, ListItem.due_on, ListItem.ended_on, ListItem.why,
    ListItem.version,
)  # fmt: skip
_ITEMS = (
    select(*_COLUMNS)
    .select_from(ListItem)
    .outerjoin(ItemCategory, ItemCategory.id == ListItem.category_id)
    .outerjoin(Organisation, Organisation.id == ListItem.organisation_id)
    .outerjoin(PartnerUnit, PartnerUnit.id == ListItem.unit_id)
    .outerjoin(Person, Person.id == ListItem.person_id)
    .outerjoin(Compound, Compound.id == ListItem.compound_id)
    .outerjoin(Grid, Grid.id == ListItem.grid_id)
    .outerjoin(Skill, Skill.id == ListItem.skill_id)
    .order_by(ListItem.opened_on.desc(), ListItem.id.desc())
)
_TEXTS = (3, 4, 16)  # title, content, proposer
_DUE, _STATE = 27, 9


def items(session: Session, today: date, wanted: ItemFilter | None = None) -> list[ItemRow]:
    """Items, the latest first: three statements however many there are."""
    wanted = wanted or ItemFilter()
    rows = items_where(session, wanted.where(), today)
    key = search_key(wanted.text)
    return [row for row in rows if key in said(row)] if key else rows


def items_where(session: Session, which: ColumnElement[bool], today: date) -> list[ItemRow]:
    """Items by a condition on ListItem, the latest first."""
    return _rows(session, session.execute(_ITEMS.where(which)).all(), today)


def items_by_id(session: Session, ids: Iterable[int], today: date) -> dict[int, ItemRow]:
    """These items."""
    found: dict[int, ItemRow] = {}
    for some in chunks(sorted(set(ids))):
        rows = session.execute(_ITEMS.where(ListItem.id.in_(some))).all()
        found |= {row.id: row for row in _rows(session, rows, today)}
    return found


def item(session: Session, item_id: int, today: date) -> ItemRow:
    """One item; UserError if it is there no more."""
    found = items_by_id(session, [item_id], today)
    if not found:
        raise UserError("清单里没有这一项，可能刚被撤回。请按 F5 看最新内容")
    return found[item_id]


def item_numbered(session: Session, number: str, today: date) -> ItemRow:
    """An item by its number 需〔2026〕001 (需[2026]1 too), or by its id."""
    key = search_key(number)
    query = select(ListItem.id, ListItem.number)
    for row_id, known in session.execute(query):
        if key and key in (search_key(known), _plain(known), str(row_id)):
            return item(session, row_id, today)
    raise UserError(f"清单里没有“{number.strip()[:30]}”，请写编号，例如 需〔2026〕001")


def _plain(number: str) -> str:
    """需20261: the number without its brackets and leading noughts."""
    sign, _, rest = number.partition("〔")
    year, _, ordinal = rest.partition("〕")
    return search_key(f"{sign}[{year}]{int(ordinal)}") if ordinal.isdecimal() else ""


def item_draft(session: Session, item_id: int) -> ItemDraft:
    """An item as it was typed, to be changed."""
    one = session.get(ListItem, item_id)
    if one is None:
        raise UserError("清单里没有这一项，可能刚被撤回。请按 F5 看最新内容")
    return ItemDraft(
        one.kind, one.title, one.quantity, one.measure, one.content, one.category_id,
        one.organisation_id, one.unit_id, one.person_id, one.proposer, one.compound_id,
        one.grid_id, one.spot, one.skill_id, one.is_practical, one.money_fen, one.opened_on,
        one.due_on, item_id=one.id, version=one.version,
    )  # fmt: skip


def said(row: ItemRow) -> str:
    """What an item is found by."""
    words = (
        row.number, row.title, row.content, row.category, row.unit, row.unit_short, row.proposer,
        row.place, row.organisation,
    )  # fmt: skip
    return search_key(" ".join(words))


def open_count(session: Session) -> int:
    """How many needs and projects wait for somebody to claim them."""
    waiting = (ListItem.state == "open", ListItem.kind != "resource")
    return session.scalar(select(func.count()).select_from(ListItem).where(*waiting)) or 0


def _rows(session: Session, found: Sequence[Any], today: date) -> list[ItemRow]:
    one = found[0][0] if len(found) == 1 else None
    taken, done = _taken(session, one)
    return [_row(row, taken[row[0]], done[row[0]], today) for row in found]


def _row(row: Any, taken: int, done: int, today: date) -> ItemRow:
    values = list(row)
    for place in _TEXTS:
        values[place] = mask_numbers(values[place])
    due, state = values[_DUE], values[_STATE]
    days_left = None if due is None or state in ENDED else (due - today).days
    is_late = days_left is not None and days_left < 0 and state != "delivered"
    whole: tuple[Any, ...] = (*values, taken, done, is_late, days_left)
    return ItemRow(*whole)


_Need = aliased(ListItem)


def _taken(session: Session, item_id: int | None) -> tuple[Counter[int], Counter[int]]:
    """How much of each item is claimed and confirmed; of one alone where only one is asked for."""
    taken: Counter[int] = Counter()
    done: Counter[int] = Counter()
    own = select(Claim.item_id, *_sums(Claim.quantity)).group_by(Claim.item_id)
    used = case((_Need.measure == ListItem.measure, Claim.quantity), else_=1)
    met = (
        select(Claim.matched_id, *_sums(used))
        .join(ListItem, ListItem.id == Claim.matched_id)
        .join(_Need, _Need.id == Claim.item_id)
        .group_by(Claim.matched_id)
    )
    if item_id is not None:
        own, met = own.where(Claim.item_id == item_id), met.where(Claim.matched_id == item_id)
    for query in (own, met):
        for one, all_of_it, confirmed in session.execute(query):
            taken[one] += all_of_it
            done[one] += confirmed
    return taken, done


def _sums(quantity: Any) -> tuple[Any, Any]:
    live = case((Claim.state != "given_up", quantity), else_=0)
    confirmed = case((Claim.state == "confirmed", quantity), else_=0)
    return func.sum(live), func.sum(confirmed)


def unit_named(session: Session, text: str, today: date) -> int:
    """A unit by its name, short name or id; UserError if that is none or several."""
    key = search_key(text)
    query = select(PartnerUnit.id, PartnerUnit.name, PartnerUnit.short_name).where(
        or_(PartnerUnit.active_to.is_(None), PartnerUnit.active_to > today)
    )
    found = [
        row_id
        for row_id, name, short in session.execute(query)
        if key and key in (search_key(name), search_key(short), str(row_id))
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UserError(f"没有单位“{text.strip()[:40]}”，请写全称、简称或编号")
    raise UserError(f"“{text}”有 {len(found)} 家，请写编号：{'、'.join(map(str, found[:6]))}")
