"""The telephone numbers that every building's plate shows (便民热线), as the hall keeps them."""

import json
from typing import NamedTuple

from sqlalchemy.orm import Session

from gridhall.hall.models import HallSetting

SETTING = "plate_hotlines"


class Hotline(NamedTuple):
    """A number anybody may call, and what for."""

    name: str
    number: str


USUAL = (
    Hotline("报警", "110"),
    Hotline("火警", "119"),
    Hotline("急救", "120"),
    Hotline("政务服务便民热线", "12345"),
)


def hotlines(session: Session) -> tuple[Hotline, ...]:
    """The hall's list; the national numbers until it has kept its own."""
    kept = session.get(HallSetting, SETTING)
    if kept is None:
        return USUAL
    return tuple(Hotline(*pair) for pair in json.loads(kept.value))
