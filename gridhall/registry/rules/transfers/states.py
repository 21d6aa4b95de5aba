"""The states of a transfer (办理状态), who may follow whom, and the days that run out.

The states are those of the handbook 3.4: 咨询 → 收件 → (一次性告知) → 受理 → 核验 → (公示) →
移交派出所 → 准迁证 → 迁移证 → 落户 → 告知 → 归档. What the police issue is only noted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.registry.labels import TRANSFER_STATES

PERMIT_DAYS = 40  # 准迁证 (公安部 1994)
CERTIFICATE_DAYS = 30  # 户口迁移证
SOON = 7  # days left from which a clock is amber
REASON_LIMIT = 200

STEPS: Mapping[str, tuple[str, ...]] = {
    "consulting": ("received", "withdrawn"),
    "received": ("accepted", "material_notice", "rejected", "withdrawn"),
    "material_notice": ("accepted", "rejected", "withdrawn"),
    "accepted": ("checking", "rejected", "withdrawn"),
    "checking": ("submitted", "publicity", "rejected", "withdrawn"),
    "publicity": ("submitted", "rejected", "withdrawn"),
    "submitted": ("permit_issued", "settled", "returned", "rejected", "withdrawn"),
    "permit_issued": ("moved_out", "expired", "returned", "withdrawn"),
    "moved_out": ("settled", "expired", "returned", "withdrawn"),
    "settled": ("notified",),
    "notified": ("archived",),
    "archived": (),
    "rejected": (),
    "withdrawn": (),
    "expired": (),
    "returned": (),
}
DONE = frozenset({"settled", "notified", "archived"})
ENDED = frozenset({"rejected", "withdrawn", "expired", "returned"})
OPEN = frozenset(STEPS) - DONE - ENDED
AT_POLICE = frozenset({"submitted", "permit_issued", "moved_out"})
HANDABLE = frozenset({"checking", "publicity"})  # from here to the police (移交)
NEEDS_REASON = frozenset({"rejected", "withdrawn", "returned"})


@dataclass(frozen=True, slots=True)
class Step:
    """A state the clerk writes down: since when, why, and the number of the paper it came with."""

    state: str
    happened_on: date
    note: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A day that runs out: what to say of it, until when, how many days, in which colour."""

    word: str
    due_on: date
    days_left: int
    tone: str  # green, amber, red


def goes_by_permit(permit: bool, one_stop: bool) -> bool:
    """Whether 准迁证 and 迁移证 are waited for: not where the papers flow online (跨省通办)."""
    return permit and not one_stop


def next_states(state: str, one_stop: bool = False) -> tuple[str, ...]:
    """The states that may follow; without permits the police's answer is the settlement."""
    left_out = "permit_issued" if one_stop else "settled"
    following = STEPS.get(state, ())
    if state != "submitted":
        return following
    return tuple(one for one in following if one != left_out)


def check_step(state: str, wanted: str, one_stop: bool, number: str = "") -> None:
    """Refuse a step that is not open from this state; the sentence says which are."""
    if wanted not in TRANSFER_STATES:
        raise UserError(f"没有“{wanted}”这种状态，请从列表里选")
    allowed = next_states(state, one_stop)
    if wanted in allowed:
        return
    now, then = TRANSFER_STATES.get(state, state), TRANSFER_STATES[wanted]
    about = f"{number} " if number else ""
    if not allowed:
        raise UserError(f"{about}已经是“{now}”，不能再改；{_AFTER_THE_END[state in DONE]}")
    words = "、".join(f"“{TRANSFER_STATES[one]}”" for one in allowed)
    raise UserError(f"{about}现在是“{now}”，不能直接到“{then}”。下一步可以是：{words}")


_AFTER_THE_END = {
    True: "办错了请做一件撤回的迁移，并写明原因",
    False: "要重新办理请新开一件",
}


def check_step_day(step: Step, last: date, today: date) -> None:
    """A step is written down on its day: not in the future, not before the step before it."""
    if step.happened_on > today:
        raise UserError(f"日期 {step.happened_on} 还没有到，请改成今天或以前")
    if step.happened_on < last:
        raise UserError(f"上一步是 {last} 办的，这一步的日期不能更早，请核对日期")
    if step.state in NEEDS_REASON and not clean(step.note):
        raise UserError(f"“{TRANSFER_STATES[step.state]}”要写明原因，方便以后查")


def last_day(issued_on: date, days: int) -> date:
    """The last day that counts: the day of issue is not counted (民法典 §201)."""
    return issued_on + timedelta(days=days)


def clock(
    state: str,
    permit_issued_on: date | None,
    certificate_issued_on: date | None,
    today: date,
) -> Clock | None:
    """The clock that runs in this state, if one does: 准迁证 40 days, 迁移证 30 days."""
    running = _running(state, permit_issued_on, certificate_issued_on)
    if running is None:
        return None
    paper, due_on = running
    left = (due_on - today).days
    if left < 0:
        return Clock(f"{paper}已过期 {-left} 天", due_on, left, "red")
    word = f"{paper}今天到期" if left == 0 else f"{paper}还剩 {left} 天"
    return Clock(word, due_on, left, "amber" if left <= SOON else "green")


def _running(
    state: str, permit_issued_on: date | None, certificate_issued_on: date | None
) -> tuple[str, date] | None:
    if state == "moved_out" and certificate_issued_on is not None:
        return "迁移证", last_day(certificate_issued_on, CERTIFICATE_DAYS)
    if state in ("permit_issued", "moved_out") and permit_issued_on is not None:
        return "准迁证", last_day(permit_issued_on, PERMIT_DAYS)
    return None


def check_not_expired(found: Clock | None, day: date) -> None:
    """Nothing is settled, and no 迁移证 taken out, on a paper that has run out."""
    if found is None or day <= found.due_on:
        return
    if found.word.startswith("准迁证"):
        raise UserError(
            f"准迁证已于 {found.due_on} 过期，请重新申请准迁证；本件请记为“证件过期”，材料都还在"
        )
    raise UserError(
        f"迁移证已于 {found.due_on} 过期，请到迁出地派出所换开；本件请记为“证件过期”，材料都还在"
    )


def check_expired(found: Clock | None, day: date) -> None:
    """证件过期 can only be said of a paper that has run out."""
    if found is None:
        raise UserError("没有签发日期，不能记为“证件过期”；不办了请记“已撤回”")
    if day <= found.due_on:
        raise UserError(f"{found.word[:3]}到 {found.due_on} 才到期，还不能记为“证件过期”")


def check_reason(reason: str) -> str:
    """A reversal needs a reason that somebody can read later."""
    said = clean(reason)
    if len(said) < 2:
        raise UserError("请写明撤回这件迁移的原因，例如“派出所退回，户口未迁成”")
    if len(said) > REASON_LIMIT:
        raise UserError(f"原因最多 {REASON_LIMIT} 个字，现在是 {len(said)} 个")
    return said
