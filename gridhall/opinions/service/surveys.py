"""Needs surveys: written down, opened, closed, taken off."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.models import IssueCategory
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again
from gridhall.opinions.labels import SURVEY_STATES
from gridhall.opinions.models import DemandSurvey, SurveyOption, SurveyQuestion, SurveyVisit
from gridhall.opinions.queries.surveys import outcomes, questions
from gridhall.opinions.rules.surveys import (
    OptionDraft,
    QuestionDraft,
    SurveyDraft,
    check_survey,
    is_demand,
)
from gridhall.opinions.service.guards import check_organisation, check_place, standing
from gridhall.papers.service import next_number

_KEPT = ("title", "intro", "compound_id", "grid_id", "organisation_id", "opens_on", "closes_on",
         "top")  # fmt: skip
_PLACE = ("compound_id", "grid_id")


def save_survey(session: Session, clerk: Clerk, draft: SurveyDraft, when: When) -> Done:
    """Write a survey down, or change it (`draft.survey_id`); its questions only before it opens."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_survey(draft)
    check_place(session, kept.compound_id, kept.grid_id)
    check_organisation(session, kept.organisation_id)
    values = {name: getattr(kept, name) for name in _KEPT}
    if kept.survey_id is None:
        return _add(session, clerk, kept, values, when)
    return _change(session, clerk, kept, values)


def _add(
    session: Session, clerk: Clerk, kept: SurveyDraft, values: dict[str, Any], when: When
) -> Done:
    acts = GovernanceActs(session, clerk, "survey_save", ("demand_survey", None), kept.request_key)
    year = kept.opens_on.year
    number = f"诉〔{year}〕{next_number(session, 'demand-survey', str(year)):03}"
    row = acts.add(DemandSurvey(number=number, state="draft", clerk_name=clerk.name, **values))
    acts.is_about(row.id)
    _add_questions(acts, row.id, kept.questions)
    said = {"after": {"number": number, "title": row.title, "questions": len(kept.questions)}}
    record(session, clerk, "survey.save", ("demand_survey", row.id), said)
    acts.on(when.on).leads_to("draft")
    return acts.done(f"新建调查“{row.title}”，{len(kept.questions)} 道题")


def _change(session: Session, clerk: Clerk, kept: SurveyDraft, values: dict[str, Any]) -> Done:
    row = standing(session, DemandSurvey, kept.survey_id or 0, kept.version)
    if row.state == "closed":
        raise UserError("这次调查已经结束，只能查看。要再问一次，请新建调查")
    before = {name: getattr(row, name) for name in _KEPT}
    other = kept.questions != drafted(session, row.id)
    if other and row.state != "draft":
        raise UserError("调查已经开始，题目不能再改，否则录过的就对不上。题目请改回去，或另建一次")
    if row.state != "draft" and any(before[name] != values[name] for name in _PLACE):
        raise UserError("调查已经开始，地点不能再改。要换地点，请另建一次")
    _refuse_moved(session, row, before, values)
    acts = GovernanceActs(
        session, clerk, "survey_save", ("demand_survey", row.id), kept.request_key
    )
    acts.change(row, **values)
    if other:
        _drop_questions(acts, row.id)
        _add_questions(acts, row.id, kept.questions)
    record(session, clerk, "survey.save", ("demand_survey", row.id), changes(before, values))
    return acts.done("修改调查" + ("，题目也改了" if other else ""))


def _refuse_moved(
    session: Session, row: DemandSurvey, before: dict[str, Any], values: dict[str, Any]
) -> None:
    """Households of another place would stay on the list."""
    if all(before[name] == values[name] for name in _PLACE):
        return
    mine = select(SurveyVisit.id).where(SurveyVisit.survey_id == row.id).limit(1)
    if session.scalar(mine) is not None:
        raise UserError("走访名单里是原来地点的户，请先清空走访名单，再换地点")


def drafted(session: Session, survey_id: int) -> tuple[QuestionDraft, ...]:
    """Its questions as the form has them."""
    mine = (
        select(SurveyOption.id, SurveyOption.category_id)
        .join(SurveyQuestion)
        .where(SurveyQuestion.survey_id == survey_id)
    )
    filed = {option_id: category_id for option_id, category_id in session.execute(mine)}
    return tuple(
        QuestionDraft(
            one.title,
            one.kind,
            tuple(OptionDraft(title, filed[option_id]) for option_id, title in one.options),
            one.most,
            one.ranks,
        )
        for one in questions(session, survey_id)
    )


def file_options(session: Session, asked: tuple[QuestionDraft, ...]) -> tuple[QuestionDraft, ...]:
    """Demands filed under the category that is named like them, or that people say them by."""
    known: dict[str, int] = {}
    leaves = select(IssueCategory).where(
        IssueCategory.parent_id.is_not(None), IssueCategory.ended_on.is_(None)
    )
    for one in session.scalars(leaves.order_by(IssueCategory.code.desc())):
        for word in (*one.words.replace("、", " ").replace("，", " ").split(), one.name):
            known[word] = one.id
    return tuple(
        QuestionDraft(
            question.title,
            question.kind,
            tuple(
                OptionDraft(option.title, option.category_id or _filed(known, option.title))
                for option in question.options
            ),
            question.most,
            question.ranks,
        )
        if question.ranks
        else question
        for question in asked
    )


def _filed(known: dict[str, int], title: str) -> int | None:
    if not is_demand(title):
        return None
    parts = (title, *title.split("和"))
    return next((known[part] for part in parts if part in known), None)


def _add_questions(acts: GovernanceActs, survey_id: int, asked: tuple[QuestionDraft, ...]) -> None:
    for place, one in enumerate(asked, 1):
        row = acts.add(
            SurveyQuestion(
                survey_id=survey_id, position=place, kind=one.kind, title=one.title,
                most=one.most, ranks=one.ranks,
            )
        )  # fmt: skip
        for at, option in enumerate(one.options, 1):
            acts.add(
                SurveyOption(
                    question_id=row.id, position=at, title=option.title,
                    category_id=option.category_id,
                )
            )  # fmt: skip


def _drop_questions(acts: GovernanceActs, survey_id: int) -> None:
    mine = select(SurveyQuestion).where(SurveyQuestion.survey_id == survey_id)
    for one in acts.session.scalars(mine).all():
        options = select(SurveyOption).where(SurveyOption.question_id == one.id)
        for option in acts.session.scalars(options).all():
            acts.remove(option)
        acts.remove(one)


def open_survey(session: Session, clerk: Clerk, survey_id: int, version: int, when: When) -> Done:
    """Begin to ask; from now on its questions stand."""
    row = standing(session, DemandSurvey, survey_id, version)
    if row.state != "draft":
        raise UserError(f"这次调查{SURVEY_STATES[row.state]}，不用再开始")
    mine = select(SurveyVisit.id).where(SurveyVisit.survey_id == row.id).limit(1)
    if session.scalar(mine) is None:
        raise UserError("走访名单还是空的。请先按“走访名单”选走访哪些户，再开始调查")
    if row.closes_on < when.on:
        raise UserError(f"截止日期 {row.closes_on} 已经过了，请先改截止日期，再开始")
    return _step(session, clerk, row, ("survey_open", "open", "开始调查"), when)


def close_survey(session: Session, clerk: Clerk, survey_id: int, version: int, when: When) -> Done:
    """Stop asking; whoever was not reached stays so, and the demands are ranked."""
    row = standing(session, DemandSurvey, survey_id, version)
    if row.state != "open":
        raise UserError(f"这次调查{SURVEY_STATES[row.state]}，不能结束")
    last = _last_visit(session, row.id)
    if last is None:
        raise UserError("还没有录入一户，不能结束。不做了请撤回“开始调查”")
    if last > when.on:
        raise UserError(f"{last} 还在走访，结束日期不能更早，请核对")
    return _step(session, clerk, row, ("survey_close", "closed", "结束调查"), when)


def reopen_survey(session: Session, clerk: Clerk, survey_id: int, when: When) -> Done:
    """Go on asking, as long as nothing came of its demands."""
    row = standing(session, DemandSurvey, survey_id)
    if row.state != "closed":
        raise UserError(f"这次调查{SURVEY_STATES[row.state]}，不用再打开")
    if outcomes(session, row.id):
        raise UserError("诉求已经处理过，不能再录。请先撤回“处理诉求”，或另建一次调查")
    return _step(session, clerk, row, ("survey_open", "open", "接着调查"), when)


def _last_visit(session: Session, survey_id: int) -> date | None:
    mine = select(SurveyVisit.visited_on).where(
        SurveyVisit.survey_id == survey_id, SurveyVisit.state == "done"
    )
    return session.scalar(mine.order_by(SurveyVisit.visited_on.desc()).limit(1))


def _step(
    session: Session, clerk: Clerk, row: DemandSurvey, step: tuple[str, str, str], when: When
) -> Done:
    kind, state, words = step
    acts = GovernanceActs(session, clerk, kind, ("demand_survey", row.id))
    before = {"state": row.state}
    acts.change(row, state=state, closed_on=when.on if state == "closed" else None)
    said = {"before": before, "after": {"state": state}}
    record(session, clerk, "survey.step", ("demand_survey", row.id), said)
    return acts.on(when.on).leads_to(state).done(words)
