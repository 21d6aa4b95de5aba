"""opinion: 红黑榜 and 邻里报 at a terminal."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.opinion_postings import compound_named, describe, text_of, when_of
from gridhall.issues.service.acts import Done
from gridhall.opinions.queries import bulletins as bulletin_reads
from gridhall.opinions.queries import honors as honor_reads
from gridhall.opinions.rules.bulletins import ArticleDraft, BulletinDraft, quarter_of
from gridhall.opinions.rules.honors import USUAL_DAYS, HonorDraft
from gridhall.opinions.service import bulletins, honors
from gridhall.photos.service import PhotoDraft, add_photo, read_photo
from gridhall.registry.queries.residents import resolve_person


def add_words(words: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    describe(words, options, _RUNS)


# 红黑榜


def run_honor_add(args: Namespace) -> Answer:
    """Write an entry of the board down."""
    with opened(args) as hall, hall.db.write() as session:
        draft = HonorDraft(
            args.kind,
            args.title,
            text_of(args),
            args.happened or date.today(),
            compound_named(session, args.compound),
            args.building,
            resolve_person(session, args.person) if args.person else None,
            args.name,
            args.consent,
            vouched=args.checked,
            request_key=args.request_key,
        )
        done = honors.save_honor(session, hall.clerk, draft, when_of(hall))
        return _honor(session, done)


def run_honor_list(args: Namespace) -> Answer:
    """Entries that are open, or over; who is meant is not told."""
    with opened(args) as hall, hall.db.read() as session:
        found = honor_reads.honors(session, ended=args.over)
    lines = [f"{r.id}\t{r.kind_label}\t{r.title}\t{r.shown}\t{r.state_label}" for r in found]
    return Answer({"honors": [_entry(one) for one in found]}, lines or ["没有"])


def run_honor_submit(args: Namespace) -> Answer:
    """Report it."""
    return _honor_step(args, honors.submit_honor)


def run_honor_decide(args: Namespace) -> Answer:
    """Approve a black entry, or not."""
    decision = honors.Decision(not args.refuse, args.opinion)
    return _honor_step(args, honors.decide_honor, decision)


def run_honor_recall(args: Namespace) -> Answer:
    """Take it back to be changed."""
    return _honor_step(args, honors.recall_honor, args.why)


def run_honor_publish(args: Namespace) -> Answer:
    """It stands on the board."""
    first = args.first or date.today()
    last = args.last or first + timedelta(days=USUAL_DAYS - 1)
    return _honor_step(args, honors.publish_honor, (first, last))


def run_honor_end(args: Namespace) -> Answer:
    """It leaves the board."""
    return _honor_step(args, honors.end_honor, args.why)


def _honor_step(args: Namespace, act: Callable[..., Done], *given: Any) -> Answer:
    with opened(args) as hall, hall.db.write() as session:
        return _honor(session, act(session, hall.clerk, args.id, *given, when_of(hall)))


def _honor(session: Session, done: Done) -> Answer:
    row = honor_reads.honor(session, done.row_id)
    line = f"{row.id}\t{row.kind_label}\t{row.title}\t{row.shown}\t{row.state_label}"
    return Answer({"action": done.action_id, **_entry(row)}, [line])


def _entry(row: honor_reads.HonorRow) -> dict[str, Any]:
    """Who is meant stays inside."""
    hidden = ("about", "person_id")
    return {name: value for name, value in asdict(row).items() if name not in hidden}


# 邻里报


def run_bulletin_add(args: Namespace) -> Answer:
    """Begin a quarter's paper; without an editor it is whose turn it is."""
    with opened(args) as hall, hall.db.write() as session:
        last, today = bulletin_reads.last_bulletin(session), date.today()
        name = args.name or bulletin_reads.usual_name(session)
        owner = args.organisation or (last.organisation_id if last else None)
        turn = bulletin_reads.next_editor(session, owner, name, today)
        draft = BulletinDraft(
            name, args.quarter.upper() or quarter_of(today), args.editor or turn, owner,
            args.ordinal, request_key=args.request_key,
        )  # fmt: skip
        done = bulletins.save_bulletin(session, hall.clerk, draft, when_of(hall))
        return _bulletin(session, done.row_id, done)


def run_bulletin_list(args: Namespace) -> Answer:
    """Every paper, the latest first."""
    with opened(args) as hall, hall.db.read() as session:
        found = bulletin_reads.bulletins(session)
    lines = [f"{r.id}\t{r.title}\t总第 {r.ordinal} 期\t{r.state_label}" for r in found]
    return Answer({"bulletins": [asdict(one) for one in found]}, lines or ["没有邻里报"])


def run_bulletin_show(args: Namespace) -> Answer:
    """One paper with its articles."""
    with opened(args) as hall, hall.db.read() as session:
        return _bulletin(session, args.id)


def run_bulletin_article(args: Namespace) -> Answer:
    """Take an article in, with its photos."""
    shrunk = [read_photo(one) for one in args.photo]
    with opened(args) as hall, hall.db.write() as session:
        draft = ArticleDraft(
            args.id, args.kind, args.title, text_of(args), args.author,
            vouched=args.checked, request_key=args.request_key,
        )  # fmt: skip
        done = bulletins.save_article(session, hall.clerk, draft, when_of(hall))
        if shrunk:
            newest = max(one.id for one in bulletin_reads.articles(session, args.id))
            for one in shrunk:
                about = ("bulletin_article", newest)
                add_photo(session, hall.clerk, about, PhotoDraft(one, date.today()))
        return _bulletin(session, done.row_id, done)


def run_bulletin_draw(args: Namespace) -> Answer:
    """Red and black of the quarter come in."""
    with opened(args) as hall, hall.db.write() as session:
        done = bulletins.draw_honors(session, hall.clerk, args.id, when_of(hall))
        return _bulletin(session, done.row_id, done)


def run_bulletin_publish(args: Namespace) -> Answer:
    """It is out."""
    with opened(args) as hall, hall.db.write() as session:
        done = bulletins.publish_bulletin(session, hall.clerk, args.id, when_of(hall, args.on))
        return _bulletin(session, done.row_id, done)


def _bulletin(session: Session, bulletin_id: int, done: Done | None = None) -> Answer:
    row = bulletin_reads.bulletin(session, bulletin_id)
    listed = [asdict(one) for one in bulletin_reads.articles(session, bulletin_id)]
    told = {**asdict(row), "action": done.action_id if done else None, "articles": listed}
    line = f"{row.id}\t{row.title}\t总第 {row.ordinal} 期\t执笔 {row.editor}\t{row.articles} 篇"
    return Answer(told, [line])


_RUNS: Mapping[str, Callable[[Namespace], Answer]] = {
    "honor-add": run_honor_add,
    "honor-list": run_honor_list,
    "honor-submit": run_honor_submit,
    "honor-decide": run_honor_decide,
    "honor-recall": run_honor_recall,
    "honor-publish": run_honor_publish,
    "honor-end": run_honor_end,
    "bulletin-add": run_bulletin_add,
    "bulletin-list": run_bulletin_list,
    "bulletin-show": run_bulletin_show,
    "bulletin-article": run_bulletin_article,
    "bulletin-draw": run_bulletin_draw,
    "bulletin-publish": run_bulletin_publish,
}
