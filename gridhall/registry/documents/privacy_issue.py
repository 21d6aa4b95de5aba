"""Copies and notices on their way out: written into the trail first, then issued or written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.db.database import Database
from gridhall.exchange.service.writing import write_workbook
from gridhall.hall import queries as halls
from gridhall.papers.queries import PaperRow
from gridhall.papers.service import issue_within
from gridhall.registry.documents.personal_copy import Copy, copy_order, copy_paper
from gridhall.registry.documents.privacy_notice import Notice, notice_order, notice_paper
from gridhall.registry.queries.personal import PersonalSource, personal_file
from gridhall.registry.queries.privacy import about_person
from gridhall.registry.rules.guardians import needs_guardian
from gridhall.registry.rules.privacy import Asker
from gridhall.registry.rules.retention import RECORDS, years_of
from gridhall.registry.service.privacy import note_copy
from gridhall.registry.sheets.personal import COPY_HEADINGS, copy_cells


@dataclass(frozen=True, slots=True)
class CopyWish:
    """Whose data, who asks and why, today, and what the subjects above keep."""

    person_id: int
    asker: Asker
    reason: str
    today: date
    sources: Sequence[PersonalSource] = ()


def issue_copy(
    db: Database, clerk: Clerk, hall: Hall, wish: CopyWish, request_key: str
) -> PaperRow:
    """The copy as a paper (导出本人信息); the trail and the paper in one transaction."""
    with db.write() as session:
        copy = _noted(session, clerk, wish)
        order = copy_order(copy, hall, request_key)
        return issue_within(session, clerk, order, partial(copy_paper, copy, hall))


def export_copy(db: Database, clerk: Clerk, wish: CopyWish, path: Path) -> int:
    """The copy as a workbook of text cells; says how many rows. The file comes after the trail."""
    part = path.with_name(f"~{path.name}")
    try:
        with db.write() as session:
            copy = _noted(session, clerk, wish)
            rows = write_workbook(part, "本人信息", COPY_HEADINGS, copy_cells(copy.file))
        part.replace(path)
    except OSError as error:
        raise UserError(f"“{path.name}”写不进去，可能正在别处打开。请关掉它再导出。") from error
    finally:
        part.unlink(missing_ok=True)
    return rows


def issue_notice(
    db: Database, clerk: Clerk, hall: Hall, about: tuple[int, Sequence[str], date], request_key: str
) -> PaperRow:
    """告知书 with 同意书 for these purposes; `about`: the person, the purposes, today."""
    person_id, purposes, today = about
    with db.write() as session:
        notice = _notice(session, person_id, purposes, today)
        order = notice_order(notice, hall, request_key)
        return issue_within(session, clerk, order, partial(notice_paper, notice, hall))


def _noted(session: Any, clerk: Clerk, wish: CopyWish) -> Copy:
    asked = (wish.reason, wish.today)
    asker = note_copy(session, clerk, wish.person_id, wish.asker, asked)
    file = personal_file(session, wish.person_id, wish.today, wish.sources)
    return Copy(file, asker, wish.reason, wish.today)


def _notice(session: Any, person_id: int, purposes: Sequence[str], today: date) -> Notice:
    known, facts, settings = (
        about_person(session, person_id),
        halls.privacy(session),
        halls.settings(session),
    )
    minor = needs_guardian(known.birth_date, today)
    guardian = next(iter(known.guardians), "　　　　") if minor else ""
    years = {key: years_of(key, settings) for key in RECORDS}
    contact = (facts.contact, facts.phone)
    return Notice(person_id, known.name, guardian, tuple(purposes), contact, years, today)
