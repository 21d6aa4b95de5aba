"""What is done in the queue; each act is one transaction of its caller."""

from gridhall.tickets.service.calling import (
    call_next,
    call_one,
    finish,
    leave,
    no_show,
    pass_on,
    put_back,
    recall,
    reopen,
    start,
)
from gridhall.tickets.service.install import install_lanes
from gridhall.tickets.service.lanes import move_lane, save_lane
from gridhall.tickets.service.taking import Wish, take

__all__ = [
    "Wish",
    "call_next",
    "call_one",
    "finish",
    "install_lanes",
    "leave",
    "move_lane",
    "no_show",
    "pass_on",
    "put_back",
    "recall",
    "reopen",
    "save_lane",
    "start",
    "take",
]
