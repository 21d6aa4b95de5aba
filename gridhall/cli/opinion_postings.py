"""opinion: 公示, objections and 居民公约 at a terminal."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.opinion_posting_words import WORDS
from gridhall.core.errors import UserError
from gridhall.hall.service import OpenHall
from gridhall.issues.queries.settings import governance
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done
from gridhall.opinions.queries import compacts as compact_reads
from gridhall.opinions.queries import postings as reads
from gridhall.opinions.queries.posting_board import todo
from gridhall.opinions.rules.compacts import Adoption, CompactDraft
from gridhall.opinions.rules.postings import Answer as Said
from gridhall.opinions.rules.postings import NoticeDraft, ObjectionDraft, last_day
from gridhall.opinions.service import compacts, objections, postings
from gridhall.photos.service import PhotoDraft, add_photo, read_photo
from gridhall.places.models import Compound
from gridhall.registry.queries.residents import resolve_person

Run = Callable[[Namespace], Answer]
_LONGEST_FILE = 100_000  # bytes of a text


def add_words(words: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    describe(words, options, _RUNS)


def describe(words: Any, options: ArgumentParser, runs: Mapping[str, Run]) -> None:
    """Each word with its options and what it runs."""
    for name, run in runs.items():
        help_text, takes = WORDS[name]
        told = words.add_parser(name, parents=[options], help=help_text)
        for option, settings in takes:
            told.add_argument(option, **settings)
        told.set_defaults(run=run)


# 公示


def run_notice_add(args: Namespace) -> Answer:
    """Draw a notice up."""
    with opened(args) as hall, hall.db.write() as session:
        first = args.first or date.today()
        days = governance(session).notice_days
        draft = NoticeDraft(
            args.kind,
            args.title,
            text_of(args),
            args.place,
            first,
            args.last or last_day(first, days),
            args.contact,
            args.phone,
            compound_named(session, args.compound),
            vouched=args.checked,
            request_key=args.request_key,
        )
        done = postings.save_notice(session, hall.clerk, draft, when_of(hall))
        return _notice(session, done.row_id, done)


def run_notice_list(args: Namespace) -> Answer:
    """Notices that are open, or over."""
    with opened(args) as hall, hall.db.read() as session:
        found = reads.notices(session, ended=args.over)
    lines = [f"{one.number}\t{one.title}\t{one.due(date.today())[0]}" for one in found]
    return Answer({"notices": [_said(one) for one in found]}, lines or ["没有公示"])


def run_notice_show(args: Namespace) -> Answer:
    """One notice with its objections; phones masked."""
    with opened(args) as hall, hall.db.read() as session:
        return _notice(session, reads.notice_named(session, args.number))


def run_notice_post(args: Namespace) -> Answer:
    """It hangs; photos of the sheet may come along."""
    shrunk = [read_photo(one) for one in args.photo]
    with opened(args) as hall, hall.db.write() as session:
        notice_id, when = reads.notice_named(session, args.number), when_of(hall, args.on)
        for one in shrunk:
            add_photo(session, hall.clerk, ("public_notice", notice_id), PhotoDraft(one, when.on))
        done = postings.post_notice(session, hall.clerk, notice_id, when)
        return _notice(session, notice_id, done)


def run_notice_take_down(args: Namespace) -> Answer:
    """It is taken down."""
    with opened(args) as hall, hall.db.write() as session:
        notice_id = reads.notice_named(session, args.number)
        done = postings.take_down(session, hall.clerk, notice_id, when_of(hall, args.on))
        return _notice(session, notice_id, done)


def run_notice_withdraw(args: Namespace) -> Answer:
    """It counts no more."""
    with opened(args) as hall, hall.db.write() as session:
        notice_id, when = reads.notice_named(session, args.number), when_of(hall, args.on)
        done = postings.withdraw_notice(session, hall.clerk, notice_id, args.why, when)
        return _notice(session, notice_id, done)


def run_objection_add(args: Namespace) -> Answer:
    """Write an objection down."""
    with opened(args) as hall, hall.db.write() as session:
        when = when_of(hall)
        draft = ObjectionDraft(
            reads.notice_named(session, args.number),
            args.words,
            args.on or when.today,
            resolve_person(session, args.person) if args.person else None,
            args.name,
            args.phone,
            args.request_key,
        )
        done = objections.add_objection(session, hall.clerk, draft, when)
        return _notice(session, done.row_id, done)


def run_objection_answer(args: Namespace) -> Answer:
    """Answer an objection."""
    with opened(args) as hall, hall.db.write() as session:
        when = when_of(hall)
        answer = Said(args.words, args.upheld, args.on or when.today)
        done = objections.answer_objection(session, hall.clerk, args.id, answer, when)
        return _notice(session, done.row_id, done)


# 居民公约


def run_compact_add(args: Namespace) -> Answer:
    """Draw an edition up."""
    with opened(args) as hall, hall.db.write() as session:
        title = args.title or f"{args.compound or hall.hall.community}居民公约"
        compound_id = compound_named(session, args.compound)
        draft = CompactDraft(
            title, text_of(args), args.preface, compound_id,
            vouched=args.checked, request_key=args.request_key,
        )  # fmt: skip
        return _compact(session, compacts.save_compact(session, hall.clerk, draft, when_of(hall)))


def run_compact_list(args: Namespace) -> Answer:
    """Editions in force and those being discussed, or those that are over."""
    with opened(args) as hall, hall.db.read() as session:
        found = compact_reads.compacts(session, ended=args.over)
    lines = [f"{r.id}\t{r.title}\t第 {r.edition} 版\t{r.state_label}" for r in found]
    return Answer({"compacts": [_edition(one) for one in found]}, lines or ["没有居民公约"])


def run_compact_adopt(args: Namespace) -> Answer:
    """The residents adopted it."""
    with opened(args) as hall, hall.db.write() as session:
        when = when_of(hall)
        adoption = Adoption(args.on or when.today, args.how)
        return _compact(
            session, compacts.adopt_compact(session, hall.clerk, args.id, adoption, when)
        )


def run_compact_end(args: Namespace) -> Answer:
    """It holds no more."""
    with opened(args) as hall, hall.db.write() as session:
        when = when_of(hall)
        on = args.on or when.today
        return _compact(session, compacts.end_compact(session, hall.clerk, args.id, on, when))


def run_todo(args: Namespace) -> Answer:
    """What is to be posted, taken down, answered, approved."""
    with opened(args) as hall, hall.db.read() as session:
        found = todo(session, date.today())
    told = [{"kind": t.key[0], "id": t.key[1], "words": t.words, "tone": t.tone} for t in found]
    return Answer({"todos": told}, [one.words for one in found] or ["没有要办的"])


# What they share


def when_of(hall: OpenHall, on: date | None = None) -> When:
    """Today, and the day it was done."""
    return When(date.today(), hall.calendar, on)


def text_of(args: Namespace) -> str:
    """The text that was typed, or what stands in the file; UserError for what is no text."""
    path: Path | None = args.file
    if path is None:
        text: str = args.text
        return text
    try:
        if path.stat().st_size > _LONGEST_FILE:
            raise UserError(f"“{path}”太大，正文最多 {_LONGEST_FILE // 1000} KB")
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"“{path}”不是 UTF-8 文本，请另存为 UTF-8 再用") from error


def compound_named(session: Session, name: str) -> int | None:
    """A compound by its name; "" is the whole community."""
    if not name.strip():
        return None
    found = session.scalar(select(Compound.id).where(Compound.name == name.strip()))
    if found is None:
        raise UserError(f"没有小区“{name.strip()[:30]}”，请照登记的名称写")
    return found


def _notice(session: Session, notice_id: int, done: Done | None = None) -> Answer:
    row = reads.notice(session, notice_id)
    listed = [asdict(one) for one in reads.objections(session, notice_id)]
    told = {"action": done.action_id if done else None, **_said(row), "listed": listed}
    words, _ = row.due(date.today())
    return Answer(told, [f"{row.number}\t{row.title}\t{words}"])


def _said(row: reads.NoticeRow) -> dict[str, Any]:
    return {**asdict(row), "days": row.days, "take_down_on": row.down_on}


def _compact(session: Session, done: Done) -> Answer:
    row = compact_reads.compact(session, done.row_id)
    line = f"{row.id}\t{row.title}\t第 {row.edition} 版\t{row.state_label}"
    return Answer({"action": done.action_id, **_edition(row)}, [line])


def _edition(row: compact_reads.CompactRow) -> dict[str, Any]:
    return {**asdict(row), "articles": row.listed, "state": row.state}


_RUNS: Mapping[str, Callable[[Namespace], Answer]] = {
    "notice-add": run_notice_add,
    "notice-list": run_notice_list,
    "notice-show": run_notice_show,
    "notice-post": run_notice_post,
    "notice-take-down": run_notice_take_down,
    "notice-withdraw": run_notice_withdraw,
    "objection-add": run_objection_add,
    "objection-answer": run_objection_answer,
    "compact-add": run_compact_add,
    "compact-list": run_compact_list,
    "compact-adopt": run_compact_adopt,
    "compact-end": run_compact_end,
    "posting-todo": run_todo,
}
