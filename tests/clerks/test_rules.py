"""The eight attacks on the audit trail: the chain finds four, the anchors all eight."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from gridhall.clerks.rules import GENESIS, Anchor, Link, chain_faults, link_hash, require
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError


def chained(links: list[Link]) -> list[Link]:
    """What a clever insider does: number and hash everything anew."""
    prev, done = GENESIS, []
    for seq, link in enumerate(links, 1):
        said = (link.recorded_at, link.clerk_name, link.action, link.subject, link.record_id)
        digest = link_hash(prev, seq, *said, link.detail)
        done.append(replace(link, seq=seq, prev_hash=prev, hash=digest))
        prev = digest
    return done


def trail(count: int = 60) -> list[Link]:
    blank = [
        Link(0, f"2026-11-24T09:{n:02}", "王芳", "case.accept", "service_case", n, "{}", "", "")
        for n in range(count)
    ]
    return chained(blank)


def edit(links: list[Link]) -> list[Link]:
    links[20] = replace(links[20], detail='{"after": {"hours": 99}}')
    return links


def edit_with_own_hash(links: list[Link]) -> list[Link]:
    edited = replace(links[20], detail='{"after": {"hours": 99}}')
    said = (edited.recorded_at, edited.clerk_name, edited.action, edited.subject, edited.record_id)
    digest = link_hash(edited.prev_hash, edited.seq, *said, edited.detail)
    links[20] = replace(edited, hash=digest)
    return links


def swap(links: list[Link]) -> list[Link]:
    links[20], links[21] = links[21], links[20]
    return links


def remove_middle(links: list[Link]) -> list[Link]:
    return links[:20] + links[21:]


def edit_and_rechain(links: list[Link]) -> list[Link]:
    return chained(edit(links))


def remove_renumber_rechain(links: list[Link]) -> list[Link]:
    return chained(remove_middle(links))


def cut_off(links: list[Link]) -> list[Link]:
    return links[:-30]


def cut_off_and_go_on(links: list[Link]) -> list[Link]:
    return chained(links[:-30] + [replace(link, record_id=999) for link in trail(31)])


SEEN_BY_CHAIN = (edit, edit_with_own_hash, swap, remove_middle)
NEED_ANCHORS = (edit_and_rechain, remove_renumber_rechain, cut_off, cut_off_and_go_on)
Attack = Callable[[list[Link]], list[Link]]


@pytest.mark.parametrize("attack", SEEN_BY_CHAIN + NEED_ANCHORS)
def test_anchors_find_every_attack(attack: Attack) -> None:
    links = trail()
    anchors = [Anchor(30, links[29].hash[:8]), Anchor(55, links[54].hash)]
    assert chain_faults(links, anchors) == []
    assert chain_faults(attack(list(links)), anchors)


@pytest.mark.parametrize("attack", SEEN_BY_CHAIN)
def test_the_chain_alone_finds_the_clumsy_ones(attack: Attack) -> None:
    assert chain_faults(attack(trail()))


@pytest.mark.parametrize("attack", NEED_ANCHORS)
def test_the_chain_alone_misses_the_clever_ones(attack: Attack) -> None:
    assert chain_faults(attack(trail())) == []


def test_a_fault_says_where() -> None:
    assert [(f.seq, f.kind) for f in chain_faults(edit(trail()))] == [(21, "edited")]


def test_roles_allow_downwards() -> None:
    supervisor = Clerk(1, "高明", Role.SUPERVISOR)
    require(supervisor, Role.COUNTER, "受理")
    with pytest.raises(UserError, match="改大厅设置要管理员来做"):
        require(supervisor, Role.ADMINISTRATOR, "改大厅设置")
