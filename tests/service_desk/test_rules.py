"""Clock, states, drafts, type-ahead and the negative list: no database, no screen."""

from datetime import date

import pytest

from gridhall.core.calendar import WorkCalendar, shipped_calendar
from gridhall.core.errors import UserError
from gridhall.service_desk.rules import clock, draft, negative, states
from gridhall.service_desk.rules.draft import CaseDraftFields, check_draft, tidy
from gridhall.service_desk.rules.matching import match_matters, matter_keys
from gridhall.service_desk.sheets.catalogue import shipped_catalogue

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("accepted", "days", "promised"),
    [
        (date(2026, 11, 24), 5, date(2026, 12, 1)),  # the picture in the handbook
        (date(2026, 2, 13), 5, date(2026, 2, 27)),  # over the Spring Festival and 2/14, a make-up
        (date(2026, 9, 18), 5, date(2026, 9, 24)),  # Sunday 9/20 works
        (date(2026, 9, 30), 5, date(2026, 10, 13)),
        (date(2026, 11, 24), 0, date(2026, 11, 24)),  # on the spot
    ],
)
def test_the_promised_day_counts_working_days(accepted: date, days: int, promised: date) -> None:
    assert clock.promised_day(shipped_calendar(), accepted, days) == (promised, False)


def test_a_promise_into_an_unpublished_year_is_provisional_and_says_so() -> None:
    promised = clock.promised_day(shipped_calendar(), date(2026, 12, 30), 5)
    assert promised.provisional
    day, sub = clock.promise_words(promised, 5)
    assert day == "1月7日 周四 17:00 前"
    assert sub == "5 个工作日 · 暂估：2027 年放假安排还没有录入"


@pytest.mark.parametrize(
    ("promised", "words", "tone"),
    [
        (date(2026, 11, 20), "超期 2 天", "red"),  # Friday: Monday and Tuesday have gone by
        (date(2026, 11, 22), "超期 2 天", "red"),
        (date(2026, 11, 24), "今天 17:00", "amber"),
        (date(2026, 11, 25), "剩 1 天", "amber"),
        (date(2026, 11, 26), "剩 2 天", "green"),
        (date(2026, 12, 1), "剩 5 天", "green"),
    ],
)
def test_the_deadline_is_told_in_working_days(promised: date, words: str, tone: str) -> None:
    assert clock.due(promised, states.OPEN, TUESDAY, shipped_calendar()) == clock.Due(words, tone)


def test_an_overdue_case_is_never_zero_days_late() -> None:
    saturday = date(2026, 11, 28)
    late = clock.due(date(2026, 11, 27), states.OPEN, saturday, shipped_calendar())
    assert late == clock.Due("超期 1 天", "red")


def test_closed_cases_have_no_deadline() -> None:
    past = date(2026, 1, 5)
    told = [clock.due(past, s, TUESDAY, WorkCalendar()).text for s in ("finished", "revoked")]
    assert told == ["已办结", "已撤销"]


def test_case_numbers_carry_their_day() -> None:
    assert clock.case_number(TUESDAY, 12) == "SL20261124-012"
    assert clock.case_number(TUESDAY, 1200) == "SL20261124-1200"


def test_steps_follow_the_life_of_a_case() -> None:
    assert states.next_state("accepted", "finish", "SL1") == "finished"
    assert states.next_state("finished", "undo_finish", "SL1") == "accepted"
    assert states.next_state("accepted", "revoke", "SL1") == "revoked"


@pytest.mark.parametrize(
    ("state", "step", "said"),
    [
        ("finished", "finish", "SL1 已经办结，不用再办结。"),
        ("finished", "revoke", "请先撤销办结"),
        ("revoked", "finish", "SL1 已撤销，不能再改。要重新办理请新建工单（F2）。"),
        ("accepted", "undo_finish", "还没有办结"),
    ],
)
def test_a_step_out_of_turn_says_what_to_do(state: str, step: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        states.next_state(state, step, "SL1")


def test_a_revocation_needs_a_reason() -> None:
    with pytest.raises(UserError, match="请写撤销的原因"):
        states.check_reason("")
    assert states.check_reason("申请人改日再办") == "申请人改日再办"


def _filled(**given: object) -> CaseDraftFields:
    facts: dict[str, object] = {"item_id": 1, "applicant_id": 2, "phone": "13712345521"}
    return CaseDraftFields("key", **(facts | given))  # type: ignore[arg-type]  # by name


def test_a_filled_draft_has_no_problem() -> None:
    assert check_draft(_filled(), 5) == []


def test_every_problem_is_told_at_once_with_field_cause_and_remedy() -> None:
    problems = check_draft(CaseDraftFields("key", phone=" "), None)
    assert [(p.field, p.title, p.sentence) for p in problems] == [
        ("matter", "事项", "请选择事项：输入拼音首字母或编号，按 Enter 选中"),
        ("applicant", "申请人", "请选择申请人；没有档案按 Ctrl+N 登记"),
        ("phone", "联系电话", "请填写联系电话；本人没有的填家属的，写在情况说明里"),
    ]
    told = str(draft.DraftRefused(problems))
    assert told.startswith("还有 3 处要改：事项、申请人、联系电话。")


def test_typed_but_unchosen_names_are_told_apart_from_empty_ones() -> None:
    problems = check_draft(_filled(applicant_id=None, applicant="张桂"), 5)
    assert "“张桂”还没有选中" in problems[0].sentence


def test_the_promise_may_only_be_shortened() -> None:
    assert check_draft(_filled(limit_days=3), 5) == []
    assert "最多 5 个工作日，现在是 6 个" in check_draft(_filled(limit_days=6), 5)[0].sentence


@pytest.mark.parametrize("phone", ["1371234", "找他儿子 13712345521", "0536-88", "12000000000"])
def test_an_odd_phone_is_no_problem_and_is_stored_as_it_was_said(phone: str) -> None:
    assert check_draft(_filled(phone=phone), 5) == []
    assert tidy(_filled(phone=phone)).phone == phone


def test_a_phone_that_does_not_fit_is_told_where_the_rest_goes() -> None:
    (problem,) = check_draft(_filled(phone="找他儿子" * 8), 5)
    assert problem.sentence == "电话最多 30 个字，其余的写在情况说明里"


def test_headless_drafts_are_not_asked_for_a_phone() -> None:
    assert check_draft(_filled(phone=None), 5) == []


def test_a_draft_comes_back_as_it_was_stored() -> None:
    kept = _filled(received=(1, 3), note="第一行\n<b>第二行</b>", limit_days=2)
    assert draft.draft_from_json(draft.draft_json(kept)) == kept


def test_a_draft_of_a_later_version_loses_only_what_is_unknown() -> None:
    text = '{"request_key": "k", "matter": "户籍", "colour": "blue"}'
    assert draft.draft_from_json(text) == CaseDraftFields("k", matter="户籍")


def test_tidying_drops_invisible_marks_and_spells_the_phone() -> None:
    tidied = tidy(_filled(phone="１３７ 1234 5521", note="\u202e购房\u200b落户\n"))
    assert (tidied.phone, tidied.note) == ("13712345521", "购房落户")


class _Matter:
    def __init__(self, code: str, name: str) -> None:
        self.code, self.name, self.keys = code, name, matter_keys(name)


CATALOGUE = [_Matter(spec.code, spec.name) for spec in shipped_catalogue()]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("hj", "户籍迁入材料初审"),
        ("hjqc", "户籍迁出材料初审"),
        ("gljt", "高龄津贴初审"),
        ("GLJT", "高龄津贴初审"),
        ("ｇｌ", "高龄津贴初审"),
        ("gaoling", "高龄津贴初审"),
        ("mz04", "临时救助申请受理"),
        ("残疾人证", "残疾人证申请初审"),
        ("堆物", "楼道堆物投诉"),
        ("ldr", "流动人口居住登记"),
        ("lddw", "楼道堆物投诉"),
    ],
)
def test_two_keys_bring_up_the_matter(typed: str, first: str) -> None:
    assert match_matters(CATALOGUE, typed)[0].name == first


def test_what_fits_nothing_offers_nothing() -> None:
    assert match_matters(CATALOGUE, "亲属关系证明") == []
    assert match_matters(CATALOGUE, "zzzz") == []


def test_an_empty_box_offers_the_catalogue_in_its_order() -> None:
    offered = [matter.code for matter in match_matters(CATALOGUE, "", limit=3)]
    assert offered == ["HJ01", "HJ02", "HJ03"]


def test_the_negative_list_holds_the_twenty_certificates() -> None:
    assert len(negative.negative_list()) == 20
    assert all(one.issuer and one.advice for one in negative.negative_list())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("亲属关系证明", "亲属关系证明"),
        ("开具单身证明", "婚姻状况证明"),
        ("无犯罪", "无犯罪记录证明"),
        ("qsgx", "亲属关系证明"),
        ("户籍证明", "居民身份信息证明（户籍证明）"),
    ],
)
def test_a_certificate_that_is_not_ours_is_recognised(typed: str, meant: str) -> None:
    found = negative.asked_for(typed)
    assert found is not None
    assert found.name == meant
    assert found.issuer in negative.sentence(found)


@pytest.mark.parametrize("typed", ["", "hj", "户籍", "居住证明开具", "残疾人证申请初审"])
def test_our_own_matters_are_not_taken_for_certificates(typed: str) -> None:
    assert negative.blocked_by(typed) is None
