"""The five measures: dated, counted, answered; who may take them, what undoes them."""

from datetime import date, timedelta
from typing import Any

import pytest

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.queries.cards import IssueCard, issue_card, marks
from gridhall.issues.rules.orders import MeasureOrder
from gridhall.issues.service import measures, steps
from tests.factories import TODAY
from tests.issues.kernel import Kernel

DAY = timedelta(days=1)


def card(kernel: Kernel, issue_id: int) -> IssueCard:
    """The issue as it stands."""
    found: IssueCard = kernel.read(issue_card, issue_id, TODAY)
    return found


def take(kernel: Kernel, issue_id: int, kind: str, **more: Any) -> Any:
    """One measure."""
    return kernel.do(measures.take_measure, issue_id, MeasureOrder(kind, **more))


def test_a_supervision_letter_is_counted_and_waits_for_its_reply(kernel: Kernel) -> None:
    issue_id = kernel.routed()
    take(kernel, issue_id, "supervision")
    take(kernel, issue_id, "supervision", note="第二次")
    seen = card(kernel, issue_id)
    second, first = seen.measures
    assert [one.ordinal for one in (first, second)] == [1, 2]
    assert (first.target, first.reply_by) == ("城管中队", date(2026, 12, 1))
    assert seen.row.supervised_on == TODAY
    assert seen.row.last_measure == f"函告督办 {TODAY}"
    assert marks(seen.measures)["supervision"] == 2
    assert not first.awaits_reply(TODAY)
    assert first.awaits_reply(date(2026, 12, 2))
    kernel.do(measures.note_reply, first.id, "已派工")
    with pytest.raises(UserError, match=f"这次函告督办已于 {TODAY} 登记过回复"):
        kernel.do(measures.note_reply, first.id, "又派工")
    with kernel.db.write() as session:
        measures.number_measure(session, kernel.clerk, second.id, "龙督〔2026〕1号")
    assert card(kernel, issue_id).measures[0].number == "龙督〔2026〕1号"


def test_a_consultation_begins_once_and_ends_with_its_outcome(kernel: Kernel) -> None:
    issue_id = kernel.add()
    take(kernel, issue_id, "consultation", target="城管局、住建局")
    with pytest.raises(UserError, match="开始的会商还没有结束，请先登记会商结果"):
        take(kernel, issue_id, "consultation")
    kernel.do(measures.end_consultation, issue_id, "由城管局牵头")
    seen = card(kernel, issue_id)
    assert (seen.row.consulting_since, seen.measures[0].reply) == (None, "由城管局牵头")
    with pytest.raises(UserError, match="没有在会商，没有要结束的"):
        kernel.do(measures.end_consultation, issue_id, "又商量")
    kernel.take_back(seen.story[0].id)
    assert card(kernel, issue_id).row.consulting_since == TODAY


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("fine", {}, "请选五项措施里的一项：台账管理、函告督办"),
        ("scoring", {"note": "拖了两周"}, "量化考核要写加减多少分，例如 -5"),
        ("scoring", {"note": "拖了", "points": 500}, "分值要在 -100 到 100 之间，现在是 500"),
        ("scoring", {"points": -5}, "量化考核要写为什么"),
        ("ledger", {"points": -5}, "只有量化考核写分值"),
        ("accountability", {}, "责任追究要写为什么"),
        ("supervision", {"reply_by": TODAY - DAY}, "早于发函那天"),
        ("supervision", {"target": "长" * 201}, "对象最多 200 个字"),
    ],
)
def test_a_measure_that_says_nothing_is_refused(
    kernel: Kernel, kind: str, more: dict[str, Any], said: str
) -> None:
    issue_id = kernel.routed()
    with pytest.raises(UserError) as refused:
        take(kernel, issue_id, kind, **more)
    assert said in str(refused.value)
    assert card(kernel, issue_id).measures == ()


def test_nobody_is_supervised_where_nobody_owes(kernel: Kernel) -> None:
    with pytest.raises(UserError, match="还没有责任单位，没有可以督办的。请先分派"):
        take(kernel, kernel.add(), "supervision")
    closed = kernel.closed()
    with pytest.raises(UserError, match="已经了结，不能再函告督办"):
        take(kernel, closed, "supervision")
    take(kernel, closed, "scoring", points=-5, note="办得太晚")
    assert card(kernel, closed).measures[0].points == -5


def test_accountability_is_a_supervisors(kernel: Kernel, supervisor: Clerk) -> None:
    issue_id = kernel.routed()
    order = MeasureOrder("accountability", note="三次督办没有回音")
    with pytest.raises(UserError, match="责任追究要主管来做"):
        kernel.do(measures.take_measure, issue_id, order)
    done = kernel.do(measures.take_measure, issue_id, order, clerk=supervisor)
    with pytest.raises(UserError, match="主管"):
        kernel.take_back(done.action_id)
    kernel.take_back(done.action_id, supervisor)
    assert card(kernel, issue_id).measures == ()


def test_a_reply_comes_even_after_the_close_and_stays_with_it(kernel: Kernel) -> None:
    issue_id = kernel.routed()
    take(kernel, issue_id, "supervision")
    kernel.do(steps.note_down, issue_id, "打过电话 13712345521")
    measure = card(kernel, issue_id).measures[0]
    assert "13712345521" not in card(kernel, issue_id).story[0].detail
    kernel.do(steps.resolve, issue_id, "修好了")
    kernel.do(measures.note_reply, measure.id, "已修好")
    kernel.on = TODAY - DAY
    take_early = MeasureOrder("ledger")
    with pytest.raises(UserError, match="才反映，这一步不能早于这一天"):
        kernel.do(measures.take_measure, issue_id, take_early)
