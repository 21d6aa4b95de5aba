"""lend: the lending counter at a terminal: out, in, overdue, stock, parcels, lost property."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.lending_words import WORDS
from gridhall.cli.opening import opened
from gridhall.cli.usage import subcommands
from gridhall.core.errors import UserError
from gridhall.core.money import parse_money
from gridhall.lending.queries import kept as kept_things
from gridhall.lending.queries.loans import LoanRow, loan, loan_named, loans
from gridhall.lending.queries.scanning import CHOOSE, GIVE, LEND, RETURN, decide
from gridhall.lending.queries.stock import kinds
from gridhall.lending.queries.takings import open_taking, taking_card
from gridhall.lending.queries.things import thing, thing_named, things, todos
from gridhall.lending.rules.drafts import DepositDraft, FoundDraft, LendDraft, ReturnDraft
from gridhall.lending.service import keeping_things, settling, takings
from gridhall.lending.service import loans as service
from gridhall.lending.service import things as stock
from gridhall.lending.service.acts import Done
from gridhall.lending.service.taking_back import take_back
from gridhall.photos.service import PhotoDraft, add_photo, read_photo
from gridhall.registry.queries.residents import resolve_person

_LOAN = (
    "id", "number", "what", "code", "kind", "quantity", "out", "borrower", "masked_phone",
    "address", "building", "lent_on", "due_on", "renewed", "deposit_fen", "returned_on",
    "closed_on", "trouble", "settled", "calls", "last_call",
)  # fmt: skip


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    words = subcommands(commands.add_parser("lend", parents=[options], help="便民借用"))
    for name, (help_text, takes) in WORDS.items():
        told = words.add_parser(name, parents=[options], help=help_text)
        for option, settings in takes:
            told.add_argument(option, **settings)
        told.set_defaults(run=_RUNS[name])


def run_out(args: Namespace) -> Answer:
    """Lend what the code says; a code that is out is refused with who has it."""
    with opened(args) as hall, hall.db.write() as session:
        today = date.today()
        found = decide(session, args.code, today)
        if found.act == GIVE and found.kind_id is not None:
            told = stock.StockChange(found.kind_id, -args.quantity, "given", args.note)
            return _done(stock.change_stock(session, hall.clerk, told, today))
        if found.act not in (LEND, CHOOSE, RETURN):
            raise UserError(f"{found.words} 是寄存的，不能借出。请用 keep 或 pick-up")
        draft = LendDraft(
            thing_id=found.thing_id,
            kind_id=found.kind_id,
            quantity=args.quantity,
            person_id=resolve_person(session, args.person) if args.person else None,
            borrower=args.name,
            phone=args.phone,
            address=args.address,
            due_on=args.due,
            lent_on=args.on,
            deposit_fen=parse_money(args.deposit),
            pledge=args.pledge,
            note=args.note,
            request_key=args.request_key,
        )
        done = service.lend(session, hall.clerk, draft, hall.calendar, today)
        return _loan_done(session, done)


def run_in(args: Namespace) -> Answer:
    """Take back what the code or the loan's number says."""
    with opened(args) as hall, hall.db.write() as session:
        draft = ReturnDraft(
            _open_loan(session, args.code),
            args.quantity,
            args.condition,
            args.on,
            args.note,
            request_key=args.request_key,
        )
        done = service.take_in(session, hall.clerk, draft, date.today())
        return _loan_done(session, done)


def _open_loan(session: Session, text: str) -> int:
    """The loan a code or number means; UserError when nothing is out under it."""
    if text.strip().startswith("借"):
        return loan_named(session, text)
    found = decide(session, text, date.today())
    if found.act == RETURN and found.loan_id is not None:
        return found.loan_id
    if found.act == CHOOSE:
        raise UserError(f"{found.words}借给了几个人，请写借用单号，例如 借〔2026〕0001")
    raise UserError(f"{found.words} 没有借出在外，不用还")


def run_renew(args: Namespace) -> Answer:
    """Let it be kept longer."""
    with opened(args) as hall, hall.db.write() as session:
        loan_id = _open_loan(session, args.code)
        done = service.renew(session, hall.clerk, loan_id, args.due, hall.calendar)
        return _loan_done(session, done)


def run_call(args: Namespace) -> Answer:
    """Write a call down."""
    with opened(args) as hall, hall.db.write() as session:
        told = service.Call(args.answer, args.promised, args.note)
        loan_id = _open_loan(session, args.code)
        done = service.call(session, hall.clerk, loan_id, told, date.today())
        return _loan_done(session, done)


def run_settle(args: Namespace) -> Answer:
    """Settle loss or damage."""
    with opened(args) as hall, hall.db.write() as session:
        money = parse_money(args.money)
        told = settling.Settlement(args.how, money, args.note, args.deposit_back)
        loan_id = loan_named(session, args.number)
        done = settling.settle(session, hall.clerk, loan_id, told, date.today())
        return _loan_done(session, done)


def run_list(args: Namespace) -> Answer:
    """What is out, due first; phones masked."""
    with opened(args) as hall, hall.db.read() as session:
        found = loans(session, args.which, date.today())
    return Answer({"loans": [_loan(one) for one in found]}, [*map(_line, found)] or ["没有"])


def run_overdue(args: Namespace) -> Answer:
    """What is overdue, by building, for the 楼长."""
    with opened(args) as hall, hall.db.read() as session:
        found = loans(session, "overdue", date.today())
    found.sort(key=lambda one: (one.building == "", one.building, one.due_on))
    lines, groups = [], []
    for building, some in groupby(found, lambda one: one.building):
        listed = list(some)
        groups.append({"building": building, "loans": [_loan(one) for one in listed]})
        lines += [building or "不在册的人和没有住址的人", *(f"  {_line(one)}" for one in listed)]
    return Answer({"buildings": groups, "total": len(found)}, lines or ["没有超期的"])


def run_stock(args: Namespace) -> Answer:
    """Kinds with what there is of each; the things of one kind."""
    with opened(args) as hall, hall.db.read() as session:
        if args.kind:
            kind_id = _kind(session, args.kind)
            rows = things(session, kind_id, ended=True)
            told = [{**asdict(one), "state": one.state} for one in rows]
            lines = [f"{r.code}\t{r.name}\t{r.state_label}\t{r.borrower}" for r in rows]
            return Answer({"things": told}, lines or ["没有单件"])
        listed = kinds(session)
    data = [{**asdict(one), "left": one.left, "is_short": one.is_short} for one in listed]
    lines = [f"{k.code}\t{k.name}\t共 {k.owned}\t借出 {k.out}\t在架 {k.left}" for k in listed]
    return Answer({"kinds": data}, lines)


def run_add(args: Namespace) -> Answer:
    """Things of a kind, coded one after the other, or so many of a counted kind."""
    with opened(args) as hall, hall.db.write() as session:
        kind_id, today = _kind(session, args.kind), date.today()
        way = next(one.way for one in kinds(session) if one.id == kind_id)
        if way in ("counted", "given"):
            told = stock.StockChange(kind_id, args.quantity, "bought", args.note)
            return _done(stock.change_stock(session, hall.clerk, told, today))
        if not 1 <= args.quantity <= 200 or (args.code and args.quantity != 1):
            raise UserError("一次登记 1 到 200 件；写了编号只能登记一件")
        rows = []
        for _ in range(args.quantity):
            draft = stock.ThingDraft(kind_id, args.code, args.name, args.spot, note=args.note)
            done = stock.save_thing(session, hall.clerk, draft)
            rows.append({"action": done.action_id, "code": thing(session, done.row_id).code})
    return Answer({"things": rows}, [f"登记了 {one['code']}" for one in rows])


def run_retire(args: Namespace) -> Answer:
    """A thing is used no more."""
    with opened(args) as hall, hall.db.write() as session:
        thing_id = thing_named(session, args.code)
        change = (args.state, args.reason)
        return _done(stock.set_state(session, hall.clerk, thing_id, change, date.today()))


def run_take_stock(args: Namespace) -> Answer:
    """Scan codes into the stock-taking that is open, or begin one; `--close` ends it."""
    with opened(args) as hall, hall.db.write() as session:
        today, taking_id = date.today(), open_taking(session)
        if taking_id is None:
            kind_id = _kind(session, args.kind) if args.kind else None
            taking_id = takings.begin(session, hall.clerk, kind_id, today).row_id
        for code in args.codes:
            name, _, many = code.partition("=")
            if many and not (many.isascii() and many.isdigit()):
                raise UserError(f"“{code}”看不懂，按数量的请写 编号=数量，例如 MJ-ZY=12")
            counted = int(many) if many else 1
            takings.scan(session, hall.clerk, taking_id, name, counted)
        card = taking_card(session, taking_id)
        if args.close or args.result_only:
            takings.close(session, hall.clerk, taking_id, today, write=not args.result_only)
    told = {
        "taking": card.id, "scope": card.scope, "expected": card.expected,
        "seen": [one.code for one in card.seen], "missing": [one.code for one in card.missing],
        "extra": [one.code for one in card.extra], "back": [one.code for one in card.back],
        "unknown": list(card.unknown), "counts": [one._asdict() for one in card.counts],
        "closed": args.close or args.result_only,
    }  # fmt: skip
    return Answer(told, [card.summary])


def run_todo(args: Namespace) -> Answer:
    """First-aid kits: what has expired or will, and which were not looked through."""
    with opened(args) as hall, hall.db.read() as session:
        found = todos(session, date.today())
    return Answer({"todos": [asdict(one) for one in found]}, [t.words for t in found] or ["没有"])


def run_keep(args: Namespace) -> Answer:
    """Take a parcel in; answers its pick-up code."""
    with opened(args) as hall, hall.db.write() as session:
        draft = DepositDraft(
            args.what,
            args.name,
            args.phone,
            resolve_person(session, args.person) if args.person else None,
            thing_named(session, args.slot) if args.slot else None,
            args.until,
            args.note,
            args.request_key,
        )
        done = keeping_things.leave(session, hall.clerk, draft, date.today())
        row = kept_things.deposit(session, done.row_id)
        code = kept_things.deposit_code(session, done.row_id)
    told = {"action": done.action_id, **asdict(row), "code": code}
    return Answer(told, [f"{row.number}\t{row.what}\t取件码 {code}"])


def run_kept(args: Namespace) -> Answer:
    """Parcels that wait."""
    with opened(args) as hall, hall.db.read() as session:
        found = kept_things.deposits(session, args.all)
    lines = [f"{r.number}\t{r.what}\t{r.owner}\t{r.slot}\t{r.until} 以前" for r in found]
    return Answer({"deposits": [asdict(one) for one in found]}, lines or ["没有寄存"])


def run_pick_up(args: Namespace) -> Answer:
    """Hand a parcel out: by its pick-up code, or by its number with how it was checked."""
    with opened(args) as hall, hall.db.write() as session:
        deposit_id = kept_things.deposit_named(session, args.number)
        is_code = args.number.strip().isdigit()
        taken = keeping_things.Taken(args.by, args.number if is_code else "", args.proof)
        return _done(keeping_things.hand_out(session, hall.clerk, deposit_id, taken, date.today()))


def run_found(args: Namespace) -> Answer:
    """Write lost property down."""
    shrunk = [read_photo(one) for one in args.photo]
    with opened(args) as hall, hall.db.write() as session:
        today = date.today()
        draft = FoundDraft(
            args.what, args.spot, args.on or today, args.marks, args.finder, args.phone, args.place
        )
        done = keeping_things.note_found(session, hall.clerk, draft, today)
        for one in shrunk:
            add_photo(session, hall.clerk, ("found_item", done.row_id), PhotoDraft(one, today))
        row = kept_things.found_item(session, done.row_id)
    told = {"action": done.action_id, **asdict(row), "photos": len(shrunk)}
    return Answer(told, [f"{row.number}\t{row.what}\t保管到 {row.keep_until}"])


def run_lost_property(args: Namespace) -> Answer:
    """Lost property that is kept; `--all` with what was handed over."""
    with opened(args) as hall, hall.db.read() as session:
        found = kept_things.found_items(session, args.all)
    lines = [f"{r.number}\t{r.what}\t{r.spot}\t{r.found_on}\t{r.state_label}" for r in found]
    return Answer({"found": [asdict(one) for one in found]}, lines or ["没有失物"])


def run_claim(args: Namespace) -> Answer:
    """Hand lost property over."""
    with opened(args) as hall, hall.db.write() as session:
        end = keeping_things.Closing(args.state, args.by, args.phone, args.proof)
        found_id = kept_things.found_named(session, args.number)
        return _done(keeping_things.close_found(session, hall.clerk, found_id, end, date.today()))


def run_undo(args: Namespace) -> Answer:
    """Take an act back."""
    with opened(args) as hall, hall.db.write() as session:
        done = take_back(session, hall.clerk, args.action)
    return Answer({"action": done.action_id, "undone": args.action}, ["已撤回"])


def _kind(session: Session, text: str) -> int:
    typed = text.strip()
    for one in kinds(session):
        if typed.upper() == one.code or typed == one.name:
            return one.id
    raise UserError(f"没有物品种类“{typed[:30]}”，请照 lend stock 里的编号或名称写")


def _loan_done(session: Session, done: Done) -> Answer:
    row = loan(session, done.row_id)
    return Answer({"action": done.action_id, **_loan(row)}, [_line(row)])


def _done(done: Done) -> Answer:
    return Answer({"action": done.action_id, "id": done.row_id}, ["已登记"])


def _loan(row: LoanRow) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in _LOAN}
    return {**told, "late_days": row.late(date.today())}


def _line(row: LoanRow) -> str:
    late = row.late(date.today())
    state = "已还" if not row.is_open else f"超期 {late} 天" if late else f"{row.due_on} 应还"
    return f"{row.number}\t{row.what}\t{row.borrower}\t{row.masked_phone}\t{state}"


_RUNS: Mapping[str, Callable[[Namespace], Answer]] = {
    "out": run_out,
    "in": run_in,
    "list": run_list,
    "overdue": run_overdue,
    "renew": run_renew,
    "call": run_call,
    "settle": run_settle,
    "stock": run_stock,
    "add": run_add,
    "state": run_retire,
    "take-stock": run_take_stock,
    "todo": run_todo,
    "keep": run_keep,
    "kept": run_kept,
    "pick-up": run_pick_up,
    "found": run_found,
    "lost-property": run_lost_property,
    "claim": run_claim,
    "undo": run_undo,
}
