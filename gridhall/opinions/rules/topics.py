"""民提、民议、民决、民评: the four stages of a topic, and what a vote needs (民法典 §278)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from gridhall.core.errors import UserError
from gridhall.core.mask import mask_numbers
from gridhall.core.text import clean, clean_lines, clean_name
from gridhall.opinions.labels import STAGES, VOTE_RULES, VOTES
from gridhall.opinions.rules.fields import (
    FieldProblem,
    place_problems,
    problems_of,
    refusal,
    too_long,
)

MOST_PEOPLE: Final = 99_999
_LIMITS = {"title": 80, "content": 4000, "proposer": 100}
# What may be done in which stage, and the sentence of those that refuse it.
_STEPS: Final = {
    "change": (("proposed", "discussed"), "已经表决的议题不能再改"),
    "discuss": (("proposed", "discussed"), "这个议题已经表决过，不用再议"),
    "begin": (("discussed",), "要先登记议事，再开始表决"),
    "vote": (("discussed",), "现在不在表决，不能登记票"),
    "decide": (("discussed",), "要先开始表决，才能结束"),
    "finish": (("decided", "judged"), "要先表决通过，再登记办成"),
    "judge": (("decided", "judged"), "要先表决通过、办成，再登记评议"),
    "drop": (("proposed", "discussed", "decided"), "评议过的议题不能再撤"),
}


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """A topic as somebody proposes it (民提)."""

    title: str
    content: str = ""
    compound_id: int | None = None
    grid_id: int | None = None
    person_id: int | None = None
    proposer: str = ""  # in words, where it is nobody of the register
    proposed_on: date | None = None  # None: today
    topic_id: int | None = None  # None: a new one
    version: int = 0
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class Discussion:
    """What came of talking it over (民议)."""

    words: str
    on: date | None = None
    present: int | None = None


@dataclass(frozen=True, slots=True)
class VoteOrder:
    """How it is voted on: by which rule, of how many households, from when."""

    rule: str = "half"
    eligible: int = 0
    begins: date | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Votes by households."""

    for_it: int = 0
    against: int = 0
    abstain: int = 0

    @property
    def cast(self) -> int:
        """Households that took part; whoever abstained took part."""
        return self.for_it + self.against + self.abstain


@dataclass(frozen=True, slots=True)
class Judgement:
    """How residents judge what was done (民评)."""

    satisfied: int = 0
    fair: int = 0
    unsatisfied: int = 0
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a vote comes to: two thirds took part, and the rule's share of them agreed."""

    rule: str
    eligible: int
    counts: Counts

    @property
    def enough(self) -> bool:
        """三分之二以上: two thirds of all households, that number included (民法典 §1259)."""
        return self.eligible > 0 and 3 * self.counts.cast >= 2 * self.eligible

    @property
    def agreed(self) -> bool:
        """过半数 is more than half; 四分之三以上 includes three quarters."""
        if self.rule == "three_quarters":
            return self.counts.cast > 0 and 4 * self.counts.for_it >= 3 * self.counts.cast
        return 2 * self.counts.for_it > self.counts.cast

    @property
    def passed(self) -> bool:
        """Enough took part, and enough of them agreed."""
        return self.enough and self.agreed

    @property
    def missing(self) -> int:
        """So many more households must take part."""
        needed = -(-2 * self.eligible // 3)
        return max(needed - self.counts.cast, 0)

    @property
    def words(self) -> str:
        """The whole count in one line."""
        return f"{self._counted}：{'通过' if self.passed else '没有通过'}"

    @property
    def so_far(self) -> str:
        """The same while votes are still taken: nothing has failed yet."""
        return f"{self._counted}：{'照现在的票能通过' if self.passed else '现在还不够通过'}"

    @property
    def _counted(self) -> str:
        cast = self.counts.cast
        part = f"总户数 {self.eligible}，参与 {cast}（{_share(cast, self.eligible)}"
        part += "，达到三分之二）" if self.enough else f"，还差 {self.missing} 户到三分之二）"
        needed = "四分之三" if self.rule == "three_quarters" else "半数"
        reached = {True: "达到", False: "没有达到"} if needed == "四分之三" else {
            True: "超过", False: "没有超过"
        }  # fmt: skip
        yes = f"同意 {self.counts.for_it}（占参与的 {_share(self.counts.for_it, cast)}，"
        return f"{part}；{yes}{reached[self.agreed]}{needed}）"


def check_topic(draft: TopicDraft, today: date) -> TopicDraft:
    """The draft in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        title=clean(draft.title),
        content=clean_lines(draft.content),
        proposer=clean_name(draft.proposer),
        proposed_on=draft.proposed_on or today,
    )
    problems_of(_topic_problems(kept, today))
    return kept


def _topic_problems(kept: TopicDraft, today: date) -> Iterator[FieldProblem]:
    if not kept.title:
        yield FieldProblem("title", "请用一句话写议什么，例如 更换小区大门")
    if mask_numbers(kept.title) != kept.title:
        yield FieldProblem("title", "题目会印在文书上，不能写电话或身份证号。请写在“内容”里")
    if kept.person_id is None and not kept.proposer:
        yield FieldProblem("proposer", "请写是谁提的：打姓名首字母选居民，或写姓名")
    if (kept.proposed_on or today) > today:
        yield FieldProblem("proposed_on", f"提出日期不能晚于今天（{today}）")
    yield from place_problems(kept.compound_id, kept.grid_id)
    yield from too_long(kept, _LIMITS)


def check_step(stage: str, step: str) -> None:
    """Refuse a step that this stage does not have, with what to do instead."""
    stages, sentence = _STEPS[step]
    if stage in stages:
        return
    if stage == "dropped":
        raise UserError("这个议题已经不再议，只能查看。要再议，请重新提出")
    raise UserError(f"{sentence}。现在是“{STAGES[stage]}”")


def check_discussion(told: Discussion, proposed_on: date, today: date) -> Discussion:
    """What was said, in its stored form."""
    kept = replace(told, words=clean_lines(told.words), on=told.on or today)
    if not kept.words:
        raise refusal("discussion", "请写议事的意见，例如 到会的都同意换，希望不收费")
    if len(kept.words) > 4000:
        raise refusal("discussion", f"最长 4000 个字，现在是 {len(kept.words)} 个字，请写短一些")
    check_on("discussed_on", kept.on or today, proposed_on, today)
    if kept.present is not None and not 1 <= kept.present <= MOST_PEOPLE:
        raise refusal("present", f"到场人数要在 1 到 {MOST_PEOPLE} 之间，不清楚就空着")
    return kept


def check_vote(order: VoteOrder, discussed_on: date, today: date) -> VoteOrder:
    """How it will be voted on, in its stored form."""
    kept = replace(order, begins=order.begins or today)
    if kept.rule not in VOTE_RULES:
        raise refusal("rule", "请选表决规则：一般事项过半数，重大事项四分之三")
    if not 1 <= kept.eligible <= MOST_PEOPLE:
        raise refusal("eligible", f"总户数要在 1 到 {MOST_PEOPLE} 之间，请核对")
    if (kept.begins or today) < discussed_on:
        raise refusal("vote_from", f"{discussed_on} 才议事，表决不能更早，请核对")
    return kept


def check_counts(counts: Counts, eligible: int) -> Counts:
    """Refuse votes that cannot be: negative, nobody's, more than there are households."""
    if min(counts.for_it, counts.against, counts.abstain) < 0:
        raise refusal("votes", "票数不能是负数，请核对")
    if not counts.cast:
        raise refusal("votes", "还没有一张票。请先录入表决，或写清点的票数")
    if counts.cast > eligible:
        raise refusal("votes", f"一户一票，总共 {eligible} 户，不会有 {counts.cast} 张票，请核对")
    return counts


def check_choice(choice: str) -> str:
    """A vote's choice."""
    if choice not in VOTES:
        raise refusal("votes", "请选同意、反对还是弃权")
    return choice


def check_judgement(told: Judgement, done_on: date, today: date) -> Judgement:
    """How it was judged, in its stored form."""
    kept = replace(told, on=told.on or today)
    counts = (kept.satisfied, kept.fair, kept.unsatisfied)
    if min(counts) < 0 or max(counts) > MOST_PEOPLE:
        raise refusal("judgement", f"评议票数要在 0 到 {MOST_PEOPLE} 之间，请核对")
    if not sum(counts):
        raise refusal("judgement", "还没有人评。请写满意、基本满意、不满意各几票")
    check_on("judged_on", kept.on or today, done_on, today)
    return kept


def check_on(field: str, day: date, after: date, today: date) -> None:
    """A day of a stage: not before the stage before it, not still to come."""
    if day > today:
        raise refusal(field, f"日期不能晚于今天（{today}）")
    if day < after:
        raise refusal(field, f"上一步是 {after}，日期不能更早，请核对")


def check_why(why: str, example: str) -> str:
    """A reason in its stored form."""
    said = clean(why)
    if not said:
        raise refusal("why", f"请写原因，例如 {example}")
    if len(said) > 200:
        raise refusal("why", f"原因最长 200 个字，现在是 {len(said)} 个字，请写短一些")
    return said


def _share(part: int, whole: int) -> str:
    per_mille = (part * 2000 + whole) // (2 * whole) if whole else 0
    return f"{per_mille / 10:.1f}%"
