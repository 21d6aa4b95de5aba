"""The tree of organisations, as it is or as it was on a day; one organisation; its history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from gridhall.core.errors import UserError
from gridhall.organisation.labels import act_label
from gridhall.organisation.models import Organisation, OrganisationAction, PastOrganisation
from gridhall.organisation.rules.kinds import kind_of
from gridhall.organisation.rules.tree import Node, Tree
from gridhall.places.models import Building, Compound

NUMBERS = frozenset({"parent_id", "level", "compound_id", "building_id"})  # kept as text


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One organisation with everything that is kept of it."""

    id: int
    parent_id: int | None
    place: int
    kind: str
    level: int | None
    name: str
    short_name: str
    address: str
    phone: str
    note: str
    founded_on: date | None
    ended_on: date | None
    merged_into: int | None
    compound_id: int | None
    building_id: int | None
    dwelling_id: int | None
    term_until: date | None
    version: int
    compound: str = ""
    building: str = ""

    @property
    def kind_name(self) -> str:
        """党支部."""
        return kind_of(self.kind).name


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act as the history shows it."""

    id: int
    kind: str
    happened_on: date
    recorded_at: datetime
    clerk_name: str
    detail: str
    number: str
    is_undone: bool
    undo_of: int | None

    @property
    def words(self) -> str:
        """移动."""
        return act_label(self.kind)


_NODE = [getattr(Organisation, field) for field in Node._fields]
_ROW = [c for c in OrganisationRow.__dataclass_fields__ if c not in ("compound", "building")]


def tree(session: Session, as_at: date | None = None) -> Tree:
    """Every organisation there is; with `as_at` those there were on that day, as they were."""
    query = select(*_NODE)
    if as_at is None:
        query = query.where(Organisation.ended_on.is_(None))
        return Tree(map(Node._make, session.execute(query)))
    founded, ended = Organisation.founded_on, Organisation.ended_on
    query = query.where(
        or_(founded.is_(None), founded <= as_at), or_(ended.is_(None), ended > as_at)
    )
    nodes = {row[0]: Node._make(row) for row in session.execute(query)}
    for organisation_id, values in past_values(session, as_at).items():
        if organisation_id in nodes:
            nodes[organisation_id] = nodes[organisation_id]._replace(**values)
    return Tree(_there(nodes))


def _there(nodes: Mapping[int, Node]) -> Iterable[Node]:
    """Without those of unknown age whose parent was not there yet, and what is below them."""
    children: dict[int | None, list[Node]] = {}
    for node in nodes.values():
        children.setdefault(node.parent_id, []).append(node)
    waiting = list(children.get(None, ()))
    while waiting:
        node = waiting.pop()
        yield node
        waiting += children.get(node.id, ())


def past_values(
    session: Session, day: date, organisation_id: int | None = None
) -> dict[int, dict[str, Any]]:
    """What columns said on a day where that is not what they say now, by organisation."""
    past = PastOrganisation
    nearest = func.min(past.until)  # SQLite: the other columns are of that very row
    query = select(past.organisation_id, past.field, past.value, nearest).where(past.until > day)
    if organisation_id is not None:
        query = query.where(past.organisation_id == organisation_id)
    found: dict[int, dict[str, Any]] = {}
    for one, field, value, _ in session.execute(query.group_by(past.organisation_id, past.field)):
        found.setdefault(one, {})[field] = typed(field, value)
    return found


def typed(field: str, value: str) -> Any:
    """A kept value as its column has it."""
    if field in NUMBERS:
        return int(value) if value else None
    return value


def organisation(
    session: Session, organisation_id: int, as_at: date | None = None
) -> OrganisationRow:
    """One organisation, an ended one too; with `as_at` as it was on that day."""
    kept = session.execute(
        select(*(getattr(Organisation, name) for name in _ROW)).where(
            Organisation.id == organisation_id
        )
    ).one_or_none()
    if kept is None:
        raise UserError("没有这个组织，可能刚被撤回。请按 F5 看最新内容")
    values = dict(kept._mapping)
    if as_at is not None:
        values |= past_values(session, as_at, organisation_id).get(organisation_id, {})
    return OrganisationRow(**values, **_places(session, values))


def _places(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    """The compound's and the building's names."""
    compound = session.get(Compound, values["compound_id"]) if values["compound_id"] else None
    building = session.get(Building, values["building_id"]) if values["building_id"] else None
    return {
        "compound": compound.name if compound else "",
        "building": building.number if building else "",
    }


def history(session: Session, organisation_id: int) -> list[ActRow]:
    """Everything done to an organisation, the latest first."""
    mark = f'"table": "organisation", "id": {organisation_id}, '  # as db.images writes it
    act = aliased(OrganisationAction)
    query = (
        select(act)
        .where(
            or_(
                act.organisation_id == organisation_id,
                act.other_id == organisation_id,
                act.images.contains(mark, autoescape=True),
            )
        )
        .order_by(act.happened_on.desc(), act.id.desc())
    )
    return [act_row(one) for one in session.scalars(query)]


def act(session: Session, action_id: int) -> ActRow:
    """One act."""
    kept = session.get(OrganisationAction, action_id)
    if kept is None:
        raise UserError("没有这条记录，请在经过里核对")
    return act_row(kept)


def last_act(session: Session, clerk_name: str) -> ActRow | None:
    """The clerk's latest act that can still be taken back, for Ctrl+Z."""
    query = (
        select(OrganisationAction)
        .where(
            and_(
                OrganisationAction.clerk_name == clerk_name,
                OrganisationAction.undone_by.is_(None),
                OrganisationAction.undo_of.is_(None),
            )
        )
        .order_by(OrganisationAction.id.desc())
        .limit(1)
    )
    kept = session.scalar(query)
    return act_row(kept) if kept else None


def act_row(one: OrganisationAction) -> ActRow:
    """An act as the history shows it."""
    return ActRow(
        one.id,
        one.kind,
        one.happened_on,
        one.recorded_at,
        one.clerk_name,
        one.detail,
        one.number,
        one.undone_by is not None,
        one.undo_of,
    )
