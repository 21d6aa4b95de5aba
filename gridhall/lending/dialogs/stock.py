"""登记物品, 改库存, 药箱, 改状态: the sheets about what the counter has."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.core.clerk import Role
from gridhall.lending.dialogs.fields import Money, choices, kind_choices, number, text_field
from gridhall.lending.labels import STOCK_REASONS, THEMES, WAYS
from gridhall.lending.queries.stock import KindRow
from gridhall.lending.queries.things import ThingRow
from gridhall.lending.service import kits
from gridhall.lending.service import things as service
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.organisation_pick import MaybeDay
from gridhall.qt.context import Context
from gridhall.qt.labels import label

_STATES = {"ready": "在架（修好了、找回了）", "repair": "在修", "lost": "丢失", "retired": "停用"}
_COMES = ("bought", "returned")


class ThingSheet(ActSheet):
    """New things of a kind, coded one after the other."""

    def __init__(
        self, parent: QWidget, context: Context, known: Sequence[KindRow], kind_id: int | None
    ) -> None:
        face = Face("登记物品", "add_circle", (580, 440), "登记", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self.kind = kind_choices([one for one in known if one.way in ("single", "slot")])
        self.kind.setCurrentIndex(max(0, self.kind.findData(str(kind_id))))
        self.many, self.code = number(200, "件"), text_field("留空由程序编，例如 YS-014", 30)
        self.name, self.spot = text_field("例如书名；可以不写", 80), text_field("例如 2 号柜", 40)
        self.worth = Money()
        self.add_row("种类", self.kind, "kind_id", needed=True)
        self.add_row("几件", self.many)
        self.add_row("编号", self.code, "code")
        self.add_row("名称", self.name, "name")
        self.add_row("存放处", self.spot)
        self.add_row("价值", self.worth)
        self.add_wide(label("厂家条码也可以当编号：光标放在编号里扫一下", "sub", wrap=True))
        self.first_focus = self.kind

    def carry_out(self, session: Any) -> Carried:
        """Write them down."""
        code = self.code.text().strip()
        many = 1 if code else self.many.value()
        acts = []
        for place in range(many):
            draft = service.ThingDraft(
                int(self.kind.currentData()),
                code,
                self.name.text(),
                self.spot.text(),
                self.worth.fen(),
                self.context.today(),
                request_key=self.key if place == 0 else "",
            )
            acts.append(service.save_thing(session, self.context.clerk, draft))
        words = f"已登记{self.kind.currentText()} {many} 件"
        also = tuple(one.action_id for one in acts[:-1])
        return Carried(acts[-1].action_id, words, acts[-1].row_id, also)


class StockSheet(ActSheet):
    """So many of a counted kind came or went."""

    def __init__(
        self, parent: QWidget, context: Context, row: KindRow, reason: str = "bought"
    ) -> None:
        face = Face("改库存", "inventory_2", (520, 340), "登记", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.say(f"{row.name} · 在架 {row.left} {row.measure}")
        known = {code: said for code, said in STOCK_REASONS.items() if code != "counted"}
        self.reason, self.many = choices(known), number(measure=row.measure)
        self.note = text_field("例如 发给 3 号楼志愿者")
        self.reason.setCurrentIndex(list(known).index(reason))
        self.add_row("怎么变的", self.reason, "why")
        self.add_row("数量", self.many, "quantity", needed=True)
        self.add_row("备注", self.note, "note")
        self.first_focus = self.many

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, reason = self._row, str(self.reason.currentData())
        many = self.many.value() if reason in _COMES else -self.many.value()
        told = service.StockChange(row.id, many, reason, self.note.text(), self.key)
        done = service.change_stock(session, self.context.clerk, told, self.context.today())
        words = f"{row.name}{STOCK_REASONS[reason]} {abs(many)} {row.measure}"
        return Carried(done.action_id, words, row.id)


class PackSheet(ActSheet):
    """Something is put into a first-aid kit."""

    def __init__(self, parent: QWidget, context: Context, row: ThingRow) -> None:
        face = Face("放进药箱", "fact_check", (540, 400), "放进", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.say(row.title)
        self.name, self.measure = text_field("例如 碘伏棉签", 40), text_field("件", 8)
        self.many, self.lot = number(), text_field("可以不写", 30)
        self.expires = MaybeDay("有效期至", "没有有效期")
        self.expires.set_value(context.today() + timedelta(days=730), context.today())
        self.add_row("内容", self.name, "name", needed=True)
        self.add_row("数量", self.many, "quantity")
        self.add_row("量词", self.measure)
        self.add_row("有效期至", self.expires, "expires_on")
        self.add_row("批号", self.lot)
        self.first_focus = self.name

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context = self._row, self.context
        item = kits.Packed(
            self.name.text(), self.many.value(), self.measure.text() or "件",
            self.expires.value(), self.lot.text(),
        )  # fmt: skip
        done = kits.pack(session, context.clerk, row.id, item, context.today())
        return Carried(done.action_id, f"{row.code} 已放进{self.name.text().strip()}", row.id)


class StateSheet(ActSheet):
    """A thing on the shelf is broken, lost, mended, used no more."""

    def __init__(self, parent: QWidget, context: Context, row: ThingRow) -> None:
        face = Face("改物品状态", "settings", (520, 300), "改好", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.say(f"{row.title} · 现在{row.state_label}")
        self.state, self.why = choices(_STATES), text_field("例如 轮胎漏气")
        self.add_row("改成", self.state)
        self.add_row("原因", self.why, "why")
        self.first_focus = self.state

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context = self._row, self.context
        change = (str(self.state.currentData()), self.why.text())
        done = service.set_state(session, context.clerk, row.id, change, context.today())
        return Carried(done.action_id, f"{row.code} 已改成{self.state.currentText()[:2]}", row.id)


class KindSheet(ActSheet):
    """A new kind of thing, or another face of one; a supervisor's."""

    def __init__(self, parent: QWidget, context: Context, row: KindRow | None) -> None:
        title = "新建种类" if row is None else "修改种类"
        super().__init__(parent, context, Face(title, "sort", (580, 520), "保存种类"))
        self._row = row
        self.code, self.name = text_field("条码前缀，例如 YS", 12), text_field("例如 雨伞", 30)
        self.way, self.theme = choices(WAYS), choices(THEMES)
        self.measure, self.days = text_field("件", 8), number(366, "天")
        self.renewals, self.least, self.deposit = number(99, "次"), number(), Money()
        for spin in (self.days, self.renewals, self.least):
            spin.setMinimum(0)
        self._fill(row)
        self.add_row("名称", self.name, "name", needed=True)
        self.add_row("编号", self.code, "code", needed=True)
        self.add_row("怎么管理", self.way, "way")
        self.add_row("类别", self.theme)
        self.add_row("量词", self.measure)
        self.add_row("借期", self.days, "usual_days")
        self.add_row("可续借", self.renewals)
        self.add_row("通常押金", self.deposit, "deposit")
        self.add_row("最少存量", self.least, "least")
        self.first_focus = self.name

    def _fill(self, row: KindRow | None) -> None:
        self.days.setValue(3 if row is None else row.usual_days)
        self.renewals.setValue(1 if row is None else row.renewals)
        if row is None:
            return
        self.code.setText(row.code)
        self.name.setText(row.name)
        self.measure.setText(row.measure)
        self.least.setValue(row.least)
        self.way.setCurrentIndex(list(WAYS).index(row.way))
        self.theme.setCurrentIndex(list(THEMES).index(row.subject))
        if row.deposit_fen:
            self.deposit.setText(f"{row.deposit_fen / 100:g}")

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        draft = service.KindDraft(
            self.code.text(),
            self.name.text(),
            str(self.way.currentData()),
            str(self.theme.currentData()),
            self.measure.text(),
            self.days.value(),
            self.renewals.value(),
            self.deposit.fen(),
            self.least.value(),
            None if self._row is None else self._row.id,
        )
        done = service.save_kind(session, self.context.clerk, draft)
        return Carried(done.action_id, f"已保存种类“{self.name.text().strip()}”", done.row_id)
