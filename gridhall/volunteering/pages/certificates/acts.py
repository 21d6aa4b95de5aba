"""What the clerk does about certificates: preview, issue, batch, check, keys."""

from functools import partial
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.organisation.dialogs.election_notice import at_now
from gridhall.volunteering.dialogs.certificate_preview import CertificatePreview
from gridhall.volunteering.queries.certificates import (
    CandidateRow,
    CertificateFacts,
    CertificateRow,
    certificate_facts,
)

if TYPE_CHECKING:
    from gridhall.volunteering.documents.certificate_issuing import Issued
    from gridhall.volunteering.pages.certificates.page import CertificatesPage

_SETTLE_MS = 120


class CertificateActs(QObject):
    """Acts of the page of certificates."""

    def __init__(self, page: "CertificatesPage") -> None:
        super().__init__(page)
        self._context = page.context
        self._asked, self._is_issuing = 0, False
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.count)

    def count_soon(self) -> None:
        """Count once the boxes rest."""
        self._settle.start()

    def count(self) -> None:
        """What the certificate would say, read on the worker."""
        row = self._page.panel.row
        if row is None:
            return
        self._asked += 1
        db, today, order = (
            self._context.db,
            self._context.today(),
            self._page.panel.form.order(row.id),
        )

        def work(_: Progress) -> CertificateFacts:
            with db.read() as session:
                return certificate_facts(session, order, today)

        taken, refused = partial(self._take, self._asked), partial(self._refuse, self._asked)
        self._context.jobs.start(work, done=taken, failed=refused)

    def preview(self) -> None:
        """The certificate as it would look; nothing is kept."""
        row = self._row()
        order, at = self._page.panel.form.order(row.id), at_now(self._context)

        def work(_: Progress) -> bytes:
            from gridhall.volunteering.documents.certificate_issuing import preview_certificate

            return preview_certificate(at(), order)

        shown, failed = partial(self._show, row), self._context.desk.show_error
        self._context.jobs.start(work, done=shown, failed=failed)

    def issue(self) -> None:
        """Number, sign, keep, and open the print preview."""
        row = self._row()
        if self._is_issuing:
            return
        self._is_issuing = True
        order, at, key = self._page.panel.form.order(row.id), at_now(self._context), str(uuid4())

        def work(_: Progress) -> "Issued":
            from gridhall.volunteering.documents.certificate_issuing import issue_certificate

            return issue_certificate(at(), order, key)

        self._context.jobs.start(
            work,
            done=self._made,
            failed=self._context.desk.show_error,
            finished=self._rest,
        )

    def batch(self) -> None:
        """批量出证 for everybody on show who has hours."""
        from gridhall.volunteering.dialogs.certificate_batch import CertificateBatchSheet

        rows = [row for row in self._page.listed() if row.minutes]
        if not rows:
            raise UserError("名单里没有人有本厅的服务时长，不用出证明")
        CertificateBatchSheet(self._context, rows, self._page).open()

    def verify(self) -> None:
        """核验."""
        from gridhall.volunteering.dialogs.verify import VerifySheet

        VerifySheet(self._context, self._page).open()

    def keys(self) -> None:
        """签名密钥与作废清单."""
        from gridhall.volunteering.dialogs.keys import KeysSheet

        KeysSheet(self._context, self._page).open()

    def open_issued(self, row: CertificateRow) -> None:
        """The print preview of one that was issued: again, or to void it."""
        self._context.desk.preview(row.id)

    def _row(self) -> CandidateRow:
        row: CandidateRow = self._page.chosen()
        shown = self._page.panel.row
        if shown is None or shown.id != row.id:
            raise UserError("名单还在读取，请稍等一下再按")
        return row

    def _take(self, asked: int, facts: CertificateFacts) -> None:
        if asked == self._asked:
            self._page.panel.show_sum(facts)

    def _refuse(self, asked: int, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._context.desk.show_error(error)
        elif asked == self._asked:
            self._page.panel.show_refusal(str(error))

    def _show(self, row: CandidateRow, pdf: bytes) -> None:
        sheet = CertificatePreview(self._page, row.name, pdf)
        sheet.issue_wanted.connect(partial(self._page.act, self.issue))
        sheet.open()

    def _made(self, issued: "Issued") -> None:
        if issued.paper.facts.left_out:
            self._context.desk.toast(issued.paper.facts.left_out)
        self._context.desk.preview(issued.row.id)

    def _rest(self) -> None:
        self._is_issuing = False

    @property
    def _page(self) -> "CertificatesPage":
        return cast("CertificatesPage", self.parent())
