"""certificate: a 志愿服务证明 at a terminal."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Any

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import day
from gridhall.core.clock import say_hours
from gridhall.core.errors import UserError
from gridhall.db.storage import replace_file
from gridhall.hall.service import OpenHall
from gridhall.papers.queries import PaperRow, pdf_of
from gridhall.registry.documents.transfer_issue import At
from gridhall.volunteering.documents.certificate_issuing import issue_certificate
from gridhall.volunteering.queries.finding import who
from gridhall.volunteering.rules.certificates import FIELDS, USUAL, CertificateOrder


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    one = commands.add_parser("certificate", parents=[options], help="出志愿服务证明")
    one.add_argument("who", metavar="谁", help="编号、证件号、电话或姓名")
    one.add_argument("--from", dest="since", type=day, metavar="日期", help="默认从第一次服务起")
    one.add_argument("--to", dest="until", type=day, metavar="日期", help="默认到今天")
    one.add_argument("--out", type=Path, required=True, metavar="文件.pdf")
    one.add_argument(
        "--with",
        dest="fields",
        metavar="栏目",
        help=f"用逗号分开：{'、'.join(f'{key}（{word}）' for key, word in FIELDS.items())}",
    )
    one.set_defaults(run=run_certificate)


def run_certificate(args: Namespace) -> Answer:
    """Issue a certificate; saying the same again gives the stored bytes."""
    today = date.today()
    fields = USUAL if args.fields is None else frozenset(_words(args.fields))
    _refuse_place(args.out.expanduser())
    with opened(args) as hall:
        with hall.db.read() as session:
            volunteer_id = who(session, args.who)
        order = CertificateOrder(volunteer_id, args.since, args.until or today, fields)
        issued = issue_certificate(_at(hall, today), order)
        with hall.db.read() as session:
            pdf = pdf_of(session, issued.row.id)
    try:
        replace_file(args.out.expanduser().absolute(), pdf)
    except OSError as error:
        raise UserError(
            f"“{args.out}”写不进去；证明已存好，可用 paper reprint {issued.row.number} 再取。"
        ) from error
    facts = issued.paper.facts
    data = {
        "number": issued.row.number,
        "hours": facts.minutes / 60,
        "file": str(args.out),
        "name": facts.name,
        "sha256": issued.row.sha256,
        "left_out": facts.left_out,
    }
    lines = [f"{issued.row.number}\t{facts.name}\t{say_hours(facts.minutes)}\t{args.out}"]
    return Answer(data, [*lines, *filter(None, [facts.left_out])])


def _refuse_place(out: Path) -> None:
    """Where no file can stand no number is taken; what is no file is never written over."""
    if not out.absolute().parent.is_dir():
        raise UserError(f"没有文件夹“{out.parent}”，请换一个地方；没有出证明")
    if out.exists() and not out.is_file():
        raise UserError(f"“{out}”不是文件，不能写；请写成 文件夹/名字.pdf，没有出证明")


def issue_for(hall: OpenHall, about: str) -> PaperRow:
    """paper issue volunteer-certificate --for WHO: the whole life until today."""
    today = date.today()
    with hall.db.read() as session:
        order = CertificateOrder(who(session, about), None, today)
    return issue_certificate(_at(hall, today), order).row


def _at(hall: OpenHall, today: date) -> At:
    return At(hall.db, hall.clerk, hall.hall, today)


def _words(said: str) -> list[str]:
    return [one.strip() for one in said.replace("，", ",").split(",") if one.strip()]
