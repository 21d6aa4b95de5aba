"""Mediations, inspections and registers as the search index holds them: by number and title."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from gridhall.core.mask import mask_numbers
from gridhall.db.search import SearchEntry
from gridhall.opinions.labels import DISPUTES, INSPECTIONS, MEDIATION_STATES
from gridhall.opinions.models import Inspection, Mediation, ThemeRegister
from gridhall.places.models import Compound, Grid
from gridhall.places.queries import chunks

Which = ColumnElement[bool]


def all_entries(session: Session) -> Iterator[SearchEntry]:
    """Everything the index should hold of the three, for a rebuild."""
    for make, _ in SOURCES.values():
        yield from make(session, true())


def entries_of(session: Session, kind: str, ids: Collection[int]) -> Iterator[SearchEntry]:
    """Those of these records that are there."""
    make, key = SOURCES[kind]
    for some in chunks(sorted(ids)):
        yield from make(session, key.in_(some))


def _mediations(session: Session, which: Which) -> Iterator[SearchEntry]:
    one = Mediation
    query = select(one.id, one.number, one.title, one.kind, one.state, Grid.name)
    joined = query.outerjoin(Grid, Grid.id == one.grid_id).where(which).order_by(one.id)
    for row_id, number, title, kind, state, grid in session.execute(joined):
        shown = mask_numbers(title)
        said = f"{DISPUTES.get(kind, kind)} · {MEDIATION_STATES.get(state, state)}"
        names = (shown, "调解")
        yield SearchEntry("mediation", row_id, shown, grid or "", said, number, names=names)


def _inspections(session: Session, which: Which) -> Iterator[SearchEntry]:
    one = Inspection
    query = select(one.id, one.number, one.place, one.kind, one.day, Compound.name)
    joined = query.outerjoin(Compound, Compound.id == one.compound_id).where(which)
    for row_id, number, place, kind, day, compound in session.execute(joined.order_by(one.id)):
        words = INSPECTIONS.get(kind, kind)
        title, said = f"{words} {place}", f"隐患排查 · {day}"
        names = (place, words, "隐患排查")
        yield SearchEntry("inspection", row_id, title, compound or "", said, number, names=names)


def _registers(session: Session, which: Which) -> Iterator[SearchEntry]:
    one = ThemeRegister
    query = select(one.id, one.name, one.ended_on, Compound.name)
    joined = query.outerjoin(Compound, Compound.id == one.compound_id).where(which)
    for row_id, name, ended, compound in session.execute(joined.order_by(one.id)):
        said = "专项台账 · 已结束" if ended else "专项台账"
        names = (name, "专项台账")
        yield SearchEntry("theme", row_id, f"{name}专项台账", compound or "", said, names=names)


_Make = Callable[[Session, Which], Iterator[SearchEntry]]
SOURCES: Final[Mapping[str, tuple[_Make, ColumnElement[int]]]] = {
    "mediation": (_mediations, Mediation.__table__.c.id),
    "inspection": (_inspections, Inspection.__table__.c.id),
    "theme": (_registers, ThemeRegister.__table__.c.id),
}
KIND_OF: Final = {"mediation": "mediation", "inspection": "inspection", "theme_register": "theme"}
