"""paper issue, reprint, void, list: papers at a terminal."""

import re
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from gridhall.cli import (
    care_papers,
    case_papers,
    catalogue,
    certificate,
    issue_figures,
    issue_papers,
    lending_papers,
    list_papers,
    meeting_papers,
    opinion_papers,
    opinion_peace_papers,
    opinion_posting_papers,
    organisation_papers,
    pledge_papers,
    reports,
    service_papers,
    transfer_papers,
)
from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import subcommands
from gridhall.core.errors import UserError
from gridhall.db.storage import replace_file
from gridhall.hall.service import OpenHall
from gridhall.papers import queries, service
from gridhall.papers.labels import PERSONAL
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import next_printing, reprint_mark

_FILE = "文件"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
KINDS = {
    **case_papers.KINDS,
    **transfer_papers.KINDS,
    **list_papers.KINDS,
    **organisation_papers.KINDS,
    **pledge_papers.KINDS,
    **lending_papers.KINDS,
    **care_papers.KINDS,
    **opinion_papers.KINDS,
    **opinion_peace_papers.KINDS,
    **opinion_posting_papers.KINDS,
    **service_papers.KINDS,
    **issue_papers.KINDS,
    **issue_figures.KINDS,
    **meeting_papers.KINDS,
    "volunteer-certificate": certificate.issue_for,
    "service-guide": catalogue.issue_for,
    "desk-figures": reports.issue_for,
}  # issue(hall, about) by kind


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    paper = commands.add_parser("paper", parents=[options], help="文书")
    words = subcommands(paper)
    issue = words.add_parser("issue", parents=[options], help="出文书")
    issue.add_argument("kind", choices=sorted(KINDS), help="哪一种")
    issue.add_argument("--for", dest="about", required=True, metavar="编号", help="给哪一件")
    issue.add_argument("--out", type=Path, metavar="文件.pdf")
    issue.set_defaults(run=run_issue)
    reprint = words.add_parser("reprint", parents=[options], help="补打")
    reprint.add_argument("number", metavar="编号")
    reprint.add_argument("--out", type=Path, metavar="文件.pdf")
    reprint.add_argument(
        "--reason", default="", metavar="原因", help="花名册、走访名单、本人信息要写"
    )
    reprint.set_defaults(run=run_reprint)
    void = words.add_parser("void", parents=[options], help="作废")
    void.add_argument("number", metavar="编号")
    void.add_argument("--reason", required=True, metavar="原因")
    void.set_defaults(run=run_void)
    listing = words.add_parser("list", parents=[options], help="最近的文书")
    listing.set_defaults(run=run_list)


def run_issue(args: Namespace) -> Answer:
    """Issue a paper about one record; saying the same again gives the stored bytes."""
    with opened(args) as hall:
        return _answer(hall, KINDS[args.kind](hall, args.about), args.out)


def run_reprint(args: Namespace) -> Answer:
    """The same bytes and number again, in a file; the print log counts what was written."""
    with opened(args) as hall:
        with hall.db.write() as session:
            paper = queries.paper_by_number(session, args.number)
            before = [entry.outcome for entry in queries.prints_of(session, paper.id)]
            reason = args.reason.strip()
            if paper.kind in PERSONAL and not reason:
                raise UserError(f"{paper.title}里有个人信息，请用 --reason 写明为什么再打。")
            printed = service.log_print_why(session, hall.clerk, paper.id, (1, _FILE), reason)
        try:
            answer = _answer(hall, paper, args.out or _file_named(paper.number))
        except UserError:
            _came_out(hall, printed.id, came_out=False)
            raise
        _came_out(hall, printed.id, came_out=True)
    mark = reprint_mark(next_printing(before))
    return Answer({**answer.data, "mark": mark, "ordinal": printed.ordinal}, answer.lines)


def _file_named(number: str) -> Path:
    """A reprint without --out: a file here, named by the number."""
    return Path(_NOT_IN_NAMES.sub("-", number) + ".pdf")


def _came_out(hall: OpenHall, print_id: int, *, came_out: bool) -> None:
    with hall.db.write() as session:
        service.confirm_print(session, hall.clerk, print_id, came_out=came_out)


def run_void(args: Namespace) -> Answer:
    """Void a paper; the number stays taken."""
    with opened(args) as hall, hall.db.write() as session:
        paper = queries.paper_by_number(session, args.number)
        paper = service.void_paper(session, hall.clerk, paper.id, args.reason)
    return Answer(_paper(paper), [f"已作废 {paper.number}，编号保留"])


def run_list(args: Namespace) -> Answer:
    """The newest papers."""
    with opened(args) as hall, hall.db.read() as session:
        found = [_paper(paper) for paper in queries.papers(session)]
    lines = [f"{p['number']}\t{p['title']}\t{p['state']}" for p in found]
    return Answer({"papers": found}, lines or ["没有文书"])


def _answer(hall: OpenHall, paper: PaperRow, out: Path | None) -> Answer:
    if out is not None:
        with hall.db.read() as session:
            pdf = queries.pdf_of(session, paper.id)
        try:
            replace_file(out.expanduser().absolute(), pdf)
        except OSError as error:
            raise UserError(f"“{out}”写不进去；文书已存好，可用 paper reprint 再取。") from error
    data = {**_paper(paper), "file": str(out) if out else None}
    return Answer(data, [f"{paper.number}\t{out or ''}".rstrip()])


def _paper(paper: PaperRow) -> dict[str, Any]:
    return {
        "number": paper.number,
        "kind": paper.kind,
        "title": paper.title,
        "sha256": paper.sha256,
        "pages": paper.pages,
        "issued_at": paper.issued_at,
        "state": "void" if paper.voided_at else "issued",
        "void_reason": paper.void_reason,
        "anchor": str(paper.anchor),
    }
