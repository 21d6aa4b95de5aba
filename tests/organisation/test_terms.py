from datetime import date, timedelta

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.organisation.models import Organisation
from gridhall.organisation.queries.seats import elections, seat_history
from gridhall.organisation.rules.seats import Choice, Election, Holder, Turn
from gridhall.organisation.service import members, seats, terms
from gridhall.organisation.service.tree import take_back
from tests.factories import TODAY
from tests.organisation.people_desk import STRANGER, Desk, at_desk

OLD, DAY, TERM = date(2021, 6, 1), date(2026, 6, 1), date(2031, 5, 31)


def seated(desk: Desk) -> None:
    for seat, name in (("书记", "李建军"), ("组织委员", "王晓燕"), ("宣传委员", "张桂花")):
        desk.appoint(seat, name, OLD, term_until=DAY)


def elect(desk: Desk, day: date = DAY, term: date = TERM, **chosen: Holder | Choice | None) -> int:
    choices = {desk.seats[seat]: who for seat, who in chosen.items()}
    election = Election(day, term, choices, "镇组〔2026〕8号")
    branch = desk.organisations["branch"]
    return terms.elect(desk.session, desk.clerk, branch, election, TODAY).action_id


def test_a_committee_is_elected_and_the_election_is_told_and_taken_back(
    db: Database, supervisor: Clerk
) -> None:
    with at_desk(db, supervisor) as desk:
        seated(desk)
        branch = desk.session.get_one(Organisation, desk.organisations["branch"])
        action = elect(
            desk,
            书记=Choice(desk.who("王晓燕"), "社区工作者"),
            组织委员=Holder(outsider=STRANGER),
            宣传委员=desk.who("张桂花"),
        )
        assert branch.term_until == TERM
        row = desk.seat("书记")
        assert (row.holder_name, row.since, row.term_until) == ("王晓燕", DAY, TERM)
        assert (row.source, row.state) == ("社区工作者", "held")
        assert desk.seat("书记", DAY - timedelta(days=1)).holder_name == "李建军"
        (told,) = elections(desk.session, branch.id)
        assert (told.day, told.number, told.term_until) == (DAY, "镇组〔2026〕8号", TERM)
        assert [(one.seat_name, one.before, one.after, one.what) for one in told.lines] == [
            ("书记", "李建军", "王晓燕", "改任"),
            ("组织委员", "王晓燕", "周明", "新任"),
            ("宣传委员", "张桂花", "张桂花", "连任"),
        ]
        take_back(desk.session, supervisor, action, TODAY)
        assert (desk.seat("书记").holder_name, branch.term_until) == ("李建军", None)
        assert elections(desk.session, branch.id) == []


def test_a_seat_nobody_is_elected_to_is_vacant_since_the_day(
    db: Database, supervisor: Clerk
) -> None:
    with at_desk(db, supervisor) as desk:
        seated(desk)
        elect(desk, 书记=None, 组织委员=desk.who("王晓燕"))
        row = desk.seat("书记")
        assert (row.vacant_since, row.why_vacant) == (DAY, "换届")
        untouched = desk.seat("宣传委员")
        assert (untouched.holder_name, untouched.since) == ("张桂花", OLD)
        lines = elections(desk.session, desk.organisations["branch"])[0].lines
        assert [one.what for one in lines] == ["离任", "连任"]


def test_elections_that_cannot_be(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        seated(desk)
        with desk.refused("本届届满 2026-06-01 早于或等于换届日期 2026-06-01"):
            elect(desk, term=DAY, 书记=None)
        with desk.refused("请至少选一个换届的席位"):
            elect(desk)
        with desk.refused("“主任”不是“御景小区党支部”的席位"):
            elect(desk, 主任=None)
        with desk.refused("李建军2021-06-01 才任“书记”，日期要在这以后"):
            elect(desk, day=OLD, 书记=None)
        with desk.refused("日期不能晚于今天"):
            elect(desk, day=TODAY + timedelta(days=1), 书记=None)
        with desk.refused("2020-03-20 才成立"):
            elect(desk, day=date(2019, 1, 1), 书记=None)
        draft = members.MemberDraft(desk.who("王晓燕"), desk.organisations["other"])
        members.add_member(desk.session, supervisor, draft, TODAY)
        with desk.refused("王晓燕的组织关系在“霞光小区党支部”"):
            elect(desk, 书记=desk.who("王晓燕"))


def test_who_holds_two_seats_after_an_election_is_told(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        chosen = {desk.seats[one]: desk.who("李建军") for one in ("书记", "组织委员")}
        election = Election(DAY, TERM, chosen, request_key="e1")
        branch = desk.organisations["branch"]
        done = terms.elect(desk.session, supervisor, branch, election, TODAY)
        assert "李建军同时任书记和组织委员，请核对" in done.told
        assert terms.elect(desk.session, supervisor, branch, election, TODAY)[:2] == done[:2]


def test_a_rotation_is_planned_with_a_gap_told(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        desk.seats["第一书记"] = first = _first_secretary(desk)
        desk.appoint("第一书记", "张桂花", OLD)
        plan = [
            Turn(desk.who("李建军"), date(2026, 10, 1), date(2027, 1, 1)),
            Turn(desk.who("王晓燕"), date(2027, 2, 1), date(2027, 5, 1)),
            Turn(Holder(outsider=STRANGER), date(2027, 5, 1), None),
        ]
        done = terms.rotate(desk.session, supervisor, first, plan, TODAY)
        assert done.told == ("2027-01-01 到 2027-01-31 没有人轮值，这段时间记为空缺",)
        now = desk.seat("第一书记")
        assert (now.holder_name, now.state) == ("李建军", "ending")
        assert (now.planned_name, now.planned_since) == ("王晓燕", date(2027, 2, 1))
        gap = desk.seat("第一书记", date(2027, 1, 15))
        assert (gap.state, gap.vacant_since, gap.vacant_days) == ("planned", date(2027, 1, 1), 14)
        assert desk.seat("第一书记", date(2027, 4, 30)).state == "held"  # the next is known
        told = [one.holder_name for one in seat_history(desk.session, first, TODAY)]
        assert told == ["周明", "王晓燕", "", "李建军", "张桂花", ""]
        again = [Turn(desk.who("张桂花"), date(2027, 1, 1), None)]
        terms.rotate(desk.session, supervisor, first, again, TODAY)
        assert desk.seat("第一书记").planned_name == "张桂花"
        assert desk.seat("第一书记", date(2027, 6, 1)).holder_name == "张桂花"


def test_two_in_one_rotation_are_refused(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        seat = _first_secretary(desk)
        plan = [
            (desk.who("李建军"), date(2026, 10, 1), date(2027, 1, 1)),
            (desk.who("王晓燕"), date(2026, 12, 31), date(2027, 4, 1)),
        ]
        with desk.refused(
            "一个席位同一天只能一个人：李建军轮到 2026-12-31，王晓燕从 2026-12-31 起"
        ):
            terms.rotate(desk.session, supervisor, seat, plan, TODAY)
        with desk.refused("李建军没有写结束日期"):
            endless = [(desk.who("李建军"), DAY, None), plan[1]]
            terms.rotate(desk.session, supervisor, seat, endless, TODAY)
        with desk.refused("离任日期 2026-06-01 早于或等于轮值开始日期 2026-06-01"):
            terms.rotate(desk.session, supervisor, seat, [(desk.who("李建军"), DAY, DAY)], TODAY)
        with desk.refused("轮值计划里还没有人"):
            terms.rotate(desk.session, supervisor, seat, [], TODAY)
        desk.seats["第一书记"] = seat
        desk.appoint("第一书记", "张桂花", date(2024, 1, 1), until=date(2025, 1, 1))
        with desk.refused("张桂花 2024-01-01 到 2024-12-31 任“第一书记”"):
            past = [(desk.who("李建军"), date(2024, 6, 1), date(2025, 6, 1))]
            terms.rotate(desk.session, supervisor, seat, past, TODAY)


def test_who_died_leaves_the_rest_of_the_rotation_as_planned(
    db: Database, supervisor: Clerk
) -> None:
    with at_desk(db, supervisor) as desk:
        desk.seats["第一书记"] = seat = _first_secretary(desk)
        plan = [
            (desk.who("李建军"), date(2026, 10, 1), date(2027, 1, 1)),
            (desk.who("王晓燕"), date(2027, 1, 1), None),
        ]
        terms.rotate(desk.session, supervisor, seat, plan, TODAY)
        desk.leaves("李建军", date(2026, 11, 1), "died")
        row = desk.seat("第一书记")
        assert (row.state, row.vacant_since, row.planned_name) == (
            "planned", date(2026, 11, 1), "王晓燕",
        )  # fmt: skip
        desk.appoint("第一书记", "张桂花", date(2026, 11, 10), until=date(2027, 1, 1))
        assert desk.seat("第一书记").holder_name == "张桂花"


def _first_secretary(desk: Desk) -> int:
    from tests.organisation.people_desk import add_seat

    return add_seat(desk, desk.organisations["branch"], "first_secretary", "第一书记")


def test_who_was_kept_on_may_be_elected_again(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        done = desk.appoint("书记", "李建军", OLD)
        desk.leaves("李建军", date(2026, 5, 1))
        seats.keep_on(desk.session, supervisor, done.row_id, TODAY)
        elect(desk, 书记=desk.who("李建军"))
        row = desk.seat("书记")
        assert (row.holder_name, row.since, row.unsettled_id) == ("李建军", DAY, None)
