"""Transfers on their way: permits, materials, the hand-over; lists, catalogue, trail."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.registry.models import (
    HukouTransfer,
)
from gridhall.registry.queries import transfers as reads
from gridhall.registry.queries.transfers import Stage
from gridhall.registry.rules.changes import Refused
from gridhall.registry.rules.drafts import ResidentDraft
from gridhall.registry.rules.merging import EditedMeanwhile
from gridhall.registry.rules.transfers import (
    CategorySpec,
    MaterialSpec,
    Step,
    changed_parts,
    merged_plan,
)
from gridhall.registry.service import transfers as service
from tests.factories import (
    TODAY,
)
from tests.registry.transfer_desk import DAY, Desk, family_in, newcomers, to_police


@pytest.fixture
def desk(db: Database, clerk: Clerk) -> Iterator[Desk]:
    with db.write() as session:
        yield Desk(session, clerk)


def test_the_whole_way_with_permits(desk: Desk) -> None:
    desk.today = date(2026, 9, 1)
    card = desk.open(family_in(desk, one_stop=False, effective_on=desk.today))
    card = to_police(desk, card)
    assert "settled" not in card.next_states
    card = desk.step(card, "permit_issued", on=date(2026, 9, 1), no="鲁准 0012")
    desk.today = date(2026, 10, 1)
    card = desk.step(card, "moved_out", no="鲁迁 77")
    assert (card.permit_number, card.certificate_number) == ("鲁准 0012", "鲁迁 77")
    assert card.clock is not None
    assert (card.clock.word, card.clock.due_on) == ("迁移证还剩 30 天", date(2026, 10, 31))
    card = desk.settle(card)
    card = desk.step(card, "notified", "archived")
    assert [one.state for one in card.steps] == [
        "received", "accepted", "checking", "submitted", "permit_issued", "moved_out", "settled",
        "notified", "archived",
    ]  # fmt: skip
    assert card.clock is None
    assert card.next_states == ()


def test_nothing_is_settled_on_a_permit_that_has_run_out(desk: Desk) -> None:
    desk.today = date(2026, 9, 1)
    card = desk.open(family_in(desk, one_stop=False, effective_on=desk.today))
    card = desk.step(to_police(desk, card), "permit_issued", on=date(2026, 9, 1))
    desk.today = date(2026, 10, 12)
    for act in (desk.settle, lambda one: desk.step(one, "moved_out")):
        with pytest.raises(UserError, match="准迁证已于 2026-10-11 过期，请重新申请准迁证"):
            act(card)
    assert reads.transfers(desk.session, Stage.EXPIRING, desk.today)[0].id == card.id
    card = desk.step(card, "expired")
    assert card.row.state_label == "证件过期"
    with pytest.raises(UserError, match="要重新办理请新开一件"):
        desk.settle(card)


def test_nothing_is_settled_on_a_certificate_that_has_run_out(desk: Desk) -> None:
    desk.today = date(2026, 9, 1)
    card = desk.open(family_in(desk, one_stop=False, effective_on=desk.today))
    card = desk.step(to_police(desk, card), "permit_issued", "moved_out", on=date(2026, 9, 1))
    desk.today = date(2026, 10, 2)
    with pytest.raises(UserError, match="迁移证已于 2026-10-01 过期，请到迁出地派出所换开"):
        desk.settle(card)
    assert desk.settle(card, on=date(2026, 10, 1)).state == "settled"


def test_materials_are_asked_for_once_and_then_taken(desk: Desk) -> None:
    card = desk.open(family_in(desk, received=frozenset({1, 2})))
    assert [one.name for one in card.missing] == ["居民身份证", "合法稳定住所证明"]
    with pytest.raises(UserError, match="还缺 2 样必备材料：居民身份证、合法稳定住所证明"):
        desk.step(card, "accepted")
    card = desk.step(card, "material_notice")
    card = service.receive_material(desk.session, desk.clerk, card.id, [3, 4], TODAY)
    assert card.missing == ()
    card = desk.step(card, "accepted")
    with pytest.raises(UserError, match="没有第 9 样材料，共 5 样"):
        service.receive_material(desk.session, desk.clerk, card.id, [9], TODAY)
    whole = desk.open(family_in(desk, movers={-4: "02"}, applicant_id=-4, newcomers={
        -4: ResidentDraft("周全", sex="1", birth_date=date(1980, 1, 1))}))  # fmt: skip
    with pytest.raises(UserError, match="已经齐了，不用一次性告知"):
        desk.step(whole, "material_notice")


def test_the_green_channel_is_accepted_with_papers_to_come(desk: Desk) -> None:
    card = desk.open(family_in(desk, received=frozenset({1}), green_channel=True))
    card = desk.step(card, "accepted", "checking")
    with pytest.raises(UserError, match="还缺 3 样必备材料"):
        desk.step(card, "submitted")


def test_several_are_handed_over_together_or_none(desk: Desk) -> None:
    first = desk.step(desk.open(family_in(desk)), "accepted", "checking")
    other = {-9: ResidentDraft("周全", sex="1", birth_date=date(1980, 1, 1))}
    second = desk.open(family_in(desk, newcomers=other, movers={-9: "02"}, applicant_id=-9))
    step = Step("submitted", TODAY, number="龙腾移字〔2026〕第0001号")
    with pytest.raises(UserError, match="请先选要移交的"):
        service.hand_over(desk.session, desk.clerk, [], step, TODAY)
    with pytest.raises(UserError, match="现在是“已收件”，核验过的才能移交"):
        service.check_may_hand_over(second)
    second = desk.step(second, "accepted", "checking")
    cards = service.hand_over(desk.session, desk.clerk, [first.id, second.id], step, TODAY)
    assert {(one.state, one.row.number) for one in cards} == {
        ("submitted", first.number),
        ("submitted", second.number),
    }
    kept = desk.session.scalars(select(HukouTransfer.handover_number)).all()
    assert set(kept) == {"龙腾移字〔2026〕第0001号"}


def test_what_an_open_transfer_will_do_may_be_mended(desk: Desk) -> None:
    card = desk.open(family_in(desk))
    ids = {one.name: one.person_id for one in card.people}
    mended = replace(
        card.draft, movers={ids["李建军"]: "11", ids["王晓燕"]: "02", ids["李思涵"]: "32"}
    )
    change = (mended, card.version)
    card = service.amend_transfer(desk.session, desk.clerk, card.id, change, TODAY)
    card = desk.settle(to_police(desk, card))
    assert desk.home(desk.session.get_one(HukouTransfer, card.id).to_household_id)["王晓燕"] == "02"
    with pytest.raises(UserError, match="已经办完或不办了，不能再改内容"):
        service.amend_transfer(desk.session, desk.clerk, card.id, change, TODAY)


def test_of_two_clerks_who_amend_one_plan_the_second_is_told_who_was_faster(
    desk: Desk, supervisor: Clerk
) -> None:
    card = desk.open(family_in(desk))
    first = replace(card.draft, reason="随迁")
    now = service.amend_transfer(desk.session, supervisor, card.id, (first, card.version), TODAY)
    late = (replace(card.draft, from_place="青岛市"), card.version)
    with pytest.raises(EditedMeanwhile, match=r"刚由 高明 \d\d:\d\d 改过内容。.*刚填的还在"):
        service.amend_transfer(desk.session, desk.clerk, card.id, late, TODAY)
    assert (changed_parts(card.draft, now.draft), now.reason) == (("reason",), "随迁")
    both = merged_plan(now.draft, late[0], ["from"])
    after = service.amend_transfer(desk.session, desk.clerk, card.id, (both, now.version), TODAY)
    assert (after.reason, after.from_place) == ("随迁", "青岛市")
    desk.step(after, "accepted")
    with pytest.raises(EditedMeanwhile, match=r"王芳 .*登记了“已受理”"):
        service.amend_transfer(desk.session, supervisor, card.id, (both, after.version), TODAY)


def test_lists_show_each_stage(desk: Desk) -> None:
    card = desk.open(family_in(desk, received=frozenset()))
    assert reads.transfer_counts(desk.session, TODAY)[Stage.OPEN] == 1
    desk.step(card, "material_notice")
    counts = reads.transfer_counts(desk.session, TODAY)
    assert counts == {
        Stage.ALL: 1, Stage.OPEN: 1, Stage.WAITING: 1, Stage.POLICE: 0, Stage.EXPIRING: 0,
        Stage.SETTLED: 0, Stage.ENDED: 0,
    }  # fmt: skip
    for stage, many in counts.items():
        assert len(reads.transfers(desk.session, stage, TODAY)) == many
    assert reads.transfers(desk.session, Stage.ALL, TODAY, words="晓燕")[0].id == card.id
    assert reads.transfers(desk.session, Stage.ALL, TODAY, words="qy2026")[0].id == card.id
    assert reads.transfers(desk.session, Stage.ALL, TODAY, words="%") == []
    assert reads.transfers_of(desk.session, card.people[0].person_id, TODAY)[0].id == card.id
    assert reads.transfer_numbered(desk.session, card.number.lower()) == card.id
    with pytest.raises(UserError, match="没有编号为“QY1”的迁移"):
        reads.transfer_numbered(desk.session, "QY1")


def test_an_administrator_changes_the_catalogue(desk: Desk, administrator: Clerk) -> None:
    spec = CategorySpec(
        "in_property", "购房落户", "in", "moved_in", True, (MaterialSpec("不动产权证书"),)
    )
    with pytest.raises(UserError, match="改迁移类别要管理员来做"):
        service.change_category(desk.session, desk.clerk, spec, 1)
    service.install_categories(desk.session, administrator)
    row = service.change_category(desk.session, administrator, spec, 1)
    assert (row.code, row.name, row.version) == ("IN_PROPERTY", "购房落户", 2)
    with pytest.raises(EditedMeanwhile, match=r"“购房落户”刚由 管理员 \d\d:\d\d 改过"):
        service.change_category(desk.session, administrator, spec, 1)
    with pytest.raises(UserError, match="编号 IN_PROPERTY 已是“购房落户”，请换一个编号"):
        service.change_category(desk.session, administrator, replace(spec, name="新"), None)
    own = replace(spec, code="IN_OWN", name="蓝印户口")
    assert service.change_category(desk.session, administrator, own, 0).version == 1
    with pytest.raises(UserError, match="已有叫“蓝印户口”的类别"):
        service.change_category(desk.session, administrator, replace(own, code="IN_TWO"), 0)
    service.change_category(desk.session, administrator, replace(own, active=False), 1)
    assert "IN_OWN" not in {one.code for one in reads.categories(desk.session)}
    with pytest.raises(UserError, match="“蓝印户口”已经停用"):
        desk.open(family_in(desk, category="IN_OWN"))
    assert [one.name for one in desk.open(family_in(desk)).materials] == ["不动产权证书"]


def test_every_act_is_in_the_trail_without_numbers(desk: Desk) -> None:
    card = desk.settle(to_police(desk, desk.open(family_in(desk))))
    desk.reverse(card)
    told = desk.session.execute(select(AuditEntry.action, AuditEntry.detail)).all()
    acts = {one.action for one in told if one.action.startswith("transfer.")}
    assert acts == {
        "transfer.category", "transfer.open", "transfer.step", "transfer.settle",
        "transfer.reverse",
    }  # fmt: skip
    number = newcomers()[-1].id_number or "?"
    assert not [one for one in told if one.action.startswith("transfer.") and number in one.detail]


def test_what_was_only_asked_for_is_received_later(desk: Desk) -> None:
    card = desk.open(family_in(desk, consulting=True, received=frozenset()))
    assert (card.row.state_label, card.next_states) == ("咨询", ("received", "withdrawn"))
    desk.today = TODAY + 3 * DAY
    card = desk.step(card, "received")
    assert (card.state, card.row.received_on) == ("received", TODAY + 3 * DAY)


def test_what_came_to_nothing_is_taken_in_again_with_its_materials(desk: Desk) -> None:
    card = desk.open(family_in(desk, received=frozenset({1, 3})))
    again = reads.draft_again(desk.session, card.id, TODAY)
    with pytest.raises(Refused, match="已有在办的迁移"):
        desk.open(again)
    desk.step(card, "rejected", note="不符合条件")
    new = desk.open(again)
    assert new.number != card.number
    assert [one.place for one in new.materials if one.received_on] == [1, 3]
    assert [one.person_id for one in new.people] == [one.person_id for one in card.people]
