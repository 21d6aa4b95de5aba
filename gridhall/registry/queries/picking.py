"""查居民 with a filter above it: whom each filter keeps, the chip's state of those on show.

Some filters are a column of the person; 人户分离 and the tags are judged for those at hand.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.registry.models import Person, PersonPlace, PersonTag
from gridhall.registry.queries.residents import (
    SHOWN,
    Which,
    find_people,
    found_ids,
    people,
    recent_people,
)
from gridhall.registry.queries.rows import ResidentRow
from gridhall.registry.queries.separation import states_of
from gridhall.registry.queries.standings import among
from gridhall.registry.queries.tags import kinds, tagged
from gridhall.registry.rules.doors import CARED_TAGS
from gridhall.registry.rules.tags import may_see

HITS = 50
DISABLED_TAG = "disabled"
_BLOCK = 200  # people judged at once while fifty are looked for


def offered(session: Session, clerk: Clerk) -> dict[Which, str]:
    """The filters by tag that this clerk may use, in the hall's words."""
    words = {one.code: one for one in kinds(session)}
    disabled = words.get(DISABLED_TAG)
    told = disabled is not None and may_see(clerk, disabled.visible_to)
    return ({Which.DISABLED: disabled.name} if disabled and told else {}) | {Which.CARE: "重点关注"}


def recent(session: Session, clerk: Clerk, which: Which, today: date) -> list[ResidentRow]:
    """Those a filter keeps, the ones written down last first."""
    if which not in _CANDIDATES:
        return recent_people(session, which, today, HITS)
    blocks = _latest_first(session, _CANDIDATES[which](clerk))
    return _first_kept(session, (clerk, which, today), blocks)


def found(
    session: Session, clerk: Clerk, typed: str, which: Which, today: date
) -> list[ResidentRow]:
    """Those a search finds whom the filter keeps, best first."""
    if which not in _CANDIDATES:
        return find_people(session, typed, which, today, HITS)
    ids = found_ids(session, typed)
    blocks = (ids[start : start + _BLOCK] for start in range(0, len(ids), _BLOCK))
    return _first_kept(session, (clerk, which, today), blocks)


def apart_states(session: Session, rows: Sequence[ResidentRow], today: date) -> dict[int, str]:
    """The state of these people, "" while a separation is too fresh to count."""
    judged = states_of(session, [row.id for row in rows], today)
    return {
        one: "" if found.verdict.apart and not found.counted else found.state
        for one, found in judged.items()
    }


def _latest_first(session: Session, candidates: Select[Any]) -> Iterator[Sequence[int]]:
    """Ids in blocks; no further than somebody asks."""
    last: int | None = None
    while last is None or last > 0:
        older = candidates if last is None else candidates.where(Person.id < last)
        block = session.scalars(older.order_by(Person.id.desc()).limit(_BLOCK)).all()
        yield block
        last = block[-1] if len(block) == _BLOCK else 0


def _first_kept(
    session: Session, how: tuple[Clerk, Which, date], blocks: Iterable[Sequence[int]]
) -> list[ResidentRow]:
    kept: list[int] = []
    for block in blocks:
        mine = _kept(session, how, block)
        kept += [one for one in block if one in mine]
        if len(kept) >= HITS:
            break
    return people(session, kept[:HITS])


def _kept(session: Session, how: tuple[Clerk, Which, date], ids: Sequence[int]) -> set[int]:
    """Whom of these the filter keeps."""
    clerk, which, today = how
    if which is Which.APART:
        return {one for one, said in states_of(session, ids, today).items() if said.counted}
    return {
        one
        for tag in _TAGS[which]
        for one in session.scalars(
            tagged(clerk, tag, today).where(PersonTag.person_id.in_(among(ids)))
        )
    }


def _may_be_apart(_clerk: Clerk) -> Select[Any]:
    """Everybody else is registered where the household lives, or nobody knows where."""
    placed = select(PersonPlace.person_id)
    return select(Person.id).where(or_(Person.hukou_kind == "outside", Person.id.in_(placed)))


def _bearers(which: Which) -> Callable[[Clerk], Select[Any]]:
    def query(clerk: Clerk) -> Select[Any]:
        borne = or_(*(Person.id.in_(tagged(clerk, tag)) for tag in sorted(_TAGS[which])))
        return select(Person.id).where(Person.status.in_(SHOWN), borne)

    return query


_TAGS: Mapping[Which, Collection[str]] = {
    Which.DISABLED: (DISABLED_TAG,),
    Which.CARE: CARED_TAGS,
}
_CANDIDATES: Mapping[Which, Callable[[Clerk], Select[Any]]] = {
    Which.APART: _may_be_apart,
    Which.DISABLED: _bearers(Which.DISABLED),
    Which.CARE: _bearers(Which.CARE),
}
