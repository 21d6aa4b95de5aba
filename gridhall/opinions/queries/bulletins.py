"""Quarterly papers (邻里报) with their articles, and whose turn it is to write."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.opinions.labels import ARTICLES, BULLETIN_STATES
from gridhall.opinions.models import Bulletin, BulletinArticle
from gridhall.opinions.rules.bulletins import (
    ORDER,
    USUAL_NAME,
    next_in_turn,
    quarter_days,
    quarter_of,
    say_quarter,
)
from gridhall.organisation.models import Organisation
from gridhall.organisation.queries.members import members_of
from gridhall.photos.queries import photo_counts


@dataclass(frozen=True, slots=True)
class BulletinRow:
    """One quarter's paper as lists show it."""

    id: int
    name: str
    quarter: str
    ordinal: int
    organisation_id: int | None
    editor: str
    state: str
    published_on: date | None
    clerk_name: str
    version: int
    organisation: str
    articles: int

    @property
    def title(self) -> str:
        """睦邻报 2026年第四季度."""
        return f"{self.name} {say_quarter(self.quarter)}"

    @property
    def state_label(self) -> str:
        """编稿中, 已印发."""
        return BULLETIN_STATES.get(self.state, self.state)

    def due(self, today: date) -> tuple[str, str]:
        """Until when it is to be out, and its tone."""
        if self.state == "published":
            return "已印发", "grey"
        last = quarter_days(self.quarter)[1]
        left = (last - today).days
        if left < 0:
            return f"晚了 {-left} 天", "red"
        return f"{last:%m-%d} 前印发", "amber" if left <= 14 else "blue"


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article of a paper."""

    id: int
    bulletin_id: int
    position: int
    kind: str
    title: str
    author: str
    body: str
    honor_id: int | None
    version: int
    photos: int

    @property
    def kind_label(self) -> str:
        """要闻, 居民来稿 …"""
        return ARTICLES.get(self.kind, self.kind)


_MANY = (
    select(BulletinArticle.bulletin_id, func.count().label("many"))
    .group_by(BulletinArticle.bulletin_id)
    .subquery()
)
_OWN = tuple(
    getattr(Bulletin, name)
    for name in BulletinRow.__dataclass_fields__
    if name not in ("organisation", "articles")
)
_BULLETINS = (
    select(*_OWN, func.coalesce(Organisation.name, ""), func.coalesce(_MANY.c.many, 0))
    .outerjoin(Organisation, Organisation.id == Bulletin.organisation_id)
    .outerjoin(_MANY, _MANY.c.bulletin_id == Bulletin.id)
)
_ARTICLE = tuple(
    getattr(BulletinArticle, name) for name in ArticleRow.__dataclass_fields__ if name != "photos"
)


def bulletins(session: Session, limit: int = 200) -> list[BulletinRow]:
    """Every paper, the latest quarter first."""
    latest = _BULLETINS.order_by(Bulletin.quarter.desc(), Bulletin.id.desc())
    return _rows(session, latest.limit(limit))


def bulletin(session: Session, bulletin_id: int) -> BulletinRow:
    """One paper; UserError if it is gone."""
    found = _rows(session, _BULLETINS.where(Bulletin.id == bulletin_id))
    if not found:
        raise UserError("没有这一期，可能刚被撤回。请按 F5 看最新内容")
    return found[0]


def bulletin_named(session: Session, text: str) -> int:
    """The paper's id by name and quarter, 睦邻报 2026Q4; the quarter alone where there is one."""
    *name, quarter = text.split() or [""]
    query = select(Bulletin.id).where(Bulletin.quarter == quarter.upper())
    if name:
        query = query.where(Bulletin.name == " ".join(name))
    found = session.scalars(query).all()
    if len(found) != 1:
        raise UserError(f"没有找到“{text.strip()[:30]}”，请写报名和季度，例如 睦邻报 2026Q4")
    return found[0]


def articles(session: Session, bulletin_id: int) -> list[ArticleRow]:
    """The articles in the order they are printed: section after section."""
    query = select(*_ARTICLE).where(BulletinArticle.bulletin_id == bulletin_id)
    found = session.execute(query.order_by(BulletinArticle.position, BulletinArticle.id)).all()
    photos = photo_counts(session, "bulletin_article", [row.id for row in found])
    rows = [ArticleRow(*(*row, photos.get(row.id, 0))) for row in found]
    place = {kind: at for at, kind in enumerate(ORDER)}
    return sorted(rows, key=lambda row: (place.get(row.kind, len(ORDER)), row.position, row.id))


def article(session: Session, article_id: int) -> ArticleRow:
    """One article; UserError if it is gone."""
    row = session.get(BulletinArticle, article_id)
    if row is None:
        raise UserError("没有这篇稿子，可能刚被撤下。请按 F5 看最新内容")
    return next(one for one in articles(session, row.bulletin_id) if one.id == article_id)


def last_bulletin(session: Session) -> BulletinRow | None:
    """The latest paper: the next one is like it."""
    found = bulletins(session, 1)
    return found[0] if found else None


def next_editor(session: Session, organisation_id: int | None, name: str, today: date) -> str:
    """Whose turn it is among a branch's party members; "" where there are none."""
    if organisation_id is None:
        return ""
    here = members_of(session, organisation_id, today)
    members = list(dict.fromkeys(one.name for one in here if one.kind == "member"))
    past = select(Bulletin.editor).where(Bulletin.name == name)
    latest = past.order_by(Bulletin.quarter.desc(), Bulletin.id.desc())
    return next_in_turn(members, list(session.scalars(latest)))


def missing_quarter(session: Session, today: date) -> str:
    """The quarter that has no paper although there is one each quarter; "" for none."""
    last = last_bulletin(session)
    now = quarter_of(today)
    return now if last is not None and last.quarter < now else ""


def usual_name(session: Session) -> str:
    """What the hall's paper is called."""
    last = last_bulletin(session)
    return last.name if last is not None else USUAL_NAME


def _rows(session: Session, query: Select[Any]) -> list[BulletinRow]:
    return [BulletinRow(*row) for row in session.execute(query)]
