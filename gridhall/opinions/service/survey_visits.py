"""The households of a survey: who is to be asked, and what each answered."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again
from gridhall.opinions.labels import VISITS
from gridhall.opinions.models import DemandSurvey, SurveyAnswer, SurveyVisit
from gridhall.opinions.queries.doors import Door, Scope, doors_of, inside
from gridhall.opinions.queries.surveys import questions
from gridhall.opinions.rules.fields import refusal
from gridhall.opinions.rules.surveys import MOST_DOORS, Filled, check_filled
from gridhall.opinions.service.guards import standing


def every(doors: Sequence[Door], step: int) -> list[int]:
    """Every so-manieth door, as one walks; 1 is all of them."""
    if not 1 <= step <= 1000:
        raise refusal("dwellings", "每几户走访一户要在 1 到 1000 之间，1 就是全部")
    return [one.id for one in doors[::step]]


def choose_doors(
    session: Session, clerk: Clerk, survey_id: int, ids: Collection[int], visitor: str = ""
) -> Done:
    """Exactly these doors are to be asked; who was asked already stays on the list."""
    row = standing(session, DemandSurvey, survey_id)
    wanted = _checked(session, row, ids)
    visitor = clean(visitor)
    if len(visitor) > 60:
        raise refusal("visitor", f"走访人最长 60 个字，现在是 {len(visitor)} 个字，请写短一些")
    mine = select(SurveyVisit).where(SurveyVisit.survey_id == row.id)
    known = {one.dwelling_id: one for one in session.scalars(mine)}
    acts = GovernanceActs(session, clerk, "survey_visits", ("demand_survey", row.id))
    gone = [one for door, one in known.items() if door not in wanted and one.state == "waiting"]
    for one in gone:
        acts.remove(one)
    added = [door for door in wanted if door not in known]
    heads = doors_of(session, added)
    for door in added:
        acts.add(_waiting(row.id, heads[door], visitor))
    if not added and not gone:
        raise UserError("走访名单没有变化。要加减户，请先勾选")
    record(session, clerk, "survey.save", ("demand_survey", row.id),
           {"after": {"added": len(added), "removed": len(gone)}})  # fmt: skip
    told = (f"加 {len(added)} 户" if added else "", f"去掉 {len(gone)} 户" if gone else "")
    return acts.done(f"走访名单{'，'.join(filter(None, told))}")


def add_door(session: Session, clerk: Clerk, survey_id: int, dwelling_id: int) -> Done:
    """One more door, as somebody asks to be heard; the row is its visit."""
    row = standing(session, DemandSurvey, survey_id)
    _checked(session, row, [dwelling_id])
    mine = select(SurveyVisit.id).where(
        SurveyVisit.survey_id == row.id, SurveyVisit.dwelling_id == dwelling_id
    )
    door = doors_of(session, [dwelling_id])[dwelling_id]
    if session.scalar(mine) is not None:
        raise UserError(f"{door.address.door} 已经在走访名单里，不用再加")
    acts = GovernanceActs(session, clerk, "survey_visits", ("demand_survey", row.id))
    visit = acts.add(_waiting(row.id, door, ""))
    said = {"after": {"added": 1}}
    record(session, clerk, "survey.save", ("demand_survey", row.id), said)
    return Done(acts.close(f"走访名单加 {door.address.door}"), visit.id)


def _checked(session: Session, row: DemandSurvey, ids: Collection[int]) -> list[int]:
    wanted = list(dict.fromkeys(ids))
    if row.state == "closed":
        raise UserError("这次调查已经结束，走访名单不能再改")
    if len(wanted) > MOST_DOORS:
        raise refusal(
            "dwellings", f"一次最多走访 {MOST_DOORS} 户，现在是 {len(wanted)} 户，请隔几户选一户"
        )
    scope = Scope(row.compound_id, row.grid_id)
    known = doors_of(session, wanted)
    for one in wanted:
        if one not in known:
            raise UserError("名单里有已经撤销的门牌，请按 F5 看最新内容再选")
        if len(wanted) <= 50 and not inside(session, one, scope):
            raise UserError(f"{known[one].address.short} 不在调查的地点里，请核对")
    return wanted


def _waiting(survey_id: int, door: Door, visitor: str) -> SurveyVisit:
    return SurveyVisit(
        survey_id=survey_id,
        dwelling_id=door.id,
        person_id=door.person_id,
        visitor=visitor,
        state="waiting",
    )


def fill_in(session: Session, clerk: Clerk, visit_id: int, filled: Filled, when: When) -> Done:
    """One household's form (录入一户); what was typed for it before is replaced."""
    again = done_again(session, filled.request_key)
    if again is not None:
        return again
    visit = standing(session, SurveyVisit, visit_id)
    row = standing(session, DemandSurvey, visit.survey_id)
    _refuse_not_open(row)
    kept = check_filled(filled, questions(session, row.id), when.on)
    if (kept.visited_on or when.on) < row.opens_on:
        raise refusal("visited_on", f"调查 {row.opens_on} 才开始，走访日期不能更早，请核对")
    acts = GovernanceActs(
        session, clerk, "survey_answer", ("demand_survey", row.id), kept.request_key
    )
    before = _replace(acts, visit, kept, clerk)
    door = doors_of(session, [visit.dwelling_id])[visit.dwelling_id].address.door
    said = {"before": before, "after": {"door": door, "state": kept.state}}
    record(session, clerk, "survey.answer", ("survey_visit", visit.id), said)
    return Done(acts.on(when.on).close(f"录入 {door}：{VISITS[kept.state]}"), visit.id)


def _refuse_not_open(row: DemandSurvey) -> None:
    if row.state == "draft":
        raise UserError("调查还没有开始，请先按“开始调查”，再录入")
    if row.state == "closed":
        raise UserError(f"调查已于 {row.closed_on} 结束，不能再录。要补录，请先“接着调查”")


def _replace(
    acts: GovernanceActs, visit: SurveyVisit, kept: Filled, clerk: Clerk
) -> dict[str, str]:
    before = {"state": visit.state}
    mine = select(SurveyAnswer).where(SurveyAnswer.visit_id == visit.id)
    for one in acts.session.scalars(mine).all():
        acts.remove(one)
    acts.change(
        visit,
        state=kept.state,
        visited_on=kept.visited_on,
        visitor=kept.visitor or visit.visitor,
        note=kept.note,
        clerk_name=clerk.name,
    )
    for answer in kept.answers:
        acts.add(
            SurveyAnswer(
                visit_id=visit.id, question_id=answer.question_id, option_id=answer.option_id,
                stars=answer.stars, words=answer.words,
            )
        )  # fmt: skip
    return before
