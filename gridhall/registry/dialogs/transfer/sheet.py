"""户籍迁移: the four-step dialog; nothing is written before its last step, drafts at every one."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.qt.ask import Question, ask
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Line
from gridhall.qt.labels import label
from gridhall.qt.scaling import refit
from gridhall.qt.steps import Steps
from gridhall.registry.dialogs.transfer import acts
from gridhall.registry.dialogs.transfer.confirm import ConfirmPane
from gridhall.registry.dialogs.transfer.form import Form
from gridhall.registry.dialogs.transfer.loading import (
    left_draft,
    load_people,
    open_transfer_of,
    take_up,
)
from gridhall.registry.dialogs.transfer.materials import MaterialsPane
from gridhall.registry.dialogs.transfer.papers import NOTICE, RECEIPT, print_paper
from gridhall.registry.dialogs.transfer.what import WhatPane
from gridhall.registry.dialogs.transfer.who import WhoPane
from gridhall.registry.rules.transfers import TransferDraft

_SIZE = (1010, 640)
_KEEP_MS = 600  # after the last change
_TITLES = ("选择居民", "迁移内容", "核对材料", "确认并打印")
_NEXT = ("下一步：迁移内容", "下一步：核对材料", "下一步：确认", "收件并打印回执")
_HINT = "每一步都自动存草稿，可随时离开"


class Stage(IntEnum):
    """The steps, in order."""

    WHO = 0
    WHAT = 1
    MATERIALS = 2
    CONFIRM = 3


class TransferDialog(Sheet):
    """Ctrl+Enter goes on, Alt+← back, Esc leaves; `opened` carries the transfer to show."""

    opened = Signal(int)

    def __init__(
        self, parent: QWidget | None, context: Context, person_id: int | None = None
    ) -> None:
        super().__init__(parent, "户籍迁移", "swap_horiz", _SIZE)
        self._context, self._form = context, Form(context.today())
        self._left = left_draft(context)
        self._sent, self._touched = False, False
        self.stage = Stage.WHO
        self.steps, self.hint = Steps(), label(_HINT, "meta")
        self.who, self.what = WhoPane(context), WhatPane(context)
        self.materials, self.confirm = MaterialsPane(), ConfirmPane()
        self._panes: Sequence[QWidget] = (self.who, self.what, self.materials, self.confirm)
        self.back = foot_button("上一步", "Alt+←")
        self.act = foot_button(_NEXT[0], "Ctrl+Enter", "primary")
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        self._enters = [QShortcut(QKeySequence(key), self.act) for key in keys]
        self.keep_button = foot_button("存草稿", "Ctrl+S", "text")
        self.set_body(self._body())
        self.drop_button = foot_button("丢弃草稿", "", "text")
        self.set_foot([self.keep_button, self.drop_button, self.hint], [self.back, self.act])
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._connect()
        self._begin(person_id)

    # What is asked of the dialog

    def resume(self) -> None:
        """接着填: go on with what was left, at the step it had come to."""
        draft, self._left = self._left, None
        if draft is None:
            return
        self._form, self._touched = take_up(self._context, draft), True
        self.who.ui.resumeBanner.hide()
        self.who.show_form(self._form)
        self._go(Stage.WHAT if self._form.people else Stage.WHO)

    def go_on(self) -> None:
        """Ctrl+Enter: the next step, if this one is right; at the last, take it in."""
        if self.stage is Stage.WHO:
            self._leave_who()
        elif self.stage is Stage.WHAT:
            if self.what.finish():
                self._go(Stage.MATERIALS)
        elif self.stage is Stage.MATERIALS:
            self._go(Stage.CONFIRM)
        else:
            self.hand_in()

    def go_back(self) -> None:
        """Alt+←: the step before, everything kept."""
        if self.stage is not Stage.WHO:
            self._go(Stage(self.stage - 1))

    def hand_in(self, *, notice: bool = False) -> None:
        """收件: one transaction, once, however often it is pressed; then its paper."""
        if self._sent:
            return
        self._sent = True
        try:
            transfer_id, number = acts.open_transfer(self._context, self._form)
        except UserError as error:
            self._sent = False
            self._refuse(str(error))
            return
        self._keep.stop()
        self.accept()
        print_paper(self._context, transfer_id, NOTICE if notice else RECEIPT)
        self._context.desk.toast(f"已收件 {number}，户口到“落户”那一步才变动")
        self.opened.emit(transfer_id)

    def keep(self) -> None:
        """Store the draft; a full disk is told and nothing is lost on the screen."""
        self._keep.stop()
        if self._sent or self._form.is_blank:
            return
        context = self._context
        try:
            acts.keep_draft(context, self._form.draft())
        except UserError as error:
            self.hint.setText(f"草稿没存上：{error}")
            return
        self._left = None
        self.hint.setText(f"草稿已存 {acts.clock_time()} · {_HINT}")

    def drop(self) -> None:
        """丢弃草稿: what was filled in is gone, once the clerk has said so."""
        question = Question(
            title="丢弃草稿",
            text="丢弃这份没办完的迁移草稿？",
            detail="填过的人员、地址、材料都不再保留；登记没有动过，不受影响。",
            act="丢弃草稿",
            leave="留着",
            danger=True,
        )
        if not ask(self, question):
            return
        acts.forget_draft(self._context)
        self._touched = False
        self._keep.stop()
        self.reject()

    def done(self, result: int) -> None:
        """However it is left, by Esc or by the lock, the draft is there next time."""
        if result != self.DialogCode.Accepted and self._touched:
            self.keep()
        super().done(result)

    # Building

    def _body(self) -> QWidget:
        """Steps, a line, the panes; not in a stack, which gives each the tallest one's room."""
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.steps.set_titles(_TITLES)
        row.addWidget(self.steps)
        row.addWidget(Line(upright=True))
        for pane in self._panes:
            row.addWidget(pane, 1)
        return body

    def _connect(self) -> None:
        self.act.clicked.connect(self.go_on)
        self.back.clicked.connect(self.go_back)
        self.keep_button.clicked.connect(self.keep)
        self.drop_button.clicked.connect(self.drop)
        self._keep.timeout.connect(self.keep)
        for shortcut in self.act.findChildren(QShortcut):
            shortcut.setAutoRepeat(False)  # a key held down must not run through every step
        for pane in (self.who, self.what, self.materials):
            pane.changed.connect(self._touch)
        self.what.other_wanted.connect(self._see_other)
        self.who.ui.resumeBanner.acted.connect(self.resume)
        self.materials.notice_wanted.connect(self._hand_in_with_notice)
        QShortcut(QKeySequence("Alt+U"), self).activated.connect(self._remedy)
        QShortcut(QKeySequence("Alt+R"), self).activated.connect(self._resume_key)
        QShortcut(QKeySequence("F8"), self).activated.connect(self._hand_in_with_notice)
        for enter in self._enters:
            enter.setAutoRepeat(False)
            enter.activated.connect(self._hand_in_at_last)

    def _begin(self, person_id: int | None) -> None:
        """With a person: their household, at the second step; the first is done."""
        self.who.show_form(self._form)
        if person_id is not None and self.who.add_person(person_id):
            self._touched = False
            self._leave_who()
        else:
            self._go(Stage.WHO)
        if self._left is not None:
            self._offer_resuming(self._left)

    def _offer_resuming(self, left: TransferDraft) -> None:
        told = f"上次有一件没填完（{len(left.movers)} 人），可以接着填；新填一件会盖掉它"
        self.who.ui.resumeBanner.say("blue", told, "接着填", "Alt+R")
        if self.stage is not Stage.WHO:
            self.hint.setText("上次有一件没填完，按 Alt+R 接着填")

    # Steps

    def _go(self, stage: Stage) -> None:
        self.stage = stage
        if stage is not Stage.WHO and self._touched:
            self.keep()
        self._show_stage()
        for place, pane in enumerate(self._panes):
            pane.setVisible(place == stage)
        self.steps.show_step(stage)
        self.back.setVisible(stage is not Stage.WHO)
        self.drop_button.setVisible(self._touched)
        self.act.setText(_NEXT[stage])
        self.act.setProperty("glyph", "print" if stage is Stage.CONFIRM else "")
        for enter in self._enters:
            enter.setEnabled(stage is Stage.CONFIRM)  # before, Enter belongs to the fields
        self._name_people()
        refit(self)
        self.first_focus = self._first_field()
        self.first_focus.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_stage(self) -> None:
        form = self._form
        if self.stage is Stage.WHAT:
            self.what.show_form(form)
        elif self.stage is Stage.MATERIALS:
            chosen = self.what.category()
            if chosen is not None:
                self.materials.show_form(form, chosen.materials, chosen.basis)
        elif self.stage is Stage.CONFIRM:
            chosen, plan = self.what.category(), self.what.plan
            assert plan is not None
            name = chosen.name if chosen is not None else ""
            self.confirm.show_form(form, plan, name, self.materials.lacking())

    def _first_field(self) -> QWidget:
        if self.stage is Stage.CONFIRM:
            return self.act
        panes = (self.who, self.what, self.materials)
        return panes[self.stage].first_field()

    def _leave_who(self) -> None:
        if not self.who.finish():
            return
        self._load_people()
        self._go(Stage.WHAT)

    def _load_people(self) -> None:
        """The households of those who were chosen, as they are now."""
        fresh = not self._form.category
        load_people(self._context, self._form)
        if fresh:
            self.what.begin(self._form)

    def _name_people(self) -> None:
        """张桂花 等 4 人, in the head and beside the steps."""
        form = self._form
        names = {one.person_id: one.name for one in form.party.everybody}
        first, many = names.get(form.applicant, ""), len(form.party.movers)
        told = f"{first} 等 {many} 人" if many > 1 else first
        self.title.setText(f"户籍迁移 — {told}" if told else "户籍迁移")
        self.steps.note(Stage.WHO, told)
        self.steps.note(Stage.WHAT, "类型、成员、去向")
        chosen = self.what.category()
        self.steps.note(Stage.MATERIALS, f"{len(chosen.materials)} 项" if chosen else "")
        self.steps.note(Stage.CONFIRM, "收件回执")

    def _touch(self) -> None:
        self._touched = True
        self._keep.start()
        self._name_people()

    # Keys

    def _hand_in_at_last(self) -> None:
        """Enter submits only where everything has been shown: at the last step."""
        if self.stage is Stage.CONFIRM and self.act.hasFocus():
            self.hand_in()

    def _remedy(self) -> None:
        if self.stage is Stage.WHAT:
            self.what.remedy()

    def _resume_key(self) -> None:
        if self._left is not None:
            self.resume()

    def _hand_in_with_notice(self) -> None:
        """F8: what is missing is told on paper; the transfer waits for it (一次性告知)."""
        if self.stage in (Stage.MATERIALS, Stage.CONFIRM) and self.materials.lacking():
            self.hand_in(notice=True)

    def _see_other(self, person_id: int) -> None:
        """The transfer that is under way for somebody already, instead of a second one."""
        other = open_transfer_of(self._context, person_id)
        if other is not None:
            self.reject()
            self.opened.emit(other)

    def _refuse(self, sentence: str) -> None:
        """What the register says against it, at the step where it can be put right."""
        self._go(Stage.WHAT)
        self.what.ui.guardBanner.say("red", f"{sentence}。刚填的都还在".replace("。。", "。"))
