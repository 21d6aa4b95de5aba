"""Needs surveys (居民诉求调查): questions, households to visit, answers, what was made of them."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.issues.models import Issue, IssueCategory
from gridhall.organisation.models import Organisation
from gridhall.places.models import Compound, Dwelling, Grid
from gridhall.pledges.models import ListItem
from gridhall.registry.models import Person


class DemandSurvey(Versioned, Base):
    """A survey of a compound, grid or the whole hall; state: draft, open, closed."""

    __tablename__ = "demand_survey"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)  # 诉〔2026〕001
    title: Mapped[str] = mapped_column(String(80))
    intro: Mapped[str] = mapped_column(Text, default="", server_default="")
    compound_id: Mapped[int | None] = mapped_column(ForeignKey(Compound.id), index=True)
    grid_id: Mapped[int | None] = mapped_column(ForeignKey(Grid.id), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id))
    state: Mapped[str] = mapped_column(String(8))
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    closed_on: Mapped[date | None]
    top: Mapped[int] = mapped_column(default=2, server_default="2")  # so many are done at once
    clerk_name: Mapped[str] = mapped_column(String(50))


class SurveyQuestion(Base):
    """A question; kind: one (单选), many (多选, at most `most`), stars (1-5), words."""

    __tablename__ = "survey_question"
    __table_args__ = (UniqueConstraint("survey_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey(DemandSurvey.id))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8))
    title: Mapped[str] = mapped_column(String(100))
    most: Mapped[int | None]
    ranks: Mapped[bool] = mapped_column(default=False, server_default="0")  # demands are ranked


class SurveyOption(Base):
    """An answer that can be chosen by one key (1-9, then letters)."""

    __tablename__ = "survey_option"
    __table_args__ = (UniqueConstraint("question_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey(SurveyQuestion.id))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(60))
    category_id: Mapped[int | None] = mapped_column(ForeignKey(IssueCategory.id))


class SurveyVisit(Versioned, Base):
    """A household that is to be asked; state: waiting, done, absent, refused."""

    __tablename__ = "survey_visit"
    __table_args__ = (UniqueConstraint("survey_id", "dwelling_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey(DemandSurvey.id))
    dwelling_id: Mapped[int] = mapped_column(ForeignKey(Dwelling.id), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    visitor: Mapped[str] = mapped_column(String(60), default="", server_default="")  # 走访人
    state: Mapped[str] = mapped_column(String(8))
    visited_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(200), default="", server_default="")
    clerk_name: Mapped[str] = mapped_column(String(50), default="", server_default="")


class SurveyAnswer(Base):
    """One answer of one household; `stars` or `words` where nothing is chosen."""

    __tablename__ = "survey_answer"
    __table_args__ = (UniqueConstraint("visit_id", "question_id", "option_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey(SurveyVisit.id))
    question_id: Mapped[int] = mapped_column(ForeignKey(SurveyQuestion.id), index=True)
    option_id: Mapped[int | None] = mapped_column(ForeignKey(SurveyOption.id), index=True)
    stars: Mapped[int | None]
    words: Mapped[str] = mapped_column(String(200), default="", server_default="")


class SurveyOutcome(Base):
    """What became of a demand: done at once (now), in the work plan (plan), an issue, a project."""

    __tablename__ = "survey_outcome"
    __table_args__ = (UniqueConstraint("survey_id", "option_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey(DemandSurvey.id))
    option_id: Mapped[int] = mapped_column(ForeignKey(SurveyOption.id))
    kind: Mapped[str] = mapped_column(String(8))
    issue_id: Mapped[int | None] = mapped_column(ForeignKey(Issue.id), index=True)
    list_item_id: Mapped[int | None] = mapped_column(ForeignKey(ListItem.id), index=True)
    decided_on: Mapped[date]
    note: Mapped[str] = mapped_column(String(200), default="", server_default="")
    clerk_name: Mapped[str] = mapped_column(String(50))
