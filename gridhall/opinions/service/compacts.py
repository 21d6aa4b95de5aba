"""居民公约: an edition is drawn up, adopted by the residents, and ended by the next."""

from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again
from gridhall.opinions.models import Compact
from gridhall.opinions.queries.showing import shown
from gridhall.opinions.rules.compacts import (
    Adoption,
    CompactDraft,
    check_adoption,
    check_compact,
    refuse_adopted,
)
from gridhall.opinions.service.postings import refuse_compound, refuse_stale, settled

_TEXTS: Final = ("title", "preface", "articles")


def save_compact(session: Session, clerk: Clerk, draft: CompactDraft, when: When) -> Done:
    """Draw an edition up, or change one that nobody has voted on."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_compact(draft)
    refuse_compound(session, kept.compound_id)
    texts = {name: getattr(kept, name) for name in _TEXTS}
    values: dict[str, Any] = settled(shown(session, texts), kept.vouched).texts
    values["title"] = values["title"][:60]
    if kept.compact_id is None:
        return _add(session, clerk, kept, values, when)
    row = standing_compact(session, kept.compact_id)
    refuse_stale(row, kept.version, row.title)
    refuse_adopted(row.title, row.adopted_on)
    acts = GovernanceActs(session, clerk, "compact", ("compact", row.id), kept.request_key)
    acts.on(when.on).change(row, **values)
    record(session, clerk, "compact.save", ("compact", row.id), {"after": {"title": row.title}})
    return acts.done(f"修改“{row.title}”第 {row.edition} 版")


def _add(
    session: Session, clerk: Clerk, kept: CompactDraft, values: dict[str, Any], when: When
) -> Done:
    mine = Compact.compound_id.is_not_distinct_from(kept.compound_id)
    waiting = session.scalar(select(Compact).where(mine, Compact.adopted_on.is_(None)))
    if waiting is not None:
        raise UserError(f"“{waiting.title}”第 {waiting.edition} 版还在征求意见，请接着改那一版")
    last = session.scalar(select(func.max(Compact.edition)).where(mine)) or 0
    acts = GovernanceActs(session, clerk, "compact", ("compact", None), kept.request_key)
    acts.on(when.on).leads_to("draft")
    row = acts.add(
        Compact(compound_id=kept.compound_id, edition=last + 1, clerk_name=clerk.name, **values)
    )
    acts.is_about(row.id)
    said = {"after": {"title": row.title, "edition": row.edition}}
    record(session, clerk, "compact.save", ("compact", row.id), said)
    return acts.done(f"拟“{row.title}”第 {row.edition} 版")


def adopt_compact(
    session: Session, clerk: Clerk, compact_id: int, adoption: Adoption, when: When
) -> Done:
    """The residents adopted it; the edition before ends that day."""
    row = standing_compact(session, compact_id)
    if row.adopted_on is not None:
        raise UserError(f"“{row.title}”第 {row.edition} 版 {row.adopted_on} 已经通过，不用再登记")
    before = _in_force(session, row.compound_id)
    kept = check_adoption(adoption, before.adopted_on if before else None, when.today)
    acts = GovernanceActs(session, clerk, "compact", ("compact", row.id))
    acts.on(kept.adopted_on).leads_to("in_force")
    if before is not None:
        acts.change(before, ended_on=kept.adopted_on)
    acts.change(row, adopted_on=kept.adopted_on, adopted_how=kept.how)
    said = {"after": {"title": row.title, "adopted_on": kept.adopted_on, "how": kept.how}}
    record(session, clerk, "compact.save", ("compact", row.id), said)
    return acts.done(f"“{row.title}”第 {row.edition} 版：{kept.how}")


def end_compact(session: Session, clerk: Clerk, compact_id: int, on: date, when: When) -> Done:
    """It holds no more, without another in its place."""
    row = standing_compact(session, compact_id)
    if row.ended_on is not None or row.adopted_on is None:
        how = "已经废止" if row.ended_on else "还没有通过"
        raise UserError(f"“{row.title}”第 {row.edition} 版{how}，不用再办")
    if not row.adopted_on <= on <= when.today:
        raise UserError(f"废止日期要在通过（{row.adopted_on}）到今天之间，请核对")
    acts = GovernanceActs(session, clerk, "compact", ("compact", row.id))
    acts.on(on).leads_to("ended").change(row, ended_on=on)
    said = {"after": {"title": row.title, "ended_on": on}}
    record(session, clerk, "compact.save", ("compact", row.id), said)
    return acts.done(f"废止“{row.title}”第 {row.edition} 版")


def _in_force(session: Session, compound_id: int | None) -> Compact | None:
    mine = select(Compact).where(
        Compact.compound_id.is_not_distinct_from(compound_id),
        Compact.adopted_on.is_not(None),
        Compact.ended_on.is_(None),
    )
    return session.scalars(mine.order_by(Compact.edition.desc())).first()


def standing_compact(session: Session, compact_id: int) -> Compact:
    """An edition by its id."""
    row = session.get(Compact, compact_id)
    if row is None:
        raise UserError("没有这一版公约，可能刚被撤回。请按 F5 看最新内容")
    return row
