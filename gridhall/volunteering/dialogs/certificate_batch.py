"""批量出证: what is missing is said first; stopped, it keeps what is done; printed or saved."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from gridhall.core.clock import say_hours
from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.exchange.dialogs.work import Doing
from gridhall.exchange.dialogs.working import WorkingSheet
from gridhall.organisation.dialogs.election_notice import at_now
from gridhall.papers.dialogs.batch import print_many
from gridhall.papers.queries import pdf_of
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.labels import label
from gridhall.qt.printing import Printers
from gridhall.qt.ticks import TickTable
from gridhall.volunteering.dialogs.certificate_form import CertificateForm
from gridhall.volunteering.queries.certificates import CandidateRow, Prepared

if TYPE_CHECKING:
    from gridhall.volunteering.documents.certificate_issuing import Batch

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
_SETTLE_MS = 200
AskFolder = Callable[[QWidget], str]  # "" if left


class CertificateBatchSheet(WorkingSheet):
    """Everybody of the list on show; Space ticks, Ctrl+Enter issues."""

    def __init__(
        self,
        context: Context,
        rows: Sequence[CandidateRow],
        parent: QWidget | None = None,
        ask_folder: AskFolder | None = None,
        printers: Printers | None = None,
    ) -> None:
        super().__init__(context, parent, ("批量出志愿服务证明", "volunteer_activism"), (860, 700))
        self._rows, self._ask_folder = rows, ask_folder or _ask_folder
        self._printers = printers
        self._keys: dict[int, str] = {}
        self._asked, self.told = 0, dict[int, Prepared]()
        self.batch: Batch | None = None
        self.form, self.table = CertificateForm(context.today()), TickTable()
        self.counted = label("正在核对…", "b")
        self.refused = label("", "sub", wrap=True)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._lay_out()
        self._connect()
        self.first_focus = self.table
        self.check()

    def check(self) -> None:
        """Who lacks what, and who can get none, before anything is issued."""
        if self.busy or self.gone:
            return
        self._asked += 1
        self._keys.clear()
        asked, orders = self._asked, [self.form.order(row.id) for row in self._rows]
        at = at_now(self.context)

        def work(_: Progress) -> list[Prepared]:
            from gridhall.volunteering.documents.certificate_issuing import check_batch

            return check_batch(at(), orders)

        self.context.jobs.start(work, done=partial(self._take, asked), failed=self.refuse)

    def issue(self) -> None:
        """Issue those ticked, a paper each."""
        chosen = [int(str(key)) for key in self.table.ticked()]
        if not chosen or self.busy:
            return
        orders = [self.form.order(one) for one in chosen]
        keys = [self._keys.setdefault(one, str(uuid4())) for one in chosen]
        at = at_now(self.context)

        def work(progress: Progress) -> "Batch":
            from gridhall.volunteering.documents.certificate_issuing import issue_batch

            return issue_batch(at(), orders, keys, progress)

        kept, stopped = "停下时，已出的都保留", "已停下"
        doing = Doing("正在出证明", "份", len(orders), kept, stopped, matters=True)
        self.run(doing, work, self._made)

    def print_all(self) -> None:
        """Each of the batch under its own number, stopped and gone on with as the printer needs."""
        if self.batch is not None and not self.busy:
            ids = [one.row.id for one in self.batch.issued]
            print_many(self.context, self, ids, self._printers)

    def save_apart(self) -> None:
        """The stored file of each into a folder, named by its number."""
        batch = self.batch
        folder = self._ask_folder(self) if batch is not None and not self.busy else ""
        if not folder or batch is None:
            return
        papers = [(one.row.id, one.row.number) for one in batch.issued]
        db = self.context.db

        def work(progress: Progress) -> int:
            for done, (paper_id, number) in enumerate(papers):
                progress.report(done, len(papers))
                with db.read() as session:
                    pdf = pdf_of(session, paper_id)
                _write(Path(folder) / f"{_NOT_IN_NAMES.sub('-', number)}.pdf", pdf)
            return len(papers)

        doing = Doing("正在另存", "份", len(papers), "已存的留在文件夹里", "已停下，已存的留着")
        self.run(doing, work, lambda many: self.tell(f"已另存 {many} 份到“{folder}”"))

    def show_busy(self) -> None:
        """While it works nothing is changed."""
        super().show_busy()
        for part in (self.form, self.table):
            part.setEnabled(not self.busy)
        self._count()

    def _take(self, asked: int, told: list[Prepared]) -> None:
        if asked != self._asked or self.gone:
            return
        self.told = {one.volunteer_id: one for one in told}
        ready = [one for one in told if not one.refusal]
        self.table.show_choices(
            [(one.volunteer_id, _words(one)) for one in ready], {one.volunteer_id for one in ready}
        )
        cannot = [f"{one.name}：{one.refusal}" for one in told if one.refusal]
        more = f"\n…… 另有 {len(cannot) - 4} 位" if len(cannot) > 4 else ""
        said = f"出不了的 {len(cannot)} 位\n" + "\n".join(cannot[:4]) + more
        self.refused.setText(said if cannot else "")
        self.refused.setVisible(bool(cannot))
        self._count()

    def _count(self) -> None:
        many = len(self.table.ticked())
        lacking = sum(1 for key in self.table.ticked() if self.told[int(str(key))].missing)
        said = f"；其中 {lacking} 位缺基本信息，先补全更好，也可以照出" if lacking else ""
        self.counted.setText(f"将出 {many} 份{said}" if self.told else "正在核对…")
        self.issue_button.setText(f"出 {many} 份")
        self.issue_button.setEnabled(bool(many) and not self.busy)
        done = self.batch is not None and bool(self.batch.issued) and not self.busy
        self.print_button.setEnabled(done)
        self.save_button.setEnabled(done)

    def _made(self, batch: "Batch") -> None:
        self.batch = batch
        stopped = "已停下，" if batch.was_stopped else ""
        failed = f"，{len(batch.refused)} 位出不了：{batch.refused[0][1]}" if batch.refused else ""
        self.tell(f"{stopped}已出 {len(batch.issued)} 份，都在“已出文书”里{failed}")
        self._count()

    def _lay_out(self) -> None:
        self.issue_button = foot_button("出证", "Ctrl+Enter", "primary", "volunteer_activism")
        self.print_button = foot_button("打印全部", "Ctrl+P", "", "print")
        self.save_button = foot_button("另存单独文件…", "Ctrl+S", "", "save")
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.close_button.hide()
        self.table.setAccessibleName("要出证明的志愿者，空格勾选")
        row = QHBoxLayout()
        row.addWidget(self.counted, 1)
        for part in (self.form, self.progress):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.refused)
        self.refused.hide()
        self.set_foot([self.print_button, self.save_button], [leave, self.issue_button])

    def _connect(self) -> None:
        self.form.changed.connect(self._settle.start)
        self._settle.timeout.connect(self.check)
        self.table.changed.connect(self._count)
        self.issue_button.clicked.connect(self.issue)
        self.print_button.clicked.connect(self.print_all)
        self.save_button.clicked.connect(self.save_apart)


def _words(one: Prepared) -> str:
    missing = f"缺 {'、'.join(one.missing)}" if one.missing else ""
    return " · ".join(filter(None, (one.name, say_hours(one.minutes), missing, one.left_out)))


def _write(path: Path, pdf: bytes) -> None:
    try:
        path.write_bytes(pdf)
    except OSError as error:
        raise UserError(f"“{path}”写不进去，请换一个文件夹；证明都已存好") from error


def _ask_folder(parent: QWidget) -> str:
    return QFileDialog.getExistingDirectory(parent, "另存到哪个文件夹")
