"""Typed words as they may be shown: what was found is hidden, and how often is said."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from gridhall.opinions.rules.publishing.doors import doors, plates
from gridhall.opinions.rules.publishing.found import Found, apart
from gridhall.opinions.rules.publishing.names import Names, called, naming
from gridhall.opinions.rules.publishing.numbers import numbers

HIDDEN_WORDS: Final = {
    "id": "证件号",
    "phone": "电话",
    "name": "姓名",
    "door": "门牌",
    "plate": "车牌",
}


class Way(NamedTuple):
    """How much is hidden: names masked to 张*, or nobody shown at all (黑榜)."""

    anonymous: bool


NOTICE: Final = Way(anonymous=False)
ANONYMOUS: Final = Way(anonymous=True)


@dataclass(frozen=True, slots=True)
class Published:
    """A text as it may be shown; `doubts` are words that may be names."""

    text: str
    hidden: Counter[str] = field(default_factory=Counter)
    doubts: tuple[str, ...] = ()


def publish(text: str, names: Names, public: Collection[str], way: Way = NOTICE) -> Published:
    """Hide what must not be shown; `public` are the digits of offices' telephones."""
    named = naming(text, replace(names, agreed=frozenset()) if way.anonymous else names)
    cars = map(_some_car, plates(text)) if way.anonymous else plates(text)
    counted = (_with_brackets(text, one) for one in numbers(text, public))
    found = [*counted, *cars, *doors(text, finest_house=way.anonymous)]
    found += map(_nobody, named.found) if way.anonymous else named.found
    if way.anonymous:
        found += called(text)
    kept = apart(found)
    return Published(_hidden(text, kept), Counter(one.kind for one in kept), tuple(named.doubts))


def say_hidden(hidden: Counter[str]) -> str:
    """已遮住：姓名 2 处、电话 1 处; "" for nothing."""
    told = [f"{words} {hidden[kind]} 处" for kind, words in HIDDEN_WORDS.items() if hidden[kind]]
    return f"已遮住：{'、'.join(told)}" if told else ""


def _nobody(found: Found) -> Found:
    return found._replace(shown="某居民")


def _some_car(found: Found) -> Found:
    return found._replace(shown="某车")


def _with_brackets(text: str, found: Found) -> Found:
    """（3706…0027） goes with its brackets."""
    around = text[max(0, found.start - 1) : found.start] + text[found.end : found.end + 1]
    if found.kind == "id" and around in ("（）", "()"):
        return found._replace(start=found.start - 1, end=found.end + 1)
    return found


def _hidden(text: str, found: Iterable[Found]) -> str:
    parts, at = [], 0
    for one in found:
        parts += [text[at : one.start], one.shown]
        at = one.end
    return "".join([*parts, text[at:]])
