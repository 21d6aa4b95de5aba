from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gridhall.registry.rules import ResidentDraft
from gridhall.registry.rules.merging import Theirs, clashes, merged, my_changes, value_words

BASE = ResidentDraft("张桂花", id_number=None, phone=None, sex="2", note="", ethnicity="01")
FIELDS = ("name", "note", "workplace", "occupation", "ethnicity")
EDITS = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["01", "03", "甲", "乙", ""]))


def _theirs(changed: dict[str, Any]) -> Theirs:
    before = {name: getattr(BASE, name) for name in changed}
    return Theirs("高明", datetime(2026, 11, 24, tzinfo=UTC), before, changed, 2)


@given(EDITS, EDITS)
def test_nothing_of_either_is_lost_unless_both_changed_it(
    mine: dict[str, str], theirs: dict[str, str]
) -> None:
    my_draft, now = replace(BASE, **mine), replace(BASE, **theirs)
    changed, other = my_changes(BASE, my_draft), my_changes(BASE, now)
    both = {one.field for one in clashes(changed, _theirs(other))}
    assert both == {name for name in changed if name in other and changed[name] != other[name]}
    kept = merged(now, changed, frozenset(both))
    for name in FIELDS:
        if name in both or name not in changed:
            assert getattr(kept, name) == getattr(now, name)
        else:
            assert getattr(kept, name) == changed[name]
    over = merged(now, changed)
    assert all(getattr(over, name) == value for name, value in changed.items())


def test_a_number_left_alone_is_no_change_and_a_typed_one_is_masked() -> None:
    assert my_changes(BASE, BASE) == {}
    typed = replace(BASE, phone="13900002200", id_number="370686195903120027")
    mine = my_changes(BASE, typed)
    assert set(mine) == {"phone", "id_number"}
    assert value_words("phone", mine["phone"]) == "139****2200"
    assert value_words("id_number", mine["id_number"]) == "370686********0027"
    assert value_words("ethnicity", "03") == "回族"
    assert value_words("note", None) == "（空）"
