"""The counter's papers leave the hall: read, drawn, issued; pages and the command line."""

from collections.abc import Callable
from uuid import uuid4

from gridhall.clerks.queries import slip_mark
from gridhall.clerks.rules import Anchor
from gridhall.core.slips import Slip, spell_slip
from gridhall.lending.documents import labels_sheet, lists, slips
from gridhall.lending.queries.kept import deposit, deposit_code, found_items
from gridhall.lending.queries.loans import loan, loans
from gridhall.lending.queries.stock import kinds
from gridhall.lending.queries.takings import taking_card
from gridhall.lending.queries.things import things
from gridhall.lending.rules.codes import DEPOSIT, LOAN
from gridhall.lending.service.keeping_things import post_found
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue, issue_within
from gridhall.pdf.business_form import BusinessForm, draw
from gridhall.pdf.page import A4, landscape
from gridhall.registry.documents.transfer_issue import At

Form = Callable[[lists.Marks], BusinessForm]


def issue_loan(at: At, loan_id: int, *, narrow: bool = False) -> PaperRow:
    """借用单 on A5, or as an 80 mm ticket."""
    with at.db.read() as session:
        row, mark = loan(session, loan_id), slip_mark(session)
    text = slips.loan_slip(row, spell_slip(Slip(LOAN, mark, loan_id)), at.hall)
    return _slip(at, ("loan-slip", "loan", loan_id), text, narrow=narrow)


def issue_deposit(at: At, deposit_id: int, *, narrow: bool = False) -> PaperRow:
    """寄存凭条 with its pick-up code."""
    with at.db.read() as session:
        row, mark = deposit(session, deposit_id), slip_mark(session)
        pick_up = deposit_code(session, deposit_id)
    code = spell_slip(Slip(DEPOSIT, mark, deposit_id))
    text = slips.deposit_slip(row, code, pick_up, at.hall)
    return _slip(at, ("deposit-slip", "deposit", deposit_id), text, narrow=narrow)


def _slip(at: At, about: tuple[str, str, int], text: slips.SlipText, *, narrow: bool) -> PaperRow:
    said = {"texts": [text.title, *text.texts()], "narrow": narrow}
    ordered = PaperOrder(*about, said, str(uuid4()))
    make = slips.slip_80 if narrow else slips.slip_a5
    return issue(
        at.db, at.clerk, ordered, lambda number, anchor: make(text, at.hall, (number, anchor))
    )


def issue_overdue(at: At) -> PaperRow:
    """超期名单 of today."""
    with at.db.read() as session:
        rows = loans(session, "overdue", at.today)
    return _list(
        at,
        ("overdue-loans", "loan", 0),
        lambda marks: lists.overdue_form(rows, at.hall, at.today, marks),
        lying=True,
    )


def issue_taking(at: At, taking_id: int) -> PaperRow:
    """盘点表 as the stock-taking stands."""
    with at.db.read() as session:
        card = taking_card(session, taking_id)
    return _list(
        at,
        ("stock-taking", "stock_taking", taking_id),
        lambda marks: lists.taking_form(card, at.hall, at.today, marks),
    )


def issue_found(at: At) -> PaperRow:
    """失物招领公告 of all that is kept; from its day the year runs."""
    with at.db.write() as session:
        ids = [one.id for one in found_items(session)]
        post_found(session, at.clerk, ids, at.today)
        rows = found_items(session)
        ordered, paint = _order(
            ("found-notice", "found_item", 0),
            lambda marks: lists.found_form(rows, at.hall, at.today, marks),
        )
        return issue_within(session, at.clerk, ordered, paint)


def issue_labels(at: At, kind_id: int | None) -> PaperRow:
    """条码标签 of a kind, or of everything with a code."""
    with at.db.read() as session:
        rows = things(session, kind_id)
        counted = [
            one
            for one in kinds(session)
            if one.way in ("counted", "given") and kind_id in (None, one.id)
        ]
    labels = [(one.code, one.name or one.kind) for one in rows]
    labels += [(one.code, one.name) for one in counted]
    said = {"labels": [list(one) for one in labels], "hall": at.hall.name}
    ordered = PaperOrder("thing-labels", "thing_kind", kind_id or 0, said, str(uuid4()))
    return issue(
        at.db,
        at.clerk,
        ordered,
        lambda _number, _anchor: labels_sheet.labels_sheet(labels, at.hall),
    )


def _list(at: At, about: tuple[str, str, int], form: Form, *, lying: bool = False) -> PaperRow:
    ordered, paint = _order(about, form, lying=lying)
    return issue(at.db, at.clerk, ordered, paint)


def _order(
    about: tuple[str, str, int], form: Form, *, lying: bool = False
) -> tuple[PaperOrder, Callable[[str, Anchor], bytes]]:
    said = {"texts": list(form(("", None)).texts())}
    size = landscape(A4) if lying else A4
    ordered = PaperOrder(*about, said, str(uuid4()))
    return ordered, lambda number, anchor: draw(form((number, anchor)), size)
