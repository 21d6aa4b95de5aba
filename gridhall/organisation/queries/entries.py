"""The organisation as the search index holds it: what there is of organisations and units."""

import re
from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session, aliased

from gridhall.db.search import SearchEntry
from gridhall.db.search.words import words
from gridhall.organisation.models import Agency, Organisation, PartnerUnit
from gridhall.organisation.rules.kinds import kind_of
from gridhall.organisation.rules.units import UNIT_KINDS
from gridhall.places.queries import chunks

_Parent = aliased(Organisation)
_NUMBERED = re.compile(r"[0-9]")  # 3-1-202, 3号楼党小组: typed as they stand


def all_entries(session: Session) -> Iterator[SearchEntry]:
    """Everything the index should hold of the organisation, for a rebuild."""
    yield from _organisations(session, true())
    yield from _units(session, true())
    yield from _agencies(session, true())


def organisation_entries(session: Session, ids: Collection[int]) -> Iterator[SearchEntry]:
    """Those of these organisations that are still there."""
    for some in chunks(sorted(ids)):
        yield from _organisations(session, Organisation.id.in_(some))


def unit_entries(session: Session, ids: Collection[int]) -> Iterator[SearchEntry]:
    """Those of these units that are still partners."""
    for some in chunks(sorted(ids)):
        yield from _units(session, PartnerUnit.id.in_(some))


def agency_entries(session: Session, ids: Collection[int]) -> Iterator[SearchEntry]:
    """Those of these agencies that are in use."""
    for some in chunks(sorted(ids)):
        yield from _agencies(session, Agency.id.in_(some))


def _organisations(session: Session, which: ColumnElement[bool]) -> Iterator[SearchEntry]:
    one = Organisation
    query = (
        select(one.id, one.name, one.short_name, one.kind, func.coalesce(_Parent.name, ""))
        .outerjoin(_Parent, _Parent.id == one.parent_id)
        .where(which, one.ended_on.is_(None))
        .order_by(one.id)
    )
    for row_id, name, short_name, kind, parent in session.execute(query):
        said = " · ".join(filter(None, (kind_of(kind).name, parent)))
        yield SearchEntry(
            "organisation",
            row_id,
            name,
            detail=said,
            names=_names(name, short_name),
            words=_numbered(name),
        )


def _units(session: Session, which: ColumnElement[bool]) -> Iterator[SearchEntry]:
    one = PartnerUnit
    query = (
        select(one.id, one.name, one.short_name, one.kind, one.phone)
        .add_columns(func.coalesce(one.credit_code, ""), one.contact)
        .where(which, one.active_to.is_(None))
        .order_by(one.id)
    )
    for row_id, name, short_name, kind, phone, code, contact in session.execute(query):
        yield SearchEntry(
            "unit",
            row_id,
            name,
            detail=" · ".join(filter(None, (UNIT_KINDS.get(kind, ""), contact))),
            number=code,
            phone=phone,
            names=_names(name, short_name),
        )


def _agencies(session: Session, which: ColumnElement[bool]) -> Iterator[SearchEntry]:
    """Found by name, alias and number; the line says the number, where and when."""
    query = select(Agency).where(which, Agency.active).order_by(Agency.id)
    for one in session.scalars(query):
        said = " · ".join(filter(None, (one.address, one.hours))) or one.does
        yield SearchEntry(
            "agency",
            one.id,
            one.name,
            detail=said,
            number=one.phone,
            names=_names(one.name, *one.aliases.splitlines()),
        )


def _numbered(name: str) -> tuple[str, ...]:
    """What is typed with numbers in it, whole and as the search box takes it to pieces."""
    whole = [part for part in name.split() if _NUMBERED.search(part)]
    return tuple(dict.fromkeys([*whole, *(word for part in whole for word in words(part))]))


def _names(*names: str) -> tuple[str, ...]:
    return tuple(filter(None, names))
