"""Fictional facts about a person: numbers with right check digits, phones, schooling, hukou."""

from collections import Counter
from datetime import date
from itertools import accumulate
from random import Random
from typing import Any

from gridhall.core.identity import check_digit
from gridhall.demo.families import MAN, Member

HOME_AREA = "370686"
_AREAS = (HOME_AREA, "370602", "370611", "370682", "370283", "420302", "510802", "530524", "230102")
_AREA_WEIGHTS = {
    "local": list(accumulate((82, 6, 4, 3, 1, 1, 1, 1, 1))),
    "outside": list(accumulate((4, 10, 10, 12, 14, 14, 13, 12, 11))),
}
_HEADS = "130 131 132 133 135 136 137 138 139 150 151 152 157 158 159 176 177 178 186 187 188 189"
_NOTES = (
    "独居，每月走访",
    "行动不便，需上门",
    "现役军人家属",
    "常年在外务工",
    "孕期",
    "高龄津贴已办",
)
_TOWNS = (
    "示例街道西关社区",
    "青山镇柳河村",
    "城北街道建设路社区",
    "白石镇东河村",
    "南湖街道春晖社区",
)


class Facts:
    """Makes up what the register keeps of each person; no two numbers are equal."""

    def __init__(self, rng: Random, today: date) -> None:
        self._rng, self._today = rng, today
        self._given: Counter[int] = Counter()  # numbers given, by area, day and sex
        self._phones = _HEADS.split()

    def hukou(self) -> str:
        """Where a household is registered: here, elsewhere, not looked at yet."""
        return self._rng.choices(("local", "outside", "unknown"), (76, 20, 4))[0]

    def of(self, member: Member, hukou: str, home: str) -> dict[str, Any]:
        """The columns of one person."""
        age = (self._today - member.born).days // 365
        outside = hukou == "outside"
        return {
            "name": member.name,
            "sex": member.sex,
            "birth_date": member.born,
            "id_number": self._number(member, hukou),
            "phone": self._phone(age),
            "ethnicity": self._pick("01 02 03 06 10 11 15", (965, 3, 8, 3, 4, 10, 7)),
            "education": self._education(age),
            "marital_status": self._marital(member, age),
            "political_status": self._party(age),
            "hukou_kind": hukou,
            "hukou_address": self._elsewhere() if outside else home if hukou == "local" else "",
            "note": self._rng.choice(_NOTES) if self._rng.random() < 0.02 else "",
        }

    def _number(self, member: Member, hukou: str) -> str:
        weights = _AREA_WEIGHTS["outside" if hukou == "outside" else "local"]
        place = self._rng.choices(range(len(_AREAS)), cum_weights=weights)[0]
        man = member.sex == MAN
        key = (member.born.toordinal() * 2 + man) * 10 + place
        order = (member.born.toordinal() * 37 + self._given[key]) % 500
        self._given[key] += 1
        last = order * 2 + man
        first_17 = f"{_AREAS[place]}{member.born:%Y%m%d}{last:03}"
        return first_17 + check_digit(first_17)

    def _phone(self, age: int) -> str:
        if age < 12 or self._rng.random() < (0.2 if age > 75 else 0.02):
            return ""
        if age > 65 and self._rng.random() < 0.1:
            return f"0535-{self._rng.randint(2_100_000, 8_999_999)}"
        return f"{self._rng.choice(self._phones)}{self._rng.randint(0, 99_999_999):08}"

    def _education(self, age: int) -> str:
        if age < 7:
            return ""
        if age < 19:
            return "80" if age < 13 else "70" if age < 16 else "60"
        if age > 60:
            return self._pick("81 71 61 31", (35, 40, 20, 5))
        return self._pick("71 61 41 31 21 14", (22, 22, 12, 20, 22, 2))

    def _marital(self, member: Member, age: int) -> str:
        if member.married:
            return "20"
        if age < 23:
            return "10"
        return self._pick("10 30 40", (10, 70, 20) if age > 60 else (70, 5, 25))

    def _party(self, age: int) -> str:
        if age < 14:
            return ""
        if age < 19:
            return self._pick("03 13", (54, 46))
        if age < 28:
            return self._pick("01 02 03 13", (4, 2, 54, 40))
        return self._pick("01 02 04 05 12 13", (130, 4, 2, 3, 3, 858))

    def _elsewhere(self) -> str:
        return f"外市 · {self._rng.choice(_TOWNS)} {self._rng.randint(1, 260)} 号"

    def _pick(self, codes: str, weights: tuple[int, ...]) -> str:
        return self._rng.choices(codes.split(), weights)[0]
