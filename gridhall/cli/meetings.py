"""meeting: joint meetings at a terminal: plan, open, agenda, decide, close, minutes."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.issue_steps import owner_named
from gridhall.cli.meeting_words import WORDS
from gridhall.cli.opening import opened
from gridhall.cli.usage import subcommands
from gridhall.core.errors import UserError
from gridhall.hall.service import OpenHall
from gridhall.issues.queries.issues import issue_by_number
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done
from gridhall.issues.service.taking_back import take_back
from gridhall.meetings.documents import issuing
from gridhall.meetings.queries.agenda import AgendaRow, agenda, agenda_on
from gridhall.meetings.queries.attending import members
from gridhall.meetings.queries.cards import meeting_card
from gridhall.meetings.queries.hosts import turns
from gridhall.meetings.queries.meetings import (
    MeetingFilter,
    MeetingRow,
    due_meeting,
    last_held,
    meeting_on,
    meeting_row,
    meetings,
    next_meeting,
)
from gridhall.meetings.rules.decisions import Decision, On
from gridhall.meetings.rules.drafts import Coming, DebriefDraft, Invited, MeetingDraft
from gridhall.meetings.service import attending, deciding, minuting
from gridhall.meetings.service import meetings as service
from gridhall.meetings.service.debriefs import add_debrief
from gridhall.meetings.service.taking_back import reopen_meeting
from gridhall.organisation.queries.papers.finding import organisation_named
from gridhall.registry.documents.transfer_issue import At


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    words = subcommands(commands.add_parser("meeting", parents=[options], help="联席会议"))
    for name, (help_text, takes) in WORDS.items():
        told = words.add_parser(name, parents=[options], help=help_text)
        for option, settings in takes:
            told.add_argument(option, **settings)
        told.set_defaults(run=_RUNS[name])


def run_plan(args: Namespace) -> Answer:
    """Arrange a meeting."""
    with opened(args) as hall, hall.db.write() as session:
        done = service.plan_meeting(session, hall.clerk, _draft(session, args), _when(hall))
        return _done(session, done)


def run_open(args: Namespace) -> Answer:
    """Begin a meeting, arranged now if it was not; one still ahead is only arranged.

    An earlier one that nobody ended is ended as it stands, and told.
    """
    told = []
    with opened(args) as hall, hall.db.write() as session:
        row = meeting_on(session, args.day)
        if row is None:
            draft = _draft(session, args)
            done = service.plan_meeting(session, hall.clerk, draft, _when(hall))
            row = meeting_row(session, done.row_id)
        if row.held_on > date.today():
            answer = _meeting(session, row.id)
            return Answer(answer.data, [f"已安排，到日子再开：{answer.lines[0]}"])
        for one in meetings(session, MeetingFilter(states=("open",))):
            if one.held_on < row.held_on:
                service.close_meeting(session, hall.clerk, one.id, _when(hall))
                told.append(f"{one.title}没有结束，已按原样结束")
        if row.state != "open":
            service.open_meeting(session, hall.clerk, row.id, _when(hall))
        answer = _meeting(session, row.id)
    return Answer(answer.data, [*told, *answer.lines])


def run_agenda(args: Namespace) -> Answer:
    """The agenda of a day's meeting, or of the next one, arranged or not."""
    today = date.today()
    with opened(args) as hall, hall.db.read() as session:
        if args.day is None:
            row = next_meeting(session, today)
            found = agenda(session, None, today)
        else:
            row = meeting_on(session, args.day)
            found = agenda(session, row.id, today) if row else agenda_on(session, args.day)
    items = [_item(one) for one in found]
    meeting = _row(row) if row is not None else None
    return Answer({"meeting": meeting, "items": items}, [*map(_line, found)] or ["没有议题"])


def run_list(args: Namespace) -> Answer:
    """The meetings, the latest first."""
    with opened(args) as hall, hall.db.read() as session:
        found = meetings(session, MeetingFilter(year=args.year))
    lines = [_meeting_line(one) for one in found]
    return Answer({"meetings": [_row(one) for one in found]}, lines or ["没有会议"])


def run_show(args: Namespace) -> Answer:
    """One meeting with members, agenda, decisions, story."""
    with opened(args) as hall, hall.db.read() as session:
        row = _asked(session, args.day)
        card = meeting_card(session, row.id, date.today())
    told = {
        **_row(card.row),
        "items": [_item(one) for one in card.items],
        "members": [asdict(one) for one in card.members],
        "debriefs": [asdict(one) for one in card.debriefs],
        "claims": [asdict(one) for one in card.claims],
        "story": [asdict(one) for one in card.story],
    }
    came = [f"{one.name}\t{one.line}\t{one.came_words}" for one in card.members]
    return Answer(told, [_meeting_line(card.row), *came, *map(_line, card.items)])


def run_due(args: Namespace) -> Answer:
    """Whether the present month or quarter has had its meeting."""
    with opened(args) as hall, hall.db.read() as session:
        due = due_meeting(session, date.today())
    if due is None:
        return Answer({"due": None}, ["这一期已经开过"])
    told = {"period": due.period, "until": due.last_day, "words": due.words}
    return Answer({"due": told}, [due.words])


def run_invite(args: Namespace) -> Answer:
    """Invite somebody by name."""
    with opened(args) as hall, hall.db.write() as session:
        row = _asked(session, args.day)
        role = "guest" if args.guest else "member"
        one = Invited(args.name, role, args.duty, args.workplace)
        return _done(session, attending.invite(session, hall.clerk, row.id, [one], _when(hall)))


def run_came(args: Namespace) -> Answer:
    """Sign somebody in, or excuse them."""
    with opened(args) as hall, hall.db.write() as session:
        row = _asked(session, args.day)
        known = [one for one in members(session, row.id) if one.name == args.name]
        if len(known) != 1:
            many = "有几位同名的" if known else "名单里没有"
            raise UserError(f"{row.title}{many}“{args.name[:30]}”。请核对，或先用 invite 邀请")
        coming = Coming(args.state, args.by, args.why)
        act = attending.note_came
        done = act(session, hall.clerk, known[0].id, coming, known[0].version, _when(hall))
        return _done(session, done)


def run_add(args: Namespace) -> Answer:
    """Put something that is no issue on the agenda."""
    with opened(args) as hall, hall.db.write() as session:
        row = _asked(session, args.day)
        act = minuting.add_item
        return _done(session, act(session, hall.clerk, row.id, args.title, "other", _when(hall)))


def run_decide(args: Namespace) -> Answer:
    """Decide an item; the issue takes its next step at once."""
    with opened(args) as hall, hall.db.write() as session:
        row = _asked(session, args.day)
        decision = Decision(
            args.kind,
            args.said,
            args.route,
            owner_named(session, args.owner, date.today()) if args.owner else None,
            args.due,
            args.votes,
            args.words,
            args.refusal,
            issue_by_number(session, args.duplicate_of).id if args.duplicate_of else None,
            request_key=args.request_key,
        )
        on = _on(session, row, args.number)
        done = deciding.decide(session, hall.clerk, on, decision, _when(hall))
        return _decided(session, row, done)


def run_minute(args: Namespace) -> Answer:
    """Write down what was said on an item."""
    with opened(args) as hall, hall.db.write() as session:
        row = _asked(session, args.day)
        on = _on(session, row, args.number)
        minuting.minute(session, hall.clerk, on, args.said, _when(hall))
        return _meeting(session, row.id)


def run_close(args: Namespace) -> Answer:
    """End the meeting; what is unresolved is carried over."""
    with opened(args) as hall, hall.db.write() as session:
        row = _asked(session, args.day)
        if args.summary:
            service.summarise(session, hall.clerk, row.id, args.summary, None, _when(hall))
        return _done(session, service.close_meeting(session, hall.clerk, row.id, _when(hall)))


def run_minutes(args: Namespace) -> Answer:
    """Issue the minutes of a day's meeting or of the last; one being held is ended before."""
    with opened(args) as hall:
        with hall.db.write() as session:
            row = _to_minute(session, args.day)
            if row.state == "open":
                service.close_meeting(session, hall.clerk, row.id, _when(hall))
        at = At(hall.db, hall.clerk, hall.hall, date.today())
        paper = issuing.issue(at, "meeting-minutes", row.id)
        with hall.db.read() as session:
            answer = _meeting(session, row.id)
    told = {**answer.data, "number": paper.number, "pages": paper.pages, "sha256": paper.sha256}
    return Answer(told, [*answer.lines, f"会议纪要 {paper.number}"])


def run_cancel(args: Namespace) -> Answer:
    """Cancel a meeting, half way too."""
    with opened(args) as hall, hall.db.write() as session:
        row = _asked(session, args.day)
        act = service.cancel_meeting
        return _done(session, act(session, hall.clerk, row.id, args.reason, _when(hall)))


def run_reopen(args: Namespace) -> Answer:
    """Record a held meeting anew."""
    with opened(args) as hall, hall.db.write() as session:
        row = _asked(session, args.day)
        done = reopen_meeting(session, hall.clerk, row.id, args.reason, _when(hall))
        return _done(session, done)


def run_undo(args: Namespace) -> Answer:
    """Take an act back."""
    with opened(args) as hall, hall.db.write() as session:
        done = take_back(session, hall.clerk, args.action)
    return Answer({"action": done.action_id, "undone": args.action}, ["已撤回"])


def run_debrief(args: Namespace) -> Answer:
    """Write a debrief down, given in the meeting of its day if one is or was held then."""
    with opened(args) as hall, hall.db.write() as session:
        day, said = args.on or date.today(), (args.duty, args.text, args.score)
        found = meeting_on(session, day)
        heard = found.id if found is not None and (found.is_held or found.state == "open") else None
        draft = DebriefDraft(args.name, args.period, day, *said, meeting_id=heard)
        done = add_debrief(session, hall.clerk, draft, _when(hall))
    return Answer({"action": done.action_id, "id": done.row_id}, [f"已登记，编号 {done.row_id}"])


def run_turns(args: Namespace) -> Answer:
    """Who presides now, and who follows."""
    with opened(args) as hall, hall.db.read() as session:
        found = turns(session, date.today())
    lines = [f"{one.since}\t{one.last_day or ''}\t{one.words}\t{one.organisation}" for one in found]
    return Answer({"turns": [asdict(one) for one in found]}, lines or ["没有排轮值"])


def _draft(session: Session, args: Namespace) -> MeetingDraft:
    whose = organisation_named(session, args.org) if args.org else None
    return MeetingDraft(
        args.day,
        whose,
        args.starts,
        args.place,
        args.host,
        args.secretary,
        args.subject,
        args.title,
        request_key=args.request_key,
    )


def _asked(session: Session, day: date | None) -> MeetingRow:
    """The meeting of a day, or the next one."""
    found = next_meeting(session, date.today()) if day is None else meeting_on(session, day)
    if found is None:
        said = "没有安排会议" if day is None else f"{day} 没有会议"
        raise UserError(f"{said}。请先用 meeting open 日期")
    return found


def _to_minute(session: Session, day: date | None) -> MeetingRow:
    """The meeting whose minutes are asked for: being held, else the last that was held."""
    if day is not None:
        return _asked(session, day)
    going = meetings(session, MeetingFilter(states=("open",)))
    found = going[0] if going else last_held(session)
    if found is None:
        raise UserError("还没有开过会议，没有纪要可出。请先用 meeting open 日期")
    return found


def _on(session: Session, row: MeetingRow, typed: str) -> On:
    """The item a number or a title means, as it stands."""
    for one in agenda(session, row.id, date.today()):
        if one.issue_id is None and typed in (one.title, str(one.position)):
            return one.on
    issue = issue_by_number(session, typed)
    known = {one.issue_id: one for one in agenda(session, row.id, date.today())}
    return known[issue.id].on if issue.id in known else On(row.id, issue.id)


def _when(hall: OpenHall) -> When:
    return When(date.today(), hall.calendar)


def _done(session: Session, done: Done) -> Answer:
    answer = _meeting(session, done.row_id)
    return Answer({"action": done.action_id, **answer.data}, answer.lines)


def _decided(session: Session, row: MeetingRow, done: Done) -> Answer:
    found = next(one for one in agenda(session, row.id, date.today()) if one.item_id == done.row_id)
    return Answer({"action": done.action_id, **_item(found)}, [_line(found)])


def _meeting(session: Session, meeting_id: int) -> Answer:
    row = meeting_row(session, meeting_id)
    items = [_item(one) for one in agenda(session, meeting_id, date.today())]
    return Answer({**_row(row), "items": items}, [_meeting_line(row)])


def _row(row: MeetingRow) -> dict[str, Any]:
    return {**asdict(row), "state_words": row.state_words}


def _meeting_line(row: MeetingRow) -> str:
    told = f"议题 {row.issues}"
    return f"{row.held_on}\t{row.title}\t{row.state_words}\t{told}"


def _item(one: AgendaRow) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title,
        "carried": one.carried,
        "kind": one.kind,
        "state": one.row.state if one.row else None,
        "said": one.said,
        "decision": one.decision or None,
        "words": one.decision_words,
        "route": one.route,
        "owner": one.owner.name if one.owner else "",
        "due_on": one.due_on,
        "votes": list(one.votes) if one.votes else None,
        "left_open": one.left_open,
    }


def _line(one: AgendaRow) -> str:
    owner = one.owner.name if one.owner else ""
    cells = (str(one.position), one.number, one.title, one.carried_words, one.decision_label, owner)
    return "\t".join(cells).rstrip("\t")


_RUNS: Mapping[str, Callable[[Namespace], Answer]] = {
    "plan": run_plan,
    "open": run_open,
    "agenda": run_agenda,
    "list": run_list,
    "show": run_show,
    "due": run_due,
    "invite": run_invite,
    "came": run_came,
    "add": run_add,
    "decide": run_decide,
    "minute": run_minute,
    "close": run_close,
    "minutes": run_minutes,
    "cancel": run_cancel,
    "reopen": run_reopen,
    "undo": run_undo,
    "debrief": run_debrief,
    "turns": run_turns,
}
