"""argparse in Chinese: how a command is used, what was typed wrongly, days and counts."""

import argparse
import sys
from argparse import ArgumentParser, ArgumentTypeError, HelpFormatter
from datetime import date
from typing import Any, NoReturn
from unicodedata import east_asian_width

# argparse takes its own sentences from gettext, by the locale; here they do not depend on one.
SENTENCES = {
    "usage: ": "用法：",
    "positional arguments": "要写的",
    "options": "选项",
    "show this help message and exit": "显示这段说明",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "没有“%(parser_name)s”，可选：%(choices)s"
    ),
    "can't open '%(filename)s': %(error)s": "打不开“%(filename)s”",
    "unrecognized arguments: %s": "不认识“%s”",
    "not allowed with argument %s": "不能和 %s 一起用",
    "ignored explicit argument %r": "后面不能带值 %s",
    "the following arguments are required: %s": "还要写：%s",
    "one of the arguments %s is required": "%s 要写其中一个",
    "expected one argument": "后面要写一个值",
    "expected at most one argument": "后面最多写一个值",
    "expected at least one argument": "后面至少写一个值",
    "expected %s argument": "后面要写 %s 个值",
    "expected %s arguments": "后面要写 %s 个值",
    "ambiguous option: %(option)s could match %(matches)s": (
        "“%(option)s”不够清楚，可能是 %(matches)s"
    ),
    "unexpected option string: %s": "这里不能用 %s",
    "invalid %(type)s value: %(value)r": "“%(value)s”写法不对",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有“%(value)s”，可选：%(choices)s",
}
_MOST = 1_000_000_000
_HALF = "\0"  # stands behind a character of double width while columns are counted


class _Columns(HelpFormatter):
    """Counts a Chinese character as two, so that the second column is straight."""

    def _format_action_invocation(self, action: argparse.Action) -> str:
        words = super()._format_action_invocation(action)
        return "".join(char + _HALF * (east_asian_width(char) in "WF") for char in words)

    def format_help(self) -> str:
        """The finished text, without what was put in for counting."""
        return super().format_help().replace(_HALF, "")


class Parser(ArgumentParser):
    """One command; what is wrong with its words is said in Chinese, exit 2."""

    def __init__(self, **settings: Any) -> None:
        speak_chinese()
        super().__init__(formatter_class=_Columns, **settings)

    def error(self, message: str) -> NoReturn:
        """Say how the command is used; exit 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"用法不对：{message}\n")


def speak_chinese() -> None:
    """Give argparse our sentences; one of a later Python that is not here stays as it is."""
    vars(argparse).update(
        _=lambda words: SENTENCES.get(words, words),
        ngettext=lambda one, many, n: SENTENCES.get(one if n == 1 else many, many),
    )


def subcommands(command: ArgumentParser) -> Any:
    """The second words of a command: give each `parents=[options]` and a `help`."""
    return command.add_subparsers(dest="word", required=True, metavar="命令", title="命令")


def day(text: str) -> date:
    """A day as it is typed: 2026-11-25."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-25 这样") from error


def count(text: str) -> int:
    """A whole number as it is typed; one that no column holds is nobody's number."""
    try:
        number = int(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text[:20]}”不是整数") from error
    if abs(number) > _MOST:
        raise ArgumentTypeError(f"“{text[:20]}”太大，最多 {_MOST}")
    return number


def request_key(text: str) -> str:
    """The key under which an act is done once: as long as its column, no longer."""
    if len(text) > 36:
        raise ArgumentTypeError(f"最多 36 个字，现在是 {len(text)} 个")
    return text


def lines(text: str) -> int:
    """How many lines of a list are wanted: one at least."""
    number = count(text)
    if number < 1:
        raise ArgumentTypeError(f"“{text[:20]}”太小，至少写 1")
    return number
