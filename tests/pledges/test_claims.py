from datetime import date, timedelta

from sqlalchemy import select

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.pledges.columns.items import due_tone, due_words, item_tone
from gridhall.pledges.models import Claim
from gridhall.pledges.queries.claims import claims_on
from gridhall.pledges.queries.items import item
from gridhall.pledges.rules.drafts import ItemDraft
from gridhall.pledges.service import claims, items
from gridhall.search.queries import find
from gridhall.volunteering.service.taking_back import take_back
from tests.factories import TODAY
from tests.pledges.pledge_hall import SUPERVISOR, at_desk


def test_an_item_is_numbered_claimed_in_parts_delivered_and_confirmed(
    db: Database, clerk: Clerk
) -> None:
    with at_desk(db, clerk) as desk:
        one = desk.add(quantity=3, measure="场", due_on=TODAY)
        row = item(desk.session, one, TODAY)
        assert (row.number, row.state, row.left) == ("需〔2026〕001", "open", 3)
        assert item(desk.session, desk.add("第二项"), TODAY).number == "需〔2026〕002"
        first = desk.claim(one, desk.tax, quantity=2).row_id
        assert desk.state(one) == "open"
        second = desk.claim(one, desk.hospital).row_id  # all that is left
        assert (desk.claim_row(second).quantity, desk.state(one)) == (1, "claimed")
        with desk.refused("已经认领完，没有剩下的"):
            desk.claim(one, desk.shop)
        claims.begin(desk.session, clerk, first)
        assert desk.state(one) == "doing"
        desk.deliver(first, people=4, served=30, money_fen=5000, result="量血压 30 人")
        desk.deliver(second)
        assert desk.state(one) == "delivered"
        desk.confirm(first)
        assert desk.state(one) == "delivered"
        desk.confirm(second, 10)
        row = item(desk.session, one, TODAY)
        assert (row.state, row.ended_on, row.done, row.is_late) == ("confirmed", TODAY, 3, False)
        told = claims_on(desk.session, one, TODAY)
        assert [(c.who, c.stars) for c in told] == [("市二院", 10), ("区税务局", 9)]


def test_what_is_refused_says_so_and_keeps_everything(db: Database, clerk: Clerk) -> None:
    with at_desk(db, clerk) as desk:
        one = desk.add(quantity=5, measure="场")
        with desk.refused("还剩 5 场，不能认领 6 场。请改成 5 以内"):
            desk.claim(one, desk.tax, quantity=6)
        with desk.refused("至少认领 1 场"):
            desk.claim(one, desk.tax, quantity=-1)
        with desk.refused("请选谁来认领"):
            desk.claim(one)
        with desk.refused("承诺日期不能早于今天"):
            desk.claim(one, desk.tax, promised_on=TODAY - timedelta(days=1))
        done = desk.claim(one, desk.tax, quantity=2)
        with desk.refused("区税务局已经认领了“为独居老人量血压” 2 场。要加数量，请改那一项认领"):
            desk.claim(one, desk.tax, quantity=1)
        version = desk.claim_row(done.row_id).version
        with desk.refused("还剩 5 场，不能认领 6 场"):
            claims.change_claim(desk.session, clerk, done.row_id, (6, None), version)
        claims.change_claim(desk.session, clerk, done.row_id, (4, TODAY), version)
        assert item(desk.session, one, TODAY).left == 1
        with desk.refused("别处刚改过"):
            claims.change_claim(desk.session, clerk, done.row_id, (3, None), version)
        changed = ItemDraft("demand", "少一些", 3, "场", item_id=one, version=_version(desk, one))
        with desk.refused("已经认领 4 场，数量不能少于 4"):
            desk.added(changed)
        with desk.refused("撤下清单项目要主管来做"):
            items.withdraw_item(desk.session, clerk, one, "不用了", TODAY)
        with desk.refused("已经认领 4 场，不能撤下。剩下的不再征集，请把数量改成 4"):
            items.withdraw_item(desk.session, SUPERVISOR, one, "不用了", TODAY)
        with desk.refused("现在是“已认领”，不能确认完成"):
            desk.confirm(done.row_id)
        with desk.refused("请写为什么放弃"):
            claims.give_up(desk.session, clerk, done.row_id, " ")
        claims.give_up(desk.session, clerk, done.row_id, "人手抽不出来")
        items.withdraw_item(desk.session, SUPERVISOR, one, "居民自己解决了", TODAY)
        with desk.refused("已经撤下，不能认领"):
            desk.claim(one, desk.tax)


def _version(desk: object, one: int) -> int:
    session = desk.session  # type: ignore[attr-defined]
    return item(session, one, TODAY).version


def test_what_is_typed_wrongly_is_named_field_by_field(db: Database, clerk: Clerk) -> None:
    with at_desk(db, clerk) as desk:
        with desk.refused("请填写名称"):
            desk.add("  ")
        with desk.refused("数量要在 1 到 99999 之间，现在是 0"):
            desk.add(quantity=0)
        with desk.refused("收集日期不能晚于今天"):
            desk.add(opened_on=TODAY + timedelta(days=1))
        with desk.refused("希望完成的日子要在收集日期"):
            desk.add(due_on=date(2026, 1, 1))
        with desk.refused("请选提供资源的单位"):
            desk.add(kind="resource")
        with desk.refused("惠民实事记在项目清单里"):
            desk.add(is_practical=True)
        with desk.refused("还有 2 处要改：名称、数量"):
            desk.add("", quantity=-3)
        with desk.refused("没有这个服务类别"):
            desk.add(category_id=999)
        one = desk.claim(desk.add(), desk.tax).row_id
        with desk.refused("参加人数要在 0 到 99999 之间，现在是 -1"):
            desk.deliver(one, people=-1)
        desk.deliver(one)
        with desk.refused("满意度是 1 到 10 颗星，现在是 11"):
            desk.confirm(one, 11)


def test_the_community_claims_a_resource_and_a_match_uses_both(db: Database, clerk: Clerk) -> None:
    with at_desk(db, clerk) as desk:
        need = desk.add("老年人测血压", quantity=3, measure="场")
        offer = desk.add("义诊测血压", "resource", quantity=5, measure="场", unit_id=desk.hospital)
        with desk.refused("资源由社区认领，请选哪个组织来用"):
            desk.claim(offer)
        used = desk.claim(offer, organisation_id=desk.community, quantity=1).row_id
        assert desk.claim_row(used).direction == "community"
        met = desk.claim(need, matched_id=offer, quantity=2).row_id
        row = desk.claim_row(met)
        assert (row.direction, row.unit_id) == ("unit", desk.hospital)
        assert item(desk.session, offer, TODAY).left == 2
        with desk.refused("还剩 2 场"):
            desk.claim(offer, organisation_id=desk.community, quantity=3, request_key="x")
        claims.change_claim(desk.session, clerk, met, (3, None), row.version)
        assert item(desk.session, offer, TODAY).left == 1
        assert desk.state(need) == "claimed"
        with desk.refused("对接是用资源满足需求或项目"):
            desk.claim(offer, matched_id=need)


def test_a_taking_back_frees_what_was_claimed_and_never_overbooks(
    db: Database, clerk: Clerk
) -> None:
    with at_desk(db, clerk) as desk:
        one = desk.add(quantity=10, measure="人")
        first = desk.claim(one, desk.tax, quantity=6)
        second = desk.claim(one, desk.hospital)
        assert desk.state(one) == "claimed"
        take_back(desk.session, clerk, first.action_id)  # though another came later
        assert (desk.state(one), item(desk.session, one, TODAY).left) == ("open", 6)
        given = claims.give_up(desk.session, clerk, second.row_id, "忙")
        desk.claim(one, desk.shop)
        with desk.refused("只有 10 人"):
            take_back(desk.session, clerk, given.action_id)
        assert len(desk.session.scalars(select(Claim)).all()) == 2


def test_an_item_taken_back_is_found_no_more_and_one_request_is_done_once(
    db: Database, clerk: Clerk
) -> None:
    with at_desk(db, clerk) as desk:
        draft = ItemDraft("project", "硬化小区道路 13812345678", request_key="k1", unit_id=desk.tax)
        done = desk.added(draft)
        assert desk.added(draft) == done
        (hit,) = find(desk.session, "硬化", kinds=["pledge"])
        assert (hit.record_id, hit.number) == (done.row_id, "项〔2026〕001")
        assert "12345678" not in hit.title
        assert find(desk.session, "yhxqdl", kinds=["pledge"])
        take_back(desk.session, clerk, done.action_id)
        assert find(desk.session, "硬化", kinds=["pledge"]) == []
        trail = desk.session.scalars(select(AuditEntry.detail)).all()
        assert not any("13812345678" in said for said in trail)


def test_a_units_own_project_is_pledged_as_it_is_added(db: Database, clerk: Clerk) -> None:
    with at_desk(db, clerk) as desk:
        one = desk.add(
            "修路灯", "project", unit_id=desk.tax, is_practical=True, is_pledged=True, quantity=2
        )
        assert desk.state(one) == "claimed"
        (mine,) = claims_on(desk.session, one, TODAY)
        assert (mine.unit, mine.quantity, mine.is_practical) == ("区税务局", 2, True)
        with desk.refused("本单位承办的要是项目"):
            desk.add("x", unit_id=desk.tax, is_pledged=True)


def test_what_is_late_is_told_in_words_until_it_is_delivered(db: Database, clerk: Clerk) -> None:
    with at_desk(db, clerk) as desk:
        past = desk.add(opened_on=TODAY - timedelta(days=9), due_on=TODAY - timedelta(days=6))
        told = {
            "过期 6 天": past,
            "今天到期": desk.add("今天要", due_on=TODAY),
            str(TODAY + timedelta(days=9)): desk.add("还早", due_on=TODAY + timedelta(days=9)),
            "不限": desk.add("不急"),
        }
        rows = {words: item(desk.session, one, TODAY) for words, one in told.items()}
        assert [due_words(row) for row in rows.values()] == list(told)
        assert [due_tone(row) for row in rows.values()] == ["red", "amber", "green", "blue"]
        assert [item_tone(row) for row in rows.values()] == ["amber"] * 4  # red is the day's alone
        done = desk.claim(past, desk.tax).row_id
        desk.deliver(done)
        row = item(desk.session, past, TODAY)
        assert (row.is_late, due_words(row), due_tone(row)) == (False, str(row.due_on), "blue")
        desk.confirm(done)
        assert due_tone(item(desk.session, past, TODAY)) == "grey"
