"""Papers of a hall with odd names, with nobody in any seat, and of a hall without a tree."""

from collections.abc import Callable
from datetime import date

import pytest

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.documents import issuing
from gridhall.organisation.documents.issuing import Scope
from gridhall.organisation.documents.notice import Election
from gridhall.organisation.models import Organisation, Outsider
from gridhall.organisation.queries.seats import seats_of
from gridhall.papers import queries as papers
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents.transfer_issue import At
from tests.conftest import HALL
from tests.factories import TODAY
from tests.organisation.test_documents_people import pages
from tests.organisation.tree_hall import TreeHall, appoint_outsider, make_tree

LONG = "长" * 80
NO_FONT = "张\U0010fffd"
EVERY = ("chart", "list", "rosters", "committee", "notice")


@pytest.fixture
def at(db: Database, supervisor: Clerk) -> At:
    return At(db, supervisor, HALL, TODAY)


def made(at: At, what: str, one: int) -> PaperRow:
    meeting = Election(date(2027, 3, 10), "社区三楼会议室")
    ways: dict[str, Callable[[], PaperRow]] = {
        "chart": lambda: issuing.issue_chart(at, Scope(one)),
        "list": lambda: issuing.issue_list(at, Scope(one)),
        "rosters": lambda: issuing.issue_seat_rosters(at, [one]),
        "committee": lambda: issuing.issue_committee(at, one),
        "notice": lambda: issuing.issue_notice(at, issuing.usual_notice(at, one, meeting)),
    }
    return ways[what]()


def said(at: At, paper: PaperRow) -> str:
    with at.db.read() as session:
        return "".join(pages(papers.pdf_of(session, paper.id)))


@pytest.mark.parametrize("what", EVERY)
def test_vacant_everywhere_and_names_of_eighty_characters(at: At, what: str) -> None:
    with at.db.write() as session:
        hall = make_tree(session)
        row = session.get_one(Organisation, hall.branch)
        row.name = LONG
        row.address = LONG
    text = said(at, made(at, what, hall.branch))
    assert "None" not in text
    assert text.count("长") >= 80 or "…" in text


@pytest.mark.parametrize("what", ["chart", "list", "rosters", "committee"])
def test_a_character_of_no_font_is_told_at_the_foot(at: At, what: str) -> None:
    with at.db.write() as session:
        hall = _with_holder(session, NO_FONT)
    text = said(at, made(at, what, hall.branch))
    assert "〓" in text
    assert "U+10FFFD" in text


def test_a_letter_for_a_name_of_no_font_is_refused_with_a_sentence(at: At) -> None:
    with at.db.write() as session:
        hall = _with_holder(session, NO_FONT)
        tenure = seats_of(session, hall.branch, TODAY)[0].tenure_id
    assert tenure is not None
    with pytest.raises(UserError, match="U\\+10FFFD"):
        issuing.issue_appointment(at, tenure)


def test_a_rare_character_of_the_fonts_is_printed(at: At) -> None:
    with at.db.write() as session:
        hall = _with_holder(session, "㻇\U00020bb7")
    text = said(at, made(at, "committee", hall.branch))
    assert "㻇" in text


@pytest.mark.parametrize("what", ["chart", "list"])
def test_a_hall_without_organisations_is_told_so(at: At, what: str) -> None:
    scope = Scope(None)
    issue = issuing.issue_chart if what == "chart" else issuing.issue_list
    with pytest.raises(UserError, match="组织") as told:
        issue(at, scope)
    assert "请" in str(told.value)


def _with_holder(session: object, name: str) -> TreeHall:
    from sqlalchemy.orm import Session

    assert isinstance(session, Session)
    hall = make_tree(session)
    appoint_outsider(session, hall.branch, 0, "柳建平")
    session.query(Outsider).one().name = name
    return hall
