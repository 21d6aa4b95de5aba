"""What is collected: checked field by field, changed, found again, likely duplicates told."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from gridhall.core.errors import UserError
from gridhall.db.search import search
from gridhall.issues.models import Issue, IssueCategory, IssuePerson
from gridhall.issues.queries import checks
from gridhall.issues.queries.cards import issue_card
from gridhall.issues.queries.duplicates import Place, likely, pairs
from gridhall.issues.queries.issues import IssueFilter, issues
from gridhall.issues.rules.drafts import Concerned, IssueDraft
from gridhall.issues.rules.orders import Refusal, RouteOrder, Word
from gridhall.issues.service import intake, steps
from gridhall.places.models import Building, Compound
from tests.factories import TODAY, make_dwelling, make_grid, make_person
from tests.issues.kernel import Kernel

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": " "}, "请用一句话写是什么问题"),
        ({"title": "灯不亮，请打13712345521"}, "标题会印在文书上，不能写电话或身份证号"),
        ({"title": "张某370686195903120027反映"}, "标题会印在文书上，不能写电话或身份证号"),
        ({"title": "长" * 81}, "问题最长 80 个字，现在是 81 个字"),
        ({"path": 4}, "请选来源：上级交办、驻区单位收集还是一线查找"),
        ({"channel": "fax"}, "请选反映渠道：走访、短信"),
        ({"size": "huge"}, "请选琐事、小事还是大事"),
        ({"level": 6}, "请选受理层级"),
        ({"received_on": TODAY + DAY}, f"反映日期不能晚于今天（{TODAY}）"),
        ({"manner": "想办就办"}, "没有“想办就办”这条议事规则，请选：大事共议"),
        ({"category_id": 99}, "没有这个问题类别"),
        ({"category_id": 1}, "“环境卫生”是大类，请选它下面的一个小类"),
        ({"building_id": 99}, "没有这栋楼"),
        ({"grid_id": 99}, "没有这个网格"),
        ({"person_id": 99}, "没有这位居民"),
        ({"raiser_unit_id": 99}, "没有这个单位"),
        ({"person_id": 1, "raiser_unit_id": 1}, "反映人请选一位居民，或者一个单位"),
        ({"raiser": "13712345521"}, "反映人写姓名；电话请写在“电话”栏"),
        ({"people": (Concerned(),)}, "相关人员要写姓名"),
        ({"people": (Concerned("8812345"),)}, "相关人员写姓名；电话请写在后面的电话栏"),
        ({"people": (Concerned("李四", "boss"),)}, "请选相关人员是哪一种：受影响、知情、协助"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    kernel: Kernel, given: dict[str, Any], said: str
) -> None:
    with pytest.raises(UserError) as refused:
        kernel.do(intake.add_issue, IssueDraft(**({"title": "灯不亮"} | given)))
    assert said in str(refused.value)
    with kernel.db.read() as session:
        assert session.scalars(select(Issue)).all() == []


def test_a_resident_a_unit_or_a_name_raised_it(kernel: Kernel) -> None:
    with kernel.db.write() as session:
        person = make_person(session, "张桂花").id
    first = kernel.add(person_id=person, people=(Concerned("李四", "witness", "0536-8888888"),))
    second = kernel.add("占道", raiser_unit_id=kernel.units["供电所"])
    card = kernel.read(issue_card, first, TODAY)
    assert (card.row.raiser, card.row.phone) == ("张桂花", "13712345521")
    assert card.row.masked_phone == "137****5521"
    assert [(one.name, one.masked_phone) for one in card.people] == [("李四", "0536-****888")]
    assert kernel.read(issue_card, second, TODAY).row.raiser == "供电所"


def test_a_building_says_its_compound_and_grid(kernel: Kernel) -> None:
    with kernel.db.write() as session:
        grid = make_grid(session)
        make_dwelling(session, "御景小区 3-2-501", grid)
        building = session.scalars(select(Building)).one().id
        other = Compound(name="龙腾花园")
        session.add(other)
        session.flush()
        elsewhere = other.id
    issue_id = kernel.add(building_id=building, spot="2单元门口")
    row = kernel.read(issue_card, issue_id, TODAY).row
    assert (row.place, row.grid) == ("御景小区 3号楼 2单元门口", "第1网格")
    with pytest.raises(UserError, match="这栋楼不在选的小区里"):
        kernel.add(building_id=building, compound_id=elsewhere)


def test_a_change_is_checked_again_and_can_be_taken_back(kernel: Kernel) -> None:
    issue_id = kernel.add(raiser="张三", phone="13712345521")
    version = kernel.read(issue_card, issue_id, TODAY).row.version
    draft = IssueDraft("5号楼楼道灯不亮", raiser="张三", people=(Concerned("李四"),))
    with kernel.db.write() as session:
        when = kernel.when()
        done = intake.change_issue(session, kernel.clerk, issue_id, draft, version, when)
    card = kernel.read(issue_card, issue_id, TODAY)
    assert (card.row.title, card.row.phone, len(card.people)) == ("5号楼楼道灯不亮", "", 1)
    with kernel.db.write() as session, pytest.raises(UserError, match="刚动过"):
        intake.change_issue(session, kernel.clerk, issue_id, draft, version, when)
    kernel.take_back(done.action_id)
    card = kernel.read(issue_card, issue_id, TODAY)
    assert (card.row.title, card.row.phone, card.people) == ("3号楼楼道灯不亮", "13712345521", ())
    closed = kernel.closed()
    with kernel.db.write() as session, pytest.raises(UserError, match="请先重新打开"):
        version = session.get_one(Issue, closed).version
        intake.change_issue(session, kernel.clerk, closed, draft, version, when)


def test_pressed_twice_it_is_one_issue(kernel: Kernel) -> None:
    first = kernel.add(request_key="a" * 36)
    assert kernel.add(request_key="a" * 36) == first
    with kernel.db.read() as session:
        assert len(session.scalars(select(Issue)).all()) == 1


def test_a_photo_keeps_an_issue_from_being_wiped_out(kernel: Kernel) -> None:
    done = kernel.do(intake.add_issue, IssueDraft("灯不亮"))
    kernel.proved(done.row_id)
    with pytest.raises(UserError, match="已经有1 张照片。这件不用办了请用“不纳入”"):
        kernel.take_back(done.action_id)
    assert kernel.state(done.row_id) == "collected"


def test_an_issue_is_found_by_words_initials_number_raiser_and_place(kernel: Kernel) -> None:
    with kernel.db.write() as session:
        make_dwelling(session, "御景小区 3-2-501")
        building = session.scalars(select(Building)).one().id
    issue_id = kernel.add("地下车库长期漏水", raiser="欧阳华", building_id=building)
    kernel.add("北门垃圾没人清运")
    for typed in ("漏水", "车库长期", "ckcq", "哨〔2026〕0001", "20260001", "oyh", "御景小区3号楼"):
        with kernel.db.read() as session:
            found = search(session, typed, kinds=("issue",))
        assert [hit.record_id for hit in found] == [issue_id], typed
    kernel.do(steps.admit, issue_id, "")
    with kernel.db.read() as session:
        assert search(session, "漏水")[0].detail == "吹哨台账 · 纳入吹哨"
    with kernel.db.write() as session:
        session.execute(update(Issue).where(Issue.id == issue_id).values(number="x"))
    with kernel.db.read() as session:
        broken = {one.rule for one in checks.problems(session) if one.count}
    assert broken == {"search.issues"}


def test_lists_are_narrowed_as_they_are_asked(kernel: Kernel) -> None:
    first = kernel.add("楼道灯不亮", category_id=kernel.category_id)
    kernel.today = TODAY + 3 * DAY
    second = kernel.routed(title="北门垃圾")
    kernel.today = TODAY + 60 * DAY
    asked = {
        (first,): (
            IssueFilter(category_id=1), IssueFilter(category_id=2), IssueFilter(until=TODAY),
            IssueFilter(states=("collected",)), IssueFilter(text="楼道"),
        ),
        (second,): (
            IssueFilter(route=2), IssueFilter(owner_key=kernel.owner().key),
            IssueFilter(since=TODAY + DAY), IssueFilter(overdue_on=kernel.today),
            IssueFilter(text="城管"),
        ),
        (second, first): (IssueFilter(), IssueFilter(limit=2)),
        (): (IssueFilter(grid_id=7), IssueFilter(text="没有这样的"), IssueFilter(text="%")),
    }  # fmt: skip
    for ids, filters in asked.items():
        for one in filters:
            assert tuple(row.id for row in kernel.read(issues, one)) == ids, one
    row = kernel.read(issues, IssueFilter(route=2))[0]
    late = row.due(kernel.today, kernel.when().calendar)
    assert (late.tone, late.text.startswith("超期")) == ("red", True)
    assert row.days_open(kernel.today) == 57


def test_likely_duplicates_are_told_by_words_and_place(kernel: Kernel) -> None:
    with kernel.db.write() as session:
        make_dwelling(session, "御景小区 3-2-501")
        make_dwelling(session, "御景小区 5-1-101")
        three, five = (one.id for one in session.scalars(select(Building).order_by(Building.id)))
        compound = session.scalars(select(Compound)).one().id
    here = kernel.add("御景小区3号楼2单元楼道灯不亮", building_id=three)
    there = kernel.add("楼道灯坏了，老人出行不便", building_id=five)
    kernel.add("北门垃圾没人清运")
    gone = kernel.add("3号楼楼道灯不亮了", building_id=three)
    kernel.do(steps.decline, gone, Refusal("duplicate", "", here))
    place = Place(None, compound, three)
    found = kernel.read(likely, "楼道灯一直不亮", place)
    assert [one.row.id for one in found] == [here, there]
    assert found[0].why == "同一栋楼，说法相近"
    assert found[1].why == "同一小区，说法相近"
    assert found[0].score > found[1].score
    assert [one.row.id for one in kernel.read(likely, "垃圾没有人清运", Place())] == [3]
    for nothing in ("", "3号楼", "。。。", "居民反映问题"):
        assert kernel.read(likely, nothing, place) == []
    kernel.do(steps.take_up, here, RouteOrder(None, kernel.owner()))
    kernel.do(steps.resolve, here, "换了灯")
    kernel.do(steps.verify, here, Word("satisfied", "本人"))
    kernel.proved(here)
    kernel.do(steps.close_issue, here)
    again = kernel.read(likely, "楼道灯不亮", place)[0]
    assert again.why == "同一栋楼，说法相近，已销号，可以重新打开"


@pytest.mark.parametrize(
    "typed", ['"', "' OR 1=1", "灯\x00不亮", "灯" * 500, "(灯 AND 不亮)", "灯*"]
)
def test_whatever_is_typed_is_no_query(kernel: Kernel, typed: str) -> None:
    kernel.add("楼道灯不亮")
    kernel.read(likely, typed, Place(1, 1, 1))
    kernel.read(issues, IssueFilter(text=typed))


def test_pairs_say_what_it_is_about_and_not_where() -> None:
    assert pairs("御景小区3号楼2单元楼道灯不亮", ["御景小区"]) == ["楼道", "道灯", "灯不", "不亮"]
    assert pairs("居民多次反映，希望尽快处理") == []
    assert pairs("电梯") == ["电梯"]


def test_an_ended_category_stays_with_what_has_it(kernel: Kernel) -> None:
    issue_id = kernel.add(category_id=kernel.category_id)
    with kernel.db.write() as session:
        session.get_one(IssueCategory, kernel.category_id).ended_on = date(2026, 1, 1)
    with pytest.raises(UserError, match="类别“垃圾清运”已于 2026-01-01 停用，请另选一个"):
        kernel.add(category_id=kernel.category_id)
    with kernel.db.write() as session:
        version = session.get_one(Issue, issue_id).version
        draft = IssueDraft("灯还是不亮", category_id=kernel.category_id)
        intake.change_issue(session, kernel.clerk, issue_id, draft, version, kernel.when())


def test_people_are_written_down_apart(kernel: Kernel) -> None:
    issue_id = kernel.add()
    kernel.do(intake.set_people, issue_id, (Concerned("李四"), Concerned("王五", "helper")))
    kernel.do(intake.set_people, issue_id, (Concerned("王五", "helper"),))
    with kernel.db.read() as session:
        assert [one.name for one in session.scalars(select(IssuePerson))] == ["王五"]
    kernel.take_back(kernel.read(issue_card, issue_id, TODAY).story[0].id)
    with kernel.db.read() as session:
        assert {one.name for one in session.scalars(select(IssuePerson))} == {"李四", "王五"}
