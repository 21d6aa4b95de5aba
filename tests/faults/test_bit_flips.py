"""One flipped bit anywhere in the hall file: told, or without consequence, never read as it is."""

from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from gridhall.bench.kill_reader import look
from gridhall.bench.kill_writer import Desk, accept_then_tell, build_hall, open_desk
from gridhall.db.cipher import HallDamaged, open_raw
from gridhall.hall.service.backup import verify_file

KEY = bytes(range(32))
FLIPS = 150


def everything(path: Path) -> dict[str, list[Any]]:
    """Every row of every table, as the program would come by them."""
    with closing(open_raw(path, KEY, wal=False)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: connection.execute(f'SELECT * FROM "{name}"').fetchall()
            for (name,) in tables.fetchall()
        }


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A closed hall with cases in it."""
    hall = tmp_path_factory.mktemp("flips") / "hall.db"
    build_hall(hall, KEY)
    desk, rng = open_desk(hall, KEY), Random(4)
    for n in range(30):
        accept_then_tell(desk, desk.draft(rng, f"{n + 10:032x}"), lambda _: None)
    desk.db.close()
    return desk


def flipped(whole: bytes, rng: Random) -> bytes:
    place = rng.randrange(len(whole))
    return whole[:place] + bytes([whole[place] ^ 1 << rng.randrange(8)]) + whole[place + 1 :]


def test_a_flipped_bit_is_never_read_as_data(desk: Desk, tmp_path: Path) -> None:
    whole, rng, hall = desk.db.path.read_bytes(), Random(11), tmp_path / "hall.db"
    truth, told = everything(desk.db.path), 0
    for _ in range(FLIPS):
        hall.write_bytes(flipped(whole, rng))
        try:
            assert everything(hall) == truth
        except (HallDamaged, dbapi2.DatabaseError):
            told += 1
        with pytest.raises(HallDamaged):
            verify_file(hall, KEY)
    assert told > FLIPS * 0.4  # the rest hit indexes, which only the check reads


def test_a_flipped_bit_in_the_log_never_makes_half_a_case(desk: Desk, tmp_path: Path) -> None:
    """SQLite ends the log at the first broken frame: what came before stays whole."""
    rng, hall, log = Random(12), tmp_path / "hall.db", tmp_path / "hall.db-wal"
    working = desk.db.path.with_name("hall.db-wal")
    for n in range(5):
        accept_then_tell(desk, desk.draft(rng, f"{n + 100:032x}"), lambda _: None)
    whole, frames = desk.db.path.read_bytes(), working.read_bytes()
    desk.db.close()
    assert len(frames) > 100_000
    for _ in range(40):
        hall.write_bytes(whole)
        log.write_bytes(flipped(frames, rng))
        seen = look(hall, KEY, (), deep=True)
        assert seen.faults == []
        assert 32 <= seen.cases <= 37
