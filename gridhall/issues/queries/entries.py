"""Issues as the search index holds them: by number, by every piece of the title, by raiser."""

from collections.abc import Collection, Iterator
from itertools import takewhile
from typing import Any, Final

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from gridhall.core.mask import mask_numbers
from gridhall.core.pinyin import readings
from gridhall.core.text import search_key
from gridhall.db.search import SearchEntry
from gridhall.issues.labels import STATES
from gridhall.issues.models import Issue
from gridhall.places.labels import building_label
from gridhall.places.models import Building, Compound
from gridhall.places.queries import chunks

_WINDOW: Final = 8  # characters of a title that can be typed from any of its places
_INITIALS: Final = 6


def all_entries(session: Session) -> Iterator[SearchEntry]:
    """Everything the index should hold of the ledger, for a rebuild."""
    yield from _entries(session, true())


def issue_entries(session: Session, ids: Collection[int]) -> Iterator[SearchEntry]:
    """Those of these issues that are there."""
    for some in chunks(sorted(ids)):
        yield from _entries(session, Issue.id.in_(some))


def _entries(session: Session, which: ColumnElement[bool]) -> Iterator[SearchEntry]:
    one = Issue
    query = (
        select(one.id, one.number, one.title, one.state, one.owner_name, one.raiser, one.phone)
        .add_columns(Compound.name, Building.number)
        .select_from(one)
        .outerjoin(Compound, Compound.id == one.compound_id)
        .outerjoin(Building, Building.id == one.building_id)
        .where(which)
    )
    for row in session.execute(query.order_by(one.id)):
        yield _entry(row)


def _entry(row: Any) -> SearchEntry:
    row_id, number, title, state, owner, raiser, phone, compound, building = row
    said = mask_numbers(title)
    told = filter(None, ("吹哨台账", STATES.get(state, state), owner))
    where = " ".join(filter(None, (compound, building and building_label(building))))
    return SearchEntry(
        "issue",
        row_id,
        said,
        where,
        " · ".join(told),
        number,
        phone,
        names=(raiser,) if raiser else (),
        words=pieces(said),
    )


def pieces(title: str) -> tuple[str, ...]:
    """What a title is found by: what begins at each of its characters, and their initials.

    Filing it as a name would file every reading of every tail: thirty times as much.
    """
    text = search_key(title)
    found = [text, *(text[start : start + _WINDOW] for start in range(1, len(text)))]
    found += [_initials(text[start : start + _INITIALS]) for start in range(len(text) - 1)]
    return tuple(dict.fromkeys(filter(None, found)))


def _initials(text: str) -> str:
    """ldd for 楼道灯; of what is not all Chinese, only as far as it is."""
    sounds = [readings(char) for char in text]
    known = list(takewhile(bool, sounds))
    return "".join(one[0][0] for one in known) if len(known) > 1 else ""
