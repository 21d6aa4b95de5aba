"""Papers of surveys, topics and reception days leave the hall: read, drawn, issued."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from gridhall.core.errors import UserError
from gridhall.opinions.documents import talks
from gridhall.opinions.documents.ballots import ballots
from gridhall.opinions.documents.survey_form import FormText, Slip, survey_forms
from gridhall.opinions.queries import receptions as days
from gridhall.opinions.queries import surveys as asked
from gridhall.opinions.queries import topics
from gridhall.opinions.queries.doors import doors
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue
from gridhall.pdf.business_form import BusinessForm, draw
from gridhall.pdf.page import A4, landscape
from gridhall.registry.documents.transfer_issue import At

MOST_BLANK: Final = 500
_SHOWN: Final = 12  # days of a notice
Form = Callable[[talks.Marks], BusinessForm]


@dataclass(frozen=True, slots=True)
class Printing:
    """What is printed: a form for each door that waits, or so many blank ones."""

    blank: int = 0  # 0: one for each door
    two: bool = True  # to a sheet


def issue_survey_form(at: At, survey_id: int, printing: Printing) -> PaperRow:
    """调查表 for the doors still to be asked, in walking order, or blank ones."""
    with at.db.read() as session:
        row, questions = asked.survey(session, survey_id), asked.questions(session, survey_id)
        visits = asked.visits(session, survey_id)
    walked: list[Slip] = [
        (place, one.door.address.short)
        for place, one in enumerate(visits, 1)
        if one.state in ("waiting", "absent")
    ]
    slips = _blank(printing.blank, (0, "")) if printing.blank else walked
    if not slips:
        raise UserError("走访名单里的户都问过了，没有要印的调查表。要空白表，请写份数")
    text = FormText(row.number, row.title, row.intro, tuple(questions), at.hall)
    said = {
        "survey": row.number, "two": printing.two, "slips": [list(one) for one in slips],
        "asked": [[one.title, [title for _, title in one.options]] for one in questions],
        "said": [row.title, row.intro],
    }  # fmt: skip
    ordered = PaperOrder("survey-form", "demand_survey", survey_id, said, str(uuid4()))
    paint = lambda _number, _anchor: survey_forms(text, slips, two=printing.two)  # noqa: E731
    return issue(at.db, at.clerk, ordered, paint)


def issue_ranking(at: At, survey_id: int) -> PaperRow:
    """诉求排序公布表 as the answers stand."""
    with at.db.read() as session:
        told = talks.Counted(
            asked.survey(session, survey_id),
            tuple(asked.ranking(session, survey_id)),
            tuple(asked.outcomes(session, survey_id)),
            tuple(asked.stars(session, survey_id)),
        )
    about = ("survey-ranking", "demand_survey", survey_id)
    return _issue(at, about, lambda marks: talks.ranking_form(told, (at.hall, at.today, marks)))


def issue_topic_record(at: At, topic_id: int) -> PaperRow:
    """议事记录 as far as the topic went."""
    with at.db.read() as session:
        row = topics.topic(session, topic_id)
    about = ("topic-record", "autonomy_topic", topic_id)
    return _issue(at, about, lambda marks: talks.record_form(row, (at.hall, at.today, marks)))


def issue_ballots(at: At, topic_id: int, printing: Printing) -> PaperRow:
    """表决票, one for each door that may vote, or blank ones."""
    with at.db.read() as session:
        row = topics.topic(session, topic_id)
        walked = [one.address.short for one in doors(session, row.scope, heads=False)]
    if row.decided_on is not None or row.stage == "dropped":
        raise UserError(f"{row.number} {row.stage_label}，不用再印表决票")
    named = _blank(printing.blank, "") if printing.blank else walked
    said = {"topic": row.number, "title": row.title, "doors": named}
    ordered = PaperOrder("topic-ballot", "autonomy_topic", topic_id, said, str(uuid4()))
    paint = lambda _number, _anchor: ballots(row, named, at.hall)  # noqa: E731
    return issue(at.db, at.clerk, ordered, paint)


def issue_reception_notice(at: At, reception_id: int) -> PaperRow:
    """接待日公告 of this day and those planned after it for the same compound."""
    with at.db.read() as session:
        row = days.reception(session, reception_id)
        since = max(row.day, at.today)
        planned = [
            one
            for one in days.receptions(session, since)
            if one.state == "planned" and one.compound_id == row.compound_id
        ]
    shown = planned[:_SHOWN]
    about = ("reception-notice", "reception_day", reception_id)
    return _issue(at, about, lambda marks: talks.notice_form(shown, (at.hall, at.today, marks)))


def issue_reception_record(at: At, reception_id: int) -> PaperRow:
    """接待日登记表 with everybody who came."""
    with at.db.read() as session:
        row = days.reception(session, reception_id)
        came = days.visitors(session, reception_id)
    if row.state == "cancelled" or row.day > at.today:
        raise UserError(f"{row.day} 的接待日{row.state_label}，没有登记表可出。可以出公告")
    about = ("reception-record", "reception_day", reception_id)
    return _issue(
        at,
        about,
        lambda marks: talks.visits_form(row, came, (at.hall, at.today, marks)),
        lying=True,
    )


def _blank(many: int, one: Any) -> list[Any]:
    if not 1 <= many <= MOST_BLANK:
        raise UserError(f"空白的一次印 1 到 {MOST_BLANK} 份，请核对份数")
    return [one] * many


def _issue(at: At, about: tuple[str, str, int], form: Form, *, lying: bool = False) -> PaperRow:
    said: dict[str, Sequence[str]] = {"texts": list(form(("", None)).texts())}
    size = landscape(A4) if lying else A4
    ordered = PaperOrder(*about, said, str(uuid4()))
    return issue(
        at.db, at.clerk, ordered, lambda number, anchor: draw(form((number, anchor)), size)
    )
