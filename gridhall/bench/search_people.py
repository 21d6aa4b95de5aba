"""Made-up people for the search bench, and the ways a clerk types each of them."""

from collections.abc import Iterator
from random import Random

from gridhall.core.identity import check_digit
from gridhall.core.pinyin import name_keys
from gridhall.core.surnames import surname_of
from gridhall.db.search import SearchEntry
from gridhall.demo.names import Names

_AREAS = ("370686",) * 6 + ("370602", "370611", "370682", "370283", "420302", "510802", "230102")
_PHONES = tuple(f"1{head}" for head in (30, 31, 35, 36, 37, 38, 39, 50, 51, 58, 59, 78, 86, 87))
_FIRST = (
    "都市",
    "龙腾",
    "御景",
    "松山",
    "翡翠",
    "阳光",
    "文化",
    "春晖",
    "河滨",
    "凤凰",
    "锦绣",
    "金桂",
)
_SECOND = (
    "花园",
    "春天",
    "小区",
    "佳苑",
    "新村",
    "家园",
    "华府",
    "名邸",
    "公寓",
    "庭院",
    "雅居",
    "里",
)
_RELATIONS = ("户主", "配偶", "女")
_MATTERS = ("居住证明", "老年优待证申请", "临时救助申请", "住房补贴申请", "灵活就业登记")
_PEOPLE_PER_CASE = 20
_IN_ONE_COMPOUND = 40 * 4 * 12  # buildings, entrances, dwellings of an entrance


def everything(size: int, rng: Random) -> Iterator[SearchEntry]:
    """What a hall of that many people files: the people, and a case of every twentieth."""
    for person in everybody(size, rng):
        yield person
        if person.record_id % _PEOPLE_PER_CASE == 0:
            yield _case_of(person)


def everybody(size: int, rng: Random) -> Iterator[SearchEntry]:
    """That many people, three to a household; the same `rng` gives the same ones."""
    names, household = Names(rng), 0
    for number in range(1, size + 1):
        place = (number - 1) % len(_RELATIONS)
        if place == 0:
            household += 1
            address = _address(household)
        born = rng.randrange(1935, 2024)
        name = names.surname() + names.given(str(1 + rng.randrange(2)), born)
        yield SearchEntry(
            kind="resident",
            record_id=number,
            title=name,
            address=address,
            detail=_RELATIONS[place],
            number=_id_number(born, rng),
            phone=f"{rng.choice(_PHONES)}{rng.randrange(10**8):08}",
            household_number=f"{household:06}",
            names=(name,),
        )


def typed_of(person: SearchEntry) -> dict[str, str]:
    """Everything a clerk may type to find this one person, by kind of query."""
    name = person.title
    keys = name_keys(name)
    door = "-".join(_door(int(person.household_number)))
    return {
        "initials": keys.initials[0],
        "pinyin": keys.full[0],
        "name": name,
        "given_name": name[len(surname_of(name)) :],
        "id_number": person.number,
        "birth_date": person.number[6:14],
        "id_tail": person.number[-6:],
        "phone": person.phone,
        "phone_tail": person.phone[-4:],
        "address": door,
        "two_words": f"{name} {door}",
        "household_number": person.household_number,
        "no_hit": keys.full[0] + "qq",
    }


def _case_of(person: SearchEntry) -> SearchEntry:
    ordinal = person.record_id // _PEOPLE_PER_CASE
    matter = _MATTERS[ordinal % len(_MATTERS)]
    day, turn = divmod(ordinal, 400)
    return SearchEntry(
        kind="case",
        record_id=ordinal,
        title=f"{matter} · {person.title}",
        number=f"SL{20260101 + day}-{turn:03}",
        names=(person.title, matter),
    )


def _id_number(born: int, rng: Random) -> str:
    day = f"{born}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"
    body = f"{rng.choice(_AREAS)}{day}{rng.randrange(1000):03}"
    return body + check_digit(body)


def _address(household: int) -> str:
    compound = household // _IN_ONE_COMPOUND
    turn, which = divmod(compound, len(_FIRST) * len(_SECOND))
    name = _FIRST[which % len(_FIRST)] + _SECOND[which // len(_FIRST)]
    building, entrance, room = _door(household)
    return f"{name}{f'{turn + 1}期' if turn else ''}{building}-{entrance}-{room}"


def _door(household: int) -> tuple[str, str, str]:
    entrances, dwelling = divmod(household % _IN_ONE_COMPOUND, 12)
    building, entrance = divmod(entrances, 4)
    floor, side = divmod(dwelling, 2)
    return str(building + 1), str(entrance + 1), f"{floor + 1}0{side + 1}"
