"""Papers of care leave the hall: read, drawn, issued; the page and the command line."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

from gridhall.care.documents import forms
from gridhall.care.queries.board import month_plan, plan_choices
from gridhall.care.queries.targets import target
from gridhall.care.queries.visits import visits_of
from gridhall.core.calendar import WorkCalendar
from gridhall.core.errors import UserError
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue
from gridhall.pdf.business_form import BusinessForm, draw
from gridhall.pdf.page import A4, landscape
from gridhall.registry.documents.transfer_issue import At

Form = Callable[[forms.Marks], BusinessForm]


def issue_plan(
    at: At, calendar: WorkCalendar, first: date, key: str = "", request_key: str = ""
) -> PaperRow:
    """关爱走访计划表 of a month for one visitor or grid (`board.visitor_key`); "" for all."""
    with at.db.read() as session:
        whose = dict(plan_choices(session)).get(key)
        lines = month_plan(session, calendar, max(first, at.today.replace(day=1)), key)
    if whose is None:
        raise UserError("没有这样的走访人或网格，请从列表里选")
    plan = forms.MonthPlan(first, whose, lines)
    about = ("care-plan", "care_target", 0)
    return _issue(
        at, about, lambda marks: forms.plan_form(plan, (at.hall, at.today, marks)),
        request_key, lying=True,
    )  # fmt: skip


def issue_record(
    at: At, target_id: int, since: date | None = None, request_key: str = ""
) -> PaperRow:
    """关爱走访记录 of one person, from a day on."""
    with at.db.read() as session:
        told = forms.Told(target(session, target_id), visits_of(session, target_id, since))
    about = ("care-record", "care_target", target_id)
    form: Form = lambda marks: forms.record_form(told, (at.hall, at.today, marks))  # noqa: E731
    return _issue(at, about, form, request_key)


def _issue(
    at: At, about: tuple[str, str, int], form: Form, request_key: str, *, lying: bool = False
) -> PaperRow:
    said = {"texts": list(form(("", None)).texts())}
    size = landscape(A4) if lying else A4
    ordered = PaperOrder(*about, said, request_key or str(uuid4()))
    return issue(
        at.db, at.clerk, ordered, lambda number, anchor: draw(form((number, anchor)), size)
    )
