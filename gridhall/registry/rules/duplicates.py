"""Whether two records may be of one person (疑似重复): what speaks for it, and how much."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gridhall.core.errors import UserError
from gridhall.core.identity import parse_id_number
from gridhall.core.pinyin import name_keys

SIGNS = {
    "number": ("同一个证件号（15 位和 18 位）", 100),
    "number_off": ("证件号只差一位", 60),
    "number_swapped": ("证件号有两位写反", 60),
    "name_birth": ("同名同生日", 60),
    "sound_birth": ("同音同生日", 45),
    "home_birth": ("同户同生日同性别", 20),
    "phone_name": ("电话和姓名一样", 40),
    "phone_sound": ("电话一样、姓名同音", 30),
}
STRONG = 60  # a slip of the pen in a number, or one name and birth date
ENOUGH = 30  # from here on the clerk is asked; twins of one household stay below
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Known:
    """A person as far as being the same one goes."""

    id: int
    name: str
    sex: str
    birth_date: date | None
    id_number: str
    phone: str
    household_id: int | None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may be one, the lower id first, and what speaks for it."""

    one: Known
    other: Known
    signs: tuple[str, ...]

    @property
    def score(self) -> int:
        """How strongly it speaks, 0-100 and above."""
        return sum(SIGNS[sign][1] for sign in self.signs)

    @property
    def words(self) -> str:
        """What speaks for it, in words."""
        return "、".join(SIGNS[sign][0] for sign in self.signs)


def compare(one: Known, other: Known) -> Pair | None:
    """What speaks for two records being one person; None if it is not enough, or they differ.

    Two sound numbers that are not one slip apart are two people, whatever else agrees; so are
    twins, whose sound numbers may be one digit apart, but whose names are not.
    """
    if one.id == other.id:
        return None
    first, second = sorted((one, other), key=lambda known: known.id)
    by_number = _number_sign(eighteen(one.id_number), eighteen(other.id_number))
    if by_number == "different":
        return None
    if by_number in ("number_off", "number_swapped") and not _may_be_a_slip(one, other):
        return None
    signs = tuple(filter(None, (by_number, *_other_signs(one, other))))
    pair = Pair(first, second, signs)
    return pair if pair.score >= ENOUGH else None


def eighteen(number: str) -> str:
    """An ID number in its 18 digits; what is none stays as it is."""
    if len(number) != 15:
        return number
    try:
        return parse_id_number(number).number
    except UserError:
        return number


def written(number: str) -> list[str]:
    """The ways one number may stand in the register: its 18 digits, and the old 15."""
    if len(number) == 18 and number[6:8] == "19":
        return [number, number[:6] + number[8:17]]
    return [number] if number else []


def is_sound(number: str) -> bool:
    """Whether a number can be right; a slip of the pen breaks its check digit."""
    try:
        parse_id_number(number)
    except UserError:
        return False
    return True


def shared_keys(who: Known) -> Iterator[object]:
    """What two people have in common if they may be one: each sign of SIGNS shares one of these.

    A slip in a number leaves either its digits 8-13 alone, or all but its birth date; what remains
    is common enough only together with the sound of the name.
    """
    number = eighteen(who.id_number)
    if number:
        yield "number", number
    if who.household_id is not None and who.birth_date is not None:
        yield who.household_id, who.birth_date
    for sound in name_keys(who.name).full:
        if who.birth_date is not None:
            yield sound, who.birth_date
        if who.phone:
            yield sound, who.phone
        if len(number) == 18:
            yield sound, number[7:13]
            yield sound, number[:6], number[14:17]


def slips_of(number: str) -> list[str]:
    """Every 18-digit number one digit or one swap away (抄错一位, 前后写反)."""
    if len(number) != 18:
        return []
    found = {
        number[:place] + digit + number[place + 1 :]
        for place in range(18)
        for digit in (_DIGITS + "X" if place == 17 else _DIGITS)
    }
    found |= {_swapped(number, place) for place in range(17)}
    return sorted(found - {number})


def _swapped(number: str, place: int) -> str:
    return number[:place] + number[place + 1] + number[place] + number[place + 2 :]


def _number_sign(one: str, other: str) -> str:
    """What two numbers say: the same, a slip apart, different people, or nothing."""
    if not one or not other:
        return ""
    if one == other:
        return "number"
    if len(one) != 18 or len(other) != 18:
        return ""
    places = [place for place in range(18) if one[place] != other[place]]
    if len(places) == 1 or (len(places) == 2 and places[1] == 17):
        return "number_off"  # the check digit follows the digit that was wrong
    if _is_swap(one, other, [place for place in places if place != 17]):
        return "number_swapped"
    return "different"


def _may_be_a_slip(one: Known, other: Known) -> bool:
    """A slip of the pen breaks the check digit; where both hold, the names must agree."""
    sound = is_sound(one.id_number) and is_sound(other.id_number)
    return not sound or same_sound(one.name, other.name)


def _is_swap(one: str, other: str, places: list[int]) -> bool:
    for a, b in pairwise(places):
        if len(places) == 2 and b == a + 1 and one[a] == other[b] and one[b] == other[a]:
            return True
    return False


def _other_signs(one: Known, other: Known) -> Iterator[str]:
    same_birth = one.birth_date is not None and one.birth_date == other.birth_date
    same_name = one.name == other.name
    sounds_same = same_name or same_sound(one.name, other.name)
    if same_birth and sounds_same:
        yield "name_birth" if same_name else "sound_birth"
    same_home = one.household_id is not None and one.household_id == other.household_id
    if same_home and same_birth and one.sex == other.sex:
        yield "home_birth"
    if one.phone and one.phone == other.phone and sounds_same:
        yield "phone_name" if same_name else "phone_sound"


def same_sound(one: str, other: str) -> bool:
    """Whether two names can be read alike (同音)."""
    return bool(set(name_keys(one).full) & set(name_keys(other).full))
