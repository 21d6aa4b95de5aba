"""init, demo, backup, restore, check: what concerns the hall as a whole."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Any

from gridhall import parts
from gridhall.cli.answer import Answer
from gridhall.cli.bar import Bar
from gridhall.cli.opening import Unlocked, clerk_name, hall_path, opened, password, unlocked
from gridhall.cli.usage import count
from gridhall.core.errors import UserError
from gridhall.db import keyring
from gridhall.db.cipher import HallDamaged
from gridhall.db.lock import HallLock
from gridhall.demo.making import make_demo
from gridhall.hall.labels import problem_label
from gridhall.hall.service import (
    HallFacts,
    back_up,
    check_damaged,
    check_hall,
    create_hall,
    restore,
    soundest_backup,
)
from gridhall.registry.queries import checks


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    init = commands.add_parser("init", parents=[options], help="建大厅")
    init.add_argument("--name", required=True, metavar="名称", help="大厅名称")
    init.add_argument("--community", required=True, metavar="名称", help="社区名称")
    init.set_defaults(run=run_init)
    demo = commands.add_parser("demo", parents=[options], help="建演示大厅")
    demo.add_argument("--residents", type=count, default=5850, metavar="人数", help="默认 5850")
    demo.add_argument("--seed", type=count, default=2026, metavar="数", help="数相同，大厅相同")
    demo.set_defaults(run=run_demo)
    backup = commands.add_parser("backup", parents=[options], help="备份")
    backup.add_argument("out", metavar="文件")
    backup.set_defaults(run=run_backup)
    back = commands.add_parser("restore", parents=[options], help="从备份恢复")
    back.add_argument("source", metavar="备份")
    back.set_defaults(run=run_restore)
    check = commands.add_parser("check", parents=[options], help="检查大厅文件")
    check.add_argument("--repair", action="store_true", help="做安全的修复，并重建搜索索引")
    check.add_argument("--list", metavar="规则", dest="rule", help="列出一条规则背后的记录")
    check.add_argument("--limit", type=count, default=100, metavar="条数", help="默认 100")
    check.set_defaults(run=run_check)


def run_init(args: Namespace) -> Answer:
    """Make a hall file and its keyring; the recovery code is printed this once."""
    path, clerk = hall_path(args), getattr(args, "clerk", None)
    if not clerk:
        raise UserError("请用 --clerk 写第一位管理员的姓名。")
    facts = HallFacts(args.name, args.community, clerk, password("给管理员定一个密码："))
    code = create_hall(path, facts, parts.seed)
    data = {"hall": str(path), "clerk": clerk, "recovery_code": code}
    lines = [
        f"大厅已建好：{path}",
        f"管理员：{clerk}",
        f"恢复码：{code}",
        "请把恢复码抄在纸上、装进信封收好；它只显示这一次。",
    ]
    return Answer(data, lines)


def run_demo(args: Namespace) -> Answer:
    """Make a fictional hall at --hall."""
    if not 1 <= args.residents <= 1_000_000:
        raise UserError("人数要在 1 到 1000000 之间。")
    path = hall_path(args)
    made = make_demo(path, args.residents, args.seed, date.today(), Bar("正在建演示大厅"))
    data = {
        "hall": str(path),
        "clerk": "demo",
        "residents": made.residents,
        "households": made.households,
        "grids": made.grids,
        "cases": made.cases,
        "seconds": round(made.seconds, 2),
    }
    lines = [
        f"演示大厅已建好：{path}",
        f"{made.grids} 个网格 {made.households} 户 {made.residents} 人，{made.cases} 件工单",
        "操作员 demo，密码 gridhall-demo",
    ]
    return Answer(data, lines)


def run_backup(args: Namespace) -> Answer:
    """A verified encrypted copy with its keyring."""
    with opened(args) as hall:
        made = back_up(hall.db, Path(args.out).expanduser().absolute())
    files = [str(made), str(keyring.keyring_path(made))]
    data = {"backup": str(made), "bytes": made.stat().st_size, "files": files}
    return Answer(data, [f"备份已写好并检查过：{made}"])


def run_restore(args: Namespace) -> Answer:
    """Put a backup in the hall's place; the hall of before is kept beside."""
    path, source = hall_path(args), Path(args.source).expanduser().absolute()
    if not source.exists():
        raise UserError(f"找不到备份“{source}”。请核对位置。")
    who = clerk_name(args, source)
    path.parent.mkdir(parents=True, exist_ok=True)
    with HallLock(path, who):
        aside = restore(path, source, who, password())
    data = {"hall": str(path), "from": str(source), "kept": str(aside) if aside else None}
    lines = [f"已恢复到 {path}。"] + ([f"原来的大厅文件留在 {aside}。"] if aside else [])
    return Answer(data, lines)


def run_check(args: Namespace) -> Answer:
    """Every plausibility rule, the audit trail, the file; damage is a finding, no refusal."""
    if args.rule is not None:
        return _listed(args)
    with unlocked(args) as file:
        repaired: list[str] = []
        try:
            with file.opened() as hall:
                repaired = parts.repair(hall.db, hall.clerk, date.today()) if args.repair else []
                found = check_hall(hall.db, parts.CHECKS, parts.anchors(hall.db))
        except HallDamaged:
            found = check_damaged(file.path, file.key)
        advice = _advice(file) if any(p.rule.startswith("file.") for p in found.problems) else ""
    data: dict[str, Any] = {
        "problems": [{"rule": p.rule, "count": p.count} for p in found.problems],
        "audit": found.audit,
        "repaired": repaired,
        **({"advice": advice} if advice else {}),
    }
    lines = [f"已修复：{problem_label(rule)}" for rule in repaired]
    lines += [f"操作记录：{'完整' if not found.faults else found.audit}"]
    lines += [f"{problem_label(p.rule)}\t{p.count}" for p in found.problems]
    lines += [] if found.problems else ["没有发现问题"]
    return Answer(data, [*lines, advice] if advice else lines)


def _listed(args: Namespace) -> Answer:
    """The records that break one rule of the register."""
    with opened(args) as hall, hall.db.read() as session:
        rows = checks.found(session, args.rule, date.today(), args.limit)
    data = {
        "rule": args.rule,
        "rows": [
            {"kind": one.subject, "id": one.id, "title": one.title, "detail": one.detail}
            for one in rows
        ],
    }
    lines = [f"{one.subject}\t{one.id}\t{one.title}\t{one.detail}" for one in rows]
    return Answer(data, [problem_label(args.rule), *(lines or ["没有"])])


def _advice(file: Unlocked) -> str:
    """Where to go back to when bytes of the file are not what was written."""
    backup = soundest_backup(file.path, file.key)
    if backup is None:
        return "大厅文件已损坏，本机没有完好的备份。请用 U 盘上的备份恢复：restore 命令。"
    return f"大厅文件已损坏。请恢复最近一份完好的备份“{backup}”：restore 命令。"
