"""After the end: the result handed out, the case filed (送达、归档)."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.service_desk.labels import DELIVERY_WAYS
from gridhall.service_desk.queries.cases import CaseRow
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.orders import Delivery, tidy_delivery
from gridhall.service_desk.rules.states import check_words
from gridhall.service_desk.service.steps.step import begin


def deliver(
    session: Session, clerk: Clerk, case_id: int, order: Delivery, when: DeskMoment
) -> CaseRow:
    """Note how the result reached the applicant (送达), when it did."""
    if order.at is not None:
        when = replace(when, happened=order.at)
    step = begin(session, clerk, case_id, when)
    case = step.lead("deliver")
    order = tidy_delivery(order)
    case.delivered_at, case.delivery_way = when.at, order.way
    case.delivered_to = order.to
    detail = f"{DELIVERY_WAYS[order.way]}，{order.to}"
    return step.done("delivered", detail, "case.deliver", {"way": order.way})


def archive(
    session: Session, clerk: Clerk, case_ids: Sequence[int], place: str, when: DeskMoment
) -> tuple[CaseRow, ...]:
    """File cases away (归档) at one place; one that cannot be filed refuses them all."""
    if not case_ids:
        raise UserError("还没有选要归档的工单。请先在列表里选。")
    place = check_words(clean(place), "归档的位置", "2026 年民政卷第 3 盒", 60)
    return tuple(_archive(session, clerk, case_id, place, when) for case_id in case_ids)


def _archive(session: Session, clerk: Clerk, case_id: int, place: str, when: DeskMoment) -> CaseRow:
    step = begin(session, clerk, case_id, when)
    case = step.lead("archive")
    case.archived_at, case.archive_place = when.at, place
    return step.done("archived", place, "case.archive", {"place": place})
