"""Every wrong word about the tree, with the sentence it is answered by."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.models import (
    GridHolding,
    Organisation,
    PartyMember,
    PartyRelation,
    Seat,
    Tenure,
)
from gridhall.organisation.queries.moving import found_doubts, merge_preview, move_preview
from gridhall.organisation.queries.tree import history, organisation, tree
from gridhall.organisation.service import tree as service
from gridhall.organisation.service.tree import DraftProblems, OrganisationDraft
from tests.factories import NOW, TODAY, make_grid, make_person

SPRING = date(2026, 3, 1)
MAY = date(2026, 5, 1)


class Desk:
    """A street with two communities, a branch in the first; each act is done or not at all."""

    def __init__(self, session: Session, clerk: Clerk) -> None:
        self.session, self.clerk = session, clerk
        self.street = self.found("翠屏街道党工委", None)
        self.left = self.found("龙腾社区党委", self.street, founded_on=date(2010, 1, 1))
        self.right = self.found("霞光社区党委", self.street, founded_on=SPRING)
        self.branch = self.found("御景小区党支部", self.left, founded_on=date(2020, 3, 20))

    def found(self, name: str, parent: int | None, **more: object) -> int:
        draft = OrganisationDraft(name, "branch", parent)
        with self.session.begin_nested():
            return service.found(self.session, self.clerk, replace(draft, **more), TODAY)  # type: ignore[arg-type]

    def move(self, one: int, parent: int | None, day: date = TODAY) -> int:
        with self.session.begin_nested():
            return service.move(self.session, self.clerk, [one], parent, day, TODAY)

    def take_back(self, action: int) -> int:
        with self.session.begin_nested():
            return service.take_back(self.session, self.clerk, action, TODAY)

    def dissolve(self, one: int, day: date = TODAY) -> int:
        with self.session.begin_nested():
            return service.dissolve(self.session, self.clerk, one, day, TODAY)

    def change(self, one: int, **more: object) -> int:
        row = organisation(self.session, one)
        draft = OrganisationDraft(row.name, row.kind, founded_on=row.founded_on)
        changed = replace(draft, **more)  # type: ignore[arg-type]
        with self.session.begin_nested():
            return service.change(self.session, self.clerk, one, changed, row.version, TODAY)


@pytest.fixture
def hall(db: Database, supervisor: Clerk) -> Iterator[Desk]:
    with db.write() as session:
        yield Desk(session, supervisor)


def test_a_circle(hall: Desk) -> None:
    with pytest.raises(UserError, match="不能把“龙腾社区党委”移到它的下级“御景小区党支部”下面"):
        hall.move(hall.left, hall.branch)
    with pytest.raises(UserError, match="移到它自己下面"):
        hall.move(hall.left, hall.left)
    with pytest.raises(UserError, match="移到它的下级"):
        service.merge(hall.session, hall.clerk, [hall.left], hall.branch, TODAY, TODAY)


def test_a_circle_on_a_past_day(hall: Desk) -> None:
    group = hall.found("一组", hall.branch, founded_on=date(2021, 1, 1))
    hall.move(group, hall.left, MAY)
    # Today the group stands beside the branch, in April it was below it.
    with pytest.raises(UserError, match="2026-04-01 那天“一组”是“御景小区党支部”的下级"):
        hall.move(hall.branch, group, date(2026, 4, 1))
    told = move_preview(hall.session, [hall.branch], group, date(2026, 4, 1), TODAY)
    assert told.refusal.startswith("2026-04-01 那天“一组”是“御景小区党支部”的下级")
    hall.move(hall.branch, group, MAY)
    assert tree(hall.session).path(hall.branch) == [hall.street, hall.left, group, hall.branch]


def test_founded_after_its_child(hall: Desk) -> None:
    with pytest.raises(UserError, match="“霞光社区党委”还没有成立（2026-03-01 成立）"):
        hall.found("早产支部", hall.right, founded_on=date(2025, 1, 1))
    with pytest.raises(UserError, match="2020-03-20 那天“龙腾社区党委”还没有成立"):
        hall.change(hall.left, founded_on=date(2021, 1, 1))
    with pytest.raises(UserError, match="成立日期不能晚于今天"):
        hall.found("明天", hall.right, founded_on=date(2027, 1, 1))


def test_under_one_that_was_not_there_or_has_ended(hall: Desk) -> None:
    with pytest.raises(UserError, match="2026-02-01 那天“霞光社区党委”还没有成立"):
        hall.move(hall.branch, hall.right, date(2026, 2, 1))
    with pytest.raises(UserError, match="“御景小区党支部”2020-03-20 才成立，日期要在这以后"):
        hall.move(hall.branch, hall.street, date(2019, 1, 1))
    hall.dissolve(hall.right, MAY)
    with pytest.raises(UserError, match="已经不在了。请按 F5"):
        hall.move(hall.branch, hall.right)
    with pytest.raises(UserError, match="“霞光社区党委”已于 2026-05-01 撤销，只能查看"):
        hall.found("新支部", hall.right)
    with pytest.raises(UserError, match="只能查看"):
        hall.change(hall.right, name="又一个")


def test_a_day_before_the_last_move_and_one_to_come(hall: Desk) -> None:
    hall.move(hall.branch, hall.right, MAY)
    with pytest.raises(UserError, match="上级在 2026-05-01 已经改过一次，日期要在这以后"):
        hall.move(hall.branch, hall.left, date(2026, 4, 1))
    told = move_preview(hall.session, [hall.branch], hall.left, date(2026, 4, 1), TODAY)
    assert "2026-05-01 已经改过一次" in told.refusal
    with pytest.raises(UserError, match="日期不能晚于今天"):
        hall.move(hall.branch, hall.left, date(2026, 12, 1))
    hall.move(hall.branch, hall.left, MAY)  # the same day: it had been the wrong one
    assert tree(hall.session, MAY).path(hall.branch)[1] == hall.left
    assert tree(hall.session, date(2026, 4, 30)).path(hall.branch)[1] == hall.left


def test_two_hundred_levels(hall: Desk) -> None:
    below = hall.branch
    for step in range(197):
        below = hall.found(f"第{step}层", below, founded_on=MAY)
    found = tree(hall.session)
    assert (found.levels, found.depth(below), len(found.path(below))) == (200, 200, 200)
    assert len(tree(hall.session, MAY).below(hall.branch)) == 198
    (doubt,) = found_doubts(hall.session, below, None)
    assert doubt == "这样以后最深有 201 层，本厅的层级图是 5 层；可以保存，请核对"
    told = move_preview(hall.session, [hall.branch], hall.right, TODAY, TODAY)
    assert (told.organisations, told.refusal) == (198, "")
    assert "最深有 200 层" in told.doubts[0]
    with pytest.raises(UserError, match="移到它的下级"):
        hall.move(hall.left, below)
    moved = hall.move(hall.branch, hall.right)
    hall.take_back(moved)
    service.merge(hall.session, hall.clerk, [hall.branch], hall.right, TODAY, TODAY)
    assert tree(hall.session).levels == 199


def test_names(hall: Desk) -> None:
    with pytest.raises(DraftProblems, match="请填写组织名称，例如") as refused:
        hall.found(" \u200b ", hall.left)
    assert [problem.field for problem in refused.value.problems] == ["name"]
    with pytest.raises(UserError, match="名称最长 80 个字，现在是 81 个字"):
        hall.found("长" * 81, hall.left)
    with pytest.raises(UserError, match="还有 2 处要改：名称、简称"):
        hall.found("", hall.left, short_name="长" * 41)
    with pytest.raises(UserError, match="同一个上级下面已经有“御景 小区党支部”"):
        hall.found("御景 小区党支部", hall.left)
    other = hall.found("御景小区党支部", hall.right, founded_on=MAY)  # elsewhere it is another
    with pytest.raises(UserError, match="同一个上级下面已经有"):
        hall.move(other, hall.left)
    told = move_preview(hall.session, [other], hall.left, TODAY, TODAY)
    assert told.refusal.startswith("新的上级下面已经有“御景小区党支部”")
    with pytest.raises(UserError, match="请从列表里选组织类别"):
        hall.found("饭馆", hall.left, kind="restaurant")
    with pytest.raises(UserError, match="本厅没有这一级"):
        hall.found("第九级", hall.left, level=9)
    with pytest.raises(UserError, match="没有这个小区，请从列表里选"):
        hall.found("无小区", hall.left, compound_id=999)


def test_typed_text_stays_text(hall: Desk) -> None:
    typed = "<b>=1+1</b>'; DROP TABLE organisation; --"
    made = hall.found(typed, hall.left, note="第一行\n=cmd()")
    row = organisation(hall.session, made)
    assert (row.name, row.note) == (typed, "第一行\n=cmd()")
    assert typed in history(hall.session, made)[0].detail


def test_dissolving_with_things_in_it(hall: Desk) -> None:
    with pytest.raises(UserError, match="还有 1 个下级组织，不能撤销。请先移走，或用“合并”"):
        hall.dissolve(hall.left)
    member = PartyMember(person_id=make_person(hall.session, "刘凤英").id)
    hall.session.add(member)
    hall.session.flush()
    held = GridHolding(grid_id=make_grid(hall.session).id, organisation_id=hall.branch)
    kept = PartyRelation(
        member_id=member.id, organisation_id=hall.branch, since=MAY, recorded_at=NOW, clerk_name=""
    )
    hall.session.add_all([held, kept])
    with pytest.raises(UserError, match="还有 1 名党员、1 个网格，不能撤销"):
        hall.dissolve(hall.branch)
    held.until = kept.until = date(2026, 6, 1)
    with pytest.raises(UserError, match="在 2026-05-10 还有 1 名党员、1 个网格"):
        hall.dissolve(hall.branch, date(2026, 5, 10))
    hall.dissolve(hall.branch, date(2026, 6, 1))
    assert hall.branch in tree(hall.session, date(2026, 5, 31)).nodes
    assert hall.branch not in tree(hall.session).nodes


def test_a_stale_form_and_a_counter_clerk(hall: Desk, clerk: Clerk) -> None:
    row = organisation(hall.session, hall.branch)
    hall.change(hall.branch, phone="0536-8888888")
    draft = OrganisationDraft("御景第一党支部", "branch", founded_on=row.founded_on)
    with pytest.raises(UserError, match="别处刚改过。请按 F5"):
        service.change(hall.session, hall.clerk, hall.branch, draft, row.version, TODAY)
    with pytest.raises(UserError, match="移动组织要主管来做"):
        service.move(hall.session, clerk, [hall.branch], hall.right, TODAY, TODAY)
    with pytest.raises(UserError, match="撤回“修改”要主管来做"):
        service.take_back(hall.session, clerk, history(hall.session, hall.branch)[0].id, TODAY)


def test_taking_back_names_what_was_built_on_it(hall: Desk) -> None:
    first = hall.move(hall.branch, hall.right, MAY)
    second = hall.move(hall.branch, hall.left, date(2026, 6, 1))
    third = hall.move(hall.branch, hall.right, date(2026, 7, 1))
    with pytest.raises(UserError, match="之后又办了2026-07-01 移动（“御景小区党支部”移到"):
        hall.take_back(first)  # it stands as the first left it
    for action in (third, second, first):
        hall.take_back(action)
    with pytest.raises(UserError, match="已经撤回过，不用再撤"):
        hall.take_back(first)
    made = history(hall.session, hall.left)[-1].id
    with pytest.raises(UserError, match="“龙腾社区党委”里已经有 1 个下级组织"):
        hall.take_back(made)
    assert tree(hall.session).nodes.keys() == {hall.street, hall.left, hall.right, hall.branch}


def test_taking_back_into_a_circle_is_refused(hall: Desk) -> None:
    moved = hall.move(hall.branch, hall.right, MAY)
    hall.move(hall.left, hall.branch, date(2026, 6, 1))
    with pytest.raises(UserError, match="不能又作它的上级"):
        hall.take_back(moved)


def test_pressing_twice_founds_one(hall: Desk) -> None:
    draft = OrganisationDraft("金叶小区党支部", "branch", hall.left)
    made = {
        service.found(hall.session, hall.clerk, draft, TODAY, request_key="r-1") for _ in range(2)
    }
    assert len(made) == 1
    (one,) = made
    hall.take_back(history(hall.session, one)[0].id)
    again = service.found(hall.session, hall.clerk, draft, TODAY, request_key="r-2")
    assert hall.session.get_one(Organisation, one).ended_on == TODAY  # nothing is deleted
    assert tree(hall.session).children(hall.left) == [hall.branch, again]


def test_a_new_name_and_a_mended_one(hall: Desk) -> None:
    hall.change(hall.branch, name="御景第一党支部", changed_on=MAY)
    hall.change(hall.branch, name="御景第一党总支", correction=True)
    april = organisation(hall.session, hall.branch, date(2026, 4, 30))
    assert (april.name, organisation(hall.session, hall.branch, MAY).name) == (
        "御景小区党支部",
        "御景第一党总支",
    )
    assert tree(hall.session, date(2026, 4, 30)).nodes[hall.branch].name == "御景小区党支部"
    assert [row.words for row in history(hall.session, hall.branch)] == ["修改", "更名", "成立"]


def test_dissolving_ends_the_seats_that_nobody_holds(hall: Desk) -> None:
    secretary = Seat(organisation_id=hall.branch, title="secretary", name="书记")
    hall.session.add(secretary)
    hall.session.flush()
    said = {"recorded_at": NOW, "clerk_name": "", "seat_id": secretary.id}
    person = make_person(hall.session, "柳建平")
    held = Tenure(person_id=person.id, since=SPRING, **said)
    hall.session.add(held)
    with pytest.raises(UserError, match="还有 1 个在任席位，不能撤销"):
        hall.dissolve(hall.branch)
    held.until = MAY
    gone = hall.dissolve(hall.branch, MAY)
    assert secretary.ended_on == MAY
    hall.take_back(gone)
    assert secretary.ended_on is None


def test_a_merger_ends_the_seats_and_gives_up_what_was_planned(hall: Desk) -> None:
    seat = Seat(organisation_id=hall.branch, title="first_secretary", name="第一书记")
    hall.session.add(seat)
    hall.session.flush()
    said = {"recorded_at": NOW, "clerk_name": "", "seat_id": seat.id}
    turns = [
        Tenure(person_id=make_person(hall.session, name).id, since=since, until=until, **said)
        for name, since, until in (
            ("柳建平", date(2026, 3, 20), date(2026, 12, 31)),
            ("周丽华", date(2026, 12, 31), None),
        )
    ]
    hall.session.add_all(turns)
    hall.session.flush()
    told = merge_preview(hall.session, [hall.branch], hall.right, TODAY, TODAY)
    assert told.doubts == ("被合并的组织有 1 个席位（1 个在任），合并后撤销，在任的离任",)
    with pytest.raises(UserError, match="2026-03-20 还有人任职或转入"), hall.session.begin_nested():
        service.merge(hall.session, hall.clerk, [hall.branch], hall.right, date(2026, 3, 10), TODAY)
    merged = service.merge(hall.session, hall.clerk, [hall.branch], hall.right, TODAY, TODAY)
    assert [(turn.until, turn.why) for turn in turns] == [
        (TODAY, "并入霞光社区党委"),
        (date(2026, 12, 31), "并入霞光社区党委"),
    ]
    hall.take_back(merged)
    assert [(turn.until, turn.why) for turn in turns] == [(date(2026, 12, 31), ""), (None, "")]


def test_siblings_are_put_in_order_and_a_change_without_one_is_told(hall: Desk) -> None:
    done = service.arrange(hall.session, hall.clerk, [hall.right, hall.left], TODAY)
    assert tree(hall.session).children(hall.street) == [hall.right, hall.left]
    hall.take_back(done)
    assert tree(hall.session).children(hall.street) == [hall.left, hall.right]
    with pytest.raises(UserError, match="请选同一个上级下面的组织"):
        service.arrange(hall.session, hall.clerk, [hall.right, hall.branch], TODAY)
    with pytest.raises(UserError, match="没有改动，不用保存"):
        hall.change(hall.branch)
    with pytest.raises(UserError, match="2020-03-20 才成立"):
        hall.change(hall.branch, name="更早的名称", changed_on=date(2019, 1, 1))


def test_members_are_left_in_branches_and_groups_only(hall: Desk) -> None:
    office = hall.found("机关党委", hall.street, kind="party_committee")
    one = PartyMember(person_id=make_person(hall.session).id)
    hall.session.add(one)
    hall.session.flush()
    hall.session.add(
        PartyRelation(
            member_id=one.id, organisation_id=hall.branch, recorded_at=NOW, clerk_name="王芳"
        )
    )
    hall.session.flush()
    told = merge_preview(hall.session, [hall.branch], office, TODAY, TODAY).refusal
    assert told == "“机关党委”是党委，党员要编在支部或党小组里。请先把 1 名党员转到别的支部"
    with pytest.raises(UserError, match="请先把 1 名党员"), hall.session.begin_nested():
        service.merge(hall.session, hall.clerk, [hall.branch], office, TODAY, TODAY)
    with pytest.raises(UserError, match="请先把 1 名党员"):
        hall.change(hall.branch, kind="party_committee")
    merged = service.merge(hall.session, hall.clerk, [hall.branch], hall.right, TODAY, TODAY)
    hall.take_back(merged)
