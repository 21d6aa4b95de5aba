"""Two clerks amend one plan: which parts each changed, and what comes out of both (合并保存)."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from gridhall.registry.rules.transfers.drafts import TransferDraft

# What a plan is made of: the fields that can only be taken together, under one name.
PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "people": ("人员和关系", ("movers", "relations", "facts", "newcomers")),
    "to": ("迁往何处", ("target", "to_place")),
    "from": ("从何处来", ("from_place",)),
    "day": ("办理日期", ("effective_on",)),
    "reason": ("原因", ("reason",)),
    "agent": ("代办人", ("agent",)),
    "channel": ("办理方式", ("green_channel", "one_stop")),
}


def changed_parts(base: TransferDraft, now: TransferDraft) -> tuple[str, ...]:
    """The parts of a plan that differ, in the order of PARTS."""
    return tuple(name for name in PARTS if _said(base, name) != _said(now, name))


def merged_plan(now: TransferDraft, mine: TransferDraft, parts: Collection[str]) -> TransferDraft:
    """The plan as it is now with these parts of mine."""
    taken: dict[str, Any] = {}
    for name in parts:
        taken |= {field: getattr(mine, field) for field in PARTS[name][1]}
    return replace(now, **taken)


def parts_in_words(parts: Collection[str]) -> str:
    """人员和关系、原因."""
    return "、".join(PARTS[name][0] for name in parts)


def _said(draft: TransferDraft, part: str) -> tuple[Any, ...]:
    return tuple(getattr(draft, field) for field in PARTS[part][1])
