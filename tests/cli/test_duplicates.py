"""resident duplicates, merge, apart and check --list at a terminal."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from gridhall.db.database import Database
from gridhall.db.unlock import unlock
from gridhall.registry.models import Membership, Person
from gridhall.registry.service import index_people
from tests.cli.conftest import PASSWORD, Run
from tests.factories import make_person


@pytest.fixture
def doubled(demo: Path) -> tuple[int, int]:
    """Somebody who is no head, and once more without a number, in no household."""
    key = unlock(demo, "demo", PASSWORD, datetime.now().astimezone())
    db = Database(demo, key)
    with db.write() as session:
        held = Membership.until.is_(None) & (Membership.relation != "02")
        here = select(Person).join(Membership, Membership.person_id == Person.id).where(held)
        who = session.scalars(here.where(Person.died_on.is_(None)).limit(1)).one()
        again = make_person(
            session, who.name, sex=who.sex, birth_date=who.birth_date, id_number=None,
            id_kind="temporary", phone="", status="unsettled", workplace="文化馆",
        )  # fmt: skip
        index_people(session, [again.id])
        pair = (who.id, again.id)
    db.close()
    return pair


def test_found_planned_merged_and_taken_back(run: Run, doubled: tuple[int, int]) -> None:
    kept, gone = doubled
    pairs: Any = run("resident", "duplicates")["pairs"]
    ids = [(one["one"]["id"], one["other"]["id"]) for one in pairs]
    assert doubled in ids
    found = pairs[ids.index(doubled)]
    assert (found["signs"], found["words"]) == (["name_birth"], "同名同生日")
    assert "****" in found["one"]["id_number"]
    assert run("resident", "duplicates", gone)["pairs"] == [found]
    planned: Any = run("resident", "merge", kept, gone, "--dry-run")
    assert planned["action"] is None
    assert any("服务处所" in line for line in planned["plan"])
    done: Any = run("resident", "merge", kept, gone)
    assert run("resident", "duplicates", kept)["pairs"] == []
    run("resident", "undo", done["action"], "--reason", "是两个人")
    assert run("resident", "duplicates", kept)["pairs"] == [found]


def test_told_apart_is_not_asked_again(run: Run, doubled: tuple[int, int]) -> None:
    assert run("resident", "apart", *doubled) == {"one": doubled[0], "other": doubled[1]}
    assert run("resident", "duplicates", doubled[0])["pairs"] == []


def test_what_cannot_be_merged_says_why(
    refused: Callable[..., str], doubled: tuple[int, int]
) -> None:
    kept = doubled[0]
    assert refused("resident", "merge", kept, kept) == "这是同一份档案，不用并。请选另一份"
    assert "没有找到这位居民" in refused("resident", "merge", kept, 9_999_999)


def test_the_records_behind_a_rule(
    run: Run, refused: Callable[..., str], demo: Path, doubled: tuple[int, int]
) -> None:
    db = Database(demo, unlock(demo, "demo", PASSWORD, datetime.now().astimezone()))
    with db.write() as session:
        session.get_one(Person, doubled[0]).died_on = date(2026, 1, 5)
    db.close()
    listed: Any = run("check", "--list", "person.dead_in_household")
    assert [(row["kind"], row["id"]) for row in listed["rows"]] == [("person", doubled[0])]
    repaired: Any = run("check", "--repair")
    assert repaired["repaired"][-1] == "search_index"
    assert "person.dead_in_household" in repaired["repaired"]
    assert run("check", "--list", "person.dead_in_household")["rows"] == []
    assert "没有名单可看的规则" in refused("check", "--list", "no.rule")
