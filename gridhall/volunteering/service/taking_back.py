"""Taking an act on volunteers, days or pledges back (撤回): every row as it was, or why not."""

import json
from collections.abc import Callable

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.images import NotAsLeft
from gridhall.volunteering.labels import act_label, doer
from gridhall.volunteering.models import ServiceAction
from gridhall.volunteering.service.acts import ServiceActs

Touched = set[tuple[str, int]]
Check = Callable[[Session, ServiceAction, Touched], None]
# What must hold after a taking back; a subject's service appends its own. Raises UserError.
CHECKS: list[Check] = []


def take_back(session: Session, clerk: Clerk, action_id: int) -> int:
    """Take an act back, bit for bit; the id of the taking back.

    Raises UserError if it was taken back already, or names what was done since.
    """
    action = session.get(ServiceAction, action_id)
    if action is None:
        raise UserError("没有这条记录，请在经过里核对")
    words = act_label(action.kind)
    require(clerk, doer(action.kind), f"撤回“{words}”")
    if action.undone_by is not None or action.undo_of is not None:
        raise UserError("这一项已经撤回过，不用再撤")
    later = built_on(session, action)
    if later:
        raise UserError(_since(action, later))
    acts = ServiceActs(session, clerk, "undone", (action.subject, action.subject_id))
    acts.action.undo_of = action.id
    touched = _put_back(session, action, acts)
    for check in CHECKS:
        check(session, action, touched)
    action.undone_by = acts.id
    said = {"before": {"act": words, "what": action.detail}}
    record(session, clerk, "service.undo", ("service_action", action.id), said)
    return acts.close(f"撤回{words}：{action.detail}")


def built_on(session: Session, action: ServiceAction) -> list[ServiceAction]:
    """The later acts, not taken back, on the same columns of the same rows; the latest first."""
    mine = _fields(action.images)
    query = (
        select(ServiceAction)
        .where(ServiceAction.id > action.id)
        .where(ServiceAction.undone_by.is_(None), ServiceAction.undo_of.is_(None))
        .order_by(ServiceAction.id.desc())
    )
    if len(mine) <= _FEW:  # else reading them all is no slower than looking for each
        marks = [f'"table": "{table}", "id": {row_id}, ' for table, row_id in mine]
        same = (ServiceAction.images.contains(mark, autoescape=True) for mark in marks)
        about = (ServiceAction.subject == action.subject) & (
            ServiceAction.subject_id == action.subject_id
        )
        query = query.where(or_(about, *same))
    return [one for one in session.scalars(query) if _rests(action, mine, one)]


_FEW = 50  # rows
_Fields = dict[tuple[str, int], set[str] | None]  # None: the whole row


def _rests(action: ServiceAction, mine: _Fields, other: ServiceAction) -> bool:
    """Whether a later act needs what this one wrote: its columns, or the row it added."""
    theirs = _fields(other.images)
    if any(_meet(mine[key], theirs[key]) for key in mine.keys() & theirs.keys()):
        return True
    about = (action.subject, action.subject_id)
    added = any(
        (one["table"], one["id"]) == about and one["before"] is None
        for one in json.loads(action.images)
    )
    return added and (other.subject, other.subject_id) == about


def _fields(images: str) -> _Fields:
    found: _Fields = {}
    for noted in json.loads(images):
        key = (noted["table"], noted["id"])
        known = found.get(key, set())
        whole = noted["before"] is None or noted["after"] is None or known is None
        found[key] = None if whole else {*(known or ()), *noted["after"]}
    return found


def _meet(mine: set[str] | None, theirs: set[str] | None) -> bool:
    return mine is None or theirs is None or bool(mine & theirs)


def _put_back(session: Session, action: ServiceAction, acts: ServiceActs) -> Touched:
    try:
        with session.begin_nested():
            return acts.put_back(action.images)
    except (NotAsLeft, IntegrityError):
        raise UserError(_since(action, [])) from None


def _since(action: ServiceAction, later: list[ServiceAction]) -> str:
    told = [f"{one.detail or act_label(one.kind)}" for one in later[:3]]
    since = f"之后又办了{'、'.join(told)}" if told else "已经有别的记录用到它（排班、签到或时长）"
    return f"不能撤回（{action.detail}）：{since}。请先撤回后来的，再撤这一项"
