"""The duties (岗位目录): shipped, written down, put in order, no longer offered."""

from datetime import date

import pytest
from sqlalchemy import func, select

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.volunteering.models import ServiceAction
from gridhall.volunteering.queries.plan import as_post, duties
from gridhall.volunteering.rules.drafts import DraftProblems
from gridhall.volunteering.rules.duties import DutyDraft
from gridhall.volunteering.service.duties import end_duty, install_duties, move_duty, save_duty
from gridhall.volunteering.service.lists import install_lists
from gridhall.volunteering.service.taking_back import take_back


@pytest.fixture
def shipped(db: Database, administrator: Clerk) -> Database:
    """A hall as it is made."""
    with db.write() as session:
        install_lists(session, administrator)
        install_duties(session, administrator)
    return db


def test_the_shipped_duties_know_their_skill_and_squad(shipped: Database) -> None:
    with shipped.read() as session:
        rows = {row.name: row for row in duties(session)}
    assert len(rows) == 15
    check = rows["义诊测压"]
    assert (check.skill_name, check.squad_name, check.wanted) == ("医疗", "困难关爱", 3)
    assert rows["高空清理"].is_dangerous
    assert rows["政策宣讲"].needs_party
    post = as_post(check, 2)
    assert post.cells == {0: (3, 2), 1: (3, 2)}
    assert (post.duty_id, post.skill_id) == (check.id, check.skill_id)


def test_a_duty_is_written_down_changed_and_taken_back(
    shipped: Database, supervisor: Clerk
) -> None:
    with shipped.write() as session:
        save_duty(session, supervisor, DutyDraft(" 磨刀 ", "磨菜刀、剪刀", wanted=2))
        made = next(row for row in duties(session) if row.name == "磨刀")
        draft = DutyDraft("磨刀磨剪", made.content, wanted=1, id=made.id, version=made.version)
        act = save_duty(session, supervisor, draft)
        with pytest.raises(UserError, match="别处刚改过"):
            save_duty(session, supervisor, draft)
        take_back(session, supervisor, act)
        assert next(row for row in duties(session) if row.id == made.id).name == "磨刀"


def test_every_wrong_field_is_named(shipped: Database, supervisor: Clerk, clerk: Clerk) -> None:
    with shipped.write() as session, pytest.raises(DraftProblems) as caught:
        save_duty(session, supervisor, DutyDraft("", "长" * 101, wanted=1, minimum=2))
    assert [one.field for one in caught.value.problems] == ["name", "content", "minimum"]
    with shipped.write() as session, pytest.raises(UserError, match="已经有“法律咨询”"):
        save_duty(session, supervisor, DutyDraft("法律咨询"))
    with shipped.write() as session, pytest.raises(UserError, match="主管"):
        save_duty(session, clerk, DutyDraft("磨刀"))


def test_a_duty_is_no_longer_offered_and_offered_again(
    shipped: Database, supervisor: Clerk
) -> None:
    with shipped.write() as session:
        first, second = duties(session)[:2]
        move_duty(session, supervisor, second.id, -1)
        assert [row.id for row in duties(session)[:2]] == [second.id, first.id]
        with pytest.raises(UserError, match="到头"):
            move_duty(session, supervisor, second.id, -1)
        end_duty(session, supervisor, first.id, date(2026, 11, 24))
        assert first.id not in {row.id for row in duties(session)}
        assert first.id in {row.id for row in duties(session, ended=True)}
        last = session.scalars(select(func.max(ServiceAction.id))).one()
        take_back(session, supervisor, last)
        assert first.id in {row.id for row in duties(session)}
