"""How far a long job is, with a way to stop it: 第 29 / 46 份 … 停下 Esc."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from gridhall.qt.buttons import button
from gridhall.qt.labels import label

PATIENCE = 800  # ms before the strip shows: short jobs need none


class ProgressStrip(QFrame):
    """Give `report` and `end` to `jobs.start`; connect `stopped` to the job's `cancel`."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "soft")
        self._title, self._unit = "", "件"
        self._words, self._kept = label("", "b"), label("", "sub")
        self._bar, self.stop = QProgressBar(), button("停下", "Esc")
        self._bar.setTextVisible(False)
        self._escape = QShortcut(QKeySequence("Esc"), self)
        self._escape.activated.connect(self._stop)
        self.stop.clicked.connect(self._stop)
        self._wait = QTimer(self, singleShot=True, interval=PATIENCE)
        self._wait.timeout.connect(self.show)
        lines = QVBoxLayout()
        lines.setSpacing(6)
        lines.addWidget(self._words)
        lines.addWidget(self._bar)
        lines.addWidget(self._kept)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(16)
        row.addLayout(lines, 1)
        row.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def begin(self, words: str, unit: str = "件", kept: str = "") -> None:
        """What is being done; `kept` says what stays if it is stopped."""
        self._unit = unit
        self._title = words
        self._words.setText(words)
        self._kept.setText(kept)
        self._kept.setVisible(bool(kept))
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(words)
        self.stop.setText("停下")
        self.stop.setEnabled(True)
        self._wait.start()

    def report(self, done: int, total: int) -> None:
        """So many of so many."""
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._words.setText(f"{self._title}　第 {done:,} / {total:,} {self._unit}")
        self._bar.setAccessibleDescription(self._words.text())

    def end(self) -> None:
        """Over, one way or the other."""
        self._wait.stop()
        self.hide()

    def text(self) -> str:
        """The line on show."""
        return self._words.text()

    def _stop(self) -> None:
        self.stop.setText("正在停下…")
        self.stop.setEnabled(False)
        self.stopped.emit()
