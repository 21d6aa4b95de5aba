"""Debriefs (述职): a member's or first secretary's report on a period, and how it was judged."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again
from gridhall.meetings.models import Debrief
from gridhall.meetings.rules.drafts import DebriefDraft, check_debrief
from gridhall.meetings.service.guards import standing


def add_debrief(session: Session, clerk: Clerk, draft: DebriefDraft, when: When) -> Done:
    """Write a debrief down (登记述职), given in a meeting or apart from one."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_debrief(draft, when.today)
    if kept.meeting_id is not None:
        standing(session, kept.meeting_id)
    acts = GovernanceActs(session, clerk, "debrief", ("debrief", None), kept.request_key)
    row = acts.on(kept.given_on).add(
        Debrief(**_values(kept), clerk_name=clerk.name, recorded_at=datetime.now(UTC))
    )
    acts.is_about(row.id)
    return _end(acts, row, "述职")


def change_debrief(
    session: Session, clerk: Clerk, debrief_id: int, draft: DebriefDraft, when: When
) -> Done:
    """Put a debrief or its judgement right."""
    row = session.get(Debrief, debrief_id)
    if row is None:
        raise UserError("没有这份述职，可能刚被撤回。请按 F5 看最新内容")
    if row.version != draft.version:
        raise UserError(f"{row.name}的述职别处刚改过。请按 F5 看最新内容再改；刚填的还在")
    kept = check_debrief(draft, when.today)
    acts = GovernanceActs(session, clerk, "debrief", ("debrief", row.id)).on(when.on)
    acts.change(row, **_values(kept))
    return _end(acts, row, "改述职")


def _values(kept: DebriefDraft) -> dict[str, Any]:
    return {
        "meeting_id": kept.meeting_id,
        "seat_id": kept.seat_id,
        "person_id": kept.person_id,
        "outsider_id": kept.outsider_id,
        "name": kept.name,
        "duty": kept.duty,
        "period": kept.period,
        "given_on": kept.given_on,
        "text": kept.text,
        "score": kept.score,
        **(kept.votes or {}),
    }


def _end(acts: GovernanceActs, row: Debrief, words: str) -> Done:
    after = {"name": row.name, "period": row.period, "score": row.score}
    said = {"after": after}
    record(acts.session, acts.clerk, "meeting.debrief", ("debrief", row.id), said)
    return acts.done(f"{row.name}{row.period}{words}")
