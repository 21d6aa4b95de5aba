"""Points given or taken by hand (考核加减分): a supervisor's, each with its reason."""

from datetime import date

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.issues.models import ScoreNote
from gridhall.issues.queries.figures.lines import owner_names
from gridhall.issues.rules.drafts import refusal
from gridhall.issues.rules.scores import NoteDraft, check_note, points_said
from gridhall.issues.service.acts import Done, GovernanceActs, done_again


def add_note(
    session: Session, clerk: Clerk, draft: NoteDraft, today: date, request_key: str = ""
) -> Done:
    """Give a unit points, or take some, with the reason; taken back with Ctrl+Z."""
    require(clerk, Role.SUPERVISOR, "考核加减分")
    again = done_again(session, request_key)
    if again is not None:
        return again
    kept = check_note(draft, today)
    name = owner_names(session).get(kept.owner_key)
    if name is None:
        raise refusal("owner", "请从名单里选单位；不在册的单位先登记，再加减分")
    acts = GovernanceActs(session, clerk, "score_note", ("score_note", None), request_key)
    row = acts.on(kept.day).add(
        ScoreNote(
            owner_key=kept.owner_key,
            day=kept.day,
            points=kept.points,
            reason=kept.reason,
            clerk_name=clerk.name,
        )
    )
    acts.is_about(row.id)
    said = {"owner": kept.owner_key, "points": kept.points, "reason": kept.reason}
    record(session, clerk, "issue.score", ("score_note", row.id), {"after": said})
    return acts.done(f"{name} {points_said(kept.points)} 分：{kept.reason}")
