"""One batch on its way to a printer: what is in it, what of it was sent, what is left."""

from collections.abc import Callable
from dataclasses import dataclass

from gridhall.core.errors import UserError
from gridhall.papers.dialogs.spooling import NONE_HERE, Spooler
from gridhall.papers.rules import PrintWay

WAITING, SENT, OUT, REFUSED = "等待", "已送打印机", "已出纸", "打不了"
QUEUED = "在队列里"


@dataclass(frozen=True)
class Maker:
    """A paper that is issued only as its turn comes; `lacks` says why it cannot be, if so."""

    words: str  # 何海波 2026年度服务证明
    make: Callable[[], int]  # issues it; the paper's id; UserError if it cannot
    lacks: str = ""


@dataclass
class Step:
    """One paper of a batch and how far it is."""

    id: int  # its place, from 1
    words: str
    sides: int = 1
    state: str = WAITING
    said: str = ""
    job_id: int | None = None
    make: Callable[[], int] | None = None


@dataclass(frozen=True)
class Way:
    """Where a batch goes: "" into the queue only; copies 0 as usual; why, for lists of people."""

    printer: str
    copies: int = 0
    reason: str = ""


class Stopped(Exception):
    """The printer takes no more; its sentence is the argument."""


def send_step(spooler: Spooler, step: Step, way: Way) -> None:
    """Issue if need be, queue, print. A paper that cannot be is marked; Stopped for a printer."""
    try:
        _queue(spooler, step, way)
    except UserError as error:
        step.state, step.said = REFUSED, str(error)
        return
    assert step.job_id is not None
    if not way.printer:
        step.state = QUEUED
        return
    try:
        printer = spooler.fitting(step.job_id, way.printer)
        job = spooler.send(step.job_id, printer, way.reason)
    except UserError as error:
        step.said = str(error)
        if not spooler.is_voided(step.job_id):
            raise Stopped(str(error)) from error
        step.state = REFUSED
        return
    step.state, step.sides, step.said = SENT, job.sides, ""


def _queue(spooler: Spooler, step: Step, way: Way) -> None:
    if step.job_id is None and step.make is not None:
        said = "" if way.printer else NONE_HERE
        ordered = PrintWay(way.printer, way.copies, said=said)
        step.job_id = spooler.ask([step.make()], ordered)[0].id
