"""What can be taken back: a short stack of named acts (撤销)."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

DEPTH = 30


class UndoStack(QObject):
    """The last acts of this clerk, newest last; each knows how to take itself back."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._acts: deque[tuple[str, Callable[[], None]]] = deque(maxlen=DEPTH)

    def push(self, name: str, undo: Callable[[], None]) -> None:
        """Remember an act that is done."""
        self._acts.append((name, undo))
        self.changed.emit()

    def names(self) -> list[str]:
        """What can be taken back, newest first."""
        return [name for name, _ in reversed(self._acts)]

    def undo(self) -> str | None:
        """Take back the newest act; its name, or None if there is none.

        The act leaves the stack even if taking it back raises, for it would only raise again.
        """
        if not self._acts:
            return None
        name, undo = self._acts.pop()
        self.changed.emit()
        undo()
        return name

    def forget(self) -> None:
        """Another clerk signs in: nothing of the one before may be taken back."""
        self._acts.clear()
        self.changed.emit()
