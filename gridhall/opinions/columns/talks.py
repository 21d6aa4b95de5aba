"""The one list of 诉求民意: surveys, reception days and topics as lines of one kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gridhall.core.mask import mask_numbers
from gridhall.issues.labels import STATES
from gridhall.opinions.queries.receptions import ReceptionRow, VisitorRow
from gridhall.opinions.queries.surveys import SurveyRow
from gridhall.opinions.queries.talks import Board, TalkCard
from gridhall.opinions.queries.topics import TopicRow
from gridhall.opinions.rules.ranking import Ranked
from gridhall.qt.table import Column

PILLS = ("在办", "诉求调查", "接待日", "议事")
GOING, SURVEYS, RECEPTIONS, TOPICS = range(len(PILLS))
KINDS = {"survey": SURVEYS, "reception": RECEPTIONS, "topic": TOPICS}
_SOON = 31  # days ahead that a planned reception day is among what is going on
_WEEKDAYS = "一二三四五六日"
_URGENT = {"red": 0, "amber": 1, "blue": 2, "green": 3}


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `key` is the kind of row and its id."""

    key: tuple[str, int]
    what: str
    below: str
    place: str
    day: str
    when: str
    tone: str


def lines(board: Board, pill: int, today: date) -> list[Line]:
    """What a pill shows; of what is going on the most urgent first."""
    if pill == SURVEYS:
        return [survey_line(one, today) for one in board.surveys]
    if pill == RECEPTIONS:
        return [reception_line(one, today) for one in _by_day(board.receptions, today)]
    if pill == TOPICS:
        return [topic_line(one) for one in board.topics]
    made = [survey_line(one, today) for one in board.surveys if _is_going(one)]
    made += [topic_line(one) for one in board.topics if one.is_open]
    made += [reception_line(one, today) for one in board.receptions if _is_near(one, today)]
    return sorted(made, key=lambda line: _URGENT.get(line.tone, 4))


def line_of(board: Board, key: tuple[str, int], today: date) -> Line | None:
    """A line by its key, whatever pill it stands under."""
    pill = KINDS[key[0]]
    return next((one for one in lines(board, pill, today) if one.key == key), None)


def counts(board: Board, today: date) -> list[int | None]:
    """How many lines are going on under each pill."""
    going = [line.key[0] for line in lines(board, GOING, today)]
    return [len(going), *(going.count(kind) or None for kind in ("survey", "reception", "topic"))]


def _is_going(row: SurveyRow) -> bool:
    return row.state != "closed" or not row.outcomes


def _is_near(row: ReceptionRow, today: date) -> bool:
    if row.state == "planned":
        return (row.day - today).days <= _SOON
    return row.state == "held" and row.open_visits > 0


def _by_day(rows: Sequence[ReceptionRow], today: date) -> list[ReceptionRow]:
    """What is to come first, the nearest above; then what was, the latest above."""
    ahead = [one for one in rows if one.day >= today]
    return [*ahead, *reversed([one for one in rows if one.day < today])]


def survey_line(row: SurveyRow, today: date) -> Line:
    """A survey and how far it is."""
    done = row.done + row.away
    words, tone = f"已录 {done} / {row.households}", "blue"
    if row.state == "draft":
        words, tone = ("准备中" if row.households else "待定名单"), "amber"
    elif row.late(today):
        words, tone = f"超期 {row.late(today)} 天", "red"
    elif row.state == "open" and not row.waiting:
        words, tone = "录完了", "green"
    elif row.state == "closed":
        words, tone = ("已处理", "grey") if row.outcomes else ("待处理诉求", "amber")
    below = f"{row.number} · {row.households} 户，答卷 {row.done} 户"
    day = f"{row.closes_on:%m-%d} 截止" if row.state != "closed" else f"{row.closed_on:%m-%d} 结束"
    return Line(("survey", row.id), row.title, below, row.place, day, words, tone)


def topic_line(row: TopicRow) -> Line:
    """A topic and its next stage."""
    words, tone, day = _topic_state(row)
    below = f"{row.number} · {row.proposer}提出"
    return Line(("topic", row.id), row.title, below, row.place, f"{day:%m-%d}", words, tone)


def _topic_state(row: TopicRow) -> tuple[str, str, date]:
    if row.stage == "proposed":
        return "待议", "blue", row.proposed_on
    if row.is_voting:
        many = f"表决中 {row.cast.cast} / {row.eligible}"
        return many, "blue", row.vote_from or row.proposed_on
    if row.stage == "discussed":
        return "待表决", "amber", row.discussed_on or row.proposed_on
    if row.stage == "decided" and row.passed:
        if row.done_on is not None:
            return "待评议", "amber", row.done_on
        return "已通过，待办成", "amber", row.decided_on or row.proposed_on
    last = row.judged_on or row.decided_on or row.discussed_on or row.proposed_on
    return row.stage_label, "grey", last


def reception_line(row: ReceptionRow, today: date) -> Line:
    """A reception day."""
    away = (row.day - today).days
    words, tone = f"还有 {away} 天", "green"
    if row.state == "cancelled":
        words, tone = "已取消", "grey"
    elif row.state == "held":
        words, tone = f"来访 {row.visits} 人次", "grey"
        if row.open_visits:
            words, tone = f"{row.open_visits} 件没答复", "amber"
    elif away == 0:
        words, tone = (f"今天，来访 {row.visits}" if row.visits else "今天"), "amber"
    elif away < 0:
        words, tone = "没有结束", "red"
    day = f"{row.day:%m-%d} 周{_WEEKDAYS[row.day.weekday()]}"
    what = f"{row.compound}接待日" if row.compound else "接待日"
    below = f"{row.hours} · {row.hosts}"
    return Line(("reception", row.id), what, below, row.place, day, words, tone)


LINES: tuple[Column[Line], ...] = (
    Column("事项", lambda one: one.what, 230, "two", sub=lambda one: one.below, stretch=True),
    Column("范围", lambda one: one.place, 130, "dim", spread=True, from_width=1240),
    Column("日期", lambda one: one.day, 104, "dim"),
    Column("情况", lambda one: one.when, 142, "due", tone=lambda one: one.tone),
)

RANKED: tuple[Column[Ranked], ...] = (
    Column("名次", lambda row: row.place_words, 84),
    Column("诉求", lambda row: row.title, 110, stretch=True),
    Column("户数", lambda row: f"{row.count} 户", 62, right=True),
    Column(
        "占答卷", lambda row: row.percent, 134, "bar",
        part=lambda row: row.per_mille / 1000, tone=lambda _row: "blue",
    ),
)  # fmt: skip

VISITORS: tuple[Column[VisitorRow], ...] = (
    Column("来访", lambda row: f"{row.position}. {row.visitor}", 108),
    Column("反映内容", lambda row: mask_numbers(row.words.split("\n")[0]), 150, stretch=True),
    Column("情况", lambda row: _became(row)[0], 96, "chip", tone=lambda row: _became(row)[1]),
)


def _became(row: VisitorRow) -> tuple[str, str]:
    if row.issue_id is not None:
        return STATES.get(row.issue_state, row.issue_state), "blue"
    return ("已答复", "green") if row.answer else ("没答复", "amber")


def card_head(told: TalkCard, today: date) -> tuple[str, str, list[tuple[str, str]]]:
    """What stands above the card: path, name, chips."""
    row = told.row
    if isinstance(row, SurveyRow):
        line = survey_line(row, today)
        chips = [(row.state_label, line.tone)]
        if line.when != row.state_label:
            chips.append((line.when, line.tone))
        return f"诉求调查 · {row.number}", row.title, chips
    if isinstance(row, TopicRow):
        line = topic_line(row)
        return f"议事 · {row.number}", row.title, [(row.stage_label, line.tone)]
    line = reception_line(row, today)
    return f"接待日 · {line.day}", line.what, [(line.when, line.tone)]


def card_facts(told: TalkCard) -> list[tuple[str, str]]:
    """What the card says; empty values are left out."""
    row = told.row
    if isinstance(row, SurveyRow):
        return _survey_facts(told, row)
    if isinstance(row, TopicRow):
        return _topic_facts(row)
    return [
        ("时间", f"{row.day} {row.hours}"),
        ("地点", row.place),
        ("接待人", row.hosts),
        ("来访", f"{row.visits} 人次，转吹哨台账 {row.issues} 件" if row.visits else ""),
        ("取消原因", row.why),
    ]


def _survey_facts(told: TalkCard, row: SurveyRow) -> list[tuple[str, str]]:
    away = f"，没人或拒答 {row.away} 户" if row.away else ""
    became = "；".join(f"{one.title}：{one.words}" for one in told.outcomes)
    return [
        ("范围", row.place),
        ("时间", f"{row.opens_on} 到 {row.closed_on or row.closes_on}"),
        (
            "走访",
            f"{row.households} 户，答卷 {row.done} 户{away}" if row.households else "还没有定",
        ),
        ("立即解决", f"最高的 {row.top} 项"),
        ("处理", became),
        *((one.title, f"{one.average:.1f} 分（{one.count} 户）") for one in told.stars),
    ]


def _topic_facts(row: TopicRow) -> list[tuple[str, str]]:
    came = f"，{row.present} 人到场" if row.present else ""
    counted = row.outcome.so_far if row.is_voting else row.outcome.words
    votes = counted if row.vote_from is not None else ""
    begun = f"{row.vote_from} 起。" if row.vote_from else ""
    return [
        ("范围", row.place),
        ("民提", f"{row.proposed_on}，{row.proposer}"),
        ("内容", mask_numbers(row.content)),
        ("民议", f"{row.discussed_on}{came}。{row.discussion}" if row.discussed_on else ""),
        ("民决", f"{begun}{votes}"),
        ("办成", f"{row.done_on}。{row.result}" if row.done_on else ""),
        (
            "民评",
            f"{row.judged_on}：满意 {row.satisfied}，基本满意 {row.fair}，不满意 {row.unsatisfied}"
            if row.judged_on
            else "",
        ),
        ("吹哨台账", row.issue_number),
        ("不再议", row.why if row.stage == "dropped" else ""),
    ]
