"""Judges the rows of a workbook that are volunteers."""

from datetime import date

from gridhall.core.errors import UserError
from gridhall.core.identity import IdNumberProblem, parse_id_number
from gridhall.core.text import clean_name, search_key
from gridhall.exchange.rules.problems import Flaw
from gridhall.organisation.rules.terms import GONE
from gridhall.registry.sheets.findings import Said, bad_number
from gridhall.volunteering.rules.availability import FreeTime
from gridhall.volunteering.rules.checking import LIMITS, check_volunteer
from gridhall.volunteering.rules.drafts import DraftProblems
from gridhall.volunteering.rules.telling import NO_UNIT, several, weekly_times, yes_or_no
from gridhall.volunteering.rules.volunteers import VolunteerDraft
from gridhall.volunteering.sheets.volunteers.columns import LABELS
from gridhall.volunteering.sheets.volunteers.hall import HallFacts, Known
from gridhall.volunteering.sheets.volunteers.ready import Somebody, VolunteerReady
from gridhall.volunteering.sheets.volunteers.told import Told

_NO_NAME = Said("没有姓名", "补上姓名", Flaw.NO_NAME)
_NO_NUMBER = Said("没有证件号", "先登记，以后在志愿者卡上补", Flaw.NO_NUMBER)
_HERE = "已经是志愿者（{name}），这一行没有再存"
_HERE_FIX = "有变化请在志愿者卡上修改"
_OTHER = "证件号在大厅里是{name}的"
_GONE = "{name}已{gone}，不能登记为志愿者"
_TWICE = "与第 {row} 行重复"
_UNIT = "大厅里没有这个单位，随这一批登记为双报到单位"
_SKILL = "技能名单里没有“{name}”，随这一批加进名单"
_SQUAD = Said("没有这个小分队，先空着", "在小分队名单里加上，再在志愿者卡上选", Flaw.WORD)
_PARTY = Said("看不出是不是党员，先记为不是", "写 是 或 否", Flaw.WORD)
_TIMES = Said("看不出是什么时段，已记在备注", "写 上午、下午、全天、周末 或 周三下午", Flaw.WORD)
_NOT_PARTY = Said("表里说是党员，居民卡上不是", "核对后在居民卡或党员名册上改", Flaw.WORD)
_SEXES = {"男": "1", "女": "2", "1": "1", "2": "2"}
_FIELDS = {"unit_id": "unit", "born_on": "born_on"}
_LIST_NAME = 30


class PeopleChecker:
    """Judges one row after the other; remembers whom the workbook named."""

    def __init__(self, facts: HallFacts, today: date) -> None:
        self._facts, self._today = facts, today
        self._rows: dict[str, int] = {}  # ID number, or name and phone -> the workbook's row
        self.named: dict[str, list[Somebody]] = {}
        self.numbered: dict[str, Somebody] = {}
        self._new_units: set[str] = set()
        self._new_skills: set[str] = set()

    def judge(self, told: Told) -> VolunteerReady | None:
        """The volunteer; None if the row is refused, stands twice, or the hall has it."""
        name = clean_name(told.text("name"))
        number = self._number(told)
        if not name:
            told.refuse("name", _NO_NAME)
        if told.refused():
            return None
        phone = told.number("phone")
        known = self._known(name, number, phone)
        if known is not None and not self._fits(told, name, known):
            return None
        who = Somebody(name, known.volunteer_id if known else None)
        if self._stands_twice(told, number or f"{name}/{phone}"):
            return None
        if known is not None and known.volunteer_id is not None and not known.was_undone:
            self._remember(who, number)
            said = _HERE.format(name=name)
            told.warn("name", Said(said, _HERE_FIX, Flaw.DUPLICATE))
            return None
        ready = self._ready(told, who, known, number)
        if ready is not None:
            self._remember(who, number)
        return ready

    def _number(self, told: Told) -> str:
        typed = told.number("id_number")
        if not typed or told.refused():
            return ""
        try:
            return parse_id_number(typed).number
        except IdNumberProblem as error:
            told.refuse("id_number", bad_number(str(error), error.kind))
        except UserError as error:
            told.refuse("id_number", Said(str(error), "对照原件重新填写", Flaw.CHARACTERS))
        return ""

    def _known(self, name: str, number: str, phone: str) -> Known | None:
        if number:
            return self._facts.by_number(number)
        return self._facts.by_phone(name, phone) if phone else None

    def _fits(self, told: Told, name: str, known: Known) -> bool:
        if search_key(known.name) != search_key(name):
            said = _OTHER.format(name=known.name)
            told.refuse("id_number", Said(said, "核对姓名和证件号，抄错的改正", Flaw.PERSON))
        elif known.status in GONE:
            said = _GONE.format(name=name, gone=GONE[known.status])
            told.refuse("name", Said(said, "核对居民卡上的情况", Flaw.PERSON))
        return not told.refused()

    def _stands_twice(self, told: Told, key: str) -> bool:
        row = self._rows.setdefault(key, told.row)
        if row == told.row:
            return False
        said = _TWICE.format(row=row)
        told.warn("name", Said(said, "同一个人只留一行", Flaw.DUPLICATE))
        return True

    def _remember(self, who: Somebody, number: str) -> None:
        self.named.setdefault(who.name, []).append(who)
        if number:
            self.numbered[number] = who

    def _ready(
        self, told: Told, who: Somebody, known: Known | None, number: str
    ) -> VolunteerReady | None:
        is_party = self._party(told, known)
        times, note = self._times(told)
        draft = VolunteerDraft(
            person_id=known.person_id if known else None,
            outsider_id=known.outsider_id if known else None,
            name=who.name,
            sex=_SEXES.get(told.text("sex"), "0"),
            born_on=told.day("born_on"),
            id_number=number,
            phone=told.number("phone"),
            is_party=is_party,
            number=told.text("number"),
            area=told.text("area"),
            category=told.text("category"),
            joined_on=told.day("joined_on"),
            consent_on=told.day("consent_on"),
            note="\n".join(filter(None, (told.text("note"), note))),
        )
        if not number:
            told.warn("id_number", _NO_NUMBER)
        try:
            draft = check_volunteer(draft, self._today)
        except DraftProblems as problems:
            _refuse(told, problems)
        if told.refused():
            return None
        unit, skills, squads = self._unit(told), self._skills(told), self._squads(told)
        again = known.volunteer_id if known else None
        return VolunteerReady(who, draft, unit, skills, squads, times, again)

    def _party(self, told: Told, known: Known | None) -> bool:
        found = yes_or_no(told.text("is_party"))
        if found is None:
            told.warn("is_party", _PARTY)
        if found and known is not None and known.person_id is not None and not known.is_party:
            told.warn("is_party", _NOT_PARTY)
        return bool(found)

    def _times(self, told: Told) -> tuple[tuple[FreeTime, ...], str]:
        typed = told.text("times")
        found = weekly_times(typed)
        if found is None:
            told.warn("times", _TIMES)
            return (), f"可服务时段：{typed}"
        return found, ""

    def _unit(self, told: Told) -> str:
        name = told.text("unit")
        if name in NO_UNIT:
            return ""
        key = search_key(name)
        if key not in self._facts.units and key not in self._new_units:
            self._new_units.add(key)
            told.warn("unit", Said(_UNIT, "名字写错了请改正再导入", Flaw.WORD))
        return name

    def _skills(self, told: Told) -> tuple[str, ...]:
        names = tuple(one[:_LIST_NAME] for one in several(told.text("skills")))
        for name in names:
            key = search_key(name)
            if key not in self._facts.skills and key not in self._new_skills:
                self._new_skills.add(key)
                said = _SKILL.format(name=name)
                told.warn("skills", Said(said, "写错了请改正再导入", Flaw.WORD))
        return names

    def _squads(self, told: Told) -> tuple[int, ...]:
        found = []
        for name in several(told.text("squads")):
            squad_id = self._facts.squads.get(search_key(name))
            if squad_id is None:
                told.warn("squads", _SQUAD)
            else:
                found.append(squad_id)
        return tuple(found)


def _refuse(told: Told, problems: DraftProblems) -> None:
    for one in problems.problems:
        key = _FIELDS.get(one.field, one.field)
        flaw = Flaw.TOO_LONG if one.field in LIMITS else Flaw.DAY
        said = one.sentence.partition("，请")
        fix = f"请{said[2]}" if said[2] else "请改正"
        told.refuse(key if key in LABELS else "name", Said(said[0], fix, flaw))
