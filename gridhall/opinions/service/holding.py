"""What must hold of surveys, topics and reception days after an act was taken back."""

import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.models import ClerkAccount
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.db.acts import Touched
from gridhall.issues.models import GovernanceAction
from gridhall.opinions.models import (
    AutonomyTopic,
    DemandSurvey,
    ReceptionDay,
    ReceptionVisit,
    SurveyOutcome,
    SurveyVisit,
    TopicVote,
)
from gridhall.volunteering.models import ServiceAction
from gridhall.volunteering.service import taking_back as volunteering


def holds(session: Session, action: GovernanceAction, _touched: Touched) -> None:
    """Refuse a taking back that would leave a subject in a state it cannot be in."""
    checks = {
        "demand_survey": _survey,
        "autonomy_topic": _topic,
        "reception_day": _reception,
    }
    check = checks.get(action.subject)
    if check is not None and action.subject_id is not None:
        check(session, action.subject_id)


def _survey(session: Session, survey_id: int) -> None:
    row = session.get(DemandSurvey, survey_id)
    if row is None:
        return
    asked = select(func.count()).where(
        SurveyVisit.survey_id == row.id, SurveyVisit.state != "waiting"
    )
    settled = select(func.count()).where(SurveyOutcome.survey_id == row.id)
    if row.state == "draft" and session.scalar(asked):
        raise UserError("已经录了调查表，不能撤回“开始调查”。请先逐户撤回，或直接结束调查")
    if row.state != "closed" and session.scalar(settled):
        raise UserError("诉求已经处理过，不能撤回“结束调查”。请先撤回“处理诉求”")


def _topic(session: Session, topic_id: int) -> None:
    row = session.get(AutonomyTopic, topic_id)
    if row is None:
        return
    cast = session.scalar(select(func.count()).where(TopicVote.topic_id == row.id))
    if row.vote_from is None and cast:
        raise UserError(f"已经录了 {cast} 张票，不能撤回“开始表决”。请先撤回录入的票")
    if row.vote_from is not None and row.discussed_on is None:
        raise UserError("已经开始表决，不能撤回“民议”。请先撤回“开始表决”")
    if row.done_on is not None and not row.passed:
        raise UserError("已经登记办成，不能撤回“民决”。请先撤回“登记办成”")
    if row.judged_on is not None and row.done_on is None:
        raise UserError("已经评议，不能撤回“登记办成”。请先撤回“民评”")
    if row.stage != _stage(row):
        raise UserError("后面的步骤已经办了，不能只撤回这一步。请先撤回后来的，再撤这一项")


def _stage(row: AutonomyTopic) -> str:
    """The stage that the days of a topic say."""
    if row.stage == "dropped":
        return "dropped"
    days = (row.judged_on, row.decided_on, row.discussed_on)
    names = ("judged", "decided", "discussed")
    return next((name for name, day in zip(names, days, strict=True) if day), "proposed")


def _reception(session: Session, reception_id: int) -> None:
    row = session.get(ReceptionDay, reception_id)
    mine = select(func.count()).where(ReceptionVisit.reception_id == reception_id)
    if row is not None and row.state == "cancelled" and session.scalar(mine):
        raise UserError("取消的接待日里有来访，不能这样撤回。请先撤回来访")


def take_projects_back(session: Session, action: GovernanceAction, _touched: Touched) -> None:
    """The projects that a taking on had made go with it."""
    if action.kind != "survey_outcome":
        return
    for noted in json.loads(action.images):
        item_id = (noted["after"] or {}).get("list_item_id")
        if noted["table"] != "survey_outcome" or item_id is None:
            continue
        made = select(ServiceAction.id).where(
            ServiceAction.kind == "pledge_add",
            ServiceAction.subject_id == item_id,
            ServiceAction.undone_by.is_(None),
        )
        for action_id in session.scalars(made).all():
            volunteering.take_back(session, _who_undid(session, action), action_id)


def _who_undid(session: Session, action: GovernanceAction) -> Clerk:
    """Who is taking it back just now."""
    undoing = session.get_one(GovernanceAction, action.undone_by)
    known = select(ClerkAccount).where(ClerkAccount.name == undoing.clerk_name)
    account = session.scalars(known).one()
    return Clerk(account.id, account.name, Role(account.role), account.counter)
