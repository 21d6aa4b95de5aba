"""case accept, receive, consult, list, show and every step: the service desk at a terminal."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from gridhall.cli.answer import Answer
from gridhall.cli.case_asking import add_asking
from gridhall.cli.case_facts import card_facts, case_answer, case_facts
from gridhall.cli.case_steps import add_steps
from gridhall.cli.opening import opened
from gridhall.cli.usage import lines, request_key, subcommands
from gridhall.core.errors import UserError
from gridhall.registry.queries import resolve_person
from gridhall.service_desk import service
from gridhall.service_desk.labels import STATES
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import CaseRow, MatterRow
from gridhall.service_desk.rules.draft import CaseDraftFields


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    case = commands.add_parser("case", parents=[options], help="工单")
    words = subcommands(case)
    accept = words.add_parser("accept", parents=[options], help="受理，不出文书")
    accept.set_defaults(run=run_accept)
    receive = words.add_parser("receive", parents=[options], help="只收件，5 个工作日内受理或告知")
    receive.set_defaults(run=run_receive)
    for word in (accept, receive):
        _add_draft(word)
    add_asking(words, options)
    add_steps(words, options)
    listing = words.add_parser("list", parents=[options], help="最近的工单")
    listing.add_argument("--state", choices=sorted(STATES), help="只看一种状态")
    listing.add_argument("--limit", type=lines, default=500, metavar="件数", help="默认 500")
    listing.set_defaults(run=run_list)
    show = words.add_parser("show", parents=[options], help="一件工单")
    show.add_argument("number", metavar="编号")
    show.set_defaults(run=run_show)


def _add_draft(word: ArgumentParser) -> None:
    """What the form asks for."""
    word.add_argument("--matter", required=True, metavar="事项", help="编码或名称")
    word.add_argument("--applicant", required=True, metavar="申请人", help="find 给的 id 或证件号")
    word.add_argument("--materials", default="all", metavar="序号", help="all、none 或 1,2,4")
    word.add_argument("--phone", metavar="电话", help="联系电话，默认用档案里的")
    word.add_argument("--note", default="", metavar="文字", help="情况说明")
    word.add_argument("--request-key", type=request_key, metavar="键", help="同一个键只受理一次")


def run_accept(args: Namespace) -> Answer:
    """Take a matter in; no paper is issued."""
    return _take_in(args, service.accept_case)


def run_receive(args: Namespace) -> Answer:
    """Receive papers to be looked at (收件); the notice clock runs."""
    return _take_in(args, service.receive_case)


def _take_in(args: Namespace, act: Callable[..., CaseRow]) -> Answer:
    with opened(args) as hall, hall.db.write() as session:
        matter = queries.find_matter(session, args.matter, date.today())
        draft = CaseDraftFields(
            request_key=args.request_key or str(uuid4()),
            matter=matter.name,
            item_id=matter.id,
            applicant_id=resolve_person(session, args.applicant),
            phone=args.phone,
            note=args.note,
            received=_materials(args.materials, matter),
        )
        now = datetime.now().astimezone()
        case = act(session, hall.clerk, draft, now, hall.calendar)
        return case_answer(session, case)


def _materials(said: str, matter: MatterRow) -> tuple[int, ...]:
    """`all`, `none`, or positions such as 1,2,4."""
    known = [material.position for material in matter.materials]
    if said in ("all", "none", ""):
        return tuple(known) if said == "all" else ()
    words = [word.strip() for word in said.replace("，", ",").split(",")]
    odd = [word for word in words if not word.isdecimal() or int(word) not in known]
    if odd:
        most = f"1 到 {max(known)}" if known else "空（这个事项不要材料）"
        raise UserError(f"“{matter.name}”的材料序号是{most}，没有“{'、'.join(odd)[:20]}”。")
    return tuple(sorted({int(word) for word in words}))


def run_list(args: Namespace) -> Answer:
    """The newest cases."""
    with opened(args) as hall, hall.db.read() as session:
        rows = queries.case_rows(session, args.state, args.limit)
        cases = [case_facts(session, case) for case in rows]
        total = queries.case_count(session, args.state)
    lines = [f"{c['number']}\t{c['state']}\t{c['matter']}\t{c['applicant']}" for c in cases]
    if total > len(cases):
        lines.append(f"共 {total} 件，这里是最近的 {len(cases)} 件；用 --limit 看更多")
    return Answer({"cases": cases, "total": total}, lines or ["没有工单"])


def run_show(args: Namespace) -> Answer:
    """One case with its materials and steps."""
    with opened(args) as hall, hall.db.read() as session:
        case = queries.case_by_number(session, args.number)
        card = queries.case_card(session, case.id)
        data = case_facts(session, case) | card_facts(card)
    return Answer(data)
