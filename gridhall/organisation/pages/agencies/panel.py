"""One agency: its number large, where and when, what it does, how else it is called."""

from gridhall.organisation.columns.agencies import agency_chip, agency_facts, agency_tone
from gridhall.organisation.pages.side import FactsPart, SidePanel, buttons, said
from gridhall.organisation.queries.agencies import AgencyRow
from gridhall.qt.buttons import button
from gridhall.qt.labels import label


class AgencyPanel(SidePanel):
    """Shows an agency; what is pressed is told by its button."""

    def __init__(self) -> None:
        super().__init__()
        self.row: AgencyRow | None = None
        self.number, self.facts = label("", "xl", wrap=True), FactsPart()
        self.does, self.aliases = said("", ""), said("", "")
        self.change_button = button("修改…", "Ctrl+E", "", "edit")
        self.end_button = button("停用", "Alt+X")
        self.plate_button = button("印在服务牌", "Alt+B")
        self.higher_button = button("上移", "Alt+Up")
        self.lower_button = button("下移", "Alt+Down")
        self.add_section("", [self.number, self.facts])
        self._does_part = self.add_section("办什么", [self.does])
        self._aliases_part = self.add_section("也叫", [self.aliases])
        moves = buttons(self.higher_button, self.lower_button)
        self.add_section("楼栋便民服务牌", [buttons(self.plate_button), moves])
        self.set_foot([self.end_button], [self.change_button])

    def show_agency(self, row: AgencyRow) -> None:
        """Another agency, or the same anew."""
        self.row = row
        self.show_head("", row.name, [(agency_chip(row), agency_tone(row))])
        self.number.setText(row.phone)
        self.number.setVisible(bool(row.phone))
        self.facts.show_facts(agency_facts(row))
        self.does.setText(row.does)
        self.does.setVisible(bool(row.does))
        self._does_part.say("" if row.does else "还没有填")
        self.aliases.setText("、".join(row.aliases))
        self.aliases.setVisible(bool(row.aliases))
        self._aliases_part.say("" if row.aliases else "没有别名")
        self.end_button.setText("停用" if row.active else "恢复使用")
        self.plate_button.setText("从服务牌取下" if row.on_plate else "印在服务牌")
        for one in (self.higher_button, self.lower_button):
            one.setVisible(row.on_plate)
        self.plate_button.setVisible(row.active)
        self.settle()
