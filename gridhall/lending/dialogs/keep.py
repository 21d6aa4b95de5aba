"""寄存, 取走, 登记失物, 认领或移交: the sheets about what others left."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from gridhall.core.clerk import Role
from gridhall.lending.dialogs.fields import Who, choices, text_field
from gridhall.lending.labels import FOUND_LAW
from gridhall.lending.queries.kept import DepositRow, FoundRow, deposit_code
from gridhall.lending.queries.things import ThingRow
from gridhall.lending.rules.drafts import DepositDraft, FoundDraft
from gridhall.lending.service import keeping_things as service
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.qt.context import Context
from gridhall.qt.labels import label

_ENDS = {"claimed": "物主认领", "police": "送交公安", "state": "满一年归国家"}


class DepositSheet(ActSheet):
    """A parcel or bag is left; it gets a code to be picked up by."""

    def __init__(
        self, parent: QWidget, context: Context, slots: Sequence[ThingRow], slot_id: int | None
    ) -> None:
        face = Face("寄存", "inventory_2", (600, 430), "寄存", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self.what, self.owner = text_field("例如 快递 1 件", 60), Who(context, "谁的，必填")
        self.phone, self.note = text_field("登记过的可以不写", 30), text_field()
        self.slot = QComboBox()
        self.slot.addItem("不进格子", None)
        for one in slots:
            self.slot.addItem(f"{one.title}（{one.state_label}）", one.id)
        self.slot.setCurrentIndex(max(0, self.slot.findData(slot_id)))
        self.day.set_value(context.today() + timedelta(days=service.KEPT_DAYS))
        self.add_row("东西", self.what, "what", needed=True)
        self.add_row("谁的", self.owner, "owner", needed=True)
        self.add_row("电话", self.phone, "phone")
        self.add_row("放在", self.slot)
        self.add_row("取走期限", self.day, "until", needed=True)
        self.add_row("备注", self.note, "note")
        self.first_focus = self.what

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        draft = DepositDraft(
            self.what.text(),
            self.owner.words(),
            self.phone.text(),
            self.owner.person_id(),
            self.slot.currentData(),
            self.day.value(),
            self.note.text(),
            self.key,
        )
        done = service.leave(session, self.context.clerk, draft, self.context.today())
        code = deposit_code(session, done.row_id)
        words = f"已寄存{self.what.text().strip()}，取件码 {code[:3]} {code[3:]}"
        return Carried(done.action_id, words, done.row_id)


class HandOutSheet(ActSheet):
    """Somebody picks it up: by the code, or checked otherwise."""

    def __init__(self, parent: QWidget, context: Context, row: DepositRow, code: str = "") -> None:
        face = Face("取走寄存", "inventory_2", (560, 340), "已取走", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.say(" · ".join(filter(None, (row.what, row.owner, row.masked_phone, row.slot))))
        self.code, self.by = text_field("凭条上的六位数字", 6), text_field(f"不写就是{row.owner}")
        self.proof = text_field("没有取件码时必填，例如 说出电话后四位")
        self.code.setText(code)
        self.add_row("取件码", self.code, "code")
        self.add_row("取走人", self.by, "taken_by")
        self.add_row("怎么核对的", self.proof, "proof")
        self.first_focus = self.by if code else self.code

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context = self._row, self.context
        taken = service.Taken(self.by.text(), self.code.text(), self.proof.text())
        done = service.hand_out(session, context.clerk, row.id, taken, context.today())
        by = self.by.text().strip() or row.owner
        return Carried(done.action_id, f"{by}已取走{row.what}", row.id)


class FoundSheet(ActSheet):
    """Lost property is brought to the counter."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        face = Face("登记失物", "search", (620, 500), "登记", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self.what, self.spot = text_field("例如 黑色双肩包", 60), text_field("例如 3 号楼北门", 60)
        self.marks = text_field("例如 内有蓝色水杯；不公开，认领时核对", 200)
        self.finder, self.phone = text_field("可以不留", 50), text_field("", 30)
        self.place = text_field("例如 失物柜第 2 格", 40)
        self.add_row("拾到什么", self.what, "what", needed=True)
        self.add_row("在哪里", self.spot, "spot", needed=True)
        self.add_row("哪天", self.day, "found_on", needed=True)
        self.add_row("特征", self.marks, "marks")
        self.add_row("拾得人", self.finder, "finder")
        self.add_row("拾得人电话", self.phone, "finder_phone")
        self.add_row("存放处", self.place, "kept_at")
        self.add_wide(label(FOUND_LAW, "sub", wrap=True))
        self.first_focus = self.what

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        draft = FoundDraft(
            self.what.text(),
            self.spot.text(),
            self.day.value(),
            self.marks.text(),
            self.finder.text(),
            self.phone.text(),
            self.place.text(),
            self.key,
        )
        done = service.note_found(session, self.context.clerk, draft, self.context.today())
        return Carried(done.action_id, f"已登记失物“{self.what.text().strip()}”", done.row_id)


class CloseFoundSheet(ActSheet):
    """Lost property goes to its owner, to the police, or to the state after its year."""

    def __init__(self, parent: QWidget, context: Context, row: FoundRow) -> None:
        face = Face("失物认领或移交", "how_to_reg", (600, 430), "办结", role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row = row
        self.say(f"{row.number} · {row.what} · {row.spot}")
        self.end, self.by = choices(_ENDS), text_field("认领人姓名")
        self.phone = text_field("认领人电话", 30)
        self.proof = text_field("怎么核对是本人的；交公安写派出所和收件人", 200)
        self.add_row("怎么办", self.end)
        self.add_row("认领人", self.by, "claimant")
        self.add_row("电话", self.phone, "phone")
        self.add_row("核对情况", self.proof, "proof")
        if row.marks:
            self.add_wide(label(f"登记的特征：{row.marks}。请让认领人自己说出来", "sub", wrap=True))
        self.first_focus = self.by

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row, context = self._row, self.context
        end = service.Closing(
            str(self.end.currentData()), self.by.text(), self.phone.text(), self.proof.text()
        )
        done = service.close_found(session, context.clerk, row.id, end, context.today())
        return Carried(done.action_id, f"失物“{row.what}”：{_ENDS[end.state]}", row.id)
