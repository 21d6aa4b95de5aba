"""Acts on grids: each with its day, its order, its way back, and what is refused."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.models import (
    GridHolding,
    Organisation,
    OrganisationAction,
    Outsider,
    Seat,
    Tenure,
)
from gridhall.organisation.queries.balancing import halves, propose, town
from gridhall.organisation.queries.grids import grid_card, grid_rows
from gridhall.organisation.queries.orders import change_order, change_orders
from gridhall.organisation.service.grids import (
    GridDraft,
    Merge,
    Order,
    Split,
    add_grid,
    change_grid,
    hold,
    merge_doubts,
    merge_grids,
    move_entrances,
    order_entrances,
    split_grid,
)
from gridhall.organisation.service.taking_back import take_back
from gridhall.places.models import Entrance, Grid
from gridhall.places.queries import grid_size, owner_history, owners
from gridhall.places.service import give_entrances, set_grid_size
from tests.factories import NOW, TODAY, make_dwelling, make_grid, make_household, make_person

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture
def street(db: Database) -> list[int]:
    """Six entrances of three buildings in two grids; three households behind each, then one."""
    with db.write() as session:
        one, two = make_grid(session), make_grid(session, "G02", "第2网格")
        for place, (door, grid) in enumerate(
            zip(("1-1", "1-2", "2-1", "2-2", "3-1", "3-2"), (one,) * 4 + (two,) * 2, strict=True)
        ):
            for room in range(101, 104 if place < 4 else 102):
                address = f"御景小区 {door}-{room}"
                make_dwelling(session, address, grid)
                make_household(session, [(make_person(session), "02")], address)
        return list(session.scalars(select(Entrance.id).order_by(Entrance.id)))


def ids(session: Session) -> dict[str, int]:
    return {grid.code: grid.id for grid in session.scalars(select(Grid))}


def test_an_order_moves_entrances_and_says_what_it_did(
    db: Database, street: list[int], supervisor: Clerk
) -> None:
    with db.write() as session:
        grids = ids(session)
        act = move_entrances(session, supervisor, {street[3]: grids["G02"]}, MAY, TODAY)
        order = change_order(session, act)
        assert order.number == "网格调整令〔2026〕1号"
        assert [(g.code, g.before, g.after) for g in order.grids] == [("G01", 12, 9), ("G02", 2, 5)]
        moved = [(e.label, e.households, e.source, e.target) for e in order.entrances]
        assert moved == [("御景小区 2号楼2单元", 3, "第1网格", "第2网格")]
        before, now = (grid_rows(session, TODAY, day) for day in (date(2026, 4, 30), MAY))
        assert [row.households for row in before] == [12, 2]
        assert [row.households for row in now] == [9, 5]
        assert grid_card(session, grids["G02"], TODAY).entrances[0].since == MAY
        assert [one.kind for one in grid_card(session, grids["G02"], TODAY).history] == [
            "grid_move"
        ]
        take_back(session, supervisor, act, TODAY)
        assert [row.households for row in grid_rows(session, TODAY, MAY)] == [12, 2]
        assert change_orders(session)[0][-1] is True


def test_moved_twice_on_one_day_it_was_only_with_the_last(
    db: Database, street: list[int], supervisor: Clerk
) -> None:
    with db.write() as session:
        grids, third = ids(session), make_grid(session, "G03", "第3网格").id
        moves = [third, grids["G02"]]
        acts = [move_entrances(session, supervisor, {street[3]: to}, MAY, TODAY) for to in moves]
        first = change_order(session, acts[0])
        assert [(g.code, g.before, g.after) for g in first.grids] == [("G01", 12, 9), ("G03", 0, 3)]
        past = [(row.grid_id, row.until) for row in owner_history(session, street[3])]
        assert past == [(grids["G02"], None), (grids["G01"], MAY)]
        back = move_entrances(session, supervisor, {street[3]: grids["G01"]}, MAY, TODAY)
        assert [row.until for row in owner_history(session, street[3])] == [None]
        with pytest.raises(UserError, match="之后又办了"):
            take_back(session, supervisor, acts[0], TODAY)
        for act in (back, *reversed(acts)):
            take_back(session, supervisor, act, TODAY)
        assert owners(session)[street[3]] == grids["G01"]


def test_what_an_order_refuses(
    db: Database, street: list[int], clerk: Clerk, supervisor: Clerk
) -> None:
    with db.write() as session:
        two = ids(session)["G02"]
        move_entrances(session, supervisor, {street[0]: two}, MAY, TODAY)
        with pytest.raises(UserError, match="调整网格要主管来做"):
            move_entrances(session, clerk, {street[1]: two}, JUNE, TODAY)
        with pytest.raises(UserError, match="1号楼1单元 2026-05-01 已经划过一次网格"):
            move_entrances(session, supervisor, {street[0]: 1}, date(2026, 4, 1), TODAY)
        with pytest.raises(UserError, match="不能晚于今天"):
            move_entrances(session, supervisor, {street[1]: two}, date(2027, 1, 1), TODAY)
        with pytest.raises(UserError, match="没有要调整的单元"):
            move_entrances(session, supervisor, {street[4]: two}, MAY, TODAY)
        with pytest.raises(UserError, match="没有要调整的单元"):
            move_entrances(session, supervisor, {}, MAY, TODAY)
        with pytest.raises(UserError, match="有的已经不在了"):
            move_entrances(session, supervisor, {9999: two}, MAY, TODAY)
        with pytest.raises(UserError, match="文号太长"):
            move_entrances(session, supervisor, {street[1]: two}, MAY, TODAY, "字" * 41)
        session.get_one(Grid, two).active_to = JULY
        session.flush()
        with pytest.raises(UserError, match="“第2网格”2026-07-01 已经撤销"):
            move_entrances(session, supervisor, {street[1]: two}, TODAY, TODAY)
        with pytest.raises(UserError, match="“第2网格”2026-07-01 已经撤销"):
            give_entrances(session, supervisor, two, [street[1]])


def test_a_proposal_is_refused_only_when_it_no_longer_does(
    db: Database, street: list[int], administrator: Clerk, supervisor: Clerk
) -> None:
    with db.write() as session:
        for grid in session.scalars(select(Grid)).all():
            grid.household_target = 7
        set_grid_size(session, administrator, 7, 30)
        where = town(session, TODAY)
        made = propose(where, 30)
        assert sorted(made.after.values()) == [5, 9]
        seen = {one: where.grids[one] for one in made.moves}
        make_household(session, [(make_person(session), "02")], "御景小区 1-1-101")
        order = Order(made.moves, MAY, seen=seen, proposal=made)
        with pytest.raises(UserError, match="“第1网格”会有 10 户，不在 5—9 户以内。请重新均衡"):
            order_entrances(session, supervisor, order, TODAY)
        make_household(session, [(make_person(session), "02")], "御景小区 3-1-101")
    with db.write() as session:
        made = propose(town(session, TODAY), 30)
        order = Order(made.moves, MAY, seen=seen, proposal=made, request_key="a-key")
        act = order_entrances(session, supervisor, order, TODAY)
        assert order_entrances(session, supervisor, order, TODAY) == act
        with pytest.raises(UserError, match="刚在别处调整过网格"):
            order_entrances(session, supervisor, Order(made.moves, MAY, seen=seen), TODAY)


def test_a_split_and_its_way_back(db: Database, street: list[int], supervisor: Clerk) -> None:
    with db.write() as session:
        one = ids(session)["G01"]
        branch = Organisation(kind="branch", name="御景支部")
        session.add(branch)
        session.flush()
        hold(session, supervisor, one, branch.id, MAY, TODAY)
        new = halves(session, one)
        assert len(new) == 2
        split = Split(one, "G03", "第3网格", sorted(new), JUNE)
        act = split_grid(session, supervisor, split, TODAY)
        rows = grid_rows(session, TODAY)
        assert [(r.code, r.households, r.organisation_name) for r in rows] == [
            ("G01", 6, "御景支部"), ("G02", 2, ""), ("G03", 6, "御景支部"),
        ]  # fmt: skip
        assert [row.code for row in grid_rows(session, TODAY, MAY)] == ["G01", "G02"]
        with pytest.raises(UserError, match="“第3网格”2026-06-01 才有"):
            move_entrances(session, supervisor, {street[0]: rows[2].id}, MAY, TODAY)
        later = move_entrances(session, supervisor, {street[4]: rows[2].id}, JULY, TODAY)
        with pytest.raises(UserError, match="里面还会有1 个单元"), session.begin_nested():
            take_back(session, supervisor, act, TODAY)
        take_back(session, supervisor, later, TODAY)
        take_back(session, supervisor, act, TODAY)
        assert [(r.code, r.households) for r in grid_rows(session, TODAY)] == [
            ("G01", 12),
            ("G02", 2),
        ]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [((), "请先选要从"), ((4,), "不在“第1网格”里了"), ((0, 1, 2, 3), "至少要留一个单元")],
)
def test_what_a_split_refuses(
    db: Database, street: list[int], supervisor: Clerk, chosen: tuple[int, ...], said: str
) -> None:
    with db.write() as session:
        split = Split(ids(session)["G01"], "G03", "第3网格", [street[i] for i in chosen], JUNE)
        with pytest.raises(UserError, match=said):
            split_grid(session, supervisor, split, TODAY)


def test_a_merge_ends_grid_holder_and_seats_and_all_come_back(
    db: Database, street: list[int], supervisor: Clerk
) -> None:
    with db.write() as session:
        grids = ids(session)
        seat = Seat(grid_id=grids["G02"], title="grid_main", name="网格员")
        helper = Outsider(name="李四")
        branch = Organisation(kind="branch", name="御景支部")
        session.add_all([seat, helper, branch])
        session.flush()
        tenure = Tenure(
            seat_id=seat.id, outsider_id=helper.id, since=MAY, recorded_at=NOW, clerk_name="高明"
        )
        session.add(tenure)
        hold(session, supervisor, grids["G02"], branch.id, MAY, TODAY)
        assert merge_doubts(session, [grids["G02"]], TODAY) == ["第2网格的网格员 李四 将离任"]
        act = merge_grids(session, supervisor, Merge([grids["G02"]], grids["G01"], JULY), TODAY)
        assert [(r.code, r.households) for r in grid_rows(session, TODAY)] == [("G01", 14)]
        assert [row.code for row in grid_rows(session, TODAY, JUNE)] == ["G01", "G02"]
        assert (tenure.until, tenure.why, seat.ended_on) == (JULY, "网格合并", JULY)
        assert session.scalars(select(GridHolding.until)).all() == [JULY]
        kept = session.get_one(OrganisationAction, act)
        assert kept.detail == "第2网格并入第1网格"
        assert len(change_order(session, act).entrances) == 2
        with pytest.raises(UserError, match="已经撤销"):
            merge_grids(session, supervisor, Merge([grids["G02"]], grids["G01"], JULY), TODAY)
        with pytest.raises(UserError, match="不能是同一个"):
            merge_grids(session, supervisor, Merge([grids["G01"]], grids["G01"], JULY), TODAY)
        take_back(session, supervisor, act, TODAY)
        assert (tenure.until, seat.ended_on) == (None, None)
        assert [r.households for r in grid_rows(session, TODAY)] == [12, 2]
        assert grid_rows(session, TODAY)[1].main_name == "李四"


def test_a_merge_before_the_grids_last_change_is_refused(
    db: Database, street: list[int], supervisor: Clerk
) -> None:
    with db.write() as session:
        grids = ids(session)
        move_entrances(session, supervisor, {street[4]: grids["G01"]}, JULY, TODAY)
        with pytest.raises(UserError, match="“第2网格”2026-07-01 还调整过单元"):
            merge_grids(session, supervisor, Merge([grids["G02"]], grids["G01"], JUNE), TODAY)


def test_a_move_out_of_a_grid_that_ended_is_not_taken_back(
    db: Database, street: list[int], supervisor: Clerk
) -> None:
    with db.write() as session:
        grids = ids(session)
        act = move_entrances(session, supervisor, {street[4]: grids["G01"]}, MAY, TODAY)
        merge_grids(session, supervisor, Merge([grids["G02"]], grids["G01"], JULY), TODAY)
        with pytest.raises(UserError, match="“第2网格”2026-07-01 已经撤销"):
            take_back(session, supervisor, act, TODAY)


def test_a_grid_is_made_changed_and_led(
    db: Database, street: list[int], clerk: Clerk, supervisor: Clerk
) -> None:
    draft = GridDraft("G09", "第9网格", area="东至龙腾路", request_key="key-1")
    with db.write() as session:
        with pytest.raises(UserError, match="加网格要主管来做"):
            add_grid(session, clerk, draft, TODAY)
        made = add_grid(session, supervisor, draft, TODAY)
        assert add_grid(session, supervisor, draft, TODAY) == made
        row = grid_rows(session, TODAY)[-1]
        assert (row.state, row.target, row.area) == ("empty", 300, "东至龙腾路")
        changed = GridDraft("G09", "东苑网格", 280)
        change_grid(session, supervisor, made, changed, row.version, TODAY)
        with pytest.raises(UserError, match="别处刚改过"):
            change_grid(session, supervisor, made, changed, row.version, TODAY)
        with pytest.raises(UserError, match="已经给了“第1网格”"):
            add_grid(session, supervisor, GridDraft("G01", "别的"), TODAY)
        branch = Organisation(kind="branch", name="御景支部", founded_on=JUNE)
        session.add(branch)
        session.flush()
        with pytest.raises(UserError, match="才成立"):
            hold(session, supervisor, made, branch.id, MAY, TODAY)
        act = hold(session, supervisor, made, branch.id, JULY, TODAY)
        assert grid_rows(session, TODAY)[-1].organisation_name == "御景支部"
        assert grid_rows(session, TODAY, JUNE)[-1].organisation_name == ""
        with pytest.raises(UserError, match="日期要在这一天或以后"):
            hold(session, supervisor, made, None, JUNE, TODAY)
        with pytest.raises(UserError, match="不用再改"):
            hold(session, supervisor, made, branch.id, JULY, TODAY)
        hold(session, supervisor, made, None, JULY, TODAY)
        assert grid_rows(session, TODAY)[-1].organisation_id is None
        with pytest.raises(UserError, match="之后又办了"):
            take_back(session, supervisor, act, TODAY)


@pytest.mark.parametrize("target", [0, -5, 5001])
def test_a_target_is_a_number_of_households(
    db: Database, supervisor: Clerk, administrator: Clerk, target: int
) -> None:
    with db.write() as session:
        with pytest.raises(UserError, match="目标户数要在 1 到 5000 之间"):
            add_grid(session, supervisor, GridDraft("G01", "第1网格", target), TODAY)
        with pytest.raises(UserError, match="目标户数要在 1 到 5000 之间"):
            set_grid_size(session, administrator, target, 10)
        with pytest.raises(UserError, match="允许的偏差"):
            set_grid_size(session, administrator, 300, 51)


def test_target_and_tolerance_are_the_halls_setting(
    db: Database, street: list[int], supervisor: Clerk, administrator: Clerk
) -> None:
    with db.write() as session:
        assert (grid_size(session).target, grid_size(session).tolerance) == (300, 10)
        with pytest.raises(UserError, match="要管理员来做"):
            set_grid_size(session, supervisor, 10, 20)
        set_grid_size(session, administrator, 10, 20)
        made = add_grid(session, supervisor, GridDraft("G09", "第9网格"), TODAY)
        card = grid_card(session, made, TODAY).line
        assert (card.target, card.least, card.most) == (10, 8, 12)


def test_grids_of_two_communities_exchange_nothing(
    db: Database, street: list[int], supervisor: Clerk
) -> None:
    with db.write() as session:
        grids = ids(session)
        top = Organisation(kind="party_work_committee", name="龙腾街道党工委")
        session.add(top)
        session.flush()
        for code, name in (("G01", "东社区党委"), ("G02", "西社区党委")):
            committee = Organisation(kind="party_committee", name=name, parent_id=top.id)
            session.add(committee)
            session.flush()
            branch = Organisation(kind="branch", name=f"{name}支部", parent_id=committee.id)
            session.add(branch)
            session.flush()
            hold(session, supervisor, grids[code], branch.id, MAY, TODAY)
        where = town(session, TODAY)
        assert len(where.regions) == 2
        made = propose(where, 10)
        assert (made.moves, made.is_proven) == ({}, True)
        assert "没有办法让每个网格都在范围内" in made.sentence


def test_an_entrance_in_no_grid_is_proposed_one(db: Database, street: list[int]) -> None:
    with db.write() as session:
        session.get_one(Entrance, street[1]).grid_id = None
        session.flush()
        made = propose(town(session, TODAY), 30)
        assert street[1] in made.moves
        assert sum(made.after.values()) == 14


def test_a_grid_held_by_nobody_yet_is_the_communitys_it_lies_in(
    db: Database, street: list[int], supervisor: Clerk
) -> None:
    with db.write() as session:
        committee = Organisation(kind="party_committee", name="东社区党委")
        session.add(committee)
        session.flush()
        hold(session, supervisor, ids(session)["G01"], committee.id, MAY, TODAY)
        regions = town(session, TODAY).regions
        assert [(len(one.pieces), len(one.targets)) for one in regions] == [(6, 2)]
