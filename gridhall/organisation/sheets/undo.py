"""Takes an imported batch of the organisation back, unless something rests on it by now."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import delete, func, literal, or_, select, update
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.exchange.models import ImportBatch
from gridhall.exchange.service.sheet import Batch
from gridhall.organisation.labels import act_label
from gridhall.organisation.models import (
    GridHolding,
    Organisation,
    OrganisationAction,
    Outsider,
    PartnerUnit,
    PartyMember,
    PartyRelation,
    Seat,
    Tenure,
)
from gridhall.places.models import Entrance, Grid
from gridhall.registry.sheets.built_on import mine, references

_USED = (
    "批次“{name}”不能撤回：导入后又办了 {count} 项——{acts}。请先撤回这些，再撤这一批；什么都没有撤"
)
_TOLD = 5  # named in the sentence
# Children before what they hang on; Organisation refers to itself and is taken in one statement.
_OWN: tuple[Any, ...] = (
    PartyRelation, PartyMember, Tenure, Seat, GridHolding, Outsider, PartnerUnit, Organisation,
    Grid,
)  # fmt: skip
_WORDS = {
    "organisation": "下级组织", "seat": "席位", "tenure": "任职", "party_relation": "组织关系",
    "party_member": "党员", "grid_holding": "网格归属", "partner_unit": "共建单位",
    "outsider": "外部人员", "past_grid": "网格调整", "past_organisation": "组织变动",
}  # fmt: skip
_TOLD_ELSEWHERE = frozenset({"organisation_action", "entrance"})
_PAST = frozenset({"past_organisation", "past_grid"})  # written by the acts that are told
_VERSIONED: tuple[Any, ...] = (Organisation, Seat, Outsider, PartnerUnit, Grid)


def undo_stored(session: Session, batch: Batch) -> int:
    """Remove what the batch stored; says how many rows of its own sheet."""
    require(batch.clerk, Role.SUPERVISOR, "撤销导入")
    built = list(dict.fromkeys(_built_on(session, batch)))
    if built:
        told = "、".join(built[:_TOLD]) + (" 等" if len(built) > _TOLD else "")
        raise UserError(_USED.format(name=batch.name, count=len(built), acts=told))
    for kind, own in (("organisation", Organisation), ("unit", PartnerUnit)):
        search.remove(session, kind, list(session.scalars(mine(own, batch))))
    _free_entrances(session, batch)
    _keep_told(session, batch)
    for own in _OWN:
        session.execute(delete(own).where(own.batch_id == batch.id))
    session.expire_all()
    return session.get_one(ImportBatch, batch.id).stored


def _built_on(session: Session, batch: Batch) -> Iterator[str]:
    """Everything done since, in words."""
    acts = list(_acts(session, batch))
    yield from acts
    yield from _used(session, batch, _TOLD_ELSEWHERE | (_PAST if acts else frozenset()))
    yield from _edited(session, batch)


def _edited(session: Session, batch: Batch) -> Iterator[str]:
    """Rows that were changed by no act there is a record of."""
    images = OrganisationAction.images
    for own in _VERSIONED:
        query = select(own.id, own.name).where(own.batch_id == batch.id, own.version > 1)
        for row_id, name in session.execute(query):
            mark = f'"table": "{own.__tablename__}", "id": {row_id}, '  # as db.images writes it
            noted = select(OrganisationAction.id).where(images.contains(mark, autoescape=True))
            if session.scalar(noted.limit(1)) is None:
                yield f"改过“{name}”"


def _acts(session: Session, batch: Batch) -> Iterator[str]:
    """Acts since on what the batch brought, e.g. 2026-11-20 移动（…）."""
    since = session.get_one(ImportBatch, batch.id).created_at
    act = OrganisationAction
    organisations, grids = mine(Organisation, batch), mine(Grid, batch)
    query = (
        select(act.happened_on, act.kind, act.detail)
        .where(act.recorded_at >= since, act.undone_by.is_(None), act.undo_of.is_(None))
        .where(
            or_(
                act.organisation_id.in_(organisations),
                act.other_id.in_(organisations),
                act.grid_id.in_(grids),
            )
        )
        .order_by(act.id)
    )
    for day, kind, detail in session.execute(query):
        yield f"{day} {act_label(kind)}（{detail}）"


def _used(session: Session, batch: Batch, but: frozenset[str]) -> Iterator[str]:
    """Rows of any table of any subject that refer to the batch from outside it, counted."""
    for own in _OWN:
        for other, refers in references(session, own.__table__):
            if other.name in but:
                continue
            uses = select(func.count()).select_from(other).where(refers.in_(mine(own, batch)))
            if "batch_id" in other.c:
                uses = uses.where(other.c.batch_id.is_distinct_from(batch.id))
            count = session.scalar(uses) or 0
            if count:
                yield f"{_WORDS.get(other.name, '别处的资料')} {count} 条"


def _free_entrances(session: Session, batch: Batch) -> None:
    """Entrances that the batch's grids were given belong to nobody again."""
    grids = mine(Grid, batch)
    given = update(Entrance).where(Entrance.grid_id.in_(grids))
    session.execute(given.values(grid_id=None))


def _keep_told(session: Session, batch: Batch) -> None:
    """What acts that were taken back still name stays, and lasted no day (as service.acts)."""
    day = batch.at.astimezone().date()
    act, one, grid = OrganisationAction, Organisation, Grid
    named = select(act.organisation_id).where(act.organisation_id.is_not(None))
    other = select(act.other_id).where(act.other_id.is_not(None))
    kept = update(one).where(one.batch_id == batch.id, or_(one.id.in_(named), one.id.in_(other)))
    began = func.coalesce(one.founded_on, day)
    session.execute(
        kept.values(founded_on=began, ended_on=began, batch_id=None, parent_id=None),
        execution_options={"synchronize_session": False},
    )
    grids = select(act.grid_id).where(act.grid_id.is_not(None))
    began = func.coalesce(grid.active_from, day)
    freed = {"code": literal("-").concat(grid.id), "name": grid.name.concat("（撤回）")}
    session.execute(
        update(grid)
        .where(grid.batch_id == batch.id, grid.id.in_(grids))
        .values(active_from=began, active_to=began, batch_id=None, **freed),
        execution_options={"synchronize_session": False},
    )
