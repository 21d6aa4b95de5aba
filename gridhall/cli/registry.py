"""find, resident show, household show: the register at a terminal."""

import time
from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Any

from gridhall.cli.answer import Answer
from gridhall.cli.duplicates import add_duplicate_words
from gridhall.cli.events import add_household_words, add_resident_words
from gridhall.cli.opening import opened
from gridhall.cli.usage import day, lines, subcommands
from gridhall.core.errors import UserError
from gridhall.core.mask import mask_id_number
from gridhall.db.search import Hit
from gridhall.hall.service import OpenHall
from gridhall.registry import queries, service
from gridhall.search.queries import find


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    look = commands.add_parser("find", parents=[options], help="搜索")
    look.add_argument("text", metavar="文字", help="姓名、首字母、证件号、电话、地址、编号")
    look.add_argument("--limit", type=lines, default=20, metavar="条数", help="默认 20")
    look.add_argument("--reveal", metavar="原因", help="显示完整证件号，原因写入操作记录")
    look.set_defaults(run=run_find)
    resident = commands.add_parser("resident", parents=[options], help="居民")
    words = subcommands(resident)
    show = words.add_parser("show", parents=[options], help="一位居民的卡片")
    show.add_argument("who", metavar="居民", help="find 给的 id 或证件号")
    show.add_argument("--as-at", type=day, metavar="日期", help="看那一天的情况")
    show.add_argument("--reveal", metavar="原因", help="显示完整号码，原因写入操作记录")
    show.set_defaults(run=run_resident)
    add_resident_words(words, options)
    add_duplicate_words(words, options)
    household = commands.add_parser("household", parents=[options], help="户")
    words = subcommands(household)
    show = words.add_parser("show", parents=[options], help="一户的成员和住址")
    show.add_argument("number", metavar="户号")
    show.add_argument("--as-at", type=day, metavar="日期", help="看那一天的情况")
    show.set_defaults(run=run_household)
    add_household_words(words, options)


def run_find(args: Namespace) -> Answer:
    """The search box."""
    if args.limit < 1:
        raise UserError("--limit 要 1 以上。")
    with opened(args) as hall:
        with hall.db.read() as session:
            session.connection()  # opening the file is not searching
            started = time.perf_counter()
            hits = find(session, args.text, args.limit)
            elapsed = (time.perf_counter() - started) * 1000
        if args.reveal is not None:
            _log_reveal(hall, hits, args.reveal)
    shown = [_hit(hit, revealed=args.reveal is not None) for hit in hits]
    lines = [
        "\t".join((h["kind"], str(h["id"]), h["name"], h["id_number"] or h["number"], h["address"]))
        for h in shown
    ]
    return Answer({"milliseconds": round(elapsed, 3), "hits": shown}, lines or ["没有找到"])


def _hit(hit: Hit, *, revealed: bool) -> dict[str, Any]:
    number = hit.id_number
    return {
        "kind": hit.kind,
        "id": hit.number if hit.kind == "matter" else hit.record_id,
        "name": hit.title,
        "id_number": number if revealed else mask_id_number(number),
        "address": hit.address,
        "household_number": hit.household_number,
        "number": "" if number else hit.number or "",
        "detail": hit.detail,
    }


def _log_reveal(hall: OpenHall, hits: list[Hit], reason: str) -> None:
    with hall.db.write() as session:
        for hit in hits:
            if hit.kind == "resident":
                service.reveal(session, hall.clerk, hit.record_id, reason)


def run_resident(args: Namespace) -> Answer:
    """One resident's card."""
    _refuse_future(args.as_at)
    with opened(args) as hall:
        with hall.db.read() as session:
            who = queries.resolve_person(session, args.who)
            card = queries.resident_card(session, who, args.as_at)
        number, phone = card.person.masked_id, card.person.masked_phone
        if args.reveal is not None:
            with hall.db.write() as session:
                full = service.reveal(session, hall.clerk, who, args.reveal)
            number, phone = full.id_number, full.phone
    return Answer(_card(card) | {"id_number": number, "phone": phone})


def _card(card: queries.ResidentCard) -> dict[str, Any]:
    """A card; its numbers are masked, or whole for a reason, by who asks."""
    return {
        "id": card.person.id,
        "name": card.person.name,
        "sex": card.person.sex,
        "birth_date": card.person.birth_date,
        "id_number": "",
        "phone": "",
        "status": card.person.status,
        "closed": f"{card.person.name}{card.closed_words}" if card.closed_words else "",
        "address": card.person.home,
        "hukou": card.person.hukou_kind,
        "hukou_address": card.hukou_address,
        "household_number": card.person.household_number,
        "relation": card.person.relation_label,
        "grid": card.person.grid_name,
        "members": [_member(m) for m in card.household.members] if card.household else [],
        "events": [
            {"day": e.happened_on, "kind": e.kind, "clerk": e.clerk_name, "detail": e.detail}
            for e in card.events
        ],
    }


def _refuse_future(day: date | None) -> None:
    if day is not None and day > date.today():
        raise UserError(f"日期 {day} 还没有到，请改成今天或以前")


def _member(member: queries.MemberRow) -> dict[str, Any]:
    return {
        "id": member.person_id,
        "name": member.name,
        "relation": member.relation_label,
        "since": member.since,
    }


def run_household(args: Namespace) -> Answer:
    """One household's card."""
    _refuse_future(args.as_at)
    with opened(args) as hall, hall.db.read() as session:
        wanted = queries.household_numbered(session, args.number)
        card = queries.household(session, wanted, args.as_at)
    data = {
        "id": card.id,
        "number": card.number,
        "ledger_number": card.ledger_number,
        "kind": card.kind,
        "address": card.address.short if card.address else "",
        "grid": card.grid_name,
        "members": [_member(m) for m in card.members],
    }
    return Answer(data)
