"""Training, awards and stars."""

from datetime import date

import pytest

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.volunteering.queries.hours import rounding
from gridhall.volunteering.queries.merits import merits
from gridhall.volunteering.queries.stars import star_table, stars_of
from gridhall.volunteering.rules.hours import Rounding
from gridhall.volunteering.rules.stars import USUAL, stars_for, to_next
from gridhall.volunteering.service.hours import append
from gridhall.volunteering.service.merits import MeritDraft, add_merit, void_merit
from gridhall.volunteering.service.stars import set_rounding, set_stars
from gridhall.volunteering.service.taking_back import take_back
from tests.factories import TODAY
from tests.volunteering.served import draft, make_volunteer

LESSON = MeritDraft(1, "training", "急救培训", date(2026, 5, 8), "心肺复苏", 240, "区红十字会")


def test_a_training_is_noted_voided_and_taken_back(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    with db.write() as session:
        make_volunteer(session)
        act = add_merit(session, clerk, LESSON, TODAY)
        add_merit(session, clerk, MeritDraft(1, "award", "优秀志愿者", TODAY, minutes=60), TODAY)
        award, lesson = merits(session, 1)
        assert (lesson.minutes, lesson.given_by, award.minutes) == (240, "区红十字会", None)
        assert [one.name for one in merits(session, 1, "training")] == ["急救培训"]
        with pytest.raises(UserError, match="要主管来做"):
            void_merit(session, clerk, award.id, "写错")
        void_merit(session, supervisor, award.id, "写错了人")
        assert [one.id for one in merits(session, 1)] == [lesson.id]
        assert len(merits(session, 1, voided=True)) == 2
        take_back(session, clerk, act)
        assert merits(session, 1) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "请写培训的名称"),
        ({"kind": "party"}, "请选培训或表彰"),
        ({"happened_on": date(2027, 1, 1)}, "还没有到"),
        ({"minutes": 0}, "学时要大于 0"),
        ({"name": "长" * 61}, "最长 60 个字"),
        ({"volunteer_id": 9}, "没有这位志愿者"),
    ],
)
def test_what_cannot_be_noted(
    db: Database, clerk: Clerk, wrong: dict[str, object], said: str
) -> None:
    values = {name: getattr(LESSON, name) for name in MeritDraft.__slots__}
    with db.write() as session:
        make_volunteer(session)
        with pytest.raises(UserError, match=said):
            add_merit(session, clerk, MeritDraft(**(values | wrong)), TODAY)


def test_stars_by_the_table() -> None:
    hours = [99, 100, 299, 300, 1000, 1500, 9000]
    assert [stars_for(h * 60, USUAL) for h in hours] == [0, 1, 1, 2, 4, 5, 5]
    assert to_next(99 * 60 + 30, USUAL) == 30
    assert to_next(1500 * 60, USUAL) is None


def test_a_hall_has_its_own_table(db: Database, clerk: Clerk, administrator: Clerk) -> None:
    with db.write() as session:
        one = make_volunteer(session)
        append(session, clerk, draft(one, 510, 690))
        assert stars_of(session, one).stars == 0
        with pytest.raises(UserError, match="要管理员来做"):
            set_stars(session, clerk, {1: 3})
        for bad in ({1: 10, 2: 10}, {2: 10}, {}, {1: 0}):
            with pytest.raises(UserError, match="星"):
                set_stars(session, administrator, bad)
        set_stars(session, administrator, {1: 3, 2: 10})
        assert star_table(session) == {1: 3, 2: 10}
        assert (stars_of(session, one).stars, stars_of(session, one).to_next) == (1, 7 * 60)


def test_rounding_is_the_administrators(db: Database, clerk: Clerk, administrator: Clerk) -> None:
    with db.write() as session:
        with pytest.raises(UserError, match="要管理员来做"):
            set_rounding(session, clerk, Rounding(60, "up"))
        with pytest.raises(UserError, match="时长取整请选"):
            set_rounding(session, administrator, Rounding(7, "up"))
        set_rounding(session, administrator, Rounding(60, "up"))
        assert rounding(session) == Rounding(60, "up")
