from gridhall.db.database import Database
from gridhall.db.search import SearchEntry, put
from gridhall.search.queries import find

MATTER = SearchEntry("matter", 7, "住房补贴申请", number="ZF-01", names=("住房补贴申请",))


def test_one_search_finds_every_kind_of_record(db: Database) -> None:
    people = [SearchEntry("resident", number, "周芳", names=("周芳",)) for number in (1, 2)]
    case = SearchEntry("case", 3, "居住证明 · 周芳", number="SL20261124-012", names=("周芳",))
    with db.write() as session:
        put(session, [case, MATTER, *people])
    with db.read() as session:
        assert [hit.kind for hit in find(session, "zf")] == [
            "resident",
            "resident",
            "case",
            "matter",
        ]
        assert [hit.title for hit in find(session, "住房 zf-01")] == ["住房补贴申请"]
        assert [hit.kind for hit in find(session, "zf", kinds=("matter",))] == ["matter"]
        assert len(find(session, "zf", limit=3)) == 3
        assert find(session, "%") == []
