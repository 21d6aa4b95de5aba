"""The barcodes of the desk's slips: a case's (BJ) and a parked draft's (CG)."""

from hashlib import sha256

from gridhall.core import slips
from gridhall.core.slips import Slip

CASE, DRAFT = "BJ", "CG"
_WORDS = {CASE: "办事回执", DRAFT: "暂存回执"}


def case_slip(mark: str, case_id: int) -> str:
    """BJ-9F86-1204: what a case's papers bear."""
    return slips.spell_slip(Slip(CASE, mark, case_id))


def draft_slip(mark: str, request_key: str) -> str:
    """CG-9F86-81230417: a parked draft; its number comes from its key and stays."""
    return slips.spell_slip(Slip(DRAFT, mark, draft_ordinal(request_key)))


def draft_ordinal(request_key: str) -> int:
    """A number of at most nine figures for a draft, the same whenever it is asked."""
    return int(sha256(request_key.encode()).hexdigest()[:7], 16)


def is_slip(text: str) -> bool:
    """Whether a text reads as one of the desk's slips, of whatever hall."""
    kind, _, rest = slips.scanned_code(text).partition("-")
    mark, _, number = rest.partition("-")
    return kind in _WORDS and len(mark) == 4 and number.isascii() and number.isdigit()


def read_slip(code: str, mark: str) -> Slip | None:
    """The desk's slip that was scanned, None for another code; UserError: another hall's."""
    return slips.read_slip(code, mark, _WORDS)
