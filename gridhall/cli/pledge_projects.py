"""pledge project: money, progress and photos of benefit projects (惠民实事) at a terminal."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import count, day, request_key, subcommands
from gridhall.core.money import parse_money, say_money
from gridhall.photos.rules import STAGES
from gridhall.photos.service import PhotoDraft, add_photo, read_photo
from gridhall.pledges.labels import MONEY
from gridhall.pledges.queries.items import ItemRow, item, item_numbered
from gridhall.pledges.queries.projects import SUBJECT, ProjectRow, practical, project
from gridhall.pledges.rules.projects import MoneyDraft, StepDraft, signed
from gridhall.pledges.service import projects as service


def add_words(words: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    told = words.add_parser("project", parents=[options], help="惠民实事：经费、进展、照片")
    acts = subcommands(told)
    listed = acts.add_parser("list", parents=[options], help="全部惠民实事")
    listed.set_defaults(run=run_list)
    shown = acts.add_parser("show", parents=[options], help="一件的经费和进展")
    shown.add_argument("number", metavar="编号")
    shown.set_defaults(run=run_show)
    _add_money(acts, options)
    step = acts.add_parser("step", parents=[options], help="记进展")
    step.add_argument("number", metavar="编号")
    step.add_argument("percent", type=count, metavar="百分比")
    step.add_argument("words", metavar="进展")
    _add_common(step, run_step)
    photo = acts.add_parser("photo", parents=[options], help="加照片")
    photo.add_argument("number", metavar="编号")
    photo.add_argument("file", type=Path, metavar="照片")
    photo.add_argument("--stage", choices=[one for one in STAGES if one], required=True)
    photo.add_argument("--caption", default="", metavar="说明")
    photo.set_defaults(run=run_photo)


def _add_money(acts: Any, options: ArgumentParser) -> None:
    money = acts.add_parser("money", parents=[options], help="记经费")
    money.add_argument("number", metavar="编号")
    money.add_argument("kind", choices=list(MONEY), help="计划、到位还是支出")
    money.add_argument("amount", metavar="金额", help="110000 或 11万")
    money.add_argument("source", metavar="来源或用途")
    money.add_argument("--note", default="", metavar="备注")
    _add_common(money, run_money)
    counter = acts.add_parser("counter", parents=[options], help="冲正一笔经费")
    counter.add_argument("row", type=count, metavar="第几笔")
    counter.add_argument("--reason", required=True, metavar="原因")
    counter.set_defaults(run=run_counter)


def _add_common(told: ArgumentParser, run: Any) -> None:
    told.add_argument("--on", type=day, metavar="日期", help="默认今天")
    told.add_argument("--confirmed", action="store_true", help="核对过，确实如此")
    told.add_argument("--request-key", type=request_key, default="", metavar="键")
    told.set_defaults(run=run)


def run_list(args: Namespace) -> Answer:
    """Every benefit project."""
    with opened(args) as hall, hall.db.read() as session:
        found = practical(session, date.today())
    told = [_said(row, made) for row, made in found]
    return Answer({"projects": told}, [_line(*one) for one in found] or ["没有惠民实事"])


def run_show(args: Namespace) -> Answer:
    """One project."""
    with opened(args) as hall, hall.db.read() as session:
        row = item_numbered(session, args.number, date.today())
        return _answer(session, row.id)


def run_money(args: Namespace) -> Answer:
    """An amount; more spent than came in wants --confirmed."""
    today = date.today()
    with opened(args) as hall, hall.db.write() as session:
        row = item_numbered(session, args.number, today)
        draft = MoneyDraft(
            row.id, args.kind, parse_money(args.amount), args.on or today, args.source, args.note,
            args.confirmed, args.request_key,
        )  # fmt: skip
        done = service.note_money(session, hall.clerk, draft, today)
        return _answer(session, done.row_id, done.action_id)


def run_counter(args: Namespace) -> Answer:
    """A row against one that was wrong."""
    with opened(args) as hall, hall.db.write() as session:
        done = service.counter_money(session, hall.clerk, args.row, args.reason, date.today())
        return _answer(session, done.row_id, done.action_id)


def run_step(args: Namespace) -> Answer:
    """How far it is."""
    today = date.today()
    with opened(args) as hall, hall.db.write() as session:
        row = item_numbered(session, args.number, today)
        on, key = args.on or today, args.request_key
        draft = StepDraft(row.id, on, args.percent, args.words, args.confirmed, key)
        done = service.note_step(session, hall.clerk, draft, today)
        return _answer(session, done.row_id, done.action_id)


def run_photo(args: Namespace) -> Answer:
    """A photo of before or after."""
    shrunk = read_photo(args.file)
    today = date.today()
    with opened(args) as hall, hall.db.write() as session:
        row = item_numbered(session, args.number, today)
        draft = PhotoDraft(shrunk, today, args.caption, args.stage)
        add_photo(session, hall.clerk, (SUBJECT, row.id), draft)
        return _answer(session, row.id)


def _answer(session: Session, item_id: int, action: int | None = None) -> Answer:
    row, told = item(session, item_id, date.today()), project(session, item_id)
    data = _said(row, told) | {
        "money": [asdict(one) for one in told.money],
        "steps": [asdict(one) for one in told.steps],
    }
    lines = [_line(row, told)]
    lines += [
        f"  {one.id}\t{one.day}\t{one.kind_label}\t{signed(one.fen)}\t{one.source}"
        for one in told.money
    ]
    lines += [f"  {one.day}\t{one.percent}%\t{one.words}" for one in told.steps]
    return Answer(data if action is None else {"action": action, **data}, lines)


def _said(row: ItemRow, told: ProjectRow) -> dict[str, Any]:
    sums = told.balance
    return {
        "id": row.id, "number": row.number, "title": row.title, "unit": row.unit,
        "state": row.state, "percent": told.percent, "planned_fen": sums.planned,
        "raised_fen": sums.raised, "spent_fen": sums.spent, "left_fen": sums.left,
        "before": told.before, "after": told.after,
    }  # fmt: skip


def _line(row: ItemRow, told: ProjectRow) -> str:
    percent = "—" if told.percent is None else f"{told.percent}%"
    sums = told.balance
    money = f"到位 {say_money(sums.raised)}，支出 {say_money(sums.spent)}"
    return f"{row.number}\t{row.title}\t{percent}\t{money}"
