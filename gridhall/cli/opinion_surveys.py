"""opinion: needs surveys at a terminal: made, walked, typed in, ranked, taken on."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import count, day, request_key
from gridhall.core.errors import UserError
from gridhall.hall.service import OpenHall
from gridhall.issues.rules.when import When
from gridhall.opinions.labels import OUTCOMES, VISITS
from gridhall.opinions.models import SurveyVisit
from gridhall.opinions.queries.doors import Scope, door_typed, doors, place_choices
from gridhall.opinions.queries.surveys import (
    SurveyRow,
    outcomes,
    questions,
    ranking,
    stars,
    survey,
    survey_named,
    surveys,
    visits,
)
from gridhall.opinions.rules.filling import Filling
from gridhall.opinions.rules.ranking import demands
from gridhall.opinions.rules.surveys import (
    INTRO,
    USUAL,
    Filled,
    OptionDraft,
    QuestionDraft,
    SurveyDraft,
)
from gridhall.opinions.rules.taking_on import TakenOn, proposal
from gridhall.opinions.service import survey_visits
from gridhall.opinions.service import surveys as service
from gridhall.opinions.service.survey_outcomes import take_on

Option = tuple[str, dict[str, Any]]
_NUMBER: Option = ("number", {"metavar": "编号", "help": "诉〔2026〕001"})
_DOOR: Option = ("door", {"metavar": "门牌", "help": "3-2-501"})
_ON: Option = ("--on", {"type": day, "metavar": "日期", "help": "补录用，默认今天"})
_KEY: Option = ("--request-key", {"default": "", "metavar": "键", "type": request_key})
WORDS: Mapping[str, tuple[str, tuple[Option, ...]]] = {
    "surveys": ("诉求调查", (("--state", {"choices": ["draft", "open", "closed"]}),)),
    "survey-new": (
        "新建调查，不写选项就用常用的调查表",
        (
            ("title", {"metavar": "题目"}),
            ("--place", {"required": True, "metavar": "地点", "help": "小区、网格，或 全部小区"}),
            ("--until", {"type": day, "metavar": "截止"}),
            ("--top", {"type": count, "default": 2, "metavar": "项数", "help": "立即解决几项"}),
            ("--ask", {"default": "您最希望先解决什么？", "metavar": "问题"}),
            ("--option", {"nargs": "+", "default": [], "metavar": "选项"}),
            ("--most", {"type": count, "default": 2, "metavar": "项数", "help": "最多选几项"}),
            _ON,
            _KEY,
        ),
    ),
    "survey-doors": (
        "定走访名单",
        (
            _NUMBER,
            ("--every", {"type": count, "default": 1, "metavar": "户", "help": "每几户走访一户"}),
            ("--door", {"nargs": "+", "default": [], "metavar": "门牌"}),
            ("--visitor", {"default": "", "metavar": "走访人"}),
        ),
    ),
    "survey-open": ("开始调查", (_NUMBER,)),
    "survey-answer": (
        "录入一户：每道题一个词，写选中的键（12、4、字），- 跳过",
        (
            _NUMBER,
            _DOOR,
            ("answers", {"nargs": "*", "metavar": "答案"}),
            ("--state", {"choices": ["absent", "refused"], "help": "没人或拒答"}),
            ("--visitor", {"default": "", "metavar": "走访人"}),
            _ON,
            _KEY,
        ),
    ),
    "survey-show": ("排序、打分和每户的情况", (_NUMBER,)),
    "survey-close": ("结束调查", (_NUMBER, _ON)),
    "survey-settle": (
        "处理诉求：最高的几项立即办，其余列入工作计划",
        (
            _NUMBER,
            (
                "--as",
                {"dest": "kind", "choices": ["issue", "project", "now"], "default": "issue"},
            ),
            (
                "--take",
                {"nargs": "+", "default": [], "metavar": "诉求", "help": "并列时写明哪几项"},
            ),
            _ON,
            _KEY,
        ),
    ),
}


def add_words(words: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    for name, (help_text, takes) in WORDS.items():
        told = words.add_parser(name, parents=[options], help=help_text)
        for option, settings in takes:
            told.add_argument(option, **settings)
        told.set_defaults(run=_RUNS[name])


def scope_named(session: Session, typed: str) -> Scope:
    """A compound or grid by its name, 全部小区 for everything; UserError."""
    known = {one.words: one.scope for one in place_choices(session)}
    if typed.strip() not in known:
        near = "、".join(list(known)[:5])
        raise UserError(f"没有小区或网格“{typed.strip()[:30]}”，例如 {near}")
    return known[typed.strip()]


def when_of(hall: OpenHall, args: Namespace) -> When:
    """Today, or the day of --on."""
    return When(date.today(), hall.calendar, getattr(args, "on", None))


def run_list(args: Namespace) -> Answer:
    """Surveys, the newest first."""
    with opened(args) as hall, hall.db.read() as session:
        found = surveys(session, args.state or "")
    lines = [f"{one.number}\t{one.title}\t{one.state_label}\t{_far(one)}" for one in found]
    return Answer({"surveys": [_row(one) for one in found]}, lines or ["没有诉求调查"])


def run_new(args: Namespace) -> Answer:
    """A survey with the usual form, or with one question of one's own."""
    with opened(args) as hall, hall.db.write() as session:
        scope, when = scope_named(session, args.place), when_of(hall, args)
        asked = USUAL if not args.option else _asked(args)
        draft = SurveyDraft(
            args.title,
            when.on,
            args.until or when.on + timedelta(days=30),
            service.file_options(session, asked),
            INTRO,
            scope.compound_id,
            scope.grid_id,
            top=args.top,
            request_key=args.request_key,
        )
        done = service.save_survey(session, hall.clerk, draft, when)
        return _told(session, done)


def _asked(args: Namespace) -> tuple[QuestionDraft, ...]:
    offered = tuple(OptionDraft(one) for one in args.option)
    most = min(args.most, len(offered)) if args.most > 0 else args.most
    ranks = QuestionDraft(args.ask, "many", offered, most, ranks=True)
    return (ranks, QuestionDraft("还有什么意见和建议？", "words"))


def run_doors(args: Namespace) -> Answer:
    """Every so-manieth door, or those that are named."""
    with opened(args) as hall, hall.db.write() as session:
        survey_id = survey_named(session, args.number)
        scope = survey(session, survey_id).scope
        named = [door_typed(session, one, scope) for one in args.door]
        chosen = named or survey_visits.every(doors(session, scope, heads=False), args.every)
        kept = [one.door.id for one in visits(session, survey_id) if one.state != "waiting"]
        done = survey_visits.choose_doors(
            session, hall.clerk, survey_id, [*chosen, *kept], args.visitor
        )
        return _told(session, done)


def run_open(args: Namespace) -> Answer:
    """Begin to ask."""
    with opened(args) as hall, hall.db.write() as session:
        row = survey(session, survey_named(session, args.number))
        when = when_of(hall, args)
        return _told(session, service.open_survey(session, hall.clerk, row.id, row.version, when))


def run_answer(args: Namespace) -> Answer:
    """One household's form, typed as the desk types it: a word for each question."""
    with opened(args) as hall, hall.db.write() as session:
        row = survey(session, survey_named(session, args.number))
        door = door_typed(session, args.door, row.scope)
        visit = _visit(session, hall, row, door)
        filling = Filling(questions(session, row.id))
        _type(filling, args.answers)
        filled = Filled(
            door, filling.answers(), args.state or "done", args.on, args.visitor,
            request_key=args.request_key,
        )  # fmt: skip
        when = When(date.today(), hall.calendar)
        done = survey_visits.fill_in(session, hall.clerk, visit, filled, when)
        now = survey(session, row.id)
    data = {"action": done.action_id, "survey": now.number, "done": now.done, "left": now.waiting}
    return Answer(data, [f"已录 {args.door}，还有 {now.waiting} 户"])


def _visit(session: Session, hall: OpenHall, row: SurveyRow, door: int) -> int:
    """The door's place on the list; it joins the list if it is not on it."""
    mine = select(SurveyVisit.id).where(
        SurveyVisit.survey_id == row.id, SurveyVisit.dwelling_id == door
    )
    known = session.scalar(mine)
    return known or survey_visits.add_door(session, hall.clerk, row.id, door).row_id


def _type(filling: Filling, typed: list[str]) -> None:
    if len(typed) > len(filling.asked):
        raise UserError(f"调查只有 {len(filling.asked)} 道题，写了 {len(typed)} 个答案，请核对")
    for place, word in enumerate(typed):
        filling.go(place)
        if word == "-":
            continue
        if filling.question.kind == "words":
            filling.write(word)
            continue
        for key in word:
            filling.go(place)
            wrong = filling.press(key)
            if wrong:
                raise UserError(f"第 {place + 1} 题：{wrong}")


def run_show(args: Namespace) -> Answer:
    """How the demands rank, how it was starred, what became of them."""
    with opened(args) as hall, hall.db.read() as session:
        row = survey(session, survey_named(session, args.number))
        ranked, became = ranking(session, row.id), outcomes(session, row.id)
        starred = stars(session, row.id)
        states = [(one.door.address.short, one.state) for one in visits(session, row.id)]
    data = {
        **_row(row),
        "ranking": [
            {"place": one.place, "title": one.title, "households": one.count,
             "percent": one.per_mille / 10, "tied": one.tied}
            for one in ranked
        ],
        "stars": [asdict(one) for one in starred],
        "outcomes": [{"title": o.title, "kind": o.kind, "number": o.number} for o in became],
        "visits": [{"door": door, "state": state} for door, state in states],
    }  # fmt: skip
    lines = [f"{row.number}\t{row.title}\t{row.state_label}\t{_far(row)}"]
    lines += [f"{one.place_words}\t{one.title}\t{one.count} 户\t{one.percent}" for one in ranked]
    lines += [f"{one.title}\t{one.average:.1f} 分" for one in starred]
    lines += [f"{one.title}：{one.words}" for one in became]
    return Answer(data, lines)


def run_close(args: Namespace) -> Answer:
    """Stop asking."""
    with opened(args) as hall, hall.db.write() as session:
        row = survey(session, survey_named(session, args.number))
        when = when_of(hall, args)
        return _told(session, service.close_survey(session, hall.clerk, row.id, row.version, when))


def run_settle(args: Namespace) -> Answer:
    """The highest are done, the rest is planned; a tie is broken by --take."""
    with opened(args) as hall, hall.db.write() as session:
        row = survey(session, survey_named(session, args.number))
        ranked = ranking(session, row.id)
        named = {one.title: one for one in demands(ranked)}
        for one in args.take:
            if one not in named:
                raise UserError(f"没有诉求“{one[:30]}”，请写 survey-show 里的诉求")
        if args.take:
            chosen = [
                TakenOn(one.option_id, args.kind if title in args.take else "plan")
                for title, one in named.items()
            ]
        else:
            chosen = proposal(ranked, row.top, args.kind)
        when = when_of(hall, args)
        done = take_on(session, hall.clerk, row.id, chosen, when, args.request_key)
        became = outcomes(session, row.id)
    told = [{"title": one.title, "kind": one.kind, "number": one.number} for one in became]
    lines = [f"{one.title}\t{OUTCOMES[one.kind]}\t{one.number}".rstrip() for one in became]
    return Answer({"action": done.action_id, "survey": row.number, "outcomes": told}, lines)


def _told(session: Session, done: Any) -> Answer:
    row = survey(session, done.row_id)
    data = {"action": done.action_id, **_row(row)}
    return Answer(data, [f"{row.number}\t{row.title}\t{row.state_label}\t{_far(row)}"])


def _row(row: SurveyRow) -> dict[str, Any]:
    return {
        "number": row.number, "title": row.title, "place": row.place, "state": row.state,
        "opens_on": row.opens_on, "closes_on": row.closes_on, "closed_on": row.closed_on,
        "top": row.top, "households": row.households, "done": row.done, "away": row.away,
        "waiting": row.waiting,
    }  # fmt: skip


def _far(row: SurveyRow) -> str:
    return f"{VISITS['done']} {row.done} / {row.households} 户"


_RUNS: dict[str, Callable[[Namespace], Answer]] = {
    "surveys": run_list,
    "survey-new": run_new,
    "survey-doors": run_doors,
    "survey-open": run_open,
    "survey-answer": run_answer,
    "survey-show": run_show,
    "survey-close": run_close,
    "survey-settle": run_settle,
}
