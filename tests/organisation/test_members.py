from datetime import date, timedelta

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.organisation.models import Organisation, PartyMember
from gridhall.organisation.queries.members import (
    MemberRow,
    member_history,
    members_of,
    members_out,
    party_membership,
)
from gridhall.organisation.queries.seats import todo
from gridhall.organisation.queries.units import unit_card, units
from gridhall.organisation.rules.members import (
    MemberDraft,
    MemberFacts,
    MemberMove,
    ReportDraft,
    TransferOut,
)
from gridhall.organisation.rules.seats import Holder, Leaving
from gridhall.organisation.rules.units import UnitDraft
from gridhall.organisation.service import members as service
from gridhall.organisation.service import units as unit_acts
from gridhall.organisation.service.tree import take_back
from tests.factories import TODAY
from tests.organisation.people_desk import STRANGER, Desk, at_desk

SINCE, JOINED, FULL = date(2021, 7, 1), date(2010, 7, 1), date(2011, 7, 1)


def join(desk: Desk, name: str = "李建军", where: str = "branch", **given: object) -> int:
    facts = {"since": SINCE, "joined_on": JOINED, "full_on": FULL} | given
    draft = MemberDraft(desk.who(name), desk.organisations[where], **facts)  # type: ignore[arg-type]
    return service.add_member(desk.session, desk.clerk, draft, TODAY).row_id


def here(desk: Desk, where: str = "branch", as_at: date | None = None) -> list[MemberRow]:
    return members_of(desk.session, desk.organisations[where], TODAY, as_at=as_at)


def test_a_member_joins_goes_to_another_branch_and_out_of_the_hall(
    db: Database, supervisor: Clerk
) -> None:
    with at_desk(db, supervisor) as desk:
        relation = join(desk)
        (row,) = here(desk)
        assert (row.name, row.state, row.phone_masked) == ("李建军", "full", "137****5521")
        assert [one.name for one in here(desk, "street")] == ["李建军"]
        assert party_membership(desk.session, TODAY, desk.people.values()) == {
            desk.people["李建军"]: "御景小区党支部"
        }
        move = MemberMove(desk.organisations["other"], date(2024, 1, 1))
        moved = service.move_member(desk.session, supervisor, relation, move, TODAY)
        assert (here(desk), len(here(desk, "other"))) == ([], 1)
        assert len(here(desk, as_at=date(2023, 12, 31))) == 1
        out = TransferOut(date(2026, 8, 1), "芝罘区向阳街道党工委", "转字第 12 号")
        gone = service.transfer_out(desk.session, supervisor, moved.row_id, out, TODAY)
        (waiting,) = members_out(desk.session, TODAY)
        assert (waiting.state, waiting.waits_days, waiting.letter_out) == (
            "awaiting", 115, "转字第 12 号",
        )  # fmt: skip
        (late,) = todo(desk.session, TODAY)
        assert late.sentence == (
            "李建军 2026-08-01 转往“芝罘区向阳街道党工委”，115 天没有回执，请联系对方催要"
        )
        assert todo(desk.session, date(2026, 10, 30)) == []  # 90 days: not yet over
        service.note_receipt(desk.session, supervisor, gone.row_id, date(2026, 11, 20), TODAY)
        assert (todo(desk.session, TODAY), members_out(desk.session, TODAY)[0].state) == (
            [],
            "moved",
        )
        told = member_history(desk.session, TODAY, desk.people["李建军"])
        assert [one.organisation_name for one in told] == ["霞光小区党支部", "御景小区党支部"]


def test_a_member_comes_back_on_a_letter_and_every_step_is_taken_back(
    db: Database, supervisor: Clerk
) -> None:
    with at_desk(db, supervisor) as desk:
        relation = join(desk)
        out = TransferOut(date(2025, 1, 1), "莱山区")
        left = service.transfer_out(desk.session, supervisor, relation, out, TODAY)
        with desk.refused(
            "李建军的组织关系到 2025-01-01 为止在“御景小区党支部”，不能同时在两个支部"
        ):
            join(desk, since=date(2024, 12, 31), where="other")
        draft = MemberDraft(
            desk.who("李建军"), desk.organisations["other"], date(2026, 3, 1),
            came_from="莱山区初家街道", letter_in="莱转 3 号",
        )  # fmt: skip
        back = service.transfer_in(desk.session, supervisor, draft, TODAY)
        (row,) = here(desk, "other")
        assert (row.letter_in, row.joined_on, row.came_from) == (
            "莱转 3 号",
            JOINED,
            "莱山区初家街道",
        )
        with desk.refused("不能撤回"):
            take_back(desk.session, supervisor, left.action_id, TODAY)
        take_back(desk.session, supervisor, back.action_id, TODAY)
        take_back(desk.session, supervisor, left.action_id, TODAY)
        assert [one.relation_id for one in here(desk)] == [relation]


def test_a_member_belongs_to_one_branch_that_is_there(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        with desk.refused("党员要编入党支部或党小组，“龙腾社区党委”是党委，请选下面的支部"):
            join(desk, where="community")
        with desk.refused("党员要编入党支部或党小组，“御景小区业主委员会”"):
            join(desk, where="body")
        with desk.refused("“御景小区党支部”2020-03-20 才成立，日期 2019-07-01 要改到这以后"):
            join(desk, since=date(2019, 7, 1))
        with desk.refused("转正日期 2009-01-01 早于入党日期 2010-07-01"):
            join(desk, full_on=date(2009, 1, 1))
        with desk.refused("到支部的日期 2021-07-01 早于入党日期 2022-07-01"):
            join(desk, joined_on=date(2022, 7, 1), full_on=None)
        with desk.refused("入党日期不能晚于今天"):
            join(desk, joined_on=TODAY + timedelta(days=1), full_on=None)
        relation = join(desk)
        with desk.refused("李建军的组织关系在“御景小区党支部”，不能同时在两个支部"):
            join(desk, where="other")
        with desk.refused("已经在“御景小区党支部”，请选别的支部"):
            move = MemberMove(desk.organisations["branch"], TODAY)
            service.move_member(desk.session, supervisor, relation, move, TODAY)
        with desk.refused("李建军2021-07-01 才到这里，日期 2021-07-01 要在这以后"):
            out = TransferOut(SINCE, "莱山区")
            service.transfer_out(desk.session, supervisor, relation, out, TODAY)
        with desk.refused("请填写转往哪里"):
            service.transfer_out(desk.session, supervisor, relation, TransferOut(TODAY, " "), TODAY)
        with desk.refused("请填写从哪里转来"):
            draft = MemberDraft(desk.who("王晓燕"), desk.organisations["branch"], TODAY)
            service.transfer_in(desk.session, supervisor, draft, TODAY)
        desk.session.get_one(Organisation, desk.organisations["other"]).ended_on = SINCE
        with desk.refused("“霞光小区党支部”已于 2021-07-01 撤销，只能查看"):
            join(desk, "王晓燕", "other")


def test_receipts_that_cannot_be(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        relation = join(desk)
        with desk.refused("李建军的组织关系没有转出，不用登记回执"):
            service.note_receipt(desk.session, supervisor, relation, TODAY, TODAY)
        out = TransferOut(date(2026, 11, 1), "莱山区")
        service.transfer_out(desk.session, supervisor, relation, out, TODAY)
        with desk.refused("回执日期 2026-10-31 早于转出日期 2026-11-01"):
            service.note_receipt(desk.session, supervisor, relation, date(2026, 10, 31), TODAY)
        service.note_receipt(desk.session, supervisor, relation, TODAY, TODAY)
        with desk.refused("回执 2026-11-24 已经收到，不用再登记"):
            service.note_receipt(desk.session, supervisor, relation, TODAY, TODAY)
        with desk.refused("已经转走或结束，不用再办"):
            service.transfer_out(desk.session, supervisor, relation, out, TODAY)


def test_a_probationary_member_becomes_full(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        join(desk, full_on=None)
        (row,) = here(desk)
        assert row.state == "probationary"
        facts = MemberFacts(JOINED, FULL, row.version)
        service.change_member(desk.session, supervisor, row.member_id, facts, TODAY)
        assert here(desk)[0].state == "full"
        with desk.refused("别处刚改过"):
            service.change_member(desk.session, supervisor, row.member_id, facts, TODAY)


def test_a_member_who_died_or_left_is_shown_so(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        relation = join(desk)
        join(desk, "王晓燕")
        desk.leaves("李建军", date(2026, 11, 4), "died")
        desk.leaves("王晓燕", date(2026, 11, 5))
        assert [(one.state, one.gone_on) for one in here(desk)] == [
            ("died", date(2026, 11, 4)), ("left", date(2026, 11, 5)),
        ]  # fmt: skip
        (row,) = todo(desk.session, TODAY)
        assert row.sentence == "党员李建军 2026-11-04 去世，组织关系还在“御景小区党支部”，请办减员"
        with desk.refused("请填写减员原因"):
            service.end_member(desk.session, supervisor, relation, Leaving(TODAY), TODAY)
        service.end_member(desk.session, supervisor, relation, Leaving(TODAY, "去世"), TODAY)
        assert ([one.name for one in here(desk)], todo(desk.session, TODAY)) == (["王晓燕"], [])
        with desk.refused("李建军已于 2026-11-04 去世，不能登记为党员"):
            join(desk, since=TODAY)


def test_a_working_member_reports_with_the_unit(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        unit = unit_acts.save_unit(
            desk.session, supervisor, UnitDraft("区税务局", "both"), TODAY
        ).row_id
        draft = ReportDraft(Holder(outsider=STRANGER), desk.organisations["community"], unit)
        done = service.report_in(desk.session, supervisor, draft, TODAY)
        with desk.refused("周明已经到“龙腾社区党委”报到过，不用再报"):
            service.report_in(desk.session, supervisor, draft, TODAY)
        with desk.refused("“御景小区业主委员会”不是党组织"):
            body = ReportDraft(Holder(outsider=STRANGER), desk.organisations["body"], unit)
            service.report_in(desk.session, supervisor, body, TODAY)
        (row,) = here(desk, "street")
        assert (row.kind, row.state, row.unit_name) == ("reported", "reported", "区税务局")
        assert [one.name for one in unit_card(desk.session, unit, TODAY).reported] == ["周明"]
        assert units(desk.session, TODAY)[0].reported == 1
        with desk.refused("“区税务局”还有 1 名报到党员，请先结束他们的报到"):
            unit_acts.end_unit(desk.session, supervisor, unit, TODAY, TODAY)
        with desk.refused("才到这里"):
            service.end_report(desk.session, supervisor, done.row_id, Leaving(TODAY), TODAY)
        take_back(desk.session, supervisor, done.action_id, TODAY)
        assert desk.session.get(PartyMember, row.member_id) is None


def test_a_resident_who_reports_keeps_the_branch_they_have(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        join(desk, "李建军", "other")
        draft = ReportDraft(
            desk.who("李建军"), desk.organisations["branch"], since=date(2026, 1, 1)
        )
        done = service.report_in(desk.session, supervisor, draft, TODAY)
        assert len(member_history(desk.session, TODAY, desk.people["李建军"])) == 2
        leaving = Leaving(date(2026, 6, 1), "调到外区")
        service.end_report(desk.session, supervisor, done.row_id, leaving, TODAY)
        assert ([one.why for one in here(desk, as_at=date(2026, 5, 1))], here(desk)) == (
            ["调到外区"], [],
        )  # fmt: skip
