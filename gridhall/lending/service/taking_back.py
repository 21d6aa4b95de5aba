"""Taking an act of the counter back (撤回): every row as it was, or why not."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.acts import Touched, standing_act
from gridhall.lending.labels import act_label, doer
from gridhall.lending.models import LendingAction, Loan, ThingKind
from gridhall.lending.queries.stock import stock_of
from gridhall.lending.service.acts import Done, LendingActs


def take_back(session: Session, clerk: Clerk, action_id: int) -> Done:
    """Take an act back, bit for bit; the taking back.

    Raises UserError if it was taken back already, or names what was done since.
    """
    action: LendingAction = standing_act(session, LendingAction, action_id)
    words = act_label(action.kind)
    require(clerk, doer(action.kind), f"撤回“{words}”")
    acts = LendingActs.undoing(session, clerk, action)
    _refuse_too_much(session, action, acts.restore(action))
    said = {"before": {"act": words, "record": [action.subject, action.subject_id]}}
    record(session, clerk, "lending.undo", ("lending_action", action.id), said)
    return acts.done(f"撤回{words}：{action.detail}")


def _refuse_too_much(session: Session, action: LendingAction, touched: Touched) -> None:
    """After a taking back no more is out than there is."""
    for kind in _kinds_of(session, action, touched):
        known = stock_of(session, kind.id)
        if known.out > known.owned:
            raise UserError(
                f"不能撤回（{action.detail}）：{kind.name}有 {known.out} {kind.measure}在外面，"
                f"撤回后只剩 {known.owned} {kind.measure}。请先登记归还"
            )


def _kinds_of(session: Session, action: LendingAction, touched: Touched) -> list[ThingKind]:
    ids = {row_id for table, row_id in touched if table == "thing_kind"}
    loans = [row_id for table, row_id in touched if table == "loan"]
    ids |= set(session.scalars(select(Loan.kind_id).where(Loan.id.in_(loans))))
    for noted in json.loads(action.images):
        if noted["table"] == "stock_entry":
            ids.add((noted["after"] or noted["before"])["kind_id"])
    counted = ThingKind.way.in_(("counted", "given"))
    return list(session.scalars(select(ThingKind).where(ThingKind.id.in_(ids), counted)))
