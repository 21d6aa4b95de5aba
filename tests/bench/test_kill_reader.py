"""The reader of the kill soak sees each thing that can be missing, and nothing in a sound hall."""

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from gridhall.bench.kill_reader import look
from gridhall.bench.kill_writer import accept_then_tell, build_hall, open_desk
from gridhall.db.cipher import open_raw

KEY = bytes(range(32))
TOLD = f"{7:032x}"
LAST = "(SELECT max(id) FROM service_case)"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    hall = tmp_path_factory.mktemp("reader") / "hall.db"
    build_hall(hall, KEY)
    desk = open_desk(hall, KEY)
    matter = max(desk.matters, key=lambda matter: len(matter.materials))
    draft = replace(desk.draft(Random(1), TOLD), item_id=matter.id)
    accept_then_tell(desk, draft, lambda _: None)
    desk.db.close()
    return hall


def test_a_sound_hall_has_nothing_to_be_said_about(sound: Path) -> None:
    assert look(sound, KEY, {TOLD}, deep=True) == (3, [])


def test_an_acknowledged_case_that_is_not_there_is_lost(sound: Path) -> None:
    assert look(sound, KEY, {TOLD, "f" * 32}, deep=False).faults == [f"lost {'f' * 32}"]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (f"DELETE FROM case_material WHERE case_id = {LAST} AND position = 1", "materials"),
        (f"DELETE FROM case_event WHERE case_id = {LAST}", "accepted event"),
        ("DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)", "audit row"),
        (f"DELETE FROM search_entry WHERE id = (2 << 40) + {LAST}", "search entry"),
        (f"DELETE FROM search_index WHERE rowid = (2 << 40) + {LAST}", "search entry"),
        (f"DELETE FROM service_case WHERE id = {LAST}", "without its case"),
        ("UPDATE number_series SET last_number = last_number + 1", "gap or a double"),
        ("UPDATE audit_entry SET clerk_name = '李敏' WHERE seq = 3", "chain: edited at 3"),
        ("DELETE FROM audit_entry WHERE seq = 3", "chain: "),
    ],
)
def test_whatever_is_missing_is_seen(sound: Path, tmp_path: Path, harm: str, said: str) -> None:
    hall = tmp_path / "hall.db"
    shutil.copyfile(sound, hall)
    with closing(open_raw(hall, KEY)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for verb in ("DELETE", "UPDATE"):
            connection.execute(f"DROP TRIGGER audit_entry_no_{verb}")
        connection.execute(harm)
    assert any(said in fault for fault in look(hall, KEY, {TOLD}, deep=True).faults)


def test_a_file_that_is_no_hall_is_unreadable(tmp_path: Path) -> None:
    hall = tmp_path / "hall.db"
    hall.write_bytes(b"no hall " * 1000)
    assert look(hall, KEY, (), deep=False).faults == ["unreadable: HallDamaged"]
