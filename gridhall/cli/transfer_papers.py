"""paper issue for 户籍迁移: a transfer's own papers, the list for the police, letters to doors."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from uuid import uuid4

from gridhall.hall.service import OpenHall
from gridhall.papers import service
from gridhall.papers.queries import PaperRow
from gridhall.registry import queries
from gridhall.registry.documents import transfer_lists as lists
from gridhall.registry.documents import transfers as documents
from gridhall.registry.documents.transfer_issue import At, issue_handover, issue_transfer_paper
from gridhall.registry.queries.transfers import transfer_numbered
from gridhall.registry.rules.changes import Home

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
    """`about`: household numbers with commas; each gets the usual letter of today."""
    with hall.db.read() as session:
        chosen = [queries.household_numbered(session, one) for one in about.split(",")]
        known = queries.home_standing(session, chosen)
    homes = [_addressee(known[one]) for one in dict.fromkeys(chosen)]
    letter = lists.usual_letter(hall.hall, date.today())
    order = lists.letters_order(letter, homes, hall.hall, str(uuid4()))
    return service.issue(
        hall.db,
        hall.clerk,
        order,
        lambda number, anchor: lists.open_letters(letter, homes, hall.hall, (number, anchor)),
    )


def _addressee(home: Home) -> lists.Addressee:
    return lists.Addressee(home.id, home.head.name if home.head else "", home.address)


def _at(hall: OpenHall) -> At:
    return At(hall.db, hall.clerk, hall.hall, date.today())


KINDS: Mapping[str, Issue] = {
    **{kind: partial(_of_transfer, kind) for kind in documents.KINDS},
    lists.HANDOVER: _handover,
    lists.LETTER: _letters,
}
