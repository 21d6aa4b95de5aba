"""`gridhall` with words: one command, then the end. Exit 0 done, 1 refused, 2 usage."""

import os
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper

from gridhall.cli.answer import Answer
from gridhall.cli.usage import Parser
from gridhall.core.errors import UserError

Command = Callable[[Namespace], Answer]
_LOOK = "请检查磁盘是否已满、是否只读、有没有权限，再试一次。"

# Each file brings in what it needs; only the one whose word was typed is loaded.
SUBJECTS = {
    "hall": ("init", "demo", "backup", "restore", "check"),
    "exchange": ("import", "undo-import", "export"),
    "registry": ("find", "resident", "household"),
    "desk": ("case",),
    "papers": ("paper",),
    "print_queue": ("print-queue",),
    "catalogue": ("catalogue",),
    "statistics": ("statistics",),
    "transfer": ("transfer",),
    "grids": ("grid",),
    "organisation": ("org",),
    "days": ("days",),
    "certificate": ("certificate",),
    "verify": ("verify",),
    "keys": ("keys",),
    "roster": ("roster",),
    "signin": ("signin",),
    "hours": ("hours",),
    "pledges": ("pledge",),
    "lending": ("lend",),
    "ratings": ("rating", "month"),
    "tickets": ("ticket",),
    "agencies": ("agency",),
    "reports": ("report",),
    "issues": ("issue",),
    "meetings": ("meeting",),
    "opinions": ("opinion",),
    "care": ("care",),
}


def common() -> ArgumentParser:
    """Options that may stand before or after the words."""
    options = Parser(add_help=False, argument_default=SUPPRESS)
    options.add_argument("--hall", metavar="文件", help="大厅文件，默认在本机的资料文件夹里")
    options.add_argument("--clerk", metavar="姓名", help="操作员；只有一位时不用写")
    options.add_argument("--json", action="store_true", help="输出一个 JSON 对象")
    options.add_argument("--quiet", action="store_true", help="不显示结果")
    return options


def parser(words: Sequence[str]) -> ArgumentParser:
    """The commands with their words and options; every one of them unless one was typed."""
    options = common()
    top = Parser(prog="gridhall", description="网格厅", parents=[options])
    commands = top.add_subparsers(dest="command", required=True, metavar="命令", title="命令")
    typed = [name for name, known in SUBJECTS.items() if set(known) & set(words)]
    for name in typed or SUBJECTS:
        import_module(f"gridhall.cli.{name}").add_commands(commands, options)
    return top


def _speak(*, as_json: bool) -> None:
    """JSON is UTF-8 wherever it goes; a console that lacks a character shows a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    if as_json and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; a refusal is one sentence on standard error, never a traceback."""
    given = sys.argv[1:] if argv is None else argv
    args = parser(given).parse_args(given)
    _speak(as_json=getattr(args, "json", False))
    run: Command = args.run
    try:
        answer = run(args)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"“{error.filename or '磁盘'}”读写不了。{_LOOK}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("已停下，没有保存。", file=sys.stderr)
        return 1
    try:
        answer.show(as_json=getattr(args, "json", False), quiet=getattr(args, "quiet", False))
        sys.stdout.flush()
    except BrokenPipeError:  # `| head` has read enough; what is left must not fail at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
