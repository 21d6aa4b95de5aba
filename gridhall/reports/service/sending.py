"""上报: a layout filled for a period, kept as it was sent, compared with what is counted now."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.figures import SHARE
from gridhall.core.hall import Hall
from gridhall.core.periods import KINDS, Span, kind_of, period
from gridhall.core.text import clean
from gridhall.reports.models import ReportSending
from gridhall.reports.queries import layouts as queries
from gridhall.reports.queries.figures import Asked, desk_figures
from gridhall.reports.queries.layouts import LayoutRow
from gridhall.reports.queries.tracing import ids_by_line
from gridhall.reports.rules.figures import COLUMNS
from gridhall.reports.rules.layouts import check
from gridhall.reports.rules.workbook import open_book
from gridhall.reports.service.filling import Filled, Used, Wanted, fill, retold, told
from gridhall.service_desk.rules.clock import DeskDay

_ACT = "上报"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report ready to be looked at: filled, but not sent."""

    layout: LayoutRow
    span: Span
    filled: Filled
    nth: int  # which sending it would be

    @property
    def sha256(self) -> str:
        """The workbook's fingerprint."""
        return hashlib.sha256(self.filled.data).hexdigest()

    @property
    def is_correction(self) -> bool:
        """更正: the period was sent before."""
        return self.nth > 1

    @property
    def file_name(self) -> str:
        """What the workbook is called when it is saved."""
        mark = f"-更正{self.nth - 1}" if self.is_correction else ""
        return f"{self.layout.name}-{self.span.code}{mark}.xlsx"


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is not what was sent any more, and which rows make the difference."""

    used: Used
    now: float
    came: tuple[int, ...]
    gone: tuple[int, ...]

    @property
    def words(self) -> str:
        """收件：报的 12，现在 13."""
        one = COLUMNS[self.used.figure]
        shown = [f"{n:.1%}" if one.kind == SHARE else f"{n:g}" for n in (self.used.value, self.now)]
        return f"{self.used.words}：报的 {shown[0]}，现在 {shown[1]}"


def prepare(
    session: Session, clerk: Clerk, asked: tuple[int, str], hall: Hall, on: DeskDay
) -> Prepared:
    """Fill a layout (`asked`: its id and the period's code) without keeping anything."""
    require(clerk, Role.SUPERVISOR, _ACT)
    layout, span = queries.layout(session, asked[0]), period(asked[1])
    if kind_of(span) != layout.period:
        raise UserError(f"“{layout.name}”是{KINDS[layout.period]}，不能填 {span.label}")
    if not layout.places:
        raise UserError(f"“{layout.name}”还没有映射，不知道数填在哪里。请先设置映射")
    book = open_book(queries.layout_book(session, layout.id))
    check(book, layout.places)
    filled = fill(session, clerk, Wanted(book, layout.places, span, layout.receiver, hall), on)
    return Prepared(layout, span, filled, queries.last_nth(session, layout.id, span.code) + 1)


@dataclass(frozen=True, slots=True)
class SendOrder:
    """What was looked at and is sent; a correction says why."""

    layout_id: int
    period: str
    sha256: str = ""  # of the preview; "" without one
    reason: str = ""


def send(session: Session, clerk: Clerk, order: SendOrder, hall: Hall, when: "SendMoment") -> int:
    """Keep a frozen copy as sent (标记已报); the id of the sending.

    Refused while the period lasts, for a correction without its reason, and if a figure has
    changed since the preview.
    """
    made = prepare(session, clerk, (order.layout_id, order.period), hall, when.on)
    reason = clean(order.reason)
    _refuse(made, order, reason, when.on)
    row = ReportSending(
        layout_id=made.layout.id,
        period=made.span.code,
        nth=made.nth,
        first_on=made.span.first,
        last_on=made.span.last,
        is_zero=made.filled.is_zero,
        figures=told(made.filled.used),
        workbook=made.filled.data,
        sha256=made.sha256,
        sent_at=when.now,
        clerk_name=clerk.name,
        reason=reason,
    )
    session.add(row)
    session.flush()
    said = {"layout": made.layout.name, "period": row.period, "nth": row.nth, "sha256": row.sha256}
    record(session, clerk, "report.send", ("report_sending", row.id), {"after": said})
    return row.id


@dataclass(frozen=True, slots=True)
class SendMoment:
    """When a report is sent, and the day's calendar."""

    now: datetime
    on: DeskDay


def _refuse(made: Prepared, order: SendOrder, reason: str, on: DeskDay) -> None:
    if made.span.last >= on.today:
        raise UserError(f"{made.span.label}还没有过完，不能上报。过完这一期再报")
    if made.is_correction and not reason:
        raise UserError(
            f"{made.span.label}已经报过 {made.nth - 1} 次。再报是更正，请写更正的原因，"
            "例如“补录了停电那天的 3 件”"
        )
    if len(reason) > 200:
        raise UserError(f"更正的原因最多 200 个字，现在是 {len(reason)} 个字")
    if order.sha256 and order.sha256 != made.sha256:
        raise UserError("预览以后有数变了，没有上报。请重新生成，看过再报")


def differences(session: Session, clerk: Clerk, sending_id: int, on: DeskDay) -> list[Difference]:
    """数变了几处: the figures of a sending that are counted otherwise now; nothing if none is.

    What changes by itself (现在超期) is left out.
    """
    require(clerk, Role.SUPERVISOR, _ACT)
    span = queries.sending(session, sending_id).span
    used = [*retold(queries.sent_figures(session, sending_id))]
    return [*_differences(session, clerk, (span, used), on)]


def _differences(
    session: Session, clerk: Clerk, sent: tuple[Span, list[Used]], on: DeskDay
) -> Iterator[Difference]:
    span, used = sent
    figures = {
        by: desk_figures(session, clerk, Asked(span, by), on) for by in {one.by for one in used}
    }
    for one in used:
        column = COLUMNS.get(one.figure)
        if column is None or column.moving:
            continue
        made = figures[one.by]
        row = made.total if one.by == "all" else made.row(one.line)
        now = round((row.value(column) if row else 0) or 0, 4 if column.kind == SHARE else 1)
        ids = ids_by_line(session, Asked(span, one.by), on, column)
        here = set(ids.get(row.line.at, ())) if row else set()
        came, gone = here - set(one.ids), set(one.ids) - here
        if now != one.value or came or gone:
            yield Difference(one, now, tuple(sorted(came)), tuple(sorted(gone)))
