"""Official papers (公文) by GB/T 9704-2012: letters, notices with a red head, minutes.

`draw(OfficialLetter(...))`: 信函格式; `OfficialNotice`: general form; `OfficialMinutes`: 纪要. Type
area 156 x 225 mm, 22 lines of 28 characters. What is red is the paper's form, left out on sheets
that have it printed (套打). No seal is drawn: a circle of 45 mm is kept clear for it.
"""

from gridhall.pdf.official.measures import STAND_INS
from gridhall.pdf.official.pages import draw, draw_many, lay_out
from gridhall.pdf.official.parts import (
    AnyOfficial,
    Decision,
    OfficialLetter,
    OfficialMinutes,
    OfficialNotice,
    Roll,
)

__all__ = [
    "STAND_INS",
    "AnyOfficial",
    "Decision",
    "OfficialLetter",
    "OfficialMinutes",
    "OfficialNotice",
    "Roll",
    "draw",
    "draw_many",
    "lay_out",
]
