"""A photo or an attachment as large as the window allows (看照片、看附件)."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.pdf.marks import Block
from gridhall.pdf.marks import Picture as PictureMark
from gridhall.pdf.page import About
from gridhall.pdf.page import Sheet as PdfSheet
from gridhall.photos.queries import Picture
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label
from gridhall.qt.leaves import Leaves
from gridhall.qt.rendering import Pages

_KEYS = "Ctrl+= 放大 · Ctrl+- 缩小 · Ctrl+9 页宽 · Ctrl+0 整页"


class LookSheet(Sheet):
    """One document to look at; nothing can be changed here."""

    def __init__(self, parent: QWidget | None, title: str, said: str, pdf: bytes) -> None:
        super().__init__(parent, title, "visibility", (1180, 980))
        self.say(said)
        self.leaves = Leaves()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.leaves)
        self.set_body(body)
        leave = foot_button("看完了", "Esc", "primary")
        leave.clicked.connect(self.reject)
        self.set_foot([label(_KEYS, "meta")], [leave])
        self.first_focus = leave
        for keys, act in (
            ("Ctrl+=", lambda: self.leaves.step(1)),
            ("Ctrl+-", lambda: self.leaves.step(-1)),
            ("Ctrl+9", self.leaves.fit_width),
            ("Ctrl+0", self.leaves.fit_page),
        ):
            QShortcut(QKeySequence(keys), self, act)
        self.leaves.show_pages(Pages(pdf))


def photo_page(picture: Picture) -> bytes:
    """A photo as a page of its own size, so that it is looked at like any paper."""
    row = picture.row
    size = (float(row.width), float(row.height))
    made = PdfSheet(size, About("照片", "网格厅"))
    mark = PictureMark(0, 0, *size, picture.jpeg, (row.width, row.height))
    made.add([(0.0, Block(size[1], (mark,)))])
    return made.finish()
