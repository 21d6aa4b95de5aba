"""opinion: what residents think, at a terminal; each file of `_PARTS` brings its words."""

from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from gridhall.cli.usage import subcommands

# add_words(sub, options) of each describes its second words: `opinion survey-list` ...
_PARTS = ("opinion_surveys", "opinion_talks", "opinion_postings", "opinion_boards")


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    words = subcommands(commands.add_parser("opinion", parents=[options], help="诉求民意"))
    for name in _PARTS:
        import_module(f"gridhall.cli.{name}").add_words(words, options)
