import json
import random
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.clerks import queries as clerk_queries
from gridhall.core.errors import UserError
from gridhall.db import keyring
from gridhall.db.cipher import HallDamaged
from gridhall.db.database import Database
from gridhall.hall import queries
from gridhall.hall.service import (
    OpenHall,
    back_up,
    change_hall,
    check_hall,
    daily_backup,
    newest_backup,
    open_hall,
    restore,
)
from gridhall.hall.service.backup import backup_folder, due, manifest_path, to_thin, verify_file

PASSWORD = "一句好记的长密码就行"
NOW = datetime(2026, 11, 24, 9, 0)


def rename(hall: OpenHall, name: str) -> None:
    with hall.db.write() as session:
        change_hall(session, hall.clerk, {"name": name})


def name_in(path: Path, key: bytes) -> str:
    db = Database(path, key)
    with db.read() as session:
        found = queries.hall(session).name
    db.close()
    return found


def test_a_backup_is_whole_encrypted_and_has_its_keys(hall: OpenHall, tmp_path: Path) -> None:
    made = back_up(hall.db, tmp_path / "usb" / "copy.gridhall")
    verify_file(made, hall.db.key)
    assert "龙腾".encode() not in made.read_bytes()
    assert keyring.load(keyring.keyring_path(made)).clerks == ("王芳",)
    manifest = json.loads(manifest_path(made).read_text("utf-8"))
    with hall.db.read() as session:
        assert manifest["audit_hash"] == clerk_queries.head(session).hash
    assert sorted(p.name for p in made.parent.iterdir()) == [
        "copy.gridhall",
        "copy.gridhall.json",
        "copy.gridhall.keys",
    ]


def test_a_backup_made_while_another_thread_writes_is_consistent(
    hall: OpenHall, tmp_path: Path
) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            rename(hall, f"厅{random.random()}")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [back_up(hall.db, tmp_path / f"{n}.gridhall") for n in range(5)]
    finally:
        stop.set()
        writer.join()
    for copy in made:
        db = Database(copy, hall.db.key)
        assert check_hall(db).faults == ()
        db.close()


def test_a_backup_onto_the_hall_itself_is_refused(hall: OpenHall) -> None:
    with pytest.raises(UserError, match="自己"):
        back_up(hall.db, hall.db.path)


def test_restoring_brings_the_old_content_back_and_keeps_the_present_aside(
    hall: OpenHall, path: Path, tmp_path: Path
) -> None:
    copy = back_up(hall.db, tmp_path / "copy.gridhall")
    rename(hall, "后来的名字")
    key = hall.db.key
    hall.close()
    aside = restore(path, copy, "王芳", PASSWORD)
    assert name_in(path, key) == "龙腾社区党群服务中心"
    assert aside is not None
    assert name_in(aside, key) == "后来的名字"


def test_an_old_log_beside_the_file_cannot_undo_a_restore(
    hall: OpenHall, path: Path, tmp_path: Path
) -> None:
    copy = back_up(hall.db, tmp_path / "copy.gridhall")
    rename(hall, "后来的名字")
    wal = path.with_name(path.name + ".wal-kept")
    wal.write_bytes(path.with_name(path.name + "-wal").read_bytes())
    hall.close()
    wal.replace(path.with_name(path.name + "-wal"))  # as a crash leaves it
    restore(path, copy, "王芳", PASSWORD)
    assert name_in(path, hall.db.key) == "龙腾社区党群服务中心"


def test_a_restore_is_written_down_and_the_trail_stays_whole(
    hall: OpenHall, path: Path, tmp_path: Path
) -> None:
    copy = back_up(hall.db, tmp_path / "copy.gridhall")
    rename(hall, "后来的名字")
    daily_backup(hall.db, NOW)  # its manifest anchors a trail that the restore takes back
    hall.close()
    restore(path, copy, "王芳", PASSWORD)
    opened = open_hall(path, hall.db.key, "王芳")
    with opened.db.read() as session:
        actions = [row.action for row in clerk_queries.audit_rows(session)]
    assert "hall.restore" in actions
    assert check_hall(opened.db).audit == "intact"
    opened.close()


def test_a_hall_that_is_gone_comes_back_from_the_backup_alone(
    hall: OpenHall, path: Path, tmp_path: Path
) -> None:
    copy = back_up(hall.db, tmp_path / "copy.gridhall")
    hall.close()
    for file in path.parent.glob("hall.gridhall*"):
        if file.is_file():
            file.unlink()
    assert restore(path, copy, "王芳", PASSWORD) is None
    assert name_in(path, hall.db.key) == "龙腾社区党群服务中心"


def test_a_damaged_backup_is_refused_before_anything_is_touched(
    hall: OpenHall, path: Path, tmp_path: Path
) -> None:
    copy = back_up(hall.db, tmp_path / "copy.gridhall")
    flip(copy, 9000)
    hall.close()
    before = path.read_bytes()
    with pytest.raises(HallDamaged, match="备份"):
        restore(path, copy, "王芳", PASSWORD)
    assert path.read_bytes() == before


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("spoil", ["flip", "cut", "foreign"])
def test_a_spoilt_hall_is_told_and_the_last_backup_is_known(
    hall: OpenHall, path: Path, spoil: str
) -> None:
    made = daily_backup(hall.db, NOW)
    key = hall.db.key
    hall.close()
    size = path.stat().st_size
    if spoil == "flip":
        flip(path, 100)
    elif spoil == "cut":
        path.write_bytes(path.read_bytes()[: size // 2 + 100])
    else:
        path.write_text("这不是大厅文件" * 1000, "utf-8")
    with pytest.raises(HallDamaged, match="备份恢复"):
        opened = open_hall(path, key, "王芳")
        verify_file(path, key)
        opened.close()
    assert newest_backup(path) == made


def test_any_flipped_byte_is_found_by_the_check(hall: OpenHall, path: Path) -> None:
    key = hall.db.key
    hall.close()
    whole, rng = path.read_bytes(), random.Random(7)
    for _ in range(40):
        content = bytearray(whole)
        content[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
        path.write_bytes(content)
        with pytest.raises(HallDamaged):
            verify_file(path, key)
    path.write_bytes(whole)
    verify_file(path, key)


def test_daily_backups_are_due_once_a_day(hall: OpenHall, path: Path) -> None:
    assert due(path, NOW)
    daily_backup(hall.db, NOW)
    assert not due(path, NOW + timedelta(hours=5))
    assert due(path, NOW + timedelta(days=1))
    assert [p.suffix for p in sorted(backup_folder(path).iterdir())] == [
        ".gridhall",
        ".json",
        ".keys",
    ]


def test_check_finds_a_trail_cut_off_after_a_backup(hall: OpenHall, path: Path) -> None:
    for n in range(5):
        rename(hall, f"厅{n}")
    daily_backup(hall.db, NOW)
    assert check_hall(hall.db).audit == "intact"
    with hall.db.engine.execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_entry_no_DELETE")
        connection.exec_driver_sql("DELETE FROM audit_entry WHERE seq > 3")
    assert check_hall(hall.db).audit == "broken at 7"


def test_the_trail_is_append_only(hall: OpenHall) -> None:
    for spoil in ("DELETE FROM audit_entry", "UPDATE audit_entry SET clerk_name = 'x'"):
        with (
            pytest.raises(Exception, match="append only"),
            hall.db.engine.execution_options(writing=True).begin() as connection,
        ):
            connection.exec_driver_sql(spoil)


@given(st.lists(st.integers(0, 60 * 24 * 400), max_size=80))
def test_thinning_keeps_the_newest_and_one_a_month(ages: list[int]) -> None:
    backups = [(NOW - timedelta(minutes=age), Path(f"{age}")) for age in set(ages)]
    dropped = set(to_thin(backups, NOW))
    kept = [made for made, path in backups if path not in dropped]
    if backups:
        assert max(made for made, _ in backups) in kept
        weeks = [made for made, _ in backups if made > NOW - timedelta(days=70)]
        assert {m.isocalendar()[:2] for m in weeks} == {
            m.isocalendar()[:2] for m in kept if m in weeks
        }
    assert all(made in kept for made, _ in backups if NOW - made <= timedelta(days=2))
    old = [made for made in kept if NOW - made > timedelta(days=70)]
    months = [(m.year, m.month) for m, _ in backups if NOW - m > timedelta(days=70)]
    assert sorted((m.year, m.month) for m in old) == sorted(set(months))
