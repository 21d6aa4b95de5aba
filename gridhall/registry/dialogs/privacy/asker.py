"""Who asks about somebody's data: the person, guardian, agent with paper, relative (申请人)."""

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from gridhall.qt.buttons import Segments
from gridhall.qt.labels import label
from gridhall.registry.labels import ASKERS
from gridhall.registry.rules.privacy import About, Asker

_KINDS = tuple(ASKERS)
_PAPERS = {"agent": "委托书，已核对原件", "relative": "亲属关系证明，已核对原件"}


class AskerForm(QWidget):
    """Who, by name and paper where it is not the person; begins with what is most probable."""

    def __init__(self, about: About, minor: bool) -> None:
        super().__init__()
        self._about = about
        self.kinds, self.name, self.paper = Segments(), QLineEdit(), QLineEdit()
        self.kinds.setAccessibleName("谁来申请")
        self.name.setAccessibleName("申请人姓名")
        self.paper.setAccessibleName("核对的凭证")
        self.name.setMaxLength(100)
        self.paper.setMaxLength(100)
        self.kinds.set_items(list(ASKERS.values()))
        self.kinds.chosen.connect(self.choose)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for words, widget in (("申请人", self.kinds), ("姓名", self.name), ("凭证", self.paper)):
            self.add_row(words, widget)
        self.choose(_KINDS.index("relative" if about.died else "guardian" if minor else "self"))

    def add_row(self, words: str, field: QWidget) -> None:
        """One more line below; what a pane asks besides stands under the same edge."""
        line = self._grid.rowCount()
        self._grid.addWidget(label(words, "label"), line, 0)
        self._grid.addWidget(field, line, 1)

    def choose(self, place: int) -> None:
        """Take a kind; what it does not need is closed, what is known is filled in."""
        kind = _KINDS[place]
        self.kinds.choose(place)
        self.name.setEnabled(kind != "self")
        self.paper.setEnabled(kind in _PAPERS)
        self.paper.setPlaceholderText(_PAPERS.get(kind, "不用"))
        if kind == "self":
            self.name.setText(self._about.name)
        elif kind == "guardian":
            self.name.setText(next(iter(self._about.guardians), ""))
        else:
            self.name.clear()

    def asker(self) -> Asker:
        """What was chosen and typed."""
        return Asker(_KINDS[self.kinds.current()], self.name.text(), self.paper.text())
