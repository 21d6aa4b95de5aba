"""What lay on the workbench when its window closed: kept until the clerk signs out."""

from pathlib import Path

from PySide6.QtCore import QObject

from gridhall.exchange.service.workbench import Intake
from gridhall.qt.context import Context


class Unfinished(QObject):
    """A ledger with its corrections; in memory only, for it is full of people."""

    def __init__(self, context: Context, kind: str, path: Path, intake: Intake) -> None:
        super().__init__(context.jobs)
        self.kind, self.path, self.intake = kind, path, intake
        self.clerk_id = context.clerk.id


def unfinished(context: Context, kind: str) -> Unfinished | None:
    """This clerk's unfinished import of this kind, if there is one."""
    found = context.jobs.findChildren(Unfinished)
    mine = [one for one in found if (one.kind, one.clerk_id) == (kind, context.clerk.id)]
    return mine[-1] if mine else None


def forget(context: Context, kind: str) -> None:
    """Nothing of this kind is left to be finished."""
    for one in context.jobs.findChildren(Unfinished):
        if one.kind == kind:
            one.setParent(None)
            one.deleteLater()
