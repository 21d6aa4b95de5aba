"""A birth that was written down, and one that was taken back."""

from datetime import date

import pytest
from sqlalchemy import select

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.registry import queries, service
from gridhall.registry.models import Guardian, Person
from gridhall.registry.queries.listed import listed
from gridhall.registry.queries.monthly import monthly_table
from gridhall.registry.queries.picking import recent
from gridhall.registry.queries.residents import Which
from gridhall.registry.rules import ResidentDraft
from gridhall.registry.rules.lists import Wanted
from gridhall.registry.service.acts import Birth, register_birth
from tests.factories import TODAY, id_number, make_family

BORN = date(2026, 11, 20)
NUMBER = id_number(BORN, "2", 9)


def _birth(db: Database, clerk: Clerk, key: str) -> tuple[int, int]:
    with db.write() as session:
        father = session.scalars(select(Person).where(Person.name == "李建军")).one()
        home = queries.person(session, father.id).household_id
        child = ResidentDraft(
            "李新儿", NUMBER, sex="2", birth_date=BORN, relation="42", household_id=home,
            request_key=key,
        )  # fmt: skip
        who, done = register_birth(session, clerk, Birth(child, father.id, "父亲"), TODAY)
        return who, done.action_id


@pytest.fixture
def hall(db: Database) -> Database:
    with db.write() as session:
        make_family(session)
    return db


def test_the_same_form_twice_is_one_child(hall: Database, clerk: Clerk) -> None:
    assert _birth(hall, clerk, "k") == _birth(hall, clerk, "k")


def test_a_birth_taken_back_is_nowhere_and_its_card_says_so(hall: Database, clerk: Clerk) -> None:
    who, action = _birth(hall, clerk, "k")
    with hall.write() as session:
        service.undo(session, clerk, action, "孩子报错了户", TODAY)
    with hall.read() as session:
        card = queries.resident_card(session, who)
        assert card.person.status == "void"
        assert card.household is None
        assert "撤回“出生”：孩子报错了户" in card.closed_words
        assert card.closed_words.startswith("的登记已作废（王芳 ")
        assert search.search(session, "李新儿") == []
        shown = [row.id for which in Which for row in recent(session, clerk, which, TODAY)]
        assert who not in shown
        assert queries.counts(session).people == 4
        assert session.scalars(select(Guardian)).all() == []
        month = monthly_table(session, TODAY, TODAY)[0]
        assert (month.is_proved, month.born) == (True, 0)
        assert who not in listed(session, clerk, Wanted(status="any"), TODAY)
        broken = {one.rule for one in queries.problems(session, TODAY) if one.count}
        assert broken == set()
    with pytest.raises(UserError, match="登记已经作废"), hall.write() as session:
        service.change_person(session, clerk, who, (ResidentDraft("李新"), card.version), TODAY)


def test_who_was_born_is_written_down_anew_after_it(hall: Database, clerk: Clerk) -> None:
    first, action = _birth(hall, clerk, "k1")
    with hall.write() as session:
        service.undo(session, clerk, action, "登错了户", TODAY)
    again, _ = _birth(hall, clerk, "k2")
    assert again != first
    with hall.read() as session:
        assert queries.person(session, again).status == "present"
        assert [hit.record_id for hit in search.search(session, "李新儿")] == [again]
