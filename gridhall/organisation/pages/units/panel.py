"""One partner unit: how to reach it, what it can give, who reported from it, who sits where."""

from PySide6.QtCore import Signal

from gridhall.organisation.columns.members import REPORTED
from gridhall.organisation.columns.units import unit_chip, unit_facts, unit_tone
from gridhall.organisation.pages.side import FactsPart, ShortTable, SidePanel, buttons, said
from gridhall.organisation.queries.members import MemberRow
from gridhall.organisation.queries.units import UnitCard
from gridhall.qt.buttons import button


class UnitPanel(SidePanel):
    """Shows a unit; what is pressed is told by its button."""

    reported_opened = Signal(object)  # MemberRow

    def __init__(self) -> None:
        super().__init__()
        self.card: UnitCard | None = None
        self.facts, self.resources, self.seats = FactsPart(), said("", ""), said("", "")
        self.reported = ShortTable(REPORTED, "报到党员，Enter 打开居民卡片", 8)
        self.past = said()
        self.report_button = button("登记报到…", "Alt+R", "", "how_to_reg")
        self.end_report_button = button("结束报到…", "Alt+L")
        self.change_button = button("修改…", "Ctrl+E", "", "edit")
        self.history_button = button("报到经过…", "Ctrl+H", "text", "history")
        self.end_button = button("停止共建…", "", "", "do_not_disturb_on")
        self.add_section("", [self.facts])
        self._resources_part = self.add_section("能提供的资源", [self.resources])
        row = buttons(self.report_button, self.end_report_button)
        self._reported_part = self.add_section("报到党员", [self.reported, self.past, row])
        self._reported_part.row.addWidget(self.history_button)
        self._seats_part = self.add_section("在各组织的席位", [self.seats])
        self.set_foot([self.end_button], [self.change_button])
        self.reported.opened.connect(self.reported_opened)

    def show_unit(self, card: UnitCard) -> None:
        """Another unit, or the same anew."""
        self.card, row = card, card.unit
        self.show_head(row.organisation_name, row.name, [(unit_chip(row), unit_tone(row))])
        self.facts.show_facts(unit_facts(row))
        self.resources.setText("\n".join(f"· {one}" for one in row.resources))
        self.resources.setVisible(bool(row.resources))
        self._resources_part.say("" if row.resources else "还没有填")
        self.reported.show_rows(card.reported)
        self._reported_part.say(f"{len(card.reported)} 人" if card.reported else "还没有人报到")
        self.past.setText(f"以前报到过的 {len(card.past)} 人")
        self.past.setVisible(bool(card.past))
        self.seats.setText("\n".join(card.seats))
        self.seats.setVisible(bool(card.seats))
        self._seats_part.say("" if card.seats else "没有")
        self._allow(ended=row.active_to is not None)
        self.settle()

    def member(self) -> MemberRow | None:
        """Who is chosen of those who reported."""
        row: MemberRow | None = self.reported.current()
        return row

    def _allow(self, *, ended: bool) -> None:
        self.report_button.setVisible(not ended)
        self.end_button.setVisible(not ended)
        self.end_report_button.setVisible(bool(self.card and self.card.reported))
