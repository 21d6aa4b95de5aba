"""What a needs survey asks (居民诉求调查), checked question by question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from gridhall.core.text import clean, clean_lines
from gridhall.opinions.labels import QUESTIONS, VISITS
from gridhall.opinions.rules.fields import (
    FieldProblem,
    place_problems,
    problems_of,
    refusal,
    too_long,
)

KEYS: Final = "123456789abcdefghijklmnopqrstuvwxyz"  # one key an answer
MOST_QUESTIONS: Final = 15
MOST_OPTIONS: Final = 20
MOST_DOORS: Final = 3000
MOST_DAYS: Final = 366
STARS: Final = 5
_CHOSEN = ("one", "many")  # kinds with options
_LIMITS = {"title": 80, "intro": 400}
# What may be ticked on a form, but is no demand that anybody could take on.
_NO_DEMANDS = ("其他", "其它", "没有", "无", "都没有", "都满意", "不清楚", "说不清")


@dataclass(frozen=True, slots=True)
class OptionDraft:
    """An answer to choose from; `category_id` files the issue that may come of it."""

    title: str
    category_id: int | None = None


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question; the one that `ranks` gives the ranking of demands."""

    title: str
    kind: str = "many"
    options: tuple[OptionDraft, ...] = ()
    most: int | None = None  # of `many`: so many may be chosen; None: all of them
    ranks: bool = False


@dataclass(frozen=True, slots=True)
class SurveyDraft:
    """A survey as typed, or as checked: of a compound, a grid, or (neither) the whole hall."""

    title: str
    opens_on: date
    closes_on: date
    questions: tuple[QuestionDraft, ...] = ()
    intro: str = ""
    compound_id: int | None = None
    grid_id: int | None = None
    organisation_id: int | None = None
    top: int = 2  # the so many highest are done at once
    survey_id: int | None = None  # None: a new one
    version: int = 0
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: an option, or stars, or words."""

    question_id: int
    option_id: int | None = None
    stars: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """One household's form: who asked, when, and what was answered (nothing: absent, refused)."""

    dwelling_id: int
    answers: tuple[Answer, ...] = ()
    state: str = "done"
    visited_on: date | None = None  # None: today
    visitor: str = ""
    note: str = ""
    request_key: str = ""


def options(*titles: str) -> tuple[OptionDraft, ...]:
    """Answers to choose from, by their words."""
    return tuple(OptionDraft(one) for one in titles)


USUAL: Final = (
    QuestionDraft(
        "您最希望小区先解决哪几件事？",
        "many",
        options(
            "大门和门禁", "监控", "路面", "墙面和楼道", "停车", "路灯照明", "下水和排污", "绿化",
            "电梯", "垃圾和卫生", "健身和休闲设施", "其他",
        ),
        2,
        ranks=True,
    ),
    QuestionDraft("您对物业服务打几分？", "stars"),
    QuestionDraft(
        "您愿意参加哪些小区的事？",
        "many",
        options("志愿服务", "议事会", "当楼长", "文体活动", "没有"),
    ),
    QuestionDraft("还有什么意见和建议？", "words"),
)  # fmt: skip
INTRO: Final = "为了把小区的事办好，请您用几分钟填一填。只用来安排小区的工作，不公布您的回答。"


def is_demand(title: str) -> bool:
    """Whether an answer is a demand that can be taken on; 其他 and 没有 are none."""
    return not title.startswith(_NO_DEMANDS[:2]) and title not in _NO_DEMANDS


def check_survey(draft: SurveyDraft) -> SurveyDraft:
    """The draft in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        title=clean(draft.title),
        intro=clean_lines(draft.intro),
        questions=tuple(map(_kept_question, draft.questions)),
    )
    problems_of(_problems(kept))
    return kept


def _kept_question(one: QuestionDraft) -> QuestionDraft:
    kept = (replace(option, title=clean(option.title)) for option in one.options)
    written = tuple(option for option in kept if option.title)
    chosen = written if one.kind in _CHOSEN else ()
    most = one.most if one.kind == "many" else None
    return replace(one, title=clean(one.title), options=chosen, most=most)


def _problems(kept: SurveyDraft) -> Iterator[FieldProblem]:
    if not kept.title:
        yield FieldProblem("title", "请写调查的题目，例如 都市春天小区居民诉求调查")
    if kept.closes_on < kept.opens_on:
        yield FieldProblem("closes_on", f"截止日期不能早于开始的 {kept.opens_on}，请核对")
    elif (kept.closes_on - kept.opens_on).days > MOST_DAYS:
        yield FieldProblem("closes_on", "一次调查最长一年，请核对截止日期")
    if not 1 <= kept.top <= MOST_OPTIONS:
        yield FieldProblem("top", f"立即解决的项数要在 1 到 {MOST_OPTIONS} 之间，一般是 2")
    yield from place_problems(kept.compound_id, kept.grid_id)
    yield from too_long(kept, _LIMITS)
    wrong = next(_question_problems(kept.questions), None)  # one sentence, not fifteen
    if wrong is not None:
        yield wrong


def _question_problems(questions: Sequence[QuestionDraft]) -> Iterator[FieldProblem]:
    if not questions:
        yield FieldProblem("questions", "请至少写一道题")
        return
    if len(questions) > MOST_QUESTIONS:
        yield FieldProblem("questions", f"最多 {MOST_QUESTIONS} 道题，太长居民不愿意填")
    ranking = sum(one.ranks for one in questions)
    if ranking != 1:
        said = "没有" if not ranking else f"有 {ranking} 道"
        yield FieldProblem("questions", f"要有一道题用来排出诉求，现在{said}，请勾选其中一道")
    for place, one in enumerate(questions, 1):
        for sentence in _wrong(one):
            yield FieldProblem("questions", f"第 {place} 题{sentence}")


def _wrong(one: QuestionDraft) -> Iterator[str]:
    if not one.title:
        yield "没有写问什么"
    if len(one.title) > 100:
        yield f"最长 100 个字，现在是 {len(one.title)} 个字"
    if one.kind not in QUESTIONS:
        yield f"请选题型：{'、'.join(QUESTIONS.values())}"
    elif one.kind in _CHOSEN:
        yield from _wrong_options(one)
    elif one.ranks:
        yield "是打分或填写，排不出诉求。用来排序的要是单选或多选"


def _wrong_options(one: QuestionDraft) -> Iterator[str]:
    titles = [option.title for option in one.options]
    if not 2 <= len(titles) <= MOST_OPTIONS:
        yield f"要有 2 到 {MOST_OPTIONS} 个选项，现在是 {len(titles)} 个"
    twice = next((title for title in titles if titles.count(title) > 1), "")
    if twice:
        yield f"的“{twice}”写了两次，请去掉一个"
    if any(len(title) > 60 for title in titles):
        yield "有选项超过 60 个字，请写短一些"
    if one.most is not None and not 1 <= one.most <= max(1, len(titles)):
        yield f"最多选 {one.most} 项不对，要在 1 到 {len(titles)} 之间"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands: what may be answered."""

    id: int
    kind: str
    title: str
    options: tuple[tuple[int, str], ...] = ()  # id and words
    most: int | None = None
    ranks: bool = False

    def keys(self) -> str:
        """The keys that answer it."""
        return KEYS[: STARS if self.kind == "stars" else len(self.options)]


def check_filled(filled: Filled, asked: Sequence[Asked], today: date) -> Filled:
    """One household's form in its stored form; raises UserError for what the form cannot say."""
    kept = replace(
        filled,
        visitor=clean(filled.visitor),
        note=clean(filled.note),
        visited_on=filled.visited_on or today,
        answers=tuple(replace(one, words=clean(one.words)) for one in filled.answers),
    )
    if kept.state not in VISITS or kept.state == "waiting":
        raise refusal("state", "请选已答、没人还是拒答")
    if (kept.visited_on or today) > today:
        raise refusal("visited_on", f"走访日期不能晚于今天（{today}）")
    problems_of(too_long(kept, {"visitor": 60, "note": 200}))
    _check_answers(kept, asked)
    return kept


def _check_answers(kept: Filled, asked: Sequence[Asked]) -> None:
    if (kept.state == "done") != bool(kept.answers):
        if kept.answers:
            raise refusal("state", f"{VISITS[kept.state]}的户没有回答可录。有回答请记成已答")
        raise refusal("answers", "一道题也没有答。没人按 - ，拒答按 /")
    known = {one.id: one for one in asked}
    for one in kept.answers:
        if one.question_id not in known:
            raise refusal("answers", "调查里没有这道题，请按 F5 看最新内容")
        _check_answer(known[one.question_id], one)
    for question in asked:
        chosen = [one.option_id for one in kept.answers if one.question_id == question.id]
        most = _most(question)
        if len(chosen) > most:
            raise refusal("answers", f"“{question.title}”最多选 {most} 项，录了 {len(chosen)} 项")
        if len(set(chosen)) != len(chosen):
            raise refusal("answers", f"“{question.title}”的同一项录了两次，请核对")


def _most(question: Asked) -> int:
    """How many answers a question may have."""
    if question.kind != "many":
        return 1
    return question.most or len(question.options)


def _check_answer(question: Asked, one: Answer) -> None:
    offered = {option_id for option_id, _ in question.options}
    if question.kind in _CHOSEN and one.option_id not in offered:
        raise refusal("answers", f"“{question.title}”没有这个选项，请按 F5 看最新内容")
    if question.kind == "stars" and not (one.stars and 1 <= one.stars <= STARS):
        raise refusal("answers", f"“{question.title}”只能打 1 到 {STARS} 分")
    if question.kind == "words" and not one.words:
        raise refusal("answers", f"“{question.title}”没有写字，空着就不用录")
    if len(one.words) > 200:
        raise refusal("answers", f"“{question.title}”最长 200 个字，现在是 {len(one.words)} 个字")
