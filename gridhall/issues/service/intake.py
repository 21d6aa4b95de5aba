"""An issue is collected, and what is known of it changed (收集问题)."""

from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.labels import CHANNELS, PATHS
from gridhall.issues.models import GovernanceAction, Issue, IssuePerson
from gridhall.issues.rules.drafts import Concerned, IssueDraft, check_issue, check_people, refusal
from gridhall.issues.rules.states import COLLECTED, STEP_OF, next_state
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again
from gridhall.issues.service.filing import category_of, check_manner, place_of
from gridhall.issues.service.steps.step import begin, stale, standing_issue, told
from gridhall.organisation.models import PartnerUnit
from gridhall.papers.service import next_number
from gridhall.registry.models import Person

_PLAIN: Final = (
    "title", "content", "path", "channel", "category_id", "size", "manner", "spot", "received_on",
)  # fmt: skip


class _Raiser(NamedTuple):
    person_id: int | None
    raiser_unit_id: int | None
    raiser: str
    phone: str


def add_issue(session: Session, clerk: Clerk, draft: IssueDraft, when: When) -> Done:
    """Write down what somebody raised; whoever takes it in stays its first receiver (首接)."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_issue(draft, when.today)
    values = _values(session, kept, None)
    acts = GovernanceActs(session, clerk, "issue_add", ("issue", None), draft.request_key)
    acts.on(values["received_on"]).leads_to(COLLECTED)
    issue = acts.add(
        Issue(
            number=_number(session, values["received_on"].year),
            state=COLLECTED,
            first_level=kept.level,
            level=kept.level,
            recorded_at=datetime.now(UTC),
            clerk_name=clerk.name,
            source=kept.source,
            source_id=kept.source_id,
            request_key=kept.request_key or None,
            **values,
        )
    )
    acts.is_about(issue.id)
    for one in kept.people:
        acts.add(_person(session, issue, one))
    said = {"number": issue.number, "title": told(issue.title), "received_on": issue.received_on}
    record(session, clerk, "issue.add", ("issue", issue.id), {"after": said})
    came = f"{PATHS[issue.path]}，{CHANNELS[issue.channel]}"
    return acts.done(f"收集问题“{told(issue.title)}”（{came}）")


def change_issue(  # noqa: PLR0913  whose act, on what, from which form, and when
    session: Session, clerk: Clerk, issue_id: int, draft: IssueDraft, version: int, when: When
) -> Done:
    """Change what is known of an issue; its number, levels and source stay."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    issue = standing_issue(session, issue_id)
    if version != issue.version:
        raise UserError(stale(session, issue))
    state = next_state(issue.state, "change", issue.number)
    kept = check_issue(draft, when.today)
    values = _values(session, kept, issue)
    _refuse_late(session, issue, values["received_on"])
    acts = GovernanceActs(session, clerk, "issue_change", ("issue", issue.id), draft.request_key)
    acts.on(when.on).leads_to(state)
    before = {name: getattr(issue, name) for name in values}
    acts.change(issue, **values)
    _replace_people(acts, issue, kept.people)
    said = changes(_said(before), _said(values))
    record(session, clerk, "issue.change", ("issue", issue.id), said)
    return acts.done(f"修改问题“{told(issue.title)}”")


def set_people(
    session: Session, clerk: Clerk, issue_id: int, people: tuple[Concerned, ...], when: When
) -> Done:
    """Write down whom an issue concerns (相关人员), in place of who was written down before."""
    step = begin(session, clerk, issue_id, "change", when)
    step.kind = "issue_people"
    kept = check_people(people)
    _replace_people(step.acts, step.issue, kept)
    return step.done(f"相关人员 {len(kept)} 位", "issue.change")


def _values(session: Session, kept: IssueDraft, issue: Issue | None) -> dict[str, Any]:
    """What an issue says, checked against what the hall has."""
    category_of(session, kept.category_id, None if issue is None else issue.category_id)
    check_manner(session, kept.manner, "" if issue is None else issue.manner)
    place = place_of(session, kept.grid_id, kept.compound_id, kept.building_id)
    values = {name: getattr(kept, name) for name in _PLAIN}
    return values | _raiser(session, kept, issue)._asdict() | place


def _raiser(session: Session, kept: IssueDraft, issue: Issue | None) -> _Raiser:
    """Who raised it: a resident by the register, a unit, a name, or nobody said."""
    if kept.person_id is not None:
        person = living(session, kept.person_id, "raiser")
        return _Raiser(person.id, None, person.name, kept.phone or person.phone)
    if kept.raiser_unit_id is not None:
        unit = session.get(PartnerUnit, kept.raiser_unit_id)
        known = None if issue is None else issue.raiser_unit_id
        if unit is None or (unit.active_to is not None and unit.id != known):
            raise refusal("raiser", "没有这个单位，或者已经停止共建。请重新选反映单位")
        phone = kept.phone or unit.phone
        return _Raiser(None, unit.id, kept.raiser or unit.name, phone)
    return _Raiser(None, None, kept.raiser, kept.phone)


def living(session: Session, person_id: int, field: str) -> Person:
    """A resident of the register; one merged into another is the other."""
    person = session.get(Person, person_id)
    while person is not None and person.merged_into is not None:
        person = session.get(Person, person.merged_into)
    if person is None:
        raise refusal(field, "没有这位居民，可能刚被撤回。请重新选")
    if person.status == "void":
        raise refusal(field, f"{person.name}的登记已经作废。请重新选，或只写姓名和电话")
    return person


def _refuse_late(session: Session, issue: Issue, received_on: Any) -> None:
    """Refuse that something was done about it before it was raised."""
    one = GovernanceAction
    mine = (one.subject == "issue", one.subject_id == issue.id, one.kind.in_(STEP_OF))
    stands = (one.undone_by.is_(None), one.undo_of.is_(None))
    first = session.scalar(select(one.happened_on).where(*mine, *stands).order_by(one.happened_on))
    if first is not None and received_on > first:
        raise refusal("received_on", f"{first} 已经开始办，反映日期不能晚于这一天，请核对")


def _replace_people(acts: GovernanceActs, issue: Issue, people: tuple[Concerned, ...]) -> None:
    """Only rows that differ are written, so that taking back touches no more."""
    mine = select(IssuePerson).where(IssuePerson.issue_id == issue.id).order_by(IssuePerson.id)
    before = list(acts.session.scalars(mine))
    after = [_person(acts.session, issue, one) for one in people]
    if [_what(one) for one in before] == [_what(one) for one in after]:
        return
    for row in before:
        acts.remove(row)
    for row in after:
        acts.add(row)


def _person(session: Session, issue: Issue, one: Concerned) -> IssuePerson:
    who = None if one.person_id is None else living(session, one.person_id, "people")
    return IssuePerson(
        issue_id=issue.id,
        person_id=None if who is None else who.id,
        name=one.name or (who.name if who else ""),
        phone=one.phone or (who.phone if who else ""),
        role=one.role,
    )


def _what(row: IssuePerson) -> tuple[Any, ...]:
    return (row.person_id, row.name, row.phone, row.role)


def _number(session: Session, year: int) -> str:
    return f"哨〔{year}〕{next_number(session, 'issue', str(year)):04}"


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """What the trail says of an issue: nothing of who raised it but that it changed."""
    hidden = ("raiser", "phone", "content")
    return {name: "…" if name in hidden and value else value for name, value in values.items()}
