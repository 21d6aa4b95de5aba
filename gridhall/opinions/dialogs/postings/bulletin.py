"""开编邻里报, 收稿: the sheets about a quarter's paper and its articles."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from gridhall.core.clerk import Role
from gridhall.issues.dialogs.fields import choices, line, paragraph
from gridhall.issues.rules.when import When
from gridhall.opinions.dialogs.postings.fields import PublicView, public_words
from gridhall.opinions.labels import ARTICLES
from gridhall.opinions.queries.bulletins import (
    ArticleRow,
    BulletinRow,
    last_bulletin,
    missing_quarter,
    next_editor,
    usual_name,
)
from gridhall.opinions.queries.honors import whose_honor
from gridhall.opinions.queries.showing import Whose
from gridhall.opinions.rules.bulletins import (
    ArticleDraft,
    BulletinDraft,
    quarter_of,
    quarters_around,
    say_quarter,
)
from gridhall.opinions.rules.publishing import ANONYMOUS, NOTICE, Way, is_personal
from gridhall.opinions.service import bulletins as service
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.organisation_pick import OrganisationPick
from gridhall.organisation.queries.tree import tree
from gridhall.qt.context import Context
from gridhall.qt.labels import label


class BulletinSheet(ActSheet):
    """A quarter's paper; who writes is offered in rotation among the branch's members."""

    def __init__(self, parent: QWidget, context: Context, row: BulletinRow | None) -> None:
        title = "开编邻里报" if row is None else "修改邻里报"
        face = Face(title, "description", (620, 440), "保存", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row, today = row, context.today()
        with context.db.read() as session:
            last = last_bulletin(session)
            name, wanted = usual_name(session), missing_quarter(session, today)
            forest = tree(session)
        quarters = quarters_around(today)
        if row is not None and row.quarter not in quarters:
            quarters.insert(0, row.quarter)
        self.name = line("例如 睦邻报", 30, row.name if row else name)
        self.quarter = choices({one: say_quarter(one) for one in quarters},
                               row.quarter if row else wanted or quarter_of(today))  # fmt: skip
        self.owner = OrganisationPick(forest, "主办组织")
        source = row or last
        self.owner.show_organisation(source.organisation_id if source else None)
        self.editor, self.turn = line("轮到谁写", 60, row.editor if row else ""), label("", "sub")
        self.ordinal = QSpinBox()
        self.ordinal.setRange(0, 9999)
        self.ordinal.setSpecialValueText("接着上一期")
        self.ordinal.setValue(row.ordinal if row else 0)
        self._rows_of()
        self.owner.picked.connect(lambda _: self._offer())
        self.editor.textEdited.connect(lambda _: self.editor.setProperty("offered", False))
        self._offer()
        self.first_focus = self.owner if source is None else self.editor

    def _rows_of(self) -> None:
        self.add_row("报名", self.name, "name", needed=True)
        self.add_row("季度", self.quarter, "quarter", needed=True)
        self.add_row("主办组织", self.owner, "organisation_id")
        self.add_row("本期执笔", self.editor, "editor", needed=True)
        self.add_row("", self.turn)
        self.add_row("总第几期", self.ordinal, "ordinal")
        said = "登记了“公开姓名”同意的印全名，没有的印成“张*花”"
        self.add_wide(label(said, "sub", wrap=True))

    def _offer(self) -> None:
        """Whose turn it is; filled in unless somebody was written."""
        choice = self.owner.choice
        key = choice.key if choice is not None and isinstance(choice.key, int) else None
        with self.context.db.read() as session:
            turn = next_editor(session, key, self.name.text().strip(), self.context.today())
        self.turn.setText(f"按支部党员轮流，轮到{turn}" if turn else "")
        if turn and (not self.editor.text() or self.editor.property("offered")):
            self.editor.setText(turn)
            self.editor.setProperty("offered", True)

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context = self._row, self.context
        draft = BulletinDraft(
            self.name.text(),
            str(self.quarter.currentData()),
            self.editor.text(),
            self.owner.value(),
            self.ordinal.value() or None,
            row.id if row else None,
            row.version if row else 0,
            self.key,
        )
        when = When(context.today(), context.calendar)
        done = service.save_bulletin(session, context.clerk, draft, when)
        return Carried(done.action_id, "这一期已存好，收稿按 Alt+R", done.row_id)


class ArticleSheet(ActSheet):
    """An article, new or to be changed; at the right what will be printed."""

    def __init__(
        self, parent: QWidget, context: Context, paper: BulletinRow, row: ArticleRow | None
    ) -> None:
        title = "收稿" if row is None else "改稿"
        face = Face(title, "edit", (1040, 620), "保存", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self.say(paper.title)
        self._paper, self._row = paper, row
        self.kind = choices(ARTICLES, row.kind if row else "news")
        self.name = line("例如 北门道路修好了", 60, row.title if row else "")
        self.author = line("没有就空着", 60, row.author if row else "")
        self.body = paragraph("一段一行", 320, row.body if row else "")
        self._whose = Whose()
        if row is not None and row.honor_id is not None:
            with context.db.read() as session:
                self._whose = whose_honor(session, row.honor_id)
        self._texts: dict[str, QLineEdit | QPlainTextEdit] = {
            "title": self.name, "author": self.author, "body": self.body,
        }  # fmt: skip
        self.view = PublicView(context, self._read, "报上印成这样")
        self.add_row("栏目", self.kind, "kind")
        self.add_row("标题", self.name, "title", needed=True)
        self.add_row("作者", self.author, "author")
        self.add_row("正文", self.body, "body", needed=True)
        self.show_right([self.view], 8)
        self.view.watch(list(self._texts.values()))
        self.kind.currentIndexChanged.connect(lambda _: self.view.look())
        for field in self._texts.values():
            field.textChanged.connect(self.reconsider)
        self.first_focus = self.name

    def _read(self) -> tuple[dict[str, str], Way, Whose]:
        way = ANONYMOUS if self.kind.currentData() == "black" else NOTICE
        author = self.author.text().strip()
        signed = (author,) if is_personal(author) else ()
        whose = Whose(self._whose.known, self._whose.agreed, signed)
        return public_words(self._texts), way, whose

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context = self._row, self.context
        draft = ArticleDraft(
            self._paper.id,
            str(self.kind.currentData()),
            self.name.text(),
            self.body.toPlainText(),
            self.author.text(),
            row.id if row else None,
            row.version if row else 0,
            self.confirmed,
            self.key,
        )
        when = When(context.today(), context.calendar)
        done = service.save_article(session, context.clerk, draft, when)
        return Carried(done.action_id, f"已存好“{self.name.text().strip()}”", self._paper.id)
