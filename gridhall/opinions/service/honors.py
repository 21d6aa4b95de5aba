"""红黑榜: written, reported for approval, approved by another supervisor, published, ended."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.mask import mask_name
from gridhall.core.text import clean
from gridhall.issues.models import Issue
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again
from gridhall.issues.service.taking_back import LEGAL
from gridhall.opinions.labels import HONORS
from gridhall.opinions.models import HonorEntry
from gridhall.opinions.queries.honors import writers
from gridhall.opinions.queries.naming import consenting
from gridhall.opinions.queries.showing import Whose, shown
from gridhall.opinions.rules.honors import (
    STEP_WORDS,
    HonorDraft,
    black_shown,
    check_honor,
    check_span,
    is_nobody,
    next_state,
)
from gridhall.opinions.rules.postings import refusal
from gridhall.opinions.rules.publishing import ANONYMOUS, NOTICE
from gridhall.opinions.service.guards import known_person
from gridhall.opinions.service.postings import refuse_compound, refuse_stale, settled
from gridhall.registry.models import Person
from gridhall.registry.rules.guardians import needs_guardian

LEGAL["honor_decide"] = "审批过的要改，请用“撤回修改”写明原因，改好再报批"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a supervisor says to a black entry."""

    approved: bool
    opinion: str = ""


def save_honor(session: Session, clerk: Clerk, draft: HonorDraft, when: When) -> Done:
    """Write an entry down, or change one that is not yet approved; it is to be reported anew."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_honor(draft, when.today)
    refuse_compound(session, kept.compound_id)
    _refuse_issue(session, kept.issue_id)
    values = _values(session, kept, when.today)
    if kept.honor_id is None:
        return _add(session, clerk, kept, values, when)
    return _change(session, clerk, kept, values, when)


def _values(session: Session, kept: HonorDraft, today: date) -> dict[str, Any]:
    person = known_person(session, kept.person_id)
    name = person.name if person is not None else kept.about
    consent_on = _consent(session, kept, person, today)
    agreed = (name,) if consent_on is not None else ()
    way = ANONYMOUS if kept.kind == "black" else NOTICE
    texts = {"title": kept.title, "story": kept.story}
    told = settled(shown(session, texts, way, Whose((name,), agreed)), kept.vouched).texts
    return {
        "kind": kept.kind,
        "title": told["title"][:60],
        "story": told["story"],
        "compound_id": kept.compound_id,
        "person_id": kept.person_id,
        "about": name,
        "shown": _shown(kept, name, whole=bool(agreed)),
        "consent_on": consent_on,
        "happened_on": kept.happened_on,
        "issue_id": kept.issue_id,
    }


def _shown(kept: HonorDraft, name: str, *, whole: bool) -> str:
    if kept.kind == "black":
        return black_shown(kept.building)
    where = f"{kept.building}号楼" if kept.building else ""
    if not name:
        return f"{where}热心居民"
    return f"{where} {name if whole else mask_name(name)}".strip()[:60]


def _consent(session: Session, kept: HonorDraft, person: Person | None, today: date) -> date | None:
    """The day of the consent to be named; the register's own counts, a child's guardian signs."""
    if kept.kind == "black":
        return None
    if person is not None and person.id in consenting(session, [person.id]):
        return kept.consent_on or today
    told = kept.consent_on is not None and person is not None
    if told and person is not None and needs_guardian(person.birth_date, today):
        said = f"{person.name}不满 14 周岁，要监护人同意。请在居民卡“个人信息”里登记同意后再写"
        raise refusal("consent_on", said)
    return kept.consent_on


def _add(
    session: Session, clerk: Clerk, kept: HonorDraft, values: dict[str, Any], when: When
) -> Done:
    acts = GovernanceActs(session, clerk, "honor", ("honor_entry", None), kept.request_key)
    acts.on(when.on).leads_to("draft")
    row = acts.add(HonorEntry(state="draft", clerk_name=clerk.name, **values))
    acts.is_about(row.id)
    record(session, clerk, "honor.save", ("honor_entry", row.id), {"after": _said(values)})
    return acts.done(f"登记{HONORS[row.kind]}“{row.title}”")


def _change(
    session: Session, clerk: Clerk, kept: HonorDraft, values: dict[str, Any], when: When
) -> Done:
    row = standing_honor(session, kept.honor_id or 0)
    refuse_stale(row, kept.version, row.title)
    if row.state not in ("draft", "refused"):
        step = "先下榜" if row.state == "published" else "先“撤回修改”"
        raise UserError(f"“{row.title}”已经报批或发布，不能直接改。请{step}，改好再报批")
    before = {name: getattr(row, name) for name in values}
    acts = GovernanceActs(session, clerk, "honor", ("honor_entry", row.id), kept.request_key)
    acts.on(when.on).leads_to("draft")
    acts.change(row, state="draft", clerk_name=clerk.name, **values)
    said = changes(_said(before), _said(values))
    record(session, clerk, "honor.save", ("honor_entry", row.id), said)
    return acts.done(f"修改{HONORS[row.kind]}“{row.title}”")


def submit_honor(session: Session, clerk: Clerk, honor_id: int, when: When) -> Done:
    """Report it (报批): a black entry waits for a supervisor, a red one may be published."""
    row = standing_honor(session, honor_id)
    state = next_state(row.state, "submit", row.kind, row.title)
    acts = _acts(session, clerk, "honor", row).on(when.on).leads_to(state)
    acts.change(row, state=state)
    return _step(acts, row, "submit")


def decide_honor(
    session: Session, clerk: Clerk, honor_id: int, decision: Decision, when: When
) -> Done:
    """A supervisor who wrote none of it approves a black entry, or does not."""
    row = standing_honor(session, honor_id)
    require(clerk, Role.SUPERVISOR, "审批黑榜")
    step = "approve" if decision.approved else "refuse"
    state = next_state(row.state, step, row.kind, row.title)
    if clerk.name in writers(session, row.id):
        raise UserError(f"“{row.title}”是您自己写的或改过的，要请另一位主管审批")
    opinion = clean(decision.opinion)
    if not decision.approved and not opinion:
        raise refusal("opinion", "不批要写原因，例如 事情没有核实")
    if len(opinion) > 100:
        raise refusal("opinion", f"审批意见最长 100 个字，现在是 {len(opinion)} 个字")
    if decision.approved and row.kind == "black":
        _refuse_named(session, row)
    acts = _acts(session, clerk, "honor_decide", row).on(when.on).leads_to(state)
    now = datetime.now(UTC)
    acts.change(row, state=state, approved_by=clerk.name, approved_at=now, opinion=opinion)
    return _step(acts, row, step)


def recall_honor(session: Session, clerk: Clerk, honor_id: int, why: str, when: When) -> Done:
    """Take it back to be changed (撤回修改); an approval given counts no more."""
    row, why = standing_honor(session, honor_id), _reason(why)
    state = next_state(row.state, "recall", row.kind, row.title)
    if row.approved_by:
        require(clerk, Role.SUPERVISOR, "撤回审批过的黑榜")
    acts = _acts(session, clerk, "honor", row).on(when.on).leads_to(state)
    acts.change(row, state=state, approved_by="", approved_at=None, opinion="")
    return _step(acts, row, "recall", why)


def publish_honor(
    session: Session, clerk: Clerk, honor_id: int, span: tuple[date, date], when: When
) -> Done:
    """It stands on the board from a day to a day, both counted in."""
    row = standing_honor(session, honor_id)
    state = next_state(row.state, "publish", row.kind, row.title)
    check_span(*span, when.today)
    if row.kind == "black":
        _refuse_named(session, row)
    acts = _acts(session, clerk, "honor", row).on(when.on).leads_to(state)
    acts.change(row, state=state, publish_from=span[0], publish_to=span[1])
    return _step(acts, row, "publish")


def end_honor(session: Session, clerk: Clerk, honor_id: int, why: str, when: When) -> Done:
    """It leaves the board (下榜): its term is over, or a reason says why sooner."""
    row, why = standing_honor(session, honor_id), clean(why)
    state = next_state(row.state, "end", row.kind, row.title)
    if row.publish_to is not None and when.on <= row.publish_to:
        why = _reason(why)
    acts = _acts(session, clerk, "honor", row).on(when.on).leads_to(state)
    acts.change(row, state=state, ended_on=when.on, why=why[:100])
    return _step(acts, row, "end", why)


def _refuse_named(session: Session, row: HonorEntry) -> None:
    """What the register knows by now may be more than when it was written."""
    texts = {"title": row.title, "story": row.story, "shown": row.shown}
    told = shown(session, texts, ANONYMOUS, Whose((row.about,)))
    if any(told.texts[name] != texts[name] for name in texts) or not is_nobody(row.shown):
        raise UserError(
            f"“{row.title}”里还看得出是谁（{told.words or '榜上写成'}）。"
            "黑榜不能公开个人信息（个人信息保护法第二十五条），请撤回修改"
        )


def _refuse_issue(session: Session, issue_id: int | None) -> None:
    if issue_id is not None and session.get(Issue, issue_id) is None:
        raise refusal("title", "没有这个问题，可能刚被撤回。请重新选")


def _reason(why: str) -> str:
    why = clean(why)
    if not why:
        raise refusal("why", "请写原因，例如 当事人已经改正")
    if len(why) > 100:
        raise refusal("why", f"最长 100 个字，现在是 {len(why)} 个字")
    return why


def _acts(session: Session, clerk: Clerk, kind: str, row: HonorEntry) -> GovernanceActs:
    return GovernanceActs(session, clerk, kind, ("honor_entry", row.id))


def _step(acts: GovernanceActs, row: HonorEntry, step: str, why: str = "") -> Done:
    said: dict[str, Any] = {"kind": row.kind, "state": row.state}
    said |= {"reason": why} if why else {}
    record(acts.session, acts.clerk, "honor.step", ("honor_entry", row.id), {"after": said})
    return acts.done(f"{STEP_WORDS[step]}{HONORS[row.kind]}“{row.title}”")


def standing_honor(session: Session, honor_id: int) -> HonorEntry:
    """An entry by its id."""
    row = session.get(HonorEntry, honor_id)
    if row is None:
        raise UserError("没有这一条，可能刚被撤回。请按 F5 看最新内容")
    return row


_SAID: Final = ("kind", "title", "shown", "consent_on", "happened_on")  # never who it was


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in _SAID if name in values}
