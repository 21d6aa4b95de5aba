"""Transfers on a real register: taken in, moved on, settled at once, taken back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.registry import queries
from gridhall.registry.models import (
    Household,
    HukouTransfer,
    Person,
    PersonEvent,
    RegisterAction,
    TransferCategory,
)
from gridhall.registry.queries import transfers as reads
from gridhall.registry.queries.monthly import monthly_table
from gridhall.registry.queries.transfers import Stage, TransferCard
from gridhall.registry.rules.changes import NEW, Change, Refused, Target
from gridhall.registry.rules.drafts import DraftProblems, ResidentDraft
from gridhall.registry.rules.transfers import CategorySpec, MaterialSpec, Step, TransferDraft
from gridhall.registry.service import carry_out
from gridhall.registry.service import transfers as service
from gridhall.registry.service.arrivals import register_arrival
from tests.factories import (
    TODAY,
    id_number,
    make_dwelling,
    make_family,
    make_household,
    make_person,
)

ALL = frozenset(range(1, 7))
DAY = timedelta(days=1)


@dataclass
class Desk:
    """A session of the register, and the clerk at the counter."""

    session: Session
    clerk: Clerk
    today: date = TODAY

    def open(self, draft: TransferDraft) -> TransferCard:
        return service.open_transfer(self.session, self.clerk, draft, self.today)

    def step(self, card: TransferCard, *states: str, **said: Any) -> TransferCard:
        for state in states:
            step = Step(state, said.get("on", self.today), said.get("note", ""), said.get("no", ""))
            card = service.step_transfer(self.session, self.clerk, card.id, step, self.today)
        return card

    def settle(self, card: TransferCard, on: date | None = None) -> TransferCard:
        return service.settle_transfer(
            self.session, self.clerk, card.id, on or self.today, self.today
        )

    def reverse(self, card: TransferCard, reason: str = "派出所退回") -> TransferCard:
        return service.reverse_transfer(self.session, self.clerk, card.id, reason, self.today)

    def home(self, household_id: int | None) -> dict[str, str]:
        """Who is in a household and as what."""
        assert household_id is not None
        home = queries.home_standing(self.session, [household_id])[household_id]
        return {one.name: one.relation for one in home.members}


@pytest.fixture
def desk(db: Database, clerk: Clerk) -> Iterator[Desk]:
    with db.write() as session:
        yield Desk(session, clerk)


def _newcomers() -> dict[int, ResidentDraft]:
    """李建军, his wife and their daughter, nobody of whom the register knows."""
    father = id_number(date(1984, 5, 2), "1", 71, "370602")
    mother = id_number(date(1986, 8, 9), "2", 72, "370602")
    return {
        -1: ResidentDraft("李建军", father, phone="13712345521"),
        -2: ResidentDraft("王晓燕", mother),
        -3: ResidentDraft("李思涵", sex="2", birth_date=date(2017, 4, 1)),
    }


def _family_in(desk: Desk, **said: Any) -> TransferDraft:
    dwelling = make_dwelling(desk.session, "御景小区 3-2-502")
    facts: dict[str, Any] = {
        "direction": "in",
        "category": "IN_PROPERTY",
        "applicant_id": -1,
        "effective_on": TODAY,
        "newcomers": _newcomers(),
        "movers": {-1: "02", -2: "12", -3: "32"},
        "target": Target(NEW, dwelling.id, "御景小区 3-2-502"),
        "from_place": "山东省烟台市芝罘区",
        "received": ALL,
        "one_stop": True,
    }
    return TransferDraft(**facts | said)


def _moving(leaving: dict[int, str], **said: Any) -> TransferDraft:
    facts: dict[str, Any] = {
        "direction": "out",
        "category": "OUT_STUDENT",
        "applicant_id": next(iter(leaving)),
        "effective_on": TODAY,
        "movers": leaving,
        "to_place": "山东省青岛市",
        "received": ALL,
    }
    return TransferDraft(**facts | said)


def _by_name(desk: Desk, household: Household) -> dict[str, int]:
    home = queries.home_standing(desk.session, [household.id])[household.id]
    return {one.name: one.person_id for one in home.members}


def _to_police(desk: Desk, card: TransferCard) -> TransferCard:
    return desk.step(card, "accepted", "checking", "submitted")


# --- opening


def test_opening_takes_people_in_and_leaves_the_register_as_it_is(desk: Desk) -> None:
    before = queries.counts(desk.session)
    card = desk.open(_family_in(desk))
    assert (card.number, card.state) == ("QY20261124-001", "received")
    assert [(one.name, one.relation_label, one.home) for one in card.people] == [
        ("李建军", "户主", ""),
        ("王晓燕", "妻", ""),
        ("李思涵", "长女", ""),
    ]
    assert card.row.title == "李建军等 3 人"
    assert card.to_place == "御景小区 3-2-502"
    assert not card.missing
    assert [one.label for one in card.steps] == ["已收件"]
    assert queries.counts(desk.session).households == before.households
    assert {one.status for one in desk.session.scalars(select(Person))} == {"unsettled"}
    assert all(
        "370602" not in one.masked_id[6:] and "*" in one.masked_id for one in card.people[:2]
    )


def test_two_presses_are_one_transfer(desk: Desk) -> None:
    draft = _family_in(desk, request_key="k1")
    assert desk.open(draft).id == desk.open(draft).id
    assert desk.session.scalar(select(func.count()).select_from(HukouTransfer)) == 1
    assert desk.session.scalar(select(func.count()).select_from(Person)) == 3


def test_the_plan_shows_the_household_before_anything_is_written(desk: Desk) -> None:
    plan = reads.draft_plan(desk.session, _family_in(desk), TODAY)
    assert not plan.hard
    home = plan.home(NEW)
    assert [one.name for one in home.members] == ["李建军", "王晓燕", "李思涵"]
    assert home.title == "李建军户"
    assert desk.session.scalar(select(func.count()).select_from(Person)) == 0


def test_an_older_hall_gets_the_catalogue_with_its_first_transfer(desk: Desk) -> None:
    assert desk.session.scalar(select(func.count()).select_from(TransferCategory)) == 0
    shown = reads.categories(desk.session, "in")
    assert shown[0].code == "IN_PROPERTY"
    assert {one.direction for one in shown} == {"in"}
    desk.open(_family_in(desk))
    assert reads.categories(desk.session, "in")[0].version == 1
    assert service.install_categories(desk.session, desk.clerk) == 0


def test_who_comes_back_is_the_same_person(desk: Desk) -> None:
    family = make_family(desk.session)
    son = _by_name(desk, family)["李建军"]
    number = desk.session.get_one(Person, son).id_number
    out = desk.open(_moving({son: ""}))
    desk.settle(_to_police(desk, out))
    assert desk.session.get_one(Person, son).status == "left"
    back = _family_in(
        desk,
        newcomers={-1: ResidentDraft("李建军", number)},
        movers={-1: "20"},
        target=Target(family.id),
    )
    card = desk.settle(_to_police(desk, desk.open(back)))
    assert [one.person_id for one in card.people] == [son]
    assert desk.home(family.id)["李建军"] == "20"
    assert desk.session.get_one(Person, son).status == "present"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"movers": {}, "newcomers": {}, "applicant_id": 0}, "请选申请人"),
        ({"target": None}, "请选迁到哪一户"),
        ({"effective_on": TODAY + DAY}, "还没有到"),
        ({"movers": {-1: "02", -2: "02", -3: "32"}}, "都是户主"),
        ({"movers": {-1: "20", -2: "12", -3: "32"}}, "新户还没有户主"),
        ({"category": "IN_SPACE"}, "没有“IN_SPACE”这个迁移类别"),
        ({"direction": "out"}, "不属于“迁出”"),
        ({"movers": {-1: "02", 99999: "12"}}, "没有档案"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    desk: Desk, change: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        desk.open(_family_in(desk, **change))
    assert desk.session.scalar(select(func.count()).select_from(HukouTransfer)) == 0


def test_somebody_dead_does_not_move_out(desk: Desk) -> None:
    family = make_family(desk.session)
    who = _by_name(desk, family)
    carry_out(
        desk.session,
        desk.clerk,
        Change("died", TODAY, TODAY, {who["李建军"]: ""}),
        TODAY,
    )
    with pytest.raises(Refused, match="李建军已经去世，档案已冻结，不能再变动"):
        desk.open(_moving({who["李建军"]: ""}))


def test_nobody_is_in_two_open_transfers(desk: Desk) -> None:
    family = make_family(desk.session)
    son = _by_name(desk, family)["李建军"]
    first = desk.open(_moving({son: ""}))
    with pytest.raises(Refused, match=f"已有在办的迁移 {first.number}（已收件）"):
        desk.open(_moving({son: ""}))
    desk.step(first, "withdrawn", note="本人不办了")
    desk.open(_moving({son: ""}))


def test_a_newcomer_whose_number_is_wrong_is_told_by_field(desk: Desk) -> None:
    wrong = {-1: ResidentDraft("李建军", "370602198405021234")}
    with pytest.raises(DraftProblems, match="最后一位对不上"):
        desk.open(_family_in(desk, newcomers=wrong, movers={-1: "02"}))
    kept = make_person(desk.session, "赵明")
    other = {-1: ResidentDraft("李建军", kept.id_number)}
    with pytest.raises(DraftProblems, match="登记的是“赵明”，不是“李建军”"):
        desk.open(_family_in(desk, newcomers=other, movers={-1: "02"}))
    with pytest.raises(DraftProblems, match="没有证件的，填性别和出生日期"):
        register_arrival(desk.session, desk.clerk, ResidentDraft("李婴"), TODAY)


def test_the_same_person_in_two_lines_is_refused(desk: Desk) -> None:
    twice = {-1: _newcomers()[-1], -2: _newcomers()[-1]}
    with pytest.raises(UserError, match="有两行是同一个人"):
        desk.open(_family_in(desk, newcomers=twice, movers={-1: "02", -2: "71"}))


def test_a_draft_is_kept_for_its_clerk_and_goes_with_the_transfer(desk: Desk) -> None:
    draft = _family_in(desk)
    service.keep_draft(desk.session, desk.clerk, draft)
    service.keep_draft(desk.session, desk.clerk, replace(draft, reason="买了房"))
    assert reads.stored_draft(desk.session, desk.clerk) == replace(draft, reason="买了房")
    desk.open(draft)
    assert reads.stored_draft(desk.session, desk.clerk) is None
    service.keep_draft(desk.session, desk.clerk, draft)
    service.forget_draft(desk.session, desk.clerk)
    assert reads.stored_draft(desk.session, desk.clerk) is None


# --- on its way


def test_the_whole_way_with_permits(desk: Desk) -> None:
    desk.today = date(2026, 9, 1)
    card = desk.open(_family_in(desk, one_stop=False, effective_on=desk.today))
    card = _to_police(desk, card)
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
    card = desk.open(_family_in(desk, one_stop=False, effective_on=desk.today))
    card = desk.step(_to_police(desk, card), "permit_issued", on=date(2026, 9, 1))
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
    card = desk.open(_family_in(desk, one_stop=False, effective_on=desk.today))
    card = desk.step(_to_police(desk, card), "permit_issued", "moved_out", on=date(2026, 9, 1))
    desk.today = date(2026, 10, 2)
    with pytest.raises(UserError, match="迁移证已于 2026-10-01 过期，请到迁出地派出所换开"):
        desk.settle(card)
    assert desk.settle(card, on=date(2026, 10, 1)).state == "settled"


def test_materials_are_asked_for_once_and_then_taken(desk: Desk) -> None:
    card = desk.open(_family_in(desk, received=frozenset({1, 2})))
    assert [one.name for one in card.missing] == ["居民身份证", "合法稳定住所证明"]
    with pytest.raises(UserError, match="还缺 2 样必备材料：居民身份证、合法稳定住所证明"):
        desk.step(card, "accepted")
    card = desk.step(card, "material_notice")
    card = service.receive_material(desk.session, desk.clerk, card.id, [3, 4], TODAY)
    assert card.missing == ()
    card = desk.step(card, "accepted")
    with pytest.raises(UserError, match="没有第 9 样材料，共 5 样"):
        service.receive_material(desk.session, desk.clerk, card.id, [9], TODAY)
    whole = desk.open(_family_in(desk, movers={-4: "02"}, applicant_id=-4, newcomers={
        -4: ResidentDraft("周全", sex="1", birth_date=date(1980, 1, 1))}))  # fmt: skip
    with pytest.raises(UserError, match="已经齐了，不用一次性告知"):
        desk.step(whole, "material_notice")


def test_the_green_channel_is_accepted_with_papers_to_come(desk: Desk) -> None:
    card = desk.open(_family_in(desk, received=frozenset({1}), green_channel=True))
    card = desk.step(card, "accepted", "checking")
    with pytest.raises(UserError, match="还缺 3 样必备材料"):
        desk.step(card, "submitted")


def test_several_are_handed_over_together_or_none(desk: Desk) -> None:
    first = desk.step(desk.open(_family_in(desk)), "accepted", "checking")
    other = {-9: ResidentDraft("周全", sex="1", birth_date=date(1980, 1, 1))}
    second = desk.open(_family_in(desk, newcomers=other, movers={-9: "02"}, applicant_id=-9))
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
    card = desk.open(_family_in(desk))
    ids = {one.name: one.person_id for one in card.people}
    mended = replace(
        card.draft, movers={ids["李建军"]: "11", ids["王晓燕"]: "02", ids["李思涵"]: "32"}
    )
    card = service.amend_transfer(desk.session, desk.clerk, card.id, mended, TODAY)
    card = desk.settle(_to_police(desk, card))
    assert desk.home(desk.session.get_one(HukouTransfer, card.id).to_household_id)["王晓燕"] == "02"
    with pytest.raises(UserError, match="已经办完或不办了，不能再改内容"):
        service.amend_transfer(desk.session, desk.clerk, card.id, mended, TODAY)


# --- settled


def test_a_family_of_three_moves_in_at_once(desk: Desk) -> None:
    card = desk.settle(_to_police(desk, desk.open(_family_in(desk))))
    home = desk.session.get_one(HukouTransfer, card.id).to_household_id
    assert desk.home(home) == {"李建军": "02", "王晓燕": "12", "李思涵": "32"}
    told = desk.session.execute(
        select(PersonEvent.kind, func.count())
        .where(PersonEvent.action_id == card.action_id)
        .group_by(PersonEvent.kind)
    ).all()
    assert {tuple(one) for one in told} == {("moved_in", 3), ("hukou_changed", 3)}
    action = desk.session.get_one(RegisterAction, card.action_id)
    assert (action.kind, action.paper) == ("moved_in", card.number)
    people = desk.session.scalars(select(Person)).all()
    assert {(one.status, one.hukou_kind) for one in people} == {("present", "local")}
    assert {one.came_here for one in people} == {"2026年11月24日由山东省烟台市芝罘区迁来"}
    november = monthly_table(desk.session, date(2026, 11, 1), TODAY)[0]
    assert (november.opening, november.came, november.closing) == (0, 3, 3)
    assert november.is_proved


def test_the_running_totals_count_households_and_people(desk: Desk) -> None:
    desk.settle(_to_police(desk, desk.open(_family_in(desk))))
    baby = {-1: ResidentDraft("李思远", sex="1", birth_date=date(2026, 11, 2))}
    home = desk.session.scalars(select(Household)).one()
    born = _family_in(
        desk, category="IN_BIRTH", newcomers=baby, movers={-1: "22"}, target=Target(home.id),
        applicant_id=desk.session.scalars(select(Person.id).limit(1)).one(),
        effective_on=TODAY,
    )  # fmt: skip
    desk.settle(_to_police(desk, desk.open(born)))
    totals = reads.running_totals(desk.session, 2026)
    assert [(one.month, one.households, one.people) for one in totals[9:]] == [
        (10, 0, 0),
        (11, 1, 3),
        (12, 0, 0),
    ]
    assert (totals[11].households_so_far, totals[11].people_so_far) == (1, 3)
    assert len(reads.move_ins(desk.session, 2026, 11, TODAY)) == 1


def test_a_settlement_looks_at_the_register_as_it_is_now(desk: Desk) -> None:
    """Between receipt and settlement the household got another head."""
    family = make_family(desk.session)
    who = _by_name(desk, family)
    draft = _family_in(
        desk,
        newcomers={-1: ResidentDraft("李建国", sex="1", birth_date=date(1982, 1, 1))},
        movers={-1: "02"},
        relations={who["张桂花"]: "52"},
        target=Target(family.id),
    )
    card = _to_police(desk, desk.open(draft))
    change = {who["张桂花"]: "52", who["李建军"]: "02", who["王晓燕"]: "12", who["李思涵"]: "32"}
    carry_out(
        desk.session, desk.clerk, Change("head_changed", TODAY, TODAY, relations=change), TODAY
    )
    with pytest.raises(Refused, match="都是户主，一户只能有一位"):
        desk.settle(card)
    assert desk.session.get_one(HukouTransfer, card.id).state == "submitted"


def test_the_whole_household_leaves_and_ends(desk: Desk) -> None:
    family = make_family(desk.session)
    everybody = dict.fromkeys(_by_name(desk, family).values(), "")
    card = desk.settle(_to_police(desk, desk.open(_moving(everybody))))
    assert card.row.state_label == "已迁出"
    assert desk.session.get_one(Household, family.id).ended_on == TODAY
    assert {one.status for one in desk.session.scalars(select(Person))} == {"left"}
    assert {one.hukou_address for one in desk.session.scalars(select(Person))} == {"山东省青岛市"}


def test_when_the_head_leaves_a_new_one_is_asked_for(desk: Desk) -> None:
    family = make_family(desk.session)
    who = _by_name(desk, family)
    leaving = _moving({who["张桂花"]: ""})
    with pytest.raises(Refused, match="户主迁出后，本户还剩 3 人，请选新户主"):
        desk.open(leaving)
    new = {who["李建军"]: "02", who["王晓燕"]: "12", who["李思涵"]: "32"}
    card = desk.settle(_to_police(desk, desk.open(replace(leaving, relations=new))))
    assert card.row.people == 1
    assert desk.home(family.id) == {"李建军": "02", "王晓燕": "12", "李思涵": "32"}


def test_a_child_left_alone_needs_a_reason(desk: Desk) -> None:
    family = make_family(desk.session)
    who = _by_name(desk, family)
    grown = {who[name]: "" for name in ("张桂花", "李建军", "王晓燕")}
    alone = _moving(grown, relations={who["李思涵"]: "02"})
    with pytest.raises(Refused, match="李思涵（9 岁）独自留在户里：未成年人一般随监护人一同迁移"):
        desk.open(alone)
    desk.open(replace(alone, reason="随祖父就读，已委托监护"))


def test_two_households_become_one(desk: Desk) -> None:
    family = make_family(desk.session)
    uncle = make_person(desk.session, "李建国", sex="1", birth_date=date(1982, 1, 1))
    alone = make_household(desk.session, [(uncle, "02")], "御景小区 5-1-101")
    draft = TransferDraft(
        "merge", "MERGE", uncle.id, TODAY, movers={uncle.id: "20"}, target=Target(family.id),
        received=ALL,
    )  # fmt: skip
    card = desk.settle(_to_police(desk, desk.open(draft)))
    assert desk.home(family.id)["李建国"] == "20"
    assert desk.session.get_one(Household, alone.id).ended_on == TODAY
    assert card.from_place == "御景小区 5-1-101"
    with pytest.raises(Refused, match="并户要并进已有的户"):
        desk.open(replace(draft, target=Target(NEW, alone.dwelling_id)))


def test_who_lives_here_already_only_gets_the_hukou(desk: Desk) -> None:
    """人在户不在: the family is in the register with a hukou elsewhere."""
    family = make_family(desk.session)
    who = _by_name(desk, family)
    draft = _family_in(
        desk, newcomers={}, target=Target(family.id), applicant_id=who["李建军"],
        movers={who["李建军"]: "20", who["王晓燕"]: "38"},
    )  # fmt: skip
    desk.settle(_to_police(desk, desk.open(draft)))
    hukou = {
        name: kind for name, kind in desk.session.execute(select(Person.name, Person.hukou_kind))
    }
    assert hukou == {"张桂花": "outside", "李建军": "local", "王晓燕": "local", "李思涵": "outside"}
    assert desk.home(family.id)["李建军"] == "20"
    assert reads.running_totals(desk.session, 2026)[10].people == 2
    with pytest.raises(Refused, match="李建军的户口已在本社区，请改选“社区内迁移”"):
        desk.open(replace(draft, movers={who["李建军"]: "20"}))


def test_a_death_is_told_with_its_own_day(desk: Desk) -> None:
    family = make_family(desk.session)
    son = _by_name(desk, family)["李建军"]
    day = date(2026, 11, 20)
    draft = _moving({son: ""}, category="OUT_DEATH", effective_on=day)
    desk.settle(_to_police(desk, desk.open(draft)))
    kept = desk.session.get_one(Person, son)
    assert (kept.status, kept.died_on, kept.hukou_kind) == ("died", day, "outside")


def test_a_new_name_is_a_transfer_of_nobody(desk: Desk) -> None:
    family = make_family(desk.session)
    son = _by_name(desk, family)["李建军"]
    draft = TransferDraft(
        "inside", "NAME_CHANGE", son, TODAY, facts={son: {"name": "李建国"}}, received=ALL
    )
    card = desk.settle(_to_police(desk, desk.open(draft)))
    assert [one.name for one in card.people] == ["李建国"]
    assert "李建国" in desk.home(family.id)


# --- taken back


def test_a_reversal_puts_everything_back(desk: Desk) -> None:
    family = make_family(desk.session)
    everybody = dict.fromkeys(_by_name(desk, family).values(), "")
    before = (desk.home(family.id), _people(desk))
    card = desk.settle(_to_police(desk, desk.open(_moving(everybody))))
    back = desk.reverse(card)
    assert (desk.home(family.id), _people(desk)) == before
    assert desk.session.get_one(Household, family.id).ended_on is None
    assert back.row.reverses_number == card.number
    assert (back.row.state_label, back.next_states) == ("已冲回", ())
    old = reads.transfer_card(desk.session, card.id, TODAY)
    assert (old.state, old.row.reversed_by) == ("settled", back.number)
    assert not old.row.may_be_reversed
    with pytest.raises(UserError, match=f"已经由 {back.number} 撤回过了"):
        desk.reverse(card)
    with pytest.raises(UserError, match="本身是撤回的记录，不能再撤"):
        desk.reverse(back)


def _people(desk: Desk) -> list[tuple[Any, ...]]:
    desk.session.expire_all()
    fields = (Person.name, Person.status, Person.hukou_kind, Person.hukou_address, Person.came_here)
    return [tuple(row) for row in desk.session.execute(select(*fields).order_by(Person.id))]


def test_what_was_taken_back_does_not_count(desk: Desk) -> None:
    card = desk.settle(_to_police(desk, desk.open(_family_in(desk))))
    desk.reverse(card)
    assert reads.running_totals(desk.session, 2026)[10].people == 0
    assert monthly_table(desk.session, date(2026, 11, 1), TODAY)[0].is_proved


def test_what_was_built_on_it_is_told_instead(desk: Desk) -> None:
    card = desk.settle(_to_police(desk, desk.open(_family_in(desk))))
    child = card.people[2].person_id
    carry_out(desk.session, desk.clerk, Change("died", TODAY, TODAY, {child: ""}), TODAY)
    with pytest.raises(UserError, match=f"不能撤回迁入：之后又办了{TODAY} 去世"):
        desk.reverse(card)


def test_only_who_settled_it_or_a_supervisor_takes_it_back(desk: Desk, supervisor: Clerk) -> None:
    card = desk.open(_family_in(desk))
    with pytest.raises(UserError, match="现在是“已收件”，还没有落户；不办了请登记“已撤回”"):
        desk.reverse(card)
    card = desk.settle(_to_police(desk, card))
    with pytest.raises(UserError, match="请写明撤回这件迁移的原因"):
        desk.reverse(card, " ")
    other = replace(desk.clerk, id=9, name="李娜")
    with pytest.raises(UserError, match="撤回别人办的迁移要主管来做"):
        service.reverse_transfer(desk.session, other, card.id, "派出所退回", TODAY)
    service.reverse_transfer(desk.session, supervisor, card.id, "派出所退回", TODAY)


def test_a_settlement_pressed_twice_is_one(desk: Desk) -> None:
    card = _to_police(desk, desk.open(_family_in(desk)))
    assert desk.settle(card).action_id == desk.settle(card).action_id
    kinds = desk.session.scalars(select(RegisterAction.kind)).all()
    assert kinds.count("moved_in") == 1


# --- lists, catalogue, trail


def test_lists_show_each_stage(desk: Desk) -> None:
    card = desk.open(_family_in(desk, received=frozenset()))
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
    with pytest.raises(UserError, match="刚被别人改过"):
        service.change_category(desk.session, administrator, spec, 1)
    own = replace(spec, code="IN_OWN", name="蓝印户口")
    assert service.change_category(desk.session, administrator, own, 0).version == 1
    with pytest.raises(UserError, match="已有叫“蓝印户口”的类别"):
        service.change_category(desk.session, administrator, replace(own, code="IN_TWO"), 0)
    service.change_category(desk.session, administrator, replace(own, active=False), 1)
    assert "IN_OWN" not in {one.code for one in reads.categories(desk.session)}
    with pytest.raises(UserError, match="“蓝印户口”已经停用"):
        desk.open(_family_in(desk, category="IN_OWN"))
    assert [one.name for one in desk.open(_family_in(desk)).materials] == ["不动产权证书"]


def test_every_act_is_in_the_trail_without_numbers(desk: Desk) -> None:
    card = desk.settle(_to_police(desk, desk.open(_family_in(desk))))
    desk.reverse(card)
    told = desk.session.execute(select(AuditEntry.action, AuditEntry.detail)).all()
    acts = {one.action for one in told if one.action.startswith("transfer.")}
    assert acts == {
        "transfer.category", "transfer.open", "transfer.step", "transfer.settle",
        "transfer.reverse",
    }  # fmt: skip
    number = _newcomers()[-1].id_number or "?"
    assert not [one for one in told if one.action.startswith("transfer.") and number in one.detail]
