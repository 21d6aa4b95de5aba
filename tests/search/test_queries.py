from gridhall.db.database import Database
from gridhall.db.search import SearchEntry, put
from gridhall.search.queries import find


def _people(count: int) -> list[SearchEntry]:
    return [
        SearchEntry("resident", number, "周芳", names=("周芳",)) for number in range(1, count + 1)
    ]


MATTER = SearchEntry("matter", 7, "住房补贴申请", number="ZF-01", names=("住房补贴申请",))


def test_a_matter_is_seen_among_many_residents(db: Database) -> None:
    with db.write() as session:
        put(session, [*_people(50), MATTER])
    with db.read() as session:
        hits = find(session, "zf")
        assert len(hits) == 20
        assert [hit.kind for hit in hits[-2:]] == ["resident", "matter"]
        assert {hit.kind for hit in find(session, "zf", kinds=("resident",))} == {"resident"}


def test_few_hits_are_all_shown_in_their_order(db: Database) -> None:
    with db.write() as session:
        put(session, [*_people(3), MATTER])
    with db.read() as session:
        assert [hit.record_id for hit in find(session, "zf")] == [1, 2, 3, 7]
        assert [hit.title for hit in find(session, "住房 zf-01")] == ["住房补贴申请"]
        assert find(session, "%") == []
        assert len(find(session, "zf", limit=1)) == 1
