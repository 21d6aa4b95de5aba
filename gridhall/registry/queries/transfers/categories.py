"""Reads of the catalogue of categories (迁移类别)."""

from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.resources import resource
from gridhall.registry.models import TransferCategory
from gridhall.registry.queries.transfers.rows import CategoryRow
from gridhall.registry.rules.transfers import CategorySpec, materials_from_json, read_catalogue


@cache
def shipped_categories() -> tuple[CategorySpec, ...]:
    """The categories that come with the program, in the list's order."""
    return read_catalogue(resource("catalogue", "transfers.json").read_text("utf-8"))


def categories(
    session: Session, direction: str | None = None, *, active_only: bool = True
) -> list[CategoryRow]:
    """The categories in their order; the shipped ones while the hall has none of its own."""
    query = select(TransferCategory).order_by(TransferCategory.place, TransferCategory.code)
    found = [_row(kept) for kept in session.scalars(query)] or list(
        map(_shipped, shipped_categories())
    )
    return [
        one
        for one in found
        if (one.active or not active_only) and direction in (None, one.direction)
    ]


def category(session: Session, code: str) -> CategoryRow:
    """One category by its code, in use or not."""
    wanted = code.strip().upper()
    for one in categories(session, active_only=False):
        if one.code == wanted:
            return one
    raise UserError(f"没有“{code[:20]}”这个迁移类别，请从列表里选")


def _shipped(spec: CategorySpec) -> CategoryRow:
    shared = {name: getattr(spec, name) for name in CategorySpec.__slots__}
    return CategoryRow(**shared, version=0)


def _row(kept: TransferCategory) -> CategoryRow:
    return CategoryRow(
        code=kept.code,
        name=kept.name,
        direction=kept.direction,
        kind=kept.kind,
        permit=kept.permit,
        materials=materials_from_json(kept.materials),
        basis=kept.basis,
        active=kept.active,
        version=kept.version,
    )
