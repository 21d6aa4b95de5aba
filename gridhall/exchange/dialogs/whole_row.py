"""改整行: every cell of one row, for when it is another cell that is wrong."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from gridhall.exchange.columns import typed_value
from gridhall.exchange.rules.headings import ColumnSpec
from gridhall.exchange.rules.problems import Problem
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.entry import Field

_ACROSS = 3


class RowSheet(Sheet):
    """The row's cells as they are now; Ctrl+Enter takes what was changed, Esc leaves the row."""

    def __init__(
        self,
        parent: QWidget,
        specs: Sequence[ColumnSpec],
        cells: Mapping[str, str],
        problems: Sequence[Problem],
    ) -> None:
        super().__init__(parent, f"改{problems[0].named}", "edit", (860, 600))
        self._before = dict(cells)
        self.edits = {spec.key: QLineEdit(cells[spec.key]) for spec in specs if spec.key in cells}
        body = QWidget()
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(20, 14, 20, 14)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        for place, spec in enumerate(spec for spec in specs if spec.key in self.edits):
            self._add(place, spec, [one for one in problems if one.column == spec.label])
        self._grid.setRowStretch(len(self.edits), 1)
        self.set_body(body)
        act = foot_button("改好", "Ctrl+Enter", "primary", "check")
        act.clicked.connect(self.accept)
        self.close_button.setText("不改")
        self.set_foot([], [act])

    def changed(self) -> dict[str, str]:
        """What was typed, by the column's key."""
        texts = {key: edit.text() for key, edit in self.edits.items()}
        return {key: text for key, text in texts.items() if text != self._before[key]}

    def _add(self, place: int, spec: ColumnSpec, problems: Sequence[Problem]) -> None:
        edit = self.edits[spec.key]
        field = Field(spec.label, edit)
        self._grid.addWidget(field, *divmod(place, _ACROSS), Qt.AlignmentFlag.AlignTop)
        if not problems:
            return
        edit.setText(typed_value(problems[0]))
        self._before[spec.key] = edit.text()
        tone = "err" if problems[0].kind == "error" else "warn"
        field.say("；".join(filter(None, (problems[0].problem, problems[0].fix))), tone)
        self.first_focus = self.first_focus or edit
