"""Demands are taken on (处理诉求): issues, projects, the work plan; all in one act."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.rules.drafts import IssueDraft
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again
from gridhall.issues.service.intake import add_issue
from gridhall.opinions.labels import OUTCOMES
from gridhall.opinions.models import DemandSurvey, SurveyOption, SurveyOutcome
from gridhall.opinions.queries.surveys import SurveyRow, outcomes, ranking, survey
from gridhall.opinions.rules.ranking import Ranked
from gridhall.opinions.rules.taking_on import TakenOn, check_taken_on
from gridhall.opinions.service.guards import standing
from gridhall.pledges.rules.drafts import ItemDraft
from gridhall.pledges.service.items import save_item

_KIND = "survey_outcome"


def take_on(  # noqa: PLR0913  whose act, on what, what is chosen, when, and which request
    session: Session,
    clerk: Clerk,
    survey_id: int,
    chosen: Sequence[TakenOn],
    when: When,
    request_key: str = "",
) -> Done:
    """What becomes of these demands, in one act that is taken back as one."""
    again = done_again(session, request_key)
    if again is not None:
        return again
    row = standing(session, DemandSurvey, survey_id)
    if row.state != "closed":
        raise UserError("调查还没有结束，诉求的排序还会变。请先结束调查，再处理诉求")
    ranked = {one.option_id: one for one in ranking(session, row.id)}
    settled = {one.option_id for one in outcomes(session, row.id)}
    kept = check_taken_on(chosen, list(ranked.values()), settled)
    acts = GovernanceActs(session, clerk, _KIND, ("demand_survey", row.id), request_key)
    acts.on(when.on)
    told = survey(session, row.id)
    for one in kept:
        _carry_out(acts, told, (one, ranked[one.option_id]), when)
    counted = {kind: sum(one.kind == kind for one in kept) for kind in OUTCOMES}
    said = {"after": {kind: many for kind, many in counted.items() if many}}
    record(session, clerk, "survey.step", ("demand_survey", row.id), said)
    words = (f"{OUTCOMES[kind]} {many} 项" for kind, many in counted.items() if many)
    return acts.done(f"处理诉求：{'，'.join(words)}")


def _carry_out(
    acts: GovernanceActs, row: SurveyRow, demand: tuple[TakenOn, Ranked], when: When
) -> None:
    one, ranked = demand
    title = one.title or demand_title(row, ranked.title)
    item = _add_project(acts, row, (title, ranked), when) if one.kind == "project" else None
    outcome = acts.add(
        SurveyOutcome(
            survey_id=row.id, option_id=one.option_id, kind=one.kind, list_item_id=item,
            decided_on=when.on, note=one.note, clerk_name=acts.clerk.name,
        )
    )  # fmt: skip
    if one.kind == "issue":
        _add_issue(acts, row, (title, ranked, outcome), when)


def demand_title(row: SurveyRow, title: str) -> str:
    """都市春天小区：监控."""
    return f"{row.place}：{title}"[:80]


def _why(row: SurveyRow, ranked: Ranked) -> str:
    said = f"来自诉求调查 {row.number}：{ranked.base} 户答卷，{ranked.count} 户（{ranked.percent}）"
    return f"{said}选了“{ranked.title}”，{ranked.place_words}。"


def _add_issue(acts: GovernanceActs, row: SurveyRow, about: tuple[Any, ...], when: When) -> None:
    """The issue, then the link to it: taking back undoes the link first."""
    title, ranked, outcome = about
    session, clerk = acts.session, acts.clerk
    draft = IssueDraft(
        title,
        _why(row, ranked),
        channel="survey",
        category_id=_category(session, ranked.option_id),
        compound_id=row.compound_id,
        grid_id=row.grid_id,
        received_on=when.on,
        source="survey_outcome",
        source_id=outcome.id,
    )
    issue = acts.includes(add_issue(session, clerk, draft, when))
    link = GovernanceActs(session, clerk, _KIND, ("survey_outcome", outcome.id))
    link.change(outcome, issue_id=issue.row_id)
    acts.includes(link.on(when.on).done(f"转吹哨台账：{title}"))


def _category(session: Session, option_id: int) -> int | None:
    return session.scalar(select(SurveyOption.category_id).where(SurveyOption.id == option_id))


def _add_project(
    acts: GovernanceActs, row: SurveyRow, about: tuple[str, Ranked], when: When
) -> int:
    title, ranked = about
    draft = ItemDraft(
        "project",
        title,
        measure="项",
        content=_why(row, ranked),
        organisation_id=row.organisation_id,
        proposer="居民诉求调查",
        compound_id=row.compound_id,
        grid_id=row.grid_id,
        is_practical=True,
        opened_on=when.on,
    )
    return save_item(acts.session, acts.clerk, draft, when.today).row_id
