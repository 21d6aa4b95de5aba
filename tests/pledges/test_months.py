from datetime import date

from sqlalchemy import text

from gridhall import parts
from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.pledges.models import ListItem
from gridhall.pledges.queries.categories import categories
from gridhall.pledges.queries.checks import problems
from gridhall.pledges.queries.claims import claim_row
from gridhall.pledges.queries.months import month_list, posted, posted_list
from gridhall.pledges.service.categories import end_category, save_category
from gridhall.pledges.service.months import post_month
from gridhall.pledges.service.posts import make_post
from gridhall.registry.queries.personal import personal_file
from gridhall.registry.rules.retention import ANONYMOUS
from gridhall.registry.service.retention import anonymise
from gridhall.search.queries import find
from gridhall.volunteering.models import Post
from gridhall.volunteering.service.days import open_day
from gridhall.volunteering.service.taking_back import take_back
from tests.factories import TODAY, make_person
from tests.pledges.pledge_hall import SUPERVISOR, at_desk


def test_a_months_list_is_frozen_and_names_nobody(db: Database, clerk: Clerk) -> None:
    with at_desk(db, clerk) as desk:
        person = make_person(desk.session, "张桂花")
        one = desk.add(
            "接送老人，电话13712345521", quantity=2, measure="次", person_id=person.id,
            opened_on=date(2026, 11, 3),
        )  # fmt: skip
        desk.add("早就做完的", opened_on=date(2026, 9, 3), proposer="欧阳建国")
        desk.add("路灯", proposer="三号楼居民", opened_on=date(2026, 10, 3))
        desk.claim(one, desk.tax, quantity=1)
        told = month_list(desk.session, "2026-11", TODAY)
        lines = {line.title: line for line in told.lines}
        mine = lines["接送老人，电话137****5521"]
        assert (mine.brought_by, mine.claimed_by, mine.left) == (
            "居民 张*花", "区税务局 1 次", "还差 1 次",
        )  # fmt: skip
        assert lines["早就做完的"].brought_by == "欧阳*国"
        assert lines["路灯"].brought_by == "三号楼居民"
        with desk.refused("公布月服务清单要主管来做"):
            post_month(desk.session, clerk, "2026-11", TODAY)
        made = post_month(desk.session, SUPERVISOR, "2026-11", TODAY)
        assert post_month(desk.session, SUPERVISOR, "2026-11", TODAY) == made
        desk.claim(one, desk.hospital)
        assert posted_list(desk.session, made) == told
        again = post_month(desk.session, SUPERVISOR, "2026-11", TODAY)
        assert [(row.id, row.ordinal) for row in posted(desk.session)] == [(again, 2), (made, 1)]
        with desk.refused("2026-12 还没有到"):
            month_list(desk.session, "2026-12", TODAY)
        with desk.refused("2026 年 8 月清单里没有项目"):
            post_month(desk.session, SUPERVISOR, "2026-08", TODAY)


def test_a_claimed_need_becomes_a_post_of_a_service_day_and_back(
    db: Database, clerk: Clerk
) -> None:
    with at_desk(db, clerk) as desk:
        one = desk.add("给老人量血压", content="上门量血压", grid_id=desk.grid, spot="3号楼前")
        claim = desk.claim(one, desk.hospital).row_id
        day = open_day(desk.session, SUPERVISOR, date(2026, 11, 25), shipped_calendar())
        made = make_post(desk.session, SUPERVISOR, claim, day, {})
        post = desk.session.get_one(Post, made.post_id)
        assert (post.name, post.content, post.spot) == ("给老人量血压", "上门量血压", "3号楼前")
        assert post.grid_id == desk.grid
        row = claim_row(desk.session, claim, TODAY)
        assert (row.state, row.post, row.post_day) == ("doing", "给老人量血压", date(2026, 11, 25))
        with desk.refused("已经排成岗位"):
            make_post(desk.session, SUPERVISOR, claim, day, {})
        for action in (made.done.action_id, made.plan_action_id):
            take_back(desk.session, SUPERVISOR, action)
        assert claim_row(desk.session, claim, TODAY).state == "claimed"
        assert desk.session.query(Post).all() == []
        desk.deliver(claim)
        with desk.refused("不用再排岗位"):
            make_post(desk.session, SUPERVISOR, claim, day, {})


def test_what_a_resident_asked_for_is_theirs_and_is_forgotten_with_them(
    db: Database, administrator: Clerk
) -> None:
    with at_desk(db, administrator) as desk:
        person = make_person(desk.session, "张桂花", status="died", died_on=date(2010, 1, 1))
        one = desk.add("换灯泡 13712345521", content="住 3-2-501", person_id=person.id)
        claim = desk.claim(one, desk.tax)
        desk.deliver(claim.row_id, result="给张桂花换了灯泡")
        file = personal_file(desk.session, person.id, TODAY, parts.PERSONAL)
        (mine,) = (part for part in file.sections if part.title == "需求和认领")
        assert mine.rows[0][:4] == ("需〔2026〕001", "需求清单", "换灯泡 13712345521", "住 3-2-501")
        anonymise(desk.session, administrator, [person.id], ("期满", TODAY), parts.KEEPERS)
        row = desk.session.get_one(ListItem, one)
        assert (row.title, row.content, row.person_id) == (ANONYMOUS, "", None)
        assert desk.claim_row(claim.row_id).result == ""
        assert find(desk.session, "换灯泡", kinds=["pledge"]) == []


def test_the_checks_find_nothing_in_a_sound_hall_and_what_was_broken(
    db: Database, clerk: Clerk
) -> None:
    with at_desk(db, clerk) as desk:
        one = desk.add(quantity=2)
        desk.confirm(desk.deliver(desk.claim(one, desk.tax).row_id).row_id)
        assert [found for found in problems(desk.session) if found.count] == []
        desk.session.execute(text("UPDATE list_item SET quantity = 1"))
        desk.session.execute(text("DELETE FROM search_entry"))
        desk.session.execute(text("UPDATE claim SET claimed_on = '2027-01-01'"))
        found = {problem.rule: problem.count for problem in problems(desk.session) if problem.count}
        assert found == {"pledge.too_much": 1, "search.pledges": 1, "claim.days": 1}
        desk.session.execute(text("UPDATE list_item SET state = 'open'"))
        assert {"pledge.state", "pledge.ended"} <= {
            problem.rule for problem in problems(desk.session) if problem.count
        }


def test_categories_are_the_halls_own(db: Database, clerk: Clerk) -> None:
    with at_desk(db, clerk) as desk:
        with desk.refused("改服务类别要主管来做"):
            save_category(desk.session, clerk, None, "陪诊")
        made = save_category(desk.session, SUPERVISOR, None, "陪诊")
        with desk.refused("已经有“陪诊”"):
            save_category(desk.session, SUPERVISOR, None, " 陪诊 ")
        save_category(desk.session, SUPERVISOR, made.row_id, "就医陪诊")
        desk.add(category_id=made.row_id)
        end_category(desk.session, SUPERVISOR, made.row_id, TODAY)
        assert categories(desk.session) == []
        assert [(row.name, row.items) for row in categories(desk.session, ended=True)] == [
            ("就医陪诊", 1)
        ]
