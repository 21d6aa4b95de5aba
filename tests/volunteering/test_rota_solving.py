"""The rota in a hall's file: suggested in one go, confirmed seats fixed, said why and why not."""

from sqlalchemy import event, select

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.volunteering.models import Assignment, Wish
from gridhall.volunteering.queries.pool import pool, replacements, why
from gridhall.volunteering.service.solving import hard_rules, suggest
from gridhall.volunteering.service.taking_back import take_back
from tests.volunteering.rota_hall import (
    NOW,
    credit,
    make_day,
    make_volunteer,
    seat,
    weekly,
)


def test_a_day_is_suggested_and_what_is_confirmed_stays(db: Database, clerk: Clerk) -> None:
    """Every seat is filled, the confirmed one is where it was, and one Ctrl+Z takes it back."""
    with db.write() as session:
        made = make_day(session)
        people = [make_volunteer(session, name) for name in ("甲", "乙", "丙")]
        seat(session, made.cells[0][0], people[2])
    solved = suggest(db, clerk, [made.day_id], 10)
    assert (solved.placed, solved.gaps, solved.is_proven) == (7, 0, True)
    with db.read() as session:
        rows = session.scalars(select(Assignment)).all()
        assert len(rows) == 8
        assert [row.volunteer_id for row in rows if row.state == "confirmed"] == [people[2]]
    with db.write() as session:
        assert solved.action_id is not None
        take_back(session, clerk, solved.action_id)
        assert len(session.scalars(select(Assignment)).all()) == 1


def test_who_has_fewer_hours_goes_first(db: Database, clerk: Clerk) -> None:
    """Fairness over the ledger: the pool's best, the solver's choice and the sentence agree."""
    with db.write() as session:
        made = make_day(session, posts=1)
        many, few = make_volunteer(session, "多时"), make_volunteer(session, "少时")
        credit(session, many, 1200)
        for who in (many, few):
            weekly(session, who, 1, (510, 600))
    with db.read() as session:
        rows = pool(session, made.cells[0][0])
        assert [(row.volunteer_id, row.badge) for row in rows] == [(few, "最合适"), (many, "可排")]
        assert rows[1].sub == "本年 20 小时"
    solved = suggest(db, clerk, [made.day_id], 10)
    assert (solved.placed, solved.gaps) == (1, 3)
    with db.read() as session:
        said = why(session, made.cells[0][0], many)
        assert said == "多时可以排，但这一格已排满：近一年 20 小时，比少时的 0 小时多"
        assert why(session, made.cells[0][0], few) == (
            "少时建议在这一格：近一年 0 小时，另外能排的 1 人都不比少时更合适"
        )
        assert why(session, made.cells[0][1], few) == "少时这一班没空"


def test_who_cannot_stay_is_said_to_give_way(db: Database) -> None:
    with db.write() as session:
        made = make_day(session)
        stuck, free = make_volunteer(session, "陆萍"), make_volunteer(session, "孙鹏")
        for post in (0, 1):
            session.add(
                Assignment(
                    cell_id=made.cells[post][0], volunteer_id=stuck, state="confirmed",
                    noted_at=NOW, clerk_name="王芳",
                )
            )  # fmt: skip
        session.flush()
        said = why(session, made.cells[0][0], free)
    assert "孙鹏可以排" in said
    assert "可以换下排不了的陆萍" in said


def test_hard_rules_say_who_is_elsewhere(db: Database) -> None:
    """Same time, another post: the sentence names it; a suggestion of the same cell is none."""
    with db.write() as session:
        made = make_day(session)
        one = make_volunteer(session, "陆萍")
        seat(session, made.cells[0][0], one)
        seat(session, made.cells[0][2], one, "suggested")
    with db.read() as session:
        assert hard_rules(session, made.cells[1][0], one) == (
            "陆萍这一班已在“岗位1”，不能同时排两个岗"
        )
        assert hard_rules(session, made.cells[0][2], one) == ""
        assert hard_rules(session, made.cells[1][3], one) == ""


def test_a_replacement_is_never_the_one_who_called_off(db: Database) -> None:
    """The pool of the seat without its holder; who refused the half day is told why."""
    with db.write() as session:
        made = make_day(session, posts=1)
        held, other, refusing = (make_volunteer(session, name) for name in ("甲", "乙", "丙"))
        session.add(Wish(volunteer_id=refusing, kind="refusal", target_kind="half", target="am"))
        assignment = seat(session, made.cells[0][0], held)
    with db.read() as session:
        rows = replacements(session, assignment)
    assert [(row.volunteer_id, row.badge) for row in rows] == [
        (other, "最合适"), (refusing, "不合适"),
    ]  # fmt: skip
    assert rows[1].why == "丙说过不去上午的班，不能排"


def test_the_problem_is_read_in_few_statements(db: Database) -> None:
    """However many volunteers there are."""
    with db.write() as session:
        made = make_day(session, posts=3)
        for number in range(40):
            weekly(session, make_volunteer(session, f"人{number}"), 1, (480, 1020))
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    with db.read() as session:
        assert len(pool(session, made.cells[0][0])) == 40
    assert len(asked) < 20
