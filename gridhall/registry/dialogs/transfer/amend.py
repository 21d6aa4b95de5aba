"""改迁移内容: people, relations and address of a transfer that is still open."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.registry.dialogs.transfer import acts
from gridhall.registry.dialogs.transfer.form import Form
from gridhall.registry.dialogs.transfer.loading import take_up
from gridhall.registry.dialogs.transfer.meanwhile import MeanwhileSheet
from gridhall.registry.dialogs.transfer.what import WhatPane
from gridhall.registry.queries.transfers import TransferCard, last_touch, transfer_card
from gridhall.registry.rules.merging import EditedMeanwhile
from gridhall.registry.rules.transfers import TransferDraft

_SIZE = (840, 620)


class AmendDialog(Sheet):
    """The second step again; number, category and materials stay. `amended` carries the card."""

    amended = Signal(object)  # TransferCard

    def __init__(self, parent: QWidget, context: Context, card: TransferCard) -> None:
        super().__init__(parent, f"改迁移内容 · {card.number}", "edit", _SIZE)
        self._context, self._id, self._version = context, card.id, card.version
        self._form = take_up(context, card.draft)
        self._base = self._form.draft()
        self.what = WhatPane(context)
        self.what.besides = card.id
        for fixed in (self.what.ui.directionSegments, self.what.ui.categoryCombo):
            fixed.setEnabled(False)
        self.set_body(self.what)
        self.act = foot_button("保存改动", "Ctrl+Enter", "primary", "check")
        self.act.clicked.connect(self._save)
        leave = foot_button("不改", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, self.act])
        QShortcut(QKeySequence("Alt+U"), self).activated.connect(self.what.remedy)
        self.what.show_form(self._form)
        self.first_focus = self.what.first_field()

    def _save(self) -> None:
        if self.what.finish():
            self._store(self._form.draft())

    def _store(self, draft: TransferDraft) -> None:
        try:
            card = acts.amend_transfer(self._context, self._id, draft, self._version)
        except EditedMeanwhile:
            self._meet(draft)
        except UserError as error:
            self.what.ui.guardBanner.say("red", str(error))
        else:
            self.accept()
            self.amended.emit(card)

    def _meet(self, mine: TransferDraft) -> None:
        """Somebody was faster: say who, when, what, and offer to save both."""
        context = self._context
        with context.db.read() as session:
            now = transfer_card(session, self._id, context.today())
            told = last_touch(session, self._id).sentence
        theirs = take_up(context, now.draft)
        names = {**_names(theirs), **_names(self._form)}
        plans = (self._base, theirs.draft(), mine)
        sheet = MeanwhileSheet(self, f"{now.number}：{told}", plans, names)
        sheet.merge_wanted.connect(lambda plan: self._store_both(plan, now.version))
        sheet.open()

    def _store_both(self, plan: TransferDraft, version: int) -> None:
        """The plan that came out of both; `version` is the one it was compared with."""
        self._version = version
        self._store(plan)


def _names(form: Form) -> Mapping[int, str]:
    return {one.person_id: one.name for one in form.party.everybody}
