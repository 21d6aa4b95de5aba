"""个人信息: how much of a number every list shows, and whom people ask about their data."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gridhall.core.clerk import Role
from gridhall.core.mask import Level, lists_show
from gridhall.core.text import clean, half_width
from gridhall.hall import queries
from gridhall.hall.dialogs.telling import side_by_side
from gridhall.hall.service import change_hall
from gridhall.qt.buttons import Segments
from gridhall.qt.context import Context
from gridhall.qt.entry import Field
from gridhall.qt.labels import label

_LEVELS = (
    (
        Level.LIST,
        "前六后四",
        "名单和卡片上显示 370686********1234、138****5678，认得出人，不露全号。",
    ),
    (Level.NONE, "全部遮住", "名单和卡片上只显示 ****，一个数字也不露；要看，按“显示”写原因。"),
)


class PrivacyPane(QWidget):
    """The hall's choices about personal data; an administrator's to change."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.may_change = context.clerk.role is Role.ADMINISTRATOR
        self.levels, self._sentence = Segments(), label("", "sub", wrap=True)
        self.contact, self.phone = QLineEdit(), QLineEdit()
        self.contact.setMaxLength(50)
        self.phone.setMaxLength(30)
        for edit in (self.contact, self.phone):
            edit.setReadOnly(not self.may_change)
        self.levels.setEnabled(self.may_change)
        self.levels.chosen.connect(self._explain)
        self._lay_out()
        self._fill()

    def save(self) -> None:
        """Store what is on show; every list follows at once. Raises UserError."""
        level = _LEVELS[self.levels.current()][0]
        facts = {
            "mask_level": level.value,
            "privacy_contact": clean(self.contact.text()),
            "privacy_phone": half_width(clean(self.phone.text())),
        }
        with self._context.db.write() as session:
            change_hall(session, self._context.clerk, facts)
        lists_show(level)

    def _fill(self) -> None:
        with self._context.db.read() as session:
            kept = queries.settings(session)
            level = queries.privacy(session).level
        place = [one for one, _, _ in _LEVELS].index(level)
        self.levels.set_items([words for _, words, _ in _LEVELS], place)
        self.contact.setText(kept.get("privacy_contact", ""))
        self.phone.setText(kept.get("privacy_phone", ""))
        self._explain(place)

    def _explain(self, place: int) -> None:
        self.levels.choose(place)
        self._sentence.setText(_LEVELS[place][2])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        column.addWidget(Field("名单里的证件号和电话", self.levels, "改了马上起作用，各窗口一样"))
        column.addWidget(self._sentence)
        contact = Field("个人信息保护负责人", self.contact, "印在告知书上")
        phone = Field("负责人电话", self.phone, "不填就印咨询电话")
        column.addLayout(side_by_side(contact, phone))
        told = "对外公示的名单不带证件号；看完整号码、导出、打印都要写原因，主管能看到。"
        column.addWidget(label(told, "meta", wrap=True))
        column.addStretch(1)
