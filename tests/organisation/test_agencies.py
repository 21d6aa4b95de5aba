"""办事机构: shipped, found by what an issuer is called, changed and taken back, on the plate."""

import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy.orm import Session

from gridhall.clerks.queries import record_history
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.db.search import search
from gridhall.hall.models import HallSetting
from gridhall.organisation.documents.agencies import issue_directory
from gridhall.organisation.models import Agency
from gridhall.organisation.queries.agencies import (
    AgencyRow,
    agencies,
    agency_by_id,
    agency_for,
    directory,
    find_agency,
    plate_lines,
)
from gridhall.organisation.rules.agencies import AgencyDraft, Issuers, Known, check_agency
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.organisation.service.agencies import arrange_plate, save_agency, use_agency
from gridhall.organisation.service.agency_list import (
    install_agencies,
    ready_directory,
    shipped_agencies,
)
from gridhall.organisation.service.taking_back import take_back
from gridhall.papers import queries as papers
from gridhall.registry.documents.transfer_issue import At
from tests.conftest import HALL
from tests.factories import TODAY


@pytest.fixture(autouse=True)
def hall(db: Database, administrator: Clerk) -> None:
    with db.write() as session:
        install_agencies(session, administrator)


def named(db: Database, words: str) -> AgencyRow:
    with db.read() as session:
        found = agency_for(session, words)
    assert found is not None
    return found


def draft_of(row: AgencyRow, **given_: object) -> AgencyDraft:
    kept = AgencyDraft(
        row.name, row.kind, "\n".join(row.aliases), row.does, row.address, row.hours, row.phone,
        row.on_plate, row.id, row.version,
    )  # fmt: skip
    return AgencyDraft(**{**{n: getattr(kept, n) for n in kept.__slots__}, **given_})


def test_what_ships_holds_together() -> None:
    told = shipped_agencies()
    assert len(told) >= 45
    for part in ("code", "name"):
        assert len({one[part] for one in told}) == len(told)
    names = [name for one in told for name in (one["name"], *one["aliases"])]
    assert len(names) == len(set(names))
    for one in told:
        check_agency(
            AgencyDraft(
                one["name"], one["kind"], "\n".join(one["aliases"]), one["does"],
                phone=one["phone"], on_plate=one["on_plate"],
            )
        )  # fmt: skip
        if one["kind"] == "office":
            assert not one["phone"]  # the hall's own to fill in, nobody's to make up
            assert not one["address"]
        else:
            assert one["phone"] == one["code"]
            assert one["phone"].isdecimal()


def test_installing_again_changes_nothing(db: Database, administrator: Clerk) -> None:
    with db.write() as session:
        assert install_agencies(session, administrator) == 0
    with db.read() as session:
        assert len(agencies(session)) == len(shipped_agencies())


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("公安派出所", "公安派出所"),
        ("户籍地或居住地公安派出所", "公安派出所"),
        ("公安机关（养犬登记机构）", "养犬登记机构"),
        ("社会保险经办机构；公证处", "社会保险经办中心"),
        ("县级残疾人联合会", "区（县）残疾人联合会"),
        ("不动产登记", "不动产登记中心"),
    ],
)
def test_an_issuers_words_lead_to_its_agency(db: Database, words: str, name: str) -> None:
    assert named(db, words).name == name


def test_several_issuers_are_several_agencies(db: Database) -> None:
    with db.read() as session:
        known = directory(session)
    for words, names in (
        ("公安派出所；公证处", ["公安派出所", "公证处"]),
        ("医疗卫生机构或公安机关", ["医院", "公安派出所"]),
        ("民政部门、残疾人联合会", ["区（县）民政局", "区（县）残疾人联合会"]),
        ("住房和城乡建设局", ["住房和城乡建设局"]),
        ("人力资源和社会保障部门", ["区（县）人力资源和社会保障局"]),
        ("用人单位；公共就业服务机构", ["公共就业服务中心"]),
        ("公安派出所、派出所", ["公安派出所"]),
        ("本人", []),
    ):
        assert [row.name for row in known.find_all(words)] == names


def test_who_is_no_agency_is_none(db: Database) -> None:
    with db.read() as session:
        for words in ("", "本人", "出租人", "社区（现场填写）", "用人单位"):
            assert agency_for(session, words) is None


_WORDS = st.text("公安派出所证机关民政", min_size=0, max_size=6)


@given(st.lists(_WORDS, max_size=8), _WORDS)
def test_the_longest_name_within_the_words_is_meant(names: list[str], wanted: str) -> None:
    found = Issuers(Known(name, (name,)) for name in names).find(wanted)
    within = [name for name in names if name and name in wanted]
    begun = [name for name in names if name and name.startswith(wanted) and len(wanted) >= 4]
    if within:
        longest = max(map(len, within))
        places = [(wanted.find(name), name) for name in within if len(name) == longest]
        assert found == min(places)[1]
    elif begun:
        assert found is not None
        assert len(found) == min(map(len, begun))
    else:
        assert found is None


def test_found_by_initials_number_and_what_it_does(db: Database) -> None:
    with db.read() as session:
        assert "公安派出所" in [row.name for row in agencies(session, typed="gapcs")]
        assert [row.name for row in agencies(session, "hotline", "95598")] == ["供电服务"]
        assert "婚姻登记处" in [row.name for row in agencies(session, "office", "补领结婚证")]
        assert agencies(session, typed="没有的机构") == ()
        assert search(session, "pcs", 5)[0].kind == "agency"


def test_a_change_is_on_the_trail_and_taken_back(db: Database, supervisor: Clerk) -> None:
    row = named(db, "公安派出所")
    with db.write() as session:
        new = draft_of(row, phone="0536-8110110", address="文化路 6 号", request_key="k")
        done = save_agency(session, supervisor, new, TODAY)
        assert save_agency(session, supervisor, new, TODAY) == done  # the same press again
    with db.read() as session:
        kept = agency_by_id(session, row.id)
        assert (kept.phone, kept.where[:5]) == ("0536-8110110", "文化路 6")
        last = record_history(session, "agency", row.id)[-1]
        assert last.action == "agency.save"
        assert set(last.after) == {"phone", "office_address"}
        assert any(hit.number == "0536-8110110" for hit in search(session, "8110110", 5))
    with db.write() as session:
        take_back(session, supervisor, done.action_id, TODAY)
    with db.read() as session:
        assert agency_by_id(session, row.id).phone == ""
        assert not any(hit.number == "0536-8110110" for hit in search(session, "8110110", 5))


def test_a_new_agency_goes_again_when_it_is_taken_back(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        done = save_agency(session, supervisor, AgencyDraft("翠屏菜市场"), TODAY)
    assert named(db, "翠屏菜市场").code.startswith("own-")
    with db.write() as session:
        take_back(session, supervisor, done.action_id, TODAY)
    with db.read() as session:
        assert agency_for(session, "翠屏菜市场") is None


@pytest.mark.parametrize(
    ("given_", "sentence"),
    [
        ({"name": " "}, "请填写机构名称"),
        ({"kind": "shop"}, "办事机构还是服务热线"),
        ({"phone": "幺幺零"}, "没有数字"),
        ({"kind": "hotline", "phone": ""}, "热线要有号码"),
        ({"on_plate": True, "phone": ""}, "印在服务牌上的要有电话"),
        ({"name": "热" * 13, "phone": "110", "on_plate": True}, "不超过 12 个字的别名"),
        ({"hours": "早" * 101}, "办公时间最长 100 个字，现在是 101 个字"),
        ({"name": "公安派出所"}, "已经有“公安派出所”"),
    ],
)
def test_what_cannot_be_kept_is_said_in_a_sentence(
    db: Database, supervisor: Clerk, given_: dict[str, object], sentence: str
) -> None:
    draft = AgencyDraft(**{"name": "新机构", **given_})  # type: ignore[arg-type]
    with db.write() as session, pytest.raises(DraftProblems, match=sentence):
        save_agency(session, supervisor, draft, TODAY)


def test_a_clerk_of_the_counter_and_an_older_look_are_refused(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    row = named(db, "公证处")
    with db.write() as session, pytest.raises(UserError, match="改办事机构"):
        save_agency(session, clerk, draft_of(row, phone="1"), TODAY)
    with db.write() as session:
        save_agency(session, supervisor, draft_of(row, does="公证"), TODAY)
    with db.write() as session, pytest.raises(UserError, match="别处刚改过"):
        save_agency(session, supervisor, draft_of(row, does="别的"), TODAY)


def test_out_of_use_is_found_no_more_and_comes_back(db: Database, supervisor: Clerk) -> None:
    row = named(db, "公证处")
    with db.write() as session:
        use_agency(session, supervisor, row.id, active=False, today=TODAY)
    with db.read() as session:
        assert agency_for(session, "公证处") is None
        assert row.id in [one.id for one in agencies(session, ended=True)]
        assert not [hit for hit in search(session, "gzc", 5) if hit.kind == "agency"]
    with db.write() as session:
        with pytest.raises(UserError, match="已经停用"):
            use_agency(session, supervisor, row.id, active=False, today=TODAY)
        with pytest.raises(UserError, match="已停用，请先恢复使用"):
            arrange_plate(session, supervisor, [row.id], TODAY)
        use_agency(session, supervisor, row.id, active=True, today=TODAY)
    assert named(db, "公证处").active


def test_the_plate_has_its_own_order_and_limits(db: Database, supervisor: Clerk) -> None:
    with db.read() as session:
        before = plate_lines(session)
        power = find_agency(session, "95598")
        police = find_agency(session, "110")
        notary = find_agency(session, "公证处")
        hotlines = [row.id for row in agencies(session, "hotline")]
    assert [line.number for line in before] == ["110", "119", "120", "12345"]
    with db.write() as session:
        done = arrange_plate(session, supervisor, [power.id, police.id], TODAY)
        assert [line.number for line in plate_lines(session)] == ["95598", "110"]
    with db.write() as session:
        take_back(session, supervisor, done.action_id, TODAY)
        assert plate_lines(session) == before
    for ids, sentence in (
        ([], "至少留一个热线"),
        (hotlines[:9], "最多放 8 个热线，现在是 9 个"),
        ([notary.id], "还没有填电话"),
    ):
        with pytest.raises(UserError, match=sentence), db.write() as session:
            arrange_plate(session, supervisor, ids, TODAY)
    with db.read() as session:
        assert plate_lines(session) == before


def test_a_halls_earlier_hotlines_join_the_directory(db: Database, administrator: Clerk) -> None:
    own = [["供电", "95598"], ["社区民警", "0536-8110110"], ["报警", "110"]]
    with db.write() as session:
        for row in session.query(Agency):
            session.delete(row)
        session.add(HallSetting(key="plate_hotlines", value=json.dumps(own)))
    ready_directory(db, administrator)
    with db.read() as session:
        lines = plate_lines(session)
        assert [tuple(line) for line in lines] == [
            ("供电服务", "95598"), ("社区民警", "0536-8110110"), ("报警", "110"),
        ]  # fmt: skip
        assert session.get(HallSetting, "plate_hotlines") is None
        assert len(agencies(session)) == len(shipped_agencies()) + 1
        assert search(session, "sqmj", 5)[0].title == "社区民警"
    ready_directory(db, administrator)
    with db.read() as session:
        assert plate_lines(session) == lines


def test_the_directory_is_printed_with_what_can_be_reached(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    with db.write() as session:
        row = find_agency(session, "公证处")
        told = draft_of(row, phone="0536-8111348", address="公园路 8 号")
        save_agency(session, supervisor, told, TODAY)
    paper = issue_directory(At(db, clerk, HALL, TODAY))
    assert paper.title == "办事机构电话表"
    with db.read() as session:
        text = "".join(page.extract_text() for page in PdfReader(_pdf(session, paper.id)).pages)
    for words in ("公证处", "0536-8111348", "公园路 8 号", "12345", "还有 48 个机构没有填"):
        assert words in text
    assert "车辆管理所" not in text  # nothing is known of it yet


def test_an_empty_directory_is_not_printed(db: Database, clerk: Clerk) -> None:
    with pytest.raises(UserError, match="没有电话表可出"):
        issue_directory(At(db, clerk, HALL, TODAY), "office")


def _pdf(session: Session, paper_id: int) -> BytesIO:
    return BytesIO(papers.pdf_of(session, paper_id))
