"""Bugs go to a small log file of types and places; what was typed never goes there."""

import logging
from logging.handlers import RotatingFileHandler

from gridhall.core.settings import log_folder

_BYTES = 500_000


def to_file() -> None:
    """Begin to log; a folder that cannot be written to is no reason to stop."""
    try:
        log_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            log_folder() / "gridhall.log", maxBytes=_BYTES, backupCount=2, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)


def bug(report: str) -> None:
    """Write a bug down: type, place and versions, without what was typed."""
    logging.getLogger("gridhall").error("%s", report)
