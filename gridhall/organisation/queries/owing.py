"""What somebody who is to be ended still owes: subjects above the organisation add theirs."""

from collections.abc import Callable

from sqlalchemy.orm import Session

# What the owner of a key (unit:3, organisation:7, agency:2) owes, as a sentence; "" nothing.
OWING: list[Callable[[Session, str], str]] = []


def owing(session: Session, key: str) -> str:
    """What stays behind when this owner ends, told before it is ended; "" nothing."""
    return "；".join(filter(None, (one(session, key) for one in OWING)))
