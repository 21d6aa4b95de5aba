"""Mediation (人民调解): what a dispute must say, its steps, its clocks."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from gridhall.core.errors import UserError
from gridhall.core.identity import IdNumberProblem, parse_id_number
from gridhall.core.mask import mask_numbers
from gridhall.core.phone import kept_phone
from gridhall.core.text import clean, clean_lines, clean_name
from gridhall.opinions.labels import DISPUTES, MEDIATION_STATES
from gridhall.opinions.rules.fields import FieldProblem, problems_of, refusal, too_long

SIDES: Final = "甲乙丙丁戊己庚辛壬癸"
CALL_DAYS: Final = 30  # calendar days after which somebody asks whether it holds (回访)
COURT_DAYS: Final = 30  # 人民调解法 §33: both ask the court to confirm within thirty days
OPEN_STATES: Final = ("accepted", "agreed")
_SOON: Final = 5  # days
_LIMITS: Final = {"title": 80, "dispute": 4000, "mediators": 100, "place": 60}
_PARTY_LIMITS: Final = {"name": 100, "address": 200}
# step -> (from which states, to which state, its name)
STEPS: Final = {
    "agree": (("accepted",), "agreed", "达成协议"),
    "fail": (("accepted", "agreed"), "failed", "调解不成"),
    "withdraw": (("accepted",), "withdrawn", "终止调解"),
    "perform": (("agreed",), "performed", "登记履行"),
    "resume": (("failed", "withdrawn"), "accepted", "重新调解"),
}


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """A party; of a resident only what differs from the register has to be written."""

    name: str = ""
    person_id: int | None = None
    sex: str = "0"  # GB/T 2261.1
    id_number: str = field(default="", repr=False)  # "" keeps what is there
    phone: str = field(default="", repr=False)
    address: str = ""


@dataclass(frozen=True, slots=True)
class MediationDraft:
    """A dispute as it is taken in, or changed before it has ended."""

    kind: str
    title: str
    dispute: str
    parties: tuple[PartyDraft, ...]
    mediators: str
    accepted_on: date | None = None  # None: today
    place: str = ""
    grid_id: int | None = None
    due_on: date | None = None  # None: a month on
    mediation_id: int | None = None
    version: int = 0
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed: in writing, or (§28) by word of mouth and only noted down."""

    agreement: str
    way: str = ""
    agreed_on: date | None = None
    perform_by: date | None = None
    oral: bool = False


def usual_due(accepted_on: date) -> date:
    """A month on (人民调解委员会工作若干规定 §33: 一般在一个月内调结)."""
    year, month = accepted_on.year + accepted_on.month // 12, accepted_on.month % 12 + 1
    return date(year, month, min(accepted_on.day, calendar.monthrange(year, month)[1]))


def court_until(agreed_on: date) -> date:
    """The last day on which the parties may ask the court to confirm (§33)."""
    return agreed_on + timedelta(days=COURT_DAYS)


def check_mediation(draft: MediationDraft, today: date) -> MediationDraft:
    """The draft in its stored form; raises DraftProblems."""
    accepted = draft.accepted_on or today
    kept = replace(
        draft,
        title=clean(draft.title),
        dispute=clean_lines(draft.dispute),
        mediators=clean(draft.mediators),
        place=clean(draft.place),
        accepted_on=accepted,
        due_on=draft.due_on or usual_due(accepted),
        parties=tuple(map(_party, draft.parties)),
    )
    problems_of(_problems(kept, today))
    return kept


def _party(one: PartyDraft) -> PartyDraft:
    return replace(
        one,
        name=clean_name(one.name),
        phone=kept_phone(one.phone)[0] if one.phone.strip() else "",
        address=clean(one.address),
        id_number=_number(one.id_number),
    )


def _number(typed: str) -> str:
    if not typed.strip():
        return ""
    try:
        return parse_id_number(typed).number
    except IdNumberProblem as problem:
        raise refusal("parties", str(problem)) from None


def _problems(kept: MediationDraft, today: date) -> Iterator[FieldProblem]:
    if kept.kind not in DISPUTES:
        yield FieldProblem("dispute_kind", f"请选纠纷类别：{'、'.join(DISPUTES.values())}")
    if not kept.title:
        yield FieldProblem("title", "请用一句话写是什么纠纷，例如 3号楼楼上漏水赔偿")
    if mask_numbers(kept.title) != kept.title:
        yield FieldProblem("title", "题目会显示在清单里，不能写电话或身份证号，请去掉")
    if not kept.dispute:
        yield FieldProblem("dispute", "请写纠纷的主要事实和争议的事项，协议书要印")
    if not kept.mediators:
        yield FieldProblem("mediators", "请写调解员，几位用顿号隔开")
    if (kept.accepted_on or today) > today:
        yield FieldProblem("accepted_on", f"受理日期不能晚于今天（{today}）")
    if kept.due_on is not None and kept.accepted_on is not None and kept.due_on < kept.accepted_on:
        yield FieldProblem("due_on", f"调解期限不能早于受理的 {kept.accepted_on}，请核对")
    yield from too_long(kept, _LIMITS)
    yield from _party_problems(kept.parties)


def _party_problems(parties: tuple[PartyDraft, ...]) -> Iterator[FieldProblem]:
    if len(parties) < 2:
        yield FieldProblem("parties", "纠纷至少有甲乙两方，请把对方也写上")
    if len(parties) > len(SIDES):
        yield FieldProblem("parties", f"当事人最多写 {len(SIDES)} 方，其余的请写在纠纷情况里")
    if any(not one.name and one.person_id is None for one in parties):
        yield FieldProblem("parties", "每一方都要写姓名，或打首字母选居民；没有就删掉这一行")
    known = [one.person_id for one in parties if one.person_id is not None]
    if len(set(known)) != len(known):
        yield FieldProblem("parties", "同一位居民写了两次，请核对当事人")
    for one in parties:
        yield from (FieldProblem("parties", told.sentence) for told in too_long(one, _PARTY_LIMITS))


def check_agreed(told: Agreed, accepted_on: date, today: date) -> Agreed:
    """What was agreed, in its stored form; raises DraftProblems."""
    kept = replace(
        told,
        agreement=clean_lines(told.agreement),
        way=clean(told.way),
        agreed_on=told.agreed_on or today,
    )
    problems_of(_agreed_problems(kept, accepted_on, today))
    return kept


def _agreed_problems(kept: Agreed, accepted_on: date, today: date) -> Iterator[FieldProblem]:
    day = kept.agreed_on or today
    if not kept.agreement:
        yield FieldProblem(
            "agreement", "请写各方同意了什么，一条一行；口头协议也要记录（第二十八条）"
        )
    if not kept.oral and not kept.way:
        yield FieldProblem(
            "way", "书面协议要写怎么履行，例如 现金一次付清；没有要履行的写“当场履行”"
        )
    if not accepted_on <= day <= today:
        yield FieldProblem(
            "agreed_on", f"达成日期要在受理的 {accepted_on} 到今天（{today}）之间，请核对"
        )
    if kept.perform_by is not None and kept.perform_by < day:
        yield FieldProblem("perform_by", f"履行期限不能早于达成协议的 {day}，请核对")
    yield from too_long(kept, {"agreement": 4000, "way": 60})


def next_state(state: str, step: str, number: str) -> str:
    """The state a step leads to; UserError says what can be done instead."""
    allowed, then, words = STEPS[step]
    if state in allowed:
        return then
    can = "、".join(name for froms, _, name in STEPS.values() if state in froms)
    instead = f"现在可以：{can}" if can else "已经办完，只能补回访"
    raise UserError(f"{number} {MEDIATION_STATES[state]}，不能“{words}”。{instead}")


@dataclass(frozen=True, slots=True)
class Clock:
    """The days of a mediation, as far as they are known."""

    state: str
    due_on: date | None = None
    agreed_on: date | None = None
    perform_by: date | None = None
    performed_on: date | None = None
    called_on: date | None = None

    @property
    def call_by(self) -> date | None:
        """Until when somebody is to ask whether the agreement holds; None where nobody need."""
        if self.called_on is not None or self.state not in ("agreed", "performed"):
            return None
        since = self.performed_on or self.perform_by or self.agreed_on
        return None if since is None else since + timedelta(days=CALL_DAYS)

    def late(self, today: date) -> bool:
        """Whether its own day is over: to end the mediation, or to perform the agreement."""
        day = {"accepted": self.due_on, "agreed": self.perform_by}.get(self.state)
        return day is not None and day < today

    def to_call(self, today: date) -> bool:
        """Whether the call is due."""
        return self.call_by is not None and self.call_by <= today

    def due(self, today: date) -> tuple[str, str]:
        """What it waits for, and the tone."""
        if self.state == "accepted":
            return _left(self.due_on, today, ("调解期", "调解中"))
        if self.to_call(today):
            return "该回访了", "amber"
        if self.state == "agreed":
            return _left(self.perform_by, today, ("履行期", "待履行"))
        if self.state == "performed":
            return ("已履行、已回访" if self.called_on else "已履行"), "green"
        return MEDIATION_STATES.get(self.state, self.state), "grey"


def _left(day: date | None, today: date, words: tuple[str, str]) -> tuple[str, str]:
    what, without = words
    if day is None:
        return without, "blue"
    left = (day - today).days
    if left < 0:
        return f"{what}过了 {-left} 天", "red"
    if left == 0:
        return f"{what}今天到", "amber"
    if left <= _SOON:
        return f"{what}还有 {left} 天", "amber"
    return f"{without}，{day.month}月{day.day}日止", "blue"
