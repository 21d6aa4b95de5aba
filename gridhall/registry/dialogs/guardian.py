"""登记监护人: from the household, from the register, or somebody by name and phone."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.core.phone import kept_phone
from gridhall.qt.buttons import button
from gridhall.qt.choices import Choice
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import chip, label, titled
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit
from gridhall.qt.suggest import Suggest
from gridhall.registry import queries
from gridhall.registry.columns import resident_choice
from gridhall.registry.dialogs.change.frame import Carried
from gridhall.registry.queries import Which
from gridhall.registry.queries.guardians import GuardianRow, guardians_of, proposed_guardians
from gridhall.registry.rules.guardians import CHILD, RELATIONS, GuardianDraft
from gridhall.registry.service import guardians as service

_WHY = f"不满 {CHILD} 周岁，处理个人信息要取得监护人同意（个人信息保护法第三十一条）"


class GuardianSheet(Sheet):
    """Name a guardian of a minor; a child may have several, each act can be taken back."""

    carried = Signal(object)  # Carried

    def __init__(
        self, parent: QWidget, context: Context, person_id: int, name: str, *, asked: bool = False
    ) -> None:
        super().__init__(parent, f"监护人 · {name}", "family_restroom", (620, 540))
        self._context, self._person_id = context, person_id
        self.banner, self.resident = Banner(), Suggest()
        self.name, self.phone, self.relation = QLineEdit(), QLineEdit(), QComboBox()
        self._doubt = label("", "warn", wrap=True)
        self.lines, self.offers = QVBoxLayout(), QVBoxLayout()
        self.set_body(self._body())
        self.save_button = foot_button("登记监护人", "Ctrl+Enter", "primary", "check")
        self.save_button.clicked.connect(self._save)
        leave = foot_button("以后再登" if asked else "关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, self.save_button])
        self.say(_WHY if asked else "")
        self.first_focus = self.resident
        self.refresh()
        self._choose_first()

    def refresh(self) -> None:
        """Read who is guardian, and who of the household could be."""
        empty(self.lines)
        empty(self.offers)
        with self._context.db.read() as session:
            rows = guardians_of(session, self._person_id, past=True)
            offers = proposed_guardians(session, self._person_id, self._context.today())
        held = {row.guardian_id for row in rows if row.until is None}
        self.proposals = [(who, word) for who, word in offers if who.person_id not in held]
        for row in rows:
            self.lines.addWidget(self._line(row))
        if not rows:
            self.lines.addWidget(label("还没有登记监护人", "sub"))
        for who, word in self.proposals:
            offer = button(f"{who.name}（{word}）", "", "", "person_add")
            offer.clicked.connect(partial(self.choose, who.person_id, who.name, word))
            self.offers.addWidget(offer)
        if not self.proposals:
            self.offers.addWidget(label("本户没有别的成年人", "sub"))
        refit(self)

    def choose(self, person_id: int, name: str, relation: str) -> None:
        """Take a resident as the guardian to be written down."""
        self.resident.choose(Choice(person_id, name))
        self.relation.setCurrentText(relation)
        self.save_button.setFocus()

    def _choose_first(self) -> None:
        if self.proposals and self.proposals[0][1] in ("父亲", "母亲"):
            who, word = self.proposals[0]
            self.choose(who.person_id, who.name, word)
            self.first_focus = self.save_button

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        halves = QHBoxLayout()
        halves.setSpacing(24)
        halves.addLayout(self._form(), 3)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(label("本户成年人", "b"))
        right.addLayout(self.offers)
        right.addStretch(1)
        halves.addLayout(right, 2)
        column.addLayout(halves)
        column.addWidget(label("已登记的监护人", "b"))
        column.addLayout(self.lines)
        column.addStretch(1)
        return body

    def _form(self) -> QGridLayout:
        self.resident.set_find(self._find)
        self.resident.setPlaceholderText("首字母、证件尾号、电话")
        self.name.setMaxLength(100)
        self.phone.setMaxLength(30)
        self.phone.editingFinished.connect(self._doubt_phone)
        self.relation.addItems(["", *RELATIONS])
        form = QGridLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        rows: Sequence[tuple[str, QWidget, str]] = (
            ("找居民", self.resident, "监护人，找一位居民"),
            ("或填姓名", self.name, "不在册的监护人姓名"),
            ("电话", self.phone, "不在册的监护人电话"),
            ("关系", self.relation, "是被监护人的什么人，必填"),
        )
        for line, (title, field, name) in enumerate(rows):
            field.setAccessibleName(name)
            form.addWidget(titled(title, needed=field is self.relation), line, 0)
            form.addWidget(field, line, 1)
        form.addWidget(self._doubt, len(rows), 1)
        self._doubt.hide()
        form.setRowStretch(len(rows) + 1, 1)
        return form

    def _find(self, typed: str) -> Sequence[Choice]:
        today = self._context.today()
        with self._context.db.read() as session:
            rows = queries.find_people(session, typed, Which.ALL, today, 8)
        return [resident_choice(row, today) for row in rows]

    def _doubt_phone(self) -> None:
        typed = self.phone.text().strip()
        doubt = kept_phone(typed)[1] if typed else ""
        self._doubt.setText(doubt)
        self._doubt.setVisible(bool(doubt))

    def _line(self, row: GuardianRow) -> QWidget:
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(label(row.name, "b"))
        across.addWidget(chip(row.relation, "grey" if row.until else "blue"))
        if row.died:
            across.addWidget(chip("已去世", "amber"))
        ended = f"{row.until} 已结束" if row.until else ""
        told = " · ".join(filter(None, (row.masked_phone, str(row.since or ""), ended)))
        across.addWidget(label(told, "sub"), 1)
        if row.until is None:
            end = button("结束", "", "text")
            end.setAccessibleName(f"结束 {row.name}")
            end.clicked.connect(partial(self._end, row))
            across.addWidget(end)
        return line

    def _draft(self) -> GuardianDraft:
        choice = self.resident.choice
        if choice is None and self.resident.text().strip():
            raise UserError("请从列表里选一位居民；不在册的，填姓名和电话")
        key = choice.key if choice is not None else None
        return GuardianDraft(
            self.relation.currentText(),
            key if isinstance(key, int) else None,
            self.name.text(),
            self.phone.text(),
        )

    def _save(self) -> None:
        context = self._context
        try:
            with context.db.write() as session:
                done = service.set_guardian(
                    session, context.clerk, self._person_id, self._draft(), context.today()
                )
        except UserError as error:
            self.banner.say("red", str(error))
            return
        name = self.resident.text().strip() or self.name.text().strip()
        self.accept()
        self.carried.emit(Carried(done, f"已登记监护人：{name}", self._person_id))

    def _end(self, row: GuardianRow) -> None:
        context, today = self._context, self._context.today()
        try:
            with context.db.write() as session:
                done = service.end_guardian(session, context.clerk, row.id, today, today)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.refresh()
        self.carried.emit(Carried(done, f"监护已结束：{row.name}", self._person_id))
