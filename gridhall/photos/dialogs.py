"""照片: the photos of a record as thumbnails; added from files, described, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.photos.queries import Picture, pictures_of
from gridhall.photos.service import (
    PhotoDraft,
    Shrunk,
    add_photo,
    describe_photo,
    read_photo,
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
_ID = Qt.ItemDataRole.UserRole
_THUMB = (168, 126)  # px at 100 %


@dataclass(frozen=True, slots=True)
class Album:
    """Whose photos: the table and id of the record, its words, and what they are of."""

    subject: str
    subject_id: int
    title: str
    stage: str = ""


class PhotoSheet(Sheet):
    """Alt+A adds, F2 describes, Del withdraws with a reason."""

    def __init__(self, parent: QWidget | None, context: Context, album: Album) -> None:
        super().__init__(parent, "照片", "visibility", (820, 600))
        self.say(album.title)
        self._context, self._album = context, album
        self.banner, self.list, self.caption = Banner(), QListWidget(), QLineEdit()
        self.empty = label("还没有照片。按 Alt+A 从 U 盘或文件夹里选，可以一次选几张", "sub")
        self.add_button = button("加照片…", "Alt+A", "", "add")
        self.void_button = button("撤下…", "Del", "", "remove")
        self.caption.setPlaceholderText("照片说明，例如 义诊现场；写完按 Enter")
        self.caption.setAccessibleName("照片说明")
        self.caption.setMaxLength(60)
        self.list.setAccessibleName("照片")
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
            finished=lambda: self.add_button.setEnabled(True),
        )

    def describe(self) -> None:
        """Keep what is written under the chosen photo."""
        item, said = self.list.currentItem(), self.caption.text()
        if item is None or said == item.data(_ID + 1):
            return
        photo_id = int(item.data(_ID))
        with self._context.db.write() as session:
            describe_photo(session, self._context.clerk, photo_id, said)
        self.show_photos(photo_id)

    def withdraw(self) -> None:
        """撤下 the chosen photo."""
        photo_id = self._chosen()
        if photo_id is None:
            return
        why = ask_reason(
            self,
            Question(
                "撤下这张照片？", "照片会从文件里删去，撤下的人和原因留在操作记录里。",
                "撤下", "不撤下", reason="原因，例如 传错了", danger=True,
            ),
        )  # fmt: skip
        if why is None:
            return
        with self._context.db.write() as session:
            void_photo(session, self._context.clerk, photo_id, why)
        self.show_photos()

    def show_photos(self, chosen: int | None = None) -> None:
        """Read the photos anew, this one chosen."""
        with self._context.db.read() as session:
            found = pictures_of(session, self._album.subject, self._album.subject_id)
        self.list.clear()
        for picture in found:
            self.list.addItem(_item(picture))
        self.empty.setVisible(not found)
        self.list.setVisible(bool(found))
        ids = [picture.row.id for picture in found]
        if ids:
            self.list.setCurrentRow(ids.index(chosen) if chosen in ids else len(ids) - 1)
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

    def _chosen(self) -> int | None:
        item = self.list.currentItem()
        return int(item.data(_ID)) if item is not None else None

    def _follow(self) -> None:
        item = self.list.currentItem()
        self.caption.setEnabled(item is not None)
        self.void_button.setEnabled(item is not None)
        self.caption.setText(item.data(_ID + 1) if item is not None else "")

    def _connect(self) -> None:
        self.add_button.bind_key().clicked.connect(self.add)
        self.void_button.clicked.connect(self.withdraw)
        self.caption.editingFinished.connect(self.describe)
        self.list.currentRowChanged.connect(lambda _: self._follow())
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
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.set_body(body)
        leave = foot_button("看完了", "Esc", "primary")
        leave.clicked.connect(self.reject)
        self.set_foot([self.add_button], [leave])
        self.first_focus = self.add_button


def _item(picture: Picture) -> QListWidgetItem:
    """A thumbnail with its caption; plain text."""
    pixmap = QPixmap()
    pixmap.loadFromData(picture.jpeg)
    row = picture.row
    item = QListWidgetItem(QIcon(pixmap), row.caption or f"{row.taken_on}")
    item.setData(_ID, row.id)
    item.setData(_ID + 1, row.caption)
    return item
