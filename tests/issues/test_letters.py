"""The letters of an issue: what they say, to whom, what they keep to themselves, their numbers."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from gridhall.cli import issue_papers
from gridhall.cli.papers import KINDS
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.issues.documents import issuing
from gridhall.issues.documents.letters import settled_in
from gridhall.issues.rules.orders import MeasureOrder
from gridhall.issues.service.measures import end_consultation
from gridhall.issues.service.steps import escalate
from gridhall.organisation.models import Organisation
from tests.conftest import HALL
from tests.issues.letters import FIRST, LATER, PHONE, RAISER, Ledger, collected, whistled


@pytest.fixture
def late(db: Database, clerk: Clerk) -> Ledger:
    """An issue that is eight days late."""
    return whistled(db, clerk, HALL)


def test_the_whistle_says_what_where_and_by_when_to_come(late: Ledger) -> None:
    paper = issuing.issue_paper(late.at, "whistle-letter", late.issue_id)
    said = late.text(paper.id)
    for words in (
        "吹哨单", "龙腾哨〔2026〕1号", "县住房和城乡建设局：", "请于2026年11月3日前报到",
        "并于2026年11月16日前办结", "金泰小区3号楼下水道堵塞", "金泰小区3号楼1单元",
        "街道党工委定向吹哨",
        "报到人", "一式两份", "2026年11月2日",
    ):  # fmt: skip
        assert words in said, words
    assert paper.pages == 1
    response = late.card().response
    assert response is not None
    assert response.number == "龙腾哨〔2026〕1号"


def test_a_supervision_letter_says_how_late_it_is_and_its_number_is_noted(late: Ledger) -> None:
    issuing.issue_paper(late.at, "whistle-letter", late.issue_id)
    order = MeasureOrder("supervision", note="请优先安排管道疏通车")
    done, paper = issuing.measure_with_letter(late.at, late.issue_id, order, late.when())
    said = late.text(paper.id)
    for words in (
        "龙腾督〔2026〕1号", "关于督促办理金泰小区3号楼下水道堵塞问题的函",
        "县住房和城乡建设局：",
        "一、问题情况", "二、办理经过", "三、督办要求", "2026年11月2日吹哨（龙腾哨〔2026〕1号）",
        "应于2026年11月3日前报到而尚未报到", "办理期限为2026年11月16日", "已过办理期限",
        "请于2026年12月1日前将办理情况书面函复", "请优先安排管道疏通车。", "特此函告。",
        "龙腾社区党群服务中心2026年11月24日", "（联系电话：0536-8888888）",
    ):  # fmt: skip
        assert words in said, words
    (measure,) = late.card().measures
    assert (measure.id, measure.number) == (done.row_id, "龙腾督〔2026〕1号")
    again = issuing.issue_paper(late.at, "supervision-letter", late.issue_id)
    assert again.number == paper.number
    assert again.sha256 == paper.sha256


def test_a_second_supervision_is_another_letter_that_counts_the_first(late: Ledger) -> None:
    order = MeasureOrder("supervision")
    issuing.measure_with_letter(late.at, late.issue_id, order, late.when())
    _, second = issuing.measure_with_letter(late.at, late.issue_id, order, late.when())
    assert second.number == "龙腾督〔2026〕2号"
    assert "此前已督办1次" in late.text(second.id)


def test_who_raised_it_stays_here_unless_it_is_asked_for(late: Ledger, supervisor: Clerk) -> None:
    late.measure(MeasureOrder("supervision"))
    late.measure(MeasureOrder("consultation", target="县城管局、县水务局"))
    late.by(supervisor).measure(MeasureOrder("accountability", note=f"{RAISER}多次催办没有回复"))
    for kind in set(issuing.KINDS) - {"consultation-minutes"}:
        paper = issuing.issue_paper(late.by(supervisor).at, kind, late.issue_id)
        said = late.text(paper.id)
        assert RAISER not in said, kind
        assert PHONE not in said, kind
        assert "污水外溢" in said
        assert "张" not in paper.title
    named = issuing.issue_paper(late.at, "forwarding-letter", late.issue_id, raiser=True)
    assert f"反映人：{RAISER}，联系电话：{PHONE}。" in late.text(named.id)


def test_a_consultation_asks_the_units_and_its_minutes_number_what_was_settled(
    late: Ledger,
) -> None:
    order = MeasureOrder("consultation", target="县城管局、县水务局", note="管网由谁改造")
    _, paper = issuing.measure_with_letter(
        late.at, late.issue_id, order, late.when(), meets_on=LATER, place="社区三楼会议室"
    )
    said = late.text(paper.id)
    assert "龙腾商〔2026〕1号" in said
    assert "县城管局、县水务局：" in said
    assert "定于2026年11月24日在社区三楼会议室会商" in said
    assert "管网由谁改造。" in said
    with pytest.raises(UserError, match="会商还没有结果。请先登记会商结果"):
        issuing.issue_paper(late.at, "consultation-minutes", late.issue_id)
    with late.at.db.write() as session:
        outcome = "由县水务局牵头改造管网；县城管局配合清运；12月底前完工"
        end_consultation(session, late.at.clerk, late.issue_id, outcome, late.when())
    minutes = issuing.issue_paper(late.at, "consultation-minutes", late.issue_id)
    said = late.text(minutes.id)
    for words in (
        "龙腾社区党群服务中心会商纪要", "龙腾商纪〔2026〕1号", "一、由县水务局牵头改造管网。",
        "三、12月底前完工。", "出席：县城管局、县水务局", "抄送：县城管局，县水务局。",
    ):  # fmt: skip
        assert words in said, words
    assert late.card().measures[0].number == "龙腾商〔2026〕1号"


def test_what_is_handed_up_says_why_and_who_stays_responsible(late: Ledger) -> None:
    with late.at.db.write() as session:
        escalate(session, late.at.clerk, late.issue_id, "要改造市政管网", late.when())
    paper = issuing.issue_paper(
        late.at,
        "forwarding-letter",
        late.issue_id,
        copies_to=("县城管局",),
        attachments=("现场照片",),
    )
    said = late.text(paper.id)
    for words in (
        "龙腾报〔2026〕1号", "县区委组织部：", "要改造市政管网，超出街道一级职责和能力",
        "仍为首接单位", "附件：现场照片", "抄送：县城管局。",
    ):  # fmt: skip
        assert words in said, words


def test_a_letter_upwards_goes_to_the_streets_committee_by_its_name(
    late: Ledger, db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    raised = collected(db, clerk, HALL)
    first = issuing.issue_paper(raised.at, "forwarding-letter", raised.issue_id)
    assert "街道党工委：一、问题情况" in raised.text(first.id)
    with db.write() as session:
        session.add(Organisation(kind="party_work_committee", name="南堡街道党工委"))
        session.add(Organisation(kind="party_work_committee", name="旧街道", ended_on=FIRST))
    second = issuing.issue_paper(raised.at, "forwarding-letter", raised.issue_id)
    said = raised.text(second.id)
    assert "南堡街道党工委：一、问题情况" in said
    assert "经研究，该问题超出社区一级职责" in said
    assert "该问题尚未分派责任单位" in said
    order = MeasureOrder("accountability", note="两次督办没有回复")
    chief = late.by(supervisor)
    _, paper = issuing.measure_with_letter(chief.at, late.issue_id, order, late.when())
    assert "南堡街道党工委：" in late.text(paper.id)


def test_accountability_is_a_supervisors_and_needs_its_measure(
    late: Ledger, supervisor: Clerk
) -> None:
    chief = late.by(supervisor)
    with pytest.raises(UserError, match="出问责建议书"):
        issuing.issue_paper(late.at, "accountability-letter", late.issue_id)
    with pytest.raises(UserError, match="还没有登记责任追究"):
        issuing.issue_paper(chief.at, "accountability-letter", late.issue_id)
    order = MeasureOrder("accountability", note="两次督办没有回复")
    _, paper = issuing.measure_with_letter(chief.at, late.issue_id, order, late.when())
    said = late.text(paper.id)
    assert "问责建议书" in said
    assert "两次督办没有回复。" in said
    assert "对县住房和城乡建设局在该问题办理中的责任予以核查" in said


def test_a_letter_without_an_owner_or_a_known_character_takes_no_number(
    db: Database, clerk: Clerk, late: Ledger
) -> None:
    rare = whistled(db, clerk, HALL, title="张\U0010fffd家门口积水")
    with pytest.raises(UserError, match=r"U\+10FFFD"):
        issuing.issue_paper(rare.at, "whistle-letter", rare.issue_id)
    with pytest.raises(UserError, match="没有登记反映人"):
        nobody = whistled(db, clerk, HALL, raiser="", phone="", title="路灯不亮")
        issuing.issue_paper(nobody.at, "whistle-letter", nobody.issue_id, raiser=True)
    with pytest.raises(UserError, match="这项措施没有要出的函"):
        order = MeasureOrder("ledger")
        issuing.measure_with_letter(late.at, late.issue_id, order, late.when())
    with pytest.raises(UserError, match="不是一件问题的文书"):
        issuing.issue_paper(late.at, "acceptance", late.issue_id)
    paper = issuing.issue_paper(late.at, "whistle-letter", late.issue_id)
    assert paper.number == "龙腾哨〔2026〕1号"


def test_what_was_settled_is_told_point_by_point() -> None:
    assert settled_in("1.甲负责\n2、乙配合。\n\n三、丙监督；") == [
        "甲负责。",
        "乙配合。",
        "丙监督。",
    ]
    assert settled_in("由甲负责，乙配合") == ["由甲负责，乙配合。"]
    assert settled_in("甲负责。乙配合；") == ["甲负责。", "乙配合。"]


class _Then(date):
    """The day of these tests."""

    @classmethod
    def today(cls) -> date:  # type: ignore[override]
        return LATER


def test_at_a_terminal_a_measure_is_taken_with_its_letter(
    late: Ledger, supervisor: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issue_papers, "date", _Then)
    hall: Any = SimpleNamespace(db=late.at.db, clerk=supervisor, hall=HALL)
    number = late.card().row.number

    def said(kind: str, about: str) -> str:
        return late.text(issue_papers.KINDS[kind](hall, about).id)

    assert "龙腾哨〔2026〕1号" in said("whistle-letter", "2026-1：写明反映人")
    assert f"{RAISER}，联系电话：{PHONE}。" in said("whistle-letter", f"{number}:写明反映人")
    assert "龙腾督〔2026〕1号" in said("supervision-letter", number)
    assert "龙腾督〔2026〕1号" in said("supervision-letter", number)
    assert "县城管局、县水务局：" in said("consultation-letter", f"{number}：县城管局、县水务局")
    assert "街道党工委：" in said("forwarding-letter", f"{number}：街道党工委")
    with pytest.raises(UserError, match="请写明为什么追究"):
        said("accountability-letter", number)
    assert "两次督办没有回复。" in said("accountability-letter", f"{number}：两次督办没有回复")
    kinds = [one.kind for one in reversed(late.card().measures)]
    assert kinds == ["supervision", "consultation", "accountability"]
    with pytest.raises(UserError, match="没有编号是"):
        said("whistle-letter", "2026-99")


def test_every_kind_is_issued_at_a_terminal_too() -> None:
    assert set(issue_papers.KINDS) == set(issuing.KINDS)
    assert set(issuing.KINDS) <= set(KINDS)
