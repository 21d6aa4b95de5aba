"""Transfers: states, clocks, what is missing, what a draft is going to change."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.errors import UserError
from gridhall.papers.labels import KINDS as PAPER_KINDS
from gridhall.registry.labels import EVENTS, TRANSFER_STATES, transfer_state_label
from gridhall.registry.queries.transfers import shipped_categories
from gridhall.registry.rules.changes import NEW, Member, Target
from gridhall.registry.rules.drafts import ResidentDraft
from gridhall.registry.rules.transfers import (
    DONE,
    ENDED,
    EVENTS_OF,
    OPEN,
    STEPS,
    Around,
    CategorySpec,
    MaterialSpec,
    Step,
    TransferDraft,
    catalogue_text,
    change_of,
    check_category,
    check_expired,
    check_not_expired,
    check_reason,
    check_step,
    check_step_day,
    clock,
    draft_from_json,
    draft_json,
    missing,
    next_states,
    read_catalogue,
    settled_draft,
    transfer_doubts,
)

TODAY = date(2026, 11, 24)
STATES = st.sampled_from(sorted(TRANSFER_STATES))
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(st.lists(STATES, max_size=30), st.booleans())
def test_random_steps_never_leave_the_machine(wanted: list[str], one_stop: bool) -> None:
    """Whatever a clerk tries, only arrows of the handbook are walked, and an end is an end."""
    state, walked = "received", ["received"]
    for step in wanted:
        try:
            check_step(state, step, one_stop)
        except UserError:
            assert step not in next_states(state, one_stop)
            continue
        assert state not in ENDED
        state = step
        walked.append(step)
    assert set(walked) <= set(STEPS)
    if state in DONE:  # nobody settles without the police
        assert "submitted" in walked
        assert ("moved_out" in walked) is not one_stop
    if one_stop:
        assert not {"permit_issued", "moved_out"} & set(walked)


def test_every_state_has_a_word_and_belongs_to_one_stage() -> None:
    assert set(STEPS) == set(TRANSFER_STATES)
    assert set(STEPS) == OPEN | DONE | ENDED
    assert all(transfer_state_label(one, "in") for one in STEPS)
    assert transfer_state_label("settled", "out") == "已迁出"
    reached = {"consulting"}
    for _ in STEPS:
        reached |= {then for one in reached for then in STEPS[one]}
    assert reached == set(STEPS)


def test_a_step_that_is_not_open_names_those_that_are() -> None:
    with pytest.raises(
        UserError, match=r"QY1 现在是“已收件”，不能直接到“准迁证已签发”.*“已受理”、“待补材料”"
    ):
        check_step("received", "permit_issued", False, "QY1")
    with pytest.raises(UserError, match="已经是“已撤回”，不能再改；要重新办理请新开一件"):
        check_step("withdrawn", "accepted", False)
    with pytest.raises(UserError, match=r"已经是“已归档”.*撤回的迁移"):
        check_step("archived", "accepted", False)
    with pytest.raises(UserError, match="没有“flown”这种状态"):
        check_step("received", "flown", False)


def test_one_stop_skips_the_permits() -> None:
    assert "settled" in next_states("submitted", True)
    assert "settled" not in next_states("submitted", False)
    assert next_states("unheard_of") == ()


def _counted_by_hand(issued: date, today: date, days: int) -> int:
    """Days left, counted one by one; the day of issue is no day of the term."""
    last, left = issued, days
    while left:
        last += timedelta(days=1)
        left -= 1
    step = 0
    while last > today:
        last -= timedelta(days=1)
        step += 1
    while last < today:
        last += timedelta(days=1)
        step -= 1
    return step


@given(DAYS, st.integers(0, 90), st.sampled_from([("permit_issued", 40), ("moved_out", 30)]))
def test_clocks_count_like_a_hand_on_the_calendar(
    issued: date, later: int, running: tuple[str, int]
) -> None:
    state, days = running
    today = issued + timedelta(days=later)
    dates = (issued, None) if state == "permit_issued" else (issued - timedelta(days=9), issued)
    found = clock(state, *dates, today)
    assert found is not None
    assert found.days_left == _counted_by_hand(issued, today, days)
    assert found.due_on == today + timedelta(days=found.days_left)
    assert (found.tone == "red") is (found.days_left < 0)
    if found.days_left < 0:
        with pytest.raises(UserError, match=f"已于 {found.due_on} 过期"):
            check_not_expired(found, today)
        check_expired(found, today)
    else:
        check_not_expired(found, today)
        with pytest.raises(UserError, match="才到期，还不能记为“证件过期”"):
            check_expired(found, today)


def test_the_last_day_still_counts() -> None:
    found = clock("permit_issued", date(2026, 10, 15), None, TODAY)
    assert found is not None
    assert (found.word, found.due_on, found.tone) == ("准迁证今天到期", TODAY, "amber")
    check_not_expired(found, TODAY)
    tomorrow = clock("permit_issued", date(2026, 10, 15), None, TODAY + timedelta(days=1))
    assert tomorrow is not None
    assert tomorrow.word == "准迁证已过期 1 天"
    with pytest.raises(UserError, match="准迁证已于 2026-11-24 过期，请重新申请"):
        check_not_expired(tomorrow, TODAY + timedelta(days=1))


def test_no_clock_runs_before_a_permit_or_after_the_settlement() -> None:
    assert clock("accepted", None, None, TODAY) is None
    assert clock("settled", TODAY, TODAY, TODAY) is None
    with pytest.raises(UserError, match="没有签发日期"):
        check_expired(None, TODAY)


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (Step("accepted", TODAY + timedelta(days=1)), "还没有到"),
        (Step("accepted", date(2026, 11, 1)), "上一步是 2026-11-10 办的"),
        (Step("rejected", TODAY), "“不予办理”要写明原因"),
        (Step("returned", TODAY, "  "), "“派出所退回”要写明原因"),
    ],
)
def test_a_step_stands_on_its_day_and_has_its_reason(step: Step, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        check_step_day(step, date(2026, 11, 10), TODAY)


@given(st.sets(st.integers(1, 6)), st.lists(st.booleans(), min_size=6, max_size=6))
def test_what_is_missing_is_required_and_not_there(
    received: set[int], required: list[bool]
) -> None:
    materials = [MaterialSpec(f"材料{n}", need) for n, need in enumerate(required, 1)]
    names = {one.name for one in missing(materials, received)}
    assert names == {f"材料{n}" for n in range(1, 7) if required[n - 1] and n not in received}


def _draft(**said: object) -> TransferDraft:
    facts: dict[str, object] = {
        "direction": "in",
        "category": "IN_PROPERTY",
        "applicant_id": 1,
        "effective_on": TODAY,
        "movers": {1: "02", 2: "12"},
        "target": Target(NEW, 7, "御景小区 3-2-501"),
        "from_place": "山东省烟台市",
        "to_place": "御景小区 3-2-501",
    }
    return TransferDraft(**facts | said)  # type: ignore[arg-type]


def test_a_move_in_makes_the_hukou_local_and_notes_where_from() -> None:
    change = change_of(_draft(), TODAY)
    assert (change.kind, dict(change.movers)) == ("moved_in", {1: "02", 2: "12"})
    assert change.facts[2] == {
        "hukou_kind": "local",
        "hukou_address": "御景小区 3-2-501",
        "came_here": "2026年11月24日由山东省烟台市迁来",
    }


def test_a_move_out_makes_it_foreign_and_goes_nowhere_in_the_hall() -> None:
    change = change_of(_draft(direction="out", category="OUT_CITY", to_place="青岛市"), TODAY)
    assert (change.kind, change.target) == ("moved_out", None)
    assert change.facts[1] == {"hukou_kind": "outside", "hukou_address": "青岛市"}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"direction": "inside"}, "moved_inside"),
        ({"direction": "split"}, "split"),
        ({"direction": "merge"}, "merged"),
        ({"kind": "born"}, "born"),
        ({"kind": "married_in"}, "married_in"),
        ({"direction": "out", "kind": "died"}, "died"),
    ],
)
def test_the_category_says_which_event_it_ends_in(said: dict[str, object], kind: str) -> None:
    change = change_of(_draft(**said), TODAY)
    assert change.kind == kind
    local = {"hukou_kind": "local"}
    assert all(local.items() <= facts.items() for facts in change.facts.values())
    assert bool(change.facts) is (kind in ("born", "married_in"))


def test_the_hukou_follows_who_lives_there_already() -> None:
    """人在户不在: nobody moves, the card says local from that day."""
    there = _draft(target=Target(12))
    change = change_of(there, TODAY, {1: 12, 2: 12})
    assert (change.kind, dict(change.movers)) == ("hukou_changed", {})
    assert dict(change.relations) == {1: "02", 2: "12"}
    one_new = change_of(there, TODAY, {1: 12})
    assert (one_new.kind, dict(one_new.movers)) == ("moved_in", {2: "12"})
    from_next_door = change_of(there, TODAY, {1: 13, 2: 13})
    assert (from_next_door.kind, set(from_next_door.movers)) == ("moved_inside", {1, 2})
    assert change_of(there, TODAY, {1: 13}).kind == "joined"


def test_births_and_deaths_keep_their_own_day() -> None:
    born = _draft(kind="born", effective_on=date(2026, 11, 2))
    assert settled_draft(born, TODAY).effective_on == date(2026, 11, 2)
    moved = _draft(effective_on=date(2026, 11, 2))
    assert settled_draft(moved, TODAY).effective_on == TODAY


@given(
    st.dictionaries(st.integers(-9, 10**6), st.sampled_from(["02", "12", "20", ""]), max_size=5),
    st.frozensets(st.integers(1, 9)),
    st.text(max_size=30),
    st.none() | st.builds(Target, st.integers(0, 99), st.none() | st.integers(1, 99), st.text()),
)
def test_a_kept_draft_comes_back_as_it_was(
    movers: dict[int, str], received: frozenset[int], text: str, target: Target | None
) -> None:
    new = ResidentDraft(text, sex="1", birth_date=date(2020, 2, 29))
    draft = _draft(
        movers=movers, received=received, reason=text, target=target, newcomers={-1: new},
        facts={3: {"name": text}}, green_channel=True,
    )  # fmt: skip
    assert draft_from_json(draft_json(draft)) == draft


def _sentences(draft: TransferDraft, around: Around) -> list[str]:
    return [one.sentence for one in transfer_doubts(draft, around)]


def test_what_a_draft_lacks_is_told_in_words() -> None:
    child = Member(1, "李思涵", "2", date(2017, 4, 1))
    wife = Member(2, "王晓燕", "2", date(1986, 8, 9), household_id=5)
    around = Around({1: child, 2: wife}, {1: "", 2: "local"}, {1: "QY20261101-001（核验中）"})
    told = _sentences(_draft(target=None), around)
    assert told == [
        "申请人李思涵未满 18 岁，请由监护人代办，并填写代办人",
        "请选迁到哪一户，或哪一处房屋立新户",
        "李思涵已有在办的迁移 QY20261101-001（核验中），请先办完或撤回那一件",
        "王晓燕的户口已在本社区，请改选“社区内迁移”",
    ]
    split = _sentences(_draft(direction="split", target=Target(5)), Around({}))
    assert split[:2] == ["请选申请人", "分户要立新户；迁进已有的户请选“社区内迁移”或“并户”"]
    merge = _sentences(_draft(direction="merge", movers={}), around)
    assert "请至少选一个人" in merge
    assert "并户要并进已有的户，请选那一户" in merge
    assert "这个类别不属于“迁出”，请重选类别" in _sentences(
        _draft(direction="out", kind="born"), around
    )


def test_the_shipped_catalogue_is_whole() -> None:
    specs = shipped_categories()
    wanted = (
        "IN_PROPERTY IN_SPOUSE IN_PARENT IN_CHILD IN_INLAW IN_STUDENT IN_JOB IN_TALENT IN_VETERAN"
        " IN_RETURN IN_RELEASE IN_BIRTH IN_ADOPT IN_RECOVER OUT_CITY OUT_ABROAD OUT_ARMY OUT_DEATH"
        " OUT_STUDENT INNER_MOVE SPLIT MERGE HEAD_CHANGE NAME_CHANGE ITEM_CHANGE"
    )
    assert {spec.code for spec in specs} == set(wanted.split())
    assert len({spec.name for spec in specs}) == len(specs)
    for spec in specs:
        assert any(one.required for one in spec.materials), spec.code
        assert spec.kind in EVENTS
        assert spec.kind in EVENTS_OF[spec.direction]
        assert spec.basis
        assert not (spec.permit and spec.direction not in ("in", "out"))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": " "}, "请填写类别的名称"),
        ({"code": "落户"}, "编号用英文字母、数字和下划线"),
        ({"direction": "up"}, "请选迁移类型"),
        ({"kind": "died"}, "办完以后登记成什么"),
        ({"materials": (MaterialSpec(""),)}, "这样材料没有名称"),
        ({"materials": (MaterialSpec("户口簿"), MaterialSpec("户口簿 "))}, "“户口簿”写了两次"),
    ],
)
def test_a_category_that_cannot_be_is_refused(said: dict[str, object], sentence: str) -> None:
    facts: dict[str, object] = {
        "code": "IN_X",
        "name": "其他",
        "direction": "in",
        "kind": "moved_in",
        "permit": False,
        "materials": (),
    }
    with pytest.raises(UserError, match=sentence):
        check_category(CategorySpec(**facts | said))  # type: ignore[arg-type]


def test_a_reversal_needs_its_reason() -> None:
    assert check_reason(" 派出所退回 ") == "派出所退回"
    for said, sentence in (("", "请写明撤回"), ("错" * 201, "最多 200 个字")):
        with pytest.raises(UserError, match=sentence):
            check_reason(said)


def test_no_kind_of_paper_is_a_form_of_the_police() -> None:
    """户口登记条例 §22: 户口簿, 准迁证, 迁移证 come from the police alone."""
    police = ("准迁证", "准予迁入证明", "迁移证", "户口簿", "居民身份证", "户口登记证")
    assert [one for one in PAPER_KINDS.values() if any(form in one for form in police)] == []


ENTRY = (
    '{"code": "IN_X", "name": "其他", "direction": "in", "kind": "born", "permit": false,'
    ' "materials": [{"name": "户口簿"}]}'
)


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        (ENTRY.replace("IN_X", ""), "第 1 条“其他”：请填写类别的编号"),
        (ENTRY.replace("born", "died"), "第 1 条“其他”：这个类别办完以后"),
        (ENTRY + "," + ENTRY, "“IN_X”写了两次"),
        (ENTRY + "," + ENTRY.replace("IN_X", "IN_Y"), "“其他”写了两次"),
        (ENTRY.replace("false", '"no"'), "第 1 条的字段不全或写错了"),
        (ENTRY.replace('"name": "户口簿"', '"named": "户口簿"'), "第 1 条的字段不全或写错了"),
        (ENTRY.replace('"户口簿"', "7"), "第 1 条的字段不全或写错了"),
        ("7", "第 1 条的字段不全或写错了"),
        ("[", "不是 JSON"),
    ],
)
def test_a_catalogue_file_is_checked_as_it_is_read(entries: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        read_catalogue(f'{{"catalogue": 1, "categories": [{entries}]}}')


def test_a_catalogue_file_comes_back_as_it_went_out() -> None:
    assert read_catalogue(catalogue_text(shipped_categories())) == shipped_categories()
    for text in ("[]", '{"categories": []}', '{"catalogue": 2, "categories": []}'):
        with pytest.raises(UserError, match="这不是迁移类别文件"):
            read_catalogue(text)
