"""The parts of a case's card: chips, who, result, links, papers, the story."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from gridhall.core.mask import mask_id_number, mask_phone
from gridhall.papers.queries import PaperRow
from gridhall.qt.buttons import Btn, button
from gridhall.qt.labels import chip, label
from gridhall.qt.layouts import empty
from gridhall.service_desk.labels import (
    AGENTS,
    DELIVERY_WAYS,
    FINISH_KINDS,
    GREENS,
    event_label,
    limit_label,
    state_label,
)
from gridhall.service_desk.queries.reads import CaseCard, CaseRow, EventRow
from gridhall.service_desk.rules.clock import spoken_day
from gridhall.service_desk.rules.states import OPEN_STATES, RECEIVED, SUPPLEMENT, SUSPENDED

_LINE = 22  # characters of chips that fit one line of the card, each chip counting two more
_LATE_ENTRY = timedelta(minutes=10)


def due_day(card: CaseCard) -> date | None:
    """The day the deadline chip counts to: of a pause its beginning, of a supplement its end."""
    case = card.case
    if case.state == SUSPENDED:
        return card.pause.began_on if card.pause is not None else None
    if case.state == SUPPLEMENT:
        return card.notices[-1].due_on if card.notices else None
    return case.due_on


def due_facts(card: CaseCard) -> str:
    """What stands beside the deadline: which clock it is, and how long."""
    case = card.case
    if case.state == RECEIVED and case.notice_due_on:
        return f"{spoken_day(case.notice_due_on)}前告知，不告知就视为受理"
    if case.state == SUPPLEMENT and card.notices:
        return f"补正期限 {spoken_day(card.notices[-1].due_on)}"
    if case.state == SUSPENDED:
        expected = card.pause.expected_on if card.pause is not None else None
        return f"预计 {spoken_day(expected)} 恢复" if expected else "恢复以后期限再算"
    if case.promised_on is None:
        return ""
    return f"{spoken_day(case.promised_on)}前 · {limit_label('', case.limit_days)}"


def chips_of(card: CaseCard) -> Iterator[tuple[str, str]]:
    """What is special about a case, as words and tones."""
    case = card.case
    if case.green:
        yield GREENS.get(case.green, case.green), "red" if case.green == "urgent" else "blue"
    if case.recorded_at - case.received_at > _LATE_ENTRY:
        yield "补录", "grey"
    if any(event.kind == "deemed" for event in card.events):
        yield "视为受理", "amber"
    if case.agent_kind:
        yield "代办", "grey"
    if case.provisional and case.state in OPEN_STATES:
        yield "暂估", "amber"
    yield from _extension_chips(card)
    if card.deferred and case.state in OPEN_STATES:
        yield f"容缺 {len(card.deferred)} 项", "purple"
    if len(card.notices) > 1:
        yield f"告知 {len(card.notices)} 次", "purple"
    if case.finished_at is not None:
        yield ("已评价", "green") if card.rated else ("未评价", "grey")


def _extension_chips(card: CaseCard) -> Iterator[tuple[str, str]]:
    """Granted for good; asked for only while it can still be granted."""
    asked = card.extension
    if asked is not None and asked.state == "approved":
        yield f"已延期 {asked.days} 天", "blue"
    elif asked is not None and asked.state == "asked" and card.case.closed_at is None:
        yield "待批延期", "amber"


def fill_chips(column: QVBoxLayout, card: CaseCard) -> bool:
    """Chips in as many lines as they need; whether there are any."""
    _clear(column)
    row, used = None, _LINE
    for words, tone in chips_of(card):
        used += len(words) + 2
        if row is None or used > _LINE:
            row, used = QHBoxLayout(), len(words) + 2
            row.setSpacing(6)
            row.addStretch(1)
            column.addLayout(row)
        row.insertWidget(row.count() - 1, chip(words, tone))
    return row is not None


def _clear(column: QVBoxLayout) -> None:
    while item := column.takeAt(0):
        line = item.layout()
        if line is not None:
            empty(line)
            line.deleteLater()


def clerk_words(case: CaseRow) -> str:
    """首问 王芳 2号窗口 · 经办 高明 · 11-24 09:41 收件."""
    first = f"首问 {case.clerk_name} {case.counter}".strip()
    now = f"经办 {case.holder_name or case.clerk_name}"
    came = f"{moment(case.received_at)} 收件"
    typed = ""
    if case.recorded_at - case.received_at > _LATE_ENTRY:
        typed = f"{moment(case.recorded_at)} 补录"
    return " · ".join(filter(None, (first, now, came, typed)))


def agent_words(case: CaseRow) -> str:
    """代理人 李建军（子女）138****0000 证件 3706**********0027; '' without one."""
    if not case.agent_kind:
        return ""
    relation = f"（{case.agent_relation}）" if case.agent_relation else ""
    who = f"{AGENTS.get(case.agent_kind, '代办人')} {case.agent_name}{relation}"
    number = mask_id_number(case.agent_id_number)
    return "　".join(filter(None, (who, mask_phone(case.agent_phone), number)))


def result_lines(case: CaseRow) -> list[str]:
    """How it ended, what the applicant receives, who fetched it, where it lies."""
    if case.finished_at is None:
        return []
    kind = FINISH_KINDS.get(case.finish_kind or "", "办结")
    told = [f"{moment(case.finished_at)} {kind}"]
    result = " ".join(filter(None, (case.result_name, case.result_number)))
    until = f"有效期到 {case.result_until}" if case.result_until else ""
    told += [" · ".join(filter(None, (result, until))), case.result_note]
    if case.delivered_at is not None:
        way = DELIVERY_WAYS.get(case.delivery_way, case.delivery_way)
        told.append(f"{moment(case.delivered_at)} {way}，{case.delivered_to}签收")
    if case.archived_at is not None:
        told.append(f"{moment(case.archived_at)} 归档：{case.archive_place}")
    return [line for line in told if line]


def look_row(words: str, spoken: str) -> tuple[QWidget, Btn]:
    """A line with 看 at its end."""
    row, look = QWidget(), button("看", "", "text")
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(label(words, "sub", wrap=True), 1)
    look.setAccessibleName(f"看{spoken}")
    line.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
    return row, look


def paper_words(paper: PaperRow) -> str:
    """受〔2026〕12号 受理通知书（已作废）."""
    return f"{paper.number}　{paper.title}" + ("（已作废）" if paper.voided_at else "")


def link_words(number: str, item_name: str, state: str) -> str:
    """SL20261124-012 户籍迁入 · 已受理."""
    return f"{number}　{item_name} · {state_label(state)}"


def fill_events(column: QLayout, card: CaseCard) -> None:
    """The story, the newest first."""
    empty(column)
    for event in reversed(card.events):
        column.addWidget(_event_line(event))


def _event_line(event: EventRow) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    when: QLabel = label(moment(event.happened_at), "meta")
    when.setFixedWidth(86)
    detail = f"：{event.detail}" if event.detail else ""
    said = f"{event.clerk_name} {event_label(event.kind)}{detail}"
    line.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(said, "sub", wrap=True), 1)
    return row


def moment(when: datetime) -> str:
    """11-24 09:41, as clocks here show it."""
    return f"{when.astimezone():%m-%d %H:%M}"


def is_late_entry(case: CaseRow) -> bool:
    """补录: it was typed in well after it came."""
    return case.recorded_at - case.received_at > _LATE_ENTRY
