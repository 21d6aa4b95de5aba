"""One volunteer: the eight basics, skills and squads, times, wishes, service."""

from datetime import date

from gridhall.organisation.pages.side import FactsPart, ShortTable, SidePanel, buttons, said
from gridhall.qt.buttons import button
from gridhall.qt.frames import Banner
from gridhall.volunteering.columns.volunteers import (
    basics_shown,
    consent_facts,
    service_words,
    skill_columns,
    state_tone,
    state_words,
    time_words,
)
from gridhall.volunteering.dialogs.volunteers.week import WeekGrid, week_of
from gridhall.volunteering.labels import BASICS
from gridhall.volunteering.queries.card import VolunteerCard
from gridhall.volunteering.rules.volunteers import is_minor


class VolunteerPanel(SidePanel):
    """Shows a volunteer; what is pressed is told by its button."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.card: VolunteerCard | None = None
        self._today = today
        self.warning, self.basics, self.more = Banner(), FactsPart(), FactsPart()
        self.skills, self.squads = ShortTable(skill_columns(today), "专业技能", 5), said()
        self.week, self.dated, self.wishes = WeekGrid(), said(), said()
        self.service = said("", "")
        self._make_buttons()
        self.basics_part = self.add_section("基本信息", [self.warning, self.basics])
        self.skills_part = self.add_section(
            "技能与小分队",
            [self.skills, self.squads, buttons(self.skills_button, self.squads_button)],
        )
        self.times_part = self.add_section(
            "可服务时段", [self.week, self.dated, buttons(self.times_button)]
        )
        self.add_section(
            "意愿与搭档", [self.wishes, buttons(self.wishes_button, self.pairs_button)]
        )
        kept = buttons(self.hours_button, self.history_button)
        given = buttons(self.duties_button, self.certificate_button)
        self.add_section("服务", [self.service, kept, given])
        self.add_section("同意、监护和保险", [self.more])
        self.set_foot([self.state_button], [self.resident_button, self.change_button])

    def _make_buttons(self) -> None:
        self.change_button = button("修改…", "Ctrl+E", "", "edit")
        self.skills_button = button("改技能…", "Alt+K")
        self.squads_button = button("改小分队…", "Alt+B")
        self.times_button = button("改时段…", "Alt+T")
        self.wishes_button = button("改意愿…", "Alt+Y")
        self.pairs_button = button("改搭档…", "Alt+P")
        self.hours_button = button("时长台账…", "Alt+H")
        self.duties_button = button("存日程…", "Alt+S", "", "event")
        self.certificate_button = button("开服务证明…", "Ctrl+P", "", "print")
        self.history_button = button("变动经过…", "Ctrl+H", "text", "history")
        self.state_button = button("暂停、退出…", "Alt+L")
        self.resident_button = button("居民卡片", "Alt+R", "text", "id_card")

    def show_volunteer(self, card: VolunteerCard) -> None:
        """Another volunteer, or the same anew."""
        self.card, row = card, card.row
        chips = [(state_words(row), state_tone(row))]
        chips += [("党员", "red")] if row.is_party else []
        chips += [("未成年", "amber")] if is_minor(row.born_on, self._today) else []
        path = " · ".join(filter(None, (row.number, row.unit_name)))
        self.show_head(path, row.name, chips)
        self.warning.say("amber", "；".join(row.warnings)) if row.warnings else self.warning.hide()
        self.basics.show_facts(basics_shown(card))
        lacks = "、".join(BASICS[one] for one in row.missing)
        self.basics_part.say(f"缺 {lacks}" if lacks else "八项齐全")
        self._show_skills(card)
        self._show_times(card)
        lines = [one.words for one in card.wishes] + [one.words for one in card.pairs]
        self.wishes.setText("\n".join(f"· {one}" for one in lines) or "没有写")
        self.service.setText(service_words(card))
        self.more.show_facts(consent_facts(card))
        self.resident_button.setVisible(row.person_id is not None)
        self.state_button.setText("恢复服务" if row.state != "active" else "暂停、退出…")
        self.settle()

    def _show_skills(self, card: VolunteerCard) -> None:
        row = card.row
        self.skills.show_rows(row.skill_rows)
        self.skills_part.say("" if row.skill_rows else "没有登记技能")
        self.squads.setText(f"小分队：{'、'.join(row.squads) or '没有'}")

    def _show_times(self, card: VolunteerCard) -> None:
        times = [one.time for one in card.times]
        weekly = any(one.weekday is not None for one in times)
        self.week.show_week(week_of(times))
        self.week.setVisible(weekly)
        self.times_part.say("" if times else "没有写，什么时候都可以排")
        dated = [time_words(one) for one in card.times if one.time.weekday is None]
        self.dated.setText("\n".join(f"· {one}" for one in dated))
        self.dated.setVisible(bool(dated))
