from datetime import datetime
from pathlib import Path

import pytest

from gridhall.clerks import queries as clerk_queries
from gridhall.clerks.queries import ClerkRow
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.db.keyring import Cost, WrongPassword
from gridhall.db.unlock import unlock
from gridhall.hall.service import OpenHall, add_clerk, change_password, open_hall
from gridhall.hall.service.passwords import drop_clerk, new_recovery_code

OLD, NEW = "一句好记的长密码就行", "换成另一句好记的密码"
CHEAP = Cost(passes=1, memory_kib=8 * 1024, lanes=1)
NOW = datetime(2026, 11, 24, 9, 0)
LI = ClerkRow(0, "李敏", Role.COUNTER, "3号窗口", active=True)


def test_changing_the_password_touches_no_data(hall: OpenHall, path: Path) -> None:
    change_password(hall.db, hall.clerk, OLD, NEW, CHEAP)
    assert unlock(path, "王芳", NEW, NOW) == hall.db.key
    with pytest.raises(WrongPassword):
        unlock(path, "王芳", OLD, NOW)


def test_the_old_password_is_asked(hall: OpenHall, path: Path) -> None:
    with pytest.raises(WrongPassword):
        change_password(hall.db, hall.clerk, "不是原来的那个密码", NEW, CHEAP)
    assert unlock(path, "王芳", OLD, NOW)


def test_a_new_clerk_signs_in_with_their_role(hall: OpenHall, path: Path) -> None:
    add_clerk(hall.db, hall.clerk, LI, NEW, CHEAP)
    key = unlock(path, "李敏", NEW, NOW)
    with hall.db.read() as session:
        li = clerk_queries.clerk_named(session, "李敏")
    assert (key, li.role, li.counter) == (hall.db.key, Role.COUNTER, "3号窗口")
    with pytest.raises(UserError, match="加操作员要管理员来做"):
        add_clerk(hall.db, li, ClerkRow(0, "高明", Role.ADMINISTRATOR, "", True), NEW, CHEAP)
    with pytest.raises(WrongPassword):
        unlock(path, "高明", NEW, NOW)


def test_the_same_name_twice_is_refused(hall: OpenHall) -> None:
    with pytest.raises(UserError, match="已经有操作员“王芳”"):
        add_clerk(hall.db, hall.clerk, ClerkRow(0, "王 芳", Role.COUNTER, "", True), NEW, CHEAP)


def test_a_leaver_cannot_come_back_in(hall: OpenHall, path: Path) -> None:
    row = add_clerk(hall.db, hall.clerk, LI, NEW, CHEAP)
    drop_clerk(hall.db, hall.clerk, row)
    with pytest.raises(WrongPassword):
        unlock(path, "李敏", NEW, NOW)
    with pytest.raises(UserError, match="已停用"):
        open_hall(path, hall.db.key, "李敏")


def test_the_last_administrator_stays(hall: OpenHall) -> None:
    me = ClerkRow(hall.clerk.id, "王芳", Role.ADMINISTRATOR, "", active=True)
    with pytest.raises(UserError, match="至少要留一位管理员"):
        drop_clerk(hall.db, hall.clerk, me)


def test_a_new_recovery_code_is_an_administrators_to_make(hall: OpenHall) -> None:
    row = add_clerk(hall.db, hall.clerk, LI, NEW, CHEAP)
    with hall.db.read() as session:
        li = clerk_queries.clerk_named(session, row.name)
    with pytest.raises(UserError, match="管理员"):
        new_recovery_code(hall.db, li)
    assert len(new_recovery_code(hall.db, hall.clerk)) == 41
