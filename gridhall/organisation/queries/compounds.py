"""Compounds (小区) with their kind, governing body and property company."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.places.labels import BODIES, COMPOUND_KINDS
from gridhall.places.models import Compound


@dataclass(frozen=True, slots=True)
class CompoundRow:
    """A compound as lists and forms show it."""

    id: int
    name: str
    kind: str
    governing_body: str
    property_company: str
    property_phone: str
    built_year: int | None

    @property
    def kind_name(self) -> str:
        """商品住宅小区; "" where nobody has said."""
        return COMPOUND_KINDS.get(self.kind, self.kind)

    @property
    def body_name(self) -> str:
        """业主委员会; "" where there is none."""
        return BODIES.get(self.governing_body, self.governing_body)


_COLUMNS = [getattr(Compound, name) for name in CompoundRow.__dataclass_fields__]


def compounds(session: Session) -> list[CompoundRow]:
    """Every compound, in the order they were written down."""
    rows = session.execute(select(*_COLUMNS).order_by(Compound.id))
    return [CompoundRow(*row) for row in rows]


def compound(session: Session, compound_id: int) -> CompoundRow:
    """One compound."""
    return CompoundRow(*session.execute(select(*_COLUMNS).where(Compound.id == compound_id)).one())
