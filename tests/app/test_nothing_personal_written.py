"""No full number in what the program writes: errors, reports, names of files, manifests."""

import logging
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from gridhall import parts
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.hall.service import daily_backup
from gridhall.papers.queries import papers
from gridhall.qt.bug_report import report_text
from gridhall.qt.context import Context
from gridhall.registry import service
from gridhall.registry.documents.privacy_issue import CopyWish, issue_copy
from gridhall.registry.models import Person
from gridhall.registry.rules import ResidentDraft
from gridhall.registry.rules.privacy import Asker
from gridhall.registry.service.people import DuplicatePerson
from tests.app.secrets_hall import PEOPLE, Secrets, hall_of_secrets, person_named
from tests.audit import Dress, dressed
from tests.conftest import HALL
from tests.factories import TODAY, FakeDesk
from tests.modal import window

__all__ = ["dressed", "window"]
pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]


@pytest.fixture
def secrets(db: Database, dressed: Dress, clerk: Clerk) -> Secrets:
    """The hall, and every number in it."""
    dressed()
    return hall_of_secrets(db, clerk)


def _backed_up(db: Database) -> None:
    Path(f"{db.path}.keys").write_text("{}", "utf-8")
    daily_backup(db, datetime(2026, 11, 24, 12, 0))


def test_toasts_errors_and_what_a_second_registration_says_hold_none(
    context: Context, desk: FakeDesk, secrets: Secrets
) -> None:
    draft = ResidentDraft(
        "张桂花",
        secrets.known[2],
        birth_date=date(1984, 5, 2),
        sex="1",
        address="御景小区 3-2-501",
        relation="20",
    )
    with pytest.raises(DuplicatePerson) as caught, context.db.write() as session:
        service.register_person(session, context.clerk, draft, TODAY)
    assert not secrets.in_text(str(caught.value))
    assert not secrets.in_text(" ".join([*desk.toasts, *desk.errors]))


def test_what_breaks_in_the_file_is_reported_without_the_values(
    db: Database, secrets: Secrets, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    other = secrets.known[2]
    with pytest.raises(Exception, match="UNIQUE") as caught, db.write() as session:
        person = session.scalars(select(Person).where(Person.id_number == other)).one()
        taken = session.scalars(select(Person).where(Person.id != person.id)).first()
        assert taken is not None
        person.id_number = taken.id_number
        session.flush()
    told = report_text(caught.value)
    assert "UNIQUE" in told
    assert not secrets.in_text(told)
    assert not secrets.in_text(caplog.text)


def test_no_file_is_named_after_anybody(
    db: Database, secrets: Secrets, clerk: Clerk, tmp_path: Path
) -> None:
    wish = CopyWish(person_named(db, "张桂花"), Asker("self"), "本人要求", TODAY, parts.PERSONAL)
    issue_copy(db, clerk, HALL, wish, "copy")
    _backed_up(db)
    names = [one.name for one in tmp_path.rglob("*")]
    with db.read() as session:
        names += [f"{one.title} {one.number}.pdf" for one in papers(session)]
    assert len(names) > 2
    said = " ".join(names)
    assert not secrets.in_text(said)
    assert not any(row[0] in said for row in PEOPLE)


def test_no_manifest_beside_a_backup_tells_one(db: Database, secrets: Secrets) -> None:
    _backed_up(db)
    files = [one for one in db.path.parent.rglob("*") if one.is_file()]
    assert files
    for one in files:
        raw = one.read_bytes()
        assert not any(secret.encode() in raw for secret in secrets.known), one.name
