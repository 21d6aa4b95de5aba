"""What is kept of people in a case goes when its term is over, agents and free words with it."""

import json
from datetime import date

import pytest
from sqlalchemy import text

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.service_desk import service
from gridhall.service_desk.models import CaseRating, DayHandover, RatingFollowUp, ServiceCase
from gridhall.service_desk.rules.orders import (
    Delivery,
    Ending,
    ExtensionOrder,
    Lack,
    NoticeOrder,
    PauseOrder,
    Verdict,
)
from gridhall.service_desk.service.keeping import CaseKeeper, personal_cases
from tests.service_desk.life import Life

SECRET = "王秀兰阿姨"
TABLES = (
    *("service_case", "case_event", "case_pause", "case_extension", "case_notice"),
    *("case_rating", "rating_follow_up", "day_handover"),
)


@pytest.fixture
def life(db: Database, clerk: Clerk, supervisor: Clerk) -> Life:
    """One matter, two clerks, an agency, on a Tuesday morning."""
    return Life.begin(db, clerk, supervisor)


def _told_everywhere(life: Life) -> int:
    """A case whose every free text names somebody."""
    case = life.receive(1)
    life.act(service.notify, case, NoticeOrder((Lack(2, f"{SECRET}没有签字"),)))
    life.act(service.accept_received, case)
    life.act(service.ask_extension, case, ExtensionOrder(2, f"{SECRET}住院"))
    verdict = Verdict(approve=True, opinion=f"{SECRET}可以")
    life.act(service.decide_extension, case, verdict, by=life.supervisor)
    life.act(service.suspend, case, PauseOrder("other", f"{SECRET}核查"))
    life.act(service.resume, case, f"{SECRET}属实")
    life.act(service.finish_as, case, Ending("issued", "优待证", SECRET, f"{SECRET}的"))
    life.act(service.deliver, case, Delivery("counter", SECRET))
    with life.db.write() as session:
        row = session.get_one(ServiceCase, case)
        row.agent_kind, row.agent_name, row.agent_relation = "agent", SECRET, "母女"
        row.agent_id_number, row.agent_phone = "370686195903120021", "13712345521"
        rating = CaseRating(
            case_id=case, satisfaction=4, words=SECRET, channel="paper", rated_at=life.when.now,
            recorded_at=life.when.now, served_by="王芳", request_key="r",
        )  # fmt: skip
        line = {"number": row.number, "item": "x", "state": "x", "due_on": "", "word": SECRET}
        other = line | {"number": "SL20261124-999", "word": "别的"}
        sheet = DayHandover(
            day=life.when.today, from_name="王芳", to_id=3, to_name="高明",
            cases=json.dumps([line, other], ensure_ascii=False), handed_at=life.when.now,
            request_key="h",
        )  # fmt: skip
        session.add_all([rating, sheet])
        session.flush()
        session.add(
            RatingFollowUp(
                rating_id=rating.id, state="called", call_due_on=life.when.today,
                call_words=SECRET, mend_words=SECRET,
            )
        )  # fmt: skip
    return case


def _everything(life: Life) -> str:
    with life.db.read() as session:
        rows = [session.execute(text(f"SELECT * FROM {name}")).all() for name in TABLES]
    return str(rows)


def test_nothing_personal_is_left_of_a_case_whose_term_is_over(life: Life) -> None:
    case = _told_everywhere(life)
    assert _everything(life).count(SECRET) >= 10
    with life.db.write() as session:
        assert CaseKeeper().due(session, date(2026, 11, 23)) == []
        due = CaseKeeper().due(session, life.when.today)
        assert [item.id for item in due] == [case]
        CaseKeeper().discard(session, [case])
        assert CaseKeeper().due(session, life.when.today) == []
    kept = _everything(life)
    assert [word for word in (SECRET, "370686195903120021", "13712345521") if word in kept] == []
    assert "别的" in kept  # another case's word on the same sheet
    row = life.case(case)
    assert (row.result_name, row.finish_kind, row.agent_kind) == ("优待证", "issued", "agent")
    assert life.faults() == []


def test_a_withdrawn_case_has_a_term_too_and_an_open_one_has_none(life: Life) -> None:
    life.accept()
    gone = life.accept()
    life.act(service.withdraw, gone, "搬走了")
    with life.db.read() as session:
        due = CaseKeeper().due(session, life.when.today)
    assert [item.id for item in due] == [gone]


def test_the_copy_of_ones_own_data_tells_agent_and_result(life: Life) -> None:
    _told_everywhere(life)
    with life.db.read() as session:
        section = personal_cases(session, life.applicant_id)
    (row,) = section.rows
    told = dict(zip(section.headings, row, strict=True))
    assert told["代理人"] == f"{SECRET} 370686195903120021 13712345521"
    assert told["办理结果"].startswith("优待证")
