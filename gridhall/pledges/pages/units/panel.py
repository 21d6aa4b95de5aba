"""One unit's year: figures, what it lacks, what it claimed, what it brought to the lists."""

from PySide6.QtCore import Signal

from gridhall.core.clock import number_of_hours
from gridhall.organisation.pages.side import FactsPart, ShortTable, SidePanel
from gridhall.organisation.pages.tall import TallTable
from gridhall.pledges.columns.claims import UNIT_CLAIMS
from gridhall.pledges.columns.items import amount, item_state, item_tone
from gridhall.pledges.columns.units import unit_facts
from gridhall.pledges.queries.items import ItemRow
from gridhall.pledges.queries.servers import Server
from gridhall.pledges.queries.units import UnitPledges
from gridhall.qt.buttons import button
from gridhall.qt.table import Column


def _hours(row: Server) -> str:
    return f"{number_of_hours(row.minutes)} 小时" if row.minutes else "—"


_BROUGHT: tuple[Column[ItemRow], ...] = (
    Column("项目和资源", lambda row: row.title, 120, "two", sub=lambda row: row.number,
        stretch=True),
    Column("已认领", amount, 84, right=True),
    Column("状态", item_state, 96, "chip", tone=item_tone),
)  # fmt: skip

_SERVERS: tuple[Column[Server], ...] = (
    Column("姓名", lambda row: row.name, 84, "bold"),
    Column("报到在", lambda row: row.branch or "单位志愿者", 120, stretch=True),
    Column("次数", lambda row: str(row.services or "—"), 52, right=True),
    Column("时长", _hours, 84, right=True),
)


class UnitPanel(SidePanel):
    """Shows a unit's year; a claim or item that is opened is told."""

    opened = Signal(int)  # the item's id

    def __init__(self) -> None:
        super().__init__()
        self.card: UnitPledges | None = None
        self.facts = FactsPart()
        self.claims = TallTable(UNIT_CLAIMS, "本年认领，Enter 看这一项", 7)
        self.brought = TallTable(_BROUGHT, "提出的项目和资源，Enter 看这一项", 5)
        self.servers = ShortTable(_SERVERS, "报到党员和志愿者", 6)
        self.report_button = button("出季度报告…", "Ctrl+P", "", "print")
        self.unit_button = button("单位资料", "Alt+Z", "", "domain")
        self.add_section("", [self.facts])
        self.claims_part = self.add_section("本年认领", [self.claims])
        self.servers_part = self.add_section("报到党员", [self.servers])
        self.brought_part = self.add_section("放进清单的", [self.brought])
        self.set_foot([self.unit_button], [self.report_button])
        self.claims.opened.connect(lambda row: self.opened.emit(row.item_id))
        self.brought.opened.connect(lambda row: self.opened.emit(row.id))

    def show_unit(self, card: UnitPledges, year: int) -> None:
        """Another unit, or the same anew."""
        self.card, row = card, card.unit
        flags = [(flag, _tone(flag)) for flag in row.flags]
        self.show_head(row.organisation, row.name, flags or [("本年齐全", "green")])
        self.facts.show_facts(unit_facts(row, year))
        self.claims.show_rows(card.claims)
        self.claims_part.say(f"{len(card.claims)} 项" if card.claims else "还没有认领")
        self.servers.show_rows(card.servers)
        self.servers_part.say(_people(card))
        self.brought.show_rows(card.items)
        self.brought_part.say(f"{len(card.items)} 项" if card.items else "还没有")
        self.settle()


def _people(card: UnitPledges) -> str:
    """在报到的 3 人，本年服务过的 2 人."""
    served = sum(one.services > 0 for one in card.servers)
    if not card.servers:
        return "还没有人报到"
    return f"在报到的 {card.unit.members} 人，本年服务过的 {served} 人"


def _tone(flag: str) -> str:
    """Red for what a unit owes: no practical matter, a promise that is past."""
    return "red" if "实事" in flag or "承诺" in flag else "amber"
