"""The board in words and numbers: chips, tiles, what changed, what is wrong with who stands."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.volunteering.columns.board import (
    cell_note,
    cell_said,
    chips,
    day_state,
    nominal_note,
    tiles,
)
from gridhall.volunteering.models import Assignment
from gridhall.volunteering.queries.board import CellRow, SeatRow, board, changes
from gridhall.volunteering.queries.days import day_row, days
from gridhall.volunteering.rules.board import (
    DOUBLE,
    Change,
    Fault,
    Placed,
    Roll,
    compare,
    faults,
)
from gridhall.volunteering.rules.rota.problem import Candidate, CellSpec
from gridhall.volunteering.service import roster
from tests.factories import NOW
from tests.volunteering.board_hall import DAY, make_day, make_plan
from tests.volunteering.people import volunteer

POSTS = {"秩序引导": {"上午一": 1, "上午二": 1}, "便民服务台": {"上午一": 2, "下午一": 1}}
PAIRS = st.frozensets(st.tuples(st.integers(1, 6), st.integers(1, 4)), max_size=12)


@given(PAIRS, PAIRS)
def test_what_changed_leads_from_one_roster_to_the_next(
    before: frozenset[tuple[int, int]], after: frozenset[tuple[int, int]]
) -> None:
    now = set(before)
    for one in compare(before, after):
        if one.kind in ("gone", "moved"):
            now.remove((one.from_id if one.kind == "moved" else one.cell_id or 0, one.volunteer_id))
        if one.kind in ("new", "moved"):
            assert (one.cell_id, one.volunteer_id) not in now
            now.add((one.cell_id, one.volunteer_id))
    assert now == after


def test_who_left_one_cell_for_another_was_moved() -> None:
    assert compare([(1, 7), (2, 8)], [(3, 7), (2, 8)]) == [Change("moved", 7, 3, 1)]


def _cell(cell_id: int, starts: int, ends: int, spot: str = "") -> CellSpec:
    return CellSpec(cell_id, DAY, starts, ends, 1, 1, f"岗{cell_id}", spot=spot)


def test_of_three_that_collide_only_the_first_stands() -> None:
    cells = {
        1: _cell(1, 510, 600),
        2: _cell(2, 540, 630),
        3: _cell(3, 600, 690),  # touches the first, and the second does not count
        4: _cell(4, 690, 780, "御景北门"),  # no time to go there
    }
    roll = Roll(cells, {7: Candidate(7, "陆萍")})
    placed = [Placed(10 + one, one, 7) for one in cells]
    found = faults(roll, placed)
    assert {one: fault.word for one, fault in found.items()} == {12: DOUBLE, 14: DOUBLE}
    assert "赶不过去" in found[14].sentence


def test_a_rule_that_broke_since_has_its_own_word() -> None:
    roll = Roll({1: _cell(1, 510, 600)}, {7: Candidate(7, "陆萍", state="paused")})
    assert faults(roll, [Placed(11, 1, 7)]) == {11: Fault("已不在", "陆萍已暂停服务，不能排班")}


def test_chips_tell_four_things_apart_without_colour() -> None:
    sure, maybe = SeatRow(1, 1, "林晓梅", "confirmed"), SeatRow(2, 2, "方燕", "suggested")
    wrong = SeatRow(3, 3, "陆萍", "confirmed", Fault(DOUBLE, "陆萍这一班已在“便民服务台”"))
    cell = CellRow(1, 1, 1, 5, 1, (sure, maybe, wrong))
    shown = chips(cell)
    assert [(one.words, one.glyph) for one in shown] == [
        ("林晓梅", ""),
        ("方燕", "wand_stars"),
        ("陆萍 撞班", "error-fill"),
        ("缺 2", "person_add"),
    ]
    assert len({one.look for one in shown}) == 4
    assert (cell.filled, cell.gap) == (1, 2)
    assert cell_note(cell) == ("陆萍这一班已在“便民服务台”", "err")


def test_the_board_and_the_month_count_alike(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        plan = make_plan(session, POSTS)
        one, other = volunteer(session, "陆萍"), volunteer(session, "吕志强")
        roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), one)
        roster.assign(session, clerk, plan.cell("便民服务台", "上午一"), other, "suggested")
        extra = {"noted_at": NOW, "clerk_name": "王芳", "state": "confirmed"}
        cell_id = plan.cell("便民服务台", "上午一")  # as a plan that changed may leave it
        session.add(Assignment(cell_id=cell_id, volunteer_id=one, **extra))
    with db.read() as session:
        now, row = board(session, plan.day_id), day_row(session, plan.day_id)
    assert (now.wanted, now.filled, now.missing) == (row.wanted, row.filled, row.gaps) == (5, 1, 4)
    assert (now.suggestions, now.clashes) == (row.suggested, row.clashes) == (1, 1)
    assert day_state(row) == ("缺 4 人次", "amber")
    post, shift = now.posts[1], now.shifts[0]
    said = cell_said(post, shift, now.cells[post.id, shift.id])
    assert said == "便民服务台 · 上午一：陆萍 撞班、吕志强（建议）"


def test_a_moved_day_keeps_its_nominal_date_in_sight(db: Database) -> None:
    with db.read() as session:
        rows = days(session, shipped_calendar(), date(2026, 2, 1), date(2026, 2, 28))
    found = tiles(rows)
    assert found[date(2026, 2, 15)].word == "并"
    assert not found[date(2026, 2, 15)].is_held
    assert "并入2月25日" in found[date(2026, 2, 15)].said
    assert (found[date(2026, 2, 25)].word, found[date(2026, 2, 25)].is_held) == ("未排", True)


def test_a_day_off_and_a_full_day_have_their_words(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_day(session, None, nominal=date(2026, 11, 15), reason="场地被占用", is_by_hand=True)
        plan = make_plan(session, {"秩序引导": {"上午一": 1}})
        who = volunteer(session, "陆萍")
        roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), who)
    with db.read() as session:
        rows = days(session, shipped_calendar(), date(2026, 11, 1), date(2026, 11, 30))
    found = tiles(rows)
    assert (found[date(2026, 11, 15)].word, found[DAY].word) == ("停", "满")
    off = next(row for row in rows if row.held_on is None)
    assert nominal_note(off) == "原定 11月15日 周日，场地被占用"


def test_what_changed_is_read_in_the_order_of_the_board(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        plan = make_plan(session, {"义诊": {"上午二": 1, "上午一": 1}, "便民": {"上午一": 1}})
        for name, cell in (
            ("陆萍", ("便民", "上午一")),
            ("吕志强", ("义诊", "上午二")),
            ("任静", ("义诊", "上午一")),
        ):
            roster.assign(session, clerk, plan.cell(*cell), volunteer(session, name))
    with db.read() as session:
        told = [row.to for row in changes(session, plan.day_id)]
    assert told == ["义诊 上午一", "义诊 上午二", "便民 上午一"]
