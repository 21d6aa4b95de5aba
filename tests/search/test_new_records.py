"""Many new records are filed without looking for older ones: their place is cleared before."""

from gridhall.db import search
from gridhall.db.behind import Behind
from gridhall.db.database import Database
from gridhall.db.search import SearchEntry

MANY = 4100  # more than one statement takes


def _resident(record_id: int, name: str) -> SearchEntry:
    return SearchEntry("resident", record_id, name, names=(name,))


def _found(db: Database, typed: str) -> list[tuple[str, int]]:
    with db.read() as session:
        return [(one.kind, one.record_id) for one in search.search(session, typed, limit=9000)]


def test_what_was_filed_from_there_on_is_gone_and_the_rest_is_not(db: Database) -> None:
    with db.write() as session:
        case = SearchEntry("case", 7, "王芳", names=("王芳",))
        search.put(session, [_resident(1, "单雄信"), _resident(2, "王伯当"), case])
        search.remove_from(session, "resident", 2)
    assert _found(db, "wbd") == []
    assert (_found(db, "sxx"), _found(db, "wf")) == ([("resident", 1)], [("case", 7)])


def test_a_batch_is_found_by_its_own_words_only_where_something_was_left_behind(
    db: Database,
) -> None:
    with db.write() as session:
        search.put(session, [_resident(1, "单雄信"), _resident(2, "王伯当")])
    with db.write() as session:
        search.remove_from(session, "resident", 2)
        with Behind(session) as behind:
            new = (_resident(number, "李密") for number in range(2, 2 + MANY))
            search.put(session, new, behind)
    assert _found(db, "王伯当") == []
    assert len(_found(db, "lm")) == MANY
    assert _found(db, "sxx") == [("resident", 1)]
