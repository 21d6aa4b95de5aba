"""Python's cycle collector, held to the screen's thread and to quiet moments.

Left alone it runs wherever memory is asked for: on the worker, or in the middle of a style change,
and then deletes widgets there. Both ended in a crash.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1_000  # ms


class Collector(QObject):
    """Collects by the clock from the event loop for as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        timer = QTimer(self, interval=_EVERY)
        timer.timeout.connect(self._collect)
        timer.start()

    def stop(self) -> None:
        """Leave the collector to itself again, as at the program's end."""
        gc.enable()

    def _collect(self) -> None:
        """As Python would have: the oldest generation that is due, and those below it."""
        counts = gc.get_count()
        due = [age for age in range(3) if counts[age] > self._thresholds[age]]
        if due:
            gc.collect(max(due))
