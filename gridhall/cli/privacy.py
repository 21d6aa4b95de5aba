"""export person: everything that is kept of somebody, as a paper or a workbook, for themselves."""

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from gridhall import parts
from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.core.errors import UserError
from gridhall.db.storage import replace_file
from gridhall.hall.service import OpenHall
from gridhall.papers.queries import pdf_of
from gridhall.registry import queries
from gridhall.registry.documents.privacy_issue import CopyWish, export_copy, issue_copy
from gridhall.registry.labels import ASKERS
from gridhall.registry.queries.privacy import about_person
from gridhall.registry.rules.guardians import needs_guardian
from gridhall.registry.rules.privacy import Asker


def add_person_words(export: Any) -> None:
    """The options of `export person`."""
    export.add_argument("who", metavar="居民", help="find 给的 id 或证件号")
    export.add_argument("--out", type=Path, required=True, metavar="文件", help=".pdf 或 .xlsx")
    export.add_argument("--reason", required=True, metavar="原因", help="写入查看记录")
    export.add_argument("--asker", choices=list(ASKERS), help="谁来申请，默认本人或监护人")
    export.add_argument("--asked-by", default="", metavar="姓名", help="不是本人的，申请人姓名")
    export.add_argument("--paper", default="", metavar="凭证", help="核对过的委托书、亲属关系证明")
    export.set_defaults(run=run_export_person)


def run_export_person(args: Namespace) -> Answer:
    """The copy goes into a file; who asked and why goes into the trail (个人信息保护法 §45)."""
    if args.out.suffix.lower() not in (".pdf", ".xlsx"):
        raise UserError("文件名要以 .pdf 或 .xlsx 结尾，决定出文书还是工作簿。")
    with opened(args) as hall:
        today = date.today()
        wish = _wish(hall, args, today)
        out = args.out.expanduser().absolute()
        if out.suffix.lower() == ".xlsx":
            rows = export_copy(hall.db, hall.clerk, wish, out)
            data: dict[str, Any] = {"person": wish.person_id, "rows": rows, "number": None}
        else:
            data = _paper(hall, wish, out)
    told = {**data, "file": str(args.out)}
    return Answer(told, [f"已导出到 {args.out}，写入查看记录"])


def _wish(hall: OpenHall, args: Namespace, today: date) -> CopyWish:
    with hall.db.read() as session:
        who = queries.resolve_person(session, args.who)
        about = about_person(session, who)
    usual = "guardian" if needs_guardian(about.birth_date, today) else "self"
    kind = args.asker or ("relative" if about.died else usual)
    asker = Asker(kind, args.asked_by, args.paper)
    return CopyWish(who, asker, args.reason, today, parts.PERSONAL)


def _paper(hall: OpenHall, wish: CopyWish, out: Path) -> dict[str, Any]:
    paper = issue_copy(hall.db, hall.clerk, hall.hall, wish, str(uuid4()))
    with hall.db.read() as session:
        pdf = pdf_of(session, paper.id)
    try:
        replace_file(out, pdf)
    except OSError as error:
        raise UserError(f"“{out}”写不进去；文书已存好，可用 paper reprint 再取。") from error
    return {"person": wish.person_id, "rows": None, "number": paper.number, "pages": paper.pages}
