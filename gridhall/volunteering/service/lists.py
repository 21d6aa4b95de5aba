"""The hall's lists of squads (小分队) and skills (专业技能): what ships, and their changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.volunteering.models import Skill, Squad
from gridhall.volunteering.rules.drafts import refusal
from gridhall.volunteering.service.acts import ServiceActs
from gridhall.volunteering.service.volunteers import Done

SQUADS = ("矛盾化解", "环境治理", "困难关爱", "政策宣讲", "文明劝导", "民情调查")
# (name, whether it rests on a paper that expires)
SKILLS = (
    ("理发", False), ("维修", False), ("家电", False), ("法律", False), ("医疗", True),
    ("摄影", False), ("书画", False), ("政策宣讲", False), ("心理疏导", False),
    ("急救证", True), ("健康证", True), ("电工证", True), ("驾驶证", True),
)  # fmt: skip
_NAME = 30


@dataclass(frozen=True, slots=True)
class ListDraft:
    """An entry of a list, as typed; `needs_paper` of a skill only."""

    name: str
    needs_paper: bool = False
    version: int = 0  # of the entry that is changed


def install_lists(session: Session, clerk: Clerk) -> None:
    """Squads and skills of a new hall."""
    for place, name in enumerate(SQUADS):
        session.add(Squad(name=name, place=place))
    for place, (name, needs_paper) in enumerate(SKILLS):
        session.add(Skill(name=name, needs_paper=needs_paper, place=place))
    session.flush()


def save_squad(
    session: Session, clerk: Clerk, draft: ListDraft, squad_id: int | None = None
) -> Done:
    """Add a squad, or give one another name."""
    return _save(session, clerk, (Squad, "squad", "小分队"), draft, squad_id)


def save_skill(
    session: Session, clerk: Clerk, draft: ListDraft, skill_id: int | None = None
) -> Done:
    """Add a skill, or change one; a skill that comes to need a paper wants its last day."""
    return _save(session, clerk, (Skill, "skill", "专业技能"), draft, skill_id)


def end_squad(session: Session, clerk: Clerk, squad_id: int, day: date) -> Done:
    """Take a squad out of the list; who belonged to it keeps it on record."""
    return _end(session, clerk, (Squad, "squad", "小分队"), squad_id, day)


def end_skill(session: Session, clerk: Clerk, skill_id: int, day: date) -> Done:
    """Take a skill out of the list; who has it keeps it on record."""
    return _end(session, clerk, (Skill, "skill", "专业技能"), skill_id, day)


def arrange(session: Session, clerk: Clerk, kind: str, ids: Sequence[int]) -> Done:
    """Put the list in another order; `kind` is squad or skill."""
    table, words = (Squad, "小分队") if kind == "squad" else (Skill, "专业技能")
    require(clerk, Role.SUPERVISOR, f"改{words}名单")
    acts = ServiceActs(session, clerk, kind, (kind, None))
    for place, row_id in enumerate(ids):
        acts.change(session.get_one(table, row_id), place=place)
    record(session, clerk, f"{kind}.save", (kind, None), {"after": {"what": "排顺序"}})
    return Done(acts.close(f"{words}重排了顺序"), 0)


_What = tuple[Any, str, str]  # the table, its name, the words for it


def _save(
    session: Session, clerk: Clerk, what: _What, draft: ListDraft, row_id: int | None
) -> Done:
    table, kind, words = what
    require(clerk, Role.SUPERVISOR, f"改{words}名单")
    values = _checked(session, what, draft, row_id)
    acts = ServiceActs(session, clerk, kind, (kind, row_id))
    if row_id is None:
        last = session.scalar(select(func.max(table.place)))
        row = acts.add(table(place=(last or 0) + 1, **values))
        acts.is_about(row.id)
        said: dict[str, Any] = {"after": values}
    else:
        row = _there(session, what, row_id, draft.version)
        said = changes({name: getattr(row, name) for name in values}, values)
        acts.change(row, ended_on=None, **values)
    record(session, clerk, f"{kind}.save", (kind, row.id), said)
    return Done(acts.close(f"{words}“{row.name}”"), row.id)


def _checked(session: Session, what: _What, draft: ListDraft, row_id: int | None) -> dict[str, Any]:
    table, kind, words = what
    name = clean(draft.name)
    if not name:
        raise refusal("name", f"请填写{words}的名称")
    if len(name) > _NAME:
        raise refusal("name", f"最长 {_NAME} 个字，现在是 {len(name)} 个字")
    same = select(table).where(table.name == name)
    known = session.scalar(same)
    if known is not None and known.id != row_id:
        ended = "，它已停用，可以改它、恢复使用" if known.ended_on else ""
        raise refusal("name", f"名单里已经有“{name}”{ended}")
    return {"name": name} | ({"needs_paper": draft.needs_paper} if kind == "skill" else {})


def _there(session: Session, what: _What, row_id: int, version: int) -> Any:
    row = session.get(what[0], row_id)
    if row is None:
        raise UserError(f"没有这个{what[2]}，可能刚被撤回。请按 F5 看最新内容")
    if version and row.version != version:
        raise UserError(f"“{row.name}”别处刚改过。请按 F5 看最新内容再改")
    return row


def _end(session: Session, clerk: Clerk, what: _What, row_id: int, day: date) -> Done:
    _, kind, words = what
    require(clerk, Role.SUPERVISOR, f"改{words}名单")
    row = _there(session, what, row_id, 0)
    acts = ServiceActs(session, clerk, kind, (kind, row_id))
    acts.change(row, ended_on=day)
    record(session, clerk, f"{kind}.save", (kind, row_id), {"after": {"ended_on": day}})
    return Done(acts.close(f"停用{words}“{row.name}”"), row_id)
