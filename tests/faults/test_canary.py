"""Planted personal data must stand nowhere in the clear: not in a file, a name, a log, an error."""

import json
import logging
import traceback
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from gridhall.core.calendar import shipped_calendar
from gridhall.core.errors import UserError
from gridhall.core.settings import MachineSettings, save_geometry, save_settings
from gridhall.db import keyring
from gridhall.db.unlock import unlock
from gridhall.hall.service import OpenHall, create_hall, daily_backup, open_hall, restore
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue, log_print
from gridhall.registry.models import Person
from gridhall.service_desk import service
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.rules.draft import CaseDraftFields
from gridhall.service_desk.sheets import catalogue as sheets
from tests.factories import NOW, id_number, make_household, make_person
from tests.faults.step_kills import CHEAP, FACTS, PASSWORD

NAME, PHONE, ROOM, NOTE = "欧阳倬彦", "13987654321", "3-2-7091", "独居，钥匙在门口花盆下"
NUMBER = id_number(date(1961, 7, 23), serial=371)
CANARIES = (NAME, PHONE, ROOM, NOTE, NUMBER)
SPELLINGS = ("utf-8", "utf-16-le", "gb18030")


def spelt(canary: str) -> Iterator[bytes]:
    """The canary as any program may have written it."""
    yield from (canary.encode(spelling) for spelling in SPELLINGS)
    yield json.dumps(canary)[1:-1].encode()


def leaks(folder: Path) -> list[str]:
    """Every file with a canary in its bytes or in its name."""
    found = []
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for canary in CANARIES:
            if canary in path.name or any(form in content for form in spelt(canary)):
                found.append(f"{path.name}: {canary}")
    return found


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[OpenHall]:
    """A hall that was worked in, still open, with all it writes around itself."""
    path = tmp_path / "hall.gridhall"
    create_hall(path, FACTS, sheets.install_catalogue, cost=CHEAP)
    with pytest.raises(UserError):
        unlock(path, "王芳", f"错的密码{NUMBER}", datetime.now())
    key = keyring.unwrap(keyring.load(keyring.keyring_path(path)), "王芳", PASSWORD)
    opened = open_hall(path, key, "王芳")
    work(opened)
    yield opened
    opened.close()


def work(hall: OpenHall) -> None:
    """Register the canary, take a case in for them, print its paper, leave a draft."""
    with hall.db.write() as session:
        person = make_person(session, NAME, id_number=NUMBER, phone=PHONE, note=NOTE)
        make_household(session, [(person, "02")], f"御景小区 {ROOM}")
        matter = queries.matters(session, date.today())[0]
        draft = CaseDraftFields(
            "1" * 32, item_id=matter.id, applicant_id=person.id, phone=PHONE, note=NOTE
        )
        case = service.accept_case(session, hall.clerk, draft, NOW, shipped_calendar())
        half = CaseDraftFields("2" * 32, applicant=NAME, phone=PHONE, note=NOTE)
        service.save_draft(session, hall.clerk, half, NOW)
    order = PaperOrder("acceptance", "service_case", case.id, {"name": NAME}, "3" * 32)
    pdf = "\n".join(CANARIES).encode()
    paper = issue(hall.db, hall.clerk, order, lambda _number, _anchor: pdf)
    with hall.db.write() as session:
        log_print(session, hall.clerk, paper.id, 2, "HP M126")


def test_no_file_around_the_hall_shows_a_resident(hall: OpenHall, tmp_path: Path) -> None:
    daily_backup(hall.db, datetime(2026, 11, 24, 9, 0))
    save_settings(MachineSettings(last_hall=str(hall.db.path), last_clerk="王芳"), tmp_path)
    save_geometry({"window": "AAAA"}, tmp_path)
    work_is_in_the_log = (tmp_path / "hall.gridhall-wal").stat().st_size
    assert work_is_in_the_log > 100_000
    assert {path.name for path in tmp_path.iterdir()} >= {
        "hall.gridhall",
        "hall.gridhall-shm",
        "hall.gridhall.keys",
        "hall.gridhall.tries",
        "hall.gridhall.backups",
        "settings.toml",
    }
    assert leaks(tmp_path) == []
    hall.close()
    assert leaks(tmp_path) == []


def test_a_restore_leaves_nothing_in_the_clear(hall: OpenHall, tmp_path: Path) -> None:
    backup = daily_backup(hall.db, datetime(2026, 11, 24, 9, 0))
    hall.close()
    restore(hall.db.path, backup, "王芳", PASSWORD)
    assert leaks(tmp_path) == []


def test_the_scan_finds_what_is_in_the_clear(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text(f"x{NAME}x", "gb18030")
    (tmp_path / "b.json").write_text(json.dumps({"note": NOTE}))
    (tmp_path / f"{NUMBER}.pdf").touch()
    assert len(leaks(tmp_path)) == 3


def fail(hall: OpenHall, how: str) -> None:
    """A mistake of ours with a resident's data in its hands."""
    with hall.db.write() as session:
        person = session.query(Person).filter_by(id_number=NUMBER).one()
        if how == "the same number twice":
            make_person(session, NAME, id_number=NUMBER, phone=PHONE, note=NOTE)
        elif how == "text that cannot be stored":
            person.note = f"{NOTE}\udc80"
            session.flush()
        elif how == "a value of the wrong type":
            person.birth_date = f"{NAME}{NUMBER}"  # type: ignore[assignment]
            session.flush()
        else:
            person.name = None  # type: ignore[assignment]
            session.flush()


@pytest.mark.parametrize(
    "how",
    ["the same number twice", "text that cannot be stored", "a value of the wrong type", "no name"],
)
def test_no_error_and_no_log_says_whom_it_was_about(
    hall: OpenHall, tmp_path: Path, how: str
) -> None:
    log = logging.FileHandler(tmp_path / "gridhall.log", encoding="utf-8", errors="replace")
    logging.getLogger().addHandler(log)
    with pytest.raises((SQLAlchemyError, UnicodeEncodeError)) as caught:
        fail(hall, how)
    logging.getLogger("gridhall").error("bug", exc_info=caught.value)
    logging.getLogger().removeHandler(log)
    log.close()
    told = "".join(traceback.format_exception(caught.value))
    assert [canary for canary in CANARIES if canary in told] == []
    assert "bug" in (tmp_path / "gridhall.log").read_text("utf-8")
    assert leaks(tmp_path) == []


def test_the_second_registration_says_which_column_and_no_more(hall: OpenHall) -> None:
    with pytest.raises(IntegrityError, match=r"UNIQUE constraint failed: person.id_number"):
        fail(hall, "the same number twice")
