"""paper issue for 户籍迁移: a transfer's own papers, the list for the police, letters to doors."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from uuid import uuid4

from gridhall.core.errors import UserError
from gridhall.hall.service import OpenHall
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents import letters
from gridhall.registry.documents import transfer_lists as lists
from gridhall.registry.documents import transfers as documents
from gridhall.registry.documents.transfer_issue import At, issue_handover, issue_transfer_paper
from gridhall.registry.queries.letters import Reach, kept_letter, reached
from gridhall.registry.queries.transfers import transfer_numbered

Issue = Callable[[OpenHall, str], PaperRow]


def _of_transfer(kind: str, hall: OpenHall, about: str) -> PaperRow:
    with hall.db.read() as session:
        known = transfer_numbered(session, about)
    return issue_transfer_paper(_at(hall), kind, known)


def _handover(hall: OpenHall, about: str) -> PaperRow:
    """`about`: several numbers with commas; they are handed over with it."""
    with hall.db.read() as session:
        chosen = [transfer_numbered(session, one) for one in about.split(",")]
    return issue_handover(_at(hall), chosen)


def _letters(hall: OpenHall, about: str) -> PaperRow:
    """`about`: household numbers or doors with commas; each gets the hall's letter of today."""
    at, key = _at(hall), str(uuid4())
    with hall.db.read() as session:
        found = reached(session, Reach(typed=about), at.today)
        letter = kept_letter(session) or letters.usual_letter(hall.hall)
    if found.unknown:
        raise UserError(found.unknown[0])
    homes = letters.printable(letter, found.homes, hall.hall).homes
    return letters.issue_letters(at, letters.Mailing(letter, homes, about[:100], key))


def _at(hall: OpenHall) -> At:
    return At(hall.db, hall.clerk, hall.hall, date.today())


KINDS: Mapping[str, Issue] = {
    **{kind: partial(_of_transfer, kind) for kind in documents.KINDS},
    lists.HANDOVER: _handover,
    letters.LETTER: _letters,
}
