"""opinion: what residents think, at a terminal; each file of `_PARTS` brings its words."""

from argparse import ArgumentParser, Namespace
from importlib import import_module
from typing import Any

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import count, subcommands
from gridhall.issues.service.taking_back import take_back

# add_words(sub, options) of each describes its second words: `opinion survey-new` ...
_PARTS = ("opinion_surveys", "opinion_talks", "opinion_postings", "opinion_boards", "opinion_peace")


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    words = subcommands(commands.add_parser("opinion", parents=[options], help="诉求民意"))
    for name in _PARTS:
        import_module(f"gridhall.cli.{name}").add_words(words, options)
    undo = words.add_parser("undo", parents=[options], help="撤回一步，写 action")
    undo.add_argument("action", type=count, metavar="action")
    undo.set_defaults(run=run_undo)


def run_undo(args: Namespace) -> Answer:
    """Take one act back, whole."""
    with opened(args) as hall, hall.db.write() as session:
        done = take_back(session, hall.clerk, args.action)
    return Answer({"action": done.action_id, "undone": args.action}, ["已撤回"])
