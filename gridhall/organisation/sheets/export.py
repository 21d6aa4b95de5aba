"""Workbooks of the organisation as they go out; they can be brought in again as they are."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.organisation.models import (
    GridHolding,
    Organisation,
    Outsider,
    PartnerUnit,
    Seat,
    Tenure,
)
from gridhall.organisation.queries.levels import level_names
from gridhall.organisation.queries.seats.reading import Place, places
from gridhall.organisation.queries.seats.terms import Held, by_seat, tenures
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.kinds import kind_of
from gridhall.organisation.rules.titles import title_of
from gridhall.organisation.rules.units import UNIT_KINDS
from gridhall.organisation.sheets.naming import path_words
from gridhall.organisation.sheets.organisations.guessing import OUTSIDE
from gridhall.places.labels import building_label
from gridhall.places.models import Building, Compound, Entrance, Grid
from gridhall.places.queries import dwellings, entrances, grids
from gridhall.registry.models import Person

SEATS_ELSEWHERE = "另表"  # the seats have a workbook of their own
_SEXES = {"1": "男", "2": "女"}


def organisation_cells(session: Session) -> Iterator[list[str]]:
    """Every organisation there is, parents first, under ORGANISATION_COLUMNS."""
    now, levels = tree(session), level_names(session)
    kept = select(Organisation).where(Organisation.ended_on.is_(None))
    rows = {one.id: one for one in session.scalars(kept)}
    compounds, houses = _compounds(session), _houses(session)
    doors = dwellings(session, {one.dwelling_id for one in rows.values() if one.dwelling_id})
    for row_id in now.order:
        one = rows[row_id]
        door = doors.get(one.dwelling_id or 0)
        yield [
            one.name,
            path_words(now, one.parent_id) if one.parent_id in now.nodes else "",
            "",
            one.short_name,
            kind_of(one.kind).name,
            levels.get(one.level or 0, OUTSIDE),
            _day(one.founded_on),
            _day(one.term_until),
            one.phone,
            one.address,
            compounds.get(one.compound_id or 0, ""),
            houses.get(one.building_id or 0, ""),
            door.address.short if door is not None else "",
            SEATS_ELSEWHERE,
            "；".join(one.note.splitlines()),
        ]


def seat_cells(session: Session, today: date) -> Iterator[list[str]]:
    """Every seat there is, a line for each who holds it or is to, under SEAT_COLUMNS."""
    now = tree(session)
    held = by_seat(tenures(session, Seat.ended_on.is_(None)))
    rows = {one.id: one for one in grids(session)}
    spots = _stairs(session)
    people, outsiders = _people(session), _outsiders(session)
    for seat in places(session, Seat.ended_on.is_(None)):
        if seat.organisation_id not in now.nodes and seat.grid_id not in rows:
            continue
        owner = path_words(now, seat.organisation_id) if seat.organisation_id is not None else ""
        grid = rows[seat.grid_id].code if seat.grid_id is not None else ""
        before = [owner, grid, title_of(seat.title).name, seat.name, str(seat.place)]
        after = [*spots(seat), seat.lane, _day(seat.created_on)]
        terms: list[Held | None] = []
        terms += [one for one in held.get(seat.id, ()) if _goes_on(one, today)]
        for one in terms or [None]:
            yield [*before, *_holder(one, people, outsiders), *after]


def grid_cells(session: Session) -> Iterator[list[str]]:
    """Every grid in use with its entrances, under GRID_COLUMNS."""
    now = tree(session)
    query = select(GridHolding).where(GridHolding.until.is_(None))
    held = {one.grid_id: one for one in session.scalars(query)}
    mine: dict[int | None, list[str]] = {}
    for stair in entrances(session):
        number = f"{stair.building}-{stair.number}" if stair.number else f"{stair.building}号楼"
        mine.setdefault(stair.grid_id, []).append(f"{stair.compound} {number}")
    for row in grids(session):
        one, holding = session.get_one(Grid, row.id), held.get(row.id)
        yield [
            one.code,
            one.name,
            str(one.household_target),
            one.area,
            one.supervision_phone,
            _day(one.active_from),
            path_words(now, holding.organisation_id) if holding is not None else "",
            _day(holding.since) if holding is not None else "",
            "、".join(mine.get(row.id, ())),
        ]


def unit_cells(session: Session) -> Iterator[list[str]]:
    """Every partner unit there is, under UNIT_COLUMNS."""
    now = tree(session)
    query = select(PartnerUnit).where(PartnerUnit.active_to.is_(None)).order_by(PartnerUnit.name)
    for one in session.scalars(query):
        known = one.organisation_id in now.nodes
        yield [
            one.name,
            one.short_name,
            UNIT_KINDS.get(one.kind, ""),
            one.credit_code or "",
            path_words(now, one.organisation_id or 0) if known else "",
            one.address,
            one.contact,
            one.phone,
            "；".join(one.resources.splitlines()),
            _day(one.active_from),
            "；".join(one.note.splitlines()),
        ]


def _goes_on(one: Held, today: date) -> bool:
    """Whether somebody holds the seat or is to: what is over stays behind."""
    return not one.term.is_empty and (one.term.ends is None or one.term.ends > today)


def _holder(
    one: Held | None, people: Mapping[int, tuple[str, ...]], outsiders: Mapping[int, Outsider]
) -> list[str]:
    """任职人 to 离任日期: eleven cells."""
    if one is None:
        return [""] * 11
    outsider = outsiders.get(one.outsider_id or 0)
    number = people.get(one.person_id or 0, ("",))[0]
    who = [one.term.holder, number, one.phone, ""]
    who += ["", "", ""] if outsider is None else _outside(outsider)
    term = one.term
    return [*who, one.source, _day(term.since), _day(term.term_until), _day(term.until)]


def _outside(one: Outsider) -> list[str]:
    return [_SEXES.get(one.sex, ""), one.workplace, "是" if one.is_party else ""]


def _people(session: Session) -> dict[int, tuple[str, ...]]:
    query = select(Person.id, Person.id_number).join(Tenure, Tenure.person_id == Person.id)
    return {one: (number or "",) for one, number in session.execute(query)}


def _outsiders(session: Session) -> dict[int, Outsider]:
    query = select(Outsider).join(Tenure, Tenure.outsider_id == Outsider.id)
    return {one.id: one for one in session.scalars(query).unique()}


def _stairs(session: Session) -> Callable[[Place], list[str]]:
    """小区, 楼栋, 单元 of a seat."""
    buildings = _rows(session, select(Building.id, Building.compound_id, Building.number))
    stairs = _rows(session, select(Entrance.id, Entrance.building_id, Entrance.number))
    compounds = _compounds(session)

    def spot(seat: Place) -> list[str]:
        building, number = stairs.get(seat.entrance_id or 0, (seat.building_id, ""))
        if building is None:
            return ["", "", ""]
        compound, house = buildings[building]
        return [compounds[compound], building_label(house), f"{number}单元" if number else ""]

    return spot


def _houses(session: Session) -> dict[int, str]:
    """御景小区 3号楼."""
    compounds = _compounds(session)
    query = select(Building.id, Building.compound_id, Building.number)
    rows = _rows(session, query).items()
    return {one: f"{compounds[of]} {building_label(number)}" for one, (of, number) in rows}


def _compounds(session: Session) -> dict[int, str]:
    return {row[0]: row[1] for row in session.execute(select(Compound.id, Compound.name))}


def _rows(session: Session, query: Any) -> dict[int, tuple[Any, Any]]:
    return {one: (of, number) for one, of, number in session.execute(query)}


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
