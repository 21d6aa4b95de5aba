"""记红黑榜, 审批黑榜, 发布上榜: the sheets about one entry of the board."""

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from gridhall.core.clerk import Role
from gridhall.issues.dialogs.fields import choices, line, paragraph
from gridhall.issues.rules.when import When
from gridhall.opinions.dialogs.postings.fields import PublicView, compound_field, public_words
from gridhall.opinions.labels import HONORS
from gridhall.opinions.queries.honors import HonorRow
from gridhall.opinions.queries.showing import Whose
from gridhall.opinions.rules.honors import USUAL_DAYS, HonorDraft
from gridhall.opinions.rules.publishing import ANONYMOUS, NOTICE, Way
from gridhall.opinions.service import honors as service
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.organisation_pick import MaybeDay
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import label
from gridhall.registry.dialogs.who import ResidentOrWords

_SAID = {
    "red": "写姓名要本人同意（个人信息保护法第二十五条）；没有同意就印成“张*花”",
    "black": "黑榜不写是谁，最细写到楼栋；要另一位主管审批才能发布",
}


class HonorSheet(ActSheet):
    """An entry, new or to be changed; at the right what everybody will read."""

    def __init__(self, parent: QWidget, context: Context, row: HonorRow | None) -> None:
        title = "记红黑榜" if row is None else "修改红黑榜"
        face = Face(title, "stars", (1020, 600), "保存", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.kind, self.name = choices(HONORS), line("例如 拾金不昧、楼道堆放杂物", 60)
        self.story = paragraph("一两句事情经过", 130)
        self.person = ResidentOrWords(
            context, "是谁", "首字母、证件尾号，或直接写姓名；可以不写", 100
        )
        self.building, self.consent = (
            line("例如 3，不写单元和门牌", 6),
            MaybeDay("同意日期", "没有同意"),
        )
        self.note = label("", "sub", wrap=True)
        with context.db.read() as session:
            self.compound = compound_field(session, row.compound_id if row else None)
        self._texts: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._texts |= {"title": self.name, "story": self.story}
        self.view = PublicView(context, self._read, "榜上写成这样")
        self._rows_of()
        self._fill(row)
        self.view.watch([*self._texts.values(), self.person])
        self.kind.currentIndexChanged.connect(lambda _: self._follow())
        self.consent.changed.connect(self.view.look)
        for field in self._texts.values():
            field.textChanged.connect(self.reconsider)
        self._follow()
        self.first_focus = self.name

    def _rows_of(self) -> None:
        self.add_row("红榜、黑榜", self.kind, "kind")
        self.add_row("标题", self.name, "title", needed=True)
        self.add_row("事迹", self.story, "story", needed=True)
        self.add_row("是谁", self.person, "about")
        self.add_row("同意公开", self.consent, "consent_on")
        self.add_row("小区", self.compound, "compound_id")
        self.add_row("几号楼", self.building, "shown")
        self.add_row("发生日期", self.day, "happened_on", needed=True)
        self.add_wide(self.note)
        self.show_right([self.view], 8)

    def _fill(self, row: HonorRow | None) -> None:
        today = self.context.today()
        self.consent.set_value(row.consent_on if row else None, today)
        if row is None:
            return
        self.kind.setCurrentIndex(max(0, self.kind.findData(row.kind)))
        self.name.setText(row.title)
        self.story.setPlainText(row.story)
        if row.person_id is not None:
            self.person.choose(Choice(row.person_id, row.about))
        else:
            self.person.setText(row.about)
        house, mark, _ = row.shown.partition("号楼")
        self.building.setText(house if mark else "")
        self.day.set_value(row.happened_on)

    def _follow(self) -> None:
        """What only a red entry has."""
        kind = str(self.kind.currentData())
        self.consent.setEnabled(kind == "red")
        self.note.setText(_SAID[kind])
        self.view.look()

    def _read(self) -> tuple[dict[str, str], Way, Whose]:
        """The words, with whom they tell of: hidden unless they agreed."""
        black = self.kind.currentData() == "black"
        typed = self.person.text().split()
        name = (typed[0],) if typed else ()
        agreed = not black and self.consent.value() is not None
        whose = Whose(agreed=name) if agreed else Whose(known=name)
        return public_words(self._texts), ANONYMOUS if black else NOTICE, whose

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context = self._row, self.context
        kind = str(self.kind.currentData())
        draft = HonorDraft(
            kind,
            self.name.text(),
            self.story.toPlainText(),
            self.on(),
            self.compound.value(),
            self.building.text(),
            self.person.person_id(),
            self.person.words(),
            self.consent.value() if kind == "red" else None,
            row.issue_id if row else None,
            row.id if row else None,
            row.version if row else 0,
            self.confirmed,
            self.key,
        )
        when = When(context.today(), context.calendar)
        done = service.save_honor(session, context.clerk, draft, when)
        more = "，再按“报批”请另一位主管审批" if kind == "black" else "，再按“定稿”"
        return Carried(done.action_id, f"{HONORS[kind]}已存好{more}", done.row_id)


class DecideSheet(ActSheet):
    """A supervisor who wrote none of it approves, or does not."""

    def __init__(self, parent: QWidget, context: Context, row: HonorRow) -> None:
        super().__init__(parent, context, Face("审批黑榜", "gavel", (620, 460), "批准"))
        self._row = row
        self.say(f"{row.title} · {row.shown} · {row.clerk_name}报批")
        self.verdict = choices({True: "批准，可以发布", False: "不批，退回修改"})
        self.opinion = line("不批要写原因", 100)
        self.add_wide(label(row.story, "b", wrap=True))
        self.add_row("结论", self.verdict)
        self.add_row("审批意见", self.opinion, "opinion")
        self.add_wide(label("请核对：事情属实、看不出是谁、最细到楼栋", "sub", wrap=True))
        self.verdict.currentIndexChanged.connect(lambda _: self._follow())
        self.first_focus = self.verdict

    def _follow(self) -> None:
        self.save_button.setText("批准" if self.verdict.currentData() else "不批")

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        approved, context = bool(self.verdict.currentData()), self.context
        decision = service.Decision(approved, self.opinion.text())
        when = When(context.today(), context.calendar)
        done = service.decide_honor(session, context.clerk, self._row.id, decision, when)
        words = "已批准" if approved else "没有批准"
        return Carried(None, f"{words}黑榜“{self._row.title}”", done.row_id)


class PublishSheet(ActSheet):
    """From when to when it stands on the board."""

    def __init__(self, parent: QWidget, context: Context, row: HonorRow) -> None:
        face = Face("发布上榜", "campaign", (520, 340), "发布", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row, self.last = row, DateEdit()
        self.say(f"{row.kind_label} · {row.title} · {row.shown}")
        self.last.set_value(context.today() + timedelta(days=USUAL_DAYS - 1))
        self.add_row("上榜日期", self.day, "publish_from", needed=True)
        self.add_row("下榜日期", self.last, "publish_to", needed=True)
        self.add_wide(label("两头都算；到期提醒下榜", "sub"))
        self.first_focus = self.day

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context, span = self.context, (self.on(), self.last.value())
        when = When(context.today(), context.calendar)
        done = service.publish_honor(session, context.clerk, self._row.id, span, when)
        words = f"“{self._row.title}”上榜，到 {span[1]}。打印红黑榜按 Ctrl+P"
        return Carried(done.action_id, words, done.row_id)
