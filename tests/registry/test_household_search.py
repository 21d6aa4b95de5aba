"""A household is found by its number while it is there, and when it has ended."""

from gridhall.app.finding import Finder
from gridhall.core.clerk import Clerk
from gridhall.db import search
from gridhall.qt.context import Context
from gridhall.registry import queries, service
from gridhall.registry.rules.changes import Change
from tests.factories import TODAY, FakeDesk, make_household, make_person


def test_a_household_that_ended_is_found_and_opens_who_left_it_last(
    context: Context, clerk: Clerk, desk: FakeDesk
) -> None:
    with context.db.write() as session:
        head = make_person(session, "王五", sex="1")
        wife = make_person(session, "赵六")
        home = make_household(session, [(head, "02"), (wife, "12")], "御景小区 5-1-101")
        number, ids = home.number, (head.id, wife.id)
        everybody = dict.fromkeys(ids, "")
        done = service.carry_out(
            session, clerk, Change("moved_out", TODAY, TODAY, everybody), TODAY
        )
    finder = Finder(context)
    (hit,) = [one for one in finder.find(number) if one.group == "户"]
    assert (hit.title, hit.sub) == ("已销的户", f"御景小区 5-1-101 · {TODAY} 销户")
    finder.open(hit.key)
    assert desk.opened == [("resident", ids[0])]
    with context.db.write() as session:
        before = search.search(session, number)
        search.rebuild(session, queries.all_entries(session))
        assert search.search(session, number) == before
        service.undo(session, clerk, done.action_id, "没有迁", TODAY)
    (hit,) = [one for one in finder.find(number) if one.group == "户"]
    assert (hit.title, hit.sub) == ("王五户", "御景小区 5-1-101 · 2 人")


def test_a_household_nobody_was_ever_in_says_so(
    context: Context, clerk: Clerk, desk: FakeDesk
) -> None:
    with context.db.write() as session:
        home = make_household(session, [], "御景小区 5-1-101")
        number = home.number
        search.rebuild(session, queries.all_entries(session))
    finder = Finder(context)
    (hit,) = [one for one in finder.find(number) if one.group == "户"]
    finder.open(hit.key)
    assert desk.toasts == ["这一户已撤回，没有人在里面"]
