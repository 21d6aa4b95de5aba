"""Mediation (人民调解): taken in, agreed, performed, called about; or failed, with what follows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.mask import mask_numbers
from gridhall.issues.rules.drafts import IssueDraft
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again
from gridhall.issues.service.intake import add_issue
from gridhall.opinions.models import Mediation, MediationParty
from gridhall.opinions.queries.doors import doors_of
from gridhall.opinions.queries.mediations import mediation
from gridhall.opinions.rules.fields import refusal
from gridhall.opinions.rules.mediations import (
    SIDES,
    Agreed,
    MediationDraft,
    PartyDraft,
    check_agreed,
    check_mediation,
    next_state,
    usual_due,
)
from gridhall.opinions.rules.topics import check_why
from gridhall.opinions.service import peace_holding, peace_index
from gridhall.opinions.service.guards import check_place, known_person, standing
from gridhall.papers.service import next_number
from gridhall.registry.models import Household, Membership, Person

# Whatever is done here keeps the search in step, and may be taken back only as a whole.
__all__ = ["peace_holding", "peace_index"]

_PLAIN: Final = (
    "kind", "title", "dispute", "grid_id", "accepted_on", "mediators", "place", "due_on",
)  # fmt: skip
_SAID: Final = ("kind", "accepted_on", "mediators", "due_on")  # of it in the trail


def save_mediation(session: Session, clerk: Clerk, draft: MediationDraft, when: When) -> Done:
    """Take a dispute in, or change one that is still being mediated."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_mediation(draft, when.today)
    check_place(session, None, kept.grid_id)
    people = [_party(session, one) for one in kept.parties]
    values = {name: getattr(kept, name) for name in _PLAIN}
    if kept.mediation_id is None:
        return _add(session, clerk, kept, (values, people))
    return _change(session, clerk, kept, (values, people), when)


def _add(
    session: Session,
    clerk: Clerk,
    kept: MediationDraft,
    told: tuple[dict[str, Any], list[dict[str, Any]]],
) -> Done:
    values, people = told
    day: date = values["accepted_on"]
    acts = GovernanceActs(session, clerk, "mediation", ("mediation", None), kept.request_key)
    number = f"调〔{day.year}〕{next_number(session, 'mediation', str(day.year)):03}"
    row = acts.add(Mediation(number=number, state="accepted", clerk_name=clerk.name, **values))
    acts.is_about(row.id)
    _write_parties(acts, row.id, people)
    said = {"after": {"number": number, **{name: values[name] for name in _SAID}}}
    record(session, clerk, "mediation.save", ("mediation", row.id), said)
    return acts.on(day).leads_to("accepted").done(f"受理调解 {number}，{len(people)} 方当事人")


def _change(
    session: Session,
    clerk: Clerk,
    kept: MediationDraft,
    told: tuple[dict[str, Any], list[dict[str, Any]]],
    when: When,
) -> Done:
    values, people = told
    row = standing(session, Mediation, kept.mediation_id or 0, kept.version)
    if row.state != "accepted":
        raise UserError(f"{row.number} 调解已经结束，受理的内容不能再改。要改请先撤回结果")
    before = {name: getattr(row, name) for name in _SAID}
    acts = GovernanceActs(session, clerk, "mediation", ("mediation", row.id), kept.request_key)
    flag_modified(row, "title")  # other parties alone are a change of it as well
    acts.change(row, **values)
    _write_parties(acts, row.id, people)
    said = changes(before, {name: values[name] for name in _SAID})
    record(session, clerk, "mediation.save", ("mediation", row.id), said)
    return acts.on(when.on).leads_to(row.state).done(f"修改调解 {row.number}")


def _party(session: Session, one: PartyDraft) -> dict[str, Any]:
    """A party as it is kept: of a resident no ID number, the register has it."""
    person = known_person(session, one.person_id)
    if person is None:
        return {
            "person_id": None, "name": one.name, "sex": one.sex, "id_number": one.id_number,
            "phone": one.phone, "address": one.address,
        }  # fmt: skip
    return {
        "person_id": person.id,
        "name": one.name or person.name,
        "sex": person.sex,
        "id_number": "",
        "phone": one.phone or person.phone,
        "address": one.address or _home(session, person),
    }


def _home(session: Session, person: Person) -> str:
    """御景小区 3-2-501, else where they are registered."""
    query = (
        select(Household.dwelling_id)
        .join(Membership, Membership.household_id == Household.id)
        .where(Membership.person_id == person.id, Membership.until.is_(None))
    )
    dwelling = session.scalars(query).first()
    if dwelling is None:
        return person.hukou_address
    return doors_of(session, [dwelling])[dwelling].address.short


def _write_parties(
    acts: GovernanceActs, mediation_id: int, people: Sequence[Mapping[str, Any]]
) -> None:
    """The parties in their order; one whose number was not typed again keeps it."""
    mine = select(MediationParty).where(MediationParty.mediation_id == mediation_id)
    kept = list(acts.session.scalars(mine.order_by(MediationParty.id)))
    for side, values, row in zip(SIDES, people, [*kept, *[None] * len(SIDES)], strict=False):
        if row is None:
            acts.add(MediationParty(mediation_id=mediation_id, side=side, **values))
            continue
        same = row.person_id == values["person_id"] and row.name == values["name"]
        told = dict(values)
        if same and not row.person_id:
            told["id_number"] = values["id_number"] or row.id_number
            told["phone"] = values["phone"] or row.phone
        acts.change(row, side=side, **told)
    for row in kept[len(people) :]:
        acts.remove(row)


# The steps


def agree(session: Session, clerk: Clerk, mediation_id: int, told: Agreed, when: When) -> Done:
    """达成协议: in writing, or by word of mouth (§28); who has nothing left to do has performed."""
    row = standing(session, Mediation, mediation_id, when.version)
    state = next_state(row.state, "agree", row.number)
    kept = check_agreed(told, row.accepted_on, when.today)
    values = {
        "agreement": kept.agreement, "way": kept.way, "oral": kept.oral,
        "agreed_on": kept.agreed_on, "perform_by": kept.perform_by,
    }  # fmt: skip
    how = "口头协议" if kept.oral else "协议"
    until = f"，{kept.perform_by} 前履行" if kept.perform_by else ""
    return _step(
        session, clerk, row, (state, f"达成{how}{until}", values), kept.agreed_on or when.on
    )


def fail(session: Session, clerk: Clerk, mediation_id: int, why: str, when: When) -> Done:
    """调解不成, or the agreement is broken (反悔): told of other ways (§26, §32)."""
    row = standing(session, Mediation, mediation_id, when.version)
    broken = row.state == "agreed"
    state = next_state(row.state, "fail", row.number)
    kept = check_why(why, "双方分歧太大，已告知可以仲裁、行政处理或起诉")
    words = "协议没有履行" if broken else "调解不成"
    return _step(session, clerk, row, (state, words, {"why": kept}), when.on)


def withdraw(session: Session, clerk: Clerk, mediation_id: int, why: str, when: When) -> Done:
    """终止调解: a party wants no mediation any more, or it is not for mediation."""
    row = standing(session, Mediation, mediation_id, when.version)
    state = next_state(row.state, "withdraw", row.number)
    kept = check_why(why, "当事人撤回申请")
    return _step(session, clerk, row, (state, "终止调解", {"why": kept}), when.on)


def perform(session: Session, clerk: Clerk, mediation_id: int, on: date, when: When) -> Done:
    """登记履行: the agreement was kept."""
    row = standing(session, Mediation, mediation_id, when.version)
    state = next_state(row.state, "perform", row.number)
    if row.agreed_on is None or not row.agreed_on <= on <= when.today:
        raise refusal(
            "performed_on",
            f"履行日期要在达成协议的 {row.agreed_on} 到今天（{when.today}）之间，请核对",
        )
    return _step(session, clerk, row, (state, "登记履行", {"performed_on": on}), on)


def call_on(session: Session, clerk: Clerk, mediation_id: int, on: date, when: When) -> Done:
    """登记回访: whether the agreement holds was asked (§31)."""
    row = standing(session, Mediation, mediation_id, when.version)
    if row.state not in ("agreed", "performed") or row.agreed_on is None:
        raise UserError(f"{row.number} 没有协议，不用回访。达成协议以后再登记")
    if not row.agreed_on <= on <= when.today:
        raise refusal(
            "called_on",
            f"回访日期要在达成协议的 {row.agreed_on} 到今天（{when.today}）之间，请核对",
        )
    return _step(session, clerk, row, (row.state, "登记回访", {"called_on": on}), on)


def resume(session: Session, clerk: Clerk, mediation_id: int, when: When) -> Done:
    """重新调解: a month more, what was agreed before counts no longer."""
    row = standing(session, Mediation, mediation_id, when.version)
    state = next_state(row.state, "resume", row.number)
    if row.issue_id is not None:
        number = mediation(session, row.id).issue_number
        raise UserError(f"{row.number} 已经转吹哨台账 {number}，请在那里办；要重新调解请先撤回转办")
    values = {
        "why": "", "due_on": usual_due(when.on), "agreement": "", "way": "", "oral": False,
        "agreed_on": None, "perform_by": None, "called_on": None,
    }  # fmt: skip
    return _step(session, clerk, row, (state, "重新调解", values), when.on)


def _step(
    session: Session,
    clerk: Clerk,
    row: Mediation,
    told: tuple[str, str, dict[str, Any]],
    on: date,
) -> Done:
    state, words, values = told
    acts = GovernanceActs(session, clerk, "mediation", ("mediation", row.id))
    acts.change(row, state=state, **values)
    said = {"after": {"number": row.number, "state": state, "on": on}}
    record(session, clerk, "mediation.step", ("mediation", row.id), said)
    return acts.on(on).leads_to(state).done(f"{row.number} {words}")


def to_issue(session: Session, clerk: Clerk, mediation_id: int, when: When) -> Done:
    """A failed mediation becomes an issue of the ledger (转吹哨台账), by one key."""
    row = standing(session, Mediation, mediation_id, when.version)
    if row.state not in ("failed", "withdrawn"):
        raise UserError(f"{row.number} 还在调解或已经调成，不用转。调解不成再转吹哨台账")
    if row.issue_id is not None:
        number = mediation(session, row.id).issue_number
        raise UserError(f"{row.number} 已经转成问题 {number}，不用再转")
    acts = GovernanceActs(session, clerk, "mediation", ("mediation", row.id))
    draft = IssueDraft(
        row.title,
        f"{mask_numbers(row.dispute)}\n调解（{row.number}）没有调成：{mask_numbers(row.why)}"[
            :4000
        ],
        channel="visit",
        grid_id=row.grid_id,
        spot=row.place,
        received_on=when.on,
        source="mediation",
        source_id=row.id,
    )
    issue = acts.includes(add_issue(session, clerk, draft, when))
    link = GovernanceActs(session, clerk, "mediation", ("mediation", row.id))
    link.change(row, issue_id=issue.row_id)
    number = mediation(session, row.id).issue_number
    acts.includes(link.on(when.on).leads_to(row.state).done(f"关联 {number}"))
    said = {"after": {"number": row.number, "issue": number}}
    record(session, clerk, "mediation.step", ("mediation", row.id), said)
    return acts.on(when.on).leads_to(row.state).done(f"{row.number} 转吹哨台账 {number}")
