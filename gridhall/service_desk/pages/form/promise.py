"""The promise of the form: counted at once, shortened by hand (承诺期限、改期)."""

from PySide6.QtCore import QObject, Signal

from gridhall.forms.ui_case_form import Ui_CaseForm
from gridhall.qt.context import Context
from gridhall.service_desk.queries.reads import MatterRow
from gridhall.service_desk.rules import clock
from gridhall.service_desk.rules.clock import DeskMoment


class PromisePart(QObject):
    """Shows the promised day; Alt+D makes it an earlier one."""

    changed = Signal()

    def __init__(self, context: Context, ui: Ui_CaseForm, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._ui = context, ui
        self._matter: MatterRow | None = None
        self.when: DeskMoment | None = None
        ui.limitBox.valueChanged.connect(self._change)
        ui.limitButton.bind_key().clicked.connect(self._start)

    def take(self, matter: MatterRow | None, days: int | None) -> None:
        """The catalogue's limit of a matter, or the shorter one of a draft."""
        ui, self._matter = self._ui, matter
        most = matter.limit_days if matter else 0
        ui.limitBox.blockSignals(True)
        ui.limitBox.setRange(0, most)
        ui.limitBox.setValue(most if days is None else days)
        ui.limitBox.blockSignals(False)
        ui.limitBox.hide()
        ui.limitButton.setVisible(most > 0)
        self.show()

    def shorter(self) -> int | None:
        """The days promised, if they are not the catalogue's."""
        days, matter = self._ui.limitBox.value(), self._matter
        return days if matter is not None and days != matter.limit_days else None

    def words(self) -> str:
        """The promise for the visitor's eyes; '' without a matter."""
        return self._ui.promiseLabel.text() if self._matter is not None else ""

    def show(self) -> None:
        """Count it anew: another day, another limit."""
        ui, context = self._ui, self._context
        ui.promiseLabel.setVisible(self._matter is not None)
        if self._matter is None:
            ui.promiseHint.setText("选定事项后自动计算")
            return
        days = ui.limitBox.value()
        on = self.when.on if self.when is not None else context.today()
        day, sub = clock.promise_words(clock.promised_day(context.calendar, on, days), days)
        ui.promiseLabel.setText(day)
        ui.promiseHint.setText(sub)

    def _start(self) -> None:
        """改期: a shorter promise than the catalogue's."""
        self._ui.limitBox.show()
        self._ui.limitButton.hide()
        self._ui.limitBox.setFocus()
        self._ui.limitBox.selectAll()

    def _change(self) -> None:
        self.show()
        self.changed.emit()
