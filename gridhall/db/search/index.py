"""The index's tables and how they are kept: in the transaction that changes the record."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any, NamedTuple

from gridhall.db.search.entries import SearchEntry, Source, driver, entry_id
from gridhall.db.search.terms import digits_of, terms_of

_ENTRIES = """
CREATE TABLE search_entry (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    address TEXT NOT NULL,
    detail TEXT NOT NULL,
    number TEXT COLLATE NOCASE,
    phone TEXT,
    household_number TEXT COLLATE NOCASE
)
"""
_NUMBERS = ("number", "phone", "household_number")
# Shorter household numbers are found as terms; `lookup` repeats the condition.
_BY_NUMBER = "CREATE INDEX ix_search_entry_{0} ON search_entry ({0}) WHERE length({0}) > 6"

# Every sign below 128 but the blank belongs to a term, so terms are exactly what terms_of gives.
_SIGNS = "".join(map(chr, [*range(0x1A, 0x20), *range(0x21, 0x30), *range(0x3A, 0x41)]))
_MORE_SIGNS = "[\\]^_`{|}~"
_TOKENIZER = f"ascii tokenchars '{(_SIGNS + _MORE_SIGNS).replace(chr(39), chr(39) * 2)}'"
# A leaf of 3,900 bytes fits one page of the encrypted file; the default spills into a second.
_LEAF_BYTES = 3900
_AUTOMERGE = 4
_INDEX = """
CREATE VIRTUAL TABLE search_index USING fts5(
    terms, content='', contentless_delete=1, detail=none, tokenize="{}"
)
""".format(_TOKENIZER.replace('"', '""'))

_SET = "INSERT INTO search_index(search_index, rank) VALUES (?, ?)"
_DO = "INSERT INTO search_index(search_index) VALUES (?)"
_PUT_ENTRY = """
INSERT INTO search_entry VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    title = excluded.title, address = excluded.address, detail = excluded.detail,
    number = excluded.number, phone = excluded.phone, household_number = excluded.household_number
"""
_PUT_TERMS = "INSERT OR REPLACE INTO search_index(rowid, terms) VALUES (?, ?)"
_REMOVE = ("DELETE FROM search_entry WHERE id = ?", "DELETE FROM search_index WHERE rowid = ?")

_CHUNK = 4000  # more than this at once is a batch: the pieces of the index are joined at its end
_ALL_PAGES = 1_000_000_000


def create(source: Source) -> None:
    """Make the index's tables in an empty schema."""
    connection = driver(source)
    connection.execute(_ENTRIES)
    for column in _NUMBERS:
        connection.execute(_BY_NUMBER.format(column))
    connection.execute(_INDEX)
    for setting, value in (("pgsz", _LEAF_BYTES), ("automerge", _AUTOMERGE), ("usermerge", 2)):
        connection.execute(_SET, (setting, value))


def put(source: Source, entries: Iterable[SearchEntry], *, apart: bool = False) -> None:
    """File these records, each in place of what was filed of it before.

    `apart` says that the entries are made without reading from the hall file: then many of them
    are made while others are filed.
    """
    connection = driver(source)
    chunks = _chunks(entries)
    first = next(chunks, [])
    if len(first) == _CHUNK:
        _put_batch(connection, _prepared(first), chunks, apart)
    else:
        ids, shown = _with_ids(first)
        connection.executemany(_PUT_ENTRY, shown)
        connection.executemany(_PUT_TERMS, zip(ids, map(terms_of, first), strict=True))


def remove(source: Source, kind: str, record_ids: Iterable[int]) -> None:
    """Take these records out of the index; unknown ones are no mistake."""
    connection = driver(source)
    ids = [(entry_id(kind, record_id),) for record_id in record_ids]
    for statement in _REMOVE:
        connection.executemany(statement, ids)


def rebuild(source: Source, entries: Iterable[SearchEntry]) -> None:
    """Make the whole index anew from the records it was derived from."""
    connection = driver(source)
    connection.execute("DELETE FROM search_entry")
    connection.execute(_DO, ("delete-all",))
    put(source, entries)
    tidy(source)


def tidy(source: Source) -> None:
    """Join the index's pieces into one: fastest to read; 3 s per million records."""
    driver(source).execute(_DO, ("optimize",))


def _put_batch(
    connection: Any, ready: "_Prepared | None", chunks: Iterator[list[SearchEntry]], apart: bool
) -> None:
    """Joining pieces while more are coming would write most of them again and again.

    While the terms of one chunk are filed on another processor the next chunk is prepared; nothing
    else uses the connection meanwhile.
    """
    connection.execute(_SET, ("automerge", 0))
    with ThreadPoolExecutor(1) as other:
        while ready:
            connection.executemany(_PUT_ENTRY, ready.shown)
            following = chunks if apart else iter([next(chunks, [])])
            filed = other.submit(connection.execute, ready.statement, ready.terms)
            ready = _prepared(next(following, []))
            filed.result()
    connection.execute(_SET, ("automerge", _AUTOMERGE))
    connection.execute(_SET, ("merge", _ALL_PAGES))


class _Prepared(NamedTuple):
    """A chunk as its two tables take it.

    Its terms go in one statement: after each one it would wait for the thread that makes terms.
    """

    shown: list[tuple[int | str | None, ...]]
    statement: str
    terms: list[int | str]


def _prepared(chunk: list[SearchEntry]) -> _Prepared | None:
    if not chunk:
        return None
    ids, shown = _with_ids(chunk)
    terms: list[int | str] = []
    for one, entry in zip(ids, chunk, strict=True):
        terms += one, terms_of(entry)
    return _Prepared(shown, _PUT_TERMS + ", (?, ?)" * (len(chunk) - 1), terms)


def _with_ids(chunk: list[SearchEntry]) -> tuple[list[int], list[tuple[int | str | None, ...]]]:
    ids = [entry_id(entry.kind, entry.record_id) for entry in chunk]
    return ids, [(one, *_shown(entry)) for one, entry in zip(ids, chunk, strict=True)]


def _shown(entry: SearchEntry) -> tuple[str | None, ...]:
    return (
        entry.title,
        entry.address,
        entry.detail,
        entry.number or None,
        digits_of(entry.phone) or None,
        entry.household_number or None,
    )


def _chunks(entries: Iterable[SearchEntry]) -> Iterator[list[SearchEntry]]:
    rest = iter(entries)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
