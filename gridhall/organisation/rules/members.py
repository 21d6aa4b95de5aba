"""What the desk writes about party members: where their relation is, where it came from."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gridhall.core.errors import UserError
from gridhall.organisation.rules.kinds import KINDS, kind_of
from gridhall.organisation.rules.seats import Holder

# 组织关系介绍信 is good for three months at most (关于进一步加强党员组织关系管理工作的意见, 2004).
RECEIPT_DAYS = 90
# Everybody belongs to a branch or a group of one (党章 §8).
KEEPERS = frozenset(kind.code for kind in KINDS.values() if kind.keeps_members)
STATES = {
    "full": "正式党员",
    "probationary": "预备党员",
    "unknown": "转正日期未填",
    "reported": "已报到",
    "died": "已去世",
    "left": "已迁出",
    "void": "登记作废",
    "moved": "已转出",
    "awaiting": "待回执",
}


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A party member as typed: who, which branch or group, since when, on which letter."""

    holder: Holder
    organisation_id: int
    since: date | None = None  # None: before the register began
    joined_on: date | None = None
    full_on: date | None = None
    came_from: str = ""
    letter_in: str = ""
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What is kept of a member besides the branch."""

    joined_on: date | None = None
    full_on: date | None = None
    version: int = 0


class TransferOut(NamedTuple):
    """A relation is transferred out of the hall (转出); `day` is the first it is not here."""

    day: date
    went_to: str
    letter_out: str = ""
    why: str = ""
    request_key: str = ""


class MemberMove(NamedTuple):
    """A member goes to another branch or group of the hall from a day on."""

    organisation_id: int
    day: date
    why: str = ""
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A working member reports to where they live (在职党员报到)."""

    holder: Holder
    organisation_id: int
    unit_id: int | None = None
    since: date | None = None  # None: today
    joined_on: date | None = None
    request_key: str = ""


def refuse_members_in(kind: str, name: str, members: int) -> None:
    """Refuse that an organisation which keeps no members is left with some (党章 §8)."""
    if members and kind not in KEEPERS:
        raise UserError(
            f"“{name}”是{kind_of(kind).name}，党员要编在支部或党小组里。"
            f"请先把 {members} 名党员转到别的支部"
        )
