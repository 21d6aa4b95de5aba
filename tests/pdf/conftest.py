"""A notice to draw, and a font with the two rarest characters, made on the spot."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from gridhall.pdf.business_form import BusinessForm, Closing, Qr, Table, chinese_day

NoticeMaker = Callable[..., BusinessForm]


@pytest.fixture
def notice() -> NoticeMaker:
    def make(name: str = "张桂花", materials: int = 4, **changed: Any) -> BusinessForm:
        rows = tuple((str(n), f"第{n}种材料", "原件", "1") for n in range(1, materials + 1))
        parts: dict[str, Any] = {
            "title": "受理通知书",
            "number": "龙腾受字〔2026〕第0001号",
            "addressee": name,
            "paragraphs": ("您于2026年11月23日提出的申请，材料齐全，我中心已予受理。" * 3,),
            "facts": (("受理编号", "SL1123-015"), ("申请人", name), ("联系电话", "137****5521")),
            "table": Table(("序号", "材料名称", "形式", "份数"), (1, 6.5, 2, 1.2), rows),
            "closing": Closing(
                "龙腾社区党群服务中心",
                chinese_day(date(2026, 2, 5)),
                ("办事人签收：", "经办人：王芳（2号窗口）"),
            ),
            "qr": Qr("GH:SL1123-015", "到窗口扫码可查进度"),
            "footnotes": ("窗口电话 0535-000 0000",),
            "copies_note": "一式两份：申请人一份，窗口存档一份。",
            "anchor": "存证 7f3a9c21",
        }
        return BusinessForm(**(parts | changed))

    return make


def _glyph(outline: list[tuple[int, int]]) -> Any:
    pen = TTGlyphPen(None)
    pen.moveTo(outline[0])
    for corner in outline[1:]:
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def _composite(glyphs: dict[str, Any]) -> Any:
    pen = TTGlyphPen(glyphs)
    pen.addComponent("part", (1, 0, 0, 1, 40, 0))
    pen.addComponent("low", (0.5, 0, 0, 0.5, 0, 600))
    return pen.glyph()


@pytest.fixture(scope="session")
def rare_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A font with 𠮷 and 𰻝 in units of 2048, the second composed of two parts."""
    builder = FontBuilder(2048, isTTF=True)
    glyphs: dict[str, Any] = {
        ".notdef": TTGlyphPen(None).glyph(),
        "part": _glyph([(100, 0), (100, 900), (900, 900), (900, 0)]),
        "unused": _glyph([(0, 0), (0, 70), (70, 70)]),
        "low": _glyph([(0, 0), (0, 500), (2000, 500), (2000, 0)]),
    }
    glyphs["ji"] = _glyph([(200, 0), (200, 1700), (1800, 1700), (1800, 0)])
    glyphs["biang"] = _composite(glyphs)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({0x20BB7: "ji", 0x30EDD: "biang"})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (2048, 0) for name in glyphs})
    builder.setupHorizontalHeader(ascent=1800, descent=-248)
    builder.setupNameTable({"familyName": "Rare", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    path = tmp_path_factory.mktemp("pack") / "RarePack.ttf"
    builder.save(path)
    return path
