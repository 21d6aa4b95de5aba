from datetime import datetime, timedelta
from pathlib import Path

import pytest

from gridhall.core.errors import UserError
from gridhall.db import keyring
from gridhall.db.keyring import Cost, WrongPassword
from gridhall.db.unlock import LONGEST_WAIT, MustWait, unlock, wait_after

NOON = datetime(2026, 11, 24, 12, 0)
RIGHT = "一句好记的长密码就行"
WRONG = "完全不是这个密码啊啊"


@pytest.fixture
def hall(tmp_path: Path) -> Path:
    path = tmp_path / "hall.gridhall"
    keys, key = keyring.new_keyring()
    keys = keyring.with_clerk(keys, key, "王芳", RIGHT, Cost(1, 8 * 1024, 1))
    keyring.save(keyring.keyring_path(path), keys)
    return path


def try_wrong(hall: Path, at: datetime) -> UserError:
    with pytest.raises(UserError) as told:
        unlock(hall, "王芳", WRONG, at)
    return told.value


def test_each_wrong_try_says_how_many_are_left(hall: Path) -> None:
    said = [str(try_wrong(hall, NOON)) for _ in range(4)]
    assert said == [f"密码不对，还可以试 {left} 次。" for left in (4, 3, 2, 1)]


def test_after_five_wrong_tries_even_the_right_password_waits(hall: Path) -> None:
    for _ in range(5):
        last = try_wrong(hall, NOON)
    assert isinstance(last, MustWait)
    with pytest.raises(MustWait, match="30 秒"):
        unlock(hall, "王芳", RIGHT, NOON)
    assert unlock(hall, "王芳", RIGHT, NOON + timedelta(seconds=31))


def test_the_wait_grows_and_ends(hall: Path) -> None:
    waits = [wait_after(n) for n in range(20)]
    assert waits[:5] == [timedelta()] * 5
    assert waits[5:] == sorted(waits[5:])
    assert waits[-1] == LONGEST_WAIT


def test_the_right_password_clears_the_count(hall: Path) -> None:
    for _ in range(4):
        try_wrong(hall, NOON)
    unlock(hall, "王芳", RIGHT, NOON)
    assert isinstance(try_wrong(hall, NOON), WrongPassword)


def test_a_clock_set_back_does_not_lock_for_ever(hall: Path) -> None:
    for _ in range(5):
        try_wrong(hall, NOON + timedelta(days=400))
    assert unlock(hall, "王芳", RIGHT, NOON)


def test_a_wrong_try_that_cannot_be_counted_is_no_free_try(hall: Path) -> None:
    hall.with_name("hall.gridhall.tries.part").mkdir()
    said = try_wrong(hall, NOON)
    assert "不能写入" in str(said)
    assert not isinstance(said, WrongPassword)
