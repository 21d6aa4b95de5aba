"""The sign-in desk: who came, who left, who did not come, what stood on the paper sheet."""

from gridhall.volunteering.service.attendance.absence import excuse, no_show, substitute, void
from gridhall.volunteering.service.attendance.noting import Mark
from gridhall.volunteering.service.attendance.sheet import (
    SheetLine,
    evaluate,
    mark_unpaid,
    type_sheet,
)
from gridhall.volunteering.service.attendance.signing import sign_in, sign_out, walk_in

__all__ = [
    "Mark",
    "SheetLine",
    "evaluate",
    "excuse",
    "mark_unpaid",
    "no_show",
    "sign_in",
    "sign_out",
    "substitute",
    "type_sheet",
    "void",
    "walk_in",
]
