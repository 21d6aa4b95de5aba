"""A matter in its six sections: new, a copy, or changed from a day on."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.qt.ask import Question, ask
from gridhall.qt.buttons import Segments
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.fields import FormProblems, Problem
from gridhall.qt.frames import Banner
from gridhall.qt.labels import PlainLabel, label
from gridhall.service_desk.dialogs.catalogue_editor.fields import MatterFields, lay_out, names_of
from gridhall.service_desk.dialogs.catalogue_editor.materials import MaterialsPane
from gridhall.service_desk.documents.guide_words import HALL_HOURS
from gridhall.service_desk.queries.catalogue_history import preview
from gridhall.service_desk.rules.catalogue import (
    MATTER,
    SECTIONS,
    Fault,
    MatterProblems,
    MatterSpec,
    checked,
)
from gridhall.service_desk.rules.catalogue.fields import PARTS
from gridhall.service_desk.service.catalogue_versions import MatterChange, save_matter

EMPTY = MatterSpec("", "", "", "promised", 5, "", "", "不收费", "", ())
_NEXT, _BACK = "Ctrl+PgDown", "Ctrl+PgUp"


class MatterEditor(Sheet):
    """Ctrl+Enter saves a version from a day on; what is wrong is said beside its field."""

    saved = Signal(int, str)  # the matter's id, what to say

    def __init__(
        self, parent: QWidget, context: Context, start: MatterChange, categories: Sequence[str]
    ) -> None:
        is_new = start.item_id is None
        title = "新事项" if is_new else f"修改“{start.said.name}”"
        super().__init__(parent, title, "description", (1040, 700))
        self.context, self._start = context, start
        self.banner, self.day, self.told = Banner(), DateEdit(), label("", "sub", wrap=True)
        self.segments, self._stack = Segments(), QStackedWidget()
        self.fields = MatterFields(categories, is_new=is_new)
        self.materials = MaterialsPane()
        self._build()
        self._fill()
        self._problems = FormProblems(self.banner, self._marked(), self)
        self._shown = self._said()
        self.first_focus = self.fields.made["code" if is_new else "name"]

    def save(self) -> None:
        """Write it down, or show what is wrong and keep what was typed."""
        self._problems.clear()
        self._name_sections(())
        try:
            said = checked(self._said())
            change = MatterChange(said, self.day.value(), self._start.item_id, self._start.version)
            with self.context.db.write() as session:
                item_id = save_matter(session, self.context.clerk, change, self.context.today())
        except MatterProblems as wrong:
            self._mark(wrong.faults)
        except UserError as error:
            self.banner.say("red", str(error))
        else:
            self._shown = self._said()
            self.accept()
            self.saved.emit(item_id, self._words(said, change.since))

    def go(self, place: int) -> None:
        """To a section."""
        self.segments.choose(place)
        self._stack.setCurrentIndex(place)

    def reject(self) -> None:
        """Esc: asks before what was typed is lost."""
        lost = Question(
            "不保存就关掉？", "刚才填的内容还没有保存。", "不保存", "接着填", danger=True
        )
        if self._said() == self._shown or ask(self, lost):
            super().reject()

    def _said(self) -> dict[str, object]:
        """The whole matter as typed."""
        active = self._start.said.active
        return {**self.fields.entry(), "active": active, "materials": self.materials.entries()}

    def _words(self, said: MatterSpec, since: date) -> str:
        when = "今天起" if since == self.context.today() else f"{since} 起"
        return f"“{said.name}”已保存，{when}按新的办"

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 10, 20, 10)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        self.day.setAccessibleName("从哪天起")
        head.addWidget(label("从哪天起", "label"))
        head.addWidget(self.day)
        head.addWidget(self.told, 1)
        self.segments.setAccessibleName("各部分")
        self._name_sections(())
        self.segments.chosen.connect(self._stack.setCurrentIndex)
        column.addWidget(self.banner)
        column.addLayout(head)
        column.addWidget(self.segments)
        column.addWidget(self._stack, 1)
        for section in SECTIONS:
            form = self.materials if section == PARTS else lay_out(names_of(section), self.fields)
            self._stack.addWidget(form)
        self.set_body(body)
        self._add_foot()

    def _add_foot(self) -> None:
        back, ahead = foot_button("上一部分", _BACK), foot_button("下一部分", _NEXT)
        back.clicked.connect(lambda: self._step(-1))
        ahead.clicked.connect(lambda: self._step(1))
        leave = foot_button("先不改", "Esc")
        leave.clicked.connect(self.reject)
        save = foot_button("保存", "Ctrl+Enter", "primary", "check")
        save.clicked.connect(self.save)
        self.set_foot([back, ahead], [leave, save])

    def _step(self, by: int) -> None:
        """To the section beside, its first field focused."""
        self.go((self._stack.currentIndex() + by) % len(SECTIONS))
        for widget in self._stack.currentWidget().findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _fill(self) -> None:
        hall = self.context.hall
        for name, words in (
            ("place", hall.address or hall.name),
            ("hours", HALL_HOURS),
            ("phone", hall.phone),
            ("complaint_phone", hall.supervision_phone),
        ):
            self.fields.borrow(name, words)
        self.fields.show_matter(self._start.said)
        self.materials.show_materials(self._start.said.materials)
        self.day.set_value(self._start.since)
        self.day.dateChanged.connect(lambda _: self._tell())
        self._tell()

    def _tell(self) -> None:
        """What a change from that day means for what is under way."""
        since, item_id = self.day.value(), self._start.item_id
        if item_id is None:
            self.told.setText("从这天起可以受理")
            return
        with self.context.db.read() as session:
            found = preview(session, item_id, self._start.said, since)
        words = f"在办的 {found.open_cases} 件按原来的办" if found.open_cases else "现在没有在办的"
        words += "；这天起受理的按新的办"
        if found.coming:
            words += f"。{found.coming[0]} 起另有版本，到时以它为准"
        self.told.setText(words)

    def _marked(self) -> dict[str, tuple[QWidget, PlainLabel]]:
        mine = {name: (self.fields.made[name], note) for name, note in self.fields.notes.items()}
        theirs = {f"material.{name}": pair for name, pair in self.materials.marked().items()}
        return {**mine, **theirs}

    def _mark(self, faults: Sequence[Fault]) -> None:
        """Below their fields; of materials only the first faulty one can be on show."""
        first = faults[0]
        in_one = next((fault.material for fault in faults if fault.material), 0)
        if in_one:
            self.materials.choose(in_one)
        self.go(_section_of(first))
        self._name_sections(faults)
        known = self._marked()
        shown = {_key(fault): fault for fault in faults if fault.material in (0, in_one)}
        problems = [
            Problem(key, fault.title, fault.sentence)
            for key, fault in shown.items()
            if key in known
        ]
        self._problems.show(problems)
        if not problems:
            self.banner.say("red", str(MatterProblems(faults)))

    def _name_sections(self, faults: Sequence[Fault]) -> None:
        """材料（1 处要改）."""
        counts = [sum(_section_of(fault) == at for fault in faults) for at in range(len(SECTIONS))]
        titles = [
            f"{name}（{many} 处要改）" if many else name
            for name, many in zip(SECTIONS, counts, strict=True)
        ]
        if not self.segments.titles():
            self.segments.set_items(titles)
        for place, title in enumerate(titles):
            self.segments.set_title(place, title)


def _section_of(fault: Fault) -> int:
    if fault.material or fault.field not in MATTER:
        return SECTIONS.index(PARTS)
    return SECTIONS.index(MATTER[fault.field].section)


def _key(fault: Fault) -> str:
    if not fault.material:
        return fault.field
    return f"material.{'originals' if fault.field == 'copies' else fault.field}"
