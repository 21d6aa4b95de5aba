"""邻里报: a quarter's paper, its articles, red and black drawn in from the board, published."""

from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again
from gridhall.opinions.labels import ARTICLES
from gridhall.opinions.models import Bulletin, BulletinArticle, HonorEntry
from gridhall.opinions.queries.bulletins import bulletin
from gridhall.opinions.queries.honors import HonorRow, for_bulletin, whose_honor
from gridhall.opinions.queries.showing import Whose, shown
from gridhall.opinions.rules.bulletins import (
    MOST_ARTICLES,
    ArticleDraft,
    BulletinDraft,
    check_article,
    check_bulletin,
    quarter_days,
    say_quarter,
)
from gridhall.opinions.rules.postings import refusal
from gridhall.opinions.rules.publishing import ANONYMOUS, NOTICE, is_personal
from gridhall.opinions.service.guards import check_organisation
from gridhall.opinions.service.postings import refuse_stale, settled

_KEPT: Final = ("name", "quarter", "editor", "organisation_id", "ordinal")


def save_bulletin(session: Session, clerk: Clerk, draft: BulletinDraft, when: When) -> Done:
    """Begin a quarter's paper, or change one that is not out."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_bulletin(draft)
    check_organisation(session, kept.organisation_id)
    _refuse_twice(session, kept)
    values = {name: getattr(kept, name) for name in _KEPT}
    if kept.bulletin_id is not None:
        return _change(session, clerk, kept, values, when)
    values["ordinal"] = kept.ordinal or _next_ordinal(session, kept.name)
    acts = GovernanceActs(session, clerk, "bulletin", ("bulletin", None), kept.request_key)
    acts.on(when.on).leads_to("draft")
    row = acts.add(Bulletin(state="draft", clerk_name=clerk.name, **values))
    acts.is_about(row.id)
    _record(acts, row)
    return acts.done(f"开编《{row.name}》{say_quarter(row.quarter)}，总第 {row.ordinal} 期")


def _change(
    session: Session, clerk: Clerk, kept: BulletinDraft, values: dict[str, Any], when: When
) -> Done:
    row = editable(session, kept.bulletin_id or 0)
    refuse_stale(row, kept.version, row.name)
    acts = GovernanceActs(session, clerk, "bulletin", ("bulletin", row.id), kept.request_key)
    acts.on(when.on).change(row, **values | {"ordinal": kept.ordinal or row.ordinal})
    _record(acts, row)
    return acts.done(f"修改《{row.name}》{say_quarter(row.quarter)}")


def save_article(session: Session, clerk: Clerk, draft: ArticleDraft, when: When) -> Done:
    """Write an article into a paper, or change it; a black one shows nobody."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_article(draft)
    row = editable(session, kept.bulletin_id)
    way = ANONYMOUS if kept.kind == "black" else NOTICE
    texts = {"title": kept.title, "body": kept.body, "author": kept.author}
    whose = _whose(session, kept)
    told = settled(shown(session, texts, way, whose), kept.vouched).texts
    values = {"kind": kept.kind, "title": told["title"][:60], "body": told["body"]}
    values["author"] = told["author"][:60]
    acts = GovernanceActs(session, clerk, "bulletin", ("bulletin", row.id), kept.request_key)
    acts.on(when.on)
    if kept.article_id is None:
        _refuse_many(session, row, 1)
        at = _next_position(session, row.id)
        acts.add(BulletinArticle(bulletin_id=row.id, position=at, **values))
        words = "收稿"
    else:
        one = _article(session, kept.article_id, row)
        refuse_stale_article(one, kept.version)
        acts.change(one, **values)
        words = "改稿"
    _record(acts, row)
    return acts.done(f"{words}“{values['title']}”（{ARTICLES[kept.kind]}）")


def _whose(session: Session, kept: ArticleDraft) -> Whose:
    """Whom an article out of the board tells of, and whether they agreed; who signs it."""
    one = session.get(BulletinArticle, kept.article_id) if kept.article_id is not None else None
    told = whose_honor(session, one.honor_id) if one is not None else Whose()
    signed = (kept.author,) if is_personal(kept.author) else ()
    return Whose(told.known, told.agreed, signed)


def move_article(session: Session, clerk: Clerk, article_id: int, by: int, when: When) -> Done:
    """Print it sooner (-1) or later (1) within its section."""
    one = _standing_article(session, article_id)
    row = editable(session, one.bulletin_id)
    mine = select(BulletinArticle).where(
        BulletinArticle.bulletin_id == row.id, BulletinArticle.kind == one.kind
    )
    listed = session.scalars(mine.order_by(BulletinArticle.position, BulletinArticle.id)).all()
    at = next(place for place, each in enumerate(listed) if each.id == one.id)
    if not 0 <= at + by < len(listed):
        raise UserError(f"“{one.title}”已经排在栏目的{'最前' if by < 0 else '最后'}")
    other = listed[at + by]
    acts = GovernanceActs(session, clerk, "bulletin", ("bulletin", row.id)).on(when.on)
    mine_at, other_at = one.position, other.position
    acts.change(one, position=other_at)
    acts.change(other, position=mine_at)
    _record(acts, row)
    return acts.done(f"移动“{one.title}”")


def remove_article(session: Session, clerk: Clerk, article_id: int, when: When) -> Done:
    """Take an article out of the paper (撤稿)."""
    one = _standing_article(session, article_id)
    row, title = editable(session, one.bulletin_id), one.title
    acts = GovernanceActs(session, clerk, "bulletin", ("bulletin", row.id)).on(when.on)
    acts.remove(one)
    _record(acts, row)
    return acts.done(f"撤稿“{title}”")


def draw_honors(session: Session, clerk: Clerk, bulletin_id: int, when: When) -> Done:
    """Red and black of the quarter come in (引入红黑榜): only what is approved or published."""
    row = editable(session, bulletin_id)
    found = for_bulletin(session, row.id, *quarter_days(row.quarter))
    if not found:
        raise UserError(f"{say_quarter(row.quarter)}没有可引入的红黑榜：要先通过审批或已经发布")
    _refuse_many(session, row, len(found))
    acts = GovernanceActs(session, clerk, "bulletin", ("bulletin", row.id)).on(when.on)
    at = _next_position(session, row.id)
    for place, one in enumerate(found):
        acts.add(_drawn(session, row, one, at + place))
    _record(acts, row)
    red = sum(one.kind == "red" for one in found)
    return acts.done(f"引入红榜 {red} 条、黑榜 {len(found) - red} 条")


def _drawn(session: Session, row: Bulletin, one: HonorRow, at: int) -> BulletinArticle:
    entry = session.get_one(HonorEntry, one.id)
    told = any(word in entry.story for word in (*entry.shown.split(), entry.shown[:-3]) if word)
    head = "" if told else f"{entry.shown}："
    return BulletinArticle(
        bulletin_id=row.id,
        position=at,
        kind=entry.kind,
        title=entry.title,
        body=f"{head}{entry.story}",
        honor_id=entry.id,
    )


def publish_bulletin(session: Session, clerk: Clerk, bulletin_id: int, when: When) -> Done:
    """It is out (印发): nothing in it changes any more."""
    row = editable(session, bulletin_id)
    if not _many(session, row.id):
        raise UserError(f"《{row.name}》{say_quarter(row.quarter)}还没有稿子，不能印发。请先收稿")
    acts = GovernanceActs(session, clerk, "bulletin", ("bulletin", row.id))
    acts.on(when.on).leads_to("published").change(row, state="published", published_on=when.on)
    _record(acts, row)
    return acts.done(f"印发《{row.name}》{say_quarter(row.quarter)}")


def editable(session: Session, bulletin_id: int) -> Bulletin:
    """A paper that is not out."""
    row = session.get(Bulletin, bulletin_id)
    if row is None:
        raise UserError("没有这一期，可能刚被撤回。请按 F5 看最新内容")
    if row.state != "draft":
        title = bulletin(session, row.id).title
        raise UserError(f"《{title}》{row.published_on} 已经印发，不能再改")
    return row


def refuse_stale_article(row: BulletinArticle, version: int) -> None:
    """A form that was opened before somebody else changed the article."""
    if row.version != version:
        raise UserError(f"“{row.title}”别处刚改过。请按 F5 看最新内容再改；刚填的还在")


def _refuse_twice(session: Session, kept: BulletinDraft) -> None:
    same = select(Bulletin.id).where(
        Bulletin.name == kept.name,
        Bulletin.quarter == kept.quarter,
        Bulletin.id != (kept.bulletin_id or 0),
    )
    if session.scalar(same) is not None:
        raise refusal(
            "quarter", f"《{kept.name}》{say_quarter(kept.quarter)}已经有了，请打开那一期"
        )


def _refuse_many(session: Session, row: Bulletin, more: int) -> None:
    many = _many(session, row.id)
    if many + more > MOST_ARTICLES:
        raise UserError(f"一期最多 {MOST_ARTICLES} 篇，已经有 {many} 篇。请先撤下几篇")


def _many(session: Session, bulletin_id: int) -> int:
    mine = select(func.count()).select_from(BulletinArticle)
    return session.scalar(mine.where(BulletinArticle.bulletin_id == bulletin_id)) or 0


def _next_ordinal(session: Session, name: str) -> int:
    return (
        session.scalar(select(func.max(Bulletin.ordinal)).where(Bulletin.name == name)) or 0
    ) + 1


def _next_position(session: Session, bulletin_id: int) -> int:
    mine = BulletinArticle.bulletin_id == bulletin_id
    return (session.scalar(select(func.max(BulletinArticle.position)).where(mine)) or 0) + 1


def _article(session: Session, article_id: int, row: Bulletin) -> BulletinArticle:
    one = _standing_article(session, article_id)
    if one.bulletin_id != row.id:
        raise UserError(f"“{one.title}”不是这一期的稿子，请重新选")
    return one


def _standing_article(session: Session, article_id: int) -> BulletinArticle:
    one = session.get(BulletinArticle, article_id)
    if one is None:
        raise UserError("没有这篇稿子，可能刚被撤下。请按 F5 看最新内容")
    return one


def _record(acts: GovernanceActs, row: Bulletin) -> None:
    said = {"name": row.name, "quarter": row.quarter, "ordinal": row.ordinal, "state": row.state}
    record(acts.session, acts.clerk, "bulletin.save", ("bulletin", row.id), {"after": said})
