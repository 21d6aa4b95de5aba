"""改迁移内容: people, relations and address of a transfer that is still open."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.registry.dialogs.transfer import acts
from gridhall.registry.dialogs.transfer.loading import take_up
from gridhall.registry.dialogs.transfer.what import WhatPane
from gridhall.registry.queries.transfers import TransferCard

_SIZE = (840, 620)


class AmendDialog(Sheet):
    """The second step again; number, category and materials stay. `amended` carries the card."""

    amended = Signal(object)  # TransferCard

    def __init__(self, parent: QWidget, context: Context, card: TransferCard) -> None:
        super().__init__(parent, f"改迁移内容 · {card.number}", "edit", _SIZE)
        self._context, self._id = context, card.id
        self._form = take_up(context, card.draft)
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
        if not self.what.finish():
            return
        try:
            card = acts.amend_transfer(self._context, self._id, self._form)
        except UserError as error:
            self.what.ui.guardBanner.say("red", str(error))
            return
        self.accept()
        self.amended.emit(card)
