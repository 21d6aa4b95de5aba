"""Transfers are taken in: newcomers, doubts, drafts; the register is not changed yet."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select, update

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.registry import queries
from gridhall.registry.models import (
    HukouTransfer,
    Person,
    TransferCategory,
)
from gridhall.registry.models import TransferDraft as KeptDraft
from gridhall.registry.queries import transfers as reads
from gridhall.registry.rules.changes import NEW, Change, Refused, Target
from gridhall.registry.rules.drafts import DraftProblems, ResidentDraft
from gridhall.registry.service import carry_out
from gridhall.registry.service import transfers as service
from gridhall.registry.service.arrivals import register_arrival
from tests.factories import (
    TODAY,
    make_family,
    make_person,
)
from tests.registry.transfer_desk import DAY, Desk, by_name, family_in, moving, newcomers, to_police


@pytest.fixture
def desk(db: Database, clerk: Clerk) -> Iterator[Desk]:
    with db.write() as session:
        yield Desk(session, clerk)


def test_opening_takes_people_in_and_leaves_the_register_as_it_is(desk: Desk) -> None:
    before = queries.counts(desk.session)
    card = desk.open(family_in(desk))
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
    draft = family_in(desk, request_key="k1")
    assert desk.open(draft).id == desk.open(draft).id
    assert desk.session.scalar(select(func.count()).select_from(HukouTransfer)) == 1
    assert desk.session.scalar(select(func.count()).select_from(Person)) == 3


def test_the_plan_shows_the_household_before_anything_is_written(desk: Desk) -> None:
    plan = reads.draft_plan(desk.session, family_in(desk), TODAY)
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
    desk.open(family_in(desk))
    assert reads.categories(desk.session, "in")[0].version == 1
    assert service.install_categories(desk.session, desk.clerk) == 0


def test_who_comes_back_is_the_same_person(desk: Desk) -> None:
    family = make_family(desk.session)
    son = by_name(desk, family)["李建军"]
    number = desk.session.get_one(Person, son).id_number
    out = desk.open(moving({son: ""}))
    desk.settle(to_police(desk, out))
    assert desk.session.get_one(Person, son).status == "left"
    back = family_in(
        desk,
        newcomers={-1: ResidentDraft("李建军", number)},
        movers={-1: "20"},
        target=Target(family.id),
    )
    card = desk.settle(to_police(desk, desk.open(back)))
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
        desk.open(family_in(desk, **change))
    assert desk.session.scalar(select(func.count()).select_from(HukouTransfer)) == 0


def test_somebody_dead_does_not_move_out(desk: Desk) -> None:
    family = make_family(desk.session)
    who = by_name(desk, family)
    carry_out(
        desk.session,
        desk.clerk,
        Change("died", TODAY, TODAY, {who["李建军"]: ""}),
        TODAY,
    )
    with pytest.raises(Refused, match="李建军已经去世，档案已冻结，不能再变动"):
        desk.open(moving({who["李建军"]: ""}))


def test_nobody_is_in_two_open_transfers(desk: Desk) -> None:
    family = make_family(desk.session)
    son = by_name(desk, family)["李建军"]
    first = desk.open(moving({son: ""}))
    with pytest.raises(Refused, match=f"已有在办的迁移 {first.number}（已收件）"):
        desk.open(moving({son: ""}))
    desk.step(first, "withdrawn", note="本人不办了")
    desk.open(moving({son: ""}))


def test_a_newcomer_whose_number_is_wrong_is_told_by_field(desk: Desk) -> None:
    wrong = {-1: ResidentDraft("李建军", "370602198405021234")}
    with pytest.raises(DraftProblems, match="李建军：证件号最后一位对不上"):
        desk.open(family_in(desk, newcomers=wrong, movers={-1: "02"}))
    kept = make_person(desk.session, "赵明")
    other = {-1: ResidentDraft("李建军", kept.id_number)}
    with pytest.raises(DraftProblems, match="登记的是“赵明”，不是“李建军”"):
        desk.open(family_in(desk, newcomers=other, movers={-1: "02"}))
    with pytest.raises(DraftProblems, match="没有证件的，填性别和出生日期"):
        register_arrival(desk.session, desk.clerk, ResidentDraft("李婴"), TODAY)


def test_the_same_person_in_two_lines_is_refused(desk: Desk) -> None:
    twice = {-1: newcomers()[-1], -2: newcomers()[-1]}
    with pytest.raises(UserError, match="有两行是同一个人"):
        desk.open(family_in(desk, newcomers=twice, movers={-1: "02", -2: "71"}))


def test_a_draft_is_kept_for_its_clerk_and_goes_with_the_transfer(desk: Desk) -> None:
    draft = family_in(desk)
    service.keep_draft(desk.session, desk.clerk, draft)
    service.keep_draft(desk.session, desk.clerk, replace(draft, reason="买了房"))
    assert reads.stored_draft(desk.session, desk.clerk) == replace(draft, reason="买了房")
    desk.open(draft)
    assert reads.stored_draft(desk.session, desk.clerk) is None
    service.keep_draft(desk.session, desk.clerk, draft)
    service.forget_draft(desk.session, desk.clerk)
    assert reads.stored_draft(desk.session, desk.clerk) is None


def test_a_draft_of_another_version_is_no_draft(desk: Desk) -> None:
    service.keep_draft(desk.session, desk.clerk, family_in(desk))
    for content in ("{", "{}", "[]", '{"direction": "in", "wings": 2}'):
        desk.session.execute(update(KeptDraft).values(content=content))
        assert reads.stored_draft(desk.session, desk.clerk) is None
