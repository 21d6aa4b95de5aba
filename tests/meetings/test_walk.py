"""Whatever happens to issues and meetings: no open one is missing, every count is a recount."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.issues.models import Issue, IssueResponse
from gridhall.issues.queries import checks as issue_checks
from gridhall.issues.rules.orders import Whistling
from gridhall.issues.rules.states import OPEN_STATES, OWNED
from gridhall.issues.service import steps
from gridhall.meetings.labels import DECISIONS
from gridhall.meetings.models import AgendaItem, JointMeeting
from gridhall.meetings.queries import checks
from gridhall.meetings.queries.agenda import agenda
from tests.conftest import KEY
from tests.meetings.halls import CLERK, Office, when

FIRST = date(2026, 1, 5)
_WAYS = ("solve", "resolve", "reopen", "whistle", "escalate")


class Hall(RuleBasedStateMachine):
    """Issues are told, meetings held or cancelled, acts taken back, days go by."""

    template: Path
    places: Iterator[Path]

    def __init__(self) -> None:
        super().__init__()
        path = next(self.places)
        shutil.copy(self.template, path)
        self.db = Database(path, KEY)
        self.office, self.today = Office(self.db), FIRST
        self.issues, self.acts = list[int](), list[int]()
        self.meeting: int | None = None

    def teardown(self) -> None:
        self.db.close()

    @rule(age=st.integers(0, 9))
    def tell(self, age: int) -> None:
        day = self.today - timedelta(age)
        self.issues.append(self.office.issue(f"问题{len(self.issues)}", day))

    @rule(days=st.integers(1, 20))
    @precondition(lambda self: self.meeting is None)
    def wait(self, days: int) -> None:
        self.today += timedelta(days)

    @rule()
    @precondition(lambda self: self.meeting is None)
    def begin(self) -> None:
        with suppress(UserError):  # one a day
            self.meeting = self.office.begin(self.today)

    @rule(data=st.data(), kind=st.sampled_from([*DECISIONS]), due=st.integers(-2, 30))
    @precondition(lambda self: self.meeting is not None and self.issues)
    def decide(self, data: st.DataObject, kind: str, due: int) -> None:
        issue = data.draw(st.sampled_from(self.issues))
        said: dict[str, Any] = {"refusal": "done", "words": "大家都说了"}
        if kind in ("route", "take_up", "go_on"):
            said["due_on"] = self.today + timedelta(due)
        self._try(lambda: self.office.decide(self.meeting or 0, issue, self.today, kind, **said))

    @rule(data=st.data(), way=st.sampled_from(_WAYS))
    @precondition(lambda self: self.issues)
    def work(self, data: st.DataObject, way: str) -> None:
        issue = data.draw(st.sampled_from(self.issues))
        if way == "solve":
            self._try(lambda: self.office.solve(issue, self.today))
            return
        with_words = {"resolve": steps.resolve, "reopen": steps.reopen, "escalate": steps.escalate}

        def step() -> Any:
            with self.db.write() as session:
                if way == "whistle":
                    return steps.whistle(session, CLERK, issue, Whistling(), when(self.today))
                return with_words[way](session, CLERK, issue, "有人说了", when(self.today))

        self._try(step)

    @rule()
    @precondition(lambda self: self.meeting is not None)
    def end(self) -> None:
        self.acts.append(self.office.end(self.meeting or 0, self.today).action_id)
        self.meeting = None

    @rule()
    @precondition(lambda self: self.meeting is not None)
    def cancel(self) -> None:
        self.office.cancel(self.meeting or 0, "停电", self.today)
        self.meeting = None

    @rule(data=st.data())
    @precondition(lambda self: self.acts)
    def back(self, data: st.DataObject) -> None:
        self._try(lambda: self.office.back(data.draw(st.sampled_from(self.acts))))
        with self.db.read() as session:
            going = session.scalar(select(JointMeeting.id).where(JointMeeting.state == "open"))
        self.meeting = going

    def _try(self, act: Any) -> None:
        with suppress(UserError):  # refused: nothing was changed, as the invariants see
            done = act()
            if done is not None:
                self.acts.append(done.action_id)

    @invariant()
    def no_open_issue_is_missing(self) -> None:
        with self.db.read() as session:
            listed = {one.issue_id for one in agenda(session, None, self.today)}
            asked = select(Issue.id).where(Issue.state.in_(OPEN_STATES))
            assert set(session.scalars(asked)) <= listed

    @invariant()
    def counts_are_recounts(self) -> None:
        survived = (
            select(func.count())
            .select_from(AgendaItem)
            .join(JointMeeting, JointMeeting.id == AgendaItem.meeting_id)
            .where(AgendaItem.issue_id == Issue.id, AgendaItem.left_open)
            .where(JointMeeting.state.in_(("held", "minuted")))
            .scalar_subquery()
        )
        with self.db.read() as session:
            assert all(a == b for a, b in session.execute(select(Issue.carry_count, survived)))

    @invariant()
    def whoever_has_it_has_a_deadline(self) -> None:
        with self.db.read() as session:
            for one in session.scalars(select(Issue).where(Issue.state.in_(OWNED))):
                assert one.owner_name
                assert one.due_on is not None
            for answer in session.scalars(select(IssueResponse)):
                assert answer.due_on >= answer.assigned_on

    @invariant()
    def the_hall_finds_nothing_wrong(self) -> None:
        with self.db.read() as session:
            found = [*checks.problems(session), *issue_checks.problems(session)]
        assert [one for one in found if one.count] == []


@pytest.mark.slow
@pytest.mark.usefixtures("db")
def test_no_walk_loses_an_issue_or_miscounts(tmp_path: Path) -> None:
    Hall.template = tmp_path / "hall.db"
    Hall.places = (tmp_path / f"{n}.db" for n in count())
    chosen = settings(
        max_examples=30,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),  # a failing walk is read as it was: each step is a write
    )
    run_state_machine_as_test(Hall, settings=chosen)
