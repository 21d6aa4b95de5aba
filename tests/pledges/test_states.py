from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.errors import UserError
from gridhall.core.money import parse_money, say_money
from gridhall.pledges.rules.spans import (
    month_span,
    parse_month,
    parse_quarter,
    quarter_before,
    quarter_of,
    quarter_span,
)
from gridhall.pledges.rules.states import (
    NEXT,
    Part,
    check_claim,
    check_step,
    item_state,
    left,
    taken,
    used,
)

_STATES = ("claimed", "doing", "delivered", "confirmed", "given_up")
_PARTS = st.lists(st.builds(Part, st.integers(1, 9), st.sampled_from(_STATES)), max_size=8)


def slow_state(quantity: int, parts: Iterable[Part], *, withdrawn: bool) -> str:
    """The same, piece by piece: every unit of the quantity has the state of who took it."""
    if withdrawn:
        return "withdrawn"
    pieces = [
        part.state for part in parts if part.state != "given_up" for _ in range(part.quantity)
    ]
    pieces += ["open"] * (quantity - len(pieces))
    order = ("open", "claimed", "doing", "delivered", "confirmed")
    worst = min(pieces, key=order.index)
    if worst == "claimed" and any(piece != "claimed" for piece in pieces):
        return "doing"
    return worst


@given(st.integers(1, 60), _PARTS, st.booleans())
def test_the_state_follows_from_the_claims(
    quantity: int, parts: list[Part], withdrawn: bool
) -> None:
    quantity = max(quantity, taken(parts), 1)
    expected = slow_state(quantity, parts, withdrawn=withdrawn)
    assert item_state(quantity, parts, withdrawn=withdrawn) == expected


_ACTS = st.lists(
    st.tuples(st.sampled_from(("claim", *_STATES[1:])), st.integers(0, 6), st.integers(0, 12)),
    max_size=30,
)


@given(st.integers(1, 20), _ACTS)
def test_no_sequence_of_acts_claims_beyond_the_quantity(
    quantity: int, acts: list[tuple[str, int, int]]
) -> None:
    parts: list[Part] = []
    owners: list[int] = [-1] * quantity  # the slow reference: who has each single piece
    for act, which, many in acts:
        if act == "claim":
            free = left(quantity, parts)
            assert free == owners.count(-1)
            if 1 <= many <= free:
                check_claim("x", "次", free, many)
                for _ in range(many):
                    owners[owners.index(-1)] = len(parts)
                parts.append(Part(many, "claimed"))
            else:
                with pytest.raises(UserError):
                    check_claim("x", "次", free, many)
        elif which < len(parts):
            before = parts[which].state
            if act not in NEXT[before]:
                with pytest.raises(UserError):
                    check_step("x", before, act)
                continue
            check_step("x", before, act)
            parts[which] = parts[which]._replace(state=act)
            if act == "given_up":
                owners = [-1 if one == which else one for one in owners]
        assert taken(parts) == quantity - owners.count(-1) <= quantity
        assert (item_state(quantity, parts) == "open") == (-1 in owners)


def test_a_claim_that_is_over_takes_no_further_step() -> None:
    with pytest.raises(UserError, match="现在是“已确认”，不能放弃认领"):
        check_step("理发", "confirmed", "given_up")
    assert used(3, "场", "场") == 3
    assert used(3, "人", "场") == 1


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("", None), ("12000", 1_200_000), ("12,000.5 元", 1_200_050), ("10.5万", 10_500_000),
        ("１２万元", 12_000_000), ("￥3", 300), ("0.05", 5),
    ],
)  # fmt: skip
def test_money_is_read_as_typed(typed: str, fen: int | None) -> None:
    assert parse_money(typed) == fen


@pytest.mark.parametrize("typed", ["十万", "12.345", "-5", "1e9", "12万3", "99999999999"])
def test_what_is_no_money_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="不是金额，请写成 12000"):
        parse_money(typed)


@given(st.integers(0, 10**11))
def test_money_said_is_money_read(fen: int) -> None:
    assert parse_money(say_money(fen)) == fen


@given(st.dates())
def test_every_day_is_in_its_quarter_and_month(day: object) -> None:
    from datetime import date

    assert isinstance(day, date)
    first, last = quarter_span(*quarter_of(day)) if day.year < 9999 else (day, day)
    assert first <= day <= last
    assert quarter_before(day) < quarter_of(day)


def test_quarters_and_months_are_read_as_people_write_them() -> None:
    for typed in ("2026Q3", "2026-3", "2026年第三季度", "２０２６年3季度", "2026 q3"):
        assert parse_quarter(typed) == (2026, 3)
    for typed in ("2026-11", "2026年11月", "202611", "2026/11"):
        assert parse_month(typed) == "2026-11"
    assert [str(day) for day in month_span("2024-02")] == ["2024-02-01", "2024-02-29"]
    for read, bad in ((parse_quarter, "2026Q5"), (parse_month, "2026-13")):
        with pytest.raises(UserError, match="请写成 2026"):
            read(bad)
