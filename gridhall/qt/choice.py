"""One offer of a type-ahead field, and where offers come from; light, for the first window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from inspect import ismethod
from weakref import WeakMethod

from PySide6.QtCore import QObject


@dataclass(frozen=True, slots=True)
class Choice:
    """One offer. `key` is the caller's; a `tone` paints `right` as a chip; `group` is a heading."""

    key: object
    title: str
    sub: str = ""
    right: str = ""
    code: str = ""
    tone: str = ""
    group: str = ""


ROWS = 8  # offers shown at once

Find = Callable[[str], Sequence[Choice]]


def loosely(find: Find) -> Find:
    """A page's own method without holding the page: a child that holds it cannot be collected."""
    if not (ismethod(find) and isinstance(find.__self__, QObject)):
        return find
    known = WeakMethod(find)

    def call(words: str) -> Sequence[Choice]:
        method = known()
        return method(words) if method else ()

    return call
