"""星级与时长取整: the hall's own star table, and how hours are rounded."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner, Line
from gridhall.qt.labels import label
from gridhall.volunteering.queries.hours import rounding
from gridhall.volunteering.queries.stars import star_table
from gridhall.volunteering.rules.hours import STEPS, WAYS, Rounding
from gridhall.volunteering.rules.stars import MOST
from gridhall.volunteering.service.stars import set_rounding, set_stars

_STEP_WORDS = {1: "不取整（到分钟）", 5: "5 分钟", 10: "10 分钟", 15: "15 分钟", 30: "0.5 小时",
               60: "1 小时"}  # fmt: skip


class StarsSheet(Sheet):
    """An administrator writes; everybody may look."""

    saved = Signal()

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, "星级与时长取整", "stars", (520, 560))
        self._context = context
        self.banner = Banner()
        self.hours = [QLineEdit() for _ in range(MOST)]
        self.step, self.way = QComboBox(), QComboBox()
        for step in STEPS:
            self.step.addItem(_STEP_WORDS[step], step)
        for way, words in WAYS.items():
            self.way.addItem(words, way)
        self.set_body(self._body())
        leave = foot_button("不改", "Esc")
        leave.clicked.connect(self.reject)
        self.save_button = foot_button("保存", "Ctrl+Enter", "primary", "check")
        self.save_button.clicked.connect(self.save)
        self.set_foot([], [leave, self.save_button])
        self.first_focus = self.hours[0]
        self._read()
        if not allowed(context.clerk, Role.ADMINISTRATOR):
            self.save_button.setEnabled(False)
            self.banner.say("blue", "这里可以看；改星级和取整要管理员登录")

    def save(self) -> None:
        """Both, or what is wrong."""
        context = self._context
        try:
            table = self._table()
            with context.db.write() as session:
                if table != star_table(session):
                    set_stars(session, context.clerk, table)
                how = Rounding(int(self.step.currentData()), str(self.way.currentData()))
                if how != rounding(session):
                    set_rounding(session, context.clerk, how)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.accept()
        self.saved.emit()
        context.desk.toast("已保存星级与时长取整")

    def _read(self) -> None:
        with self._context.db.read() as session:
            table, how = star_table(session), rounding(session)
        for stars, field in enumerate(self.hours, 1):
            field.setText(str(table.get(stars, "")))
        self.step.setCurrentIndex(self.step.findData(how.step))
        self.way.setCurrentIndex(self.way.findData(how.way))

    def _table(self) -> dict[int, int]:
        table = {}
        for stars, field in enumerate(self.hours, 1):
            typed = field.text().strip()
            if not typed:
                continue
            if not typed.isdecimal():
                field.setFocus()
                raise UserError(f"{stars} 星：“{typed[:10]}”不是整数小时，请写数字，如 100")
            table[stars] = int(typed)
        return table

    def _body(self) -> QWidget:
        body, grid = QWidget(), QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for stars, field in enumerate(self.hours, 1):
            field.setAccessibleName(f"{stars} 星要多少小时")
            field.setPlaceholderText("不用可空着")
            grid.addWidget(label(f"{'★' * stars} {stars} 星", "label"), stars, 0)
            grid.addWidget(field, stars, 1)
            grid.addWidget(label("小时起", "sub"), stars, 2)
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        column.addWidget(
            label("累计服务多少小时评几星；改了只影响以后看到的星级", "sub", wrap=True)
        )
        column.addLayout(grid)
        column.addWidget(Line())
        column.addWidget(label("时长取整", "b"))
        self.step.setAccessibleName("时长取整到多少")
        self.way.setAccessibleName("零头怎么办")
        pair = QGridLayout()
        pair.setHorizontalSpacing(12)
        for place, (words, combo) in enumerate((("取整到", self.step), ("零头", self.way))):
            pair.addWidget(label(words, "label"), 0, place)
            pair.addWidget(combo, 1, place)
        column.addLayout(pair)
        column.addWidget(label("已经记下的时长不会变", "meta"))
        column.addStretch(1)
        return body
