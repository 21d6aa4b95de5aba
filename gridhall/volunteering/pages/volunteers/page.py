"""集中服务日·志愿者: who serves, what they can, when they may; filters above, the card beside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from gridhall.core.clock import number_of_hours
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.organisation.pages.listed import ListedPage, Manner
from gridhall.qt.buttons import button, key_sequences
from gridhall.qt.context import Context
from gridhall.qt.labels import label
from gridhall.volunteering.columns.volunteers import VOLUNTEERS
from gridhall.volunteering.pages.volunteers.acts import VolunteerActs
from gridhall.volunteering.pages.volunteers.panel import VolunteerPanel
from gridhall.volunteering.queries.card import VolunteerCard, volunteer
from gridhall.volunteering.queries.offers import Offers, offers
from gridhall.volunteering.queries.volunteers import VolunteerRow, volunteers
from gridhall.volunteering.rules.volunteers import expires_soon
from gridhall.volunteering.service.taking_back import take_back

_TABLES = frozenset({
    "volunteer", "volunteer_skill", "volunteer_squad", "availability", "wish", "pairing", "squad",
    "skill", "hours_entry", "outsider", "person", "partner_unit", "membership",
})  # fmt: skip
PILLS = ("在册", "快到期", "缺基本信息", "暂停", "退出", "全部")
_MANNER = Manner(
    name="志愿者",
    placeholder="姓名首字母",
    columns=VOLUNTEERS,
    tables=_TABLES,
    pills=PILLS,
    glyph="volunteer_activism",
    side=470,
)


@dataclass(frozen=True, slots=True)
class VolunteersTold:
    """What the list is made of, and what the sheets offer."""

    rows: Sequence[VolunteerRow]
    offers: Offers


class VolunteersPage(ListedPage):
    """Type initials to find somebody; the card follows."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, _MANNER, VolunteerPanel(context.today()))
        self.told = VolunteersTold((), Offers())
        self.acts = VolunteerActs(self)
        self.squad, self.skill, self.unit = QComboBox(), QComboBox(), QComboBox()
        self.new_button = button("登记志愿者", "Ctrl+N", "primary", "add")
        self.import_button = button("导入…", "", "", "upload_file")
        self.lists_button = button("小分队与技能名单", "", "", "rule")
        for made in (self.new_button, self.import_button, self.lists_button):
            made.setParent(self)
        self._add_filters()
        self._connect_acts()

    panel: VolunteerPanel

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.lists_button, self.import_button, self.new_button)

    def reading(self) -> Callable[[Any], VolunteersTold]:
        """Every volunteer, who left too."""
        today = self.context.today()
        return lambda session: VolunteersTold(volunteers(session, today), offers(session, today))

    def take(self, told: VolunteersTold) -> None:
        """Keep it, fill the filters and count."""
        self.told = told
        for combo, words, of in (
            (self.squad, "全部小分队", [(one.id, one.name) for one in told.offers.squads]),
            (self.skill, "全部技能", [(one.id, one.name) for one in told.offers.skills]),
            (self.unit, "全部单位", _units_of(told)),
        ):
            _refill(combo, words, of)
        self._count()

    def rows(self) -> Sequence[VolunteerRow]:
        """Those of the pill and of the drop-downs."""
        place = max(0, self.ui.pills.current())
        rows = [row for row in self._narrowed() if self._under(place, row)]
        hours = number_of_hours(sum(row.minutes_this_year for row in rows))
        self.ui.countLabel.setText(f"{len(rows)} 人 · 本年 {hours} 小时")
        return rows

    def typed_as(self, row: VolunteerRow) -> str:
        """Name, unit, number, squads, skills."""
        words = (row.name, row.unit_name, row.number, row.area)
        return " ".join((*words, *row.squads, *row.skills))

    def reading_card(self, row: VolunteerRow) -> Callable[[Any], VolunteerCard]:
        """One volunteer."""
        today = self.context.today()
        return lambda session: volunteer(session, row.id, today)

    def show_card(self, told: VolunteerCard) -> None:
        """Show it."""
        self.panel.show_volunteer(told)

    def open_row(self, row: VolunteerRow) -> None:
        """Enter: change it."""
        self.acts.change()

    def say_empty(self) -> None:
        """Nobody at all, or nobody of this pill."""
        empty = self.ui.empty
        if self.told.rows:
            empty.say("这里没有志愿者", "换上面的条件看看", "task_alt")
            empty.offer("")
        else:
            said = "登记居民和报到单位的志愿者；也可以从表格导入"
            empty.say("还没有志愿者", said, "volunteer_activism")
            empty.offer("登记志愿者", "Ctrl+N", "add")

    def choose(self, key: object) -> None:
        """Choose a volunteer, as another page wants it: whatever hides them is taken off."""
        for combo in (self.squad, self.skill, self.unit):
            combo.setCurrentIndex(0)
        self.ui.pills.choose(len(PILLS) - 1)
        if self.is_read:
            self.relist()
        super().choose(key)

    def tell(self, done: Carried) -> None:
        """Say what was done, and how to take it back; who is new is chosen."""
        acts = [one for one in (done.action_id, *reversed(done.also)) if one is not None]
        context = self.context

        def undo() -> None:
            with context.db.write() as session:
                for one in acts:
                    take_back(session, context.clerk, one)

        if done.organisation_id is not None:
            self._wanted = done.organisation_id
        context.desk.toast(done.words, undo if acts else None)

    def _narrowed(self) -> list[VolunteerRow]:
        squad, skill = self.squad.currentData(), self.skill.currentData()
        unit = self.unit.currentData()
        return [
            row
            for row in self.told.rows
            if (squad is None or squad in row.squad_ids)
            and (skill is None or any(one.skill_id == skill for one in row.skill_rows))
            and (unit is None or (row.unit_id or 0) == unit)
        ]

    def _under(self, place: int, row: VolunteerRow) -> bool:
        """Whether somebody belongs under a pill."""
        there = row.state == "active" and not row.gone
        if place in (0, 1, 2):
            soon = any(expires_soon(s.valid_until, self.context.today()) for s in row.skill_rows)
            return there and (place == 0 or (soon if place == 1 else bool(row.missing)))
        return place == 5 or row.state == ("paused" if place == 3 else "left")

    def _count(self) -> None:
        rows = self._narrowed()
        counts = [sum(self._under(place, row) for row in rows) for place in range(len(PILLS))]
        self.ui.pills.set_counts(PILLS, counts)
        self.counted.emit(sum(self._under(0, row) for row in self.told.rows))

    def _add_filters(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 14, 10)
        row.setSpacing(8)
        row.addWidget(label("只看", "label"))
        for combo, name in ((self.squad, "小分队"), (self.skill, "技能"), (self.unit, "报到单位")):
            combo.setAccessibleName(f"只看哪个{name}")
            combo.setMaxVisibleItems(16)
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(8)
            combo.currentIndexChanged.connect(self._filtered)
            row.addWidget(combo, 1)
        self.ui.layout8.insertLayout(1, row)
        self.ui.layout8.setStretch(1, 0)
        self.ui.layout8.setStretch(2, 1)

    def _filtered(self) -> None:
        if self.is_read:
            self._count()
            self.relist()

    def _connect_acts(self) -> None:
        panel, acts, do = self.panel, self.acts, self.act
        self.ui.empty.acted.connect(partial(do, acts.register))
        for made, act in (
            (self.new_button, acts.register),
            (panel.change_button, acts.change),
            (panel.skills_button, acts.skills),
            (panel.squads_button, acts.squads),
            (panel.times_button, acts.times),
            (panel.wishes_button, acts.wishes),
            (panel.pairs_button, acts.pairs),
            (panel.hours_button, acts.hours),
            (panel.history_button, acts.history),
            (panel.duties_button, acts.save_duties),
            (panel.certificate_button, acts.certify),
            (panel.state_button, acts.state),
            (panel.resident_button, acts.resident),
        ):
            made.clicked.connect(partial(do, act))
            for keys in key_sequences(made.property("hint")):
                QShortcut(keys, self).activated.connect(made.click)  # the card may have no room
        self.import_button.clicked.connect(partial(do, acts.bring))
        self.lists_button.clicked.connect(partial(do, acts.lists))


def _units_of(told: VolunteersTold) -> list[tuple[int, str]]:
    """Units that volunteers come from; 0 is 没有单位."""
    there = {row.unit_id: row.unit_name for row in told.rows if row.unit_id is not None}
    return [(0, "没有单位"), *sorted(there.items(), key=lambda one: one[1])]


def _refill(combo: QComboBox, words: str, of: Sequence[tuple[int, str]]) -> None:
    """Fill a drop-down without telling; what was chosen stays if it is still there."""
    chosen = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    combo.addItem(words, None)
    for key, name in of:
        combo.addItem(name, key)
    combo.setCurrentIndex(max(0, combo.findData(chosen)) if chosen is not None else 0)
    combo.blockSignals(False)
