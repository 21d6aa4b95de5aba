"""核验: paste or scan a code, or choose a PDF; the verdict, and what is to be compared."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.exchange.dialogs.work import Doing
from gridhall.exchange.dialogs.working import WorkingSheet
from gridhall.organisation.pages.side import FactsPart
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.scaling import refit
from gridhall.volunteering.columns.certificates import (
    NO_LICENCE,
    VERDICT_TONES,
    verdict_facts,
)
from gridhall.volunteering.queries.certificates import Verdict, verify

_SETTLE_MS = 250
_MOST = 6  # pages of a file that are told one by one
_GLYPHS = {
    "genuine": "check_circle-fill",
    "forged": "error-fill",
    "void": "cancel-fill",
    "unknown-issuer": "help",
}
AskFile = Callable[[QWidget], str]


class VerifySheet(WorkingSheet):
    """The box takes what a hand scanner types; the verdict follows by itself."""

    def __init__(
        self, context: Context, parent: QWidget | None = None, ask_file: AskFile | None = None
    ) -> None:
        super().__init__(context, parent, ("核验志愿服务证明", "qr_code_scanner"), (720, 620))
        self._ask_file = ask_file or _ask_file
        self.code, self.verdict, self.facts = QLineEdit(), Banner(), FactsPart()
        self.found: Verdict | None = None
        self.pages = label("", "sub", wrap=True)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._lay_out()
        self._connect()
        self.first_focus = self.code

    def check(self) -> None:
        """The verdict on what stands in the box."""
        self._settle.stop()
        text = self.code.text().strip()
        if not text:
            self._clear()
            return
        with self.context.db.read() as session:
            self.show_verdict(verify(session, text))
        self.code.selectAll()

    def scanned(self, text: str) -> bool:
        """What a hand scanner sent while this is open, wherever the focus is."""
        self.code.setText(text)
        self.check()
        return True

    def choose_file(self) -> None:
        """A certificate's PDF, or a scan that was saved as one."""
        path = self._ask_file(self)
        if path and not self.busy:
            self.read(Path(path))

    def read(self, path: Path) -> None:
        """Read the codes of a file on the worker."""
        db = self.context.db

        def work(_: Progress) -> list[Verdict]:
            from gridhall.volunteering.documents.certificate_reading import (
                page_contradicts,
                read_pages,
            )

            found = []
            for page in read_pages(_bytes(path)):
                with db.read() as session:
                    one = verify(session, page.code)
                if one.verdict in ("genuine", "void") and page_contradicts(page.words, one):
                    said = "伪：二维码是真的，但纸上的编号、姓名、时长或日期与二维码不一致"
                    one = replace(one, verdict="forged", sentence=said)
                found.append(one)
            return found

        self._clear()
        doing = Doing("正在读二维码", "页", 1, "文件只读取，不改动", "已停下，没有核验")
        self.run(doing, work, self._take)

    def show_verdict(self, found: Verdict) -> None:
        """Say it in words, with its colour and icon, and what is to be compared."""
        self.found = found
        tone = VERDICT_TONES[found.verdict]
        self.verdict.say(tone, found.sentence, glyph=_GLYPHS[found.verdict])
        self.facts.show_facts(verdict_facts(found))
        refit(self)

    def _take(self, found: Sequence[Verdict]) -> None:
        if not found:
            self.show_verdict(Verdict("forged", "伪：这份文件里没有读到证明的二维码，请用原件重扫"))
            return
        worst = sorted(found, key=lambda one: list(VERDICT_TONES).index(one.verdict))[-1]
        self.show_verdict(next((one for one in found if one.verdict == "forged"), worst))
        if len(found) > 1:
            lines = [f"{one.number} {one.name}　{one.sentence}" for one in found[:_MOST]]
            more = f"\n…… 共 {len(found)} 份" if len(found) > _MOST else ""
            self.pages.setText("\n".join(lines) + more)
            self.pages.show()

    def _clear(self) -> None:
        self.found = None
        self.verdict.hide()
        self.pages.hide()
        self.facts.show_facts(())

    def _lay_out(self) -> None:
        self.code.setPlaceholderText("用扫码枪扫证明上的二维码，或把码的文字粘贴在这里")
        self.code.setAccessibleName("证明的码")
        self.code.setProperty("submits", True)
        self.code.setProperty("takesScans", True)
        self.code.setMaxLength(5000)
        self.file_button = foot_button("选择 PDF…", "Ctrl+O", "", "picture_as_pdf")
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.close_button.hide()
        row = QHBoxLayout()
        row.addWidget(self.code, 1)
        self.body.addLayout(row)
        for part in (self.progress, self.verdict, self.facts, self.pages):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.addWidget(label(NO_LICENCE, "meta", wrap=True))
        self.set_foot([self.file_button], [leave])
        self._clear()

    def _connect(self) -> None:
        self.code.textChanged.connect(lambda _: self._settle.start())
        self.code.returnPressed.connect(self.check)
        self._settle.timeout.connect(self.check)
        self.file_button.clicked.connect(self.choose_file)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"“{path.name}”打不开，请核对文件") from error


def _ask_file(parent: QWidget) -> str:
    chosen: Any = QFileDialog.getOpenFileName(parent, "选择证明", "", "PDF (*.pdf)")
    return str(chosen[0])
