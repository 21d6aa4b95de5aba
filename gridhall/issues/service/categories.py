"""Categories of issues (问题类别): the hall's own to add, rename, move and end."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import search_key
from gridhall.issues.models import IssueCategory
from gridhall.issues.rules.categories import CategoryDraft, check_category
from gridhall.issues.rules.drafts import refusal
from gridhall.issues.service.acts import Done, GovernanceActs

_KEPT = ("name", "words", "size", "parent_id")


def add_category(session: Session, clerk: Clerk, draft: CategoryDraft) -> Done:
    """Add a group, or a leaf below one."""
    require(clerk, Role.SUPERVISOR, "改问题类别")
    kept = check_category(draft)
    group = None if kept.group_id is None else _group(session, kept.group_id)
    _refuse_namesake(session, kept, None)
    acts = GovernanceActs(session, clerk, "issue_category", ("issue_category", None))
    row = acts.add(
        IssueCategory(
            code=_next_code(session, group),
            name=kept.name,
            parent_id=kept.group_id,
            words=kept.words,
            size=kept.size,
            place=_last_place(session, kept.group_id) + 1,
        )
    )
    acts.is_about(row.id)
    record(session, clerk, "issue.category", ("issue_category", row.id), changes({}, _said(row)))
    return acts.done(f"新增类别“{row.name}”")


def change_category(
    session: Session, clerk: Clerk, category_id: int, draft: CategoryDraft, version: int
) -> Done:
    """Rename a category, change its words and usual size, put it into another group."""
    require(clerk, Role.SUPERVISOR, "改问题类别")
    row, kept = _standing(session, category_id), check_category(draft)
    if row.version != version:
        raise UserError(f"“{row.name}”别处刚改过。请按 F5 看最新内容再改；刚填的还在")
    _refuse_misplaced(session, row, kept)
    _refuse_namesake(session, kept, row.id)
    before = _said(row)
    acts = GovernanceActs(session, clerk, "issue_category", ("issue_category", row.id))
    moved = kept.group_id != row.parent_id
    place = _last_place(session, kept.group_id) + 1 if moved else row.place
    acts.change(
        row,
        name=kept.name,
        words=kept.words,
        size=kept.size,
        parent_id=kept.group_id,
        place=place,
    )
    said = changes(before, _said(row))
    record(session, clerk, "issue.category", ("issue_category", row.id), said)
    return acts.done(f"修改类别“{row.name}”")


def end_category(session: Session, clerk: Clerk, category_id: int, today: date) -> Done:
    """A category is offered no more (停用); issues that have it keep it. Again: it is offered."""
    require(clerk, Role.SUPERVISOR, "停用问题类别")
    row = _standing(session, category_id)
    ended = None if row.ended_on is not None else today
    acts = GovernanceActs(session, clerk, "issue_category", ("issue_category", row.id))
    acts.change(row, ended_on=ended)
    said = {"after": {"name": row.name, "ended_on": ended}}
    record(session, clerk, "issue.category", ("issue_category", row.id), said)
    return acts.done(f"{'停用' if ended else '恢复'}类别“{row.name}”")


def move_category(session: Session, clerk: Clerk, category_id: int, steps: int) -> Done:
    """Up (-1) or down (1) among its like; it stays where it is at either end."""
    require(clerk, Role.SUPERVISOR, "改问题类别")
    row = _standing(session, category_id)
    same = select(IssueCategory).where(
        IssueCategory.parent_id.is_(None)
        if row.parent_id is None
        else IssueCategory.parent_id == row.parent_id
    )
    listed = sorted(session.scalars(same), key=lambda one: (one.place, one.code))
    at = listed.index(row)
    to = max(0, min(at + steps, len(listed) - 1))
    listed.insert(to, listed.pop(at))
    acts = GovernanceActs(session, clerk, "issue_category", ("issue_category", row.id))
    for place, one in enumerate(listed, 1):
        if one.place != place:
            acts.change(one, place=place)
    said = {"after": {"name": row.name, "place": row.place}}
    record(session, clerk, "issue.category", ("issue_category", row.id), said)
    return acts.done(f"移动类别“{row.name}”")


def _standing(session: Session, category_id: int) -> IssueCategory:
    row = session.get(IssueCategory, category_id)
    if row is None:
        raise UserError("没有这个类别，可能刚被撤回。请按 F5 看最新内容")
    return row


def _group(session: Session, group_id: int) -> IssueCategory:
    row = _standing(session, group_id)
    if row.parent_id is not None:
        raise refusal("group", f"“{row.name}”是第二级类别，下面不能再分。请选它的上一级")
    return row


def _refuse_misplaced(session: Session, row: IssueCategory, kept: CategoryDraft) -> None:
    if (row.parent_id is None) != (kept.group_id is None):
        told = "大类不能变成小类" if row.parent_id is None else "小类要属于一个大类，请选一个"
        raise refusal("group", f"{told}；要换请新增一个，再停用这一个")
    if kept.group_id is not None:
        _group(session, kept.group_id)


def _refuse_namesake(session: Session, kept: CategoryDraft, mine: int | None) -> None:
    others = select(IssueCategory.name, IssueCategory.ended_on).where(
        IssueCategory.id != (mine or 0)
    )
    for name, ended_on in session.execute(others):
        if search_key(name) == search_key(kept.name):
            instead = "请恢复停用的那一个" if ended_on else "请换一个名称"
            raise refusal("name", f"已经有“{name}”，{instead}")


def _next_code(session: Session, group: IssueCategory | None) -> str:
    """The code after the last of the group: 0108; of a new group: 11."""
    head = group.code if group else ""
    taken = select(IssueCategory.code).where(
        IssueCategory.parent_id.is_(None) if group is None else IssueCategory.parent_id == group.id
    )
    tails = (code[len(head) :] for code in session.scalars(taken) if code.startswith(head))
    number = max((int(tail) for tail in tails if tail.isdecimal()), default=0) + 1
    known = set(session.scalars(select(IssueCategory.code)))
    while f"{head}{number:02}" in known:  # a leaf that was moved away keeps its code
        number += 1
    if number > 99:
        raise refusal("group", "一组最多 99 个类别。请合并几个，或放进别的组")
    return f"{head}{number:02}"


def _last_place(session: Session, group_id: int | None) -> int:
    same = (
        IssueCategory.parent_id.is_(None)
        if group_id is None
        else IssueCategory.parent_id == group_id
    )
    return session.scalar(select(func.max(IssueCategory.place)).where(same)) or 0


def _said(row: IssueCategory) -> dict[str, object]:
    return {name: getattr(row, name) for name in _KEPT}
