"""What `transfer open` is told, as a draft of a transfer."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridhall.cli.usage import day, request_key
from gridhall.core.clerk import Clerk
from gridhall.core.codes import table
from gridhall.core.errors import UserError
from gridhall.places import service as places
from gridhall.places.rules import parse_address
from gridhall.registry import queries
from gridhall.registry.queries import transfers as reads
from gridhall.registry.rules.changes import NEW, Target, relations_under
from gridhall.registry.rules.drafts import ResidentDraft
from gridhall.registry.rules.transfers import TransferDraft


def add_draft_options(word: ArgumentParser) -> None:
    """The options of `transfer open`."""
    what = word.add_mutually_exclusive_group(required=True)
    what.add_argument("--category", metavar="类别", help="transfer categories 的编号")
    what.add_argument("--again", metavar="编号", help="没办成的那一件，照原样重新收件")
    word.add_argument(
        "--mover", action="append", default=[], type=_pair, metavar="居民=关系",
        help="迁移的人，迁入后与户主的关系；可写几次；迁出的只写居民",
    )  # fmt: skip
    word.add_argument(
        "--newcomer", action="append", default=[], type=_pair, metavar="姓名,证件号=关系",
        help="还没有档案的人；可写几次",
    )  # fmt: skip
    word.add_argument("--applicant", metavar="居民", help="申请人，默认第一位迁移的人")
    word.add_argument("--agent", default="", metavar="姓名", help="代办人")
    word.add_argument("--to", metavar="户号", help="迁到哪一户；新户写 new，并写 --address")
    word.add_argument("--address", metavar="住址", help="新户的住址，例如 御景小区3-2-501")
    word.add_argument("--from-place", default="", metavar="地址", help="从哪里迁来")
    word.add_argument("--to-place", default="", metavar="地址", help="迁到外地的什么地方")
    word.add_argument("--heir", metavar="居民", help="户主离开时的新户主")
    word.add_argument(
        "--relation-of", action="append", default=[], type=_pair, metavar="居民=关系",
        help="留下的人与户主的关系，可写几次",
    )  # fmt: skip
    word.add_argument(
        "--rename", action="append", default=[], type=_pair, metavar="居民=姓名", help="更改的姓名"
    )
    word.add_argument("--on", type=day, metavar="日期", help="生效日期，默认今天")
    word.add_argument("--reason", default="", metavar="原因")
    word.add_argument("--materials", default="all", metavar="序号", help="all、none 或 1,2,4")
    word.add_argument("--consult", action="store_true", help="只登记咨询，还没收件")
    word.add_argument("--green-channel", action="store_true", help="绿色通道")
    word.add_argument("--one-stop", action="store_true", help="一站式（跨省通办），不经准迁证")
    word.add_argument(
        "--request-key", type=request_key, default="", metavar="键", help="同一个键只收一次"
    )


def draft_from(session: Session, clerk: Clerk, args: Namespace, today: date) -> TransferDraft:
    """The draft that the options describe."""
    if args.again is not None:
        known = reads.transfer_numbered(session, args.again)
        return replace(reads.draft_again(session, known, today), request_key=args.request_key)
    wanted = reads.category(session, args.category)
    newcomers, movers = _people(session, args)
    return TransferDraft(
        direction=wanted.direction,
        category=wanted.code,
        applicant_id=_applicant(session, args, list(movers)),
        effective_on=args.on or today,
        agent=args.agent,
        movers=movers,
        target=_target(session, clerk, args),
        from_place=args.from_place,
        to_place=args.to_place,
        relations=_relations(session, args, movers),
        facts={queries.resolve_person(session, who): {"name": n} for who, n in args.rename},
        reason=args.reason,
        received=_received(args.materials, len(wanted.materials)),
        green_channel=args.green_channel,
        one_stop=args.one_stop,
        request_key=args.request_key,
        newcomers=newcomers,
        consulting=args.consult,
    )


def _people(session: Session, args: Namespace) -> tuple[dict[int, ResidentDraft], dict[int, str]]:
    """The newcomers by ids below zero, and everybody's relation."""
    newcomers: dict[int, ResidentDraft] = {}
    movers = {queries.resolve_person(session, who): _code(said) for who, said in args.mover}
    for place, (who, said) in enumerate(args.newcomer, 1):
        name, _, number = who.partition(",")
        newcomers[-place] = ResidentDraft(name, number)
        movers[-place] = _code(said)
    return newcomers, movers


def _applicant(session: Session, args: Namespace, movers: list[int]) -> int:
    if args.applicant is not None:
        return queries.resolve_person(session, args.applicant)
    if movers:
        return movers[0]
    first = args.rename or args.relation_of
    return queries.resolve_person(session, first[0][0]) if first else 0


def _target(session: Session, clerk: Clerk, args: Namespace) -> Target | None:
    if args.to is None:
        return None
    if args.to != "new":
        return Target(queries.household_numbered(session, args.to))
    if args.address is None:
        raise UserError("新户要写 --address 住址，例如 御景小区3-2-501")
    there = places.find_or_add_dwelling(session, clerk, parse_address(args.address))
    return Target(NEW, there.id, there.address.short)


def _relations(session: Session, args: Namespace, movers: dict[int, str]) -> dict[int, str]:
    """What those who stay are from now on: to the new head, or as said one by one."""
    given = {queries.resolve_person(session, who): _code(said) for who, said in args.relation_of}
    if args.heir is None:
        return given
    heir = queries.resolve_person(session, args.heir)
    home_id = queries.standing(session, [heir])[heir].household_id
    if home_id is None:
        raise UserError("新户主要是留下来的成员，请核对")
    home = queries.home_standing(session, [home_id])[home_id]
    return relations_under(home, heir, movers) | given


def _code(said: str) -> str:
    if not said:
        return ""
    code = table("relation").code_of(said)
    if code is None:
        raise UserError(f"没有“{said}”这种关系，请写代码或文字，例如 02、户主、子")
    return code


def _received(typed: str, most: int) -> frozenset[int]:
    if typed in ("all", "none"):
        return frozenset(range(1, most + 1) if typed == "all" else ())
    try:
        return frozenset(int(one) for one in typed.split(","))
    except ValueError:
        raise UserError("--materials 请写 all、none 或 1,2,4 这样。") from None


def _pair(text: str) -> tuple[str, Any]:
    who, _, said = text.partition("=")
    if not who:
        raise ArgumentTypeError(f"“{text}”请写成 居民=关系，例如 12=子")
    return who, said
