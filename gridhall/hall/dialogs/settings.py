"""本机设置: how this one PC looks, locks and prints; every change holds at once."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox, QWidget

from gridhall.core.settings import MachineSettings, load_settings, save_settings
from gridhall.hall.dialogs.telling import TellingSheet, chosen_button, side_by_side
from gridhall.qt.buttons import Segments
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.entry import Field
from gridhall.qt.frames import Line
from gridhall.qt.labels import label
from gridhall.qt.printing import Printers, SystemPrinters
from gridhall.qt.theme import application, apply_theme, current_theme
from gridhall.qt.tokens import SCALES, Mode

_MODES = ((Mode.LIGHT, "浅色"), (Mode.DARK, "深色"))
_BY_SYSTEM = "跟随系统"


class SettingsSheet(TellingSheet):
    """`saved` tells the new settings; the look is changed here, the rest is the program's."""

    saved = Signal(object)  # MachineSettings

    def __init__(
        self,
        context: Context,
        parent: QWidget | None = None,
        printers: Printers | None = None,
        folder: Path | None = None,
    ) -> None:
        super().__init__(context, parent, ("本机设置", "settings"), (720, 480))
        self._folder = folder
        self.settings, notice = load_settings(folder)
        self.look, self.scale, self.minutes = Segments(), Segments(), QSpinBox()
        self.printer, self.right, self.down = QComboBox(), QDoubleSpinBox(), QDoubleSpinBox()
        self._lay_out()
        self._fill((printers or SystemPrinters()).names())
        self._connect()
        leave = foot_button("完成", "Ctrl+Enter", "primary")
        leave.clicked.connect(self.accept)
        self.set_foot([], [leave])
        self.say("只管这一台电脑，改了马上起作用")
        if notice:
            self.strip.say("amber", notice)
        self.first_focus = chosen_button(self.look)

    def _lay_out(self) -> None:
        rows = (
            (Field("颜色", self.look), Field("字号", self.scale)),
            (Field("离开几分钟自动锁屏", self.minutes), Field("打印机", self.printer)),
        )
        for fields in rows:
            self.body.addLayout(side_by_side(*fields))
        self.body.addWidget(Line())
        self.body.addWidget(label("打印位置", "b"))
        sentence = "套印的纸有偏差时微调：正数往右、往下，负数往左、往上，单位毫米。"
        sentence += "在“打印机与校准”里校准过的打印机，以校准为准。"
        self.body.addWidget(label(sentence, "sub", wrap=True))
        self.body.addLayout(side_by_side(Field("左右", self.right), Field("上下", self.down)))
        self.body.addStretch(1)

    def _fill(self, names: Sequence[str]) -> None:
        known, theme = self.settings, current_theme()
        self.look.set_items([words for _, words in _MODES], _place_of(theme.mode))
        self.scale.set_items([f"{percent}%" for percent in SCALES], SCALES.index(theme.percent))
        self.minutes.setRange(1, 120)
        self.minutes.setSuffix(" 分钟")
        self.minutes.setValue(known.lock_minutes)
        self.printer.addItem(_BY_SYSTEM, "")
        for name in names:
            self.printer.addItem(name, name)
        if known.printer and known.printer not in names:
            self.printer.addItem(f"{known.printer}（没有连上）", known.printer)
        self.printer.setCurrentIndex(max(0, self.printer.findData(known.printer)))
        for box, value in ((self.right, known.paper_offset_x), (self.down, known.paper_offset_y)):
            box.setRange(-30, 30)
            box.setSingleStep(0.5)
            box.setDecimals(1)
            box.setSuffix(" 毫米")
            box.setValue(value)

    def _connect(self) -> None:
        self.look.chosen.connect(lambda place: self._dress(_MODES[place][0], self._percent()))
        self.scale.chosen.connect(lambda place: self._dress(current_theme().mode, SCALES[place]))
        self.minutes.valueChanged.connect(lambda value: self._keep(lock_minutes=value))
        self.printer.currentIndexChanged.connect(
            lambda _: self._keep(printer=self.printer.currentData())
        )
        self.right.valueChanged.connect(lambda value: self._keep(paper_offset_x=round(value, 1)))
        self.down.valueChanged.connect(lambda value: self._keep(paper_offset_y=round(value, 1)))
        for box in (self.minutes, self.right, self.down):
            box.setKeyboardTracking(False)

    def _percent(self) -> int:
        return current_theme().percent

    def _dress(self, mode: Mode, percent: int) -> None:
        apply_theme(application(), mode, percent)
        self._keep(theme=mode.value, font_scale=percent)

    def _keep(self, **changed: Any) -> None:
        kept: MachineSettings = replace(load_settings(self._folder).settings, **changed)
        if self.attempt(lambda: save_settings(kept, self._folder)):
            self.settings = kept
            self.saved.emit(kept)


def _place_of(mode: Mode) -> int:
    return [known for known, _ in _MODES].index(mode)
