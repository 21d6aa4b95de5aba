"""公开信: its text, the households it goes to, one paper for all of them."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import Select, select

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.progress import Cancelled
from gridhall.db.database import Database
from gridhall.papers import queries as papers
from gridhall.papers.models import Paper
from gridhall.registry.documents import letters as documents
from gridhall.registry.documents.letters import Mailing, issue_letters, printable
from gridhall.registry.documents.transfer_issue import At
from gridhall.registry.models import Household, Membership
from gridhall.registry.queries.letters import Addressee, Reach, kept_letter, reached
from gridhall.registry.queries.separation import Wanted
from gridhall.registry.rules.letters import LetterText, check_letter, filled
from gridhall.registry.rules.merging import EditedMeanwhile
from gridhall.registry.service.letters import keep_letter
from tests.conftest import HALL
from tests.factories import (
    TODAY,
    make_dwelling,
    make_family,
    make_grid,
    make_household,
    make_person,
)

LETTER = LetterText("一封信", "【户主】：\n您住在【住址】，请带户口簿来。")
AT = (HALL, TODAY)


@pytest.fixture
def homes(db: Database) -> dict[str, int]:
    """Three households behind two buildings, one of them without a head."""
    with db.write() as session:
        make_dwelling(session, "御景小区 3-2-501", make_grid(session))
        first = make_family(session)
        man = make_person(session, "张国辉", sex="1", birth_date=date(1985, 1, 2))
        second = make_household(session, [(man, "02")], "御景小区 5-1-1202")
        guest = make_person(session, "赵和", sex="1", birth_date=date(1980, 1, 2))
        third = make_household(session, [(guest, "97")], "御景小区 3-2-902")
        return {"张桂花": first.id, "张国辉": second.id, "": third.id}


def many(count: int) -> tuple[Addressee, ...]:
    return tuple(Addressee(n, f"张{n}", f"御景小区 3-2-{n}") for n in range(1, count + 1))


def pages(pdf: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_the_two_placeholders_are_filled_in_and_typed_text_stays_what_it_is() -> None:
    told = filled("致【户主】（【住址】）【 】%s <b>&", "李【住址】", "3-2-501")
    assert told == "致李【住址】（3-2-501）【 】%s <b>&"
    assert filled("【户主】您好", "", "3-2-501") == "住户您好"


@pytest.mark.parametrize(
    ("letter", "sentence"),
    [
        (LetterText(" ", "正文"), "请填写公开信的标题"),
        (LetterText("信" * 41, "正文"), "标题最多 40 个字，现在是 41 个"),
        (LetterText("信", " \n"), "请填写公开信的正文"),
        (LetterText("信", "字" * 4001), "正文最多 4000 个字"),
        (LetterText("信", "【身份证号】"), "“【身份证号】”没有内容可填，只能用【户主】和【住址】"),
    ],
)
def test_a_letter_that_cannot_go_out_says_why(letter: LetterText, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        check_letter(letter)


def test_households_are_reached_by_building_grid_list_and_typing(
    db: Database, homes: dict[str, int]
) -> None:
    from gridhall.places import queries as places
    from gridhall.registry.queries.buildings import buildings

    with db.read() as session:
        three, five = [row.id for row in buildings(session)]
        (grid,) = places.grids(session)

        def found(**said: object) -> list[str]:
            reach = Reach(**said)  # type: ignore[arg-type]  # one field each
            return [one.head for one in reached(session, reach, TODAY).homes]

        assert found(buildings=(three,)) == ["张桂花", ""]
        assert found(buildings=(five,)) == ["张国辉"]
        assert found(grids=(grid.id,)) == ["张桂花", ""]
        assert found(buildings=(five,), grids=(grid.id,)) == ["张桂花", "", "张国辉"]
        assert found(separated=Wanted(("resident_no_hukou",))) == ["张桂花"]
        assert found() == []
        number = session.get_one(Household, homes["张桂花"]).number
        text = f"{number}、3-2-902\n5-1-1202，{number}"
        typed = reached(session, Reach(typed=text), TODAY)
        assert [one.address for one in typed.homes] == [
            "御景小区 3-2-501",
            "御景小区 3-2-902",
            "御景小区 5-1-1202",
        ]
        wrong = reached(session, Reach(typed="3-2-501,000099,9-9-901,张家"), TODAY)
    assert len(wrong.homes) == 1
    assert [one.split("：")[0] for one in wrong.unknown] == ["“000099”", "“9-9-901”", "“张家”"]
    assert "没有户号 000099" in wrong.unknown[0]
    assert "没有这个门牌" in wrong.unknown[1]


def test_who_has_gone_gets_no_letter(db: Database, homes: dict[str, int]) -> None:
    with db.write() as session:
        for kept in session.scalars(select(Membership)):
            kept.until = date(2026, 11, 1) if kept.household_id == homes["张国辉"] else None
        session.get_one(Household, homes[""]).ended_on = date(2026, 11, 1)
    with db.read() as session:
        number = session.get_one(Household, homes["张国辉"]).number
        typed = reached(session, Reach(typed=f"5-1-1202、3-2-902、3-2-501、{number}"), TODAY)
    assert [one.head for one in typed.homes] == ["张桂花"]
    assert "没有在册的户" in typed.unknown[0]
    assert "已经没有人在册" in typed.unknown[2]


def test_the_hall_keeps_one_text_and_of_two_who_change_it_the_second_is_told(
    db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        assert kept_letter(session) is None
        keep_letter(session, clerk, LETTER, None)
        with pytest.raises(EditedMeanwhile, match=r"刚被别人改过.*刚填的还在"):
            keep_letter(session, clerk, replace(LETTER, title="另一封"), None)
        keep_letter(session, clerk, replace(LETTER, title="第二封"), LETTER)
        with pytest.raises(UserError, match="没有内容可填"):
            keep_letter(session, clerk, LetterText("信", "【电话】"), kept_letter(session))
    with db.read() as session:
        assert kept_letter(session) == replace(LETTER, title="第二封")
        assert len(session.scalars(_told("letter.text")).all()) == 2


def _told(action: str) -> Select[tuple[str]]:
    return select(AuditEntry.detail).where(AuditEntry.action == action)


def test_each_household_has_its_own_letter_in_one_paper(
    db: Database, clerk: Clerk, homes: dict[str, int]
) -> None:
    with db.read() as session:
        found = reached(session, Reach(typed="3-2-501、5-1-1202、3-2-902"), TODAY).homes
    at = At(db, clerk, HALL, TODAY)
    paper = issue_letters(at, Mailing(LETTER, found, "3号楼、5号楼", "key"))
    assert issue_letters(at, Mailing(LETTER, found, "3号楼、5号楼", "other")).id == paper.id
    with db.read() as session:
        said = pages(papers.pdf_of(session, paper.id))
        told = session.scalars(_told("letter.print")).all()
    assert (paper.kind, paper.pages) == ("open-letter", 3)
    assert "御景小区3-2-501张桂花及家人：张桂花：您住在御景小区3-2-501" in said[0]
    assert "张桂花" not in said[1] + said[2]
    assert "御景小区3-2-902住户：住户：" in said[1]
    assert all(paper.number in page and "0536-8888888" in page for page in said)
    assert "3号楼、5号楼" in told[0]
    assert "张桂花" not in told[0]


def test_letters_that_cannot_go_out(db: Database, clerk: Clerk) -> None:
    at = At(db, clerk, HALL, TODAY)
    for homes, sentence in (((), "名单里没有住户"), (many(2001), "一次最多 2000 户")):
        with pytest.raises(UserError, match=sentence):
            issue_letters(at, Mailing(LETTER, homes, "", "key"))


class _Stopping:
    """The clerk presses 停下 after so many letters."""

    def report(self, done: int, total: int) -> None:
        if done == 30:
            raise Cancelled


def test_stopped_half_way_nothing_is_issued_and_no_number_taken(db: Database, clerk: Clerk) -> None:
    at = At(db, clerk, HALL, TODAY)
    with pytest.raises(Cancelled):
        issue_letters(at, Mailing(LETTER, many(60), "", "key"), _Stopping())
    with db.read() as session:
        assert session.scalars(select(Paper)).all() == []
        assert session.scalars(_told("letter.print")).all() == []
    assert issue_letters(at, Mailing(LETTER, many(60), "", "key")).number.endswith("第0001号")


def test_characters_no_font_has_are_named_before_anything_is_printed() -> None:
    strange = "\U000e0100x\U0010fffd"  # a private character at the end
    homes = (Addressee(1, f"张{strange[-1]}", "御景小区 3-2-1"), *many(2))
    found = printable(LETTER, homes, HALL)
    assert found.unnamed == (f"御景小区 3-2-1 张{strange[-1]}：“{strange[-1]}”",)
    assert [one.head for one in found.homes] == ["", "张1", "张2"]
    pdf = documents.open_letters(Mailing(LETTER, found.homes, "", ""), AT, ("", None))
    assert "御景小区3-2-1住户：" in pages(pdf)[0]
    with pytest.raises(UserError, match="字库里没有"):
        printable(LetterText("信", f"正文{strange[-1]}"), homes, HALL)


def test_drawing_holds_no_more_than_a_letter_at_a_time() -> None:
    letters = documents._Letters(LETTER, many(2000), AT, ("", ""))
    assert len(letters) == 2000
    assert letters[1999] is not letters[1999]
    assert [one.addressee for one in letters[:2]] == [
        "御景小区 3-2-1　张1及家人：",
        "御景小区 3-2-2　张2及家人：",
    ]
