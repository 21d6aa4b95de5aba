"""WCAG 2.x contrast of every pair of colours the design puts together, light and dark."""

import pytest

from gridhall.qt.tokens import SCALES, SIZES, TOKENS, Mode

TEXT, LINE = 4.5, 3.0
PAIRS = [
    *((ink, ground, TEXT) for ink in ("text", "text2", "text3") for ground in ("surface", "bg")),
    ("text3", "surface2", TEXT),
    ("primary", "surface", TEXT), ("primary", "bg", TEXT), ("primary", "primary_soft", TEXT),
    ("on_primary", "primary", TEXT), ("on_primary", "primary_hover", TEXT),
    ("text", "primary_soft", TEXT), ("text", "sel", TEXT), ("text2", "sel", TEXT),
    ("on_header", "header", TEXT), ("on_header2", "header", TEXT), ("header_key", "header", LINE),
    ("border_strong", "surface", LINE), ("border_strong", "bg", LINE),
    ("focus", "surface", LINE), ("focus", "bg", LINE),
    ("disabled_text", "surface", LINE), ("brand", "surface", LINE),
    ("red_fg", "red_bg", TEXT), ("red_fg", "surface", TEXT), ("red_bar", "surface", LINE),
    ("amber_fg", "amber_bg", TEXT), ("amber_fg", "surface", TEXT), ("amber_bar", "surface", LINE),
    ("green_fg", "green_bg", TEXT), ("green_fg", "surface", TEXT), ("green_bar", "surface", LINE),
    ("purple_fg", "purple_bg", TEXT), ("purple_bar", "surface", LINE),
    ("blue_fg", "blue_bg", TEXT), ("blue_bar", "surface", LINE),
    ("grey_fg", "grey_bg", TEXT), ("grey_bar", "surface", LINE),
    ("on_red", "red_solid", TEXT), ("on_toast", "toast", TEXT), ("toast_link", "toast", TEXT),
]  # fmt: skip


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_a_pair_can_be_read(mode: Mode, ink: str, ground: str, least: float) -> None:
    tokens = TOKENS[mode]
    assert _contrast(tokens[ink], tokens[ground]) >= least


def test_both_modes_name_the_same_tokens() -> None:
    assert TOKENS[Mode.LIGHT].keys() == TOKENS[Mode.DARK].keys()


def test_nothing_is_smaller_than_twelve() -> None:
    assert min(SIZES.values()) == 12
    assert SCALES == (100, 125, 150, 175, 200)
