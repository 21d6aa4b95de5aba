"""Reads of topics: the lists, the votes door by door."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.text import half_width
from gridhall.issues.models import Issue
from gridhall.opinions.labels import STAGES
from gridhall.opinions.models import AutonomyTopic, TopicVote
from gridhall.opinions.queries.doors import Door, Scope, doors, doors_of
from gridhall.opinions.rules.topics import Counts, Outcome
from gridhall.places.models import Compound, Grid
from gridhall.registry.models import Person


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic and where it stands."""

    id: int
    number: str
    title: str
    content: str
    compound_id: int | None
    grid_id: int | None
    person_id: int | None
    proposer: str
    stage: str
    proposed_on: date
    discussed_on: date | None
    discussion: str
    present: int | None
    rule: str
    eligible: int | None
    vote_from: date | None
    decided_on: date | None
    votes_for: int | None
    votes_against: int | None
    votes_abstain: int | None
    passed: bool | None
    done_on: date | None
    result: str
    judged_on: date | None
    satisfied: int | None
    fair: int | None
    unsatisfied: int | None
    why: str
    issue_id: int | None
    clerk_name: str
    version: int
    place: str
    issue_number: str
    cast: Counts  # votes by door so far

    @property
    def scope(self) -> Scope:
        """Whose topic it is."""
        return Scope(self.compound_id, self.grid_id)

    @property
    def is_voting(self) -> bool:
        """Whether votes are being taken."""
        return self.stage == "discussed" and self.vote_from is not None

    @property
    def is_open(self) -> bool:
        """Whether anything is left to be done."""
        return self.stage in ("proposed", "discussed") or (
            self.stage == "decided" and bool(self.passed)
        )

    @property
    def stage_label(self) -> str:
        """民议; 表决中 while votes are taken; 未通过."""
        if self.is_voting:
            return "表决中"
        if self.stage == "decided":
            return "已通过" if self.passed else "未通过"
        return STAGES.get(self.stage, self.stage)

    @property
    def counts(self) -> Counts:
        """The votes: as decided, or as they stand now."""
        if self.decided_on is None:
            return self.cast
        return Counts(self.votes_for or 0, self.votes_against or 0, self.votes_abstain or 0)

    @property
    def outcome(self) -> Outcome:
        """What the votes come to."""
        return Outcome(self.rule, self.eligible or 0, self.counts)


@dataclass(frozen=True, slots=True)
class BallotRow:
    """A door and its vote; "" while it has not voted."""

    door: Door
    choice: str
    voted_on: date | None

    @property
    def id(self) -> int:
        """The door's id."""
        return self.door.id


def topics(session: Session, stage: str = "") -> list[TopicRow]:
    """Topics, the newest first."""
    query = _TOPICS.order_by(AutonomyTopic.proposed_on.desc(), AutonomyTopic.id.desc())
    if stage:
        query = query.where(AutonomyTopic.stage == stage)
    return list(_rows(session, query))


def topic(session: Session, topic_id: int) -> TopicRow:
    """One topic."""
    found = next(_rows(session, _TOPICS.where(AutonomyTopic.id == topic_id)), None)
    if found is None:
        raise UserError("没有这个议题，可能刚被撤回。请按 F5 看最新内容")
    return found


def topic_named(session: Session, number: str) -> int:
    """A topic by its number, 议〔2026〕001; UserError."""
    said = half_width(number).replace("[", "〔").replace("]", "〕").strip()
    found = session.scalar(select(AutonomyTopic.id).where(AutonomyTopic.number == said))
    if found is None:
        raise UserError(f"没有议题“{number[:30]}”，编号例如 议〔2026〕001")
    return found


def ballots(session: Session, row: TopicRow) -> list[BallotRow]:
    """Every door that may vote, with its vote, in walking order; those that moved out stay."""
    mine = select(TopicVote).where(TopicVote.topic_id == row.id)
    cast = {one.dwelling_id: one for one in session.scalars(mine)}
    known = {one.id: one for one in doors(session, row.scope)}
    known |= doors_of(session, cast.keys() - known.keys())
    return [
        BallotRow(
            one,
            cast[one.id].choice if one.id in cast else "",
            cast[one.id].voted_on if one.id in cast else None,
        )
        for one in sorted(known.values(), key=lambda one: one.place)
    ]


def cast_votes(session: Session, topic_id: int | None = None) -> dict[int, Counts]:
    """Votes by door, of one topic or all."""
    query = select(TopicVote.topic_id, TopicVote.choice, func.count()).group_by(
        TopicVote.topic_id, TopicVote.choice
    )
    if topic_id is not None:
        query = query.where(TopicVote.topic_id == topic_id)
    found: dict[int, dict[str, int]] = {}
    for one, choice, many in session.execute(query):
        found.setdefault(one, {})[choice] = many
    return {
        one: Counts(some.get("for", 0), some.get("against", 0), some.get("abstain", 0))
        for one, some in found.items()
    }


_TOPICS: Any = (
    select(AutonomyTopic, Compound.name, Grid.name, Issue.number, Person.name)
    .select_from(AutonomyTopic)
    .outerjoin(Compound, Compound.id == AutonomyTopic.compound_id)
    .outerjoin(Grid, Grid.id == AutonomyTopic.grid_id)
    .outerjoin(Issue, Issue.id == AutonomyTopic.issue_id)
    .outerjoin(Person, Person.id == AutonomyTopic.person_id)
)
_COLUMNS = (
    "id", "number", "title", "content", "compound_id", "grid_id", "person_id", "proposer", "stage",
    "proposed_on", "discussed_on", "discussion", "present", "rule", "eligible", "vote_from",
    "decided_on", "votes_for", "votes_against", "votes_abstain", "passed", "done_on", "result",
    "judged_on", "satisfied", "fair", "unsatisfied", "why", "issue_id", "clerk_name", "version",
)  # fmt: skip


def _rows(session: Session, query: Select[Any]) -> Iterator[TopicRow]:
    found = session.execute(query).all()
    only = found[0][0].id if len(found) == 1 else None
    cast = cast_votes(session, only)
    for one, compound, grid, issue, person in found:
        values = {name: getattr(one, name) for name in _COLUMNS}
        values["proposer"] = one.proposer or person or ""
        place, votes = compound or grid or "全部小区", cast.get(one.id, Counts())
        yield TopicRow(**values, place=place, issue_number=issue or "", cast=votes)
