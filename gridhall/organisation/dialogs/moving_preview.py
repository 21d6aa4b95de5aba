"""What a move or a merger would do, shown beside the form before it is done."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.organisation.columns.tree import path_words
from gridhall.organisation.dialogs.organisation_act import ActSheet, Face
from gridhall.organisation.dialogs.organisation_pick import OrganisationPick
from gridhall.organisation.queries.counts import Counts
from gridhall.organisation.queries.moving import MovePreview, Side
from gridhall.organisation.rules.tree import Tree, words
from gridhall.qt.context import Context
from gridhall.qt.frames import Banner, Card
from gridhall.qt.labels import label
from gridhall.qt.scaling import refit

_ASK_MS = 120
SIZE = (900, 560)
_COUNTED = (
    ("party_members", "党员"),
    ("households", "户"),
    ("people", "人口"),
    ("grids", "网格"),
    ("organisations", "组织"),
    ("vacancies", "空缺"),
)


class MovesPart(Card):
    """What moves, the counts before and after of both sides, doubts, or why it cannot be."""

    def __init__(self) -> None:
        super().__init__(soft=True)
        self.refusal, self.doubts = Banner(), Banner()
        self.moves, self.sides = label("", "b", wrap=True), QGridLayout()
        self._told = label("", "sub", wrap=True)
        self.sides.setHorizontalSpacing(12)
        self.sides.setVerticalSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(label("办完以后", "b"))
        for widget in (self.refusal, self.moves, self._told):
            column.addWidget(widget)
        column.addLayout(self.sides)
        column.addWidget(self.doubts)
        column.addStretch(1)

    def show_preview(self, preview: MovePreview) -> None:
        """What a move or a merger would do."""
        self._empty()
        self.refusal.hide()
        self.doubts.hide()
        if preview.refusal:
            self.say(preview.refusal)
            return
        self.moves.setText(moved_words(preview))
        self._told.setText(content_words(preview))
        for line, side in enumerate(preview.sides):
            self._add_side(2 * line, side)
        if preview.doubts:
            self.doubts.say("amber", "\n".join(preview.doubts))
        refit(self)

    def say(self, refusal: str) -> None:
        """It cannot be done, or not yet."""
        self._empty()
        self.moves.setText("")
        self._told.setText("")
        self.doubts.hide()
        self.refusal.say("red", refusal)
        refit(self)

    def wait(self, hint: str) -> None:
        """Nothing to show yet."""
        self._empty()
        self.refusal.hide()
        self.doubts.hide()
        self.moves.setText("")
        self._told.setText(hint)

    def _add_side(self, line: int, side: Side) -> None:
        name = label(side.name, "b", wrap=True)
        self.sides.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.setSpacing(0)
        for said in change_words(side.before, side.after):
            told.addWidget(label(said, "sub"))
        self.sides.addLayout(told, line, 1)
        self.sides.setColumnStretch(1, 1)

    def _empty(self) -> None:
        _clear(self.sides)


class PreviewSheet(ActSheet):
    """A sheet whose right side follows the form, read on the worker."""

    hint = ""

    def __init__(self, parent: QWidget, context: Context, face: Face) -> None:
        super().__init__(parent, context, face)
        self.preview, self._asked = MovesPart(), 0
        self._soon = QTimer(self, singleShot=True, interval=_ASK_MS)
        self._soon.timeout.connect(self._ask)
        self.preview.wait(self.hint)
        self.show_right([self.preview])
        self.day.dateChanged.connect(self.follow)

    def follow_pick(self, target: OrganisationPick) -> None:
        """Follow the other organisation: what was shown of one typed over is gone at once."""
        target.picked.connect(self.follow)
        target.emptied.connect(self._forget)
        target.editingFinished.connect(self.follow)

    def _forget(self) -> None:
        self._soon.stop()
        self._asked += 1
        self.preview.wait(self.hint)

    def follow(self, *_: object) -> None:
        """Show anew what the form would do."""
        self._soon.start()

    def ask(self, session: Any) -> MovePreview:
        """What it would do; on the worker, with what `remember` kept."""
        raise NotImplementedError

    def remember(self) -> bool:
        """Keep what the form says for the worker; whether there is enough to ask."""
        raise NotImplementedError

    def _ask(self) -> None:
        try:
            ready = self.remember()
        except UserError as error:
            self.preview.say(str(error))
            return
        if not ready:
            self.preview.wait(self.hint)
            return
        self._asked += 1
        asked, db, ask = self._asked, self.context.db, self.ask

        def work(_progress: Progress) -> tuple[int, MovePreview]:
            with db.read() as session:
                return asked, ask(session)

        self.context.jobs.start(work, done=self._take, failed=self.context.desk.show_error)

    def _take(self, answer: tuple[int, MovePreview]) -> None:
        if answer[0] == self._asked:
            self.preview.show_preview(answer[1])


def moved_words(preview: MovePreview) -> str:
    """御景小区党支部 → 霞光社区党委."""
    return f"{words(preview.names)} → {preview.target or '最上级'}"


def content_words(preview: MovePreview) -> str:
    """一起移动：7 个组织，12 个席位（11 个在任），58 名党员，2 个网格，612 户 1,460 人."""
    parts = [f"{preview.organisations:,} 个组织"]
    if preview.seats:
        parts.append(f"{preview.seats:,} 个席位（{preview.held:,} 个在任）")
    for count, said in ((preview.party_members, "名党员"), (preview.grids, "个网格")):
        if count:
            parts.append(f"{count:,} {said}")
    if preview.households or preview.people:
        parts.append(f"{preview.households:,} 户 {preview.people:,} 人")
    return f"一起移动：{'，'.join(parts)}"


def change_words(before: Counts, after: Counts) -> list[str]:
    """党员 326 → 268; what stays the same is left out."""
    said = [
        f"{name} {getattr(before, field):,} → {getattr(after, field):,}"
        for field, name in _COUNTED
        if getattr(before, field) != getattr(after, field)
    ]
    return said or ["各项人数不变"]


def above_words(tree: Tree, ids: Sequence[int]) -> str:
    """Where these stand now, one path a line."""
    paths = dict.fromkeys(path_words(tree, one) or "最上级" for one in ids)
    return "\n".join(paths)


def _clear(layout: Any) -> None:
    while item := layout.takeAt(0):
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _clear(inner)
