"""Where on a change's form each thing that speaks against it is told."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtWidgets import QLineEdit, QWidget

from gridhall.core.codes import word
from gridhall.core.errors import UserError
from gridhall.qt.fields import Problem
from gridhall.qt.labels import PlainLabel, label
from gridhall.registry.rules import HEAD
from gridhall.registry.rules.changes import Doubt

HAPPENED = "birth_date"  # as a newborn's draft calls it
_FIELDS = {
    "date.future": HAPPENED,
    "date.birth": HAPPENED,
    "date.earlier": HAPPENED,
    "home.history": HAPPENED,
    "date.reported": "reported",
    "date.order": "reported",
    "movers.none": "movers",
    "target.none": "target",
    "home.ended": "target",
    "home.same_door": "target",
    "person.same": "target",
    "minor.alone": "reason",
}


class Mark(NamedTuple):
    """A field that can be told wrong: as the strip names it, itself, the line below it."""

    title: str
    field: QWidget
    note: PlainLabel


Marks = Mapping[str, Mark]


class Unfilled(UserError):
    """A field of the form that is still to be filled in, or cannot be read."""

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(sentence)
        self.key = key


@contextmanager
def asking(key: str) -> Iterator[None]:
    """What is refused in here is told beside the field of this key."""
    try:
        yield
    except UserError as wrong:
        raise Unfilled(key, str(wrong)) from None


def note_below() -> PlainLabel:
    """The line under a field that says what is wrong with it; hidden until then."""
    made = label("", "err", wrap=True)
    made.hide()
    return made


def problems_of(doubts: Sequence[Doubt], marks: Marks) -> list[Problem]:
    """Each field's first doubt, from the top of the form; what has no field here is left out."""
    found: dict[str, str] = {}
    for doubt in doubts:
        key = _key_of(doubt, marks)
        if key is not None:
            found.setdefault(key, doubt.sentence)
    return [Problem(key, marks[key].title, found[key]) for key in marks if key in found]


def _key_of(doubt: Doubt, marks: Marks) -> str | None:
    shown = {key: mark for key, mark in marks.items() if not mark.field.isHidden()}
    return next((key for key in _candidates(doubt, shown) if key in shown), None)


def _candidates(doubt: Doubt, shown: Marks) -> Sequence[str]:
    """The fields that could put it right, the best first."""
    relations = [key for key in shown if key.startswith("relation:")]
    if doubt.code == "relation.missing":
        return (f"relation:{doubt.person_id}", f"heir:{doubt.person_id}", "relation")
    if doubt.code == "home.no_head":
        return ("heads", *relations)
    if doubt.code == "home.two_heads":
        return [key for key in relations if _says_head(shown[key].field)]
    return (_FIELDS.get(doubt.code, ""),)


def _says_head(field: QWidget) -> bool:
    return isinstance(field, QLineEdit) and field.text().strip() in (HEAD, word("relation", HEAD))
