"""Beside the list: period, fields, what it comes to, and the certificates there are."""

from datetime import date

from gridhall.core.clock import say_hours
from gridhall.organisation.pages.side import ShortTable, SidePanel, said
from gridhall.qt.buttons import button
from gridhall.qt.frames import Banner
from gridhall.volunteering.columns.certificates import ISSUED, standing, standing_tone
from gridhall.volunteering.dialogs.certificate_form import CertificateForm
from gridhall.volunteering.queries.certificates import (
    CandidateRow,
    CertificateFacts,
    CertificateRow,
)


class CertificatePanel(SidePanel):
    """Shows one volunteer; what is pressed is told by its button."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.row: CandidateRow | None = None
        self.form, self.sum, self.doubt = CertificateForm(today), said("", "md"), Banner()
        self.issued = ShortTable(ISSUED, "已出的证明，Enter 打开", 6)
        self.preview_button = button("预览", "Ctrl+R", "", "visibility")
        self.issue_button = button("出证并打印", "Ctrl+Enter", "primary", "print")
        self.add_section("期间与栏目", [self.form])
        self.add_section("这份证明", [self.sum, self.doubt])
        self._issued = self.add_section("已出的证明", [self.issued])
        self.set_foot([], [self.preview_button, self.issue_button])

    def show_candidate(self, row: CandidateRow, given: list[CertificateRow]) -> None:
        """Another volunteer, or the same anew."""
        self.row = row
        above = " · ".join(filter(None, (row.number, row.came_from)))
        self.show_head(above, row.name, [(standing(row), standing_tone(row))])
        self.issued.show_rows(given)
        self._issued.say(f"{len(given)} 份" if given else "还没有出过")
        self.settle()

    def show_sum(self, facts: CertificateFacts) -> None:
        """What the certificate would say, and what it leaves out."""
        first = facts.since or facts.first_on
        self.sum.setText(
            f"{say_hours(facts.minutes)}，{len(facts.services)} 次\n{first} 至 {facts.until}"
        )
        lacks = (
            f"缺基本信息：{'、'.join(self.row.missing)}" if self.row and self.row.missing else ""
        )
        doubts = "。".join(filter(None, (facts.left_out, lacks)))
        if doubts:
            self.doubt.say("amber", doubts)
        else:
            self.doubt.hide()
        self._allow(allowed=True)

    def show_refusal(self, sentence: str) -> None:
        """Why there can be none."""
        self.sum.setText("")
        self.doubt.say("red", sentence)
        self._allow(allowed=False)

    def _allow(self, *, allowed: bool) -> None:
        self.sum.setVisible(allowed)
        self.preview_button.setEnabled(allowed)
        self.issue_button.setEnabled(allowed)
        self.settle()
