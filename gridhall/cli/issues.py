"""issue: the whistle ledger at a terminal: collect, list, show, every step, the five measures."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.issue_steps import category_named, offered, owner_named, place_named, take
from gridhall.cli.issue_words import WORDS
from gridhall.cli.opening import opened
from gridhall.cli.usage import subcommands
from gridhall.core.mask import mask_phone
from gridhall.hall.service import OpenHall
from gridhall.issues.labels import STATES
from gridhall.issues.queries.cards import IssueCard, issue_card
from gridhall.issues.queries.duplicates import Likely, Place, likely
from gridhall.issues.queries.issues import IssueFilter, IssueRow, issue_by_number, issue_row, issues
from gridhall.issues.queries.places import PlaceRow
from gridhall.issues.rules.drafts import IssueDraft
from gridhall.issues.rules.orders import MeasureOrder
from gridhall.issues.rules.states import OPEN_STATES, open_steps
from gridhall.issues.rules.when import When
from gridhall.issues.service import measures
from gridhall.issues.service.acts import Done
from gridhall.issues.service.intake import add_issue
from gridhall.issues.service.taking_back import take_back
from gridhall.registry.queries.residents import resolve_person


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    words = subcommands(commands.add_parser("issue", parents=[options], help="吹哨台账"))
    for name, (help_text, takes) in WORDS.items():
        told = words.add_parser(name, parents=[options], help=help_text)
        for option, settings in takes:
            told.add_argument(option, **settings)
        told.set_defaults(run=_RUNS[name])


def run_add(args: Namespace) -> Answer:
    """Collect an issue; likely duplicates are told, never in the way."""
    with opened(args) as hall, hall.db.write() as session:
        place = place_named(session, args.place)
        alike = likely(session, args.title, _spot(place))
        draft = IssueDraft(
            args.title,
            args.content,
            args.path,
            args.channel,
            category_named(session, args.category, date.today()),
            args.size,
            args.manner,
            resolve_person(session, args.person) if args.person else None,
            raiser=args.raiser,
            phone=args.phone,
            grid_id=place.grid_id if place else None,
            compound_id=place.compound_id if place else None,
            building_id=place.building_id if place else None,
            spot=args.spot,
            received_on=args.received,
            level=args.level,
            request_key=args.request_key,
        )
        done = add_issue(session, hall.clerk, draft, _when(hall, None))
        alike = [one for one in alike if one.row.id != done.row_id]
        answer = _done(session, done)
    told = {**answer.data, "likely": [_alike(one) for one in alike]}
    return Answer(told, [*answer.lines, *(f"可能重复：{_alike_line(one)}" for one in alike)])


def run_list(args: Namespace) -> Answer:
    """The ledger, as it is asked for; phones masked."""
    today = date.today()
    states = {"open": OPEN_STATES, "overdue": (), "all": ()}.get(args.state, (args.state,))
    with opened(args) as hall, hall.db.read() as session:
        asked = IssueFilter(
            states,
            args.text,
            route=args.route,
            owner_key=owner_named(session, args.owner, today).key if args.owner else "",
            since=args.since,
            until=args.until,
            overdue_on=today if args.state == "overdue" else None,
            limit=args.limit,
        )
        found = issues(session, asked)
    data = {"issues": [_row(one) for one in found], "total": len(found)}
    return Answer(data, [*map(_line, found)] or ["没有"])


def run_show(args: Namespace) -> Answer:
    """One issue with its story."""
    with opened(args) as hall, hall.db.read() as session:
        card = issue_card(session, issue_by_number(session, args.number).id, date.today())
    story = [f"{one.on}\t{one.words}\t{one.detail}\t{one.clerk_name}" for one in card.story]
    return Answer(_card(card), [_line(card.row), *story])


def run_step(args: Namespace) -> Answer:
    """Take a step; without one, say which are open."""
    with opened(args) as hall, hall.db.write() as session:
        row = issue_by_number(session, args.number)
        if args.step is None:
            data = {"number": row.number, "state": row.state, "steps": list(open_steps(row.state))}
            return Answer(data, [offered(row)])
        return _done(session, take(session, hall.clerk, row, args, _when(hall, args.on)))


def run_measure(args: Namespace) -> Answer:
    """Take one of the five measures."""
    with opened(args) as hall, hall.db.write() as session:
        row = issue_by_number(session, args.number)
        order = MeasureOrder(args.kind, args.target, args.note, args.points, args.reply_by)
        done = measures.take_measure(session, hall.clerk, row.id, order, _when(hall, args.on))
        answer = _done(session, done)
        last = issue_card(session, row.id, date.today()).measures_of(args.kind)[0]
    told = {**answer.data, "measure": last.id, "kind": last.kind, "ordinal": last.ordinal}
    return Answer({**told, "reply_by": last.reply_by}, [*answer.lines, last.words])


def run_reply(args: Namespace) -> Answer:
    """What was answered to a measure."""
    with opened(args) as hall, hall.db.write() as session:
        when = _when(hall, args.on)
        done = measures.note_reply(session, hall.clerk, args.measure, args.words, when)
        return _done(session, done)


def run_likely(args: Namespace) -> Answer:
    """What is likely the same as a text."""
    with opened(args) as hall, hall.db.read() as session:
        found = likely(session, args.text, _spot(place_named(session, args.place)))
    lines = [_alike_line(one) for one in found]
    return Answer({"likely": [_alike(one) for one in found]}, lines or ["没有"])


def run_undo(args: Namespace) -> Answer:
    """Take an act back."""
    with opened(args) as hall, hall.db.write() as session:
        done = take_back(session, hall.clerk, args.action)
    return Answer({"action": done.action_id, "undone": args.action}, ["已撤回"])


def _when(hall: OpenHall, on: date | None) -> When:
    return When(date.today(), hall.calendar, on)


def _spot(place: PlaceRow | None) -> Place:
    if place is None:
        return Place()
    return Place(place.grid_id, place.compound_id, place.building_id)


def _done(session: Session, done: Done) -> Answer:
    row = issue_row(session, done.row_id)
    return Answer({"action": done.action_id, **_row(row)}, [_line(row)])


def _row(row: IssueRow) -> dict[str, Any]:
    """Every column, the phone masked, and what follows from them."""
    told = {**asdict(row), "phone": mask_phone(row.phone)}
    overdue = row.overdue(date.today())
    return {**told, "place": row.place, "owner": row.owner.key, "overdue": overdue}


def _line(row: IssueRow) -> str:
    due = f"{row.due_on} 前" if row.due_on and row.is_open else ""
    late = "超期" if row.overdue(date.today()) else ""
    cells = (row.number, STATES[row.state], row.title, row.place, row.owner_name, due, late)
    return "\t".join(cells).rstrip("\t")


def _card(card: IssueCard) -> dict[str, Any]:
    people = [{**asdict(one), "phone": one.masked_phone} for one in card.people]
    return {
        **_row(card.row),
        "responses": [{**asdict(one), "owner": one.owner.key} for one in card.responses],
        "measures": [asdict(one) for one in card.measures],
        "people": people,
        "story": [asdict(one) for one in card.story],
        "photos_kept": [asdict(one) for one in card.photos],
        "attachments": [asdict(one) for one in card.attachments],
        "meetings": [asdict(one) for one in card.meetings],
        "merged": [one.number for one in card.merged],
        "steps": list(open_steps(card.row.state)),
    }


def _alike(one: Likely) -> dict[str, Any]:
    row = one.row
    return {"number": row.number, "title": row.title, "state": row.state, "why": one.why}


def _alike_line(one: Likely) -> str:
    return f"{one.row.number}\t{STATES[one.row.state]}\t{one.row.title}\t{one.why}"


_RUNS = {
    "add": run_add,
    "list": run_list,
    "show": run_show,
    "step": run_step,
    "measure": run_measure,
    "reply": run_reply,
    "likely": run_likely,
    "undo": run_undo,
}
