"""The one search finds transfers, and is told of whatever becomes of them."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from gridhall import parts
from gridhall.core.clerk import Clerk
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.registry.queries import problems
from gridhall.registry.rules.changes import Change
from gridhall.registry.service import carry_out
from tests.factories import TODAY
from tests.registry.transfer_desk import Desk, family_in, to_police


@pytest.fixture
def desk(db: Database, clerk: Clerk) -> Iterator[Desk]:
    with db.write() as session:
        yield Desk(session, clerk)


def test_a_transfer_is_found_by_its_number_and_by_everybody_in_it(desk: Desk) -> None:
    card = desk.open(family_in(desk))
    assert _found(desk, card.number) == [(card.id, "李建军 · 已收件")]
    assert _found(desk, "lisihan") == [(card.id, "李建军 · 已收件")]  # the child
    card = desk.settle(to_police(desk, card))
    assert _found(desk, "王晓燕") == [(card.id, "李建军 · 已落户")]
    back = desk.reverse(card)
    assert _found(desk, "ljj") == [(card.id, "李建军 · 已冲回"), (back.id, "李建军 · 冲回记录")]
    before = _found(desk, "ljj")
    search.rebuild(desk.session, parts.entries(desk.session))
    assert _found(desk, "ljj") == before


def _found(desk: Desk, words: str) -> list[tuple[int, str]]:
    hits = search.search(desk.session, words, kinds=("transfer",))
    return sorted((hit.record_id, hit.detail) for hit in hits)


def test_a_new_name_finds_the_transfer_too(desk: Desk) -> None:
    card = desk.settle(to_police(desk, desk.open(family_in(desk))))
    child = next(one.person_id for one in card.people if one.name == "李思涵")
    facts = {child: {"name": "李诗涵", "former_name": "李思涵"}}
    carry_out(desk.session, desk.clerk, Change("name_changed", TODAY, TODAY, facts=facts), TODAY)
    assert _found(desk, "李诗涵") == [(card.id, "李建军 · 已落户")]
    assert _found(desk, "李思涵") == []


def test_a_transfer_the_search_does_not_know_is_counted(desk: Desk) -> None:
    card = desk.open(family_in(desk))
    search.remove(desk.session, "transfer", [card.id])
    broken = {one.rule: one.count for one in problems(desk.session, TODAY) if one.count}
    assert broken == {"search.transfers": 1}
    desk.session.execute(text("DELETE FROM search_entry"))
    search.rebuild(desk.session, parts.entries(desk.session))
    assert [one for one in problems(desk.session, TODAY) if one.count] == []
