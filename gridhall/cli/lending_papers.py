"""paper issue for the lending counter: slips, overdue list, stock-taking, notice, labels."""

from collections.abc import Callable, Mapping
from datetime import date

from gridhall.core.errors import UserError
from gridhall.hall.service import OpenHall
from gridhall.lending.documents import issuing
from gridhall.lending.queries.kept import deposit_named
from gridhall.lending.queries.loans import loan_named
from gridhall.lending.queries.stock import kinds
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents.transfer_issue import At

Issue = Callable[[OpenHall, str], PaperRow]
_ALL = "全部"


def _loan(hall: OpenHall, about: str) -> PaperRow:
    """`about`: 借〔2026〕0001."""
    with hall.db.read() as session:
        loan_id = loan_named(session, about)
    return issuing.issue_loan(_at(hall), loan_id)


def _deposit(hall: OpenHall, about: str) -> PaperRow:
    """`about`: 存〔2026〕0001."""
    with hall.db.read() as session:
        deposit_id = deposit_named(session, about)
    return issuing.issue_deposit(_at(hall), deposit_id)


def _taking(hall: OpenHall, about: str) -> PaperRow:
    """`about`: the stock-taking's id, as `lend take-stock` tells it."""
    if not about.strip().isdigit():
        raise UserError("盘点表的编号是 lend take-stock 给出的 taking，例如 3")
    return issuing.issue_taking(_at(hall), int(about))


def _labels(hall: OpenHall, about: str) -> PaperRow:
    """`about`: 全部, or a kind's code or name."""
    if about.strip() == _ALL:
        return issuing.issue_labels(_at(hall), None)
    with hall.db.read() as session:
        known = {word: one.id for one in kinds(session) for word in (one.code, one.name)}
    if about.strip() not in known:
        raise UserError(f"没有物品种类“{about.strip()[:30]}”，请写 全部，或 lend stock 里的编号")
    return issuing.issue_labels(_at(hall), known[about.strip()])


def _at(hall: OpenHall) -> At:
    return At(hall.db, hall.clerk, hall.hall, date.today())


KINDS: Mapping[str, Issue] = {
    "loan-slip": _loan,
    "deposit-slip": _deposit,
    "overdue-loans": lambda hall, _about: issuing.issue_overdue(_at(hall)),
    "stock-taking": _taking,
    "found-notice": lambda hall, _about: issuing.issue_found(_at(hall)),
    "thing-labels": _labels,
}
