"""个人信息: a person's own rights at the desk — the copy, consents, requests, who looked."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gridhall.hall.dialogs.telling import TellingSheet, chosen_button
from gridhall.qt.buttons import Segments
from gridhall.qt.context import Context
from gridhall.qt.frames import EmptyState
from gridhall.qt.labels import label
from gridhall.qt.table import RowsModel, Table
from gridhall.registry.columns.privacy import LOOKS
from gridhall.registry.dialogs.list_export import AskFile
from gridhall.registry.dialogs.privacy.asking import RequestPane
from gridhall.registry.dialogs.privacy.consents import ConsentsPane
from gridhall.registry.dialogs.privacy.copying import CopyPane
from gridhall.registry.dialogs.privacy.whose import Whose
from gridhall.registry.queries.personal import PersonalSource
from gridhall.registry.queries.privacy import about_person, looks_at
from gridhall.registry.rules.guardians import needs_guardian

PANES = ("导出本人信息", "同意", "申请", "谁看过")


class PrivacySheet(TellingSheet):
    """Four panes about one person; `sources` tell what subjects above the register keep."""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        person_id: int,
        sources: Sequence[PersonalSource] = (),
        files: AskFile | None = None,
    ) -> None:
        super().__init__(context, parent, ("个人信息", "badge"), (860, 640))
        with context.db.read() as session:
            about = about_person(session, person_id)
        minor = needs_guardian(about.birth_date, context.today())
        whose = Whose(context, person_id, about, minor, sources, self._attempt, self._told)
        self._person_id = person_id
        self.say(about.name)
        self.views, self.stack, self.looks = Segments(), QStackedWidget(), RowsModel(LOOKS)
        self.copy, self.consents = CopyPane(whose, files), ConsentsPane(whose)
        self.asking, self.table = RequestPane(whose), Table()
        self.table.setModel(self.looks)
        self.table.setAccessibleName("谁看过这位居民的信息")
        self.unseen = EmptyState()
        self.unseen.say("还没有人看过", "查看完整号码、导出和打印，都会列在这里", "visibility")
        self.unseen.offer("")
        self._lay_out()
        self._fields = (
            self.copy.reason,
            self.consents.signer,
            chosen_button(self.asking.kinds),
            self.table,
        )
        self.first_focus = self.copy.reason
        for place in range(len(PANES)):
            key = QShortcut(QKeySequence(f"Alt+{place + 1}"), self)
            key.activated.connect(partial(self._go, place))
        self.refresh()

    def _lay_out(self) -> None:
        for pane in (self.copy, self.consents, self.asking, self._looks()):
            self.stack.addWidget(pane)
        self.views.set_items(PANES)
        self.views.setAccessibleName("办什么")
        self.views.chosen.connect(self.show_pane)
        head = QHBoxLayout()
        head.addWidget(self.views)
        head.addWidget(label(f"Alt+1…{len(PANES)}", "meta"))
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self.stack, 1)

    def show_pane(self, place: int) -> None:
        """One of PANES."""
        self.views.choose(place)
        self.stack.setCurrentIndex(place)
        self.strip.hide()
        if place == len(PANES) - 1:
            self.refresh()

    def _go(self, place: int) -> None:
        """Alt+1 … 4: the pane, and where work begins in it."""
        self.show_pane(place)
        self._fields[place].setFocus()

    def refresh(self) -> None:
        """Read anew who looked."""
        with self.context.db.read() as session:
            self.looks.show_rows(looks_at(session, self._person_id))
        self.table.setVisible(bool(self.looks.rows))
        self.unseen.setVisible(not self.looks.rows)

    def _looks(self) -> QWidget:
        """The list of looks, or the sentence that there are none."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.unseen, 1)
        return holder

    def _attempt(self, act: Callable[[], object]) -> bool:
        return self.attempt(act)

    def _told(self, sentence: str) -> None:
        self.tell(sentence)
        self.consents.refresh()
        self.asking.refresh()
        self.refresh()
