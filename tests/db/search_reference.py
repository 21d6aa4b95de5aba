"""What the search must find, said slowly: every entry is read for every word."""

import re

from gridhall.db.search import SearchEntry
from gridhall.db.search.names import sounds, spoken, tail
from gridhall.db.search.words import key, place_and_door, words


def expected(entries: list[SearchEntry], text: str) -> set[tuple[str, int]]:
    typed = words(text)
    return {
        (entry.kind, entry.record_id)
        for entry in entries
        if typed and all(fits(entry, word, alone=len(typed) == 1) for word in typed)
    }


def fits(entry: SearchEntry, word: str, *, alone: bool) -> bool:
    return (
        any(name_fits(name, word) for name in entry.names)
        or address_fits(entry.address, word)
        or id_fits(key(entry.number), word, alone=alone)
        or any(number_fits(number, word) for number in numbers(entry))
        or household_fits(key(entry.household_number), word)
        or any(extra_fits(code, word) for code in codes(entry))
    )


def is_digits(word: str) -> bool:
    return re.fullmatch("[0-9]+x?", word) is not None


def name_fits(name: str, word: str) -> bool:
    found = sounds(name)
    begun = [found.text, *found.fulls, *found.initials, *found.inner, *found.inner_sounds]
    rest = found.rest
    while rest:
        fulls, initials = spoken(rest)
        begun += [rest, *fulls, *initials]
        rest = tail(rest)
    return any(one.startswith(word) for one in begun)


def address_fits(address: str, word: str) -> bool:
    place, door = place_and_door(address)
    if place and place.startswith(word):
        return True
    if "-" not in word:
        return bool(door) and door.split("-")[0] == word
    parts, typed = door.split("-"), word.split("-")
    if len(parts) == 3 and len(typed) == 2:
        return parts[:2] == typed
    return len(parts) >= len(typed) and door.startswith(word)


def id_fits(number: str, word: str, *, alone: bool) -> bool:
    if len(number) != 18 or not is_digits(number) or not is_digits(word):
        return False
    head = number.startswith(word) and len(word) >= (3 if alone else 5)
    birth = len(word) in range(4, 9) and number[6:14].startswith(word)
    return head or birth or (len(word) >= 4 and number.endswith(word))


def numbers(entry: SearchEntry) -> list[str]:
    found = [re.sub("[^0-9]", "", entry.phone)]
    if len(number := key(entry.number)) != 18 and is_digits(number):
        found.append(number)
    return [one for one in found if one]


def codes(entry: SearchEntry) -> list[str]:
    columns = [key(entry.number), key(entry.household_number)]
    return [*map(key, entry.words), *(code for code in columns if code and not is_digits(code))]


def number_fits(number: str, word: str) -> bool:
    if not is_digits(word):
        return False
    return (
        number == word
        or (len(word) >= 3 and number.startswith(word))
        or (len(word) >= 4 and number.endswith(word))
    )


def household_fits(number: str, word: str) -> bool:
    if not number or not is_digits(word):
        return False
    begun = len(word) >= 4 and number.startswith(word)
    return begun or word in (number, number.lstrip("0"))


def extra_fits(code: str, word: str) -> bool:
    if is_digits(code):
        return code == word or (len(word) <= 6 and number_fits(code, word))
    runs = [part for run in re.finditer("[0-9]+", code) for part in (code[run.start() :], run[0])]
    if is_digits(word):
        zeros = [run.lstrip("0") for run in re.findall("[0-9]+", code)]
        return word in (code, *runs, *zeros) or (len(word) <= 6 and code.startswith(word))
    if re.match("[0-9]+[a-z]?-", word) and (len(word) > 6 or word.count("-") > 1):
        return any(run.startswith(word) for run in (code, *runs))
    return code.startswith(word) or word in runs
