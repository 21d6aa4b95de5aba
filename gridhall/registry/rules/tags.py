"""Tags of residents (标签): the shipped ones, who may see which, what may be written.

Sensitive ones (个人信息保护法 §28: health, finance, specific identity, minors under 14) are seen
from supervisor on. Whoever noted one down at the counter goes on seeing that one, to put it right;
nobody else at the counter does. The hall may set each tag's circle otherwise.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.resources import resource
from gridhall.core.text import clean

HIDDEN_WORD = "敏感标签"  # what histories say instead of a sensitive tag's name
NAME_LIMIT, NOTE_LIMIT = 20, 200


@dataclass(frozen=True, slots=True)
class TagWord:
    """A kind of tag, and from which role on it is seen."""

    code: str
    name: str
    visible_to: str = Role.COUNTER.value
    sensitive: bool = False
    active: bool = True
    version: int = 0  # 0: shipped, not yet used in this hall

    @property
    def told(self) -> str:
        """The name as a history may say it to everybody."""
        return HIDDEN_WORD if self.sensitive else self.name


@dataclass(frozen=True, slots=True)
class TagDraft:
    """A tag as set at the desk."""

    code: str
    since: date | None = None
    note: str = ""


@cache
def shipped_tags() -> tuple[TagWord, ...]:
    """The tags every hall begins with."""
    raw = json.loads(resource("codes", "tags.json").read_text("utf-8"))
    return tuple(
        TagWord(
            item["code"],
            item["name"],
            item.get("visible_to", Role.COUNTER.value),
            item.get("sensitive", False),
        )
        for item in raw["items"]
    )


def may_see(clerk: Clerk, visible_to: str, noted_by: str = "") -> bool:
    """Whether a clerk is told that somebody bears a tag."""
    return allowed(clerk, Role(visible_to)) or noted_by == clerk.name


def roles_told(clerk: Clerk) -> list[str]:
    """The circles this clerk belongs to, for queries."""
    return [role.value for role in Role if allowed(clerk, role)]


def check_tag(draft: TagDraft, born: date | None, today: date) -> TagDraft:
    """The draft in its stored form; raises UserError."""
    note = clean(draft.note)
    if len(note) > NOTE_LIMIT:
        raise UserError(f"备注最多 {NOTE_LIMIT} 个字，现在是 {len(note)} 个")
    if draft.since is not None and draft.since > today:
        raise UserError(f"开始日期 {draft.since} 还没有到，请改成今天或以前")
    if draft.since is not None and born is not None and draft.since < born:
        raise UserError(f"开始日期早于出生日期 {born}，请核对日期")
    return TagDraft(draft.code, draft.since, note)


def check_end(since: date | None, until: date, today: date) -> date:
    """The day a tag no longer holds; raises UserError."""
    if until > today:
        raise UserError(f"结束日期 {until} 还没有到，请改成今天或以前")
    if since is not None and until < since:
        raise UserError(f"结束日期早于开始日期 {since}，请核对日期")
    return until


def check_kind_name(text: str) -> str:
    """A new tag's name, cleaned; raises UserError."""
    name = clean(text)
    if not name:
        raise UserError("请填写标签名称")
    if len(name) > NAME_LIMIT:
        raise UserError(f"标签名称最多 {NAME_LIMIT} 个字，现在是 {len(name)} 个")
    return name
