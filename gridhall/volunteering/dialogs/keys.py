"""签名密钥与作废清单: what signs here, whose certificates can be checked, the file that travels."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from gridhall.core.errors import UserError
from gridhall.db.storage import replace_file
from gridhall.hall.dialogs.telling import TellingSheet
from gridhall.qt.ask import Question, ask
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.labels import label
from gridhall.qt.table import RowsModel, Table
from gridhall.volunteering.columns.certificates import KEYS, NO_LICENCE
from gridhall.volunteering.queries import keys as queries
from gridhall.volunteering.rules.key_files import LARGEST, SUFFIX, fingerprint
from gridhall.volunteering.service.keys import next_rotation, rotate_key
from gridhall.volunteering.service.revocations import Offer, export_keys, import_keys, look_at

AskPath = Callable[[QWidget], str]  # "" if left
_FILES = f"密钥文件 (*{SUFFIX})"


class KeysSheet(TellingSheet):
    """Keys of this hall and of others; nothing is ever taken off the list."""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None = None,
        ask_out: AskPath | None = None,
        ask_in: AskPath | None = None,
    ) -> None:
        super().__init__(context, parent, ("签名密钥与作废清单", "key"), (980, 560))
        self._ask_out, self._ask_in = ask_out or _ask_out, ask_in or _ask_in
        self.table, self.counted = Table(), label("", "sub", wrap=True)
        self.model = RowsModel(KEYS, self)
        self._lay_out()
        self.refresh()
        self.first_focus = self.table

    def refresh(self) -> None:
        """Every key, and how many numbers are known to be void."""
        with self.context.db.read() as session:
            rows = queries.keys(session)
            own, theirs = len(queries.own_void(session)), len(queries.revocations(session))
        self.model.show_rows(rows)
        said = f"本厅已作废 {own} 份；从别的单位的作废清单里知道 {theirs} 份"
        if not any(row.is_own for row in rows):
            said = f"还没有签名密钥，出第一份证明时自动制作。{said}"
        self.counted.setText(said)
        old = [row for row in rows if row.is_own and row.valid_to is None]
        if old and next_rotation(old[0]) <= self.context.today():
            self.strip.say("amber", "签名密钥已用满一年，请管理员更换；旧证明照样能验")

    def rotate(self) -> None:
        """更换签名密钥: the old public key stays, and what it signed."""
        question = Question(
            "更换签名密钥",
            "从今天起用新密钥签名？",
            "更换",
            "不换",
            "旧证明照样能验。换好以后请重新导出密钥文件，交给要核验的单位。",
        )
        if ask(self, question):
            self.attempt(self._rotate)

    def export(self) -> None:
        """Public keys and voided numbers, as a file that can be handed on."""
        path = self._ask_out(self)
        if path:
            self.attempt(lambda: self._export(Path(path)))

    def take_in(self) -> None:
        """Another hall's file; a new key only when its fingerprint was compared."""
        path = self._ask_in(self)
        if path:
            self.attempt(lambda: self._take_in(_read(Path(path))))

    def _rotate(self) -> None:
        context = self.context
        with context.db.write() as session:
            made = rotate_key(session, context.clerk, context.today())
        self.refresh()
        self.tell(f"已更换，新指纹 {fingerprint(made.public)}。请重新导出密钥文件交给各单位")

    def _export(self, path: Path) -> None:
        context = self.context
        with context.db.write() as session:
            data = export_keys(session, context.clerk, context.today())
            own = queries.own_keys(session)[0].row
        try:
            replace_file(path if path.suffix else path.with_suffix(SUFFIX), data)
        except OSError as error:
            raise UserError(f"“{path.name}”写不进去，请换一个文件夹或 U 盘") from error
        self.refresh()
        self.tell(f"已导出。请打电话把指纹告诉对方：{fingerprint(own.public)}")

    def _take_in(self, data: bytes) -> None:
        context = self.context
        with context.db.read() as session:
            offer = look_at(session, data)
        if offer.needs_confirming and not offer.is_own and not ask(self, _confirm(offer)):
            return
        with context.db.write() as session:
            taken = import_keys(session, context.clerk, data, offer.fingerprints)
        self.refresh()
        self.tell(f"{taken.issuer}：新公钥 {taken.keys} 把，新作废 {taken.revoked} 份")

    def _lay_out(self) -> None:
        self.table.setProperty("rowPx", 46)
        self.table.setModel(self.model)
        self.table.setAccessibleName("密钥")
        self.rotate_button = foot_button("更换签名密钥…", "", "", "key")
        self.export_button = foot_button("导出密钥文件…", "Alt+E", "", "upload_file")
        self.import_button = foot_button("导入密钥文件…", "Alt+I", "", "download")
        leave = foot_button("关闭", "Esc")
        for made, act in (
            (self.rotate_button, self.rotate),
            (self.export_button, self.export),
            (self.import_button, self.take_in),
            (leave, self.reject),
        ):
            made.clicked.connect(act)
        self.close_button.hide()
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.counted)
        self.body.addWidget(label(NO_LICENCE, "meta", wrap=True))
        self.set_foot([self.rotate_button], [self.export_button, self.import_button, leave])


def _confirm(offer: Offer) -> Question:
    prints = "\n".join(offer.fingerprints)
    said = f"文件作于 {offer.made_on}，另有作废 {offer.revoked} 份"
    return Question(
        "核对指纹",
        f"请打电话向“{offer.issuer}”核对指纹，一致才能导入",
        "指纹一致，导入",
        "不导入",
        "\n".join(filter(None, (offer.doubt, prints, said))),
        danger=True,
    )


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise UserError(f"“{path.name}”打不开，请核对文件") from error


def _ask_out(parent: QWidget) -> str:
    chosen: Any = QFileDialog.getSaveFileName(parent, "导出密钥文件", f"本厅公钥{SUFFIX}", _FILES)
    return str(chosen[0])


def _ask_in(parent: QWidget) -> str:
    chosen: Any = QFileDialog.getOpenFileName(parent, "导入密钥文件", "", _FILES)
    return str(chosen[0])
