"""resident register|event|undo|history, household split|merge|move|head: changes by word."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.answer import Answer
from gridhall.cli.facts import facts_said
from gridhall.cli.opening import opened
from gridhall.cli.usage import count, day, request_key
from gridhall.core.clerk import Clerk
from gridhall.core.codes import table
from gridhall.core.errors import UserError
from gridhall.places import service as places
from gridhall.places.rules import parse_address
from gridhall.registry import queries, service
from gridhall.registry.labels import EVENTS
from gridhall.registry.queries.changes import ActionRow, actions_of
from gridhall.registry.rules import HEAD, ResidentDraft
from gridhall.registry.rules.changes import NEW, Change, Target, relations_under
from gridhall.registry.service.arrivals import register_arrival

KINDS = (
    "born", "adopted", "married_in", "moved_in", "moved_inside", "moved_out", "died",
    "name_changed", "corrected", "hukou_changed",
)  # fmt: skip
_SAYS = ("name_changed", "corrected", "hukou_changed")  # a field says something else: --set


def add_resident_words(words: Any, options: ArgumentParser) -> None:
    """resident register, event, undo, history."""
    new = words.add_parser("register", parents=[options], help="登记一位居民")
    new.add_argument("--name", required=True, metavar="姓名")
    new.add_argument("--id-number", default="", metavar="证件号")
    new.add_argument("--birth", type=day, metavar="日期", help="没有证件号时写")
    new.add_argument("--sex", default="", metavar="性别", help="没有证件号时写，男或女")
    new.add_argument("--phone", default="", metavar="电话")
    new.add_argument("--address", default="", metavar="住址", help="不写就先不入户（待落户）")
    new.add_argument("--relation", metavar="关系", help="与户主关系，默认户主")
    new.add_argument(
        "--request-key", type=request_key, default="", metavar="K", help="同一个 K 只登记一次"
    )
    new.set_defaults(run=run_register)
    event = words.add_parser("event", parents=[options], help="登记一项变动")
    event.add_argument("who", metavar="居民", help="find 给的 id 或证件号")
    event.add_argument("kind", choices=KINDS, metavar="变动", help=_kinds())
    event.add_argument("--to", metavar="户号", help="到哪一户；新户写 new，并写 --address")
    event.add_argument("--address", metavar="住址", help="新户的住址，例如 御景小区3-2-501")
    event.add_argument("--relation", metavar="关系", help="与户主关系，代码或文字")
    event.add_argument(
        "--set", action="append", default=[], type=_pair, metavar="项=值",
        help="改名、更正、户籍变更改成什么，例如 姓名=李建国，可写几次",
    )  # fmt: skip
    _add_common(event)
    event.set_defaults(run=run_event)
    back = words.add_parser("undo", parents=[options], help="撤回一项变动")
    back.add_argument("action", type=count, metavar="变动号", help="history 里的 action")
    back.add_argument("--reason", required=True, metavar="原因")
    back.set_defaults(run=run_undo)
    past = words.add_parser("history", parents=[options], help="一位居民的变动经过")
    past.add_argument("who", metavar="居民")
    past.set_defaults(run=run_history)


def add_household_words(words: Any, options: ArgumentParser) -> None:
    """household split, merge, move, head."""
    split = words.add_parser("split", parents=[options], help="分户")
    split.add_argument("number", metavar="户号")
    split.add_argument("--members", required=True, metavar="居民,居民", help="分出去的人")
    split.add_argument("--head", required=True, metavar="居民", help="新户的户主")
    split.add_argument("--address", metavar="住址", help="新户的住址；不写就同住")
    merge = words.add_parser("merge", parents=[options], help="并户")
    merge.add_argument("number", metavar="户号", help="并掉的户")
    merge.add_argument("--into", required=True, metavar="户号", help="并入的户")
    move = words.add_parser("move", parents=[options], help="整户搬迁")
    move.add_argument("number", metavar="户号")
    move.add_argument("address", metavar="住址")
    head = words.add_parser("head", parents=[options], help="换户主")
    head.add_argument("number", metavar="户号")
    for word, run in ((split, run_split), (merge, run_merge), (move, run_move), (head, run_head)):
        _add_common(word)
        word.set_defaults(run=run)


def run_register(args: Namespace) -> Answer:
    """A new resident: behind a door, or not in a household yet."""
    if args.relation and not args.address:
        raise UserError("写了 --relation 就要写 --address；先不入户的，两样都不写")
    draft = ResidentDraft(
        args.name,
        id_number=args.id_number,
        birth_date=args.birth,
        sex=_sex(args.sex),
        phone=args.phone,
        address=args.address,
        relation=_relation(args.relation, Target(NEW)) if args.address else "",
        request_key=args.request_key,
    )
    with opened(args) as hall, hall.db.write() as session:
        register = service.register_person if args.address else register_arrival
        row = register(session, hall.clerk, draft, date.today())
    return Answer(
        {
            "id": row.id,
            "name": row.name,
            "id_number": row.masked_id,
            "address": row.home,
            "household_number": row.household_number,
        }
    )


def _sex(typed: str) -> str:
    code = table("sex").code_of(typed) if typed else ""
    if code is None:
        raise UserError(f"没有“{typed}”这种性别，请写 男 或 女")
    return code


def run_event(args: Namespace) -> Answer:
    """One resident's event."""
    with opened(args) as hall, hall.db.write() as session:
        who = queries.resolve_person(session, args.who)
        if args.kind in _SAYS:
            facts = facts_said(args.kind, args.set, queries.resident_card(session, who))
            return _carry_out(session, hall.clerk, args, {"facts": {who: facts}})
        target = _target(session, hall.clerk, args)
        movers = {who: _relation(args.relation, target)}
        return _carry_out(session, hall.clerk, args, {"movers": movers, "target": target})


def run_split(args: Namespace) -> Answer:
    """Some members of a household open their own."""
    with opened(args) as hall, hall.db.write() as session:
        home = queries.household(session, queries.household_numbered(session, args.number))
        head = queries.resolve_person(session, args.head)
        chosen = [queries.resolve_person(session, one) for one in args.members.split(",")]
        if not {head, *chosen} <= {one.person_id for one in home.members}:
            raise UserError(f"分出去的人和新户主都要是户号 {home.number} 的成员，请核对")
        if head not in chosen:
            raise UserError("新户主要在分出去的人里，请写进 --members")
        known = queries.home_standing(session, [home.id])[home.id]
        under = relations_under(known, head)
        movers = {who: under.get(who, "") for who in chosen} | _given(session, args, chosen)
        there = home.dwelling_id if args.address is None else _door(session, hall.clerk, args)
        target = Target(NEW, there)
        return _carry_out(
            session, hall.clerk, args, {"kind": "split", "movers": movers, "target": target}
        )


def run_merge(args: Namespace) -> Answer:
    """Everybody of a household joins another one."""
    with opened(args) as hall, hall.db.write() as session:
        home = queries.household(session, queries.household_numbered(session, args.number))
        into = Target(queries.household_numbered(session, args.into))
        members = [one.person_id for one in home.members]
        movers = dict.fromkeys(members, "") | _given(session, args, members)
        return _carry_out(
            session, hall.clerk, args, {"kind": "merged", "movers": movers, "target": into}
        )


def run_move(args: Namespace) -> Answer:
    """A household moves whole."""
    with opened(args) as hall, hall.db.write() as session:
        home = queries.household_numbered(session, args.number)
        there = Target(home, _door(session, hall.clerk, args), parse_address(args.address).short)
        return _carry_out(session, hall.clerk, args, {"kind": "moved", "moves": {home: there}})


def run_head(args: Namespace) -> Answer:
    """Another head; `--heir` is who."""
    if args.heir is None:
        raise UserError("请写 --heir 新户主")
    with opened(args) as hall, hall.db.write() as session:
        home = queries.household_numbered(session, args.number)
        heir = queries.resolve_person(session, args.heir)
        known = queries.home_standing(session, [home])[home]
        relations = relations_under(known, heir) | _given(session, args)
        return _carry_out(
            session, hall.clerk, args, {"kind": "head_changed", "relations": relations}
        )


def run_undo(args: Namespace) -> Answer:
    """Take a change back."""
    with opened(args) as hall, hall.db.write() as session:
        done = service.undo(session, hall.clerk, args.action, args.reason, date.today())
    return Answer({"action": done.action_id, "undone": args.action})


def run_history(args: Namespace) -> Answer:
    """What happened to a resident, the latest first."""
    with opened(args) as hall, hall.db.read() as session:
        rows = actions_of(session, queries.resolve_person(session, args.who))
    return Answer({"actions": [_action(row) for row in rows]})


def _add_common(word: ArgumentParser) -> None:
    word.add_argument("--on", type=day, metavar="日期", help="发生日期，默认今天")
    word.add_argument("--reported", type=day, metavar="日期", help="申报日期，默认今天")
    word.add_argument("--heir", metavar="居民", help="户主离开时的新户主")
    word.add_argument(
        "--relation-of", action="append", default=[], type=_pair, metavar="居民=关系",
        help="某人与户主的关系，可写几次",
    )  # fmt: skip
    word.add_argument("--reason", default="", metavar="原因")
    word.add_argument("--paper", default="", metavar="凭证", help="凭什么材料，例如 出生证明")


def _carry_out(session: Session, clerk: Clerk, args: Namespace, what: dict[str, Any]) -> Answer:
    today = date.today()
    on = args.on or today
    known = {"kind": getattr(args, "kind", ""), "reason": args.reason, "paper": args.paper}
    change = Change(happened_on=on, reported_on=args.reported or max(on, today), **known | what)
    change = _with_heir(session, change, args)
    done = service.carry_out(session, clerk, change, today)
    number = "" if done.household_id is None else _number(session, done.household_id)
    return Answer(
        {
            "action": done.action_id,
            "kind": change.kind,
            "happened_on": change.happened_on,
            "people": sorted({*change.movers, *change.relations, *change.facts}),
            "household_number": number,
            "doubts": list(done.doubts),
        }
    )


def _with_heir(session: Session, change: Change, args: Namespace) -> Change:
    """The head leaves: who stays gets a new one, and relations to the new one."""
    if args.heir is None or change.relations:
        return change
    heir = queries.resolve_person(session, args.heir)
    home_id = queries.standing(session, [heir])[heir].household_id
    if home_id is None:
        raise UserError("新户主要是留下来的成员，请核对")
    home = queries.home_standing(session, [home_id])[home_id]
    relations = relations_under(home, heir, change.movers) | _given(session, args)
    return Change(**{name: getattr(change, name) for name in _FIELDS} | {"relations": relations})


_FIELDS = tuple(Change.__dataclass_fields__)


def _target(session: Session, clerk: Clerk, args: Namespace) -> Target | None:
    if args.to is None:
        return None
    if args.to == "new":
        if args.address is None:
            raise UserError("新户要写 --address 住址，例如 御景小区3-2-501")
        return Target(NEW, _door(session, clerk, args))
    return Target(queries.household_numbered(session, args.to))


def _door(session: Session, clerk: Clerk, args: Namespace) -> int:
    return places.find_or_add_dwelling(session, clerk, parse_address(args.address)).id


def _relation(typed: str | None, target: Target | None) -> str:
    if typed is None:
        return HEAD if target is not None and target.household_id == NEW else ""
    code = table("relation").code_of(typed)
    if code is None:
        raise UserError(f"没有“{typed}”这种关系，请写代码或文字，例如 02、户主、子")
    return code


def _given(session: Session, args: Namespace, among: Sequence[int] = ()) -> dict[int, str]:
    """The relations said with --relation-of."""
    given = {
        queries.resolve_person(session, who): _relation(r, None) for who, r in args.relation_of
    }
    return {who: code for who, code in given.items() if not among or who in among}


def _pair(text: str) -> tuple[str, str]:
    who, sign, relation = text.partition("=")
    if not sign:
        raise ArgumentTypeError(f"“{text}”请写成 什么=什么，例如 12=子、姓名=李建国")
    return who, relation


def _number(session: Session, household_id: int) -> str:
    return queries.household(session, household_id).number


def _action(row: ActionRow) -> dict[str, Any]:
    return {
        "action": row.id,
        "kind": row.kind,
        "happened_on": row.happened_on,
        "reported_on": row.reported_on,
        "clerk": row.clerk_name,
        "reason": row.reason,
        "paper": row.paper,
        "detail": row.detail,
        "undone": row.is_undone,
    }


def _kinds() -> str:
    return "、".join(f"{kind} {EVENTS[kind]}" for kind in KINDS)
