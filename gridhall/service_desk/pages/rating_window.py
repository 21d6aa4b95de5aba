"""请您评价: five faces on the second screen; what is chosen there is not shown to the clerk."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gridhall.qt.buttons import button
from gridhall.qt.labels import PlainLabel, label
from gridhall.qt.second_screen import SecondScreen, second_screen
from gridhall.qt.theme import current_theme
from gridhall.service_desk.labels import SATISFACTION
from gridhall.service_desk.rules.ratings import is_bad

WHYS = ("等候太久", "态度不好", "材料反复要", "流程不清楚", "没有办成", "其他")
_TONES = {1: "green_bar", 2: "green_bar", 3: "blue_bar", 4: "amber_bar", 5: "red_bar"}
_SMILES = {1: 1.0, 2: 0.5, 3: 0.0, 4: -0.5, 5: -1.0}
_WAIT_MS, _THANKS_MS = 60_000, 3_000  # nobody answers; thanks


class Said(NamedTuple):
    """What the visitor chose: 1 best … 5, why if it was bad, whether they may be called."""

    satisfaction: int
    words: str
    is_named: bool


class Face(QPushButton):
    """One grade: a face, its words, its digit."""

    def __init__(self, grade: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grade = grade
        self.setProperty("ownSize", True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{SATISFACTION[grade]}，按 {grade}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Large enough for a finger."""
        return QSize(140, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A circle with eyes and a mouth, the words and the digit below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current_theme()
        ink = theme.color(_TONES[self.grade])
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(QPen(ink if self.hasFocus() else theme.color("border"), 3))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box, 12, 12)
        side = min(box.width() * 0.62, box.height() * 0.5)
        middle = QPointF(box.center().x(), box.top() + box.height() * 0.36)
        _paint_face(painter, QRectF(-side / 2, -side / 2, side, side).translated(middle), self)
        self._paint_words(painter, box)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        theme = current_theme()
        px = max(16, round(min(box.width() / 6.0, box.height() * 0.11)))
        painter.setPen(theme.color("text"))
        painter.setFont(_font(px, bold=True))
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        top = box.top() + box.height() * 0.68
        words = QRectF(box.left(), top, box.width(), px * 1.5)
        painter.drawText(words, int(centred), SATISFACTION[self.grade])
        painter.setPen(theme.color("text2"))
        painter.setFont(_font(max(14, px * 3 // 4)))
        painter.drawText(words.translated(0, px * 1.6), int(centred), f"按 {self.grade}")


class RatingWindow(SecondScreen):
    """Asks once about one matter; `said` tells the answer, `closed` that nobody gave one."""

    said = Signal(object)  # Said

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, "rating", "请您评价", outlives_page=True)
        self.title = label("", wrap=True)
        self.faces = [Face(grade, self) for grade in SATISFACTION]
        self.why_title = label("哪里不满意？可以多选")
        self.whys = [QCheckBox(words) for words in WHYS]
        self.unnamed = QCheckBox("不留姓名（不回访）")
        self.send = button("提交评价", "Enter", "primary", "check")
        self.thanks = label("谢谢您，评价已收到", wrap=True)
        self._pages, self._grade = QStackedWidget(), 0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.close)
        self._lay_out()
        for face in self.faces:
            face.clicked.connect(lambda _=False, one=face: self.choose(one.grade))
        self.send.clicked.connect(self._send)

    def ask(self, matter: str) -> None:
        """Put the question about a matter; its name only, nothing of the person."""
        self._grade = 0
        self.title.setText(f"您对这次“{matter}”的服务满意吗？")
        for box in (*self.whys, self.unnamed):
            box.setChecked(False)
        self._show_page(0, _WAIT_MS)
        self.open_up()
        if second_screen(self.parentWidget()) is None:  # the screen is turned, its keys go with it
            self.raise_()
            self.activateWindow()
        self.setFocus()  # on no face: none is suggested

    def choose(self, grade: int) -> None:
        """A face was pressed: good ones are done, bad ones are asked why."""
        if self._pages.currentIndex() != 0:
            return
        self._grade = grade
        if is_bad(grade):
            self._show_page(1, _WAIT_MS)
            self.setFocus()
        else:
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 5 choose a face, or tick a reason; Enter sends."""
        digit = event.key() - Qt.Key.Key_0
        if 1 <= digit <= len(self.faces) and self._pages.currentIndex() == 0:
            self.choose(digit)
        elif 1 <= digit <= len(self.whys) and self._pages.currentIndex() == 1:
            self.whys[digit - 1].toggle()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._grade:
            self._send()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, in whatever light the program is."""
        QPainter(self).fillRect(self.rect(), current_theme().color("bg"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The question and the thanks are as large as the window allows."""
        super().resizeEvent(event)
        px = max(20, min(self.width() // 26, self.height() // 12))
        for words in (self.title, self.thanks, self.why_title):
            _enlarge(words, px)
        for box in (*self.whys, self.unnamed):
            _enlarge(box, max(16, px * 2 // 3))

    def _send(self) -> None:
        if self._pages.currentIndex() == 1:
            self._tell()

    def _tell(self) -> None:
        ticked = zip(WHYS, self.whys, strict=True)
        chosen = "、".join(words for words, box in ticked if box.isChecked())
        answer = Said(self._grade, chosen, not self.unnamed.isChecked())
        self._grade = 0
        self._show_page(2, _THANKS_MS)
        self.said.emit(answer)

    def _show_page(self, place: int, milliseconds: int) -> None:
        self._pages.setCurrentIndex(place)
        self._timer.start(milliseconds)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.thanks.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.title)
        column.addWidget(self._pages, 1)
        faces, row = QWidget(), QHBoxLayout()
        faces.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for face in self.faces:
            row.addWidget(face)
        for page in (faces, self._reasons(), self.thanks):
            self._pages.addWidget(page)

    def _reasons(self) -> QWidget:
        page, grid = QWidget(), QGridLayout()
        page.setLayout(grid)
        grid.setContentsMargins(40, 0, 40, 0)
        grid.setSpacing(14)
        grid.addWidget(self.why_title, 0, 0, 1, 2, Qt.AlignmentFlag.AlignTop)
        for place, box in enumerate(self.whys):
            box.setText(f"{place + 1}  {WHYS[place]}")
            grid.addWidget(box, 1 + place // 2, place % 2)
        grid.addWidget(self.unnamed, 4, 0)
        grid.addWidget(self.send, 4, 1, Qt.AlignmentFlag.AlignRight)
        for line in range(1, 5):
            grid.setRowStretch(line, 1)
        return page


def _paint_face(painter: QPainter, box: QRectF, face: Face) -> None:
    ink = current_theme().color(_TONES[face.grade])
    side = box.width()
    painter.setPen(QPen(ink, max(3.0, side / 22)))
    soft = QColor(ink)
    soft.setAlphaF(0.16 if face.underMouse() or face.hasFocus() else 0.06)
    painter.setBrush(soft)
    painter.drawEllipse(box)
    painter.setBrush(ink)
    for x in (0.33, 0.67):
        eye = QPointF(box.left() + side * x, box.top() + side * 0.38)
        painter.drawEllipse(eye, side / 28, side / 28)
    smile = _SMILES[face.grade]
    left, right = box.left() + side * 0.3, box.left() + side * 0.7
    y = box.top() + side * 0.66
    if not smile:
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        return
    deep = side * 0.18 * abs(smile)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    arc = QRectF(left, y - deep if smile > 0 else y, right - left, 2 * deep)
    painter.drawArc(arc, (200 if smile > 0 else 20) * 16, 140 * 16)


def _font(px: int, *, bold: bool = False) -> QFont:
    made = QFont(current_theme().font("base", bold))
    made.setPixelSize(px)
    return made


def _enlarge(widget: PlainLabel | QCheckBox, px: int) -> None:
    """By style sheet: the theme's own would win over a font set by hand."""
    widget.setStyleSheet(f"font-size: {px}px;")
