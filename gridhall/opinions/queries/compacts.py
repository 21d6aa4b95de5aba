"""Editions of 居民公约."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.opinions.labels import COMPACT_STATES
from gridhall.opinions.models import Compact
from gridhall.opinions.rules.compacts import compact_state
from gridhall.places.models import Compound

COMMUNITY = "社区"


@dataclass(frozen=True, slots=True)
class CompactRow:
    """One edition as lists show it."""

    id: int
    compound_id: int | None
    edition: int
    title: str
    preface: str
    articles: str
    adopted_on: date | None
    adopted_how: str
    ended_on: date | None
    clerk_name: str
    version: int
    compound: str

    @property
    def state(self) -> str:
        """draft, in_force, ended."""
        return compact_state(self.adopted_on, self.ended_on)

    @property
    def state_label(self) -> str:
        """征求意见, 现行, 已废止."""
        return COMPACT_STATES[self.state]

    @property
    def listed(self) -> list[str]:
        """The articles."""
        return self.articles.splitlines()

    @property
    def where(self) -> str:
        """The compound, or the whole community."""
        return self.compound or COMMUNITY


_OWN = tuple(
    getattr(Compact, name) for name in CompactRow.__dataclass_fields__ if name != "compound"
)
_COMPACTS = select(*_OWN, func.coalesce(Compound.name, "")).outerjoin(
    Compound, Compound.id == Compact.compound_id
)


def compacts(session: Session, *, ended: bool = False) -> list[CompactRow]:
    """Editions in force and those being discussed; or those that are over, the latest first."""
    over = Compact.ended_on.is_not(None)
    query = _COMPACTS.where(over if ended else ~over)
    return _rows(session, query.order_by(Compact.compound_id, Compact.edition.desc()))


def compact(session: Session, compact_id: int) -> CompactRow:
    """One edition; UserError if it is gone."""
    found = _rows(session, _COMPACTS.where(Compact.id == compact_id))
    if not found:
        raise UserError("没有这一版公约，可能刚被撤回。请按 F5 看最新内容")
    return found[0]


def editions(session: Session, compound_id: int | None) -> list[CompactRow]:
    """Every edition of a compound's or the community's compact, the latest first."""
    mine = (
        Compact.compound_id.is_(None) if compound_id is None else Compact.compound_id == compound_id
    )
    return _rows(session, _COMPACTS.where(mine).order_by(Compact.edition.desc()))


def compact_named(session: Session, where: str) -> int:
    """The edition to print of a compound (or 社区): in force, else the latest; UserError."""
    typed = where.strip()
    compound_id = None
    if typed != COMMUNITY:
        compound_id = session.scalar(select(Compound.id).where(Compound.name == typed))
        if compound_id is None:
            raise UserError(f"没有小区“{typed[:30]}”；全社区的公约请写 {COMMUNITY}")
    known = editions(session, compound_id)
    if not known:
        raise UserError(f"{typed}还没有居民公约。请先拟一版")
    return next((one.id for one in known if one.state == "in_force"), known[0].id)


def _rows(session: Session, query: Select[Any]) -> list[CompactRow]:
    return [CompactRow(*row) for row in session.execute(query)]
