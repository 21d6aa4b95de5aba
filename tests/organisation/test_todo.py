from datetime import date, timedelta

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.organisation.models import Organisation, Outsider
from gridhall.organisation.queries.seats import ratios, todo
from gridhall.organisation.rules.members import MemberDraft
from gridhall.organisation.rules.seats import Appointment, Holder
from gridhall.organisation.service import members
from gridhall.organisation.service import seats as service
from gridhall.registry import service as registry
from tests.factories import TODAY
from tests.organisation.people_desk import STRANGER, Desk, add_seat, at_desk

DAY = date(2024, 7, 1)


def said(desk: Desk) -> list[str]:
    return [row.sentence for row in todo(desk.session, TODAY)]


def test_who_died_or_left_is_told_with_what_settles_it(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        secretary = desk.appoint("书记", "李建军", DAY)
        desk.appoint("组织委员", "张桂花", DAY)
        left = desk.leaves("李建军", date(2026, 11, 4))
        desk.leaves("张桂花", date(2026, 11, 5), "died", head="王晓燕")
        assert said(desk) == [
            "李建军 2026-11-04 迁出，“御景小区党支部”书记空缺，请登记离任，或办留任",
            "张桂花 2026-11-05 去世，“御景小区党支部”组织委员空缺，请登记离任",
        ]
        row = todo(desk.session, TODAY)[0]
        assert (row.tenure_id, row.can_stay, row.state) == (secretary.row_id, True, "over")
        service.keep_on(desk.session, supervisor, secretary.row_id, TODAY)
        assert len(said(desk)) == 1
        registry.undo(desk.session, supervisor, left, "登错了人", TODAY)
        assert desk.seat("书记").holder_name == "李建军"


def test_undoing_the_registers_act_ends_the_to_do(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        desk.appoint("书记", "李建军", DAY)
        left = desk.leaves("李建军", date(2026, 11, 4))
        assert len(said(desk)) == 1
        registry.undo(desk.session, supervisor, left, "登错了人", TODAY)
        assert said(desk) == []


def test_terms_are_told_a_line_for_each_committee(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        soon, over = TODAY + timedelta(days=37), TODAY - timedelta(days=12)
        for seat, name in (("书记", "李建军"), ("组织委员", "王晓燕")):
            desk.appoint(seat, name, DAY, term_until=soon)
        desk.appoint("主任", "张桂花", DAY, term_until=over)
        assert said(desk) == [
            f"“御景小区业主委员会”主任任期 {over} 已届满 12 天，请尽快换届",
            f"“御景小区党支部”的2个席位任期 {soon} 届满，还有 37 天，请准备换届",
        ]
        branch = desk.session.get_one(Organisation, desk.organisations["branch"])
        desk.appoint("宣传委员", "张桂花", DAY)
        branch.term_until = TODAY + timedelta(days=61)
        assert len(said(desk)) == 2
        branch.term_until = TODAY + timedelta(days=60)
        assert len(said(desk)) == 3


def test_a_turn_that_ends_is_told_unless_the_next_is_known(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        first = TODAY + timedelta(days=10)
        desk.appoint("书记", "李建军", DAY, until=first)
        assert said(desk) == [
            f"“御景小区党支部”书记任期 {first - timedelta(days=1)} 届满，还有 9 天，请准备换届"
        ]
        desk.appoint("书记", "王晓燕", first)
        assert said(desk) == []


def test_the_ratio_panel_counts_party_members_of_a_body_and_who_also_chairs_it(
    db: Database, supervisor: Clerk
) -> None:
    with at_desk(db, supervisor) as desk:
        desk.seats["业委会副主任"] = add_seat(
            desk, desk.organisations["body"], "deputy_director", "副主任"
        )
        desk.appoint("书记", "李建军", DAY)
        desk.appoint("主任", "李建军", DAY)
        desk.appoint("业委会委员", "王晓燕", DAY)
        order = Appointment(Holder(outsider=STRANGER), DAY)
        service.appoint(desk.session, supervisor, desk.seats["业委会副主任"], order, TODAY)
        draft = MemberDraft(desk.who("李建军"), desk.organisations["branch"])
        members.add_member(desk.session, supervisor, draft, TODAY)
        hall = ratios(desk.session, None, TODAY)
        assert (hall.body_members, hall.body_party) == (3, 2)
        assert (hall.compounds_with_both, hall.chairing) == (1, 1)
        (row,) = hall.compounds
        assert (row.compound, row.body, row.body_members, row.body_party) == (
            "御景小区", "御景小区业主委员会", 3, 2,
        )  # fmt: skip
        assert (row.secretary, row.director, row.chairs) == ("李建军", "李建军", True)
        assert ratios(desk.session, desk.organisations["community"], TODAY) == hall
        assert ratios(desk.session, desk.organisations["other"], TODAY).body_members == 0
        desk.session.query(Outsider).one().is_party = False
        desk.leaves("李建军", date(2026, 11, 4))
        after = ratios(desk.session, None, TODAY)
        assert (after.body_members, after.body_party, after.chairing) == (2, 0, 0)
