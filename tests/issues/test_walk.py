"""The ledger walked at random: whatever is tried, nothing is lost and the story is true."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.issues.models import GovernanceAction, Issue, IssueMeasure, IssueResponse
from gridhall.issues.queries import checks
from gridhall.issues.queries.cards import issue_card
from gridhall.issues.queries.issues import (
    IssueFilter,
    agenda_issues,
    counts,
    issues,
    overdue_issues,
)
from gridhall.issues.rules.states import OWED, OWNED, open_steps, retold
from tests.issues.kernel import Kernel, Walker


@pytest.mark.parametrize("seed", range(5))
def test_after_any_acts_nothing_is_lost(kernel: Kernel, seed: int) -> None:
    walker = Walker(kernel, seed)
    refused = list[str]()
    for _ in range(120):
        try:
            walker.step()
        except UserError as error:
            refused.append(str(error))
    assert walker.done > 35, "a walk that is refused everything shows nothing"
    assert [said for said in refused if "None" in said or "{" in said] == []
    with kernel.db.read() as session:
        for row in session.scalars(select(Issue)):
            _is_told_truly(session, row)
            _is_owed(session, row)
        _is_counted(session, kernel.today)
        assert [one for one in checks.problems(session) if one.count] == []


def _is_told_truly(session: Session, row: Issue) -> None:
    """The standing acts tell the state; every act says the state it left."""
    one = GovernanceAction
    mine = (one.subject == "issue", one.subject_id == row.id)
    acts = list(session.scalars(select(one).where(*mine).order_by(one.id)))
    standing = [act for act in acts if act.undone_by is None and act.undo_of is None]
    assert retold(act.kind for act in standing) == row.state
    assert acts[-1].state == row.state
    assert all(act.state for act in acts)
    carried = sum(act.kind == "issue_carry" for act in standing)
    assert row.carry_count == carried
    assert open_steps(row.state)


def _is_owed(session: Session, row: Issue) -> None:
    """Whatever was routed has one owner and a deadline."""
    mine = select(IssueResponse).where(IssueResponse.issue_id == row.id)
    responses = list(session.scalars(mine))
    standing = [one for one in responses if one.ended_on is None]
    if row.state in OWNED:
        assert [one.owner_name for one in standing] == [row.owner_name]
        assert [one.due_on for one in standing] == [row.due_on]
        assert row.owner_name
    if responses:
        assert row.owner_name
        assert row.due_on is not None
    assert len(standing) <= 1
    kinds = select(IssueMeasure.kind, IssueMeasure.ordinal).where(IssueMeasure.issue_id == row.id)
    taken = Counter(kind for kind, _ in session.execute(kinds))
    assert {ordinal for _, ordinal in session.execute(kinds)} <= set(range(1, 99))
    assert sum(taken.values()) == len(issue_card(session, row.id, date(2027, 1, 1)).measures)


def _is_counted(session: Session, today: date) -> None:
    """Agenda, overdue and counts against plain loops over every row."""
    rows = list(session.scalars(select(Issue)))
    open_ids = {row.id for row in rows if row.state not in ("closed", "declined")}
    agenda = agenda_issues(session)
    assert {row.id for row in agenda} == open_ids
    assert [row.carry_count for row in agenda] == sorted(
        (row.carry_count for row in agenda), reverse=True
    )
    late = {row.id for row in rows if row.state in OWED and row.due_on and row.due_on < today}
    assert {row.id for row in overdue_issues(session, today)} == late
    found = counts(session, today)
    assert (found["open"], found["overdue"]) == (len(open_ids), len(late))
    for state, count in Counter(row.state for row in rows).items():
        assert found[state] == count
        assert len(issues(session, IssueFilter(states=(state,)))) == count


def test_taking_everything_back_leaves_nothing(kernel: Kernel) -> None:
    walker = Walker(kernel, 11)
    refused = list[str]()
    for _ in range(60):
        try:
            walker.step()
        except UserError:
            continue
    with kernel.db.read() as session:
        one = GovernanceAction
        standing = select(one.id).where(one.undone_by.is_(None), one.undo_of.is_(None))
        added = list(session.scalars(standing.order_by(one.id.desc())))
    for action_id in added:
        try:
            kernel.take_back(action_id)
        except UserError as error:
            refused.append(str(error))
    # What has a photo is declined, never wiped out; and what is about it stays as well.
    assert [said for said in refused if "张照片" not in said and "之后又办了" not in said] == []
    with kernel.db.read() as session:
        assert {row.state for row in session.scalars(select(Issue))} <= {"collected"}
        assert session.scalars(select(IssueResponse)).all() == []
        assert [one for one in checks.problems(session) if one.count] == []
