from datetime import datetime
from pathlib import Path

import pytest

from gridhall.clerks import queries as clerk_queries
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.db import keyring
from gridhall.db.cipher import HallDamaged
from gridhall.db.keyring import Cost
from gridhall.db.unlock import unlock
from gridhall.hall.service import HallFacts, OpenHall, create_hall, open_hall, recover

PASSWORD = "一句好记的长密码就行"
CHEAP = Cost(passes=1, memory_kib=8 * 1024, lanes=1)


def test_the_first_clerk_signs_in_as_administrator(hall: OpenHall) -> None:
    assert (hall.clerk.name, hall.clerk.role) == ("王芳", Role.ADMINISTRATOR)
    assert (hall.hall.name, hall.hall.short_name) == ("龙腾社区党群服务中心", "龙腾")
    with hall.db.read() as session:
        said = [(row.action, row.clerk_name) for row in clerk_queries.audit_rows(session)]
    assert said == [("clerk.sign_in", "王芳"), ("hall.create", "王芳")]


def test_the_file_is_encrypted(path: Path) -> None:
    content = path.read_bytes()
    assert b"SQLite format 3" not in content
    assert "龙腾".encode() not in content


def test_an_existing_hall_is_not_overwritten(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(UserError, match="已经存在"):
        create_hall(path, HallFacts("别的", "别的", "李敏", PASSWORD), cost=CHEAP)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (HallFacts(" ", "", "\u200b", PASSWORD), "还有 3 处没填：大厅名称、社区名称、操作员姓名"),
        (HallFacts("厅", "社区", "王芳", "太短"), "10 个字符"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_made(
    tmp_path: Path, facts: HallFacts, said: str
) -> None:
    with pytest.raises(UserError, match=said):
        create_hall(tmp_path / "hall.gridhall", facts, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_a_failing_seed_leaves_no_hall(tmp_path: Path) -> None:
    def seed(_session: object, _clerk: object) -> None:
        raise UserError("目录文件缺少字段")

    hall = tmp_path / "hall.gridhall"
    with pytest.raises(UserError, match="缺少字段"):
        create_hall(hall, HallFacts("厅", "社区", "王芳", PASSWORD), seed, CHEAP)
    assert not hall.exists()
    assert not keyring.keyring_path(hall).exists()


def test_the_recovery_code_gives_a_new_password(tmp_path: Path) -> None:
    hall = tmp_path / "hall.gridhall"
    code = create_hall(hall, HallFacts("厅", "社区", "王芳", PASSWORD), cost=CHEAP)
    key = recover(hall, code, "王芳", "忘了以后另换的新密码", CHEAP)
    assert unlock(hall, "王芳", "忘了以后另换的新密码", datetime.now()) == key


def test_a_hall_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到大厅文件"):
        open_hall(tmp_path / "none.gridhall", bytes(32), "王芳")


def test_a_file_cut_to_nothing_is_damaged_and_not_filled_anew(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(HallDamaged):
        open_hall(path, bytes(32), "王芳")
    assert path.read_bytes() == b""


def test_a_new_hall_keeps_the_keys_of_one_whose_file_is_lost(path: Path, tmp_path: Path) -> None:
    keys = keyring.keyring_path(path).read_bytes()
    away = path.rename(tmp_path / "away")
    path.with_name(path.name + "-wal").write_bytes(b"of the lost file")
    create_hall(path, HallFacts("厅", "社区", "王芳", PASSWORD), cost=CHEAP)
    assert keyring.keyring_path(path).read_bytes() != keys
    (kept,) = path.parent.glob("*.before-*.keys")
    assert kept.read_bytes() == keys
    lost = away.rename(kept.with_suffix(""))
    key = unlock(lost, "王芳", PASSWORD, datetime.now())
    (log,) = path.parent.glob("*.before-*-wal")
    log.unlink()
    open_hall(lost, key, "王芳").close()
    open_hall(path, unlock(path, "王芳", PASSWORD, datetime.now()), "王芳").close()
