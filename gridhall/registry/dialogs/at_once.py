"""An act taken back right after it was done (Ctrl+Z, 撤销)."""

from gridhall.qt.context import Context
from gridhall.registry import service

AT_ONCE = "当场撤销"  # the reason then


def take_back(context: Context, action_id: int) -> None:
    """Take an act of the register back; raises UserError if something rests on it by now."""
    with context.db.write() as session:
        service.undo(session, context.clerk, action_id, AT_ONCE, context.today())
