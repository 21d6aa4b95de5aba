"""Who goes and under which head: whatever is ticked, every household ends with exactly one head."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gridhall.registry.dialogs.transfer.form import Form, keep_ticks, restored
from gridhall.registry.dialogs.transfer.guards import guard_of
from gridhall.registry.dialogs.transfer.party import Party, likely_head
from gridhall.registry.rules.changes import NEW, Home, Member, Plan, Target, plan_change
from gridhall.registry.rules.transfers import change_of

TODAY = date(2026, 11, 24)
BORN = {"old": date(1950, 1, 1), "grown": date(1980, 1, 1), "child": date(2016, 1, 1)}
RELATIONS = ("02", "12", "20", "30", "42", "51")


def member(who: int, relation: str, born: date, home: int | None = 1) -> Member:
    sex = "2" if relation in ("12", "30", "42") else "1"
    return Member(who, f"人{who}", sex, born, relation, date(2020, 1, 1), "present", home)


def plan_of(form: Form) -> Plan:
    """What the register would say, without a register."""
    party = form.party
    people = {one.person_id: one for one in party.everybody}
    homes = dict(party.homes)
    if party.joined is not None:
        homes[party.joined.id] = party.joined
        people |= {one.person_id: one for one in party.joined.members}
    here = {who: one.household_id for who, one in people.items() if one.household_id is not None}
    return plan_change(change_of(form.draft(), TODAY, here), people, homes, TODAY)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A household of one to six, some of them ticked, going to a new home or out."""
    many = draw(st.integers(1, 6))
    relations = ["02", *draw(st.lists(st.sampled_from(RELATIONS[1:]), max_size=many - 1))]
    people = tuple(
        member(who, relation, BORN[draw(st.sampled_from(sorted(BORN)))])
        for who, relation in enumerate(relations, 1)
    )
    home = Home(1, "000001", "御景小区 1-1-101", people, established_on=date(2020, 1, 1))
    going = draw(st.sets(st.sampled_from([one.person_id for one in people]), min_size=1))
    direction = draw(st.sampled_from(["inside", "out", "split"]))
    target = None if direction == "out" else Target(NEW, 7, "御景小区 2-1-101")
    form = Form(TODAY, direction=direction, people=sorted(going), reason="都说好了")
    form.party = Party({1: home}, going=going, target=target)
    return form


@given(forms())
def test_every_household_ends_with_one_head_once_the_left_one_is_named(form: Form) -> None:
    form.party.old_head = form.party.left_head(TODAY)
    for home in plan_of(form).after:
        heads = [one for one in home.members if one.relation == "02"]
        assert len(heads) == (1 if home.members else 0)


@given(forms())
def test_the_key_at_the_strip_settles_a_household_without_a_head(form: Form) -> None:
    guard = guard_of(plan_of(form), form, TODAY)
    if guard is None or guard.code != "home.no_head":
        return
    assert guard.fix is not None
    guard.fix(form)
    after = guard_of(plan_of(form), form, TODAY)
    assert after is None or after.code != "home.no_head"


@given(forms())
def test_a_kept_draft_says_the_same_when_it_is_taken_up_again(form: Form) -> None:
    form.party.old_head = form.party.left_head(TODAY)
    draft = form.draft()
    again = restored(draft)
    again.take_people(form.party.homes, {})
    keep_ticks(again, draft)
    assert again.draft() == draft


def test_the_head_before_leads_on_then_the_spouse_then_the_eldest_grown_up() -> None:
    wife, son = member(2, "12", BORN["grown"]), member(3, "20", BORN["old"])
    child = member(4, "42", BORN["child"])
    assert likely_head([child, son, wife, member(1, "02", BORN["grown"])], TODAY) == 1
    assert likely_head([child, son, wife], TODAY) == 2
    assert likely_head([child, son], TODAY) == 3
    assert likely_head([], TODAY) is None


def test_nobody_who_stays_in_the_same_home_changes_the_relation() -> None:
    people = (member(1, "02", BORN["old"]), member(2, "20", BORN["grown"]))
    home = Home(1, "000001", "御景小区 1-1-101", people)
    form = Form(TODAY, direction="in", people=[1])
    form.party = Party({1: home}, going={1, 2}, target=Target(1), joined=home)
    assert form.draft().movers == {1: "02", 2: "20"}
    assert form.draft().relations == {}


def test_a_household_of_forty_is_listed_whole() -> None:
    people = tuple(member(who, "02" if who == 1 else "97", BORN["grown"]) for who in range(1, 41))
    form = Form(TODAY, direction="out", people=[1])
    form.take_people({1: Home(1, "000001", "集体户", people, kind="collective")}, {})
    assert len(form.lines()) == 40
    assert len(form.draft().movers) == 40
