"""Python's cycle collector, held to the screen's thread and to quiet moments.

Left alone it runs wherever memory is asked for: on the worker, or in the middle of a style change,
and then deletes widgets there. Both ended in a crash.

Wherever it runs, it deletes what PySide believes to be a child of something in a dead circle; and
what a method of a Qt object returns counts as that object's child, even if it is Qt's own. So never
ask an object for its `thread()`, `screen()`, `eventDispatcher()` or `baseStyle()`: once the one who
asked is collected, the program has no thread or no screen (PySide6 6.9).
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY = 1_000  # ms


class Collector(QObject):
    """Collects by the clock from the event loop for as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def stop(self) -> None:
        """Collect no more: what is left when the program ends goes with the interpreter."""
        self._timer.stop()

    @Slot()
    def _collect(self) -> None:
        """As Python would have: the oldest generation that is due, and those below it."""
        counts = gc.get_count()
        due = [age for age in range(3) if counts[age] > self._thresholds[age]]
        if due:
            gc.collect(max(due))
