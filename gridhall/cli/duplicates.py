"""resident duplicates, merge, apart: who is recorded twice, at a terminal."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from typing import Any

from gridhall.cli.answer import Answer
from gridhall.cli.bar import Bar
from gridhall.cli.opening import opened
from gridhall.registry import queries
from gridhall.registry.labels import STATUSES
from gridhall.registry.queries.comparing import PairRow, pair_rows
from gridhall.registry.queries.duplicates import all_duplicates, duplicates_of
from gridhall.registry.service.merging import merge_people, plan_merge, tell_apart


def add_duplicate_words(words: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    alike = words.add_parser("duplicates", parents=[options], help="疑似重复的档案")
    alike.add_argument("who", nargs="?", metavar="居民", help="不写就查全部")
    alike.set_defaults(run=run_duplicates)
    merge = words.add_parser("merge", parents=[options], help="并档")
    merge.add_argument("kept", metavar="留下", help="留下的档案")
    merge.add_argument("gone", metavar="并走", help="并走的档案")
    merge.add_argument("--dry-run", action="store_true", help="只说会做什么")
    merge.set_defaults(run=run_merge)
    apart = words.add_parser("apart", parents=[options], help="不是同一人")
    apart.add_argument("one", metavar="一份")
    apart.add_argument("other", metavar="另一份")
    apart.set_defaults(run=run_apart)


def run_duplicates(args: Namespace) -> Answer:
    """The pairs, the likeliest first; numbers masked."""
    with opened(args) as hall, hall.db.read() as session:
        if args.who is None:
            pairs = all_duplicates(session, Bar("正在查找疑似重复"))
        else:
            pairs = duplicates_of(session, queries.resolve_person(session, args.who))
        rows = pair_rows(session, pairs)
    data = {"pairs": [_pair(row) for row in rows]}
    lines = [
        f"{row.pair.score}\t{row.one.id} {row.one.name}\t{row.other.id} {row.other.name}"
        f"\t{row.pair.words}"
        for row in rows
    ]
    return Answer(data, lines or ["没有发现疑似重复"])


def run_merge(args: Namespace) -> Answer:
    """Say what it will do, and unless it is a dry run, do it."""
    with opened(args) as hall:
        with hall.db.read() as session:
            kept, gone = _both(session, (args.kept, args.gone))
            plan: Sequence[str] = plan_merge(session, kept, gone).lines
        action = None
        if not args.dry_run:
            with hall.db.write() as session:
                done = merge_people(session, hall.clerk, kept, gone, date.today())
                action = done.action_id
    said = "会这样并档" if args.dry_run else f"已并档，编号 {action}"
    data = {"kept": kept, "gone": gone, "plan": list(plan), "action": action}
    return Answer(data, [said, *plan])


def run_apart(args: Namespace) -> Answer:
    """Two people, not one."""
    with opened(args) as hall, hall.db.write() as session:
        one, other = _both(session, (args.one, args.other))
        tell_apart(session, hall.clerk, one, other)
    return Answer({"one": one, "other": other}, ["已记下：不是同一人，改动以前不再提醒"])


def _both(session: Any, typed: tuple[str, str]) -> tuple[int, int]:
    one, other = (queries.resolve_person(session, who) for who in typed)
    return one, other


def _pair(row: PairRow) -> dict[str, Any]:
    one, other = (
        {
            "id": side.id,
            "name": side.name,
            "id_number": side.masked_id,
            "address": side.home,
            "status": STATUSES[side.status],
        }
        for side in (row.one, row.other)
    )
    signs = list(row.pair.signs)
    return {
        "one": one, "other": other, "score": row.pair.score, "signs": signs,
        "words": row.pair.words,
    }  # fmt: skip
