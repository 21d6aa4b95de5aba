"""care: people who are visited regularly, at a terminal."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from gridhall.care.queries.targets import (
    TargetRow,
    named_target,
    target,
    target_draft,
    target_of,
    targets,
)
from gridhall.care.queries.todos import todos
from gridhall.care.queries.visits import VisitRow, missed_visits, visits_of
from gridhall.care.rules.drafts import TargetDraft, VisitDraft
from gridhall.care.service import clock, visits
from gridhall.care.service import targets as service
from gridhall.cli.answer import Answer
from gridhall.cli.care_words import WORDS
from gridhall.cli.opening import opened
from gridhall.cli.usage import subcommands
from gridhall.core.errors import UserError
from gridhall.hall.service import OpenHall
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done
from gridhall.issues.service.taking_back import take_back
from gridhall.pledges.queries.items import unit_named
from gridhall.registry.queries.residents import resolve_person
from gridhall.volunteering.queries.finding import who

_TARGET = (
    "id", "person_id", "name", "masked_phone", "address", "grid", "category", "rhythm", "needs",
    "who", "since", "until", "why", "consent_on", "due_on", "put_off", "last_on", "last_stars",
    "visits", "missed", "absent",
)  # fmt: skip
_VISIT = (
    "id", "target_id", "name", "due_on", "state", "visited_on", "starts", "minutes", "who",
    "deeds", "stars", "note", "why", "hours_entry_id",
)  # fmt: skip
_YEAR = timedelta(days=366)


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    words = subcommands(commands.add_parser("care", parents=[options], help="关爱走访"))
    for name, (help_text, takes) in WORDS.items():
        told = words.add_parser(name, parents=[options], help=help_text)
        for option, settings in takes:
            told.add_argument(option, **settings)
        told.set_defaults(run=_RUNS[name])


def run_list(args: Namespace) -> Answer:
    """Who is visited, the next due first."""
    today = date.today()
    with opened(args) as hall, hall.db.read() as session:
        found = targets(session, date.min if args.which == "ended" else None)
    found = [row for row in found if row.stands(args.which, today)]
    if args.grid:
        found = [row for row in found if row.grid == args.grid.strip()]
    return Answer({"targets": [_told(row) for row in found]}, list(map(_line, found)) or ["没有"])


def run_show(args: Namespace) -> Answer:
    """One person with their visits."""
    with opened(args) as hall, hall.db.read() as session:
        row = target_of(session, resolve_person(session, args.person))
        if row is None:
            raise UserError("这位居民不是关爱对象。请先用 care add 登记")
        made = visits_of(session, row.id)
    data = {**_told(row), "log": [_visit(one) for one in made]}
    return Answer(data, [_line(row), *map(_visit_line, made)])


def run_add(args: Namespace) -> Answer:
    """Take somebody on."""
    with opened(args) as hall, hall.db.write() as session:
        person = resolve_person(session, args.person)
        draft = TargetDraft(person, args.category or "other", request_key=args.request_key)
        draft = _typed(session, args, draft)
        done = service.save_target(session, hall.clerk, draft, _when(hall))
        return _done(session, done)


def run_change(args: Namespace) -> Answer:
    """What was not said stays as it is."""
    with opened(args) as hall, hall.db.write() as session:
        draft = target_draft(session, _target(session, args))
        draft = _typed(session, args, draft)
        return _done(session, service.save_target(session, hall.clerk, draft, _when(hall)))


def run_end(args: Namespace) -> Answer:
    """Nobody goes there any more."""
    with opened(args) as hall, hall.db.write() as session:
        one, when = _target(session, args), _when(hall, args.on)
        return _done(session, service.end_target(session, hall.clerk, one, args.reason, when))


def run_visit(args: Namespace) -> Answer:
    """A visit was made; whoever is planned to go went, unless somebody else is named."""
    with opened(args) as hall, hall.db.write() as session:
        row = target(session, _any_target(session, args))
        volunteer, visitor = _visitor(session, args, row)
        draft = VisitDraft(
            row.id,
            args.on or date.today(),
            _split(args.deeds),
            args.stars,
            args.starts,
            args.minutes,
            volunteer,
            visitor,
            args.note,
            args.request_key,
        )
        return _done(session, visits.record_visit(session, hall.clerk, draft, _when(hall)))


def run_absent(args: Namespace) -> Answer:
    """Nobody opened."""
    with opened(args) as hall, hall.db.write() as session:
        row = target(session, _target(session, args))
        on, named = args.on or date.today(), _visitor(session, args, row)
        told = visits.Absence(row.id, on, args.why, *named)
        return _done(session, visits.note_absence(session, hall.clerk, told, _when(hall)))


def run_postpone(args: Namespace) -> Answer:
    """Another day for the next visit."""
    with opened(args) as hall, hall.db.write() as session:
        put_off, one = (args.to, args.reason), _target(session, args)
        done = service.postpone(session, hall.clerk, one, put_off, _when(hall))
        return _done(session, done)


def run_missed(args: Namespace) -> Answer:
    """What was missed, the latest first; the clock is brought up to today before."""
    today = date.today()
    with opened(args) as hall, hall.db.write() as session:
        clock.roll_all(session, today, hall.calendar)
        found = missed_visits(session, args.since or today - _YEAR)
    lines = [f"{one.due_on}\t{one.name}\t{one.category_label}\t{one.why}" for one in found]
    return Answer({"missed": [_visit(one) for one in found]}, lines or ["没有漏访"])


def run_todo(args: Namespace) -> Answer:
    """What care waits for today."""
    with opened(args) as hall, hall.db.read() as session:
        found = todos(session, date.today())
    told = [{"words": one.words, "tone": one.tone} for one in found]
    return Answer({"todos": told}, [one.words for one in found] or ["没有要办的"])


def run_undo(args: Namespace) -> Answer:
    """Take an act back."""
    with opened(args) as hall, hall.db.write() as session:
        done = take_back(session, hall.clerk, args.action)
    return Answer({"action": done.action_id, "undone": args.action}, ["已撤回"])


def _typed(session: Session, args: Namespace, draft: TargetDraft) -> TargetDraft:
    """What was typed, over what is known."""
    said: dict[str, Any] = {
        "category": args.category, "rhythm": args.rhythm, "since": args.since,
        "consent_on": args.consent, "note": args.note,
        "needs": None if args.needs is None else _split(args.needs),
    }  # fmt: skip
    if args.volunteer or args.unit or args.visitor:
        unit = unit_named(session, args.unit, date.today()) if args.unit else None
        volunteer = who(session, args.volunteer) if args.volunteer else None
        draft = replace(draft, volunteer_id=volunteer, unit_id=unit, visitor=args.visitor)
    return replace(draft, **{name: told for name, told in said.items() if told is not None})


def _visitor(session: Session, args: Namespace, row: TargetRow) -> tuple[int | None, str]:
    if args.volunteer:
        return who(session, args.volunteer), args.visitor
    if args.visitor:
        return None, args.visitor
    return row.volunteer_id, "" if row.volunteer_id is not None else row.who


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.replace("，", ",").replace("、", ",").split(",")))


def _target(session: Session, args: Namespace) -> int:
    return named_target(session, resolve_person(session, args.person))


def _any_target(session: Session, args: Namespace) -> int:
    """Who was visited last may have a visit written down late."""
    person = resolve_person(session, args.person)
    row = target_of(session, person)
    return row.id if row is not None else named_target(session, person)


def _when(hall: OpenHall, on: date | None = None) -> When:
    return When(date.today(), hall.calendar, on)


def _done(session: Session, done: Done) -> Answer:
    row = target(session, done.row_id)
    return Answer({"action": done.action_id, **_told(row)}, [_line(row)])


def _told(row: TargetRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _TARGET}


def _visit(row: VisitRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _VISIT}


def _line(row: TargetRow) -> str:
    words, _ = row.due(date.today())
    cells = (row.name, row.category_label, row.rhythm_label, row.address, row.who, words)
    return "\t".join(cells)


def _visit_line(row: VisitRow) -> str:
    star = f"{row.stars} 星" if row.stars else ""
    return "\t".join(("", str(row.day), row.state_label, row.done_words, star, row.who))


_RUNS: Mapping[str, Callable[[Namespace], Answer]] = {
    "list": run_list,
    "show": run_show,
    "add": run_add,
    "change": run_change,
    "end": run_end,
    "visit": run_visit,
    "absent": run_absent,
    "postpone": run_postpone,
    "missed": run_missed,
    "todo": run_todo,
    "undo": run_undo,
}
