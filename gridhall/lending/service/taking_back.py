"""Taking an act of the counter back (撤回): every row as it was, or why not."""

import json

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.images import NotAsLeft
from gridhall.lending.labels import act_label, doer
from gridhall.lending.models import LendingAction, Loan, ThingKind
from gridhall.lending.queries.stock import stock_of
from gridhall.lending.service.acts import Done, LendingActs


def take_back(session: Session, clerk: Clerk, action_id: int) -> Done:
    """Take an act back, bit for bit; the taking back.

    Raises UserError if it was taken back already, or names what was done since.
    """
    action = session.get(LendingAction, action_id)
    if action is None:
        raise UserError("没有这条记录，请在经过里核对")
    words = act_label(action.kind)
    require(clerk, doer(action.kind), f"撤回“{words}”")
    if action.undone_by is not None or action.undo_of is not None:
        raise UserError("这一项已经撤回过，不用再撤")
    later = _built_on(session, action)
    if later:
        raise UserError(_since(action, later))
    acts = LendingActs(session, clerk, "undone", (action.subject, action.subject_id))
    acts.action.undo_of = action.id
    touched = _put_back(session, action, acts)
    _refuse_too_much(session, action, touched)
    action.undone_by = acts.id
    said = {"before": {"act": words, "record": [action.subject, action.subject_id]}}
    record(session, clerk, "lending.undo", ("lending_action", action.id), said)
    return acts.close(f"撤回{words}：{action.detail}")


def _built_on(session: Session, action: LendingAction) -> list[LendingAction]:
    """The later acts, not taken back, on the same rows; the latest first."""
    rows = {(noted["table"], noted["id"]) for noted in json.loads(action.images)}
    marks = [f'"table": "{table}", "id": {row_id}, ' for table, row_id in sorted(rows)]
    if not marks:
        return []
    query = (
        select(LendingAction)
        .where(LendingAction.id > action.id)
        .where(LendingAction.undone_by.is_(None), LendingAction.undo_of.is_(None))
        .where(or_(*(LendingAction.images.contains(one, autoescape=True) for one in marks)))
        .order_by(LendingAction.id.desc())
    )
    return list(session.scalars(query))


def _put_back(session: Session, action: LendingAction, acts: LendingActs) -> set[tuple[str, int]]:
    try:
        with session.begin_nested():
            return acts.put_back(action.images)
    except (NotAsLeft, IntegrityError):
        raise UserError(_since(action, [])) from None


def _refuse_too_much(
    session: Session, action: LendingAction, touched: set[tuple[str, int]]
) -> None:
    """After a taking back no more is out than there is."""
    for kind in _kinds_of(session, action, touched):
        known = stock_of(session, kind.id)
        if known.out > known.owned:
            raise UserError(
                f"不能撤回（{action.detail}）：{kind.name}有 {known.out} {kind.measure}在外面，"
                f"撤回后只剩 {known.owned} {kind.measure}。请先登记归还"
            )


def _kinds_of(
    session: Session, action: LendingAction, touched: set[tuple[str, int]]
) -> list[ThingKind]:
    ids = {row_id for table, row_id in touched if table == "thing_kind"}
    loans = [row_id for table, row_id in touched if table == "loan"]
    ids |= set(session.scalars(select(Loan.kind_id).where(Loan.id.in_(loans))))
    for noted in json.loads(action.images):
        if noted["table"] == "stock_entry":
            ids.add((noted["after"] or noted["before"])["kind_id"])
    counted = ThingKind.way.in_(("counted", "given"))
    return list(session.scalars(select(ThingKind).where(ThingKind.id.in_(ids), counted)))


def _since(action: LendingAction, later: list[LendingAction]) -> str:
    told = [one.detail or act_label(one.kind) for one in later[:3]]
    since = f"之后又办了{'、'.join(told)}" if told else "已经有别的记录用到它"
    return f"不能撤回（{action.detail}）：{since}。请先撤回后来的，再撤这一项"
