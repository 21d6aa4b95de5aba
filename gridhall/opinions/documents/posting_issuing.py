"""Papers of what is posted leave the hall: read, hidden anew, drawn, issued.

Everything is looked through once more as it goes out: the register may know more people by now,
and a consent may have been withdrawn.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import uuid4

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.issues.queries.settings import governance
from gridhall.opinions.documents.boards import Board, Deed, board_pdf
from gridhall.opinions.documents.bulletins import Edition, Story, bulletin_pdf
from gridhall.opinions.documents.compacts import compact_pdf
from gridhall.opinions.documents.postings import notice_form, objection_form
from gridhall.opinions.queries.bulletins import ArticleRow, articles, bulletin
from gridhall.opinions.queries.compacts import compact
from gridhall.opinions.queries.honors import HonorRow, on_board, whose_honor
from gridhall.opinions.queries.postings import notice, objection
from gridhall.opinions.queries.showing import Whose, shown, shown_name
from gridhall.opinions.rules.publishing import ANONYMOUS, NOTICE, is_personal
from gridhall.organisation.queries.compounds import compound
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue
from gridhall.pdf.business_form import BusinessForm, draw
from gridhall.photos.queries import Picture, pictures_of
from gridhall.registry.documents.transfer_issue import At

Form = Callable[[tuple[str, Anchor | None]], BusinessForm]
Paint = Callable[[tuple[str, str]], bytes]


def issue_notice(at: At, notice_id: int) -> PaperRow:
    """公示, to be posted."""
    with at.db.read() as session:
        row, days = notice(session, notice_id), governance(session).objection_days
        if row.state == "withdrawn":
            raise UserError(f"“{row.title}”已经撤回，不能再打印")
        texts = {"title": row.title, "body": row.body, "place": row.place, "contact": row.contact}
        told: dict[str, Any] = shown(session, texts).texts
        row = replace(row, **told)
    return _form(
        at, ("public-notice", "public_notice", row.id), partial(notice_form, row, at.hall, days)
    )


def issue_objection(at: At, objection_id: int) -> PaperRow:
    """异议登记表, for the objector."""
    with at.db.read() as session:
        row = objection(session, objection_id)
        about = notice(session, row.notice_id)
    form = partial(objection_form, row, about, at.hall)
    return _form(at, ("objection-slip", "objection", row.id), form)


def issue_board(at: At, compound_id: int | None) -> PaperRow:
    """红黑榜 of a compound, or of the whole community, as it stands today."""
    with at.db.read() as session:
        where = compound(session, compound_id).name if compound_id else at.hall.community
        rows = on_board(session, at.today, compound_id)
        board = Board(where, tuple(_deed(session, one) for one in rows), at.today)
    said = [where, str(at.today), *(text for one in board.deeds for text in one.texts())]
    paint = partial(board_pdf, board, at.hall)
    return _painted(at, ("honor-board", "compound", compound_id or 0), said, paint)


def _deed(session: Any, row: HonorRow) -> Deed:
    way = ANONYMOUS if row.kind == "black" else NOTICE
    whose = whose_honor(session, row.id)
    texts = {"title": row.title, "story": row.story, "shown": row.shown}
    told = shown(session, texts, way, whose).texts
    seen = row.kind == "red" and (not row.about or bool(whose.agreed))  # a face is no less a name
    photos = _photos(session, "honor_entry", row.id) if seen else ()
    return Deed(row.kind, told["title"], told["shown"], told["story"], row.happened_on, photos)


def issue_compact(at: At, compact_id: int) -> PaperRow:
    """居民公约, to be hung up."""
    with at.db.read() as session:
        row = compact(session, compact_id)
        texts = {"title": row.title, "preface": row.preface, "articles": row.articles}
        told: dict[str, Any] = shown(session, texts).texts
        row = replace(row, **told)
    said = [row.title, row.preface, row.articles, str(row.edition), str(row.adopted_on)]
    said += [row.adopted_how, str(row.ended_on)]
    return _painted(at, ("compact", "compact", row.id), said, partial(compact_pdf, row, at.hall))


def issue_bulletin(at: At, bulletin_id: int) -> PaperRow:
    """邻里报 as it stands; one that is not out says so in its masthead."""
    with at.db.read() as session:
        row = bulletin(session, bulletin_id)
        listed = articles(session, row.id)
        if not listed:
            raise UserError(f"《{row.title}》还没有稿子。请先收稿（Alt+N）或引入红黑榜")
        stories = tuple(_story(session, one) for one in listed)
        edition = Edition(row, shown_name(session, row.editor), stories)
    photos = [photo.row.id for one in stories for photo in one.photos]
    said = [*edition.texts(), row.state, str(row.published_on), str(row.ordinal), str(photos)]
    return _painted(
        at, ("bulletin", "bulletin", row.id), said, partial(bulletin_pdf, edition, at.hall)
    )


def _story(session: Any, row: ArticleRow) -> Story:
    way = ANONYMOUS if row.kind == "black" else NOTICE
    whose = whose_honor(session, row.honor_id)
    texts = {"title": row.title, "body": row.body, "author": row.author}
    signed = (row.author,) if is_personal(row.author) else ()
    told = shown(session, texts, way, Whose(whose.known, whose.agreed, signed)).texts
    photos = _photos(session, "bulletin_article", row.id) if row.kind != "black" else ()
    return Story(row.kind, told["title"], told["body"], told["author"], photos)


def _photos(session: Any, subject: str, row_id: int) -> tuple[Picture, ...]:
    """Photos with their captions as they may be shown."""
    return tuple(
        replace(one, row=replace(one.row, caption=shown(session, {"": one.row.caption}).texts[""]))
        for one in pictures_of(session, subject, row_id)
    )


def _form(at: At, about: tuple[str, str, int], form: Form) -> PaperRow:
    said = {"texts": list(form(("", None)).texts())}
    ordered = PaperOrder(*about, said, str(uuid4()))
    return issue(at.db, at.clerk, ordered, lambda number, anchor: draw(form((number, anchor))))


def _painted(at: At, about: tuple[str, str, int], said: list[str], paint: Paint) -> PaperRow:
    ordered = PaperOrder(*about, {"texts": said, "hall": at.hall.name}, str(uuid4()))
    return issue(at.db, at.clerk, ordered, lambda number, anchor: paint((number, str(anchor))))
