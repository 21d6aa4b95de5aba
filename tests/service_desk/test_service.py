"""What the desk does, on a migrated encrypted hall."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from gridhall.clerks.queries import record_history, trail
from gridhall.clerks.rules import chain_faults
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.papers.models import NumberSeries
from gridhall.service_desk import service
from gridhall.service_desk.models import CaseDraft, CaseEvent, ServiceCase
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.rules.draft import CaseDraftFields, DraftRefused
from tests.service_desk.conftest import MORNING, Desk


def test_taking_a_matter_in_numbers_it_starts_its_clock_and_records_who(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01", received=(1, 2, 3, 4))
    assert (case.number, case.state) == ("SL20261124-001", "accepted")
    assert (case.promised_on, case.provisional) == (date(2026, 12, 1), False)
    assert (case.clerk_name, case.counter) == ("王芳", "2号窗口")
    with hall_at_work.db.read() as session:
        card = queries.case_card(session, case.id)
        history = record_history(session, "service_case", case.id)
        assert chain_faults(trail(session)) == []
    assert [m.received_at is not None for m in card.materials] == [True] * 4 + [False]
    assert [event.kind for event in card.events] == ["accepted"]
    assert [(entry.action, entry.clerk_name) for entry in history] == [("case.accept", "王芳")]
    assert history[0].after["number"] == case.number


def test_the_same_key_twice_is_one_case(hall_at_work: Desk) -> None:
    first = hall_at_work.accept(request_key="once")
    again = hall_at_work.accept("MZ01", request_key="once")
    assert again == first
    with hall_at_work.db.read() as session:
        assert session.scalar(select(func.count()).select_from(ServiceCase)) == 1
        assert session.scalar(select(NumberSeries.last_number)) == 1


def test_numbers_run_on_within_a_day_and_begin_again_the_next(hall_at_work: Desk) -> None:
    yesterday = [hall_at_work.accept(code, days_ago=1).number for code in ("HJ01", "HJ02")]
    today = [hall_at_work.accept(code).number for code in ("HJ01", "HJ02", "HJ03")]
    assert yesterday == ["SL20261123-001", "SL20261123-002"]
    assert today == ["SL20261124-001", "SL20261124-002", "SL20261124-003"]


def test_a_refused_acceptance_takes_no_number_and_names_every_field(hall_at_work: Desk) -> None:
    with pytest.raises(DraftRefused) as refused:
        hall_at_work.accept(item_id=None, applicant_id=None, phone="")
    assert [p.field for p in refused.value.problems] == ["matter", "applicant", "phone"]
    with hall_at_work.db.read() as session:
        assert session.scalar(select(func.count()).select_from(NumberSeries)) == 0


def test_a_failure_after_the_number_leaves_no_gap(hall_at_work: Desk) -> None:
    with pytest.raises(RuntimeError), hall_at_work.db.write() as session:
        draft, calendar = hall_at_work.draft(), hall_at_work.on.calendar
        service.accept_case(session, hall_at_work.clerk, draft, MORNING, calendar)
        raise RuntimeError("the power went")
    assert hall_at_work.accept().number == "SL20261124-001"


def test_without_a_phone_asked_the_residents_own_is_taken(hall_at_work: Desk) -> None:
    assert hall_at_work.accept(phone=None).phone == "13712345521"


def test_a_shorter_promise_is_kept(hall_at_work: Desk) -> None:
    case = hall_at_work.accept(limit_days=1)
    assert (case.limit_days, case.promised_on) == (1, date(2026, 11, 25))


def test_markup_in_a_note_is_only_text(hall_at_work: Desk) -> None:
    note = "<b>三口之家</b> &amp; <img src=x>"
    case = hall_at_work.accept(note=note)
    with hall_at_work.db.read() as session:
        assert queries.case_by_number(session, case.number.lower()).note == note


def test_a_case_is_found_by_number_name_and_matter(hall_at_work: Desk) -> None:
    case = hall_at_work.accept()
    with hall_at_work.db.read() as session:
        for typed in (case.number, "张桂花", "户籍迁入"):
            hits = search.search(session, typed, 20)
            assert ("case", case.id) in [(hit.kind, hit.record_id) for hit in hits], typed


def test_finishing_and_taking_it_back(hall_at_work: Desk) -> None:
    case = hall_at_work.accept()
    with hall_at_work.db.write() as session:
        done = service.finish_case(session, hall_at_work.clerk, case.id, MORNING, case.version)
    assert (done.state, done.finished_at) == ("finished", MORNING)
    with hall_at_work.db.write() as session:
        back = service.undo_finish(session, hall_at_work.clerk, case.id, MORNING, done.version)
    assert (back.state, back.finished_at, back.finish_kind) == ("accepted", None, None)
    with hall_at_work.db.read() as session:
        kinds = [event.kind for event in queries.case_card(session, case.id).events]
        acts = [entry.action for entry in record_history(session, "service_case", case.id)]
    assert kinds == ["accepted", "finished", "reopened"]
    assert acts == ["case.accept", "case.finish", "case.undo_finish"]


def test_a_finish_is_not_taken_back_once_something_followed(hall_at_work: Desk) -> None:
    case = hall_at_work.accept()
    with hall_at_work.db.write() as session:
        service.finish_case(session, hall_at_work.clerk, case.id, MORNING)
        session.add(
            CaseEvent(
                case_id=case.id,
                kind="delivered",
                happened_at=MORNING,
                recorded_at=MORNING,
                clerk_name="高明",
            )
        )
    with pytest.raises(UserError, match="办结以后又有新的记录"), hall_at_work.db.write() as session:
        service.undo_finish(session, hall_at_work.clerk, case.id, MORNING)


def test_finishing_with_something_missing_says_so_for_the_record(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01", received=(1, 2))
    with hall_at_work.db.write() as session:
        service.finish_case(session, hall_at_work.clerk, case.id, MORNING)
    with hall_at_work.db.read() as session:
        last = queries.case_card(session, case.id).events[-1]
    assert last.detail == "还缺不动产权证书或购房合同、户籍迁入申请表"


def test_two_desks_on_one_case_are_told_who_was_first(
    hall_at_work: Desk, supervisor: Clerk
) -> None:
    case = hall_at_work.accept()
    with hall_at_work.db.write() as session:
        service.finish_case(session, supervisor, case.id, MORNING, case.version)
    with pytest.raises(UserError) as told, hall_at_work.db.write() as session:
        service.finish_case(session, hall_at_work.clerk, case.id, MORNING, case.version)
    assert str(told.value).startswith("高明 09:41 刚动过 SL20261124-001：办结。")


def test_revoking_keeps_the_number_and_its_reason(hall_at_work: Desk) -> None:
    case = hall_at_work.accept()
    with hall_at_work.db.write() as session:
        row = service.revoke_case(
            session, hall_at_work.clerk, case.id, MORNING, " 申请人改日再办\u200b "
        )
    assert (row.state, row.number) == ("revoked", case.number)
    with hall_at_work.db.read() as session:
        assert queries.case_card(session, case.id).events[-1].detail == "申请人改日再办"
    assert hall_at_work.accept("HJ02").number == "SL20261124-002"


def test_revoking_without_a_reason_changes_nothing(hall_at_work: Desk) -> None:
    case = hall_at_work.accept()
    with pytest.raises(UserError, match="请写撤销的原因"), hall_at_work.db.write() as session:
        service.revoke_case(session, hall_at_work.clerk, case.id, MORNING, "　")
    with hall_at_work.db.read() as session:
        assert queries.case_by_id(session, case.id).state == "accepted"


def test_missing_materials_can_come_later(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01", received=(1, 2))
    with hall_at_work.db.write() as session:
        service.receive_materials(session, hall_at_work.clerk, case.id, {2, 3, 4}, MORNING)
    with hall_at_work.db.read() as session:
        card = queries.case_card(session, case.id)
    assert card.missing == ()
    assert card.events[-1].detail == "不动产权证书或购房合同、户籍迁入申请表"


def _drafts(desk: Desk) -> list[CaseDraftFields]:
    with desk.db.read() as session:
        return [row.draft for row in queries.drafts(session, desk.clerk.id)]


def test_a_draft_is_kept_until_its_case_is_taken_in(hall_at_work: Desk) -> None:
    draft = hall_at_work.draft(request_key="k1", note="一家三口")
    with hall_at_work.db.write() as session:
        service.save_draft(session, hall_at_work.clerk, CaseDraftFields("k1"), MORNING)
    with hall_at_work.db.write() as session:
        service.save_draft(session, hall_at_work.clerk, draft, MORNING + timedelta(minutes=1))
    assert _drafts(hall_at_work) == [draft]
    hall_at_work.accept(request_key="k1")
    with hall_at_work.db.write() as session:
        service.save_draft(session, hall_at_work.clerk, draft, MORNING)
    assert _drafts(hall_at_work) == []


def test_a_draft_belongs_to_its_clerk(hall_at_work: Desk, supervisor: Clerk) -> None:
    with hall_at_work.db.write() as session:
        service.save_draft(session, hall_at_work.clerk, CaseDraftFields("k1"), MORNING)
        service.discard_draft(session, supervisor, "k1")
        assert queries.drafts(session, supervisor.id) == []
        assert session.scalar(select(func.count()).select_from(CaseDraft)) == 1
        service.discard_draft(session, hall_at_work.clerk, "k1")
        assert session.scalar(select(func.count()).select_from(CaseDraft)) == 0
