"""督办函 drawn by our official sheet and by reportlab's platypus: the same two pages each.

Both break lines, lay out and draw the same words with the same fonts, one file for each letter, as
letters are issued. Platypus gets the type area as frames and the red head as page templates.
"""

from collections.abc import Iterator
from functools import cache
from html import escape
from io import BytesIO
from typing import Any, Final

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
)

from gridhall.core.resources import resource
from gridhall.pdf.fonts import HEI, SONG, SONG_BOLD
from gridhall.pdf.marks import MM
from gridhall.pdf.official import OfficialLetter, draw
from gridhall.pdf.official.text import heading_of
from gridhall.pdf.page import A4

_OWNERS: Final = ("县住房和城乡建设局", "县城市管理局", "县水务局", "金泰物业服务有限公司")
_WHERE: Final = ("金泰小区", "御景小区", "翰林苑", "桂花园", "滨河花园", "老机床厂宿舍", "东风里")
_WHAT: Final = (
    "下水道反复堵塞，污水外溢到楼道",
    "路灯长期不亮，夜间出行不便",
    "电梯频繁故障，困人两次",
    "消防通道被私家车占用",
    "外墙脱落，砸坏停放的车辆",
)
_INDENT: Final = 32.0


def letter(number: int) -> OfficialLetter:
    """A made-up 督办函 as the ledger issues it."""
    where, what = _WHERE[number % len(_WHERE)], _WHAT[number % len(_WHAT)]
    owner, late = _OWNERS[number % len(_OWNERS)], 1 + number % 40
    matter = f"{where}{1 + number % 30}号楼{what.split('，')[0]}"
    return OfficialLetter(
        head="龙腾社区党群服务中心",
        number=f"龙腾督〔2026〕{number + 1}号",
        title=f"关于督促办理{matter}问题的函",
        addressee=owner,
        paragraphs=(
            "一、问题情况",
            f"2026年11月2日，我单位收到居民反映（走访）的“{matter}”问题"
            f"（编号：哨〔2026〕{number + 1:04}），地点为{where}。",
            f"具体情况：{what}，居民已多次反映，邻里意见较大，迟迟没有得到解决。",
            "二、办理经过",
            f"2026年11月2日分派{owner}办理，2026年11月2日吹哨，应于2026年11月3日前报到而尚未报到，"
            f"办理期限为2026年11月16日。截至2026年11月24日，已超过办理期限{late}天，问题尚未解决。",
            "三、督办要求",
            "请贵单位明确责任人和完成时限，抓紧办理，办结后附整改照片等凭据。"
            "请于2026年12月1日前将办理情况书面函复我单位。",
            "特此函告。",
        ),
        issuer="龙腾社区党群服务中心",
        day_text="2026年11月24日",
        contact="联系电话：0536-8888888",
        anchor=f"{number} 7f3a9c21",
    )


def ours(count: int) -> int:
    """Draw so many letters, one file each; bytes written."""
    return sum(len(draw(letter(number))) for number in range(count))


def platypus(count: int) -> int:
    """The same by platypus."""
    return sum(map(len, platypus_letters(count)))


def platypus_letters(count: int) -> Iterator[bytes]:
    """Each letter as platypus draws it."""
    _register()
    styles = _styles()
    for number in range(count):
        said, file = letter(number), BytesIO()
        template = BaseDocTemplate(file, pagesize=A4, invariant=1, initialFontName=SONG)
        template.addPageTemplates(_templates(said))
        template.build(_story(said, styles))
        yield file.getvalue()


@cache
def _register() -> None:
    for name in (SONG, SONG_BOLD, HEI):
        pdfmetrics.registerFont(TTFont(name, resource("fonts", f"GridHall{name}.ttf")))


def _templates(said: OfficialLetter) -> list[PageTemplate]:
    """The first page under its red head, the later ones with their numbers."""
    margins = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    low, width = A4[1] - 262 * MM, 28 * 16.0
    first = Frame(28 * MM, low, width, 207 * MM, id="first", **margins)
    later = Frame(28 * MM, low, width, 225 * MM, id="later", **margins)

    def head(canvas: Canvas, _template: BaseDocTemplate) -> None:
        canvas.setFillColorRGB(0.8, 0.05, 0.05)
        canvas.setStrokeColorRGB(0.8, 0.05, 0.05)
        canvas.setFont(SONG_BOLD, 44)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 44 * MM, said.head)
        for y, line in ((49, 2.2), (50, 0.8), (276, 0.8), (277, 2.2)):
            canvas.setLineWidth(line)
            canvas.line(20 * MM, A4[1] - y * MM, 190 * MM, A4[1] - y * MM)

    def foot(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.setFont(SONG, 14)
        words = f"— {template.page} —"
        if template.page % 2:
            canvas.drawRightString(184 * MM - 14, A4[1] - 270 * MM, words)
        else:
            canvas.drawString(28 * MM + 14, A4[1] - 270 * MM, words)

    return [
        PageTemplate("first", [first], onPage=head, autoNextPageTemplate="later"),
        PageTemplate("later", [later], onPage=foot),
    ]


def _styles() -> dict[str, ParagraphStyle]:
    body = ParagraphStyle(
        "body", fontName=SONG, fontSize=16, leading=28.95, firstLineIndent=_INDENT, wordWrap="CJK"
    )
    plain = ParagraphStyle("plain", parent=body, firstLineIndent=0)
    return {
        "body": body,
        "plain": plain,
        "heading": ParagraphStyle("heading", parent=body, fontName=HEI),
        "number": ParagraphStyle("number", parent=plain, alignment=TA_RIGHT),
        "title": ParagraphStyle(
            "title", parent=plain, fontName=SONG_BOLD, fontSize=22, leading=34, alignment=TA_CENTER
        ),
        "signed": ParagraphStyle("signed", parent=plain, alignment=TA_RIGHT, rightIndent=64),
    }


def _story(said: OfficialLetter, styles: dict[str, ParagraphStyle]) -> list[Any]:
    def shown(text: str, style: str) -> Paragraph:
        return Paragraph(escape(text), styles[style])

    return [
        NextPageTemplate("later"),
        shown(said.number, "number"),
        Spacer(1, 2 * 28.95),
        shown(said.title, "title"),
        Spacer(1, 28.95),
        shown(f"{said.addressee}：", "plain"),
        *(shown(one, "heading" if heading_of(one).words else "body") for one in said.paragraphs),
        Spacer(1, 2 * 28.95),
        shown(said.issuer, "signed"),
        shown(said.day_text, "signed"),
        shown(f"（{said.contact}）", "body"),
    ]
