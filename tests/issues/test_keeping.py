"""What the ledger keeps of people: their own copy, and no longer than its term."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.db.search import search
from gridhall.issues.models import GovernanceAction, Issue, IssuePerson
from gridhall.issues.queries import checks
from gridhall.issues.rules.drafts import Concerned, IssueDraft
from gridhall.issues.rules.orders import Refusal, Word
from gridhall.issues.service import intake, steps
from gridhall.issues.service.keeping import IssueKeeper, RaiserKeeper, personal_issues
from gridhall.registry.queries.retention import due
from gridhall.registry.service.retention import discard
from tests.factories import TODAY, make_person
from tests.issues.kernel import Kernel

KEEPERS = (IssueKeeper(), RaiserKeeper())
WORDS = ("欧阳小燕", "13712345521", "夜里睡不着", "她说还行", "王大力", "13899990000")


def everything(kernel: Kernel) -> str:
    """Every word of the ledger's tables, acts and index."""
    said = []
    with kernel.db.read() as session:
        for table in ("issue", "issue_person", "issue_measure", "governance_action"):
            said += [str(tuple(row)) for row in session.execute(text(f"SELECT * FROM {table}"))]
        said += [hit.title for hit in search(session, "欧阳小燕", kinds=("issue",))]
    return " ".join(said)


@pytest.fixture
def person_id(kernel: Kernel) -> int:
    """A resident who raised something."""
    with kernel.db.write() as session:
        return make_person(session, "欧阳小燕").id


def _raise(kernel: Kernel, **who: Any) -> int:
    people = (Concerned("王大力", "witness", "13899990000"),)
    issue_id = kernel.closed(content="夜里睡不着", people=people, **who)
    kernel.do(steps.reopen, issue_id, "")
    kernel.do(steps.resolve, issue_id, "修好了")
    kernel.do(steps.verify, issue_id, Word("satisfied", "欧阳小燕", "她说还行"))
    kernel.do(steps.close_issue, issue_id)
    return issue_id


def test_a_persons_copy_says_what_they_raised_and_what_concerned_them(
    kernel: Kernel, person_id: int
) -> None:
    kernel.add("灯不亮", person_id=person_id)
    kernel.add("漏水", people=(Concerned(person_id=person_id),))
    section = kernel.read(personal_issues, person_id)
    assert [(row[1], row[3], row[4]) for row in section.rows] == [
        ("灯不亮", "反映人", "13712345521"), ("漏水", "受影响", "13712345521"),
    ]  # fmt: skip


def test_who_is_made_anonymous_leaves_a_figure(kernel: Kernel, person_id: int) -> None:
    issue_id = _raise(kernel, person_id=person_id)
    changed = kernel.add("楼下太吵", person_id=person_id)  # later somebody else's word
    with kernel.db.write() as session:
        version = session.get_one(Issue, changed).version
        draft = IssueDraft("楼下太吵", raiser="李四")
        intake.change_issue(session, kernel.clerk, changed, draft, version, kernel.when())
    with kernel.db.write() as session:
        IssueKeeper().forget(session, person_id)
    said = everything(kernel)
    assert [word for word in WORDS[:4] if word in said] == []
    assert "李四" in said
    with kernel.db.read() as session:
        row = session.get_one(Issue, issue_id)
        assert (row.state, row.raiser, row.person_id, row.owner_name) == (
            "closed", "已匿名", None, "城管中队",
        )  # fmt: skip
        assert [one for one in checks.problems(session) if one.count] == []


def test_a_stranger_is_forgotten_when_the_term_is_over(
    kernel: Kernel, administrator: Clerk
) -> None:
    kernel.today = date(2023, 3, 1)
    issue_id = _raise(kernel, raiser="欧阳小燕", phone="13712345521")
    still_open = kernel.add("还没有办的", raiser="欧阳小燕")
    unit = kernel.add("单位反映的", raiser_unit_id=kernel.units["供电所"])
    kernel.do(steps.decline, unit, Refusal("done"))
    with kernel.db.read() as session:
        rows = {row.id: row.count for row in due(session, TODAY, KEEPERS)}
    assert rows["issues"] == 1
    with kernel.db.write() as session:
        assert discard(session, administrator, "issues", ("到期清理", TODAY), KEEPERS) == 1
    with kernel.db.read() as session:
        row = session.get_one(Issue, issue_id)
        assert (row.title, row.raiser, row.phone, row.content) == (
            "3号楼楼道灯不亮", "已匿名", "", "",
        )  # fmt: skip
        assert {one.name for one in session.scalars(select(IssuePerson))} == {"已匿名"}
        assert session.get_one(Issue, still_open).raiser == "欧阳小燕"
        assert session.get_one(Issue, unit).raiser == "供电所"
        acts = select(GovernanceAction).where(GovernanceAction.subject_id == issue_id)
        kept = " ".join(act.images + act.detail for act in session.scalars(acts))
        assert [word for word in WORDS if word in kept] == []
        assert {row.id: row.count for row in due(session, TODAY, KEEPERS)}["issues"] == 0


def test_the_trail_says_that_it_changed_and_not_what_was_said(
    kernel: Kernel, person_id: int
) -> None:
    _raise(kernel, person_id=person_id)
    with kernel.db.read() as session:
        trail = " ".join(session.scalars(select(AuditEntry.detail)))
    assert [word for word in WORDS if word in trail] == []
