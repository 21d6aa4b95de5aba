from datetime import date, timedelta

import pytest

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.models import Organisation, Outsider
from gridhall.organisation.queries.people import outsiders
from gridhall.organisation.queries.seats import (
    career,
    grid_pairs,
    seat_history,
    seats_of,
    seats_of_grid,
    seats_of_person,
    todo,
    vacant_seats,
)
from gridhall.organisation.rules.seats import (
    Appointment,
    Holder,
    Leaving,
    OutsiderDraft,
    SeatDraft,
    Unconfirmed,
)
from gridhall.organisation.service import members
from gridhall.organisation.service import outsiders as outsider_acts
from gridhall.organisation.service import seats as service
from gridhall.organisation.service.tree import take_back
from gridhall.registry import service as registry
from gridhall.registry.models import Person
from tests.factories import TODAY, make_grid
from tests.organisation.people_desk import FOUNDED, STRANGER, Desk, at_desk

DAY = date(2024, 7, 1)


def vacancies(desk: Desk, as_at: date | None = None) -> int:
    found = vacant_seats(desk.session, TODAY, as_at)
    return found.get(("organisation", desk.organisations["branch"]), 0)


def test_a_seat_is_vacant_since_it_was_made_then_held_then_vacant_again(
    db: Database, supervisor: Clerk
) -> None:
    with at_desk(db, supervisor) as desk:
        new = desk.seat("书记")
        assert (new.state, new.vacant_since, new.why_vacant) == ("vacant", FOUNDED, "设席后未任命")
        assert new.vacant_days == (TODAY - FOUNDED).days
        done = desk.appoint("书记", "李建军", DAY, term_until=date(2029, 6, 30), source="退役军人")
        held = desk.seat("书记")
        assert (held.state, held.holder_name, held.since) == ("held", "李建军", DAY)
        assert (held.source, held.phone_masked) == ("退役军人", "137****5521")
        assert vacancies(desk) == 2
        desk.relieve(done.row_id, date(2026, 11, 1), "调离")
        gone = desk.seat("书记")
        assert (gone.state, gone.vacant_since, gone.vacant_days) == (
            "vacant",
            date(2026, 11, 1),
            23,
        )
        assert (gone.why_vacant, gone.last_name) == ("调离", "李建军")
        assert vacancies(desk) == 3
        assert desk.seat("书记", date(2026, 10, 31)).holder_name == "李建军"
        assert (vacancies(desk, date(2026, 10, 31)), vacancies(desk, FOUNDED)) == (2, 3)
        assert seats_of(desk.session, desk.organisations["branch"], TODAY, date(2019, 1, 1)) == []


def test_a_term_turns_amber_sixty_days_before_and_then_is_over(
    db: Database, supervisor: Clerk
) -> None:
    with at_desk(db, supervisor) as desk:
        for seat, name, left in (("书记", "李建军", 61), ("组织委员", "王晓燕", 60)):
            desk.appoint(seat, name, DAY, term_until=TODAY + timedelta(days=left))
        desk.appoint("宣传委员", "张桂花", DAY, term_until=TODAY - timedelta(days=1))
        states = [row.state for row in seats_of(desk.session, desk.organisations["branch"], TODAY)]
        assert states == ["held", "ending", "overdue"]


def test_the_committees_own_term_counts_where_the_tenure_has_none(
    db: Database, supervisor: Clerk
) -> None:
    with at_desk(db, supervisor) as desk:
        desk.session.get_one(Organisation, desk.organisations["branch"]).term_until = TODAY
        desk.appoint("书记", "李建军", DAY)
        row = desk.seat("书记")
        assert (row.state, row.term_until) == ("ending", TODAY)


def test_two_holders_of_a_seat_are_refused_now_and_in_the_past(
    db: Database, supervisor: Clerk
) -> None:
    with at_desk(db, supervisor) as desk:
        done = desk.appoint("书记", "李建军", DAY)
        with desk.refused("“书记”由李建军担任（2024-07-01 起），一个席位同一天只能一个人"):
            desk.appoint("书记", "王晓燕", date(2026, 1, 1))
        desk.relieve(done.row_id, date(2026, 1, 1))
        with desk.refused("李建军 2024-07-01 到 2025-12-31 任“书记”，一个席位同一天只能一个人"):
            desk.appoint("书记", "王晓燕", date(2025, 12, 31))
        with desk.refused("请错开日期"):
            desk.appoint("书记", "王晓燕", date(2024, 1, 1), until=date(2024, 7, 2))
        desk.appoint("书记", "王晓燕", date(2026, 1, 1))
        desk.appoint("书记", "张桂花", date(2024, 6, 1), until=DAY)
        with desk.refused("已经有书记席位，只能有一个"):
            draft = SeatDraft("secretary", desk.organisations["branch"])
            service.add_seat(desk.session, supervisor, draft, TODAY)


def test_days_that_cannot_be(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        with desk.refused("任期至 2024-06-30 早于或等于任职日期 2024-07-01"):
            desk.appoint("书记", "李建军", DAY, term_until=date(2024, 6, 30))
        with desk.refused("离任日期 2024-07-01 早于或等于任职日期 2024-07-01"):
            desk.appoint("书记", "李建军", DAY, until=DAY)
        with desk.refused("“书记”2020-03-20 才设立，任职日期 2020-03-19 要改到这以后"):
            desk.appoint("书记", "李建军", date(2020, 3, 19))
        done = desk.appoint("书记", "李建军", DAY)
        with desk.refused("离任日期 2024-07-01 要在任职日期 2024-07-01 以后"):
            desk.relieve(done.row_id, DAY)
        desk.relieve(done.row_id, date(2025, 1, 1))
        with desk.refused("李建军已于 2025-01-01 离任，不用再登记"):
            desk.relieve(done.row_id, date(2025, 1, 2))
        with desk.refused("“书记”在 2024-12-31 还由李建军担任，请先登记离任"):
            service.end_seat(
                desk.session, supervisor, desk.seats["书记"], date(2024, 12, 31), TODAY
            )
        service.end_seat(desk.session, supervisor, desk.seats["书记"], date(2025, 6, 1), TODAY)
        with desk.refused("“书记”席位已于 2025-06-01 撤销，只能查看"):
            desk.appoint("书记", "王晓燕", date(2025, 7, 1))
        desk.session.get_one(Organisation, desk.organisations["branch"]).ended_on = TODAY
        with desk.refused("组织“御景小区党支部”2026-11-24 已撤销，任职要在这以前结束"):
            desk.appoint("组织委员", "王晓燕", TODAY)


def test_a_seat_before_its_organisation_and_a_title_of_another_owner(
    db: Database, supervisor: Clerk
) -> None:
    with at_desk(db, supervisor) as desk:
        branch, grid = desk.organisations["branch"], make_grid(desk.session).id
        with desk.refused("“御景小区党支部”2020-03-20 才设立"):
            early = SeatDraft("member", branch, created_on=date(2020, 1, 1))
            service.add_seat(desk.session, supervisor, early, TODAY)
        with desk.refused("“书记”是组织的席位"):
            service.add_seat(desk.session, supervisor, SeatDraft("secretary", None, grid), TODAY)
        with desk.refused("“网格员”是网格的席位"):
            service.add_seat(desk.session, supervisor, SeatDraft("grid_main", branch), TODAY)
        with desk.refused("请选一个"):
            service.add_seat(desk.session, supervisor, SeatDraft("member"), TODAY)


def test_the_register_empties_a_seat_and_fills_it_again_when_its_act_is_undone(
    db: Database, supervisor: Clerk
) -> None:
    with at_desk(db, supervisor) as desk:
        done = desk.appoint("书记", "李建军", DAY)
        left = desk.leaves("李建军", date(2026, 11, 4))
        row = desk.seat("书记")
        assert (row.state, row.vacant_since, row.vacant_days) == ("vacant", date(2026, 11, 4), 20)
        assert (row.why_vacant, row.unsettled_id, row.last_name) == ("迁出", done.row_id, "李建军")
        assert vacancies(desk) == 3
        assert desk.seat("书记", date(2026, 11, 3)).holder_name == "李建军"
        assert vacancies(desk, date(2026, 11, 3)) == 2
        registry.undo(desk.session, supervisor, left, "登错了人", TODAY)
        assert (desk.seat("书记").holder_name, vacancies(desk)) == ("李建军", 2)
        assert desk.seat("书记").unsettled_id is None


def test_who_left_stays_on_by_decision_and_who_died_does_not(
    db: Database, supervisor: Clerk
) -> None:
    with at_desk(db, supervisor) as desk:
        left = desk.appoint("书记", "李建军", DAY)
        dead = desk.appoint("组织委员", "张桂花", DAY)
        with desk.refused("李建军没有迁出，或者已经办过，不用办留任"):
            service.keep_on(desk.session, supervisor, left.row_id, TODAY)
        desk.leaves("李建军", date(2026, 11, 4))
        desk.leaves("张桂花", date(2026, 11, 5), "died", head="王晓燕")
        with desk.refused("张桂花已于 2026-11-05 去世，不能留任，请登记离任"):
            service.keep_on(desk.session, supervisor, dead.row_id, TODAY)
        service.keep_on(desk.session, supervisor, left.row_id, TODAY)
        row = desk.seat("书记")
        assert (row.holder_name, row.stays_on, row.unsettled_id) == ("李建军", TODAY, None)
        with desk.refused("张桂花已于 2026-11-05 去世，不能任职，请另选"):
            desk.appoint("宣传委员", "张桂花", TODAY)
        desk.relieve(dead.row_id, date(2026, 11, 5))
        assert (desk.seat("组织委员").why_vacant, desk.seat("组织委员").unsettled_id) == (
            "去世",
            None,
        )


def test_a_successor_settles_who_is_gone(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        desk.appoint("书记", "李建军", DAY)
        desk.leaves("李建军", date(2026, 11, 4))
        with desk.refused("李建军 2024-07-01 到 2026-11-03 任“书记”"):
            desk.appoint("书记", "王晓燕", date(2026, 11, 3))
        with desk.refused("李建军已于 2026-11-04 迁出，不能任职。仍来任职的，请按外部人员登记"):
            desk.appoint("组织委员", "李建军", date(2026, 11, 10))
        done = desk.appoint("书记", "王晓燕", date(2026, 11, 10))
        told = [(one.holder_name, one.since, one.until, one.why) for one in history(desk, "书记")]
        assert told[:3] == [
            ("王晓燕", date(2026, 11, 10), None, ""),
            ("", date(2026, 11, 4), date(2026, 11, 10), ""),
            ("李建军", DAY, date(2026, 11, 4), "迁出"),
        ]
        take_back(desk.session, supervisor, done.action_id, TODAY)
        assert desk.seat("书记").unsettled_id is not None


def history(desk: Desk, seat: str) -> list:  # type: ignore[type-arg]
    return seat_history(desk.session, desk.seats[seat], TODAY)


def test_a_leaving_is_not_taken_back_under_a_successor(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        first = desk.appoint("书记", "李建军", DAY)
        left = desk.relieve(first.row_id, date(2025, 1, 1))
        second = desk.appoint("书记", "王晓燕", date(2025, 1, 1))
        with desk.refused("不能撤回"):
            take_back(desk.session, supervisor, left.action_id, TODAY)
        gone = desk.relieve(second.row_id, date(2026, 1, 1))
        with desk.refused("撤回后“书记”会由李建军和王晓燕同时担任，请先撤回后来的任命"):
            take_back(desk.session, supervisor, left.action_id, TODAY)
        for done in (gone, second, left, first):
            take_back(desk.session, supervisor, done.action_id, TODAY)
        assert (desk.seat("书记").state, desk.seat("书记").vacant_since) == ("vacant", FOUNDED)


def test_a_secretary_of_another_branch_has_to_be_confirmed(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        draft = members.MemberDraft(desk.who("李建军"), desk.organisations["other"])
        members.add_member(desk.session, supervisor, draft, TODAY)
        with desk.refused("李建军的组织关系在“霞光小区党支部”，不在“御景小区党支部”"):
            desk.appoint("书记", "李建军", DAY)
        done = desk.appoint("书记", "李建军", DAY, confirmed=True)
        assert "霞光小区党支部" in done.told[0]
        told = desk.appoint("组织委员", "王晓燕", DAY).told
        assert told == ("王晓燕还没有登记为党员，请在党员名册里补登",)
    assert issubclass(Unconfirmed, UserError)


def test_somebody_from_outside_sits_in_two_seats_and_is_one_person(
    db: Database, supervisor: Clerk
) -> None:
    with at_desk(db, supervisor) as desk:
        for seat in ("书记", "主任"):
            order = Appointment(Holder(outsider=STRANGER), DAY)
            service.appoint(desk.session, supervisor, desk.seats[seat], order, TODAY)
        (one,) = outsiders(desk.session, "周明")
        assert (one.phone_masked, one.line) == ("139****0001", "区税务局 · 党员")
        rows = seats_of_person(desk.session, TODAY, outsider_id=one.id)
        assert [row.owner_name for row in rows] == ["御景小区党支部", "御景小区业主委员会"]
        desk.relieve(rows[0].tenure_id or 0, TODAY)
        assert [row.name for row in seats_of_person(desk.session, TODAY, outsider_id=one.id)] == [
            "主任"
        ]
        assert len(career(desk.session, TODAY, outsider_id=one.id)) == 2
        with desk.refused("请选一位居民，或者填写一位外部人员"):
            service.appoint(
                desk.session, supervisor, desk.seats["书记"], Appointment(Holder(), TODAY), TODAY
            )


def test_a_counter_notes_a_phone_and_appoints_nobody(
    db: Database, supervisor: Clerk, clerk: Clerk
) -> None:
    with at_desk(db, supervisor) as desk:
        order = Appointment(Holder(outsider=STRANGER), DAY)
        service.appoint(desk.session, supervisor, desk.seats["书记"], order, TODAY)
        (one,) = outsiders(desk.session)
        done = outsider_acts.note_phone(desk.session, clerk, one.id, "139 1111 2222", TODAY)
        assert desk.session.get_one(Outsider, one.id).phone == "13911112222"
        with desk.refused("登记任职要主管来做"):
            service.appoint(desk.session, clerk, desk.seats["主任"], order, TODAY)
        with desk.refused("修改外部人员要主管来做"):
            draft = OutsiderDraft("周明", version=2)
            outsider_acts.change_outsider(desk.session, clerk, one.id, draft, TODAY)
        take_back(desk.session, clerk, done.action_id, TODAY)
        assert desk.session.get_one(Outsider, one.id).phone == "13900000001"
        with desk.refused("别处刚改过"):
            outsider_acts.change_outsider(desk.session, supervisor, one.id, draft, TODAY)


def test_the_same_request_appoints_once(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        once = desk.appoint("书记", "李建军", DAY, request_key="k1")
        assert desk.appoint("书记", "李建军", DAY, request_key="k1") == once._replace(told=())
        leaving = Leaving(TODAY, "", "k2")
        gone = service.relieve(desk.session, supervisor, once.row_id, leaving, TODAY)
        assert service.relieve(desk.session, supervisor, once.row_id, leaving, TODAY) == gone


def test_a_grid_has_a_pair(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        grid = make_grid(desk.session).id
        service.add_pair(desk.session, supervisor, grid, DAY, TODAY)
        with desk.refused("已经有网格员和网格助理员席位，不用再设"):
            service.add_pair(desk.session, supervisor, grid, DAY, TODAY)
        main, assistant = seats_of_grid(desk.session, grid, TODAY)
        assert (main.title, assistant.title) == ("grid_main", "grid_assistant")
        desk.seats["网格员"] = main.id
        desk.appoint("网格员", "王晓燕", DAY)
        pair = grid_pairs(desk.session, TODAY)[grid]
        assert pair.main is not None
        assert pair.assistant is not None
        assert (pair.main.holder_name, pair.assistant.state) == ("王晓燕", "vacant")
        assert grid_pairs(desk.session, TODAY, grid_ids=[grid]) == {grid: pair}
        assert vacant_seats(desk.session, TODAY)["grid", grid] == 1


def test_a_seat_is_changed_with_what_it_was_at_hand(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        desk.appoint("宣传委员", "王晓燕", DAY)
        seat_id, version = desk.seats["宣传委员"], desk.seat("宣传委员").version
        draft = SeatDraft("member", name="纪检委员", version=version)
        done = service.change_seat(desk.session, supervisor, seat_id, draft, TODAY)
        assert desk.seat("宣传委员").name == "纪检委员"
        with desk.refused("别处刚改过"):
            service.change_seat(desk.session, supervisor, seat_id, draft, TODAY)
        late = SeatDraft("member", created_on=TODAY, version=version + 1)
        with desk.refused("2024-07-01 就有人任职，设立日期不能晚于这一天"):
            service.change_seat(desk.session, supervisor, seat_id, late, TODAY)
        take_back(desk.session, supervisor, done.action_id, TODAY)
        assert desk.seat("宣传委员").name == "宣传委员"


def test_many_seats_are_read_in_a_few_statements(db: Database, supervisor: Clerk) -> None:
    from sqlalchemy import event

    with at_desk(db, supervisor) as desk:
        desk.appoint("书记", "李建军", DAY)
        said: list[str] = []
        event.listen(db.engine, "before_cursor_execute", lambda *call: said.append(call[2]))
        seats_of(desk.session, desk.organisations["branch"], TODAY)
        vacant_seats(desk.session, TODAY)
        assert len(said) <= 5


@pytest.mark.parametrize("title", ["secretary", "nobody"])
def test_a_title_that_is_not_there(db: Database, supervisor: Clerk, title: str) -> None:
    with at_desk(db, supervisor) as desk:
        if title == "nobody":
            with desk.refused("请从列表里选职务"):
                service.add_seat(desk.session, supervisor, SeatDraft(title, 1), TODAY)
        else:
            done = service.add_seat(
                desk.session, supervisor, SeatDraft(title, desk.organisations["other"]), TODAY
            )
            take_back(desk.session, supervisor, done.action_id, TODAY)
            assert seats_of(desk.session, desk.organisations["other"], TODAY) == []


def test_a_holder_whose_record_was_merged_goes_on_as_the_one_that_stays(
    db: Database, supervisor: Clerk
) -> None:
    with at_desk(db, supervisor) as desk:
        desk.appoint("书记", "李建军", DAY)
        merged = desk.session.get_one(Person, desk.people["李建军"])
        merged.status, merged.merged_into = "merged", desk.people["王晓燕"]
        desk.session.flush()
        row = desk.seat("书记")
        assert (row.holder_name, row.person_id) == ("王晓燕", desk.people["王晓燕"])
        assert vacancies(desk) == 2
        assert todo(desk.session, TODAY) == []
        (mine,) = seats_of_person(desk.session, TODAY, person_id=desk.people["王晓燕"])
        assert mine.id == row.id
        desk.leaves("王晓燕", date(2026, 11, 4))
        assert (desk.seat("书记").why_vacant, vacancies(desk)) == ("迁出", 3)
