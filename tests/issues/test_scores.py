"""Unit scoring: points by what really happened, with the row behind each; points by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.periods import Span, period, period_of
from gridhall.db.database import Database
from gridhall.issues.queries import scores
from gridhall.issues.queries.categories import leaves
from gridhall.issues.queries.scores import ScoreSheet, unit_scores
from gridhall.issues.rules.drafts import IssueDraft
from gridhall.issues.rules.orders import (
    MeasureOrder,
    Owner,
    Reporting,
    RouteOrder,
    Sorting,
    Whistling,
    Word,
)
from gridhall.issues.rules.scores import KINDS, SAID, Answer, NoteDraft, ScoreLine, earned
from gridhall.issues.rules.settings import SCORES, Governance
from gridhall.issues.rules.when import When
from gridhall.issues.service.install import install_governance
from gridhall.issues.service.intake import add_issue
from gridhall.issues.service.measures import take_measure
from gridhall.issues.service.scores import add_note
from gridhall.issues.service.settings import set_governance
from gridhall.issues.service.steps import (
    reject,
    report_in,
    resolve,
    route,
    sort_issue,
    verify,
    whistle,
)
from gridhall.issues.service.taking_back import take_back
from tests.factories import TODAY
from tests.issues.many import make_units

YEAR = period("2026")


def on(month: int, day: int) -> When:
    return When(TODAY, shipped_calendar(), date(2026, month, day))


def routed(session: Session, clerk: Clerk, owner: Owner, due: date) -> int:
    """An issue of 9 October, routed on the 12th and whistled, to report in by the 13th."""
    issue = add_issue(
        session, clerk, IssueDraft("3号楼楼道灯不亮", received_on=date(2026, 10, 9)), on(10, 9)
    ).row_id
    sort_issue(session, clerk, issue, Sorting(leaves(session)[0].id, "minor"), on(10, 9))
    route(session, clerk, issue, RouteOrder(1, owner, due), on(10, 12))
    whistle(session, clerk, issue, Whistling(report_by=date(2026, 10, 13)), on(10, 12))
    return issue


def sheet(db: Database, span: Span = YEAR) -> ScoreSheet:
    with db.read() as session:
        return unit_scores(session, span, TODAY)


def told(made: ScoreSheet, name: str) -> dict[str, int]:
    """What a unit has rows for, and how often."""
    row = made.row(name)
    assert row is not None
    assert row.points == sum(line.points for line in row.lines)
    return {kind: row.count(kind) for kind in KINDS if row.count(kind)}


@pytest.fixture
def unit(db: Database, administrator: Clerk) -> Owner:
    with db.write() as session:
        install_governance(session, administrator)
        return Owner(make_units(session, ["供电公司", "环卫所"])[0])


def test_in_time_and_to_the_residents_content(db: Database, clerk: Clerk, unit: Owner) -> None:
    with db.write() as session:
        issue = routed(session, clerk, unit, date(2026, 10, 20))
        report_in(session, clerk, issue, Reporting("李强"), on(10, 13))
        resolve(session, clerk, issue, "换了灯泡", on(10, 20))
        verify(session, clerk, issue, Word("satisfied", "反映人本人"), on(10, 21))
    made = sheet(db)
    assert told(made, "供电公司") == {"reported": 1, "solved": 1, "satisfied": 1}
    row = made.row("供电公司")
    assert row is not None
    assert (row.rank, row.points) == (1, 2 + 5 + 2)
    assert {line.issue_id for line in row.lines} == {issue}
    assert made.idle == 1  # 环卫所


def test_late_supervised_sent_back_and_held_accountable(
    db: Database, clerk: Clerk, supervisor: Clerk, unit: Owner
) -> None:
    with db.write() as session:
        issue = routed(session, clerk, unit, date(2026, 10, 20))
        report_in(session, clerk, issue, Reporting("李强"), on(10, 15))
        take_measure(session, clerk, issue, MeasureOrder("supervision"), on(10, 22))
        take_measure(session, clerk, issue, MeasureOrder("supervision"), on(10, 26))
        why = MeasureOrder("accountability", note="两次督办没有回复")
        take_measure(session, supervisor, issue, why, on(10, 28))
        order = MeasureOrder("scoring", note="态度不好", points=-4)
        take_measure(session, clerk, issue, order, on(10, 28))
        resolve(session, clerk, issue, "换了灯泡", on(10, 29))
        verify(session, clerk, issue, Word("unsatisfied", "反映人", "还是不亮"), on(10, 30))
        reject(session, clerk, issue, "居民说还是不亮", on(10, 30))
        resolve(session, clerk, issue, "换了线", on(11, 2))
    made = sheet(db)
    assert told(made, "供电公司") == {
        "report_late": 1, "solved_late": 1, "supervised": 2, "unsatisfied": 1,
        "accountable": 1, "measure": 1,
    }  # fmt: skip
    row = made.row("供电公司")
    assert row is not None
    assert row.points == -2 + 1 - 5 * 2 - 3 - 10 - 4
    assert row.sum("measure") == -4


def test_left_undone_counts_at_the_end_of_the_period(
    db: Database, clerk: Clerk, unit: Owner
) -> None:
    with db.write() as session:
        routed(session, clerk, unit, date(2026, 10, 20))
    assert told(sheet(db), "供电公司") == {"report_late": 1, "overdue": 1}
    assert sheet(db, period("2026-09")).rows == ()


def test_routed_away_after_the_deadline_is_the_first_units_and_words_stay_apart(
    db: Database, clerk: Clerk, unit: Owner
) -> None:
    with db.write() as session:
        issue = routed(session, clerk, unit, date(2026, 10, 20))
        city = RouteOrder(4, Owner(name="市自来水公司"), date(2026, 12, 1), why="要改管网")
        route(session, clerk, issue, city, on(10, 26))
        other = routed(session, clerk, Owner(name="铁塔公司"), date(2026, 12, 1))
        report_in(session, clerk, other, Reporting("周工"), on(10, 13))
    made = sheet(db)
    assert told(made, "供电公司") == {"report_late": 1, "overdue": 1}
    assert told(made, "铁塔公司") == {"reported": 1}
    assert made.row("市自来水公司") is None


def test_the_hall_sets_what_each_thing_is_worth(
    db: Database, clerk: Clerk, supervisor: Clerk, unit: Owner
) -> None:
    with db.write() as session:
        routed(session, clerk, unit, date(2026, 10, 20))
        set_governance(session, supervisor, Governance(scores=SCORES | {"overdue": -30}))
    row = sheet(db).row("供电公司")
    assert row is not None
    assert row.sum("overdue") == -30


def test_points_by_hand_with_their_reason_and_taken_back(
    db: Database, supervisor: Clerk, unit: Owner
) -> None:
    with db.write() as session:
        draft = NoteDraft(unit.key, 8, "配合夜间排涝", date(2026, 8, 3))
        done = add_note(session, supervisor, draft, TODAY, "k" * 36)
        assert add_note(session, supervisor, draft, TODAY, "k" * 36) == done  # pressed twice
    row = sheet(db).row("供电公司")
    assert row is not None
    assert [line.title for line in row.lines] == ["配合夜间排涝（高明）"]
    assert row.points == 8
    with db.write() as session:
        take_back(session, supervisor, done.action_id)
    assert sheet(db).rows == ()


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (NoteDraft("unit:1", 0, "没有分", TODAY), "不能是 0"),
        (NoteDraft("unit:1", 500, "太多了", TODAY), "-100 到 100"),
        (NoteDraft("unit:1", 5, "", TODAY), "原因要 2 到 100 个字"),
        (NoteDraft("unit:1", 5, "明天的", TODAY + timedelta(1)), "不能晚于今天"),
        (NoteDraft("unit:999", 5, "没有这家", TODAY), "从名单里选单位"),
    ],
)
def test_wrong_points_are_refused_in_a_sentence(
    db: Database, supervisor: Clerk, unit: Owner, draft: NoteDraft, sentence: str
) -> None:
    with db.write() as session, pytest.raises(UserError, match=sentence):
        add_note(session, supervisor, draft, TODAY)


def test_a_counter_clerk_gives_no_points(db: Database, clerk: Clerk, unit: Owner) -> None:
    with db.write() as session, pytest.raises(UserError, match="主管"):
        add_note(session, clerk, NoteDraft(unit.key, 5, "配合排涝", TODAY), TODAY)


def test_another_subject_may_tell_what_units_score_for(
    db: Database, unit: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2026, 6, 1)
    line = ScoreLine(unit.key, "project", 0, day, "", "修好便民桥")
    monkeypatch.setattr(scores, "SOURCES", [lambda _session, _span: iter([line])])
    row = sheet(db).row("供电公司")
    assert row is not None
    assert (row.points, row.lines[0].title) == (SCORES["project"], "修好便民桥")


def test_equal_points_share_a_rank(db: Database, supervisor: Clerk, unit: Owner) -> None:
    with db.write() as session:
        more = make_units(session, ["甲单位", "乙单位"])
        for key, points in (("unit:1", 3), (f"unit:{more[0]}", 3), (f"unit:{more[1]}", 1)):
            add_note(session, supervisor, NoteDraft(key, points, "做得好", TODAY), TODAY)
    assert [row.rank for row in sheet(db).rows] == [1, 1, 3]


def test_every_kind_of_points_has_its_sentence() -> None:
    assert KINDS.keys() == SAID.keys()
    assert SCORES.keys() <= KINDS.keys()


_DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(_DAYS, st.none() | _DAYS, st.none() | _DAYS, st.none() | _DAYS)
def test_over_the_months_each_answer_is_counted_once(
    due: date, report_by: date | None, came: date | None, solved: date | None
) -> None:
    answer = Answer(due, report_by, came, solved)
    months = [period_of("month", date(2026, month, 1)) for month in range(1, 13)]
    end = YEAR.last
    found = [kind for span in months for kind, _ in earned(answer, span, end)]
    whole = [kind for kind, _ in earned(answer, YEAR, end)]
    in_time = solved is not None and solved <= due
    assert found.count("solved") == whole.count("solved") == int(in_time)
    late = solved is not None and solved > due
    assert found.count("solved_late") == whole.count("solved_late") == int(late)
    assert whole.count("overdue") == int(solved is None and due < end)
    if report_by is not None and came is not None:
        kind = "reported" if came <= report_by else "report_late"
        assert whole.count(kind) == 1
    assert all(day <= end for span in months for _, day in earned(answer, span, end))
