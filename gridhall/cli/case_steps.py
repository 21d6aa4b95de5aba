"""case notice … note, recompute: every step of a case at a terminal, one word each."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from gridhall.clerks.queries import clerk_named
from gridhall.cli.answer import Answer
from gridhall.cli.case_facts import case_answer, case_id, cases_answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import count, day
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.organisation.queries.agencies import find_agency
from gridhall.service_desk import service
from gridhall.service_desk.labels import DELIVERY_WAYS, FINISH_KINDS, PAUSES
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import CaseRow
from gridhall.service_desk.rules import orders
from gridhall.service_desk.rules.clock import DeskMoment

Act = Callable[[Session, Clerk, Namespace, DeskMoment], CaseRow | tuple[CaseRow, ...]]

_MANY = ("archive", "hand-over")  # one step for several cases


def add_steps(words: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    _add_before_acceptance(words, options)
    _add_clocks(words, options)
    _add_endings(words, options)
    _add_after(words, options)
    recompute = words.add_parser("recompute", parents=[options], help="重算所有在办工单的期限")
    recompute.set_defaults(run=run_recompute)
    warn = words.add_parser("warn", parents=[options], help="期限前几个工作日开始提醒（管理员）")
    warn.add_argument("days", type=count, metavar="工作日", help="默认 1")
    warn.set_defaults(run=run_warn)


def _add_before_acceptance(words: Any, options: ArgumentParser) -> None:
    _word(words, options, "accept-received", "受理已收件的工单", _accept_received)
    notice = _word(words, options, "notice", "一次性告知", _notify)
    notice.add_argument("--lacking", required=True, metavar="序号", help="缺的材料，1,2,4")
    notice.add_argument("--problem", default="未提供", metavar="文字", help="什么问题")
    notice.add_argument("--days", type=count, default=orders.SUPPLEMENT_DAYS, metavar="工作日")
    notice.add_argument("--reason", default="", metavar="原因", help="第二次告知的原因（主管）")
    decline = _word(words, options, "decline", "不予受理", _decline)
    decline.add_argument("--reason", required=True, metavar="理由")
    decline.add_argument("--basis", default="", metavar="依据")
    decline.add_argument("--where", default="", metavar="应到哪里")
    materials = _word(words, options, "materials", "补收材料", _materials)
    materials.add_argument("positions", metavar="序号", help="all 或 1,2,4")
    defer = _word(words, options, "defer", "容缺受理", _defer)
    defer.add_argument("--materials", required=True, metavar="序号", help="1,2,4")
    defer.add_argument("--until", type=day, metavar="日期", help="默认 5 个工作日，不晚于承诺日")


def _add_clocks(words: Any, options: ArgumentParser) -> None:
    suspend = _word(words, options, "suspend", "转特别程序，期限停止计算", _suspend)
    suspend.add_argument("--kind", required=True, metavar="种类", help=_known(PAUSES))
    suspend.add_argument("--reason", required=True, metavar="理由")
    suspend.add_argument("--from", dest="began", type=day, metavar="日期", help="默认今天")
    suspend.add_argument("--expected", type=day, metavar="日期", help="预计哪天结束")
    resume = _word(words, options, "resume", "结束特别程序", _resume)
    resume.add_argument("--outcome", required=True, metavar="结果")
    extend = _word(words, options, "extend", "申请延期", _extend)
    extend.add_argument("--days", type=count, required=True, metavar="工作日")
    extend.add_argument("--reason", required=True, metavar="理由")
    approve = _word(words, options, "approve", "审批延期（主管）", _approve)
    approve.add_argument("--refuse", action="store_true", help="不批准")
    approve.add_argument("--opinion", default="", metavar="意见")


def _add_endings(words: Any, options: ArgumentParser) -> None:
    decide = _word(words, options, "decide", "作出决定", _decide)
    decide.add_argument("--opinion", required=True, metavar="意见")
    finish = _word(words, options, "finish", "办结", _finish)
    finish.add_argument("--kind", default="done", metavar="类型", help=_known(FINISH_KINDS))
    finish.add_argument("--result", default="", metavar="名称", help="结果名称")
    finish.add_argument("--result-number", default="", metavar="编号", help="证照编号")
    finish.add_argument("--note", default="", metavar="文字", help="结果说明、原因")
    finish.add_argument("--until", type=day, metavar="日期", help="有效期到哪天")
    for name, words_of, act in (
        ("withdraw", "申请人撤回", _withdraw),
        ("revoke", "撤销受理，文书作废", _revoke),
    ):
        ending = _word(words, options, name, words_of, act)
        ending.add_argument("--reason", required=True, metavar="原因")
    passing = _word(words, options, "pass-on", "转出", _pass_on)
    passing.add_argument("--agency", required=True, metavar="机构", help="名称或别称")
    passing.add_argument("--reason", required=True, metavar="原因")


def _add_after(words: Any, options: ArgumentParser) -> None:
    deliver = _word(words, options, "deliver", "登记送达", _deliver)
    deliver.add_argument("--way", default="counter", metavar="方式", help=_known(DELIVERY_WAYS))
    deliver.add_argument("--to", required=True, metavar="领取人")
    archive = _word(words, options, "archive", "归档", _archive)
    archive.add_argument("--place", required=True, metavar="位置")
    over = _word(words, options, "hand-over", "移交经办", _hand_over)
    over.add_argument("--to", required=True, metavar="操作员")
    over.add_argument("--word", default="", metavar="文字", help="交代的话")
    link = _word(words, options, "link", "关联另一件工单或迁移", _link)
    link.add_argument("other", metavar="另一件的编号")
    note = _word(words, options, "note", "记事", _note)
    note.add_argument("text", metavar="文字")


def _word(words: Any, options: ArgumentParser, name: str, told: str, act: Act) -> Any:
    """A word about one case, or about many; `--at` says when it really happened."""
    made = words.add_parser(name, parents=[options], help=told)
    made.add_argument("numbers", nargs="+" if name in _MANY else 1, metavar="编号")
    made.add_argument("--at", type=moment, metavar="时间", help="补录：实际办理的时间")
    made.set_defaults(run=run_step, act=act)
    return made


def moment(text: str) -> datetime:
    """A moment as it is typed, local: 2026-11-25T09:30."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}”不是时间，请写成 2026-11-25T09:30 这样") from error


def run_step(args: Namespace) -> Answer:
    """One step of one case or of several; none is taken if one is refused."""
    with opened(args) as hall, hall.db.write() as session:
        when = DeskMoment(datetime.now().astimezone(), hall.calendar, args.at)
        done = args.act(session, hall.clerk, args, when)
        if isinstance(done, tuple):
            return cases_answer(session, done)
        return case_answer(session, done)


def run_recompute(args: Namespace) -> Answer:
    """Count every open case's deadlines anew."""
    with opened(args) as hall, hall.db.write() as session:
        changed = service.recompute(session, hall.calendar, date.today())
        open_cases = queries.counts(session, date.today()).open
    told = f"在办 {open_cases} 件，{changed} 件有变化"
    return Answer({"changed": changed, "open": open_cases}, [told])


def run_warn(args: Namespace) -> Answer:
    """From how many working days before its deadline a case is shown in amber."""
    with opened(args) as hall, hall.db.write() as session:
        service.warn_before(session, hall.clerk, args.days)
    return Answer({"days": args.days}, [f"期限前 {args.days} 个工作日开始提醒"])


def _one(session: Session, args: Namespace) -> int:
    return case_id(session, args.numbers[0])


def _many(session: Session, args: Namespace) -> list[int]:
    return [case_id(session, number) for number in args.numbers]


def _known(words: Mapping[str, str]) -> str:
    return "、".join(f"{code} {label}" for code, label in words.items())


def _code(typed: str, words: Mapping[str, str]) -> str:
    """A kind as its code or in Chinese; an unknown one is refused by the service in a sentence."""
    return next((code for code, label in words.items() if typed in (code, label)), typed)


def positions(typed: str) -> tuple[int, ...]:
    """Positions as they are typed: 1,2,4."""
    words = [word.strip() for word in typed.replace("，", ",").replace("、", ",").split(",")]
    if not all(word.isdecimal() for word in words):
        raise UserError(f"“{typed[:20]}”不是材料序号，请写成 1,2,4 这样。")
    return tuple(sorted({int(word) for word in words}))


def _accept_received(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    return service.accept_received(s, clerk, _one(s, args), when)


def _notify(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    lacking = tuple(orders.Lack(one, args.problem) for one in positions(args.lacking))
    order = orders.NoticeOrder(lacking, args.days, args.reason)
    notice = service.notify(s, clerk, _one(s, args), order, when)
    return queries.case_by_id(s, notice.case_id)


def _decline(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    order = orders.Refusal(args.reason, args.basis, args.where)
    return service.decline(s, clerk, _one(s, args), order, when)


def _materials(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    case = _one(s, args)
    known = tuple(m.position for m in queries.case_card(s, case).materials)
    wanted = known if args.positions == "all" else positions(args.positions)
    odd = [str(one) for one in wanted if one not in known]
    if odd:
        raise UserError(f"{args.numbers[0]} 没有第 {'、'.join(odd)[:20]} 项材料。请核对序号。")
    return service.receive_materials(s, clerk, case, wanted, when.at)


def _defer(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    order = orders.Deferral(positions(args.materials), args.until)
    return service.defer(s, clerk, _one(s, args), order, when)


def _suspend(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    kind = _code(args.kind, PAUSES)
    order = orders.PauseOrder(kind, args.reason, args.began, args.expected)
    return service.suspend(s, clerk, _one(s, args), order, when)


def _resume(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    return service.resume(s, clerk, _one(s, args), args.outcome, when)


def _extend(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    order = orders.ExtensionOrder(args.days, args.reason)
    return service.ask_extension(s, clerk, _one(s, args), order, when)


def _approve(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    verdict = orders.Verdict(not args.refuse, args.opinion)
    return service.decide_extension(s, clerk, _one(s, args), verdict, when)


def _decide(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    return service.decide(s, clerk, _one(s, args), args.opinion, when)


def _finish(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    kind = _code(args.kind, FINISH_KINDS)
    ending = orders.Ending(kind, args.result, args.result_number, args.note, args.until)
    return service.finish_as(s, clerk, _one(s, args), ending, when)


def _withdraw(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    return service.withdraw(s, clerk, _one(s, args), args.reason, when)


def _revoke(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    return service.revoke_case(s, clerk, _one(s, args), when.at, args.reason)


def _pass_on(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    order = orders.Passing(find_agency(s, args.agency).id, args.reason)
    return service.pass_on(s, clerk, _one(s, args), order, when)


def _deliver(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    order = orders.Delivery(_code(args.way, DELIVERY_WAYS), args.to, args.at)
    return service.deliver(s, clerk, _one(s, args), order, when)


def _archive(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> tuple[CaseRow, ...]:
    return service.archive(s, clerk, _many(s, args), args.place, when)


def _hand_over(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> tuple[CaseRow, ...]:
    order = orders.HandOver(clerk_named(s, args.to).id, args.word)
    return service.hand_over(s, clerk, _many(s, args), order, when)


def _link(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    """The other one is a transfer if its number says so: QY20261124-003."""
    case = _one(s, args)
    if args.other.strip().upper().startswith("QY"):
        return service.link_transfer(s, clerk, case, args.other, when)
    return service.link_cases(s, clerk, case, args.other, when)


def _note(s: Session, clerk: Clerk, args: Namespace, when: DeskMoment) -> CaseRow:
    return service.note_down(s, clerk, _one(s, args), args.text, when)
