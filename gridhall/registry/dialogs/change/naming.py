"""改名, 更正, 户籍变更: a field that says something else from a day on; the old stays on record."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from gridhall.core.text import clean_name
from gridhall.qt.context import Context
from gridhall.qt.suggest import Suggest
from gridhall.registry import queries
from gridhall.registry.dialogs.change.frame import ChangeSheet
from gridhall.registry.dialogs.change.marks import asking
from gridhall.registry.dialogs.codes import code_in, offer_codes
from gridhall.registry.labels import FIELDS, HUKOU_KINDS
from gridhall.registry.queries import ResidentCard
from gridhall.registry.rules.changes import Change, Home, Member, Plan
from gridhall.registry.rules.drafts import NAME_LIMIT, field_limit
from gridhall.registry.rules.facts import CODED, CORRECTED, corrected, registered, renamed
from gridhall.registry.rules.merging import value_words

_VALUES = ("value", "code")  # what it says from now on, typed or chosen
_TITLES = {"name_changed": "改名", "corrected": "更正", "hukou_changed": "户籍变更"}


class FactSheet(ChangeSheet):
    """One field, what it says from now on; with 改名 the old name becomes a former name."""

    papers = "变更更正审批、证件编号"

    def __init__(
        self, parent: QWidget, context: Context, who: tuple[Member, Home | None], kind: str
    ) -> None:
        super().__init__(parent, context, who, kind)
        self.tint("edit", "primary")
        with context.db.read() as session:
            self._card: ResidentCard = queries.resident_card(session, self.person.person_id)
        self.field, self.value, self.hukou = QComboBox(), QLineEdit(), QComboBox()
        self.code = Suggest()
        self.hukou_address = QLineEdit(self._card.hukou_address)
        if kind == "hukou_changed":
            self._ask_hukou()
        else:
            self._ask_text()
        self.add_common()

    def change(self) -> Change:
        """The field with its new value, from that day on."""
        hukou = self.kind == "hukou_changed"
        with asking("hukou" if hukou else _VALUES[self.field.currentData() in CODED]):
            facts = self._hukou_facts() if hukou else self._text_facts()
        return replace(self.made({}, None), facts={self.person.person_id: facts})

    def words(self) -> str:
        """已办理改名：李建国."""
        return f"已办理{_TITLES[self.kind]}：{self._after_name()}"

    def _ask_hukou(self) -> None:
        for code, words in HUKOU_KINDS.items():
            self.hukou.addItem(words, code)
        self.hukou.setCurrentIndex(self.hukou.findData(self._card.person.hukou_kind))
        self.add_marked("hukou", "户籍状态", self.hukou)
        self.add_row("户籍地址", self.hukou_address)
        self.hukou_address.setMaxLength(200)
        self.hukou.currentIndexChanged.connect(self.follow)
        self.hukou_address.textEdited.connect(self.follow)
        self.first_focus = self.hukou

    def _ask_text(self) -> None:
        fields = ("name",) if self.kind == "name_changed" else CORRECTED
        for name in fields:
            self.field.addItem(FIELDS[name], name)
        if len(fields) > 1:
            self.add_row("更正哪一项", self.field)
        both = QWidget()
        across = QHBoxLayout(both)
        across.setContentsMargins(0, 0, 0, 0)
        for edit in (self.value, self.code):
            edit.setAccessibleName("改成什么，必填")
            across.addWidget(edit)
        self.add_row("改成", both, needed=True)
        for key, edit in zip(_VALUES, (self.value, self.code), strict=True):
            self.mark_below(key, "改成", edit)
        self.code.picked.connect(self.follow)
        self.code.editingFinished.connect(self.follow)
        self.field.currentIndexChanged.connect(self._show_old)
        self.value.textEdited.connect(self.follow)
        self._show_old()
        self.first_focus = self.field if len(fields) > 1 else self.value

    def plan(self) -> Plan:
        """The household with the new name in it."""
        found, name = super().plan(), self._after_name()
        after = tuple(_renamed(home, self.person.person_id, name) for home in found.after)
        return replace(found, after=after)

    def told(self) -> Sequence[str]:
        """What each field said and will say."""
        facts = self.change().facts[self.person.person_id]
        return [
            f"{FIELDS[name]}：{value_words(name, self._old(name))} → {value_words(name, value)}"
            for name, value in facts.items()
        ]

    def _show_old(self) -> None:
        field = self.field.currentData()
        codes = CODED.get(field)
        self.value.setVisible(codes is None)
        self.code.setVisible(codes is not None)
        self.value.setMaxLength(NAME_LIMIT if field == "name" else field_limit(field))
        self.value.setText("")
        self.code.choose(None)
        if codes is not None:
            offer_codes(self.code, codes)
        old = self._old(field)
        words = f"现在是 {value_words(field, old)}" if old else "现在是空的"
        for edit in (self.value, self.code):
            edit.setPlaceholderText(words)
        self.follow()

    def _old(self, field: str) -> str:
        if field in ("name", "hukou_kind", "political_status"):
            return str(getattr(self._card.person, field))
        if field in self._card.card_texts:
            return self._card.card_texts[field]
        return str(getattr(self._card, field, ""))

    def _after_name(self) -> str:
        named = self.kind != "hukou_changed" and self.field.currentData() == "name"
        return clean_name(self.value.text()) if named else self.person.name

    def _typed(self, field: str) -> str:
        return code_in(self.code, CODED[field]) if field in CODED else self.value.text()

    def _text_facts(self) -> dict[str, str]:
        field = self.field.currentData()
        if self.kind == "name_changed":
            return renamed(self._typed(field), self._card.person.name, self._card.former_name)
        return corrected(field, self._typed(field), self._old(field))

    def _hukou_facts(self) -> dict[str, str]:
        facts = {
            "hukou_kind": self.hukou.currentData(),
            "hukou_address": self.hukou_address.text(),
        }
        return registered(facts, {name: self._old(name) for name in facts})


def _renamed(home: Home, person_id: int, name: str) -> Home:
    members = (
        replace(one, name=name) if one.person_id == person_id else one for one in home.members
    )
    return replace(home, members=tuple(members))
