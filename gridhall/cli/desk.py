"""case accept, finish, list, show: the service desk at a terminal."""

from argparse import ArgumentParser, Namespace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import count, subcommands
from gridhall.core.errors import UserError
from gridhall.papers.queries import papers_about
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
    accept.add_argument("--matter", required=True, metavar="事项", help="编码或名称")
    accept.add_argument(
        "--applicant", required=True, metavar="申请人", help="find 给的 id 或证件号"
    )
    accept.add_argument("--materials", default="all", metavar="序号", help="all、none 或 1,2,4")
    accept.add_argument("--phone", metavar="电话", help="联系电话，默认用档案里的")
    accept.add_argument("--note", default="", metavar="文字", help="情况说明")
    accept.add_argument("--request-key", metavar="键", help="同一个键只受理一次")
    accept.set_defaults(run=run_accept)
    finish = words.add_parser("finish", parents=[options], help="办结")
    finish.add_argument("number", metavar="编号")
    finish.set_defaults(run=run_finish)
    listing = words.add_parser("list", parents=[options], help="最近的工单")
    listing.add_argument("--state", choices=sorted(STATES), help="只看一种状态")
    listing.add_argument("--limit", type=count, default=500, metavar="件数", help="默认 500")
    listing.set_defaults(run=run_list)
    show = words.add_parser("show", parents=[options], help="一件工单")
    show.add_argument("number", metavar="编号")
    show.set_defaults(run=run_show)


def run_accept(args: Namespace) -> Answer:
    """Take a matter in; no paper is issued."""
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
        case = service.accept_case(session, hall.clerk, draft, now, hall.calendar)
        return _answer(session, case)


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


def run_finish(args: Namespace) -> Answer:
    """Close a case."""
    with opened(args) as hall, hall.db.write() as session:
        case = queries.case_by_number(session, args.number)
        now = datetime.now().astimezone()
        return _answer(session, service.finish_case(session, hall.clerk, case.id, now))


def run_list(args: Namespace) -> Answer:
    """The newest cases."""
    with opened(args) as hall, hall.db.read() as session:
        rows = queries.case_rows(session, args.state, args.limit)
        cases = [_case(session, case) for case in rows]
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
        data = _case(session, case) | {
            "materials": [
                {"position": m.position, "name": m.name, "received": m.received_at is not None}
                for m in card.materials
            ],
            "events": [
                {"kind": e.kind, "at": e.happened_at, "clerk": e.clerk_name, "detail": e.detail}
                for e in card.events
            ],
        }
    return Answer(data)


def _answer(session: Session, case: CaseRow) -> Answer:
    data = _case(session, case)
    return Answer(data, [f"{data['number']}\t{data['state']}\t承诺 {data['promised_on']}"])


def _case(session: Session, case: CaseRow) -> dict[str, Any]:
    papers = papers_about(session, "service_case", case.id)
    valid = [paper.number for paper in papers if paper.voided_at is None]
    return {
        "id": case.id,
        "number": case.number,
        "state": case.state,
        "matter": case.item_name,
        "applicant": case.applicant_name,
        "applicant_id": case.applicant_id,
        "accepted_at": case.accepted_at,
        "promised_on": case.promised_on,
        "provisional": case.provisional,
        "paper": valid[-1] if valid else None,
    }
