"""A visitor comes back with a slip: the case or the parked form is there as it was."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import delete

from gridhall.clerks.queries import slip_mark
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.service_desk import service
from gridhall.service_desk.models import CaseDraft, ServiceCase
from gridhall.service_desk.pages.cases import CasesPage
from gridhall.service_desk.queries.slips import Brought, brought_back
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.orders import Lack, NoticeOrder
from gridhall.service_desk.rules.slips import case_slip, draft_ordinal, draft_slip
from tests.factories import FakeDesk
from tests.service_desk.conftest import MORNING, Desk
from tests.service_desk.hands import Key, cases_of, fill, focus, open_page, page, press, write

__all__ = ["open_page", "page"]


def _scan(desk: Desk, text: str) -> Brought | None:
    with desk.db.read() as session:
        return brought_back(session, text)


def _mark(desk: Desk) -> str:
    with desk.db.write() as session:
        service.save_draft(session, desk.clerk, desk.draft(request_key="mark"), MORNING)
        service.set_pin(session, desk.clerk, 1, None)  # the trail has its first row
        return slip_mark(session)


def test_a_cases_slip_names_the_case(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01")
    code = case_slip(_mark(hall_at_work), case.id)
    assert _scan(hall_at_work, f" {code.lower()} ") == Brought(case_id=case.id)


def test_a_parked_forms_slip_names_it_until_it_is_a_case(hall_at_work: Desk) -> None:
    draft = hall_at_work.draft(request_key="parked", note="一家三口")
    with hall_at_work.db.write() as session:
        service.save_draft(session, hall_at_work.clerk, draft, MORNING)
    code = draft_slip(_mark(hall_at_work), "parked")
    found = _scan(hall_at_work, code)
    assert found is not None
    assert found.draft is not None
    assert (found.draft.draft, found.draft.clerk_name) == (draft, "王芳")
    case = hall_at_work.accept("HJ01", request_key="parked")
    assert _scan(hall_at_work, code) == Brought(case_id=case.id)


def test_slips_of_nothing_of_another_hall_and_other_codes(hall_at_work: Desk) -> None:
    mark = _mark(hall_at_work)
    with pytest.raises(UserError, match="没有这张回执上的工单"):
        _scan(hall_at_work, case_slip(mark, 4711))
    with pytest.raises(UserError, match="已经丢弃了"):
        _scan(hall_at_work, draft_slip(mark, "gone"))
    other = "0000" if mark != "0000" else "1111"
    with pytest.raises(UserError, match="这张办事回执是别的大厅出的"):
        _scan(hall_at_work, case_slip(other, 1))
    assert _scan(hall_at_work, "SL20261124-001") is None
    assert _scan(hall_at_work, f"JY-{mark}-1") is None


@pytest.mark.gui
@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_case_that_waits_for_its_supplement_opens_at_what_lacks(
    page: CasesPage, hall_at_work: Desk
) -> None:
    order = NoticeOrder((Lack(3),))
    when = DeskMoment(MORNING, hall_at_work.on.calendar)
    draft = hall_at_work.draft(received=(1, 2, 4, 5))
    with hall_at_work.db.write() as session:
        case = service.receive_and_notify(session, hall_at_work.clerk, draft, order, when)
    page.take_up(Brought(case_id=case.id))
    assert page.panel.card is not None
    assert page.panel.card.case.id == case.id
    assert focus() is page.panel.ticks.boxes[2]


@pytest.mark.gui
@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_another_counters_form_is_taken_over(
    page: CasesPage, hall_at_work: Desk, supervisor: Clerk, desk: FakeDesk
) -> None:
    draft = hall_at_work.draft(request_key="theirs", received=(1, 2), note="去拿房产证")
    with hall_at_work.db.write() as session:
        service.save_draft(session, supervisor, draft, MORNING)
    found = _scan(hall_at_work, draft_slip(_mark(hall_at_work), "theirs"))
    assert found is not None
    page.take_up(found)
    assert page.form.draft().note == "去拿房产证"
    assert page.form.ticks.ticked() == (1, 2)
    assert desk.toasts == ["接过了高明 11-24 09:41 存的草稿"]
    page.form.accept_wanted.emit(False)
    assert [case.clerk_name for case in cases_of(hall_at_work)] == ["王芳"]


@pytest.mark.gui
@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_form_gives_a_slip_that_brings_it_back(
    qtbot: QtBot, open_page: Callable[[], CasesPage], hall_at_work: Desk, desk: FakeDesk
) -> None:
    page = open_page()
    page.form.slip_wanted.emit()
    assert desk.toasts == ["表里还没有填东西，先填事项和申请人，再出回执"]
    fill(page)
    page.form.slip_wanted.emit()
    qtbot.waitUntil(lambda: bool(desk.previewed))
    typed = page.form.draft()
    page.new_case()
    found = _scan(hall_at_work, draft_slip(_mark_of(hall_at_work), typed.request_key))
    assert found is not None
    page.take_up(found)
    assert page.form.draft() == typed


@pytest.mark.gui
@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_a_slip_scanned_into_the_applicants_field_is_no_name(
    page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    case = hall_at_work.accept("HJ01")
    code = case_slip(_mark(hall_at_work), case.id)
    page.new_case()
    page.form.ui.applicantEdit.setFocus()
    write(code)  # as a scanner types where an ID reader may
    press(Key.Key_Return)
    assert page.panel.card is not None
    assert page.panel.card.case.id == case.id
    assert page.form.draft().is_blank()


def _mark_of(desk: Desk) -> str:
    with desk.db.read() as session:
        return slip_mark(session)


def test_a_draft_nobody_has_any_more_cannot_be_taken_over(hall_at_work: Desk) -> None:
    with hall_at_work.db.write() as session:
        session.execute(delete(CaseDraft))
    with pytest.raises(UserError, match="已经受理或丢弃了"), hall_at_work.db.write() as session:
        service.adopt_draft(session, hall_at_work.clerk, "k")


def test_a_slip_is_known_by_its_own_number_however_many_cases_followed(hall_at_work: Desk) -> None:
    """The number stands in the case, so no newer case is read to find it."""
    draft = hall_at_work.draft(request_key="parked")
    with hall_at_work.db.write() as session:
        service.save_draft(session, hall_at_work.clerk, draft, MORNING)
    case = hall_at_work.accept("HJ01", request_key="parked")
    never_parked = hall_at_work.accept("HJ01", request_key="at once")
    with hall_at_work.db.read() as session:
        kept = [session.get_one(ServiceCase, one.id).slip_number for one in (case, never_parked)]
        plan = session.connection().exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT id FROM service_case WHERE slip_number = 7"
        )
        told = " ".join(str(step) for step in plan)
    assert kept == [draft_ordinal("parked"), None]
    assert "ix_service_case_slip_number" in told
