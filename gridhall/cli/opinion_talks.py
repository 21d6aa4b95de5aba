"""opinion: topics (四民) and reception days at a terminal."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.opinion_surveys import scope_named, when_of
from gridhall.cli.opinion_talk_words import WORDS
from gridhall.hall.service import OpenHall
from gridhall.issues.rules.when import When
from gridhall.opinions.queries.doors import door_count, door_typed
from gridhall.opinions.queries.receptions import (
    ReceptionRow,
    reception,
    reception_on,
    receptions,
    visitor,
    visitors,
)
from gridhall.opinions.queries.topics import TopicRow, topic, topic_named, topics
from gridhall.opinions.rules.receptions import SeriesDraft, VisitDraft
from gridhall.opinions.rules.topics import Counts, Discussion, Judgement, TopicDraft, VoteOrder
from gridhall.opinions.service import receptions as days
from gridhall.opinions.service import topics as service
from gridhall.opinions.service.votes import vote
from gridhall.registry.queries.residents import resolve_person

Step = Callable[[Session, OpenHall, int, Namespace], Any]


def add_words(words: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    for name, (help_text, takes) in WORDS.items():
        told = words.add_parser(name, parents=[options], help=help_text)
        for option, settings in takes:
            told.add_argument(option, **settings)
        told.set_defaults(run=_RUNS[name])


# Topics


def run_topics(args: Namespace) -> Answer:
    """Topics, the newest first."""
    with opened(args) as hall, hall.db.read() as session:
        found = topics(session, args.stage or "")
    lines = [_topic_line(one) for one in found]
    return Answer({"topics": [_topic(one) for one in found]}, lines or ["没有议题"])


def run_show(args: Namespace) -> Answer:
    """One topic."""
    with opened(args) as hall, hall.db.read() as session:
        row = topic(session, topic_named(session, args.number))
    voted = [row.outcome.words] if row.vote_from is not None else []
    return Answer(_topic(row), [_topic_line(row), *voted])


def run_propose(args: Namespace) -> Answer:
    """民提."""
    with opened(args) as hall, hall.db.write() as session:
        scope = scope_named(session, args.place)
        draft = TopicDraft(
            args.title,
            args.content,
            scope.compound_id,
            scope.grid_id,
            resolve_person(session, args.person) if args.person else None,
            args.proposer,
            args.on,
            request_key=args.request_key,
        )
        when = When(date.today(), hall.calendar)
        return _topic_told(session, service.save_topic(session, hall.clerk, draft, when))


def _step(act: Step) -> Callable[[Namespace], Answer]:
    """A step of a topic that is named by its number."""

    def run(args: Namespace) -> Answer:
        with opened(args) as hall, hall.db.write() as session:
            topic_id = topic_named(session, args.number)
            return _topic_told(session, act(session, hall, topic_id, args))

    return run


def _discuss(session: Session, hall: OpenHall, topic_id: int, args: Namespace) -> Any:
    told = Discussion(args.words, args.on, args.present)
    when = When(date.today(), hall.calendar)
    return service.discuss(session, hall.clerk, topic_id, told, when)


def _begin(session: Session, hall: OpenHall, topic_id: int, args: Namespace) -> Any:
    doors = door_count(session, topic(session, topic_id).scope)
    order = VoteOrder(args.rule, doors if args.eligible is None else args.eligible, args.on)
    when = When(date.today(), hall.calendar)
    return service.begin_vote(session, hall.clerk, topic_id, order, when)


def _vote(session: Session, hall: OpenHall, topic_id: int, args: Namespace) -> Any:
    door = door_typed(session, args.door, topic(session, topic_id).scope)
    ballot, when = (door, args.choice), when_of(hall, args)
    return vote(session, hall.clerk, topic_id, ballot, when, change=args.change)


def _decide(session: Session, hall: OpenHall, topic_id: int, args: Namespace) -> Any:
    written = (args.yes, args.no, args.abstain)
    counted = None if written == (None, None, None) else Counts(*(one or 0 for one in written))
    return service.decide(session, hall.clerk, topic_id, counted, when_of(hall, args))


def _finish(session: Session, hall: OpenHall, topic_id: int, args: Namespace) -> Any:
    return service.finish(session, hall.clerk, topic_id, args.result, when_of(hall, args))


def _judge(session: Session, hall: OpenHall, topic_id: int, args: Namespace) -> Any:
    told = Judgement(args.satisfied, args.fair, args.unsatisfied, args.on)
    when = When(date.today(), hall.calendar)
    return service.judge(session, hall.clerk, topic_id, told, when)


def _drop(session: Session, hall: OpenHall, topic_id: int, args: Namespace) -> Any:
    return service.drop(session, hall.clerk, topic_id, args.reason, when_of(hall, args))


def _to_issue(session: Session, hall: OpenHall, topic_id: int, args: Namespace) -> Any:
    return service.to_issue(session, hall.clerk, topic_id, when_of(hall, args))


def _topic_told(session: Session, done: Any) -> Answer:
    row = topic(session, done.row_id)
    return Answer({"action": done.action_id, **_topic(row)}, [_topic_line(row)])


def _topic_line(row: TopicRow) -> str:
    return f"{row.number}\t{row.title}\t{row.place}\t{row.stage_label}"


def _topic(row: TopicRow) -> dict[str, Any]:
    counts = row.counts
    return {
        "number": row.number, "title": row.title, "place": row.place, "stage": row.stage,
        "proposed_on": row.proposed_on, "discussed_on": row.discussed_on, "rule": row.rule,
        "eligible": row.eligible, "votes_for": counts.for_it, "votes_against": counts.against,
        "votes_abstain": counts.abstain, "passed": row.passed, "decided_on": row.decided_on,
        "done_on": row.done_on, "judged_on": row.judged_on, "satisfied": row.satisfied,
        "fair": row.fair, "unsatisfied": row.unsatisfied, "issue": row.issue_number,
    }  # fmt: skip


# Reception days


def run_receptions(args: Namespace) -> Answer:
    """Reception days from a day on."""
    with opened(args) as hall, hall.db.read() as session:
        found = receptions(session, args.since, args.until)
    lines = [_day_line(one) for one in found]
    return Answer({"receptions": [_day(one) for one in found]}, lines or ["没有接待日"])


def run_plan(args: Namespace) -> Answer:
    """One day, or a series."""
    with opened(args) as hall, hall.db.write() as session:
        compound = scope_named(session, args.compound).compound_id if args.compound else None
        draft = SeriesDraft(
            args.day,
            args.place,
            args.hosts,
            args.rhythm,
            args.until,
            args.starts,
            args.ends,
            compound,
            moves=args.moves,
            request_key=args.request_key,
        )
        when = When(date.today(), hall.calendar)
        done = days.plan_series(session, hall.clerk, draft, when)
        first = reception(session, done.row_id)
        planned = [
            one
            for one in receptions(session, first.day)
            if (one.place, one.compound_id) == (first.place, first.compound_id)
        ]
    data = {"action": done.action_id, "days": [one.day for one in planned]}
    return Answer(data, [_day_line(one) for one in planned])


def run_receive(args: Namespace) -> Answer:
    """Somebody came."""
    with opened(args) as hall, hall.db.write() as session:
        reception_id = reception_on(session, args.day, args.place)
        draft = VisitDraft(
            args.words,
            resolve_person(session, args.person) if args.person else None,
            args.name,
            args.phone,
            args.address,
            args.answer,
            args.issue,
            args.request_key,
        )
        when = When(date.today(), hall.calendar)
        done = days.receive(session, hall.clerk, reception_id, draft, when)
        row = visitor(session, done.row_id)
    data = {"action": done.action_id, "position": row.position, "issue": row.issue_number}
    return Answer(data, [f"第 {row.position} 位\t{row.visitor}\t{row.issue_number}".rstrip()])


def run_reception_show(args: Namespace) -> Answer:
    """Who came; phones masked."""
    with opened(args) as hall, hall.db.read() as session:
        row = reception(session, reception_on(session, args.day, args.place))
        came = visitors(session, row.id)
    told = [
        {"position": one.position, "visitor": one.visitor, "phone": one.masked_phone,
         "words": one.words, "answer": one.answer, "issue": one.issue_number}
        for one in came
    ]  # fmt: skip
    lines = [f"{one.position}\t{one.visitor}\t{one.words}\t{one.issue_number}" for one in came]
    return Answer({**_day(row), "visitors": told}, [_day_line(row), *lines])


def run_reception_close(args: Namespace) -> Answer:
    """It was held, or (with --cancel) does not take place."""
    with opened(args) as hall, hall.db.write() as session:
        reception_id = reception_on(session, args.day, args.place)
        when = When(date.today(), hall.calendar)
        if args.cancel:
            done = days.cancel(session, hall.clerk, reception_id, args.cancel, when)
        else:
            done = days.hold(session, hall.clerk, reception_id, when)
        row = reception(session, done.row_id)
    return Answer({"action": done.action_id, **_day(row)}, [_day_line(row)])


def _day(row: ReceptionRow) -> dict[str, Any]:
    return {
        "day": row.day, "starts": row.starts, "ends": row.ends, "place": row.place,
        "compound": row.compound, "hosts": row.hosts, "state": row.state, "visits": row.visits,
        "issues": row.issues,
    }  # fmt: skip


def _day_line(row: ReceptionRow) -> str:
    where = f"{row.compound} {row.place}".strip()
    return f"{row.day} {row.hours}\t{where}\t{row.state_label}\t来访 {row.visits}"


_RUNS: dict[str, Callable[[Namespace], Answer]] = {
    "topics": run_topics,
    "topic-show": run_show,
    "topic-propose": run_propose,
    "topic-discuss": _step(_discuss),
    "topic-begin": _step(_begin),
    "topic-vote": _step(_vote),
    "topic-decide": _step(_decide),
    "topic-finish": _step(_finish),
    "topic-judge": _step(_judge),
    "topic-drop": _step(_drop),
    "topic-issue": _step(_to_issue),
    "receptions": run_receptions,
    "reception-plan": run_plan,
    "reception-show": run_reception_show,
    "reception-close": run_reception_close,
    "receive": run_receive,
}
