"""The same acceptance notice drawn by our form, a plain canvas, platypus and Qt."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from gridhall.core.resources import resource
from gridhall.pdf.business_form import (
    A4,
    BusinessForm,
    Closing,
    Qr,
    chinese_day,
    draw,
    draw_many,
    lay_out,
)
from gridhall.pdf.business_form import Table as List
from gridhall.pdf.fonts import SONG, SONG_BOLD
from gridhall.pdf.marks import MM, Box, Code, Mark, Ring, Rule, Style, Text, Trace
from gridhall.pdf.qr import Symbol, symbol

_NAMES: Final = (
    "张桂花",
    "李建国",
    "王淑芬",
    "阿依古丽·买买提",
    "欧阳明月",
    "赵䶮",
    "刘洋",
    "陈思",
)
_MATERIALS: Final = ("居民户口簿", "居民身份证", "不动产权证书", "户籍迁入申请表", "结婚证")
_FINE: Final = 1200  # Qt's dots an inch


def notice(number: int) -> BusinessForm:
    """A made-up acceptance notice (受理通知书) as the service desk issues it."""
    name, code = _NAMES[number % len(_NAMES)], f"SL1123-{number:03d}"
    rows = tuple((str(n), title, "原件", "1") for n, title in enumerate(_MATERIALS, start=1))
    return BusinessForm(
        title="受理通知书",
        number=f"龙腾受字〔2026〕第{number + 1:04d}号",
        addressee=name,
        paragraphs=(
            f"您于2026年11月{1 + number % 23}日提出的“户籍迁入登记”（购房落户）申请，"
            "材料齐全，我中心已予受理。办理期限为5个工作日，请于2026年12月1日17时前凭本通知书领取结果。",
        ),
        facts=(
            ("受理编号", code),
            ("办理事项", "户籍迁入登记（购房落户）"),
            ("申请人", f"{name}　证件号码 370686********{number % 10000:04d}"),
            ("联系电话", f"137****{number * 7 % 10000:04d}"),
            ("承诺办结日", "2026年12月1日"),
            ("承办窗口", "2号窗口　王芳"),
        ),
        table=List(("序号", "材料名称", "形式", "份数"), (1, 6.5, 2, 1.2), rows),
        closing=Closing(
            "龙腾社区党群服务中心",
            chinese_day(date(2026, 11, 24)),
            ("办事人签收：", "经办人：王芳（2号窗口）"),
        ),
        qr=Qr(f"GH:{code}", "到窗口扫码可查进度"),
        footnotes=("窗口电话 0535-000 0000　监督电话 0535-000 0001",),
        copies_note="一式两份：申请人一份，窗口存档一份。",
        anchor="存证 7f3a9c21 · 第 128 号",
    )


def timed(variant: str, together: bool, count: int) -> tuple[float, int, float]:
    """Seconds, bytes and megabytes added while the variant draws `count` notices."""
    forms = [notice(number) for number in range(count)]
    for form in forms:
        symbol(form.qr.payload if form.qr else "")
    prepare, draw_files = VARIANTS[variant]
    papers = prepare(forms)
    batches = [papers] if together else [[paper] for paper in papers]
    _written(draw_files([papers[:1]]))
    _written(draw_files(batches[: len(batches) // 10]))
    before, started = _resident_mb(), time.perf_counter()
    size = _written(draw_files(batches))
    return time.perf_counter() - started, size, _resident_mb() - before


def _written(files: Iterator[bytes]) -> int:
    return sum(map(len, files))


def _resident_mb() -> float:
    """This process's memory, 0 where the system does not say (Windows)."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * 4096 / 1e6 if statm.exists() else 0.0


def _draw_house(batches: Sequence[Sequence[BusinessForm]]) -> Iterator[bytes]:
    for batch in batches:
        yield draw(batch[0]) if len(batch) == 1 else draw_many(batch)


def _ready_marks(forms: Sequence[BusinessForm]) -> list[list[Mark]]:
    """Each notice's marks with their places on the page: the layout done beforehand."""
    _register()
    return [list(_placed(form)) for form in forms]


def _placed(form: BusinessForm) -> Iterator[Mark]:
    (page,) = lay_out(form)
    for top, block in page:
        for mark in (*block.fixed, *block.shared, *block.typed):
            if isinstance(mark, Rule):
                yield mark._replace(y=mark.y + top, to_y=mark.to_y + top)
            elif not isinstance(mark, Trace):  # no notice has one
                yield mark._replace(y=mark.y + top)


def _runs(code: Symbol) -> Iterator[tuple[int, int, int]]:
    """Column, row and length of each run of black modules."""
    digits = len(code.bits) // code.size
    for row in range(code.size):
        bits = f"{int(code.bits[row * digits : (row + 1) * digits], 16):0{digits * 4}b}"
        column = 0
        for run in bits.replace("01", "0 1").replace("10", "1 0").split():
            if run[0] == "1":
                yield column, row, len(run)
            column += len(run)


def _squares(mark: Code) -> list[tuple[float, float, float, float]]:
    """The code's runs as rectangles: left, top, width, height."""
    quiet = mark.symbol.quiet(mark.side)
    module = (mark.side - 2 * quiet) / mark.symbol.size
    x, y = mark.x + quiet, mark.y + quiet
    return [
        (x + column * module, y + row * module, length * module, module)
        for column, row, length in _runs(mark.symbol)
    ]


def _register() -> None:
    for name in (SONG, SONG_BOLD):
        pdfmetrics.registerFont(TTFont(name, resource("fonts", f"GridHall{name}.ttf")))


def _draw_canvas(batches: Sequence[Sequence[list[Mark]]]) -> Iterator[bytes]:
    for batch in batches:
        file = BytesIO()
        canvas = Canvas(file, pagesize=A4, invariant=1, pageCompression=1, initialFontName=SONG)
        for marks in batch:
            for mark in marks:
                _on_canvas(canvas, mark)
            canvas.showPage()
        canvas.save()
        yield file.getvalue()


def _on_canvas(canvas: Canvas, mark: Mark) -> None:
    top = A4[1]
    match mark:
        case Text():
            canvas.setFont(mark.style.font, mark.style.size)
            canvas.setFillGray(mark.style.gray)
            canvas.drawString(mark.x, top - mark.y, mark.text)
        case Rule():
            canvas.setLineWidth(mark.width)
            canvas.line(mark.x, top - mark.y, mark.to_x, top - mark.to_y)
        case Box():
            canvas.setLineWidth(mark.line)
            canvas.rect(mark.x, top - mark.y - mark.height, mark.width, mark.height)
        case Ring():
            canvas.setDash(1, 2)
            canvas.circle(mark.x, top - mark.y, mark.radius)
            canvas.setDash()
        case Code():
            canvas.setFillGray(0)
            path = canvas.beginPath()
            for x, y, width, height in _squares(mark):
                path.rect(x, top - y - height, width, height)
            canvas.drawPath(path, stroke=0, fill=1)


class _Drawn(Flowable):  # type: ignore[misc] # reportlab has no types
    """Marks that platypus has no flowable for: code and seal circle."""

    def __init__(self, marks: list[Mark]) -> None:
        super().__init__()
        self.width, self.height = 158 * MM, 45 * MM
        self._marks = marks

    def draw(self) -> None:
        """Draw the marks from the flowable's top left corner."""
        self.canv.translate(0, self.height - A4[1])
        for mark in self._marks:
            _on_canvas(self.canv, mark)


def _styles() -> dict[str, ParagraphStyle]:
    body = ParagraphStyle(
        "body", fontName=SONG, fontSize=14, leading=24, firstLineIndent=28, wordWrap="CJK"
    )
    plain = ParagraphStyle("plain", parent=body, firstLineIndent=0)
    small = ParagraphStyle("small", parent=plain, fontSize=10, leading=14)
    return {
        "body": body,
        "plain": plain,
        "small": small,
        "title": ParagraphStyle(
            "title", parent=plain, fontName=SONG_BOLD, fontSize=22, leading=33, alignment=TA_CENTER
        ),
        "number": ParagraphStyle(
            "number", parent=plain, fontSize=12, leading=16, alignment=TA_RIGHT
        ),
    }


def _story(form: BusinessForm, styles: dict[str, ParagraphStyle]) -> list[Any]:
    grid = [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("FONT", (0, 0), (-1, -1), SONG, 12),
        ("LEADING", (0, 0), (-1, -1), 16),
    ]
    listed = form.table or List((), (), ())
    side, code = 30 * MM, symbol(form.qr.payload if form.qr else "")
    drawn: list[Mark] = [Code(0, 0, side, code), Ring(117 * MM, 23 * MM, 22.5 * MM)]
    bottom = (form.qr.caption if form.qr else "", *form.closing.signers)
    return [
        Paragraph(escape(form.title), styles["title"]),
        Paragraph(escape(form.number), styles["number"]),
        HRFlowable(width="100%", thickness=0.8, color="black"),
        Paragraph(escape(form.addressee) + "：", styles["plain"]),
        *(Paragraph(escape(text), styles["body"]) for text in form.paragraphs),
        Table([list(fact) for fact in form.facts], [32 * MM, 126 * MM], style=grid),
        Spacer(1, 4 * MM),
        Table([listed.headings, *listed.rows], [15 * MM, 96 * MM, 29 * MM, 18 * MM], style=grid),
        Spacer(1, 4 * MM),
        _Drawn(drawn),
        *(Paragraph(escape(text), styles["small"]) for text in bottom),
        Paragraph(escape(form.closing.issuer), styles["number"]),
        Paragraph(escape(form.closing.day_text), styles["number"]),
        *(Paragraph(escape(n), styles["small"]) for n in (*form.footnotes, form.copies_note)),
        PageBreak(),
    ]


def _ready_forms(forms: Sequence[BusinessForm]) -> list[BusinessForm]:
    _register()
    return list(forms)


def _draw_platypus(batches: Sequence[Sequence[BusinessForm]]) -> Iterator[bytes]:
    styles = _styles()
    for batch in batches:
        file = BytesIO()
        template = SimpleDocTemplate(
            file, pagesize=A4, leftMargin=26 * MM, rightMargin=20 * MM, bottomMargin=12 * MM
        )
        template.build([part for form in batch for part in _story(form, styles)])
        yield file.getvalue()


def _ready_qt(forms: Sequence[BusinessForm]) -> list[list[Mark]]:
    if QGuiApplication.instance() is None:
        QGuiApplication([])
    for name in (SONG, SONG_BOLD):
        QFontDatabase.addApplicationFont(str(resource("fonts", f"GridHall{name}.ttf")))
    return [list(_placed(form)) for form in forms]


def _draw_qt(batches: Sequence[Sequence[list[Mark]]]) -> Iterator[bytes]:
    fonts: dict[Style, QFont] = {}
    for batch in batches:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        _qt_file(QPdfWriter(buffer), batch, fonts)
        yield bytes(buffer.data().data())


def _qt_file(writer: QPdfWriter, batch: Sequence[list[Mark]], fonts: dict[Style, QFont]) -> None:
    size, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    writer.setResolution(_FINE)
    writer.setPageLayout(QPageLayout(size, upright, QMarginsF()))
    painter = QPainter(writer)
    painter.scale(_FINE / 72, _FINE / 72)
    for number, marks in enumerate(batch):
        if number:
            writer.newPage()
        for mark in marks:
            _on_painter(painter, mark, fonts)
    painter.end()


def _on_painter(painter: QPainter, mark: Mark, fonts: dict[Style, QFont]) -> None:
    match mark:
        case Text():
            if mark.style not in fonts:
                fonts[mark.style] = _qt_font(mark.style.font, mark.style.size)
            painter.setFont(fonts[mark.style])
            painter.drawText(QPointF(mark.x, mark.y), mark.text)
        case Rule():
            painter.setPen(QPen(Qt.GlobalColor.black, mark.width))
            painter.drawLine(QPointF(mark.x, mark.y), QPointF(mark.to_x, mark.to_y))
        case Box():
            painter.setPen(QPen(Qt.GlobalColor.black, mark.line))
            painter.drawRect(QRectF(mark.x, mark.y, mark.width, mark.height))
        case Ring():
            painter.setPen(QPen(Qt.GlobalColor.gray, 0.4, Qt.PenStyle.DotLine))
            painter.drawEllipse(QPointF(mark.x, mark.y), mark.radius, mark.radius)
            painter.setPen(QPen(Qt.GlobalColor.black, 0.5))
        case Code():
            painter.setBrush(Qt.GlobalColor.black)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRects([QRectF(*square) for square in _squares(mark)])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(Qt.GlobalColor.black, 0.5))


def _qt_font(name: str, size: float) -> QFont:
    font = QFont("GridHall Song")
    font.setBold(name == SONG_BOLD)
    font.setPixelSize(round(size))
    return font


VARIANTS: Final[dict[str, tuple[Callable[..., list[Any]], Callable[..., Iterator[bytes]]]]] = {
    "house": (list, _draw_house),
    "canvas": (_ready_marks, _draw_canvas),
    "canvas_rl_accel": (_ready_marks, _draw_canvas),
    "platypus": (_ready_forms, _draw_platypus),
    "qt": (_ready_qt, _draw_qt),
}
