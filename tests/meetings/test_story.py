"""S0: the May meeting of 办头堰社区 with its 22 matters and 2 carried over; the June agenda."""

from datetime import date

import pytest

from gridhall.db.database import Database
from gridhall.issues.rules.orders import Owner
from gridhall.meetings.rules.decisions import Votes
from gridhall.organisation.models import Organisation
from gridhall.places.models import Compound
from tests.meetings.halls import Office

APRIL, MAY, JUNE = date(2026, 4, 22), date(2026, 5, 20), date(2026, 6, 24)
COMPOUNDS = {"御景小区": 9, "东风小区": 7, "柏林花园": 6}  # 22 matters of three compounds
STREET = Owner(name="花果街道综合执法中心")


@pytest.fixture
def office(db: Database) -> Office:
    with db.write() as session:
        session.add(Organisation(kind="joint_committee", name="办头堰社区大党委"))
        session.add_all(Compound(name=name) for name in COMPOUNDS)
    return Office(db)


def _compound(office: Office, name: str) -> int:
    with office.db.read() as session:
        return session.query(Compound.id).filter_by(name=name).scalar()  # type: ignore[no-any-return]


def _told(office: Office) -> dict[str, list[int]]:
    """By SMS from the branches' members, or seen on the way to work; each with its compound."""
    found: dict[str, list[int]] = {}
    for name, count in COMPOUNDS.items():
        compound = _compound(office, name)
        found[name] = [
            office.issue(
                f"{name}第{n}件难题",
                date(2026, 5, 1 + n),
                channel="sms" if n % 2 else "patrol",
                path=3,
                compound_id=compound,
            )
            for n in range(1, count + 1)
        ]
    return found


def test_the_may_meeting_decides_and_june_holds_what_is_unresolved(office: Office) -> None:
    old = [
        office.issue("供水管网老化", date(2026, 4, 2), channel="phone"),
        office.issue("断头路没有路灯", date(2026, 4, 9), channel="visit"),
    ]
    april = office.begin(APRIL, place="社区会议室")
    for one in old:
        office.decide(april, one, APRIL, "later", said="要等区里的计划")
    told = office.end(april, APRIL)
    assert told.row_id == april
    assert [one.carried for one in office.agenda(None, date(2026, 5, 2))] == [1, 1]

    told_by = _told(office)
    fresh = [one for some in told_by.values() for one in some]
    assert len(fresh) == 22
    may = office.begin(MAY, subject="讨论红色物业反馈的难题")
    first = office.agenda(may, MAY)
    assert len(first) == 24
    assert [one.title for one in first[:2]] == ["供水管网老化", "断头路没有路灯"]
    assert [one.carried_words for one in first[:3]] == ["已过 1 次会", "已过 1 次会", ""]

    office.decide(may, old[0], MAY, "route", route=3, owner=STREET, due_on=date(2026, 7, 31))
    office.decide(may, old[1], MAY, "take_up", due_on=date(2026, 6, 10), votes=Votes(11, 1, 0))
    declined, taken, routed, admitted = fresh[:4], fresh[4:14], fresh[14:20], fresh[20:]
    for one in declined:
        office.decide(may, one, MAY, "decline", refusal="done")
    for one in taken:
        office.decide(may, one, MAY, "take_up", said="物业三天内处理")
    for one in routed:
        office.decide(may, one, MAY, "route", route=2, owner=STREET)
    for one in admitted:
        office.decide(may, one, MAY, "admit")
    assert office.states(declined) == ["declined"] * 4
    assert office.states(taken) == ["in_progress"] * 10
    assert office.states(routed) == ["routed"] * 6
    assert office.states(admitted) == ["admitted"] * 2
    office.end(may, MAY)

    card = office.card(may, JUNE)
    assert (card.row.state, card.row.issues, card.row.decided, card.row.left) == (
        "held",
        24,
        24,
        20,
    )
    assert len(card.carried) == 2

    solved = [*taken[:8], old[1]]
    for one in solved:
        if office.row(one).state == "in_progress":
            office.solve(one, date(2026, 6, 5))
    new = office.issue("充电棚线路外露", date(2026, 6, 15))
    unresolved = {old[0], *taken[8:], *routed, *admitted, new}
    june = office.agenda(None, date(2026, 6, 20))
    assert {one.issue_id for one in june} == unresolved
    assert (june[0].issue_id, june[0].carried) == (old[0], 2)
    assert {one.carried for one in june if one.issue_id in {*taken[8:], *routed, *admitted}} == {1}
    assert (june[-1].issue_id, june[-1].carried) == (new, 0)

    meeting = office.begin(JUNE)
    assert {one.issue_id for one in office.agenda(meeting, JUNE)} == unresolved
    frozen = office.agenda(may, JUNE)
    assert len(frozen) == 24
    assert sum(bool(one.left_open) for one in frozen) == 20


def test_a_decision_says_who_does_it_until_when(office: Office) -> None:
    issue = office.issue("井盖松动", date(2026, 5, 18))
    may = office.begin(MAY)
    office.decide(may, issue, MAY, "route", route=2, owner=STREET, words="先围挡", said="有人绊倒")
    item = office.agenda(may, MAY)[0]
    assert item.owner is not None
    assert (item.owner.name, item.route, item.said) == (STREET.name, 2, "有人绊倒")
    row = office.row(issue)
    assert (row.state, row.owner_name, row.due_on) == ("routed", STREET.name, item.due_on)
    assert row.admitted_on == MAY
    assert row.due_on is not None
    assert row.due_on > MAY
    told = [line.detail for line in office.card(may, MAY).story]
    assert told[0] == f"{row.number}：分派，{STREET.name}承办，{row.due_on} 前办完"
