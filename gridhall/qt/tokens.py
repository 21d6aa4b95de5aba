"""Design tokens: every colour and size on the screen comes from here, light and dark."""

from collections.abc import Mapping
from enum import StrEnum


class Mode(StrEnum):
    """The two faces of the program: 浅色, 深色."""

    LIGHT = "light"
    DARK = "dark"


SCALES = (100, 125, 150, 175, 200)  # font scale, per cent

# Type roles, px at 100 % (96 dpi); nothing is smaller than 12.
SIZES: Mapping[str, int] = {
    "xs": 12, "sm": 13, "base": 14, "md": 16, "lg": 18, "xl": 22, "num": 28, "clock": 44,
}  # fmt: skip

CONTROL = 34  # px: inputs, buttons, table head, plain rows
ROW_PLAIN, ROW_TWO_LINE, ROW_RESULT, ROW_ROSTER = 34, 46, 50, 58
HEADER, STATUS_BAR, CHIP = 52, 26, 20

STATUS_TONES = ("red", "amber", "green", "purple", "blue", "grey")

_LIGHT = """
bg #EEF1F5  surface #FFFFFF  surface2 #F6F8FA  surface3 #E9EDF2
border #D6DCE4  border_strong #7B8593
text #1A222D  text2 #465160  text3 #5F6B7A  disabled_text #8A94A1  disabled_bg #EDF0F3
primary #175CA8  primary_hover #124B8A  primary_press #0E3C70
primary_soft #E4EEF9  primary_line #9DC1E8  on_primary #FFFFFF  focus #175CA8
header #16304D  header2 #214267  header_field #244669
on_header #FFFFFF  on_header2 #C3D0DF  header_key #8FA6BF
brand #C62828  on_brand #FFFFFF
red_fg #A61B14  red_bg #FDEBE9  red_bar #D3291E  red_line #F2B8B3  red_solid #C5221F  on_red #FFFFFF
amber_fg #8A4600  amber_bg #FFF1DC  amber_bar #D07500  amber_line #F0C88A
green_fg #1B6B3C  green_bg #E5F4EA  green_bar #2E8B57  green_line #A9D8BA
purple_fg #5F35A0  purple_bg #F1EBFA  purple_bar #7E57C2  purple_line #CDBBEA
blue_fg #0F4C91  blue_bg #E4EEF9  blue_bar #2A78C8  blue_line #A9CBEE
grey_fg #4A5563  grey_bg #ECEFF3  grey_bar #7D8896  grey_line #CCD3DB
sel #D9E8F8  sel_text #1A222D  hover #F0F5FA  zebra #F8FAFC
toast #22303F  on_toast #FFFFFF  toast_link #9CCBFF
"""

_DARK = """
bg #11161C  surface #1A2129  surface2 #202933  surface3 #2A343F
border #35414E  border_strong #77879A
text #E7ECF2  text2 #B6C1CD  text3 #97A4B3  disabled_text #6C7887  disabled_bg #232C36
primary #7DB4EE  primary_hover #9AC6F5  primary_press #B5D6F9
primary_soft #1E3550  primary_line #3F6A99  on_primary #0C1A2A  focus #8CC0F7
header #0C1219  header2 #1D2935  header_field #1C2733
on_header #F2F6FA  on_header2 #A9B8C8  header_key #75889D
brand #D9453F  on_brand #FFFFFF
red_fg #FFA49D  red_bg #45201E  red_bar #F2685F  red_line #7C3A36  red_solid #F28B82  on_red #2A0B09
amber_fg #FFC878  amber_bg #40300F  amber_bar #F0A33A  amber_line #6F5520
green_fg #8FD9AA  green_bg #17372A  green_bar #4CB57A  green_line #2C5F47
purple_fg #CDB5F7  purple_bg #2F2547  purple_bar #9C7BE0  purple_line #534277
blue_fg #A4CCF7  blue_bg #1B3350  blue_bar #4F97E0  blue_line #33577F
grey_fg #BAC4CF  grey_bg #2A343F  grey_bar #8492A1  grey_line #44515E
sel #24415F  sel_text #F2F6FA  hover #222C37  zebra #1D252E
toast #DDE5EE  on_toast #16202B  toast_link #0F4C91
"""


def _table(text: str) -> Mapping[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


TOKENS: Mapping[Mode, Mapping[str, str]] = {Mode.LIGHT: _table(_LIGHT), Mode.DARK: _table(_DARK)}
