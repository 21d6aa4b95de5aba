"""A reader that trusts nothing: is every acknowledged case in the file, and none of them half?

It looks with SQL of its own, not with the program's queries, at a copy of the file and its log,
so that the next writer finds both as the kill left them and has to recover by itself.
"""

import shutil
from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlcipher3 import dbapi2

from gridhall.clerks.rules import Link, chain_faults
from gridhall.core.errors import UserError
from gridhall.db.cipher import open_raw
from gridhall.db.search.entries import entry_id

_FIRST = entry_id("case", 0)
# What each case must have, and how often: (name, how many there are, how many there must be).
_PARTS: Final = (
    (
        "materials",
        "SELECT count(*) FROM case_material m WHERE m.case_id = c.id",
        "SELECT count(*) FROM item_material i WHERE i.version_id = c.item_version_id",
    ),
    (
        "accepted event",
        "SELECT count(*) FROM case_event e WHERE e.case_id = c.id AND e.kind = 'accepted'",
        "1",
    ),
    (
        "audit row",
        "SELECT count(*) FROM audit_entry a WHERE a.record_id = c.id"
        " AND a.subject = 'service_case' AND a.action = 'case.accept'",
        "1",
    ),
    (
        "search entry",
        "SELECT count(*) FROM search_entry s JOIN search_index_docsize d ON d.id = s.id"
        f" WHERE s.id = {_FIRST} + c.id AND s.number = c.number",
        "1",
    ),
)
# What must not be there without its case.
_ORPHANS: Final = (
    ("material", "SELECT count(*) FROM case_material WHERE case_id NOT IN {cases}"),
    ("event", "SELECT count(*) FROM case_event WHERE case_id NOT IN {cases}"),
    (
        "audit row",
        "SELECT count(*) FROM audit_entry WHERE subject = 'service_case'"
        " AND record_id NOT IN {cases}",
    ),
    (
        "search entry",
        f"SELECT count(*) FROM search_entry WHERE id BETWEEN {_FIRST} AND {_FIRST + (1 << 40) - 1}"
        f" AND id - {_FIRST} NOT IN {{cases}}",
    ),
)
_TRAIL = (
    "SELECT seq, recorded_at, clerk_name, action, subject, record_id, detail, prev_hash, hash"
    " FROM audit_entry ORDER BY seq"
)


class Seen(NamedTuple):
    """How many cases the file holds, and everything that should not be."""

    cases: int
    faults: list[str]


def look(hall: Path, key: bytes, acknowledged: Collection[str], *, deep: bool) -> Seen:
    """Check a copy of the hall; `deep` verifies the whole audit chain and every index too."""
    copy = _copied(hall)
    try:
        with closing(open_raw(copy, key)) as connection:
            return _looked(connection, acknowledged, deep=deep)
    except (UserError, dbapi2.DatabaseError) as error:
        return Seen(0, [f"unreadable: {type(error).__name__}"])


def _copied(hall: Path) -> Path:
    copy = hall.with_name("copy-" + hall.name)
    for end in ("", "-wal", "-shm"):
        source, target = hall.with_name(hall.name + end), copy.with_name(copy.name + end)
        target.unlink(missing_ok=True)
        if end != "-shm" and source.exists():
            shutil.copyfile(source, target)
    return copy


def _looked(connection: Any, acknowledged: Collection[str], *, deep: bool) -> Seen:
    stored = {key for (key,) in connection.execute("SELECT request_key FROM service_case")}
    faults = [f"lost {key}" for key in sorted(set(acknowledged) - stored)]
    faults += _unsound(connection, "integrity_check" if deep else "quick_check")
    faults += [*_half(connection), *_orphans(connection), *_numbers(connection)]
    faults += _chain(connection) if deep else _chain_length(connection)
    return Seen(len(stored), faults)


def _unsound(connection: Any, check: str) -> list[str]:
    found = connection.execute(f"PRAGMA {check}").fetchall()
    return [] if found == [("ok",)] else [f"{check}: {found[0][0]}"]


def _half(connection: Any) -> Iterable[str]:
    for name, there, wanted in _PARTS:
        query = f"SELECT c.number FROM service_case c WHERE ({there}) <> ({wanted})"
        for (number,) in connection.execute(query):
            yield f"half: {number} {name}"


def _orphans(connection: Any) -> Iterable[str]:
    for name, query in _ORPHANS:
        (count,) = connection.execute(
            query.format(cases="(SELECT id FROM service_case)")
        ).fetchone()
        if count:
            yield f"half: {count} {name} without its case"


def _numbers(connection: Any) -> Iterable[str]:
    """The day's numbers must be 1, 2, 3 … up to the counter."""
    taken = defaultdict(list)
    for (number,) in connection.execute("SELECT number FROM service_case"):
        period, _, ordinal = number.removeprefix("SL").partition("-")
        taken[period].append(int(ordinal))
    series = "SELECT period, last_number FROM number_series WHERE kind = 'case'"
    counters = dict(connection.execute(series).fetchall())
    for period in sorted(taken.keys() | counters.keys()):
        if sorted(taken[period]) != list(range(1, counters.get(period, 0) + 1)):
            yield f"numbers of {period} have a gap or a double"


def _chain_length(connection: Any) -> list[str]:
    query = "SELECT count(*), coalesce(max(seq), 0) FROM audit_entry"
    count, last = connection.execute(query).fetchone()
    return [] if count == last else [f"chain: {count} rows up to {last}"]


def _chain(connection: Any) -> list[str]:
    links = (Link(*row) for row in connection.execute(_TRAIL))
    return [f"chain: {fault.kind} at {fault.seq}" for fault in chain_faults(links)]
