"""The fictional three lists: needs, resources and projects of two years, and their claims."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridhall.demo.rows import Rows
from gridhall.organisation.models import Organisation, PartnerUnit
from gridhall.papers.service import skip_numbers
from gridhall.places.models import Grid
from gridhall.pledges.models import Claim, ItemCategory, ListItem
from gridhall.pledges.rules.states import Part, item_state, left
from gridhall.pledges.service.items import spell_number
from gridhall.registry.models import Person

NEEDS, RESOURCES, PROJECTS = 64, 30, 16
_CLERKS = ("王芳", "高明")
_NEEDS = (  # title, category, quantity, measure
    ("为独居老人量血压", "健康义诊", 4, "场"),
    ("给行动不便的老人上门理发", "便民理发", 12, "人"),
    ("老人不会用手机挂号，想有人教", "科普宣传", 3, "场"),
    ("换楼道里的灯泡", "照明维修", 6, "个"),
    ("清理 5 号楼后面的建筑垃圾", "环境卫生", 1, "次"),
    ("房产过户的法律咨询", "法律咨询", 2, "场"),
    ("邻里漏水纠纷调解", "矛盾调解", 1, "件"),
    ("暑假没人看孩子，想有托管", "儿童托管", 20, "人"),
    ("给独居老人做年夜饭", "走访慰问", 15, "户"),
    ("反诈骗讲座", "反诈宣传", 2, "场"),
    ("小区门口早高峰交通劝导", "交通劝导", 10, "次"),
    ("残疾人找工作", "就业帮扶", 3, "人"),
    ("修单元门的门禁", "管网维修", 2, "个"),
    ("老旧电线检查", "消防安全", 40, "户"),
    ("高三学生的心理疏导", "心理疏导", 2, "场"),
    ("广场舞的音响太响，想劝一劝", "文明劝导", 4, "次"),
    ("垃圾分类桶边指导", "垃圾分类", 8, "次"),
    ("重阳节演出", "文艺演出", 1, "场"),
)
_RESOURCES = (
    ("义诊医生和量血压设备", "健康义诊", 12, "场"),
    ("法律咨询，律师 1 名", "法律咨询", 12, "场"),
    ("调解员 2 名", "矛盾调解", 24, "件"),
    ("会议室 80 座，周末可借", "场地设施共享", 40, "次"),
    ("反诈讲师", "反诈宣传", 6, "场"),
    ("电工 2 名，可换灯泡、查电线", "照明维修", 30, "个"),
    ("理发志愿者 3 名", "便民理发", 60, "人"),
    ("心理咨询师", "心理疏导", 6, "场"),
    ("金融知识讲座", "金融知识", 4, "场"),
    ("演出队 12 人", "文艺演出", 3, "场"),
    ("党员志愿者 10 名，可劝导、清扫", "文明劝导", 20, "次"),
    ("节日慰问物资", "走访慰问", 30, "户"),
)
_PROJECTS = (
    ("小区北门道路硬化", "道路修缮", 110_000),
    ("加装路灯 12 盏", "照明维修", 36_000),
    ("改造便民晾衣区", "小区改造", 18_000),
    ("建四点半课堂", "儿童托管", 25_000),
    ("楼道扶手加装", "助老服务", 42_000),
    ("社区图书角", "文化活动", 8_000),
    ("雨污管道疏通", "管网维修", 27_500),
    ("健身路径更新", "体育健身", 60_000),
)
_RESULTS = ("已按约定办好，居民满意", "现场办结，留了联系电话", "分两次办好", "")


class _Made(NamedTuple):
    item_id: int
    kind: str
    quantity: int
    opened_on: date
    unit_id: int | None


class PledgeMaker:
    """Writes the lists down with claims as a hall has them: most done, some late, some open."""

    def __init__(self, session: Session, rng: Random, today: date) -> None:
        self._session, self._rng, self._today = session, rng, today
        self._rows = Rows(session)
        self._counts: dict[tuple[str, int], int] = defaultdict(int)
        self._parts: dict[int, list[Part]] = defaultdict(list)
        there = or_(PartnerUnit.active_to.is_(None), PartnerUnit.active_to > today)
        reporting = (there, PartnerUnit.kind.in_(("reporting", "both")))
        self._units = list(session.scalars(select(PartnerUnit.id).where(*reporting)))
        self._categories = {row.name: row.id for row in session.scalars(select(ItemCategory))}
        self._grids = list(session.scalars(select(Grid.id).where(Grid.active_to.is_(None))))
        self._people = list(
            session.scalars(select(Person.id).where(Person.status == "present").limit(400))
        )
        community = select(Organisation.id).where(Organisation.kind == "party_committee")
        self._community = session.scalars(community.limit(1)).first()

    def make(self, scale: int = 1) -> int:
        """Everything of two years; how many items. `scale` times as much for a large hall."""
        self._rows.open(ListItem)
        self._rows.open(Claim)
        if not self._units:
            return 0
        made = [self._resource(at) for at in range(RESOURCES * scale)]
        made += [self._need(*one) for one in enumerate(self._days(NEEDS * scale, 1, 400))]
        made += [self._project(*one) for one in enumerate(self._days(PROJECTS * scale, 20, 300))]
        for one in made:
            self._claim(one)
        self._settle()
        self._rows.write()
        for (kind, year), many in sorted(self._counts.items()):
            skip_numbers(self._session, f"pledge-{kind}", str(year), many)
        return len(made)

    def _resource(self, at: int) -> _Made:
        title, category, quantity, measure = _RESOURCES[at % len(_RESOURCES)]
        unit = self._units[at % len(self._units)]
        opened = date(self._today.year - at % 2, 1, 10) + timedelta(days=at % 20)
        return self._item(
            "resource", (title, category, quantity, measure), min(opened, self._today),
            unit_id=unit,
        )  # fmt: skip

    def _days(self, many: int, least: int, most: int) -> list[date]:
        """Days something was collected on, the oldest first, as its number will be."""
        ages = sorted((self._rng.randrange(least, most) for _ in range(many)), reverse=True)
        return [self._today - timedelta(days=age) for age in ages]

    def _need(self, at: int, opened: date) -> _Made:
        due = opened + timedelta(days=self._rng.choice((15, 30, 60)))
        asked: dict[str, Any] = {"due_on": due if at % 3 else None}
        if self._people and at % 4 == 0:
            asked["person_id"] = self._rng.choice(self._people)
        else:
            asked["proposer"] = self._rng.choice(("3号楼居民", "楼栋长", "小区党支部", "网格员"))
        if self._grids:
            asked["grid_id"] = self._rng.choice(self._grids)
        return self._item("demand", _NEEDS[at % len(_NEEDS)], opened, **asked)

    def _project(self, at: int, opened: date) -> _Made:
        """Each unit but the last has its practical matter of the year: the last lacks one."""
        title, category, yuan = _PROJECTS[at % len(_PROJECTS)]
        last = len(self._units) - 1
        unit = self._units[at % last] if last > 0 else None
        return self._item(
            "project", (title, category, 1, "项"), opened,
            unit_id=unit, is_practical=True, money_fen=yuan * 100,
            due_on=opened + timedelta(days=150),
        )  # fmt: skip

    def _item(self, kind: str, said: tuple[str, str, int, str], opened: date, **more: Any) -> _Made:
        title, category, quantity, measure = said
        self._counts[kind, opened.year] += 1
        number = spell_number(kind, opened.year, self._counts[kind, opened.year])
        values: dict[str, Any] = {
            "unit_id": None, "person_id": None, "proposer": "", "grid_id": None,
            "is_practical": False, "money_fen": None, "due_on": None,
        } | more  # fmt: skip
        item_id = self._rows.add(
            ListItem,
            number=number,
            kind=kind,
            title=title,
            category_id=self._categories.get(category),
            quantity=quantity,
            measure=measure,
            state="open",
            organisation_id=self._community,
            opened_on=opened,
            ended_on=None,
            **values,
        )
        return _Made(item_id, kind, quantity, opened, more.get("unit_id"))

    def _claim(self, one: _Made) -> None:
        """Old ones are done, young ones begun or open; of some only a part is claimed."""
        age = (self._today - one.opened_on).days
        if one.kind == "demand" and self._rng.random() < (0.08 if age > 60 else 0.4):
            return
        if one.kind == "demand" and age > 60:
            self._take_all(one, age)
            return
        if one.kind == "resource" and self._rng.random() < 0.5:
            return
        many = one.quantity if one.kind == "project" else self._rng.randint(1, one.quantity)
        while many > 0 and left(one.quantity, self._parts[one.item_id]) >= many:
            self._take(one, many, age)
            if self._rng.random() < 0.6:
                break

    def _take_all(self, one: _Made, age: int) -> None:
        """A need of long ago was met by one unit, or by a few."""
        while free := left(one.quantity, self._parts[one.item_id]):
            self._take(one, free if self._rng.random() < 0.6 else self._rng.randint(1, free), age)

    def _take(self, one: _Made, many: int, age: int) -> None:
        claimed = one.opened_on + timedelta(days=min(age, self._rng.randrange(0, 12)))
        done = age > 45 and self._rng.random() < 0.93
        state = "confirmed" if done else self._rng.choice(("claimed", "doing", "delivered"))
        over = state in ("delivered", "confirmed")
        delivered = min(self._today, claimed + timedelta(days=self._rng.randrange(3, 40)))
        own = one.kind == "resource"
        unit = None if own else one.unit_id or self._rng.choice(self._units)
        if unit == self._units[-1] and one.kind == "project":
            unit = self._units[0]
        self._rows.add(
            Claim,
            item_id=one.item_id,
            direction="community" if own else "unit",
            unit_id=unit,
            organisation_id=self._community if own else None,
            quantity=many,
            state=state,
            claimed_on=claimed,
            where_claimed=self._rng.choice(("meeting", "desk")),
            promised_on=claimed + timedelta(days=30),
            delivered_on=delivered if over else None,
            confirmed_on=delivered if done else None,
            confirmed_by="楼栋长" if done else "",
            people=self._rng.randint(2, 12) if over else None,
            served=self._rng.randint(5, 80) if over else None,
            money_fen=None,
            result=self._rng.choice(_RESULTS) if over else "",
            stars=self._rng.choice((8, 9, 9, 10, 10)) if done else None,
            clerk_name=self._rng.choice(_CLERKS),
        )
        self._parts[one.item_id].append(Part(many, state))

    def _settle(self) -> None:
        """Each item's state from its claims."""
        for row in self._rows.of(ListItem):
            row["state"] = item_state(row["quantity"], self._parts[row["id"]])
        ends: dict[int, date] = {}
        for claim in self._rows.of(Claim):
            if claim["confirmed_on"] is not None:
                one, day = claim["item_id"], claim["confirmed_on"]
                ends[one] = max(day, ends.get(one, day))
        for row in self._rows.of(ListItem):
            row["ended_on"] = ends[row["id"]] if row["state"] == "confirmed" else None
