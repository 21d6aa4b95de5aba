from datetime import date

import pytest
from sqlalchemy import select

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.registry import service
from gridhall.registry.models import Guardian, Person
from gridhall.registry.queries import guardians as queries
from gridhall.registry.queries.checks import broken
from gridhall.registry.rules.guardians import GuardianDraft
from gridhall.registry.service import guardians
from tests.factories import TODAY, make_family


@pytest.fixture
def family(db: Database) -> dict[str, int]:
    with db.write() as session:
        make_family(session)
        return {one.name: one.id for one in session.scalars(select(Person))}


def test_the_household_is_proposed_parents_first(db: Database, family: dict[str, int]) -> None:
    with db.read() as session:
        found = queries.proposed_guardians(session, family["李思涵"], TODAY)
    assert [(one.name, relation) for one, relation in found] == [
        ("李建军", "父亲"),
        ("王晓燕", "母亲"),
        ("张桂花", "祖母"),
    ]


def test_a_child_has_guardians_and_none_is_missed(
    db: Database, clerk: Clerk, family: dict[str, int]
) -> None:
    child, father = family["李思涵"], family["李建军"]
    with db.write() as session:
        guardians.set_guardian(session, clerk, child, GuardianDraft("父亲", father), TODAY)
        second = GuardianDraft("其他", name="李大山", phone="0536-8888888")
        action = guardians.set_guardian(session, clerk, child, second, TODAY)
        rows = queries.guardians_of(session, child)
        assert broken(session, "person.no_guardian", TODAY) == []
    assert [(row.name, row.relation, row.masked_phone) for row in rows] == [
        ("李建军", "父亲", "137****5521"),
        ("李大山", "其他", "0536-****888"),
    ]
    with db.write() as session:
        service.undo(session, clerk, action, "写错了", TODAY)
        guardians.end_guardian(session, clerk, rows[0].id, TODAY, TODAY)
        assert queries.guardians_of(session, child) == []
        past = queries.guardians_of(session, child, past=True)
        assert [(row.name, row.until) for row in past] == [("李建军", TODAY)]
        assert broken(session, "person.no_guardian", TODAY) == [child]


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (GuardianDraft(""), "请选监护人与被监护人的关系"),
        (GuardianDraft("父亲"), "请选一位居民，或填写监护人的姓名和电话"),
        (GuardianDraft("父亲", name="李大山"), "请填写联系电话"),
        (GuardianDraft("父亲", 4), "不能做自己的监护人"),
        (GuardianDraft("父亲", 2, since=date(2027, 1, 1)), "还没有到"),
    ],
)
def test_each_mistake_has_its_sentence(
    db: Database, clerk: Clerk, family: dict[str, int], draft: GuardianDraft, sentence: str
) -> None:
    with db.write() as session, pytest.raises(UserError, match=sentence):
        guardians.set_guardian(session, clerk, family["李思涵"], draft, TODAY)


def test_a_guardian_is_alive_and_of_age(db: Database, clerk: Clerk, family: dict[str, int]) -> None:
    with db.write() as session:
        session.get_one(Person, family["李建军"]).status = "died"
        session.get_one(Person, family["王晓燕"]).birth_date = date(2010, 1, 1)
        session.flush()
        with pytest.raises(UserError, match="李建军已经去世"):
            draft = GuardianDraft("父亲", family["李建军"])
            guardians.set_guardian(session, clerk, family["李思涵"], draft, TODAY)
        with pytest.raises(UserError, match="只有 16 岁，监护人要满 18 岁"):
            draft = GuardianDraft("母亲", family["王晓燕"])
            guardians.set_guardian(session, clerk, family["李思涵"], draft, TODAY)
        assert session.scalars(select(Guardian)).all() == []
