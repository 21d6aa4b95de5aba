"""The papers of care, read back: a line a visit with boxes, what was done; no phone, no numbers."""

import io
from datetime import date

import pdfplumber
import pytest

from gridhall.care.documents.issuing import issue_plan, issue_record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.papers.queries import pdf_of
from gridhall.registry.documents.transfer_issue import At
from tests.care.care_hall import CALENDAR, make_target, visited
from tests.conftest import HALL
from tests.factories import TODAY

DECEMBER = date(2026, 12, 1)


def _read(db: Database, paper_id: int) -> str:
    with db.read() as session:
        pdf = pdf_of(session, paper_id)
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        return "".join(page.extract_text() for page in read.pages).replace(" ", "")


def test_the_plan_has_a_line_a_visit(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_target(session, clerk, rhythm="week", visitor="社工小王", needs=("pressure", "talk"))
        make_target(session, clerk, "李长海", address="御景小区 3-2-502", visitor="楼长")
    at = At(db, clerk, HALL, TODAY)
    text = _read(db, issue_plan(at, CALENDAR, DECEMBER, "words:社工小王").id)
    assert text.count("张桂花") == 5
    assert "李长海" not in text
    for words in ("关爱走访计划表", "2026年12月", "1人，5次", "12月29日", "□血压", "□陪诊", "☆☆"):
        assert words in text, words
    assert "137" not in text
    whole = _read(db, issue_plan(at, CALENDAR, DECEMBER).id)
    assert "李长海" in whole
    with pytest.raises(UserError, match="没有这样的走访人或网格"):
        issue_plan(at, CALENDAR, DECEMBER, "words:谁")


def test_nothing_due_is_not_printed(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_target(session, clerk, rhythm="quarter")
    at = At(db, clerk, HALL, TODAY)
    with pytest.raises(UserError, match="2026年12月全部对象没有要走访的"):
        issue_plan(at, CALENDAR, DECEMBER)


def test_the_record_tells_health_with_consent_alone(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        one = make_target(session, clerk, consent_on=TODAY)
        other = make_target(session, clerk, "李长海", address="御景小区 3-2-502")
    at = At(db, clerk, HALL, TODAY)
    with pytest.raises(UserError, match="张桂花还没有走访记录"):
        issue_record(at, one)
    with db.write() as session:
        visited(session, clerk, one, stars=9, note="血压 150/95")
        visited(session, clerk, other, note="门锁坏了")
    text = _read(db, issue_record(at, one).id)
    for words in (
        "关爱走访记录",
        "2026-11-24",
        "血压、聊天",
        "150/95",
        "9.0星（1次）",
        "走访1次，漏访0次",
    ):
        assert words in text, words
    assert "门锁" not in _read(db, issue_record(at, other).id)
