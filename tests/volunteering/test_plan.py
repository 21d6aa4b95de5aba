"""The plan of a day: what stays keeps its people, what goes is asked about; templates, copies."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.volunteering.models import (
    Assignment,
    Attendance,
    Cell,
    Post,
    ServiceAction,
    ServiceDay,
    Shift,
    Volunteer,
)
from gridhall.volunteering.queries.days import day_row
from gridhall.volunteering.queries.plan import (
    earlier_days,
    plan,
    seated,
    template,
    templates,
)
from gridhall.volunteering.rules.plan import (
    PlanDraft,
    PostDraft,
    ShiftDraft,
    as_json,
    check_plan,
    from_json,
    unnumbered,
)
from gridhall.volunteering.service.days import open_day
from gridhall.volunteering.service.duties import install_duties
from gridhall.volunteering.service.lists import install_lists
from gridhall.volunteering.service.plan import (
    add_post,
    copy_plan,
    from_template,
    remove_template,
    save_template,
    set_plan,
)
from gridhall.volunteering.service.roster import assign
from gridhall.volunteering.service.taking_back import take_back
from tests.factories import NOW
from tests.volunteering.people import volunteer

D = date.fromisoformat
MORNING, NOON = ShiftDraft("上午一", 510, 600), ShiftDraft("上午二", 600, 690)
GUIDE = PostDraft("秩序引导", cells={0: (1, 1), 1: (1, 1)})
SWEEP = PostDraft("环境清扫", "扫楼道", cells={0: (3, 2)})
PLAN = PlanDraft((MORNING, NOON), (GUIDE, SWEEP))


@pytest.fixture
def day(db: Database, clerk: Clerk) -> int:
    """25 November with two posts in two shifts."""
    with db.write() as session:
        day_id = open_day(session, clerk, D("2026-11-25"), shipped_calendar())
        set_plan(session, clerk, day_id, PLAN)
    return day_id


def last_act(session: Session) -> int:
    return session.scalars(select(func.max(ServiceAction.id))).one()


def sit(db: Database, clerk: Clerk, day_id: int, post: int = 0, shift: int = 0) -> int:
    """Somebody in a cell of the plan; the assignment's id."""
    with db.write() as session:
        shown = plan(session, day_id)
        place = (Cell.post_id == shown.posts[post].id, Cell.shift_id == shown.shifts[shift].id)
        cell_id = session.scalars(select(Cell.id).where(*place)).one()
        return assign(session, clerk, cell_id, volunteer(session, "罗秀芝"))


def test_a_plan_is_read_back_as_it_was_set(db: Database, day: int) -> None:
    with db.read() as session:
        shown = plan(session, day)
        row = day_row(session, day)
    assert unnumbered(shown) == PLAN
    assert (row.state, row.wanted, row.posts, row.shifts) == ("planned", 5, 2, 2)


def test_what_stays_keeps_its_people(db: Database, clerk: Clerk, day: int) -> None:
    seat = sit(db, clerk, day)
    with db.read() as session:
        shown = plan(session, day)
    guide, sweep = shown.posts
    renamed = replace(guide, name="环境清扫", cells={1: (2, 1), 0: (1, 0)})
    swapped = replace(sweep, name="秩序引导")
    later = replace(shown.shifts[1], name="晚班", starts=1400, ends=1500)
    first = replace(shown.shifts[0], name="早班")
    draft = PlanDraft((first, later), (swapped, renamed, PostDraft("义诊", cells={0: (2, 2)})))
    with db.write() as session:
        set_plan(session, clerk, day, draft)
    with db.read() as session:
        after = plan(session, day)
        assert unnumbered(after) == unnumbered(draft)
        assert {post.id for post in after.posts} > {guide.id, sweep.id}
        assert seated(session, day) == {(guide.id, shown.shifts[0].id): 1}
        assert session.get_one(Assignment, seat).state == "confirmed"


def test_shifts_change_places(db: Database, clerk: Clerk, day: int) -> None:
    seat = sit(db, clerk, day, post=1)
    early = ShiftDraft("清晨", 400, 460)
    with db.read() as session:
        shown = plan(session, day)
    posts = [
        replace(post, cells={place + 1: counts for place, counts in post.cells.items()})
        for post in shown.posts
    ]
    with db.write() as session:
        set_plan(session, clerk, day, PlanDraft((early, *shown.shifts), tuple(posts)))
        cell = session.get_one(Cell, session.get_one(Assignment, seat).cell_id)
        assert session.get_one(Shift, cell.shift_id).name == "上午一"
        take_back(session, clerk, last_act(session))
        assert plan(session, day) == shown


def test_people_are_dropped_only_when_told(db: Database, clerk: Clerk, day: int) -> None:
    seat = sit(db, clerk, day)
    with db.read() as session:
        shown = plan(session, day)
    without = PlanDraft(shown.shifts, shown.posts[1:])
    with db.write() as session, pytest.raises(UserError, match="还排着 1 人次"):
        set_plan(session, clerk, day, without)
    with db.read() as session:
        assert plan(session, day) == shown
    with db.write() as session:
        set_plan(session, clerk, day, without, drop_people=True)
        assert session.get(Assignment, seat) is None
        take_back(session, clerk, last_act(session))
    with db.read() as session:
        assert plan(session, day) == shown
        assert session.get_one(Assignment, seat).state == "confirmed"


def test_a_cell_somebody_signed_in_at_stays(db: Database, clerk: Clerk, day: int) -> None:
    seat = sit(db, clerk, day)
    with db.write() as session:
        row = session.get_one(Assignment, seat)
        session.add(
            Attendance(
                day_id=day, volunteer_id=row.volunteer_id, cell_id=row.cell_id,
                assignment_id=seat, kind="rostered", state="present", way="typed",
                signed_in=505, recorded_at=NOW, clerk_name="王芳",
            )
        )  # fmt: skip
    with db.write() as session, pytest.raises(UserError, match="已经有人签到"):
        set_plan(session, clerk, day, PlanDraft((MORNING, NOON), (SWEEP,)), drop_people=True)


def test_a_closed_day_and_a_stale_editor_are_refused(db: Database, clerk: Clerk, day: int) -> None:
    with db.read() as session:
        shown = plan(session, day)
    with db.write() as session:
        add_post(session, clerk, day, PostDraft("量血压"))
    with db.write() as session, pytest.raises(UserError, match="别处刚改过"):
        set_plan(session, clerk, day, replace(shown, was=shown))
    with db.write() as session:
        session.get_one(ServiceDay, day).closed_at = NOW
    with db.write() as session, pytest.raises(UserError, match="已经结束"):
        set_plan(session, clerk, day, PLAN)


def test_a_claimed_need_becomes_a_post(db: Database, clerk: Clerk, day: int) -> None:
    with db.write() as session:
        first = add_post(session, clerk, day, PostDraft("陪护", spot="3-2-501"))
        second = add_post(session, clerk, day, PostDraft("陪护", cells={1: (2, 1)}))
    with db.write() as session:
        names = [session.get_one(Post, post).name for post in (first, second)]
        assert names == ["陪护", "陪护（2）"]
        empty = open_day(session, clerk, D("2026-12-15"), shipped_calendar())
        add_post(session, clerk, empty, PostDraft("送餐"))
        assert [one.name for one in plan(session, empty).shifts] == ["上午", "下午"]
        assert plan(session, empty).posts[0].cells == {0: (1, 1)}


def test_a_day_is_copied_with_the_people_who_may_come(db: Database, clerk: Clerk, day: int) -> None:
    sit(db, clerk, day)
    seat = sit(db, clerk, day, post=1)
    with db.write() as session:
        who = session.get_one(Assignment, seat).volunteer_id
        to = open_day(session, clerk, D("2026-12-25"), shipped_calendar())
        alone = open_day(session, clerk, D("2026-12-15"), shipped_calendar())
        plain = copy_plan(session, clerk, day, alone)
        assert (plain.posts, plain.people) == (2, 0)
        session.get_one(Volunteer, who).state = "left"
        copied = copy_plan(session, clerk, day, to, with_people=True)
        assert unnumbered(plan(session, to)) == PLAN
        assert (copied.posts, copied.people, len(copied.refused)) == (2, 1, 1)
        assert copied.refused == ("罗秀芝已退出志愿服务，不能排班",)
        assert [one.id for one in earlier_days(session, D("2026-12-25"))] == [alone, day]
    with db.write() as session, pytest.raises(UserError, match="还没有岗位"):
        copy_plan(session, clerk, open_day(session, clerk, D("2027-01-15"), shipped_calendar()), to)


def test_the_shipped_template_is_picture_6(
    db: Database, clerk: Clerk, administrator: Clerk
) -> None:
    with db.write() as session:
        install_lists(session, administrator)
        install_duties(session, administrator)
        install_duties(session, administrator)
        rows = templates(session)
        assert [(row.name, row.shifts, row.posts, row.wanted) for row in rows] == [
            ("平常的服务日", 4, 8, 46), ("半天的服务日", 2, 6, 19),
        ]  # fmt: skip
        day_id = open_day(session, clerk, D("2026-11-25"), shipped_calendar())
        from_template(session, clerk, day_id, rows[0].id)
        made = plan(session, day_id)
    assert [post.name for post in made.posts] == [
        "义诊测压", "理发修面", "法律咨询", "家电维修", "政策宣讲", "环境清扫", "秩序引导",
        "便民服务台",
    ]  # fmt: skip
    assert made.posts[0].skill_id
    assert made.posts[0].duty_id
    assert made.posts[4].needs_party
    assert [shift.name for shift in made.shifts] == ["上午一", "上午二", "下午一", "下午二"]


def test_a_template_is_saved_over_removed_and_taken_back(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    with db.write() as session, pytest.raises(UserError, match="主管"):
        save_template(session, clerk, "夏天", PLAN)
    with db.write() as session:
        made = save_template(session, supervisor, " 夏天 ", PLAN)
        with pytest.raises(UserError, match="已经有模板“夏天”"):
            save_template(session, supervisor, "夏天", PLAN)
        with pytest.raises(UserError, match="至少要有一个班次"):
            save_template(session, supervisor, "空的", PlanDraft())
        save_template(session, supervisor, "夏天早", PlanDraft((MORNING,), (SWEEP,)), made)
        assert template(session, made) == PlanDraft((MORNING,), (SWEEP,))
        remove_template(session, supervisor, made)
        assert templates(session) == []
        take_back(session, supervisor, last_act(session))
        assert templates(session)[0].name == "夏天早"


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (PlanDraft((ShiftDraft(" ", 510, 600),)), "班次要有名称"),
        (PlanDraft((ShiftDraft("夜里", 600, 600),)), "结束要晚于开始"),
        (PlanDraft((ShiftDraft("夜里", 1440, 1500),)), "要在当天开始"),
        (PlanDraft((NOON, MORNING)), "开始得早"),
        (PlanDraft((MORNING, replace(NOON, name="上午一"))), "班次“上午一”写了两次"),
        (PlanDraft((MORNING,), (GUIDE,)), "没有的班次"),
        (PlanDraft((MORNING,), (SWEEP, SWEEP)), "岗位“环境清扫”写了两次"),
        (PlanDraft((MORNING,), (PostDraft(" "),)), "岗位要有名称"),
        (PlanDraft((MORNING,), (PostDraft("岗", cells={0: (0, 0)}),)), "要 1 到 99 人"),
        (PlanDraft((MORNING,), (PostDraft("岗", cells={0: (1, 2)}),)), "不能多过"),
        (PlanDraft((MORNING,), (PostDraft("岗", "长" * 101),)), "服务内容最多 100 个字"),
        (PlanDraft(tuple([MORNING] * 13)), "最多 12 个班次"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(draft: PlanDraft, words: str) -> None:
    with pytest.raises(UserError, match=words):
        check_plan(draft)


def test_a_shift_may_pass_midnight() -> None:
    assert check_plan(PlanDraft((ShiftDraft("夜巡", 1320, 1530),))).shifts[0].ends == 1530


_names = st.text("岗位班次甲乙丙丁一二", min_size=1, max_size=6)
_counts = st.integers(1, 9).flatmap(lambda most: st.tuples(st.just(most), st.integers(0, most)))


@settings(max_examples=60)
@given(
    shifts=st.lists(_names, min_size=1, max_size=4, unique=True),
    posts=st.lists(
        st.tuples(_names, st.dictionaries(st.integers(0, 3), _counts), st.booleans()),
        max_size=6,
        unique_by=lambda post: post[0],
    ),
)
def test_any_plan_comes_back_from_a_template(
    shifts: list[str], posts: list[tuple[str, dict[int, tuple[int, int]], bool]]
) -> None:
    draft = PlanDraft(
        tuple(ShiftDraft(name, 60 * at, 60 * at + 30) for at, name in enumerate(shifts)),
        tuple(
            PostDraft(
                name,
                skill_id=len(name),
                needs_party=party,
                cells={place: counts for place, counts in cells.items() if place < len(shifts)},
            )
            for name, cells, party in posts
        ),
    )
    assert from_json(as_json(check_plan(draft))) == draft
