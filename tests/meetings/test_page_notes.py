"""Two secretaries' notes put together: no word of either is lost, whatever they typed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gridhall.meetings.dialogs.room.notes import Notes, join_said, merge

LINES = st.lists(st.sampled_from(["甲", "乙说", "丙 说", "丁", "再议"]), max_size=4)
TEXT = LINES.map("\n".join)


@given(TEXT, TEXT, TEXT)
def test_every_line_of_both_is_there(base: str, mine: str, theirs: str) -> None:
    joined = join_said(base, base + mine, theirs)
    assert joined.startswith(theirs.rstrip())
    begun = theirs.startswith(base)
    for line in (mine if begun else base + mine).splitlines():
        assert line in joined


@given(TEXT, TEXT)
def test_what_only_one_changed_is_theirs_who_changed_it(base: str, typed: str) -> None:
    was = Notes(said=base)
    assert merge(was, was, replace(was, said=typed)).notes.said == typed
    merged = merge(was, replace(was, said=typed), replace(was, words="请物业先查"))
    assert (merged.notes.said, merged.notes.words, merged.clashes) == (typed, "请物业先查", ())


def test_joining_twice_adds_nothing() -> None:
    once = join_said("甲", "甲\n我的", "甲\n别人的")
    assert once == "甲\n别人的\n我的"
    assert join_said("甲", "甲\n我的", once) == once


def test_where_both_decided_it_is_told_and_ours_stays_on_show() -> None:
    was = Notes()
    mine, theirs = Notes(mark=("route", 2)), Notes(mark=("decline", None), refusal="done")
    merged = merge(was, mine, theirs)
    assert (merged.notes.mark, merged.notes.refusal) == (("route", 2), "done")
    assert merged.clashes == ("mark",)
