from datetime import date

import pytest

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.models import Outsider
from gridhall.organisation.rules.members import ReportDraft
from gridhall.organisation.rules.seats import Holder, OutsiderDraft
from gridhall.organisation.service.members import report_in
from gridhall.pledges.queries.reports import unit_report, unit_reports
from gridhall.pledges.queries.units import UnitFigures, unit_figures, unit_year
from gridhall.pledges.rules.spans import quarter_span, year_span
from gridhall.pledges.service import claims
from gridhall.volunteering.models import Volunteer
from gridhall.volunteering.queries.hours import totals
from gridhall.volunteering.service.hours import HoursDraft, append, reverse
from tests.factories import TODAY
from tests.pledges.pledge_hall import SUPERVISOR, Desk, at_desk
from tests.volunteering.people import volunteer

YEAR = year_span(2026)


def figures(desk: Desk, unit: int) -> UnitFigures:
    found = {row.id: row for row in unit_figures(desk.session, YEAR, TODAY)}
    return found[unit]


def reports(desk: Desk, unit: int, name: str) -> int:
    """Somebody of the unit reports; as an outsider, by id."""
    draft = ReportDraft(
        Holder(outsider=OutsiderDraft(name, is_party=True)), desk.community, unit, TODAY
    )
    report_in(desk.session, SUPERVISOR, draft, TODAY)
    return desk.session.query(Outsider).filter_by(name=name).one().id


def serve(desk: Desk, who: int, day: date, hours: int = 2) -> int:
    ends = 540 + 60 * hours
    draft = HoursDraft(who, day, 540, ends, "集中服务日", "义诊", TODAY, "社区广场")
    return append(desk.session, SUPERVISOR, draft)


def test_a_units_year_is_counted_and_what_it_lacks_is_flagged(db: Database, clerk: Clerk) -> None:
    with at_desk(db, clerk) as desk:
        rows = unit_figures(desk.session, YEAR, TODAY)
        assert [row.title for row in rows] == ["区税务局", "市二院"]  # 惠民商贸 does not report
        assert rows[0].flags == ("本年还没有惠民实事", "还没有党员报到", "还没有认领")
        reports(desk, desk.tax, "李强")
        own = volunteer(desk.session, "赵志愿", unit_id=desk.tax)
        other = reports(desk, desk.tax, "孙明")
        mine = Volunteer(outsider_id=other, joined_on=date(2026, 1, 1))  # by their report only
        desk.session.add(mine)
        desk.session.flush()
        serve(desk, own, date(2026, 3, 15))
        wrong = serve(desk, own, date(2026, 3, 16))
        reverse(desk.session, SUPERVISOR, wrong, "录错了", TODAY)
        serve(desk, mine.id, date(2026, 11, 15), 3)
        serve(desk, own, date(2025, 11, 15))
        need = desk.claim(desk.add(quantity=2, measure="场"), desk.tax).row_id
        desk.deliver(need, people=4, served=30, money_fen=12_000)
        desk.confirm(need, 8)
        desk.add("修路", "project", unit_id=desk.tax, is_practical=True, is_pledged=True)
        row = figures(desk, desk.tax)
        assert (row.members, row.servers, row.services, row.minutes) == (2, 2, 2, 300)
        assert row.minutes == sum(totals(desk.session, *YEAR).values())
        assert (row.claims, row.done, row.people, row.served, row.stars) == (2, 1, 4, 30, 8.0)
        assert (row.money_fen, row.practical, row.practical_done) == (12_000, 1, 0)
        assert row.flags == ()
        card = unit_year(desk.session, desk.tax, 2026, TODAY)
        assert card.unit == row
        assert {one.title for one in card.claims} == {"为独居老人量血压", "修路"}


def test_a_practical_matter_counts_for_who_takes_it_on_in_that_year(
    db: Database, clerk: Clerk
) -> None:
    with at_desk(db, clerk) as desk:
        road = desk.add("修路灯", "project", is_practical=True, quantity=2)
        done = desk.claim(road, desk.hospital, quantity=1)
        assert figures(desk, desk.hospital).practical == 1
        assert unit_figures(desk.session, year_span(2025), TODAY, desk.hospital)[0].practical == 0
        claims.give_up(desk.session, clerk, done.row_id, "没有钱")
        assert figures(desk, desk.hospital).flags[0] == "本年还没有惠民实事"
        desk.claim(road, desk.shop)  # one that does not report has its line by its claim
        assert figures(desk, desk.shop).flags == ()


def test_a_quarters_report_tells_who_reported_what_was_done_and_by_whom(
    db: Database, clerk: Clerk
) -> None:
    with at_desk(db, clerk) as desk:
        li = reports(desk, desk.tax, "李强")
        mine = Volunteer(outsider_id=li, joined_on=date(2026, 1, 1))
        desk.session.add(mine)
        desk.session.flush()
        own = volunteer(desk.session, "赵志愿", unit_id=desk.tax)
        serve(desk, own, date(2026, 10, 15), 4)
        serve(desk, mine.id, date(2026, 11, 15))
        serve(desk, mine.id, date(2026, 9, 15))  # the quarter before
        desk.claim(desk.add(), desk.tax)
        told = unit_report(desk.session, desk.tax, (2026, 4), TODAY)
        assert [(one.name, one.services, one.minutes) for one in told.servers] == [
            ("李强", 1, 120), ("赵志愿", 1, 240),
        ]  # fmt: skip
        assert told.servers[0].branch == "龙腾社区党委"
        assert (told.unit.services, told.unit.minutes) == (2, 360)
        assert sum(totals(desk.session, *quarter_span(2026, 4)).values()) == told.unit.minutes
        assert [one.title for one in told.claims] == ["为独居老人量血压"]
        both = unit_reports(desk.session, (2026, 4), TODAY)
        assert [one.unit.title for one in both] == ["区税务局", "市二院"]
        assert both[0] == told
        assert both[1].is_empty
        with pytest.raises(UserError, match="2027 年第 1 季度还没有开始"):
            unit_report(desk.session, desk.tax, (2027, 1), TODAY)
