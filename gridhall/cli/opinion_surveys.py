"""opinion: surveys at a terminal."""

from argparse import ArgumentParser
from typing import Any


def add_words(words: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
