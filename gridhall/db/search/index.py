"""The index's tables and how they are kept: in the transaction that changes the record."""

from collections.abc import Iterable, Iterator
from itertools import islice

from gridhall.db.behind import Behind
from gridhall.db.search.entries import SearchEntry, Source, driver, entry_id, id_range
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
_NEW_ENTRY = "INSERT INTO search_entry VALUES {}"
_PUT_ENTRY = f"""
{_NEW_ENTRY}
ON CONFLICT (id) DO UPDATE SET
    title = excluded.title, address = excluded.address, detail = excluded.detail,
    number = excluded.number, phone = excluded.phone, household_number = excluded.household_number
"""
_ENTRY = "(?, ?, ?, ?, ?, ?, ?)"
_PUT_TERMS = "INSERT OR REPLACE INTO search_index(rowid, terms) VALUES {}"
_NEW_TERMS = "INSERT INTO search_index(rowid, terms) VALUES {}"  # nothing to look up and delete
_TERMS = "(?, ?)"
_REMOVE = ("DELETE FROM search_entry WHERE id = ?", "DELETE FROM search_index WHERE rowid = ?")
_REMOVE_FROM = (
    "DELETE FROM search_entry WHERE id BETWEEN ? AND ?",
    "DELETE FROM search_index WHERE rowid BETWEEN ? AND ?",
)

_CRISIS = 16  # pieces of one size that are joined whatever is going on: FTS5's own number
_MOST_PIECES = 1000  # FTS5 takes 2,000
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


def put(source: Source, entries: Iterable[SearchEntry], behind: Behind | None = None) -> None:
    """File these records, each in place of what was filed of it before.

    `behind` files them while more are made: these entries must not be read from the hall file,
    and their ids must be free, as `remove_from` makes them.
    """
    chunks = _chunks(entries)
    first = next(chunks, [])
    if len(first) < _CHUNK:
        _put_few(source, first, behind)
    elif behind:
        _put_batch(behind, first, chunks, apart=True)
    else:
        with Behind(source) as behind:
            _put_batch(behind, first, chunks, apart=False)


def remove(source: Source, kind: str, record_ids: Iterable[int]) -> None:
    """Take these records out of the index; unknown ones are no mistake."""
    connection = driver(source)
    ids = [(entry_id(kind, record_id),) for record_id in record_ids]
    for statement in _REMOVE:
        connection.executemany(statement, ids)


def remove_from(source: Source, kind: str, record_id: int) -> None:
    """Take out what is filed from this record on: from here new records get their ids."""
    connection = driver(source)
    for statement in _REMOVE_FROM:
        connection.execute(statement, (entry_id(kind, record_id), id_range(kind)[1]))


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


def _put_few(source: Source, entries: list[SearchEntry], behind: Behind | None) -> None:
    if behind:
        behind.wait()
    connection = driver(source)
    shown = [(entry_id(one.kind, one.record_id), *_shown(one)) for one in entries]
    connection.executemany(_PUT_ENTRY.format(_ENTRY), shown)
    terms = [(row[0], terms_of(one)) for row, one in zip(shown, entries, strict=True)]
    connection.executemany(_PUT_TERMS.format(_TERMS), terms)


def _put_batch(
    behind: Behind, first: list[SearchEntry], chunks: Iterator[list[SearchEntry]], *, apart: bool
) -> None:
    """Joining pieces while more are coming would write most of them again and again."""
    _set(behind, automerge=0, crisismerge=_MOST_PIECES)
    put_entry, put_terms = (_NEW_ENTRY, _NEW_TERMS) if apart else (_PUT_ENTRY, _PUT_TERMS)
    chunk = first
    while chunk:
        entries, terms = _values(chunk)
        if not apart:  # the following are read from the hall file
            behind.wait()
        following = next(chunks, [])
        # One statement for many rows: after each it would wait for the thread that makes terms.
        behind.run(put_entry.format(_rows(_ENTRY, len(chunk))), entries)
        behind.run(put_terms.format(_rows(_TERMS, len(chunk))), terms)
        chunk = following
    _set(behind, automerge=_AUTOMERGE, crisismerge=_CRISIS)
    behind.run(_SET, ("merge", _ALL_PAGES))


def _set(behind: Behind, **settings: int) -> None:
    for setting, value in settings.items():
        behind.run(_SET, (setting, value))


def _rows(marks: str, count: int) -> str:
    return ", ".join([marks] * count)


def _values(chunk: list[SearchEntry]) -> tuple[list[str | int | None], list[str | int | None]]:
    """A chunk as its two tables take it, row behind row."""
    entries: list[str | int | None] = []
    terms: list[str | int | None] = []
    for entry in chunk:
        one = entry_id(entry[0], entry[1])
        entries.append(one)
        entries += _shown(entry)
        terms.append(one)
        terms.append(terms_of(entry))
    return entries, terms


def _shown(entry: SearchEntry) -> tuple[str | None, ...]:
    _, _, title, address, detail, number, phone, household_number, _, _ = entry
    return (
        title,
        address,
        detail,
        number or None,
        digits_of(phone) or None,
        household_number or None,
    )


def _chunks(entries: Iterable[SearchEntry]) -> Iterator[list[SearchEntry]]:
    rest = iter(entries)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
