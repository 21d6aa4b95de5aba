"""The search index on a bare encrypted file, held against a slow reading of every entry."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridhall.db.cipher import open_raw
from gridhall.db.database import Database
from gridhall.db.search import KINDS, SearchEntry, create, put, rebuild, remove, search, tidy
from gridhall.db.search.arms import arms_for
from gridhall.db.search.terms import _any_name_terms, _name_terms
from gridhall.db.search.words import place_and_door, words
from tests.db.search_reference import expected

SHAN = SearchEntry(
    "resident",
    1,
    "单雄信",
    "龙腾花园8号楼4单元203室",
    "户主",
    "370686198605020027",
    "13853512345",
    "000123",
    ("单雄信",),
)
CASE = SearchEntry(
    "case", 1, "居住证明 · 王芳", number="SL20261124-012", names=("王芳", "居住证明")
)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Any]:
    connection = open_raw(tmp_path / "hall.db", bytes(32))
    create(connection)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A file in which nobody changes anything: one resident, one case."""
    connection = open_raw(tmp_path_factory.mktemp("filed") / "hall.db", bytes(32))
    create(connection)
    put(connection, [SHAN, CASE])
    yield connection
    connection.close()


def resident(record_id: int, name: str, **more: Any) -> SearchEntry:
    return SearchEntry("resident", record_id, name, names=(name,), **more)


def found(file: Any, text: str, **how: Any) -> list[str]:
    return [hit.title for hit in search(file, text, **how)]


TYPED = """
单雄信 单雄 雄信 信 sxx sx xx x shan dan chan shanxiong danxiongxin xiongxin xin SXX Shan ｓｘｘ
370 3706 37068 370686 3706861986 370686198605020027 0027 20027 020027 5020027
1986 19860 198605 1986050 19860502 1986-5-2 1986年5月2日 1986.05
138 1385 13853 138535 13853512345 2345 12345 512345 3512345 138-5351-2345
000123 123 0001 00012 龙 龙腾 龙腾花园 8 8-4 8-4-2 8-4-203 8栋 8号楼4单元 8号楼4单元203室
８－４－２０３ 八号楼四单元 8#4-203 龙腾花园8-4-203 龙腾花园8栋 单雄信0027
"""


@pytest.mark.parametrize("typed", TYPED.split())
def test_a_resident_is_found_by_whatever_the_clerk_knows(filed: Any, typed: str) -> None:
    assert found(filed, typed) == ["单雄信"]


@pytest.mark.parametrize(
    "typed", ["sl2026", "SL20261124-012", "012", "12", "20261124-012", "jzzm", "居住", "王芳 jz"]
)
def test_a_case_is_found_by_its_number_applicant_and_matter(filed: Any, typed: str) -> None:
    assert found(filed, typed) == ["居住证明 · 王芳"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("仇英", "qiu"),
        ("曾国藩", "zengguo"),
        ("吕布", "lv"),
        ("吕布", "lubu"),
        ("欧阳修", "oyx"),
        ("欧阳修", "ouyangx"),
        ("欧阳修", "阳修"),
        ("𠮷野家", "𠮷"),
        ("王𠮷", "𠮷"),
        ("阿依古丽·买买提", "阿依古丽买"),
        ("阿依古丽·买买提", "阿依古丽•买"),
        ("阿依古丽·买买提", "ayglmmt"),
        ("阿依古丽·买买提", "maimaiti"),
        ("John Smith", "smith"),
        ("John Smith", "johns"),
    ],
)
def test_names_are_found_by_every_reading_and_from_every_character(
    file: Any, name: str, typed: str
) -> None:
    put(file, [resident(1, name), resident(2, "赵四")])
    assert found(file, typed) == [name]


@pytest.mark.parametrize(
    "typed",
    ["单 0027", "sxx 8-4", "8-4-203 单雄信", "xx 138", "370686198605020027 单", "单 13853512345",
     "1986 龙腾", "123 sxx", "13853512345 370686198605020027", "龙腾花园 8-4 sxx 0027"],
)  # fmt: skip
def test_several_words_narrow(file: Any, typed: str) -> None:
    others = [
        resident(n, name, address="龙腾花园8号楼4单元203室")
        for n, name in ((2, "王五"), (3, "单六"))
    ]
    put(file, [SHAN, *others, CASE])
    assert found(file, typed) == ["单雄信"]


@pytest.mark.parametrize(
    "typed",
    ["", " ", "-", "%", "_", "*", '"', "''", "??", "。，、", "\x00", "\u200b", "单%", "单_", "单*",
     '单"', 'sxx" OR "w', "sxx OR wf", "NOT 单", "s*", "terms:单", "(单", "3706%", "0027_", "^单",
     "{单}", "3706861986050200%7", "-单", "单-", "王 单", "0127", "\ud800", "5-8-203", "单" * 300],
)  # fmt: skip
def test_signs_and_operators_are_data(filed: Any, typed: str) -> None:
    assert found(filed, typed) in ([], ["单雄信"] if typed == "(单" else [])


def test_whole_names_come_first_then_beginnings_then_insides(file: Any) -> None:
    names = ["周国华", "国华明", "国华", "郭浩", "张国", "郭海涛"]
    put(file, [resident(number, name) for number, name in enumerate(names)])
    assert found(file, "国华") == ["国华", "国华明", "周国华"]
    assert found(file, "gh") == ["国华", "郭浩", "国华明", "郭海涛", "周国华"]
    assert found(file, "g")[-2:] == ["周国华", "张国"]


def test_a_tail_comes_before_a_longer_number_that_begins_so(file: Any) -> None:
    put(file, [resident(1, "甲", phone="13800000000"), resident(2, "乙", phone="15900001380")])
    assert found(file, "1380") == ["乙", "甲"]


def test_a_changed_record_is_no_longer_found_by_its_old_words(file: Any) -> None:
    put(file, [SHAN])
    put(file, [SHAN._replace(names=("王伯当",), title="王伯当", phone="15900000000", number="")])
    assert [found(file, old) for old in ("单", "sxx", "2345", "0027", "370686198605")] == [[]] * 5
    assert found(file, "wbd 8-4 15900000000") == ["王伯当"]


def test_a_removed_record_is_gone_and_its_neighbour_is_not(file: Any) -> None:
    put(file, [SHAN, SHAN._replace(record_id=2)])
    remove(file, "resident", [1, 77])
    assert [hit.record_id for hit in search(file, "sxx")] == [2]
    assert [hit.record_id for hit in search(file, "3706861986")] == [2]


def test_a_rollback_leaves_the_index_as_it_was(file: Any) -> None:
    put(file, [SHAN])
    file.execute("BEGIN IMMEDIATE")
    remove(file, "resident", [1])
    put(file, (resident(number, "王芳") for number in range(2, 5000)))
    assert len(search(file, "王芳", limit=9000)) == 4998
    file.execute("ROLLBACK")
    assert found(file, "王芳") == []
    assert found(file, "sxx") == ["单雄信"]
    put(file, (resident(number, "王芳") for number in range(2, 5000)))
    assert len(search(file, "wf", limit=9000)) == 4998


def test_rebuilding_forgets_what_is_no_longer_kept(file: Any) -> None:
    put(file, [SHAN, CASE])
    rebuild(file, [CASE])
    tidy(file)
    assert found(file, "sxx") == []
    assert found(file, "wf") == ["居住证明 · 王芳"]


def test_the_limit_and_the_kinds_are_kept(file: Any) -> None:
    put(file, (resident(number, "王芳") for number in range(100)))
    put(
        file,
        [
            CASE,
            SearchEntry("paper", 4, "受理通知书", number="受字〔2026〕第0001号", names=("王芳",)),
        ],
    )
    assert len(search(file, "wf")) == 20
    assert len(search(file, "wf", limit=3)) == 3
    assert search(file, "wf", limit=0) == []
    assert [(hit.kind, hit.record_id) for hit in search(file, "wf", kinds=("paper", "case"))] == [
        ("case", 1),
        ("paper", 4),
    ]
    assert search(file, "wf", kinds=("matter",)) == []
    assert search(file, "wf", kinds=()) == []
    for typed in ("受字〔2026〕第0001号", "受字[2026]第0001号", "受字", "0001 受字"):
        assert found(file, typed) == ["受理通知书"]


def test_numbers_of_every_kind_are_found_within_the_kind(file: Any) -> None:
    unit = SearchEntry("organisation", 5, "供电所", phone="13853519999", words=("91370686123",))
    house = SearchEntry("household", 6, "单雄信户", number="370686001002345")
    put(file, [SHAN, unit, house._replace(household_number=house.number)])
    for kind, typed, title in (
        ("organisation", "1385351", "供电所"),
        ("organisation", "53519999", "供电所"),
        ("organisation", "13853", "供电所"),
        ("organisation", "91370686123", "供电所"),
        ("household", "370686001002", "单雄信户"),
        ("household", "37068", "单雄信户"),
        ("resident", "370686198605", "单雄信"),
        ("resident", "2345", "单雄信"),
    ):
        assert found(file, typed, kinds=(kind,)) == [title]
        assert title in found(file, typed)


def test_a_hit_carries_what_the_list_shows(file: Any) -> None:
    put(file, [SHAN, CASE])
    hit = search(file, "sxx")[0]
    assert hit.line == "龙腾花园8号楼4单元203室 · 户主"
    assert (hit.id_number, hit.household_number) == ("370686198605020027", "000123")
    assert search(file, "wf")[0].id_number == ""


def test_the_session_that_stores_the_record_files_it(db: Database) -> None:
    with db.write() as session:
        put(session, [SHAN])
        assert found(session, "sxx") == ["单雄信"]
    with pytest.raises(ZeroDivisionError), db.write() as session:
        remove(session, "resident", [1])
        1 / 0  # noqa: B018
    with db.read() as session:
        assert found(session, "sxx") == ["单雄信"]


@pytest.mark.parametrize("typed", ["370", "3706861986", "13853512345", "sxx", "王芳 0027", "8-4-2"])
def test_no_query_reads_the_whole_table(file: Any, typed: str) -> None:
    for arm in (arm for kind in KINDS for arm in arms_for(words(typed), kind)):
        plan = file.execute("EXPLAIN QUERY PLAN " + arm.sql, (0, 1 << 50, *arm.values)).fetchall()
        steps = [step[-1] for step in plan]
        scans = [step for step in steps if step.startswith("SCAN") and "VIRTUAL TABLE" not in step]
        assert scans == []
        assert any("ix_search_entry_" in step or "VIRTUAL TABLE INDEX" in step for step in steps)


CHARACTERS = "单仇曾吕张王国华伟芳欧阳乐𠮷李行"
names = st.text(CHARACTERS, min_size=1, max_size=4)
digits = st.text("0123456789", min_size=1, max_size=9)
id_numbers = st.builds(
    "{}{}{:02}{:02}{:03}{}".format,
    st.sampled_from(["370686", "370602", "110101"]),
    st.sampled_from([1986, 1960, 2012]),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(0, 30),
    st.sampled_from("0123456789X"),
)
phones = st.one_of(
    st.just(""),
    st.builds("13{}{:04}{:04}".format, st.sampled_from("58"), *[st.integers(0, 99)] * 2),
)
addresses = st.builds(
    "{}{}".format,
    st.sampled_from(["龙腾花园", "龙腾", "都市春天", ""]),
    st.one_of(
        st.builds(
            "{}号楼{}单元{}室".format, st.integers(1, 30), st.integers(1, 4), st.integers(101, 303)
        ),
        st.builds("{}-{}".format, st.integers(1, 30), st.integers(101, 303)),
        st.builds("{}号".format, st.integers(1, 99)),
        st.just(""),
    ),
)
households = st.one_of(
    st.just(""),
    st.builds("{:06}".format, st.integers(1, 3000)),
    st.builds("{:015}".format, st.integers(370686001, 370686900)),
)
people = st.builds(
    lambda name, *rest: ("resident", name, *rest, (name,), ()),
    names,
    addresses,
    st.just("户主"),
    st.one_of(st.just(""), id_numbers, digits),
    phones,
    households,
)  # fmt: skip
cases = st.builds(
    lambda name, number, extra: ("case", name, "", "", number, "", "", (name,), (extra,)),
    names,
    st.builds("SL2026{:04}-{:03}".format, st.integers(1101, 1130), st.integers(1, 20)),
    st.one_of(digits, st.sampled_from(["AB-12", "吹哨2026", "M01"])),
)


def _entries(rows: list[tuple[Any, ...]]) -> list[SearchEntry]:
    return [SearchEntry(row[0], number, *row[1:]) for number, row in enumerate(rows)]


@st.composite
def halls(draw: st.DrawFn) -> tuple[list[SearchEntry], list[str]]:
    """Some entries, and words of which most are a piece of something in them."""
    entries = _entries(draw(st.lists(st.one_of(people, cases), min_size=1, max_size=12)))
    known = ["zengguo", "shanyu", "lvwei", "zgh", "5", "19860"]
    for entry in entries:
        known += [entry.title, entry.address, entry.number, entry.phone, entry.household_number]
        known += entry.words
    piece = st.builds(
        lambda text, start, length: text[start : start + length],
        st.sampled_from([text for text in known if text]),
        st.sampled_from([0, 0, 0, 1, 2, 6, -4, -5, -6]),
        st.integers(1, 18),
    )
    return entries, draw(
        st.lists(st.lists(piece, min_size=1, max_size=3).map(" ".join), max_size=12)
    )


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(hall=halls())
def test_it_finds_exactly_what_reading_everything_finds(
    file: Any, hall: tuple[list[SearchEntry], list[str]]
) -> None:
    entries, typed = hall
    rebuild(file, entries)
    for text in typed:
        hits = {(hit.kind, hit.record_id) for hit in search(file, text, limit=1000)}
        assert hits == expected(entries, text), (text, words(text))


def test_a_name_of_signs_alone_does_no_harm(file: Any) -> None:
    put(file, [resident(1, "·"), resident(2, "王·芳")])
    assert found(file, "王芳") == ["王·芳"]


@given(
    name=st.text(CHARACTERS + "闫丽a·", min_size=1, max_size=5).filter(lambda one: one[0] != "·")
)
def test_a_simple_name_is_filed_as_any_name_is(name: str) -> None:
    assert set(_name_terms(name).split(" ")) - {""} == set(_any_name_terms(name).split(" ")) - {""}


@pytest.mark.parametrize(
    ("address", "place", "door"),
    [
        ("御景小区 3-2-501", "御景小区", "3-2-501"),
        ("御景小区 3-501", "御景小区", "3-501"),
        ("御景小区 12号", "御景小区", "12"),
        ("御景小区 甲3-2-501", "御景小区", "甲3-2-501"),
        ("老甲 3-2-501", "老", "甲3-2-501"),
        ("御景三栋 2-501", "御景", "3-2-501"),
    ],
)
def test_an_address_is_a_place_and_a_door(address: str, place: str, door: str) -> None:
    assert place_and_door(address) == (place, door)
