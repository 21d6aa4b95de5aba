"""Reads of tags: the kinds of the hall, who bears which, each only to those who may see it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.registry.models import PersonTag, TagKind
from gridhall.registry.rules.tags import TagWord, roles_told, shipped_tags


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag that a person bears or bore."""

    id: int
    code: str
    name: str
    sensitive: bool
    since: date | None
    until: date | None
    note: str
    clerk_name: str


def kinds(session: Session, *, retired: bool = False) -> list[TagWord]:
    """The tags of this hall: the shipped ones, as the hall changed them, and its own after them."""
    own = {
        one.code: word_of(one) for one in session.scalars(select(TagKind).order_by(TagKind.code))
    }
    shipped = [own.pop(one.code, one) for one in shipped_tags()]
    return [one for one in (*shipped, *own.values()) if one.active or retired]


def kind(session: Session, code: str) -> TagWord | None:
    """One kind of tag."""
    return next((one for one in kinds(session, retired=True) if one.code == code), None)


def tags_of(
    session: Session,
    clerk: Clerk,
    person_id: int,
    as_at: date | None = None,
    *,
    past: bool = False,
) -> list[TagRow]:
    """The tags of a person on a day (None: now) that this clerk may see; `past` adds ended ones."""
    query = (
        select(PersonTag, TagKind)
        .join(TagKind, TagKind.code == PersonTag.tag)
        .where(PersonTag.person_id == person_id, _seen_by(clerk))
        .order_by(PersonTag.until.is_not(None), PersonTag.id)
    )
    if not past:
        query = query.where(_holds_on(as_at))
    return [
        TagRow(
            one.id,
            one.tag,
            word.name,
            word.sensitive,
            one.since,
            one.until,
            one.note,
            one.clerk_name,
        )
        for one, word in session.execute(query)
    ]


def tagged(clerk: Clerk, code: str, as_at: date | None = None) -> Select[int]:
    """The ids of those who bear a tag, as a statement for a list's filter."""
    return (
        select(PersonTag.person_id)
        .join(TagKind, TagKind.code == PersonTag.tag)
        .where(PersonTag.tag == code, _holds_on(as_at), _seen_by(clerk))
        .distinct()
    )


def circles_of(session: Session, tag_ids: Collection[int]) -> list[tuple[str, str]]:
    """From which role on each of these tags is seen, and who noted it down."""
    query = (
        select(TagKind.visible_to, PersonTag.clerk_name)
        .join(PersonTag, PersonTag.tag == TagKind.code)
        .where(PersonTag.id.in_(tag_ids))
    )
    return [(visible_to, noted_by) for visible_to, noted_by in session.execute(query)]


def _holds_on(day: date | None) -> ColumnElement[bool]:
    if day is None:
        return PersonTag.until.is_(None)
    began = or_(PersonTag.since.is_(None), PersonTag.since <= day)
    return began & or_(PersonTag.until.is_(None), PersonTag.until > day)


def _seen_by(clerk: Clerk) -> ColumnElement[bool]:
    circle = TagKind.visible_to.in_(roles_told(clerk))
    return or_(circle, PersonTag.clerk_name == clerk.name)


def word_of(one: TagKind) -> TagWord:
    """A kind of tag as everybody else reads it."""
    return TagWord(one.code, one.name, one.visible_to, one.sensitive, one.active, one.version)
