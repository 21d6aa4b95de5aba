"""Likely duplicates while an issue is being typed: alike in words, near in place."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gridhall.core.text import search_key
from gridhall.db.search.entries import driver, id_range
from gridhall.db.search.terms import PLACE, PLACE_LENGTH
from gridhall.db.search.words import key
from gridhall.issues.models import Issue
from gridhall.issues.models.ledger import OPEN
from gridhall.issues.queries.issues import IssueRow, issue_rows
from gridhall.issues.rules.states import DECLINED, is_open
from gridhall.places.models import Compound
from gridhall.places.queries import chunks

_LONGEST: Final = 60  # characters of what is typed that are looked at
_MOST_PAIRS: Final = 10
_LATEST: Final = 150  # issues alike in words that are compared, the latest first
_SAME: Final = 50  # of those that say all that was typed
_NEAR: Final = 60  # open issues of the same building, whatever their words
_LEAST: Final = 0.45  # words and nearness together
_LEAST_ALIKE: Final = 0.25  # nearness alone makes no duplicate

# Where it is says nothing about what it is; what everybody writes says nothing at all.
_DOOR = re.compile(r"[甲乙丙丁]?[0-9]+[a-z#-]*(?:号楼|号院|单元|楼层|栋|幢|座|楼|层|室|户|号|门)?")
_COMMON = re.compile(
    r"(?:居民|群众|业主|多次)*反映|希望|尽快|处理|解决|问题|小区|居民|业主|一直|经常|严重|存在|有人"
    r"|[^\w]|[的了在有是把被请]"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the issue that is being typed is."""

    grid_id: int | None = None
    compound_id: int | None = None
    building_id: int | None = None


@dataclass(frozen=True, slots=True)
class Likely:
    """An issue that is perhaps the same: how likely, and why in words."""

    row: IssueRow
    score: float
    why: str


def likely(session: Session, typed: str, place: Place, limit: int = 5) -> list[Likely]:
    """The issues likeliest to be the same as what is being typed, the likeliest first.

    Closed ones count, so that they can be reopened; declined ones do not.
    """
    names = {row.id: row.name for row in session.execute(select(Compound.id, Compound.name))}
    wanted = pairs(typed[:_LONGEST], names.values())
    if not wanted or limit < 1:
        return []
    ids = _candidates(session, wanted, place, names)
    found = [(_score(one, wanted, place, names), one) for one in _briefs(session, ids)]
    best = sorted((one for one in found if one[0]), key=_rank)[:limit]
    rows = {row.id: row for row in issue_rows(session, [one.id for _, one in best])}
    return [Likely(rows[one.id], round(score, 3), _why(one, place)) for score, one in best]


def pairs(said: str, names: Any = ()) -> list[str]:
    """The pairs of neighbouring characters that say what it is about, each once.

    What only says where (names of compounds, 3号楼2单元) and words of every issue are left out.
    """
    folded = search_key(said)
    for name in names:
        folded = folded.replace(search_key(name), " ")
    parts = _COMMON.sub(" ", _DOOR.sub(" ", folded)).split()
    found = (part[at : at + 2] for part in parts for at in range(max(len(part) - 1, 0)))
    return list(dict.fromkeys(found))


def _candidates(
    session: Session, wanted: Sequence[str], place: Place, names: dict[int, str]
) -> list[int]:
    """Alike in words anywhere, in the same compound; open in the same building."""
    some = [_quoted(pair) for pair in wanted[:_MOST_PAIRS]]
    alike = " OR ".join(f"({one} AND {two})" for one, two in combinations(some, 2)) or some[0]
    found = dict.fromkeys(_matching(session, " AND ".join(some), _SAME))
    found |= dict.fromkeys(_matching(session, alike))
    if place.compound_id in names:
        head = f"{PLACE}{key(names[place.compound_id])[:PLACE_LENGTH]}"
        found |= dict.fromkeys(_matching(session, f"({alike}) AND {_quoted(head)}"))
    if place.building_id is not None:
        mine = select(Issue.id).where(text(OPEN), Issue.building_id == place.building_id)
        found |= dict.fromkeys(session.scalars(mine.order_by(Issue.id.desc()).limit(_NEAR)))
    return list(found)


def _quoted(term: str) -> str:
    return '"{}"'.format(term.replace('"', '""'))


def _matching(session: Session, query: str, most: int = _LATEST) -> Iterator[int]:
    """The latest issues that the index finds."""
    low, high = id_range("issue")
    sql = (
        "SELECT rowid FROM search_index WHERE search_index MATCH ? AND rowid BETWEEN ? AND ?"
        " ORDER BY rowid DESC LIMIT ?"
    )
    with closing(driver(session).execute(sql, (query, low, high, most))) as cursor:
        yield from [row[0] - low for row in cursor.fetchall()]


def _briefs(session: Session, ids: list[int]) -> Iterator[Any]:
    one = Issue
    query = select(one.id, one.title, one.grid_id, one.compound_id, one.building_id, one.state)
    for some in chunks(ids):
        yield from session.execute(query.where(one.id.in_(some), one.state != DECLINED))


def _score(one: Any, wanted: Sequence[str], place: Place, names: dict[int, str]) -> float:
    """How likely: what part of the typed words it has, how much else it says, how near it is."""
    theirs, mine = set(pairs(one.title, names.values())), set(wanted)
    both = len(theirs & mine)
    if not both:
        return 0.0
    part = max(both / len(mine), 0.8 * both / len(theirs))
    alike = 0.7 * part + 0.6 * both / (len(mine) + len(theirs))
    if len(mine) == 1:  # two characters say little
        alike /= 2
    if alike < _LEAST_ALIKE:
        return 0.0
    score = alike + _nearness(one, place)
    return score if score >= _LEAST else 0.0


def _nearness(one: Any, place: Place) -> float:
    if place.building_id is not None and one.building_id == place.building_id:
        return 0.3
    if place.compound_id is not None and one.compound_id is not None:
        return 0.1 if one.compound_id == place.compound_id else -0.3
    if place.grid_id is not None and one.grid_id is not None:
        return 0.1 if one.grid_id == place.grid_id else -0.2
    return 0.0


def _rank(scored: tuple[float, Any]) -> tuple[Any, ...]:
    """The likeliest first; of equal ones those still open, then the latest."""
    score, one = scored
    return (-round(score, 3), not is_open(one.state), -one.id)


def _why(one: Any, place: Place) -> str:
    near = {
        "同一栋楼": place.building_id is not None and one.building_id == place.building_id,
        "同一小区": place.compound_id is not None and one.compound_id == place.compound_id,
        "同一网格": place.grid_id is not None and one.grid_id == place.grid_id,
    }
    where = next((words for words, same in near.items() if same), "")
    over = "" if is_open(one.state) else "已销号，可以重新打开"
    return "，".join(filter(None, (where, "说法相近", over)))
