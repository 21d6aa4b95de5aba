"""照片与附件 of a record as thumbnails; added from files, looked at, described, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.photos.dialogs.kept import Kept, document_of, kept_in, kept_items
from gridhall.photos.dialogs.look import LookSheet, photo_page
from gridhall.photos.service import (
    AttachmentDraft,
    PhotoDraft,
    Shrunk,
    add_attachment,
    add_photo,
    describe_photo,
    read_attachment,
    read_photo,
    void_attachment,
    void_photo,
)
from gridhall.qt.ask import Question, ask_reason
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.theme import current_theme

_KINDS = "照片 (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.tiff)"
_THUMB = (168, 126)  # px at 100 %


@dataclass(frozen=True, slots=True)
class Album:
    """Whose photos: the table and id of the record, its words, and what they are of."""

    subject: str
    subject_id: int
    title: str
    stage: str = ""


class PhotoSheet(Sheet):
    """Alt+A adds photos, Alt+T a paper, Enter looks at one, F2 describes, Del withdraws."""

    def __init__(self, parent: QWidget | None, context: Context, album: Album) -> None:
        super().__init__(parent, "照片与附件", "visibility", (820, 600))
        self.say(album.title)
        self._context, self._album = context, album
        self.banner, self.list, self.caption = Banner(), QListWidget(), QLineEdit()
        self.empty = label(
            "还没有照片和附件。按 Alt+A 从 U 盘或文件夹里选照片，可以一次选几张；"
            "按 Alt+T 加扫描件（PDF）", "sub", wrap=True,
        )  # fmt: skip
        self.add_button = button("加照片…", "Alt+A", "", "add")
        self.paper_button = button("加附件…", "Alt+T", "", "description")
        self.look_button = button("放大看", "Enter", "", "zoom_in")
        self.void_button = button("撤下…", "Del", "", "remove")
        self.caption.setPlaceholderText("照片说明，例如 义诊现场；写完按 Enter")
        self.caption.setAccessibleName("照片说明")
        self.caption.setMaxLength(60)
        self.list.setAccessibleName("照片和附件")
        self._lay_out()
        self._connect()
        self.show_photos()

    def add(self) -> None:
        """加照片: files are chosen, made small behind the screen, then kept."""
        paths, _ = QFileDialog.getOpenFileNames(self, "选择照片", str(Path.home()), _KINDS)
        if paths:
            self.take_in([Path(one) for one in paths])

    def take_in(self, paths: Sequence[Path]) -> None:
        """Keep these files' pictures; one that is none is named, the others are kept."""
        self.banner.hide()
        self.add_button.setEnabled(False)

        def work(progress: Progress) -> tuple[list[Shrunk], list[str]]:
            found, refused = [], []
            for done, path in enumerate(paths, start=1):
                try:
                    found.append(read_photo(path))
                except UserError as error:
                    refused.append(f"第 {done} 张：{error}")
                progress.report(done, len(paths))
            return found, refused

        self._context.jobs.start(
            work,
            done=self._keep,
            failed=self._context.desk.show_error,
            finished=self._rested,
        )

    def _rested(self) -> None:
        """More can be added; where nothing was kept the focus is on that again."""
        self.add_button.setEnabled(True)
        if not self.list.count():
            self.add_button.setFocus()

    def add_paper(self) -> None:
        """加附件: a PDF is chosen, named, then kept."""
        path, _ = QFileDialog.getOpenFileName(self, "选择附件", str(Path.home()), "PDF (*.pdf)")
        if path:
            self.take_paper(Path(path))

    def take_paper(self, path: Path) -> None:
        """Keep this file as an attachment under a name that the clerk gives."""
        self.banner.hide()
        try:
            paper = read_attachment(path)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        asked = Question(
            f"收下这份附件（{paper.pages} 页）？", "只收页面，文件里藏着的别的内容不收。",
            "收下", "不收", reason="附件名称，例如 维修验收单",
        )  # fmt: skip
        title = ask_reason(self, asked)
        if title is None:
            return
        about, clerk = (self._album.subject, self._album.subject_id), self._context.clerk
        try:
            with self._context.db.write() as session:
                add_attachment(session, clerk, about, AttachmentDraft(paper, title))
        except UserError as error:
            self.banner.say("red", str(error))
        self.show_photos()
        self.list.setFocus()

    def look(self) -> None:
        """放大看 what is chosen."""
        kept = self._chosen()
        if kept is None:
            return
        with self._context.db.read() as session:
            found = document_of(session, kept)
        pdf = found if isinstance(found, bytes) else photo_page(found)
        LookSheet(self, self._album.title, kept.said, pdf).open()

    def describe(self) -> None:
        """Keep what is written under the chosen photo."""
        kept, said = self._chosen(), self.caption.text()
        if kept is None or kept.kind != "photo" or said == kept.said:
            return
        with self._context.db.write() as session:
            describe_photo(session, self._context.clerk, kept.id, said)
        self.show_photos(kept)

    def withdraw(self) -> None:
        """撤下 what is chosen."""
        kept = self._chosen()
        if kept is None:
            return
        what = "这张照片" if kept.kind == "photo" else "这份附件"
        why = ask_reason(
            self,
            Question(
                f"撤下{what}？", f"{what}会从文件里删去，撤下的人和原因留在操作记录里。",
                "撤下", "不撤下", reason="原因，例如 传错了", danger=True,
            ),
        )  # fmt: skip
        if why is None:
            return
        void = void_photo if kept.kind == "photo" else void_attachment
        with self._context.db.write() as session:
            void(session, self._context.clerk, kept.id, why)
        self.show_photos()

    def show_photos(self, chosen: Kept | None = None) -> None:
        """Read everything anew, this one chosen, or the last."""
        self.list.clear()
        with self._context.db.read() as session:
            for item in kept_items(session, self._album.subject, self._album.subject_id):
                self.list.addItem(item)
        many = self.list.count()
        self.empty.setVisible(not many)
        self.list.setVisible(bool(many))
        ids = [(one.kind, one.id) for one in map(kept_in, map(self.list.item, range(many))) if one]
        at = ids.index((chosen.kind, chosen.id)) if chosen is not None else many - 1
        self.list.setCurrentRow(at)
        self._follow()

    def _keep(self, read: tuple[list[Shrunk], list[str]]) -> None:
        found, refused = read
        about = (self._album.subject, self._album.subject_id)
        today, clerk = self._context.today(), self._context.clerk
        with self._context.db.write() as session:
            for one in found:
                add_photo(session, clerk, about, PhotoDraft(one, today, stage=self._album.stage))
        self.show_photos()
        self.list.setFocus()
        if refused:
            kept = f"其余 {len(found)} 张已存好。" if found else ""
            self.banner.say("amber", f"{'；'.join(refused)}。{kept}")

    def _chosen(self) -> Kept | None:
        return kept_in(self.list.currentItem())

    def _follow(self) -> None:
        kept = self._chosen()
        self.caption.setEnabled(kept is not None and kept.kind == "photo")
        self.void_button.setEnabled(kept is not None)
        self.look_button.setEnabled(kept is not None)
        self.caption.setText(kept.said if kept is not None else "")

    def _connect(self) -> None:
        self.add_button.bind_key().clicked.connect(self.add)
        self.paper_button.bind_key().clicked.connect(self.add_paper)
        self.look_button.clicked.connect(self.look)
        self.void_button.clicked.connect(self.withdraw)
        self.caption.editingFinished.connect(self.describe)
        self.list.currentRowChanged.connect(lambda _: self._follow())
        self.list.itemActivated.connect(lambda _: self.look())  # Enter, or a double click
        for keys, act in (("Del", self.withdraw), ("F2", self.caption.setFocus)):
            QShortcut(QKeySequence(keys), self.list, act, context=Qt.ShortcutContext.WidgetShortcut)

    def _lay_out(self) -> None:
        px = current_theme().px
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setIconSize(QSize(px(_THUMB[0]), px(_THUMB[1])))
        self.list.setGridSize(QSize(px(_THUMB[0] + 16), px(_THUMB[1] + 34)))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.caption, 1)
        row.addWidget(self.void_button)
        column.addWidget(self.banner)
        column.addWidget(self.empty, 1)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.set_body(body)
        leave = foot_button("看完了", "Esc", "primary")
        leave.clicked.connect(self.reject)
        self.set_foot([self.add_button, self.paper_button, self.look_button], [leave])
        self.first_focus = self.add_button
