"""opinion: mediation, inspections and hazards, thematic registers at a terminal."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.opinion_peace_words import WORDS
from gridhall.cli.opinion_postings import compound_named, when_of
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done
from gridhall.opinions.queries import inspections as rounds
from gridhall.opinions.queries import mediations as disputes
from gridhall.opinions.queries import themes as registers
from gridhall.opinions.queries.doors import Scope, door_typed
from gridhall.opinions.queries.peace_figures import figures
from gridhall.opinions.queries.peace_todos import todos
from gridhall.opinions.rules.inspections import HazardDraft, InspectionDraft, Recheck
from gridhall.opinions.rules.mediations import Agreed, MediationDraft, PartyDraft
from gridhall.opinions.rules.themes import USUAL, Changed, EntryDraft, RegisterDraft
from gridhall.opinions.service import hazards, inspections, mediations, themes
from gridhall.photos.service import PhotoDraft, add_photo, read_photo
from gridhall.registry.queries.residents import resolve_person

Run = Callable[[Namespace], Answer]


def add_words(words: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    for name, run in _RUNS.items():
        help_text, takes = WORDS[name]
        told = words.add_parser(name, parents=[options], help=help_text)
        for option, settings in takes:
            told.add_argument(option, **settings)
        told.set_defaults(run=run)


# Mediation


def run_mediations(args: Namespace) -> Answer:
    """Those still to be seen to, or all of them."""
    with opened(args) as hall, hall.db.read() as session:
        rows = [one for one in disputes.mediations(session) if args.all or one.is_open]
    told = [_dispute(one) for one in rows]
    return Answer({"mediations": told}, [_dispute_line(one) for one in rows] or ["没有调解"])


def run_mediation_add(args: Namespace) -> Answer:
    """Take a dispute in; residents stand before the others."""
    with opened(args) as hall, hall.db.write() as session:
        known = [PartyDraft(person_id=resolve_person(session, one)) for one in args.resident]
        draft = MediationDraft(
            args.kind, args.title, args.dispute, (*known, *map(_party, args.party)),
            args.mediators, args.on, args.place, due_on=args.due, request_key=args.request_key,
        )  # fmt: skip
        done = mediations.save_mediation(session, hall.clerk, draft, when_of(hall))
        return _mediation(session, done.row_id, done)


def _party(typed: str) -> PartyDraft:
    name, phone, address = _cells(typed, 3)
    return PartyDraft(name, phone=phone, address=address)


def _cells(typed: str, many: int) -> list[str]:
    """What stands between semicolons; the last ones may be left out."""
    cells = [one.strip() for one in typed.replace("；", ";").split(";")]
    if len(cells) > many:
        raise UserError(f"“{typed[:20]}”最多写 {many} 项，用分号隔开")
    return [*cells, *[""] * (many - len(cells))]


def run_mediation_show(args: Namespace) -> Answer:
    """One mediation; numbers masked."""
    with opened(args) as hall, hall.db.read() as session:
        return _mediation(session, disputes.mediation_numbered(session, args.number).id)


def run_mediation_agree(args: Namespace) -> Answer:
    """It was agreed."""
    with opened(args) as hall, hall.db.write() as session:
        row = disputes.mediation_numbered(session, args.number)
        told = Agreed(args.agreement, args.way, args.on, args.perform_by, args.oral)
        done = mediations.agree(session, hall.clerk, row.id, told, when_of(hall))
        return _mediation(session, row.id, done)


def _said(act: Callable[[Session, Clerk, int, str, When], Done]) -> Run:
    """A step that wants a reason."""

    def run(args: Namespace) -> Answer:
        with opened(args) as hall, hall.db.write() as session:
            row = disputes.mediation_numbered(session, args.number)
            done = act(session, hall.clerk, row.id, args.reason, when_of(hall, args.on))
            return _mediation(session, row.id, done)

    return run


def _dated(act: Callable[[Session, Clerk, int, date, When], Done]) -> Run:
    """A step that happened on a day."""

    def run(args: Namespace) -> Answer:
        with opened(args) as hall, hall.db.write() as session:
            row, when = disputes.mediation_numbered(session, args.number), when_of(hall)
            done = act(session, hall.clerk, row.id, args.on or when.today, when)
            return _mediation(session, row.id, done)

    return run


def _plain(act: Callable[[Session, Clerk, int, When], Done]) -> Run:
    """A step without more words."""

    def run(args: Namespace) -> Answer:
        with opened(args) as hall, hall.db.write() as session:
            row = disputes.mediation_numbered(session, args.number)
            done = act(session, hall.clerk, row.id, when_of(hall, args.on))
            return _mediation(session, row.id, done)

    return run


def _mediation(session: Session, row_id: int, done: Done | None = None) -> Answer:
    row = disputes.mediation(session, row_id)
    parties = [asdict(one) for one in disputes.parties(session, row_id)]
    told = {**_dispute(row), "parties": parties, "action": done.action_id if done else None}
    return Answer(told, [_dispute_line(row)])


def _dispute(row: disputes.MediationRow) -> dict[str, Any]:
    due = row.due(date.today())[0]
    return {**asdict(row), "due": due, "call_by": row.clock.call_by}


def _dispute_line(row: disputes.MediationRow) -> str:
    return f"{row.number}\t{row.kind_label}\t{row.title}\t{row.due(date.today())[0]}"


# Inspections and hazards


def run_inspections(args: Namespace) -> Answer:
    """Rounds, the latest first."""
    with opened(args) as hall, hall.db.read() as session:
        rows = rounds.inspections(session, args.since)
    lines = [f"{r.number}\t{r.day}\t{r.kind_label}\t{r.where}\t{r.hazards} 处" for r in rows]
    return Answer({"inspections": [asdict(one) for one in rows]}, lines or ["没有排查"])


def run_inspection_add(args: Namespace) -> Answer:
    """Write a round down with what it found."""
    with opened(args) as hall, hall.db.write() as session:
        draft = InspectionDraft(
            args.kind, args.place, args.inspectors, args.on,
            compound_id=compound_named(session, args.compound), note=args.note,
            hazards=tuple(map(_hazard_typed, args.hazard)), request_key=args.request_key,
        )  # fmt: skip
        done = inspections.save_inspection(session, hall.clerk, draft, when_of(hall))
        return _round(session, done.row_id, done)


def _hazard_typed(typed: str) -> HazardDraft:
    what, owner, spot, until = _cells(typed, 4)
    try:
        day = date.fromisoformat(until) if until else None
    except ValueError as error:
        raise UserError(f"整改期限“{until[:20]}”请写成 2026-11-25 这样") from error
    return HazardDraft(what, owner, spot=spot, rectify_by=day)


def run_inspection_show(args: Namespace) -> Answer:
    """One round with its hazards."""
    with opened(args) as hall, hall.db.read() as session:
        return _round(session, rounds.inspection_numbered(session, args.number).id)


def run_hazards(args: Namespace) -> Answer:
    """What is still to be mended."""
    with opened(args) as hall, hall.db.read() as session:
        rows = rounds.hazards(session, still=True)
    return Answer(
        {"hazards": [_hazard(one) for one in rows]}, list(map(_hazard_line, rows)) or ["没有"]
    )


def run_hazard_check(args: Namespace) -> Answer:
    """Look again; photos show it mended."""
    shrunk = [read_photo(one) for one in args.photo]
    with opened(args) as hall, hall.db.write() as session:
        row, when = rounds.hazard_coded(session, args.code), when_of(hall, args.on)
        for one in shrunk:
            draft = PhotoDraft(one, when.on, stage="after")
            add_photo(session, hall.clerk, ("hazard", row.id), draft)
        told = Recheck(args.not_yet is None, args.by, args.result, args.on, args.not_yet)
        return _mended(session, row.id, hazards.recheck(session, hall.clerk, row.id, told, when))


def run_hazard_later(args: Namespace) -> Answer:
    """More time."""
    with opened(args) as hall, hall.db.write() as session:
        row = rounds.hazard_coded(session, args.code)
        told = (args.until, args.reason)
        done = hazards.give_time(session, hall.clerk, row.id, told, when_of(hall))
        return _mended(session, row.id, done)


def run_hazard_issue(args: Namespace) -> Answer:
    """To the whistle ledger."""
    with opened(args) as hall, hall.db.write() as session:
        row, when = rounds.hazard_coded(session, args.code), when_of(hall, args.on)
        return _mended(session, row.id, hazards.to_issue(session, hall.clerk, row.id, when))


def _round(session: Session, row_id: int, done: Done | None = None) -> Answer:
    row, found = rounds.inspection(session, row_id), rounds.hazards_of(session, row_id)
    told = {**asdict(row), "listed": [_hazard(one) for one in found]}
    lines = [f"{row.number}\t{row.kind_label}\t{row.where}", *map(_hazard_line, found)]
    return Answer({**told, "action": done.action_id if done else None}, lines)


def _mended(session: Session, hazard_id: int, done: Done) -> Answer:
    row = rounds.hazard(session, hazard_id)
    return Answer({**_hazard(row), "action": done.action_id}, [_hazard_line(row)])


def _hazard(row: rounds.HazardRow) -> dict[str, Any]:
    return {**asdict(row), "code": row.code, "where": row.where, "due": row.due(date.today())[0]}


def _hazard_line(row: rounds.HazardRow) -> str:
    return f"{row.code}\t{row.what}\t{row.where}\t{row.owner}\t{row.due(date.today())[0]}"


# Thematic registers


def run_themes(args: Namespace) -> Answer:
    """Registers with their counts."""
    with opened(args) as hall, hall.db.read() as session:
        rows = registers.registers(session)
    lines = [f"{one.title}\t{one.compound}\t{one.words}" for one in rows]
    return Answer({"themes": [_theme(one) for one in rows]}, lines or ["没有专项台账"])


def run_theme_new(args: Namespace) -> Answer:
    """Begin a register; of a usual theme the statuses need not be typed."""
    with opened(args) as hall, hall.db.write() as session:
        measure, usual = USUAL.get(args.name, (args.measure, ()))
        draft = RegisterDraft(
            args.name, tuple(args.status) or usual, measure, compound_named(session, args.compound),
            args.on, args.note, request_key=args.request_key,
        )  # fmt: skip
        done = themes.save_register(session, hall.clerk, draft, when_of(hall))
        return _register(session, done.row_id, done)


def run_theme_show(args: Namespace) -> Answer:
    """A register, its lines, before and after."""
    with opened(args) as hall, hall.db.read() as session:
        return _register(session, registers.register_named(session, args.name).id)


def run_theme_add(args: Namespace) -> Answer:
    """A line."""
    with opened(args) as hall, hall.db.write() as session:
        row = registers.register_named(session, args.name)
        door = door_typed(session, args.door, Scope(row.compound_id)) if args.door else None
        draft = EntryDraft(
            args.status, args.who, door, None, args.facts, args.on, args.promised, args.request_key
        )
        done = themes.add_entry(session, hall.clerk, row.id, draft, when_of(hall))
        return _register(session, row.id, done)


def run_theme_change(args: Namespace) -> Answer:
    """How a line is now."""
    with opened(args) as hall, hall.db.write() as session:
        told = Changed(args.status, args.promised, args.on)
        done = themes.change_entry(session, hall.clerk, args.line, told, when_of(hall))
        return _register(session, done.row_id, done)


def run_theme_drop(args: Namespace) -> Answer:
    """A line leaves the register."""
    with opened(args) as hall, hall.db.write() as session:
        when = when_of(hall, args.on)
        done = themes.end_entry(session, hall.clerk, args.line, args.reason, when)
        return _register(session, done.row_id, done)


def run_theme_end(args: Namespace) -> Answer:
    """A register is done with."""
    with opened(args) as hall, hall.db.write() as session:
        row = registers.register_named(session, args.name)
        done = themes.end_register(session, hall.clerk, row.id, when_of(hall, args.on))
        return _register(session, row.id, done)


def _register(session: Session, register_id: int, done: Done | None = None) -> Answer:
    row, lines = registers.register(session, register_id), registers.entries(session, register_id)
    listed = [{**asdict(one), "who": one.who} for one in lines]
    told = {**_theme(row), "lines": listed, "action": done.action_id if done else None}
    return Answer(told, [row.words, *(f"{one.id}\t{one.who}\t{one.now}" for one in lines)])


def _theme(row: registers.RegisterRow) -> dict[str, Any]:
    return {**asdict(row), "title": row.title, "words": row.words}


# Figures


def run_figures(args: Namespace) -> Answer:
    """Disputes and inspections by kind and month."""
    today = date.today()
    since, until = args.since or date(today.year, 1, 1), args.until or today
    with opened(args) as hall, hall.db.read() as session:
        told = figures(session, since, until)
    lines = [told.words]
    lines += [f"{one.words}\t{one.many} 件\t成功 {one.good} 件" for one in told.by_dispute]
    lines += [f"{one.words}\t{one.many} 次\t隐患 {one.good} 处" for one in told.by_inspection]
    lines += [f"{month}\t{a} 件\t{b} 次\t{c} 处" for month, a, b, c in told.by_month]
    return Answer(asdict(told), lines)


def run_todo(args: Namespace) -> Answer:
    """What waits today."""
    with opened(args) as hall, hall.db.read() as session:
        found = todos(session, date.today())
    return Answer({"todos": [asdict(one) for one in found]}, [t.words for t in found] or ["没有"])


_RUNS: Mapping[str, Run] = {
    "mediations": run_mediations,
    "mediation-add": run_mediation_add,
    "mediation-show": run_mediation_show,
    "mediation-agree": run_mediation_agree,
    "mediation-fail": _said(mediations.fail),
    "mediation-withdraw": _said(mediations.withdraw),
    "mediation-perform": _dated(mediations.perform),
    "mediation-call": _dated(mediations.call_on),
    "mediation-resume": _plain(mediations.resume),
    "mediation-issue": _plain(mediations.to_issue),
    "inspections": run_inspections,
    "inspection-add": run_inspection_add,
    "inspection-show": run_inspection_show,
    "hazards": run_hazards,
    "hazard-check": run_hazard_check,
    "hazard-later": run_hazard_later,
    "hazard-issue": run_hazard_issue,
    "themes": run_themes,
    "theme-new": run_theme_new,
    "theme-show": run_theme_show,
    "theme-add": run_theme_add,
    "theme-change": run_theme_change,
    "theme-drop": run_theme_drop,
    "theme-end": run_theme_end,
    "peace-figures": run_figures,
    "peace-todo": run_todo,
}
