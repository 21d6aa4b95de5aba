"""case consult, answer, take-in: somebody only asks, is answered, or hands papers in after all."""

from argparse import ArgumentParser, Namespace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from gridhall.cli.answer import Answer
from gridhall.cli.case_facts import case_answer, case_id
from gridhall.cli.case_steps import moment
from gridhall.cli.opening import opened
from gridhall.cli.usage import request_key
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.registry.queries import resolve_person
from gridhall.service_desk import service
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.service import ConsultDraft


def add_asking(words: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    consult = words.add_parser("consult", parents=[options], help="记下咨询；带答复就当场了结")
    consult.add_argument("--matter", required=True, metavar="事项", help="编码或名称")
    who = consult.add_mutually_exclusive_group(required=True)
    who.add_argument("--applicant", metavar="居民", help="find 给的 id 或证件号")
    who.add_argument("--name", metavar="姓名", help="没有档案的人，只记姓名")
    consult.add_argument("--phone", default="", metavar="电话")
    consult.add_argument("--question", required=True, metavar="文字", help="问了什么")
    consult.add_argument("--answer", default="", metavar="文字", help="当场怎么答复的")
    consult.add_argument("--request-key", type=request_key, metavar="键", help="同一个键只记一次")
    consult.set_defaults(run=run_consult)
    answer = words.add_parser("answer", parents=[options], help="答复咨询")
    answer.set_defaults(run=run_answer)
    taking = words.add_parser("take-in", parents=[options], help="咨询转收件")
    taking.add_argument("--applicant", metavar="居民", help="只记了姓名的，要说是哪位居民")
    taking.set_defaults(run=run_take_in)
    for word in (answer, taking):
        word.add_argument("number", metavar="编号")
    answer.add_argument("text", metavar="答复")
    for word in (consult, answer, taking):
        word.add_argument("--at", type=moment, metavar="时间", help="补录：实际的时间")


def run_consult(args: Namespace) -> Answer:
    """Write a question down; with an answer it is over at once."""
    question = clean(args.question)
    if not question:
        raise UserError("请写问了什么，例如 --question 租房能不能办居住证。")
    with opened(args) as hall, hall.db.write() as session:
        matter = queries.find_matter(session, args.matter, date.today())
        known = args.applicant is not None
        asked = ConsultDraft(
            request_key=args.request_key or str(uuid4()),
            item_id=matter.id,
            name=args.name or "",
            applicant_id=resolve_person(session, args.applicant) if known else None,
            phone=args.phone,
            question=question,
            answer=args.answer,
            received_at=args.at,
        )
        now = DeskMoment(datetime.now().astimezone(), hall.calendar)
        return case_answer(session, service.consult(session, hall.clerk, asked, now))


def run_answer(args: Namespace) -> Answer:
    """Answer a question that was written down."""
    with opened(args) as hall, hall.db.write() as session:
        when = DeskMoment(datetime.now().astimezone(), hall.calendar, args.at)
        number = case_id(session, args.number)
        return case_answer(session, service.answer(session, hall.clerk, number, args.text, when))


def run_take_in(args: Namespace) -> Answer:
    """Who asked hands papers in: the notice clock runs from now on."""
    with opened(args) as hall, hall.db.write() as session:
        when = DeskMoment(datetime.now().astimezone(), hall.calendar, args.at)
        number = case_id(session, args.number)
        person = None if args.applicant is None else resolve_person(session, args.applicant)
        return case_answer(session, service.take_in(session, hall.clerk, number, person, when))
