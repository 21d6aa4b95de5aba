"""A compound with doors, and the acts of surveys, topics and reception days in one call each."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.issues.rules.when import When
from gridhall.opinions.models import SurveyVisit
from gridhall.opinions.queries.doors import Scope, doors
from gridhall.opinions.queries.surveys import questions, survey
from gridhall.opinions.rules.surveys import (
    KEYS,
    Answer,
    Filled,
    OptionDraft,
    QuestionDraft,
    SurveyDraft,
)
from gridhall.opinions.service import survey_visits, surveys
from gridhall.opinions.service.survey_visits import fill_in
from gridhall.places.models import Compound
from tests.factories import TODAY, make_dwelling, make_household, make_person

PLACE = "都市春天"


def when(on: date | None = None, today: date = TODAY) -> When:
    """Today, or a day before it."""
    return When(today, shipped_calendar(), on)


def make_doors(session: Session, many: int = 6, place: str = PLACE) -> list[int]:
    """So many doors of a compound, six to an entrance, two entrances to a building."""
    made = []
    for number in range(many):
        building, rest = divmod(number, 12)
        entrance, room = divmod(rest, 6)
        floor, side = divmod(room, 2)
        address = f"{place} {building + 1}-{entrance + 1}-{floor + 1}0{side + 1}"
        made.append(make_dwelling(session, address).id)
    return made


def compound(session: Session, place: str = PLACE) -> int:
    """The compound's id."""
    return session.scalars(select(Compound.id).where(Compound.name == place)).one()


def make_heads(session: Session, names: Sequence[str], place: str = PLACE) -> list[int]:
    """A household behind each of the first doors."""
    walked = doors(session, Scope(compound(session, place)))
    people = []
    for name, door in zip(names, walked, strict=False):
        person = make_person(session, name)
        make_household(session, [(person, "02")], door.address.short)
        people.append(person.id)
    return people


def three(*titles: str, most: int | None = 2) -> tuple[QuestionDraft, ...]:
    """A question that ranks, stars, and words."""
    offered = tuple(OptionDraft(one) for one in titles or ("大门", "监控", "路面", "其他"))
    return (
        QuestionDraft("先解决什么？", "many", offered, most, ranks=True),
        QuestionDraft("物业打几分？", "stars"),
        QuestionDraft("还有什么意见？", "words"),
    )


def draft(session: Session, **given: Any) -> SurveyDraft:
    """A survey of the compound."""
    facts: dict[str, Any] = {
        "title": "都市春天居民诉求调查",
        "opens_on": date(2026, 11, 1),
        "closes_on": date(2026, 12, 31),
        "questions": three(),
        "compound_id": compound(session),
    }
    return SurveyDraft(**(facts | given))


def opened(session: Session, clerk: Clerk, many: int = 6, **given: Any) -> int:
    """A survey whose doors are all to be asked, begun."""
    ids = make_doors(session, many)
    survey_id = surveys.save_survey(session, clerk, draft(session, **given), when()).row_id
    survey_visits.choose_doors(session, clerk, survey_id, ids, "宋永东")
    surveys.open_survey(session, clerk, survey_id, survey(session, survey_id).version, when())
    return survey_id


def answered(session: Session, clerk: Clerk, survey_id: int, chosen: Sequence[str]) -> None:
    """Household after household: the demands each chose, by their first letters' places (12, 2)."""
    waiting = select(SurveyVisit).where(
        SurveyVisit.survey_id == survey_id, SurveyVisit.state == "waiting"
    )
    ranking, *_ = questions(session, survey_id)
    for keys, visit in zip(chosen, session.scalars(waiting.order_by(SurveyVisit.id)), strict=False):
        told = tuple(Answer(ranking.id, ranking.options[KEYS.index(key)][0]) for key in keys)
        state = "done" if told else "absent"
        fill_in(session, clerk, visit.id, Filled(visit.dwelling_id, told, state), when())


def closed(session: Session, clerk: Clerk, chosen: Sequence[str], **given: Any) -> int:
    """A survey that was asked and has ended."""
    survey_id = opened(session, clerk, max(len(chosen), 2), **given)
    answered(session, clerk, survey_id, chosen)
    surveys.close_survey(session, clerk, survey_id, survey(session, survey_id).version, when())
    return survey_id
