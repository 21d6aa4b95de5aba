"""What a clerk says when a step is taken: one small order for each step that needs more words."""

from dataclasses import dataclass
from datetime import date, datetime

from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.service_desk.labels import DELIVERY_WAYS, FINISH_KINDS, PAUSES
from gridhall.service_desk.rules.states import check_words

SUPPLEMENT_DAYS = 10  # working days an applicant has to bring what a notice names
DEFER_DAYS = 5  # working days a deferred material may take (容缺), never beyond the promise
_MOST_PAUSE = 366  # days a pause is expected to last
_NEED_NOTE = {
    "returned": ("退回的原因", "材料不属实，退回申请人"),
    "voided": ("作废的原因", "重复受理，以前一件为准"),
    "deleted": ("删除的原因", "录错了事项，已另行受理"),
    "passed_up": ("转报到哪里", "转报街道社会事务办"),
}


@dataclass(frozen=True, slots=True)
class Lack:
    """A material that lacks or is not right: its position in the case, and what is wrong."""

    position: int
    problem: str = "未提供"


@dataclass(frozen=True, slots=True)
class NoticeOrder:
    """A one-time notice (一次性告知): what lacks, the working days to bring it.

    `approved_reason` is why a second notice must be; only a supervisor gives one.
    """

    lacking: tuple[Lack, ...]
    due_days: int = SUPPLEMENT_DAYS
    approved_reason: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """不予受理: why, by which rule, and where the applicant should go instead."""

    reason: str
    basis: str = ""
    where_to: str = ""


@dataclass(frozen=True, slots=True)
class Deferral:
    """容缺受理: materials by position that will be brought later, and by when (None: 5 days)."""

    positions: tuple[int, ...]
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PauseOrder:
    """特别程序: why days do not count, from which day (None: that of the step)."""

    kind: str
    reason: str
    began_on: date | None = None
    expected_on: date | None = None


@dataclass(frozen=True, slots=True)
class ExtensionOrder:
    """What an extension asks for: working days, and why."""

    days: int
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A supervisor's word on an extension that was asked for."""

    approve: bool
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a case ends (办结类型) and what comes of it."""

    kind: str = "done"
    result_name: str = ""
    result_number: str = ""
    result_note: str = ""
    result_until: date | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a result reached the applicant: way, who took it, when (None: now)."""

    way: str
    to: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Passing:
    """转出: to which agency of the directory, and why."""

    agency_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """移交经办: to which clerk, and a word for them."""

    to_clerk_id: int
    word: str = ""


def tidy_pause(order: PauseOrder, on: date) -> PauseOrder:
    """A pause's order with its words cleaned and its first day filled in; odd days are told."""
    if order.kind not in PAUSES:
        known = "、".join(PAUSES.values())
        raise UserError(f"没有“{order.kind[:20]}”这种特别程序。请从这些里选一种：{known}。")
    reason = check_words(clean(order.reason), "转特别程序的理由", "等街道实地核查")
    began = order.began_on or on
    if order.expected_on is not None and order.expected_on < began:
        raise UserError(
            f"预计结束的日子 {order.expected_on} 早于开始的日子 {began}。请改一个，或先空着。"
        )
    if order.expected_on is not None and (order.expected_on - began).days > _MOST_PAUSE:
        raise UserError(
            f"预计结束的日子 {order.expected_on} 太远，最多预计一年。说不准的先空着，结束时再登记。"
        )
    return PauseOrder(order.kind, reason, began, order.expected_on)


def tidy_ending(order: Ending, on: date) -> Ending:
    """An ending's order with its words cleaned; what a kind needs and lacks is told."""
    if order.kind not in FINISH_KINDS:
        known = "、".join(FINISH_KINDS.values())
        raise UserError(f"没有“{order.kind[:20]}”这种办结类型。请从这些里选一种：{known}。")
    name, number = _within(order.result_name, "结果名称", 100), _number(order.result_number)
    note = clean(order.result_note)
    if order.kind in _NEED_NOTE or note:
        note = check_words(note, *_NEED_NOTE.get(order.kind, ("结果说明", "")))
    if order.kind == "issued" and not name:
        raise UserError("出证办结要写结果名称，例如“居住证明”。没有证照的请选“办结”。")
    if order.result_until is not None and order.result_until < on:
        raise UserError(
            f"有效期 {order.result_until} 早于办结的日子 {on}。请核对有效期，或先空着。"
        )
    return Ending(order.kind, name, number, note, order.result_until)


def _number(typed: str) -> str:
    return _within(typed, "结果编号", 60)


def _within(typed: str, what: str, most: int) -> str:
    words = clean(typed)
    if len(words) > most:
        raise UserError(f"{what}最多 {most} 个字，现在是 {len(words)} 个字。请写短一些。")
    return words


def tidy_delivery(order: Delivery) -> Delivery:
    """A delivery's order with its words cleaned."""
    if order.way not in DELIVERY_WAYS:
        known = "、".join(DELIVERY_WAYS.values())
        raise UserError(f"没有“{order.way[:20]}”这种送达方式。请从这些里选一种：{known}。")
    return Delivery(order.way, check_words(clean(order.to), "领取人", "本人", 100), order.at)
