"""Judges the columns that say where somebody belongs: household, address, relation to the head."""

from collections.abc import Mapping, Sequence

from gridhall.core.codes import relation_fits
from gridhall.core.text import clean_name
from gridhall.exchange.rules.cells import Cell, cell_text
from gridhall.places.rules import Address
from gridhall.registry.rules import HEAD
from gridhall.registry.sheets import findings as say
from gridhall.registry.sheets.cells import NOWHERE, Addresses, Texts
from gridhall.registry.sheets.findings import Findings
from gridhall.registry.sheets.ready import Home, PersonFacts

_SELF = "01"  # 本人: in a household's list that is the head
_PARTS = ("compound", "building", "entrance", "room", "address")


def judge_homes(
    rows: Sequence[int], columns: Mapping[str, Sequence[Cell]], findings: Findings
) -> list[Home]:
    """The home every row tells; the rows of one household share one."""
    texts, names = Texts(), Texts(lambda cell: clean_name(cell_text(cell)))
    numbers = [texts[cell] for cell in columns["household_number"]]
    heads = [names[cell] for cell in columns["head_name"]]
    known: dict[tuple[str, Address, str], Home] = {}
    homes = []
    for number, address, head in zip(
        numbers, _addresses(rows, columns, findings), heads, strict=True
    ):
        # With a number the head's name is not needed to tell households apart.
        key = (number, address, "" if number else head)
        home = known.get(key)
        if home is None:
            home = known[key] = Home(number, address, head)
        homes.append(home)
    return homes


def judge_relations(
    rows: Sequence[int],
    cells: Sequence[Cell],
    codes: Sequence[str],
    people: Sequence[tuple[PersonFacts, Home]],
    findings: Findings,
) -> list[str]:
    """The relation of every row to the head; whoever bears the head's name is the head."""
    told = any(codes)
    relations = list(codes)
    for at, (relation, (facts, home)) in enumerate(zip(codes, people, strict=True)):
        if relation == _SELF or (not relation and facts.name == home.head_name != ""):
            relations[at] = HEAD
        elif relation == "" and told and cells[at] == "":
            findings.warn(rows[at], "relation", "", say.NO_RELATION)
        elif not relation_fits(facts.sex, relation):
            findings.warn(rows[at], "relation", cells[at], say.RELATION_SEX)
    return relations


def _addresses(
    rows: Sequence[int], columns: Mapping[str, Sequence[Cell]], findings: Findings
) -> list[Address]:
    judged = Addresses()
    cells = list(zip(*[columns[part] for part in _PARTS], strict=True))
    found = [judged[each] for each in cells]
    addresses: list[Address] = []
    for row, parts, address in zip(rows, cells, found, strict=True):
        if isinstance(address, str):
            shown = "-".join(filter(None, map(cell_text, parts)))
            findings.refuse(row, "address", shown, say.bad_address(address))
            address = NOWHERE
        addresses.append(address)
    return addresses
