"""Fictional partner units (驻区单位、双报到单位) and the people who come from them."""

from datetime import date
from random import Random
from typing import NamedTuple

from gridhall.core.errors import UserError
from gridhall.core.identity import check_uscc
from gridhall.demo.names import Names
from gridhall.demo.rows import Rows
from gridhall.organisation.models import Outsider, PartnerUnit

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015, 4.2
_UNITS = (  # name, short, kind, first signs of its code, what it can give
    ("示例市司法局", "市司法局", "reporting", "11", "法律咨询每月一次|调解员 2 名"),
    ("示例市税务局翠屏分局", "税务分局", "reporting", "11", "办税辅导|志愿者 12 名"),
    ("示例市第二人民医院", "市二院", "both", "12", "义诊|健康讲座|体检设备"),
    ("示例市实验小学", "实验小学", "resident", "12", "操场周末开放|多功能厅"),
    ("翠屏街道派出所", "派出所", "resident", "11", "反诈宣讲|巡逻队"),
    ("示例银行翠屏支行", "翠屏支行", "both", "91", "金融知识讲座|残币兑换"),
    ("御景物业服务有限公司", "御景物业", "resident", "91", "维修工 3 名|会议室"),
    ("示例电力公司翠屏供电所", "供电所", "both", "91", "用电安全检查"),
    ("示例市自来水公司", "自来水公司", "reporting", "91", "管道检修"),
    ("惠民商贸有限公司", "惠民商贸", "resident", "91", "节日慰问物资"),
    ("示例市文化馆", "文化馆", "reporting", "12", "书画老师|演出队"),
    ("阳光社会工作服务中心", "阳光社工", "both", "52", "心理疏导|社工 4 名"),
)
_HEADS = ("137", "138", "151", "186")
_POSTS = ("办公室", "党办", "工会", "政工科", "综合部")


class Officer(NamedTuple):
    """Somebody of a unit who may sit in a joint committee."""

    outsider_id: int
    unit_id: int
    unit: str


class UnitMaker:
    """Makes the units of one community, and the hall's own staff."""

    def __init__(self, rows: Rows, rng: Random, today: date) -> None:
        self._rows, self._rng, self._today = rows, rng, today
        self._names = Names(rng)

    def units(self, organisation_id: int, community: int) -> list[Officer]:
        """The partner units of a community, each with one who sits in its 大党委."""
        return [self._unit(organisation_id, community, *one) for one in _UNITS]

    def staff(self, workplace: str) -> int:
        """Somebody who works full-time for a community (社区专职): the outsider's id."""
        return self._person(None, workplace)

    def _unit(self, organisation_id: int, community: int, *said: str) -> Officer:
        name, short, kind, head, resources = said
        suffix = f"（{community}）" if community > 1 else ""
        unit_id = self._rows.add(
            PartnerUnit,
            name=name + suffix,
            short_name=short,
            kind=kind,
            credit_code=self._code(head),
            organisation_id=organisation_id,
            address=f"翠屏路 {self._rng.randint(1, 260)} 号",
            contact=f"{self._names.surname()}主任（{self._rng.choice(_POSTS)}）",
            phone=f"0535-{self._rng.randint(6100000, 6999999)}",
            resources="\n".join(resources.split("|")),
            active_from=date(2019, 1, 1),
        )
        return Officer(self._person(unit_id, name), unit_id, short)

    def _person(self, unit_id: int | None, workplace: str) -> int:
        sex = self._rng.choice("12")
        born = self._rng.randint(1966, 1994)
        return self._rows.add(
            Outsider,
            name=self._names.surname() + self._names.given(sex, born),
            sex=sex,
            phone=f"{self._rng.choice(_HEADS)}{self._rng.randrange(10**8):08}",
            unit_id=unit_id,
            workplace=workplace,
            is_party=True,
        )

    def _code(self, head: str) -> str:
        """A code with the right check character."""
        body = f"{head}370686{''.join(self._rng.choice(_SIGNS) for _ in range(9))}"
        for sign in _SIGNS:
            try:
                return check_uscc(body + sign)
            except UserError:
                continue
        raise AssertionError(body)
