"""登记志愿者 and 修改志愿者: the eight basics of the clause, consent, guardian, insurance."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.core.identity import parse_id_number
from gridhall.organisation.dialogs.organisation_pick import MaybeDay, typed_combo
from gridhall.organisation.dialogs.seat_holder import HolderPart
from gridhall.qt.context import Context
from gridhall.qt.labels import label, set_look
from gridhall.volunteering.dialogs.days_act import Carried, DayActSheet, Face
from gridhall.volunteering.dialogs.volunteers.parts import NamedPick, Ticks
from gridhall.volunteering.queries.card import VolunteerCard
from gridhall.volunteering.queries.offers import Offers
from gridhall.volunteering.rules.checking import LIMITS
from gridhall.volunteering.rules.volunteers import VolunteerDraft
from gridhall.volunteering.service import volunteers as service

_SEXES = (("没有填", "0"), ("男", "1"), ("女", "2"))
_CONSENTS = ("书面", "口头", "线上注册时勾选")
_CATEGORIES = ("助老助残", "环境保护", "政策宣传", "医疗健康", "便民服务", "文明实践")
_NUMBER_DIGITS, _MOST_DAYS = 18, 31


class Form:
    """The fields that a new volunteer and a known one share."""

    def __init__(self, offers: Offers, today: date) -> None:
        self.id_number, self.sex, self.born = QLineEdit(), QComboBox(), MaybeDay("出生日期")
        self.number_said = label("", "sub", wrap=True)
        self.number_said.hide()
        self.number_box = _stacked(self.id_number, self.number_said)
        self.unit = NamedPick(offers.units, "报到单位", "单位")
        self.grid = NamedPick(offers.grids, "所在网格", "网格")
        self.area = typed_combo(("", *offers.areas), LIMITS["area"])
        self.category = typed_combo(
            ("", *dict.fromkeys((*offers.categories, *_CATEGORIES))), LIMITS["category"]
        )
        self.consent, self.how = MaybeDay("本人同意", "没有"), typed_combo(_CONSENTS, 60)
        self.joined, self.most = MaybeDay("注册日期"), QSpinBox()
        self.guardian, self.guardian_phone = QLineEdit(), QLineEdit()
        self.guardian_consent = MaybeDay("监护人同意", "没有")
        self.accompanied, self.insured = QCheckBox("监护人陪同"), MaybeDay("保险到期", "没有")
        self.note = QLineEdit()
        self._dress(today)

    def _dress(self, today: date) -> None:
        for words, code in _SEXES:
            self.sex.addItem(words, code)
        self.most.setRange(0, _MOST_DAYS)
        self.most.setSpecialValueText("不限")
        self.most.setSuffix(" 天")
        for field, most in (
            (self.id_number, 24), (self.guardian, 50), (self.guardian_phone, 30), (self.note, 400),
        ):  # fmt: skip
            field.setMaxLength(most)
        self.guardian.setPlaceholderText("未成年才填")
        if (area := self.area.lineEdit()) is not None:
            area.setPlaceholderText("居民空着就按住址")
        self.grid.setPlaceholderText("居民空着就按住址")
        self.guardian_phone.setPlaceholderText("监护人电话")
        for unknown in (self.born, self.guardian_consent, self.insured):
            unknown.set_value(None, today)
        for known in (self.consent, self.joined):
            known.set_value(today, today)
        self.born.edit.set_value(date(1980, 1, 1))
        self.id_number.textChanged.connect(self.check_number)

    def check_number(self) -> None:
        """A right ID number says sex and birth date."""
        typed = "".join(self.id_number.text().split())
        if len(typed) < _NUMBER_DIGITS:
            self._say("" if not typed else f"还差 {_NUMBER_DIGITS - len(typed)} 位", "sub")
            return
        try:
            number = parse_id_number(typed)
        except UserError as error:
            self._say(str(error), "err")
            return
        self._say("号码正确，性别和出生日期已按它填好", "ok")
        self.sex.setCurrentIndex(self.sex.findData(number.sex))
        self.born.set_value(number.birth_date, number.birth_date)

    def _say(self, words: str, role: str) -> None:
        self.number_said.setText(words)
        self.number_said.setVisible(bool(words))
        set_look(self.number_said, role=role)

    def draft(self) -> VolunteerDraft:
        """What the fields say."""
        consent = self.consent.value()
        return VolunteerDraft(
            sex=str(self.sex.currentData()),
            born_on=self.born.value(),
            id_number=self.id_number.text(),
            unit_id=self.unit.value(),
            area=self.area.currentText(),
            category=self.category.currentText(),
            home_grid_id=self.grid.value(),
            joined_on=self.joined.value(),
            consent_on=consent,
            consent_how=self.how.currentText() if consent else "",
            max_per_month=self.most.value() or None,
            guardian_name=self.guardian.text(),
            guardian_phone=self.guardian_phone.text(),
            guardian_consent_on=self.guardian_consent.value(),
            accompanied=self.accompanied.isChecked(),
            insured_until=self.insured.value(),
            note=self.note.text(),
        )

    def fill(self, draft: VolunteerDraft, today: date) -> None:
        """Show what is kept."""
        self.id_number.setText(draft.id_number)
        self.sex.setCurrentIndex(max(0, self.sex.findData(draft.sex)))
        self.born.set_value(draft.born_on, date(1980, 1, 1))
        self.unit.show_one(draft.unit_id)
        self.grid.show_one(draft.home_grid_id)
        self.area.setCurrentText(draft.area)
        self.category.setCurrentText(draft.category)
        self.joined.set_value(draft.joined_on, today)
        self.consent.set_value(draft.consent_on, today)
        self.how.setCurrentText(draft.consent_how)
        self.most.setValue(draft.max_per_month or 0)
        self.guardian.setText(draft.guardian_name)
        self.guardian_phone.setText(draft.guardian_phone)
        self.guardian_consent.set_value(draft.guardian_consent_on, today)
        self.accompanied.setChecked(draft.accompanied)
        self.insured.set_value(draft.insured_until, today)
        self.note.setText("；".join(draft.note.splitlines()))


class RegisterSheet(DayActSheet):
    """A resident found by initials, somebody known from outside, or a new one of a unit."""

    def __init__(self, parent: QWidget, context: Context, offers: Offers) -> None:
        face = Face("登记志愿者", "volunteer_activism", (1080, 660), "登记志愿者",
                    role=Role.COUNTER)  # fmt: skip
        super().__init__(parent, context, face)
        self.fields = Form(offers, context.today())
        self.holder = HolderPart(context, "志愿者")
        self.squads = Ticks([(one.id, one.name) for one in offers.squads], "小分队")
        self.skills = Ticks([(one.id, one.name) for one in offers.skills], "专业技能", 4)
        self._rows_of()
        self.holder.changed.connect(self._follow)
        self._follow()
        self.first_focus = self.holder

    def write(self, session: Any) -> Carried:
        """Register them."""
        holder = self.holder.holder()
        if holder is None:
            raise UserError("请选志愿者；不在册的输全名，再选“登记为外部人员”")
        draft = replace(
            self.fields.draft(), person_id=holder.person_id, outsider_id=holder.outsider_id,
            skills=self.skills.value(), squads=self.squads.value(),
        )  # fmt: skip
        if holder.outsider is not None:
            new = holder.outsider
            note = f"单位：{new.workplace}" if new.workplace and draft.unit_id is None else ""
            draft = replace(draft, name=new.name, phone=new.phone, is_party=new.is_party,
                            note="\n".join(filter(None, (draft.note, note))))  # fmt: skip
        today = self.context.today()
        done = service.register_as_act(session, self.context.clerk, draft, today, self.key)
        return Carried(done.action_id, f"{self.holder.name()}已登记为志愿者", done.row_id)

    def _rows_of(self) -> None:
        form = self.fields
        self.add_row("志愿者", self.holder, "who", needed=True)
        self.add_row("证件号", form.number_box, "id_number")
        self.add_row("性别", form.sex, "sex")
        self.add_row("出生日期", form.born, "born_on")
        self.add_row("报到单位", form.unit, "unit_id")
        self.add_row("居住区域", form.area, "area")
        self.add_row("服务类别", form.category, "category")
        self.add_row("小分队", self.squads, "squads")
        self.add_row("专业技能", self.skills, "skills")
        self.go_right()
        more_rows(self, form)

    def _follow(self) -> None:
        """Number, sex and birth date are asked of somebody new; the others' are known."""
        known = self.holder.who.choice is not None and not self.holder.phone.isVisibleTo(
            self.holder
        )
        form = self.fields
        for field in (form.id_number, form.sex, form.born):
            field.setEnabled(not known)
        said = "登记册里已经有，不用再填" if known else "不在册的人填；有证件号就不用填下面两项"
        form.id_number.setPlaceholderText(said)


class ChangeSheet(DayActSheet):
    """What is kept of a volunteer; a resident's name and number are the register's."""

    def __init__(
        self, parent: QWidget, context: Context, offers: Offers, card: VolunteerCard
    ) -> None:
        face = Face(f"修改志愿者 · {card.row.name}", "edit", (1080, 600), "保存修改",
                    role=Role.COUNTER)  # fmt: skip
        super().__init__(parent, context, face)
        self._card, self.fields = card, Form(offers, context.today())
        self.name, self.phone = QLineEdit(card.row.name), QLineEdit(card.draft.phone)
        self.number, self.is_party = QLineEdit(card.draft.number), QCheckBox("是党员")
        self.is_party.setChecked(card.draft.is_party)
        self._rows_of()
        self.fields.fill(card.draft, context.today())
        self.first_focus = self.fields.unit if card.row.person_id else self.name

    def write(self, session: Any) -> Carried:
        """Change it."""
        draft = replace(
            self.fields.draft(), name=self.name.text(), phone=self.phone.text(),
            is_party=self.is_party.isChecked(), number=self.number.text(),
            version=self._card.draft.version,
        )  # fmt: skip
        context, row = self.context, self._card.row
        done = service.change(session, context.clerk, row.id, draft, context.today())
        return Carried(done.action_id, f"已修改{self.name.text().strip()}的资料", row.id)

    def _rows_of(self) -> None:
        form = self.fields
        for field, most in ((self.name, 100), (self.phone, 30), (self.number, 30)):
            field.setMaxLength(most)
        if self._card.row.person_id is None:
            self.add_row("姓名", self.name, "name", needed=True)
            self.add_row("联系电话", self.phone, "phone")
            self.add_row("", self.is_party)
            self.add_row("证件号", form.number_box, "id_number")
            self.add_row("性别", form.sex, "sex")
            self.add_row("出生日期", form.born, "born_on")
        else:
            self.add_row("姓名", label(self._card.row.name, "b"))
            told = "姓名、证件号、电话在居民卡上改"
            self.add_wide(label(told, "sub", wrap=True))
        self.add_row("志愿者编号", self.number, "number")
        self.add_row("报到单位", form.unit, "unit_id")
        self.add_row("居住区域", form.area, "area")
        self.add_row("服务类别", form.category, "category")
        self.go_right()
        more_rows(self, form)


def _stacked(field: QLineEdit, below: QWidget) -> QWidget:
    """A field with what is said of it right below."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(field)
    column.addWidget(below)
    box.setFocusProxy(field)
    field.setAccessibleName("证件号")
    return box


def more_rows(sheet: DayActSheet, form: Form) -> None:
    """The right half of both sheets."""
    sheet.add_row("注册日期", form.joined, "joined_on")
    sheet.add_row("本人同意", form.consent, "consent_on")
    sheet.add_row("同意方式", form.how, "consent_how")
    sheet.add_row("所在网格", form.grid, "home_grid_id")
    sheet.add_row("每月最多", form.most, "max_per_month")
    sheet.add_row("保险到期", form.insured, "insured_until")
    sheet.add_row("监护人", form.guardian, "guardian_name")
    sheet.add_row("监护人电话", form.guardian_phone, "guardian_phone")
    sheet.add_row("监护人同意", form.guardian_consent, "guardian_consent_on")
    sheet.add_row("", form.accompanied)
    sheet.add_row("备注", form.note, "note")
