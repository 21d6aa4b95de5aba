"""How matters come in: four ways, true times, agents, links; every bad input a sentence."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from gridhall.clerks.queries import record_history
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.papers.models import NumberSeries
from gridhall.places.models import Dwelling, Entrance
from gridhall.registry.models import Membership, Person
from gridhall.service_desk import service
from gridhall.service_desk.models import CaseNotice, ServiceCase
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import CaseCard, CaseRow
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.draft import (
    CaseDraftFields,
    DraftRefused,
    draft_from_json,
    draft_json,
)
from gridhall.service_desk.rules.orders import Lack, NoticeOrder
from gridhall.service_desk.service.months import close_month
from tests.factories import id_number, make_family, make_grid
from tests.service_desk.conftest import MORNING, Desk

AGENT = {
    "agent_kind": "agent",
    "agent_name": "李建军",
    "agent_id_number": id_number(date(1984, 5, 2), "1", 77),
    "agent_relation": "儿子",
}


def _receive(desk: Desk, code: str = "HJ01", **given: object) -> CaseRow:
    draft = desk.draft(code, **({"request_key": f"r-{code}"} | given))
    with desk.db.write() as session:
        return service.receive_case(session, desk.clerk, draft, MORNING, desk.on.calendar)


def _when(desk: Desk) -> DeskMoment:
    return DeskMoment(MORNING, desk.on.calendar)


def _notify(desk: Desk, positions: tuple[int, ...], **given: object) -> CaseRow:
    draft = desk.draft("HJ01", **given)
    order = NoticeOrder(tuple(map(Lack, positions)))
    with desk.db.write() as session:
        return service.receive_and_notify(session, desk.clerk, draft, order, _when(desk))


def _card(desk: Desk, case: CaseRow) -> CaseCard:
    with desk.db.read() as session:
        return queries.case_card(session, case.id)


def _cases(desk: Desk) -> int:
    with desk.db.read() as session:
        return session.scalar(select(func.count()).select_from(ServiceCase)) or 0


def _problem(desk: Desk, **given: object) -> tuple[str, str]:
    with pytest.raises(DraftRefused) as refused:
        desk.accept(**given)
    (problem,) = refused.value.problems
    return problem.field, problem.sentence


def test_received_papers_run_the_notice_clock_and_promise_nothing(hall_at_work: Desk) -> None:
    case = _receive(hall_at_work)
    assert (case.state, case.accepted_at, case.promised_on) == ("received", None, None)
    assert case.notice_due_on == case.due_on == date(2026, 12, 1)  # 5 working days
    with hall_at_work.db.read() as session:
        acts = [one.action for one in record_history(session, "service_case", case.id)]
    assert acts == ["case.arrive"]
    assert [event.kind for event in _card(hall_at_work, case).events] == ["arrived"]


def test_f8_receives_and_tells_in_one_act(hall_at_work: Desk) -> None:
    case = _notify(hall_at_work, (3, 4), received=(1, 2, 5))
    card = _card(hall_at_work, case)
    assert (case.state, case.due_on) == ("supplement", None)
    assert [event.kind for event in card.events] == ["arrived", "notified"]
    (notice,) = card.notices
    assert [one.position for one in notice.lacking] == [3, 4]
    assert notice.due_on == date(2026, 12, 8)
    again = _notify(hall_at_work, (3, 4), received=(1, 2, 5))
    assert (again.id, _cases(hall_at_work)) == (case.id, 1)


def test_a_notice_that_is_refused_leaves_no_case_and_no_number(hall_at_work: Desk) -> None:
    with pytest.raises(UserError, match="至少选一项缺的材料"):
        _notify(hall_at_work, ())
    with hall_at_work.db.read() as session:
        assert session.scalar(select(func.count()).select_from(NumberSeries)) == 0
        assert session.scalar(select(func.count()).select_from(CaseNotice)) == 0
    assert _cases(hall_at_work) == 0


def test_what_lacks_in_an_accepted_case_is_promised_for_a_day(hall_at_work: Desk) -> None:
    card = _card(hall_at_work, hall_at_work.accept("HJ01", received=(1, 2)))
    until = {m.position: m.deferred_until for m in card.materials}
    assert until == {1: None, 2: None, 3: date(2026, 12, 1), 4: date(2026, 12, 1), 5: None}
    assert [event.kind for event in card.events] == ["accepted", "deferred"]
    shorter = hall_at_work.accept("HJ01", request_key="s", received=(1, 2), limit_days=1)
    assert {m.deferred_until for m in _card(hall_at_work, shorter).missing} == {date(2026, 11, 25)}


def test_an_agent_is_kept_and_owes_a_written_authority(hall_at_work: Desk) -> None:
    card = _card(hall_at_work, hall_at_work.accept("HJ01", **AGENT))
    case = card.case
    assert (case.agent_kind, case.agent_name, case.agent_relation) == ("agent", "李建军", "儿子")
    assert case.agent_id_number == AGENT["agent_id_number"]
    assert [m.name for m in card.missing] == ["授权委托书"]
    with_paper = hall_at_work.accept("HJ01", request_key="b", received=(1, 2, 3, 4, 5, 6), **AGENT)
    assert _card(hall_at_work, with_paper).missing == ()


def test_a_guardian_needs_no_authority(hall_at_work: Desk) -> None:
    card = _card(hall_at_work, hall_at_work.accept("HJ01", **AGENT | {"agent_kind": "guardian"}))
    assert card.missing == ()


def test_nobody_acts_and_nothing_of_an_agent_is_kept(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01", **AGENT | {"agent_kind": ""})
    assert (case.agent_name, case.agent_id_number) == ("", "")


def test_an_agents_number_is_checked_as_the_registers(hall_at_work: Desk) -> None:
    number = str(AGENT["agent_id_number"])
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    field, sentence = _problem(hall_at_work, **AGENT | {"agent_id_number": wrong})
    assert (field, sentence) == ("agent_id_number", "证件号最后一位对不上，请再核对原件")
    field, sentence = _problem(hall_at_work, **AGENT | {"agent_id_number": ""})
    assert sentence == "请填写代理人的证件号，照身份证抄"
    field, sentence = _problem(hall_at_work, **AGENT | {"agent_name": " "})
    assert sentence == "请填写代理人姓名；本人来办的，选“本人办理”"


def test_the_applicant_is_not_their_own_agent(hall_at_work: Desk) -> None:
    with hall_at_work.db.read() as session:
        own = session.get_one(Person, hall_at_work.applicant_id).id_number
    field, sentence = _problem(hall_at_work, **AGENT | {"agent_id_number": own})
    assert field == "agent_id_number"
    assert "就是申请人自己的" in sentence


def test_an_agents_number_stays_out_of_the_trail(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01", **AGENT)
    with hall_at_work.db.read() as session:
        (entry,) = record_history(session, "service_case", case.id)
    assert entry.after["agent"] == "agent"
    assert str(AGENT["agent_id_number"]) not in str(entry)
    assert "李建军" not in str(entry)


def test_a_paper_form_keeps_both_times_and_is_promised_from_the_true_one(
    hall_at_work: Desk,
) -> None:
    came = datetime(2026, 11, 20, 15, 30).astimezone()
    case = hall_at_work.accept("HJ01", received_at=came)
    assert (case.received_at, case.accepted_at, case.recorded_at) == (came, came, MORNING)
    assert case.promised_on == date(2026, 11, 27)
    assert case.number == "SL20261124-001"  # numbered when it was entered
    with hall_at_work.db.read() as session:
        (entry,) = record_history(session, "service_case", case.id)
    assert "received_at" in entry.after


def test_a_true_time_lies_in_the_past_and_in_a_known_year(hall_at_work: Desk) -> None:
    field, sentence = _problem(hall_at_work, received_at=MORNING + timedelta(hours=1))
    assert field == "received_at"
    assert sentence == "补录的是已经发生的事，11-24 10:41 还没有到"
    _, sentence = _problem(hall_at_work, received_at=datetime(1999, 5, 4, tzinfo=UTC))
    assert "最早补录到 2004 年" in sentence


def test_a_closed_month_takes_nothing_in(hall_at_work: Desk, supervisor: Clerk) -> None:
    with hall_at_work.db.write() as session:
        close_month(session, supervisor, "2026-10", MORNING)
    field, sentence = _problem(
        hall_at_work, received_at=datetime(2026, 10, 20, 9, tzinfo=UTC).astimezone()
    )
    assert field == "received_at"
    assert "2026年10月已经月结" in sentence
    assert _cases(hall_at_work) == 0


def test_the_grid_of_that_day_is_frozen(hall_at_work: Desk) -> None:
    with hall_at_work.db.write() as session:
        grid = make_grid(session, "G07", "第7网格")
        home = make_family(session, "御景小区 9-1-101")
        dwelling = session.get_one(Dwelling, home.dwelling_id)
        session.get_one(Entrance, dwelling.entrance_id).grid_id = grid.id
        mine = select(Membership.person_id).where(Membership.household_id == home.id)
        who = session.scalars(mine).first()
        grid_id = grid.id
    case = hall_at_work.accept("HJ01", applicant_id=who)
    assert case.grid_id == grid_id


def test_a_linked_case_is_told_in_both(hall_at_work: Desk) -> None:
    first = hall_at_work.accept("HJ01")
    second = hall_at_work.accept("HJ02", linked=first.number.lower())
    assert [one.number for one in _card(hall_at_work, second).links] == [first.number]
    assert [one.number for one in _card(hall_at_work, first).links] == [second.number]


def test_an_unknown_link_is_told_and_nothing_is_stored(hall_at_work: Desk) -> None:
    field, sentence = _problem(hall_at_work, linked="SL20261124-999")
    assert field == "linked"
    assert sentence.startswith("没有编号为“SL20261124-999”的工单")
    field, _ = _problem(hall_at_work, transfer_id=4711)
    assert (field, _cases(hall_at_work)) == ("transfer_id", 0)


def test_a_ticket_that_is_gone_sends_nobody_away(hall_at_work: Desk) -> None:
    assert hall_at_work.accept("HJ01", ticket_id=4711).ticket_id is None


def test_the_first_receiver_is_set_once(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01", green="elderly", channel="home_visit")
    assert (case.clerk_name, case.holder_name, case.holder_id) == ("王芳", "王芳", 2)
    assert (case.green, case.channel) == ("elderly", "home_visit")


def test_a_list_that_changed_meanwhile_is_looked_at_again(hall_at_work: Desk) -> None:
    with pytest.raises(UserError, match="材料清单刚刚更新过"):
        hall_at_work.accept("HJ01", version_id=987654)
    assert _cases(hall_at_work) == 0


# Questions


def _ask(desk: Desk, **given: object) -> CaseRow:
    facts: dict[str, object] = {"request_key": "q", "item_id": desk.matter("HJ01").id}
    asked = service.ConsultDraft(**facts | given)  # type: ignore[arg-type]
    with desk.db.write() as session:
        return service.consult(session, desk.clerk, asked, _when(desk))


def test_a_visitor_without_a_file_may_ask(hall_at_work: Desk) -> None:
    case = _ask(hall_at_work, name="过路的 老周", question="迁户口要带什么")
    assert (case.state, case.applicant_id, case.applicant_name) == (
        "consulting",
        None,
        "过路的老周",
    )
    assert (case.due_on, case.promised_on, case.closed_at) == (None, None, None)
    with hall_at_work.db.write() as session:
        told = service.answer(session, hall_at_work.clerk, case.id, "带户口簿", _when(hall_at_work))
    assert (told.state, told.closed_at) == ("answered", MORNING)
    with pytest.raises(UserError, match="已答复"), hall_at_work.db.write() as session:
        service.answer(session, hall_at_work.clerk, case.id, "再答一次", _when(hall_at_work))


def test_a_question_answered_at_once_is_over(hall_at_work: Desk) -> None:
    case = _ask(hall_at_work, name="老周", answer="带户口簿和身份证")
    assert (case.state, case.closed_at) == ("answered", MORNING)
    kinds = [event.kind for event in _card(hall_at_work, case).events]
    assert kinds == ["consulted", "answered"]


def test_who_asks_gives_a_name_or_says_none(hall_at_work: Desk) -> None:
    with pytest.raises(DraftRefused, match="不愿留名的写“来访群众”"):
        _ask(hall_at_work, name="　")


def test_a_question_becomes_a_case_only_with_a_file(hall_at_work: Desk) -> None:
    case = _ask(hall_at_work, name="老周")
    clerk, when = hall_at_work.clerk, _when(hall_at_work)
    with pytest.raises(UserError, match="没有居民档案"), hall_at_work.db.write() as session:
        service.take_in(session, clerk, case.id, None, when)
    with hall_at_work.db.write() as session:
        taken = service.take_in(session, clerk, case.id, hall_at_work.applicant_id, when)
    assert (taken.state, taken.applicant_name) == ("received", "张桂花")
    assert (taken.notice_due_on, taken.due_on) == (date(2026, 12, 1), date(2026, 12, 1))


# Drafts of another version


def test_a_draft_is_the_same_when_it_is_read_again(hall_at_work: Desk) -> None:
    typed = hall_at_work.draft(received_at=MORNING, linked="SL1", consulting=True, **AGENT)
    assert draft_from_json(draft_json(typed)) == typed


def test_a_draft_of_an_older_program_is_read() -> None:
    old = '{"request_key": "k", "matter": "户籍迁入", "item_id": 3, "received": [1, 2]}'
    assert draft_from_json(old) == CaseDraftFields(
        "k", matter="户籍迁入", item_id=3, received=(1, 2)
    )


def test_a_draft_of_a_newer_program_keeps_what_this_one_knows() -> None:
    odd = (
        '{"request_key": "k", "matter": ["x"], "received": {"1": true}, "received_at": "昨天",'
        ' "item_id": "三", "hologram": 7, "applicant": "张三", "phone": null}'
    )
    assert draft_from_json(odd) == CaseDraftFields("k", applicant="张三", phone=None)


def test_every_way_in_leaves_a_sound_file(hall_at_work: Desk, supervisor: Clerk) -> None:
    hall_at_work.accept("HJ01", received=(1,), **AGENT)
    hall_at_work.accept("HJ02", received_at=datetime(2026, 11, 20, 15, 30).astimezone())
    _receive(hall_at_work, "HJ03")
    _notify(hall_at_work, (3,), request_key="n", received=(1, 2, 4, 5))
    _ask(hall_at_work, name="老周")
    _ask(hall_at_work, request_key="q2", name="老周", answer="带户口簿")
    with hall_at_work.db.read() as session:
        assert [one for one in queries.problems(session) if one.count] == []
