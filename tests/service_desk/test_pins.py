"""Nine matters for nine keys: learned from use, fixed by the hall, steady for the fingers."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.service_desk import service
from gridhall.service_desk.models import ItemVersion, MatterPin
from gridhall.service_desk.queries.pins import pinned, pins, place_of
from tests.factories import TODAY
from tests.service_desk.conftest import Desk


def _codes(desk: Desk) -> list[str]:
    with desk.db.read() as session:
        return [row.code if row else "" for row in pinned(session, TODAY)]


def _used(desk: Desk, **times: int) -> None:
    """So many cases of each matter, last week."""
    for code, count in times.items():
        for n in range(count):
            desk.accept(code, days_ago=7, request_key=f"{code}-{n}")


def _fix(desk: Desk, place: int, code: str | None) -> None:
    item_id = desk.matter(code).id if code else None
    with desk.db.write() as session:
        service.set_pin(session, desk.clerk, place, item_id)


def test_the_commonest_come_first_and_ties_go_by_code(hall_at_work: Desk) -> None:
    assert _codes(hall_at_work) == [""] * 9
    _used(hall_at_work, HJ03=1, HJ02=3, HJ01=1)
    assert _codes(hall_at_work) == ["HJ02", "HJ01", "HJ03", *[""] * 6]


def test_the_keys_stand_still_all_week(hall_at_work: Desk) -> None:
    _used(hall_at_work, HJ01=2, HJ02=1)
    for n in range(5):  # this week: counted from next Monday on
        hall_at_work.accept("HJ02", request_key=f"now-{n}")
    assert _codes(hall_at_work)[:2] == ["HJ01", "HJ02"]
    with hall_at_work.db.read() as session:
        later = pinned(session, TODAY + timedelta(days=7))
    assert [row.code for row in later if row] == ["HJ02", "HJ01"]


def test_a_hall_in_its_first_week_learns_from_it(hall_at_work: Desk) -> None:
    hall_at_work.accept("HJ02")
    assert _codes(hall_at_work)[0] == "HJ02"


def test_what_was_common_long_ago_is_forgotten(hall_at_work: Desk) -> None:
    hall_at_work.accept("HJ03", days_ago=200)
    hall_at_work.accept("HJ02", days_ago=8)
    assert _codes(hall_at_work)[:2] == ["HJ02", ""]


def test_a_fixed_matter_keeps_its_key_and_the_rest_goes_round_it(hall_at_work: Desk) -> None:
    _used(hall_at_work, HJ01=3, HJ02=2, HJ03=1)
    _fix(hall_at_work, 2, "MZ01")
    assert _codes(hall_at_work)[:4] == ["HJ01", "MZ01", "HJ02", "HJ03"]
    _fix(hall_at_work, 1, "HJ03")
    assert _codes(hall_at_work)[:4] == ["HJ03", "MZ01", "HJ01", "HJ02"]
    with hall_at_work.db.read() as session:
        keys = pins(session, TODAY)
        assert place_of(keys, hall_at_work.matter("MZ01").id) == 2
    assert [pin.fixed for pin in keys][:3] == [True, True, False]
    _fix(hall_at_work, 2, None)
    assert _codes(hall_at_work)[:3] == ["HJ03", "HJ01", "HJ02"]


def test_a_matter_has_one_key(hall_at_work: Desk) -> None:
    _fix(hall_at_work, 2, "MZ01")
    _fix(hall_at_work, 5, "MZ01")
    with hall_at_work.db.read() as session:
        assert session.scalars(select(MatterPin.place)).all() == [5]


def test_a_retired_matter_leaves_its_key_free(hall_at_work: Desk, clerk: Clerk) -> None:
    _fix(hall_at_work, 1, "MZ01")
    with hall_at_work.db.write() as session:
        mine = ItemVersion.item_id == hall_at_work.matter("MZ01").id
        session.scalars(select(ItemVersion).where(mine)).one().active = False
    assert _codes(hall_at_work)[0] == ""


def test_there_are_nine_keys_and_no_other(hall_at_work: Desk) -> None:
    with pytest.raises(UserError, match=r"只有 Ctrl\+1 到 Ctrl\+9，没有 Ctrl\+10"):
        _fix(hall_at_work, 10, "HJ01")
    with pytest.raises(UserError, match="不在目录里"), hall_at_work.db.write() as session:
        service.set_pin(session, hall_at_work.clerk, 1, 987654)
