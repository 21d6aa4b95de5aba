import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridhall.core.errors import UserError
from gridhall.db import keyring
from gridhall.db.keyring import Cost, Keyring, WrongPassword

CHEAP = Cost(passes=1, memory_kib=8 * 1024, lanes=1)
PASSWORD = "一句好记的长密码就行"


@pytest.fixture
def made() -> tuple[Keyring, bytes]:
    empty, key = keyring.new_keyring()
    return keyring.with_clerk(empty, key, "王芳", PASSWORD, CHEAP), key


def test_a_clerk_opens_with_the_password(made: tuple[Keyring, bytes]) -> None:
    keys, key = made
    assert keyring.unwrap(keys, "王芳", PASSWORD) == key


@pytest.mark.parametrize(
    ("clerk", "password"), [("王芳", "别的密码别的密码别的"), ("李敏", PASSWORD)]
)
def test_a_wrong_password_or_name_opens_nothing(
    made: tuple[Keyring, bytes], clerk: str, password: str
) -> None:
    with pytest.raises(WrongPassword):
        keyring.unwrap(made[0], clerk, password)


def test_changing_the_password_keeps_the_data_key(made: tuple[Keyring, bytes]) -> None:
    keys, key = made
    keys = keyring.with_clerk(keys, key, "王芳", "换了一个新的长密码啊", CHEAP)
    assert keyring.unwrap(keys, "王芳", "换了一个新的长密码啊") == key
    assert keys.clerks == ("王芳",)
    with pytest.raises(WrongPassword):
        keyring.unwrap(keys, "王芳", PASSWORD)


def test_slots_cannot_be_swapped(made: tuple[Keyring, bytes]) -> None:
    keys, key = made
    keys = keyring.with_clerk(keys, key, "李敏", "李敏自己的很长的密码", CHEAP)
    swapped = tuple(
        {**s, "clerk": {"王芳": "李敏", "李敏": "王芳"}[s["clerk"]]} for s in keys.slots
    )
    with pytest.raises(WrongPassword):
        keyring.unwrap(Keyring(keys.id, swapped), "王芳", "李敏自己的很长的密码")


def test_the_recovery_code_opens_however_it_is_typed(made: tuple[Keyring, bytes]) -> None:
    keys, code = keyring.with_recovery(*made)
    assert len(code.replace("-", "")) == 36
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("1", "l")):
        assert keyring.unwrap_by_code(keys, typed) == made[1]


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 40), letter=st.sampled_from("ABCDEFGHJKMNPQRSTVWXYZ0123456789"))
def test_one_wrong_letter_in_the_code_is_told(place: int, letter: str) -> None:
    keys, key = keyring.new_keyring()
    keys, code = keyring.with_recovery(keys, key)
    if code[place] in ("-", letter):
        return
    slipped = code[:place] + letter + code[place + 1 :]
    with pytest.raises(UserError, match="核对"):
        keyring.unwrap_by_code(keys, slipped)


def test_a_new_recovery_code_ends_the_old_one(made: tuple[Keyring, bytes]) -> None:
    keys, old = keyring.with_recovery(*made)
    keys, _new = keyring.with_recovery(keys, made[1])
    with pytest.raises(UserError, match="恢复码"):
        keyring.unwrap_by_code(keys, old)


@pytest.mark.parametrize("code", ["", "ABC", "*" * 36])
def test_a_code_of_another_shape_is_told(made: tuple[Keyring, bytes], code: str) -> None:
    keys, _ = keyring.with_recovery(*made)
    with pytest.raises(UserError, match="恢复码"):
        keyring.unwrap_by_code(keys, code)


def test_short_passwords_are_refused(made: tuple[Keyring, bytes]) -> None:
    with pytest.raises(UserError, match="10 个字符"):
        keyring.with_clerk(*made, "李敏", "太短了", CHEAP)


def test_the_file_is_ours_alone_and_holds_no_secret(
    made: tuple[Keyring, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "hall.gridhall.keys"
    keyring.save(path, made[0])
    assert keyring.load(path) == made[0]
    text = path.read_text("utf-8")
    assert made[1].hex() not in text
    assert PASSWORD not in text
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', '{"format": 99, "id": ""}'])
def test_a_damaged_or_newer_keyring_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "hall.keys"
    path.write_text(content)
    with pytest.raises(UserError, match="密钥文件"):
        keyring.load(path)


def test_a_missing_keyring_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="密钥文件"):
        keyring.load(tmp_path / "none.keys")


def test_the_keyring_stays_small(made: tuple[Keyring, bytes]) -> None:
    assert len(json.dumps(made[0].slots)) < 1000
