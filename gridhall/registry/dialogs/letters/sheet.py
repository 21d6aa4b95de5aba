"""公开信: households chosen, the text edited, the count known before one key prints them all."""

from functools import partial
from uuid import uuid4

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gridhall.exchange.dialogs.work import Doing
from gridhall.exchange.dialogs.working import WorkingSheet
from gridhall.papers.queries import PaperRow
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.scaling import refit
from gridhall.qt.theme import current_theme
from gridhall.registry.dialogs.letters import making
from gridhall.registry.dialogs.letters.making import Found
from gridhall.registry.dialogs.letters.text import LetterPreview, TextPane
from gridhall.registry.dialogs.letters.whom import WhomPane
from gridhall.registry.queries.letters import kept_letter, unfinished_letter
from gridhall.registry.queries.separation import Wanted
from gridhall.registry.rules.letters import LetterText
from gridhall.registry.service.letters import keep_letter, keep_unfinished

_SIZE = (1180, 680)
_THREE = 1040  # effective width from which the letter stands beside its text
_WHOM, _PREVIEW = 300, 360  # px at 100 %
_TYPING_MS = 250
_SHOWN = 3  # of what could not be found or printed


class LettersSheet(WorkingSheet):
    """At the left to whom, beside it what it says, and how one household reads it.

    `wanted` begins with a list of 人户分离 as its page shows it.
    """

    def __init__(
        self, context: Context, parent: QWidget | None = None, wanted: Wanted | None = None
    ) -> None:
        super().__init__(context, parent, ("公开信", "campaign"), _SIZE)
        self.whom, self.text = WhomPane(context, wanted), TextPane()
        self.preview = LetterPreview(context.hall, context.today())
        self.counted, self.doubts = label("", "b"), Banner()
        self._asked, self._key, self.found = 0, str(uuid4()), Found((), (), ())
        self._soon = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self.print_button = foot_button("打印公开信", "Ctrl+Enter", "primary", "print")
        self._kept: LetterText | None = None
        self._read_text()
        self._lay_out()
        self._connect()
        self.first_focus = self.whom.first_field()
        self.count()

    def _read_text(self) -> None:
        """The hall's letter, or what this clerk left unfinished."""
        with self.context.db.read() as session:
            self._kept = kept_letter(session)
            left = unfinished_letter(session, self.context.clerk)
        self.text.show_letter(left or self.usual())
        if left is not None:
            self.strip.say("blue", "上次写的正文没有存为常用，接着改就行；也可以换回常用正文")

    def usual(self) -> LetterText:
        """The hall's letter; until it has written one, the one it begins with."""
        from gridhall.registry.documents.letters import usual_letter

        return self._kept or usual_letter(self.context.hall)

    def count(self) -> None:
        """Who would get one; an answer to an older question is dropped."""
        if self.busy or self.gone:
            return
        self._asked += 1
        asked, reach, letter = self._asked, self.whom.reach(), self.text.letter()
        self.counted.setText(self.counted.text() or "正在数户数…")
        self.context.jobs.start(
            lambda _: making.find(self.context, reach, letter),
            done=lambda found: self._take(asked, found),
            failed=self.refuse,
        )

    def print_letters(self) -> None:
        """Issue them as one paper; what is wrong is said beside its field."""
        if not self.text.check():
            return
        said = (self.text.letter(), self.whom.words(), self._key)
        doing = Doing(
            "正在出公开信", "封", len(self.found.homes), "停下就一封都不出",
            "已停下，一封都没有出", matters=True,
        )  # fmt: skip
        work = partial(making.issue, self.context, self.whom.reach(), said)
        self.run(doing, work, self._made)

    def keep_text(self) -> None:
        """存为常用: the next letters begin with it."""
        if not self.text.check():
            return
        context, letter = self.context, self.text.letter()

        def keep() -> None:
            with context.db.write() as session:
                self._kept = keep_letter(session, context.clerk, letter, self._kept)

        if self.attempt(keep):
            self.tell("已存为常用正文，下次打开就是它")

    def show_busy(self) -> None:
        """While it prints nothing is changed."""
        super().show_busy()
        for part in (self.whom, self.text, self.print_button):
            part.setEnabled(not self.busy)

    def done(self, result: int) -> None:
        """What was written and not kept is there again the next time."""
        letter = self.text.letter()
        self.attempt(lambda: self._keep_unfinished(None if letter == self.usual() else letter))
        super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The letter goes under its text where it is narrow."""
        super().resizeEvent(event)
        effective = self.width() * 100 // current_theme().percent
        beside = effective >= _THREE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._right.setDirection(way)

    def _keep_unfinished(self, letter: LetterText | None) -> None:
        with self.context.db.write() as session:
            keep_unfinished(session, self.context.clerk, letter)

    def _lay_out(self) -> None:
        left, row = QVBoxLayout(), QHBoxLayout()
        left.setSpacing(8)
        left.addWidget(label("写给谁", "md"))
        left.addWidget(self.whom, 1)
        holder = QWidget()
        holder.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        holder.setFixedWidth(_WHOM)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.preview)
        area.setMinimumWidth(_PREVIEW)
        area.setMinimumHeight(200)
        self._right = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._right.setSpacing(16)
        self._right.addWidget(self.text, 1)
        self._right.addWidget(area, 1)
        row.setSpacing(20)
        row.addWidget(holder)
        row.addLayout(self._right, 1)
        self.body.addWidget(self.doubts)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.progress)
        leave = foot_button("先不打", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([self.counted], [leave, self.print_button])

    def _connect(self) -> None:
        self.whom.changed.connect(self._soon.start)
        self.text.changed.connect(self._soon.start)
        self.text.changed.connect(self._show_text)
        self._soon.timeout.connect(self.count)
        self.print_button.clicked.connect(self.print_letters)
        self.text.keep_button.bind_key().clicked.connect(self.keep_text)
        self.text.usual_button.clicked.connect(lambda: self.text.show_letter(self.usual()))
        self._show_text()

    def _show_text(self) -> None:
        self.preview.show_letter(self.text.letter())

    def _take(self, asked: int, found: Found) -> None:
        if asked != self._asked or self.gone:
            return
        self.found = found
        below = not self.text.check()
        self.preview.show_homes(found.homes)
        count = len(found.homes)
        self.counted.setText(f"{count:,} 户，每户一封" if count else "还没有选到住户")
        self.print_button.setText(f"打印 {count:,} 封" if count else "打印公开信")
        self._show_doubts(found, below)
        refit(self)

    def _show_doubts(self, found: Found, said_below: bool) -> None:
        """What cannot be printed or found, named before anything is printed; once is enough."""
        if found.refusal and not said_below:
            self.doubts.say("red", found.refusal)
        elif found.unknown:
            self.doubts.say("amber", f"没有找到：{_some(found.unknown)}")
        elif found.unnamed:
            told = _some(found.unnamed)
            self.doubts.say("amber", f"字库里没有的字：{told}。这几户的称呼印成“住户”")
        else:
            self.doubts.hide()

    def _made(self, paper: PaperRow) -> None:
        desk = self.context.desk
        if self.gone:
            desk.toast(f"公开信出好了，{paper.number}，在“已出文书”里打印")
            return
        self.accept()
        desk.preview(paper.id)


def _some(told: tuple[str, ...]) -> str:
    more = f"；另有 {len(told) - _SHOWN} 处" if len(told) > _SHOWN else ""
    return "；".join(told[:_SHOWN]) + more
