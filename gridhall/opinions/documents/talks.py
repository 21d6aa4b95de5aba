"""诉求排序公布表, 议事记录, 接待日公告, 接待日登记表: business forms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.mask import mask_name, mask_numbers
from gridhall.opinions.labels import VOTE_RULES, VOTES
from gridhall.opinions.queries.receptions import ReceptionRow, VisitorRow
from gridhall.opinions.queries.surveys import OutcomeRow, StarsRow, SurveyRow
from gridhall.opinions.queries.topics import TopicRow
from gridhall.opinions.rules.ranking import Ranked
from gridhall.organisation.documents.missing import footnote, lacking, printed
from gridhall.pdf.business_form import BusinessForm, Closing, Table, chinese_day

Marks = tuple[str, Anchor | None]
At = tuple[Hall, date, Marks]
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Counted:
    """What a survey came to."""

    row: SurveyRow
    ranked: tuple[Ranked, ...]
    outcomes: tuple[OutcomeRow, ...]
    stars: tuple[StarsRow, ...]


def ranking_form(told: Counted, at: At) -> BusinessForm:
    """诉求排序公布表: how many households want what, and what becomes of it; nobody is named."""
    row, became = told.row, {one.option_id: "\n".join(one.words.split()) for one in told.outcomes}
    if not told.ranked or not row.done:
        raise UserError("还没有一户答卷，没有排序可以公布。请先录入调查表")
    cells = tuple(
        (one.place_words, one.title, f"{one.count} 户", one.percent, became.get(one.option_id, ""))
        for one in told.ranked
        if one.count
    )
    table = Table(("名次", "诉求", "户数", "占答卷", "怎么处理"), (2.6, 4.4, 2.0, 2.1, 4.4), cells)
    away = f"，没人或拒答 {row.away} 户" if row.away else ""
    facts = (
        ("调查", f"{row.title}（{row.number}）"),
        ("范围", row.place),
        ("时间", f"{chinese_day(row.opens_on)}至{chinese_day(row.closed_on or row.closes_on)}"),
        ("走访", f"{row.households} 户，答卷 {row.done} 户{away}"),
        *((one.title, f"{one.average:.1f} 分（{one.count} 户）") for one in told.stars),
    )
    notes = (
        "户数按答卷统计，一户可以选几项，百分比相加不等于 100%。",
        "本表不公布任何一户的回答。",
    )
    return _form("诉求排序公布表", at, (facts, table, notes), seal=True)


def record_form(row: TopicRow, at: At) -> BusinessForm:
    """议事记录: the four stages as far as they went."""
    facts: tuple[tuple[str, str], ...] = (
        ("议题", f"{row.title}（{row.number}）"),
        ("范围", row.place),
        ("民提", f"{chinese_day(row.proposed_on)}，{mask_name(row.proposer)}提出"),
        ("内容", mask_numbers(row.content) or "（见议题）"),
        ("民议", _discussed(row)),
        ("民决", _decided(row)),
        ("民评", _judged(row)),
    )
    if row.stage == "dropped":
        facts = (*facts, ("不再议", row.why))
    shown = tuple((title, said or "（还没有）") for title, said in facts)
    notes = (
        "表决按《民法典》第二百七十八条：参与表决应达到三分之二；一般事项过半数同意，"
        "维修资金筹集、改建重建、改变共有部分用途等重大事项四分之三以上同意。",
        "本记录按户数计票；专有部分面积的比例由业主委员会另行核对。",
    )
    return _form(
        "议事记录", at, (shown, None, notes), seal=True, signers=("记录人：", "议事会代表：")
    )


def _discussed(row: TopicRow) -> str:
    if row.discussed_on is None:
        return ""
    came = f"，{row.present} 人到场" if row.present else ""
    return f"{chinese_day(row.discussed_on)}{came}。{mask_numbers(row.discussion)}"


def _decided(row: TopicRow) -> str:
    if row.vote_from is None:
        return ""
    begun = f"{chinese_day(row.vote_from)}起表决，{VOTE_RULES[row.rule]}。"
    if row.decided_on is None:
        return f"{begun}正在表决，总户数 {row.eligible}，已投 {row.cast.cast} 票"
    counts = row.counts
    each = (counts.for_it, counts.against, counts.abstain)
    votes = "，".join(f"{words} {many}" for words, many in zip(VOTES.values(), each, strict=True))
    return f"{begun}{chinese_day(row.decided_on)}结束：{votes}。{row.outcome.words}。"


def _judged(row: TopicRow) -> str:
    if row.done_on is None:
        return ""
    told = f"{chinese_day(row.done_on)}办成：{mask_numbers(row.result)}"
    if row.judged_on is None:
        return told
    each = f"满意 {row.satisfied}，基本满意 {row.fair}，不满意 {row.unsatisfied}"
    return f"{told}\n{chinese_day(row.judged_on)}评议：{each}"


def notice_form(days: Sequence[ReceptionRow], at: At) -> BusinessForm:
    """接待日公告: when, where, who; to be posted."""
    if not days:
        raise UserError("没有还没到的接待日，没有公告可出。请先排接待日")
    hall = at[0]
    cells = tuple(
        (f"{chinese_day(one.day)}（周{_WEEKDAYS[one.day.weekday()]}）", one.hours, one.place,
         one.hosts)
        for one in days
    )  # fmt: skip
    table = Table(("日期", "时间", "地点", "接待人"), (5.9, 2.9, 3.5, 3.7), cells)
    who = f"{days[0].compound}业主、居民" if days[0].compound else "各位业主、居民"
    told = (
        "为了方便大家反映问题、提出建议，现将接待日安排公布如下，欢迎到场。"
        "当场能答复的当场答复，当场答复不了的登记办理，并告诉您结果。"
    )
    phone = f"不方便到场的，请打电话：{hall.phone}" if hall.phone else ""
    form = _form("接待日公告", at, ((), table, tuple(filter(None, (phone,)))), seal=True)
    return replace(form, addressee=who, paragraphs=(told,))


def visits_form(row: ReceptionRow, visits: Sequence[VisitorRow], at: At) -> BusinessForm:
    """接待日登记表: who came with what, and what became of it; phones masked."""
    cells = tuple(
        (
            str(one.position), one.visitor, one.masked_phone or "—", one.address or "—",
            mask_numbers(one.words), mask_numbers(one.answer) or "—", one.issue_number or "—",
        )
        for one in visits
    )  # fmt: skip
    table = Table(
        ("序号", "来访人", "电话", "住址", "反映内容", "当场答复", "转吹哨台账"),
        (1.2, 2.0, 2.6, 2.8, 6.4, 6.0, 3.2),
        cells,
        "（没有人来访）",
    )
    facts = (
        ("时间", f"{chinese_day(row.day)} {row.hours}"),
        ("地点", " ".join(filter(None, (row.compound, row.place)))),
        ("接待人", row.hosts),
        ("来访", f"{row.visits} 人次，转吹哨台账 {row.issues} 件"),
    )
    notes = ("电话已遮住后几位。登记表只供社区办理和存档，不张贴、不外传。",)
    return _form("接待日登记表", at, (facts, table, notes), signers=("接待人：", "登记人："))


def _form(
    title: str,
    at: At,
    said: tuple[Sequence[tuple[str, str]], Table | None, tuple[str, ...]],
    *,
    seal: bool = False,
    signers: tuple[str, ...] = (),
) -> BusinessForm:
    """Lists about many: a character that no font has is drawn as 〓 and told at the foot."""
    hall, today, (number, anchor) = at
    facts, table, notes = said
    missing = lacking(line for one in _typed(facts, table) for line in one.split("\n"))
    rows = () if table is None else tuple(
        tuple(_lines(cell, missing) for cell in row) for row in table.rows
    )  # fmt: skip
    shown = table and Table(table.headings, table.widths, rows, table.when_empty)
    return BusinessForm(
        title=title,
        number=number,
        addressee="",
        paragraphs=(),
        facts=tuple((name, _lines(told, missing)) for name, told in facts),
        table=shown,
        closing=Closing(hall.name, chinese_day(today), signers, seal=seal),
        footnotes=(*notes, *footnote(missing)),
        anchor=str(anchor or ""),
    )


def _lines(told: str, missing: frozenset[str]) -> str:
    return "\n".join(printed(line, missing) for line in told.split("\n"))


def _typed(facts: Sequence[tuple[str, str]], table: Table | None) -> Iterator[str]:
    yield from (told for _, told in facts)
    for row in () if table is None else table.rows:
        yield from row
