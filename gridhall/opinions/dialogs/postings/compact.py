"""拟公约, 登记通过: the sheets about one edition of 居民公约."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from gridhall.core.clerk import Role
from gridhall.issues.dialogs.fields import line, paragraph, usual
from gridhall.issues.rules.when import When
from gridhall.opinions.dialogs.postings.fields import PublicView, compound_field, plain_read
from gridhall.opinions.queries.compacts import CompactRow
from gridhall.opinions.rules.compacts import HOW, Adoption, CompactDraft, articles_of
from gridhall.opinions.service import compacts as service
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.qt.context import Context
from gridhall.qt.labels import label


class CompactSheet(ActSheet):
    """An edition: new, to be changed, or a new one after the one in force (`after`)."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        row: CompactRow | None,
        after: CompactRow | None = None,
    ) -> None:
        title = "修改公约" if row is not None else "拟公约"
        face = Face(title, "diversity_3", (1040, 660), "保存", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row, source = row, row or after
        community = context.hall.community
        self.name = line("例如 御景小区居民公约", 60, source.title if source else "")
        self.preface = paragraph("为什么订立；可以不写", 72, source.preface if source else "")
        self.articles = paragraph(
            "一行一条，前面不用写第几条", 300, source.articles if source else ""
        )
        self.many = label("", "sub")
        with context.db.read() as session:
            self.compound = compound_field(session, source.compound_id if source else None)
        self.compound.setEnabled(source is None)
        if source is None:
            self.name.setText(f"{community}居民公约")
        self._texts: dict[str, QLineEdit | QPlainTextEdit] = {
            "title": self.name, "preface": self.preface, "articles": self.articles,
        }  # fmt: skip
        self.view = PublicView(context, plain_read(self._texts), "印出来是这样")
        self._rows_of()
        self._watch()
        self.first_focus = self.compound if source is None else self.articles

    def _rows_of(self) -> None:
        self.add_row("小区", self.compound, "compound_id")
        self.add_row("名称", self.name, "title", needed=True)
        self.add_row("前言", self.preface, "preface")
        self.add_row("条文", self.articles, "articles", needed=True)
        self.add_row("", self.many)
        self.show_right([self.view], 8)

    def _watch(self) -> None:
        self.view.watch(list(self._texts.values()))
        for field in self._texts.values():
            field.textChanged.connect(self.reconsider)
        self.articles.textChanged.connect(self._count)
        self.compound.picked.connect(lambda one: self._name_after(one.title))
        self._count()

    def _count(self) -> None:
        self.many.setText(f"共 {len(articles_of(self.articles.toPlainText()))} 条")

    def _name_after(self, compound: str) -> None:
        if self.name.text() in ("", f"{self.context.hall.community}居民公约"):
            self.name.setText(f"{compound}居民公约")

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context = self._row, self.context
        draft = CompactDraft(
            self.name.text(),
            self.articles.toPlainText(),
            self.preface.toPlainText(),
            self.compound.value(),
            row.id if row else None,
            row.version if row else 0,
            self.confirmed,
            self.key,
        )
        when = When(context.today(), context.calendar)
        done = service.save_compact(session, context.clerk, draft, when)
        return Carried(done.action_id, "公约已存好，表决以后登记通过", done.row_id)


class AdoptSheet(ActSheet):
    """The residents adopted it: when and how."""

    def __init__(self, parent: QWidget, context: Context, row: CompactRow) -> None:
        face = Face("登记通过", "how_to_reg", (560, 340), "通过", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.say(f"{row.title} 第 {row.edition} 版 · {len(row.listed)} 条")
        self.how = usual(HOW, "例如 居民代表会议表决通过，到会 62 户，同意 58 户", 100)
        self.how.setCurrentText(HOW[0])
        self.add_row("怎么通过", self.how, "adopted_how", needed=True)
        self.add_row("通过日期", self.day, "adopted_on", needed=True)
        said = "通过以后条文不能再改；上一版当天废止"
        self.add_wide(label(said, "sub", wrap=True))
        self.first_focus = self.how

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context = self.context
        adoption = Adoption(self.on(), self.how.currentText())
        when = When(context.today(), context.calendar)
        done = service.adopt_compact(session, context.clerk, self._row.id, adoption, when)
        words = f"“{self._row.title}”第 {self._row.edition} 版已通过，打印按 Ctrl+P"
        return Carried(done.action_id, words, done.row_id)
