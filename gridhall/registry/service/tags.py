"""What is done about tags: set, ended, the hall's own kinds. Each act can be taken back."""

from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.registry.models import Person, PersonTag, TagKind
from gridhall.registry.queries import tags as queries
from gridhall.registry.rules.frozen import refuse_frozen
from gridhall.registry.rules.tags import (
    TagDraft,
    TagWord,
    check_end,
    check_kind_name,
    check_tag,
    may_see,
)
from gridhall.registry.service.journal import Journal, open_action


def set_tag(
    session: Session, clerk: Clerk, person_id: int, draft: TagDraft, today: date
) -> int | None:
    """Note down that a person bears a tag; the action's id, None if it was noted already."""
    person = session.get_one(Person, person_id)
    refuse_frozen(person.name, person.status, person.died_on)
    known = check_tag(draft, person.birth_date, today)
    word = installed(session, known.code)
    same = (PersonTag.person_id == person_id, PersonTag.tag == known.code)
    if session.scalar(select(PersonTag.id).where(*same, PersonTag.until.is_(None))):
        return None
    journal = Journal(session, clerk, open_action("tagged", clerk, (known.since or today, today)))
    row = PersonTag(
        person_id=person_id,
        tag=known.code,
        since=known.since,
        note=known.note,
        recorded_at=datetime.now(UTC),
        clerk_name=clerk.name,
    )
    journal.add(row)
    journal.tell(person_id, word.told)
    said = {"after": {"tag": word.told, "since": str(known.since or "")}}
    record(session, clerk, "person.tag", ("person", person_id), said)
    return journal.close().id


def end_tag(session: Session, clerk: Clerk, tag_id: int, until: date, today: date) -> int:
    """A person no longer bears a tag from a day on; what was stays on record."""
    row = session.get_one(PersonTag, tag_id)
    word = installed(session, row.tag)
    person = session.get_one(Person, row.person_id)
    refuse_frozen(person.name, person.status, person.died_on)
    if not may_see(clerk, word.visible_to, row.clerk_name):
        require(clerk, Role(word.visible_to), "改这个标签")
    if row.until is not None:
        raise UserError(f"“{word.name}”已经结束，请按 F5 看最新内容")
    check_end(row.since, until, today)
    journal = Journal(session, clerk, open_action("untagged", clerk, (until, today)))
    journal.change(row, until=until)
    journal.tell(person.id, word.told)
    said = {"before": {"tag": word.told}, "after": {"until": str(until)}}
    record(session, clerk, "person.tag", ("person", person.id), said)
    return journal.close().id


def add_kind(session: Session, clerk: Clerk, name: str, visible_to: Role = Role.COUNTER) -> TagWord:
    """A tag of the hall's own (自定标签); sensitive if the counter is not told."""
    require(clerk, Role.ADMINISTRATOR, "添加标签种类")
    name = check_kind_name(name)
    known = queries.kinds(session, retired=True)
    if any(one.name == name for one in known):
        raise UserError(f"已经有标签“{name}”，请换一个名称")
    number = sum(one.code.startswith("own") for one in known) + 1
    row = TagKind(
        code=f"own{number:03}",
        name=name,
        visible_to=visible_to.value,
        sensitive=visible_to is not Role.COUNTER,
    )
    session.add(row)
    session.flush()
    said = {"after": {"name": name, "role": visible_to.value}}
    record(session, clerk, "tag_kind.change", ("tag_kind", None), said)
    return queries.word_of(row)


def change_kind(session: Session, clerk: Clerk, word: TagWord) -> TagWord:
    """Who may see a tag, and whether the hall uses it; the name of a shipped one stays."""
    require(clerk, Role.ADMINISTRATOR, "改标签种类")
    before = installed(session, word.code)
    row = session.get_one(TagKind, word.code)
    row.visible_to, row.active = Role(word.visible_to).value, word.active
    session.flush()
    said = {
        "before": {"name": before.name, "role": before.visible_to, "active": before.active},
        "after": {"name": before.name, "role": row.visible_to, "active": row.active},
    }
    record(session, clerk, "tag_kind.change", ("tag_kind", None), said)
    return queries.word_of(row)


def installed(session: Session, code: str) -> TagWord:
    """A kind of tag; a shipped one gets its row when a hall uses it for the first time."""
    word = queries.kind(session, code)
    if word is None:
        raise UserError("没有这种标签，请从列表里选")
    if word.version:
        return word
    row = TagKind(
        code=word.code, name=word.name, visible_to=word.visible_to, sensitive=word.sensitive
    )
    session.add(row)
    session.flush()
    return queries.word_of(row)
