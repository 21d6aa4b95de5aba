"""集中服务日·服务证明: find somebody by initials, choose period and fields, issue and print."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.organisation.pages.listed import ListedPage, Manner
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.volunteering.columns.certificates import CANDIDATES, standing
from gridhall.volunteering.pages.certificates.acts import CertificateActs
from gridhall.volunteering.pages.certificates.panel import CertificatePanel
from gridhall.volunteering.queries.certificates import (
    CandidateRow,
    CertificateRow,
    candidates,
    certificates,
)

_TABLES = frozenset(
    {"volunteer", "hours_entry", "paper", "volunteer_certificate", "person", "outsider"}
)
PILLS = ("全部", "可出证", "还没出过", "缺信息")
_MANNER = Manner(
    name="志愿者",
    placeholder="首字母、编号、电话尾号",
    columns=CANDIDATES,
    tables=_TABLES,
    pills=PILLS,
    glyph="volunteer_activism",
    side=470,
)


class CertificatesPage(ListedPage):
    """The list at the left; at the right what the certificate of the chosen one would say."""

    panel: CertificatePanel

    def __init__(self, context: Context) -> None:
        super().__init__(context, _MANNER, CertificatePanel(context.today()))
        self.told: Sequence[CandidateRow] = ()
        self.acts = CertificateActs(self)
        self.batch_button = button("批量出证…", "Alt+B", "", "volunteer_activism")
        self.verify_button = button("核验…", "Alt+V", "", "qr_code_scanner")
        self.keys_button = button("签名密钥…", "Alt+K", "", "key")
        self.keys_button.setProperty("secondary", True)
        panel, acts = self.panel, self.acts
        for made, act in (
            (self.batch_button, acts.batch),
            (self.verify_button, acts.verify),
            (self.keys_button, acts.keys),
            (panel.preview_button, acts.preview),
            (panel.issue_button, acts.issue),
        ):
            if not made.parent():
                made.setParent(self)
            if made.property("hint"):
                made.bind_key()
            made.clicked.connect(partial(self.act, act))
        panel.form.changed.connect(acts.count_soon)
        panel.issued.opened.connect(acts.open_issued)

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.keys_button, self.verify_button, self.batch_button)

    def reading(self) -> Callable[[Any], list[CandidateRow]]:
        """Every volunteer with what could be certified."""
        today = self.context.today()
        return lambda session: candidates(session, today)

    def take(self, told: list[CandidateRow]) -> None:
        """Keep it and count."""
        self.told = told
        counts = [sum(_fits(place, row) for row in told) for place in range(len(PILLS))]
        self.ui.pills.set_counts(PILLS, counts)
        given = sum(row.certificates for row in told)
        self.ui.countLabel.setText(f"{counts[0]} 人 · 已出证明 {given:,} 份")
        self.counted.emit(counts[0])

    def rows(self) -> Sequence[CandidateRow]:
        """Those of the pill."""
        place = max(0, self.ui.pills.current())
        return [row for row in self.told if _fits(place, row)]

    def listed(self) -> Sequence[CandidateRow]:
        """The rows on show, for a batch."""
        return self.model.rows

    def typed_as(self, row: CandidateRow) -> str:
        """Name, number, unit, the phone as it is shown."""
        return " ".join((row.name, row.number, row.came_from, row.phone_masked))

    def reading_card(self, row: CandidateRow) -> Callable[[Any], Any]:
        """What was issued to one volunteer."""
        return lambda session: (row, certificates(session, row.id))

    def show_card(self, told: tuple[CandidateRow, list[CertificateRow]]) -> None:
        """Show it, and count what a certificate would say."""
        self.panel.show_candidate(*told)
        self.acts.count()

    def choose(self, key: object) -> None:
        """Choose a volunteer, as another page wants it, whatever pill is pressed."""
        self.ui.pills.choose(0)
        if self.is_read:
            self.relist()
        super().choose(key)

    def open_row(self, _row: CandidateRow) -> None:
        """Enter: on to the preview."""
        self.act(self.acts.preview)

    def say_empty(self) -> None:
        """No volunteer at all, or none of this pill."""
        empty = self.ui.empty
        if self.told:
            empty.say("这里没有人", "换上面的条件看看", "task_alt")
        else:
            empty.say("还没有志愿者", "先在“志愿者”里登记，服务有了时长就能出证明", "group")
        empty.offer("")


def _fits(place: int, row: CandidateRow) -> bool:
    """Whether somebody belongs under a pill."""
    if place == 1:
        return row.minutes > 0
    if place == 2:
        return row.minutes > 0 and not row.certificates
    return place == 0 or standing(row) == "缺信息"
