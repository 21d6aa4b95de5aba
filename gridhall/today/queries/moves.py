"""Transfers that somebody has to see to; read behind the page, for they load half the register."""

from datetime import date

from sqlalchemy.orm import Session

from gridhall.registry.queries.transfers import Stage, TransferRow, transfers


def pressing_moves(session: Session, today: date) -> list[TransferRow]:
    """Transfers that somebody has to see to: first those that run out, then those that wait.

    准迁证 or 迁移证 within a week of its last day or past it, the first to run out first; then
    those that wait for materials, the longest waiting first.
    """
    running_out = transfers(session, Stage.EXPIRING, today)
    waiting = transfers(session, Stage.WAITING, today)
    return [*running_out, *sorted(waiting, key=lambda one: (one.received_on, one.id))]
