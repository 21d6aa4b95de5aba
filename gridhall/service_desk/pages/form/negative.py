"""A certificate that is not ours (负面清单): who issues it, and a slip that says so."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.forms.ui_case_form import Ui_CaseForm
from gridhall.qt.buttons import button
from gridhall.service_desk.pages.form.offers import FormReads
from gridhall.service_desk.rules import negative


class NegativePart(QObject):
    """The strip under the matter field; Alt+P prints the slip."""

    slip_wanted = Signal(str)  # the certificate's name

    def __init__(self, ui: Ui_CaseForm, form: QWidget, reads: FormReads) -> None:
        super().__init__(form)
        self._banner, self._name, self._reads = ui.negativeBanner, "", reads
        self.button = button("打印告知单", "Alt+P", "", "print")
        self.button.clicked.connect(self._ask)
        self.button.hide()
        QShortcut(QKeySequence("Alt+P"), form, self._ask)
        self.column = QVBoxLayout()
        self.column.setSpacing(6)
        ui.layout16.removeWidget(ui.negativeBanner)
        ui.layout16.addLayout(self.column, 3, 0, 1, 2)
        self.column.addWidget(ui.negativeBanner)
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)

    def warn(self, typed: str) -> None:
        """Say politely who issues what is being typed, unless a matter of ours fits it."""
        found = negative.asked_for(typed) if typed else None
        shown = found if found is not None and not self._reads.offers(typed) else None
        self._name = shown.name if shown is not None else ""
        self.button.setVisible(shown is not None)
        if shown is None:
            self._banner.hide()
        else:
            self._banner.say("amber", negative.sentence(shown), glyph="policy")

    def _ask(self) -> None:
        if self._name:
            self.slip_wanted.emit(self._name)
