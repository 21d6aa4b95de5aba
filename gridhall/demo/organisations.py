"""The fictional town's organisation: the street's tree, seats, grids led, party members, units."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from gridhall.demo.rows import Rows
from gridhall.demo.units import Officer, UnitMaker
from gridhall.organisation.models import (
    GridHolding,
    Organisation,
    Outsider,
    PartnerUnit,
    PartyMember,
    PartyRelation,
    Seat,
    Tenure,
)
from gridhall.organisation.rules.levels import PICTURES
from gridhall.organisation.rules.titles import TITLES
from gridhall.places.models import Compound

_GRIDS_OF_A_COMMUNITY = 8
_COMMUNITIES = [
    "龙腾",
    "霞光",
    "文峰",
    "迎宾",
    "福安",
    "长江",
    "向阳",
    "东关",
    "和平",
    "新桥",
    "凤台",
    "望海",
]
_KINDS = ("commercial", "commercial", "resettlement", "commercial", "scattered", "public_housing")
_BODY = {
    "commercial": ("owners_committee", "业主委员会"),
    "resettlement": ("self_management", "自管委员会"),
    "scattered": ("council", "议事会"),
    "public_housing": ("self_governing_group", "自治小组"),
}
_NAMED = ("组织委员", "宣传委员", "纪检委员")
_VACANT = 0.04  # seats nobody holds
_DOORS = text(
    "SELECT e.id, e.number, e.grid_id, b.id, b.number, c.id, c.name, count(h.id) FROM entrance e"
    " JOIN building b ON b.id = e.building_id JOIN compound c ON c.id = b.compound_id"
    " LEFT JOIN dwelling d ON d.entrance_id = e.id"
    " LEFT JOIN household h ON h.dwelling_id = d.id AND h.ended_on IS NULL"
    " GROUP BY e.id ORDER BY e.id"
)
_ADULTS = text(
    "SELECT p.id, e.building_id, d.id, e.number || '-' || d.room, p.political_status, p.birth_date"
    " FROM person p JOIN membership m ON m.person_id = p.id AND m.until IS NULL"
    " JOIN household h ON h.id = m.household_id AND h.ended_on IS NULL"
    " JOIN dwelling d ON d.id = h.dwelling_id JOIN entrance e ON e.id = d.entrance_id"
    " WHERE p.status = 'present' AND (p.political_status IN ('01', '02')"
    " OR (m.relation = '02' AND p.birth_date BETWEEN :oldest AND :youngest)) ORDER BY p.id"
)
_GONE = text(
    "SELECT id FROM person WHERE status IN ('left', 'died')"
    " AND birth_date BETWEEN :oldest AND :youngest ORDER BY id LIMIT 2"
)


class Door(NamedTuple):
    """An entrance with what stands above it."""

    id: int
    number: str
    grid_id: int
    building_id: int
    building: str
    compound_id: int
    compound: str
    households: int


class Neighbour(NamedTuple):
    """A resident who may hold a seat."""

    person_id: int
    building_id: int
    dwelling_id: int
    door: str
    party: bool
    born: date


class OrganisationMaker:
    """Makes the tree over the places that families have moved into."""

    def __init__(self, session: Session, rng: Random, today: date) -> None:
        self._session, self._rng, self._today = session, rng, today
        self._told = datetime(today.year, 1, 8, 2, tzinfo=UTC)
        self._rows = Rows(session)
        self._units = UnitMaker(self._rows, rng, today)
        self._doors = [Door(*row) for row in session.execute(_DOORS)]
        self._people = self._neighbours()
        self._levels = {level.place: level for level in PICTURES["compound"]}
        self._branches: dict[int, int] = {}
        self._groups: dict[int, int] = {}
        self._communities: list[int] = []
        self._officers: list[Officer] = []
        self._founded: dict[int, date] = {}  # organisation -> its day; seats are no older
        self._opened: dict[int, date] = {}  # seat -> its day; nobody held it before

    def make(self) -> None:
        """Write everything; the street first, the party members last."""
        for table in (Organisation, PartnerUnit, Outsider, GridHolding, Seat, Tenure):
            self._rows.open(table)
        street = self._organisation(1, "翠屏街道党工委", None, date(2006, 7, 1))
        for number in range(self._count_communities()):
            self._community(street, number)
        by_compound: dict[int, list[Door]] = defaultdict(list)
        for door in self._doors:
            by_compound[door.compound_id].append(door)
        for doors in by_compound.values():
            self._compound(doors)
        self._hold_grids()
        self._gone()
        self._members()
        self._rows.write()

    def _count_communities(self) -> int:
        grids = max(door.grid_id for door in self._doors)
        return max(1, round(grids / _GRIDS_OF_A_COMMUNITY))

    def _community(self, street: int, number: int) -> None:
        rounds, index = divmod(number, len(_COMMUNITIES))
        name = f"{_COMMUNITIES[index]}{f'第{rounds + 1}' if rounds else ''}社区"
        founded = self._day(2008, 2012)
        committee = self._organisation(2, f"{name}党委", street, founded)
        self._communities.append(committee)
        officers = self._units.units(committee, number + 1)
        self._officers += officers
        joint = self._add(
            kind="joint_committee", name=f"{name}大党委", parent_id=committee,
            founded_on=date(2019, 5, 20), term_until=self._term(),
        )  # fmt: skip
        for place, officer in enumerate(officers[:6]):
            seat = self._seat(joint, "part_time_member", "兼职委员", place)
            self._hold(seat, officer.unit, outsider_id=officer.outsider_id)
        seat = self._seat(joint, "first_secretary", "第一书记", 9)
        self._hold(seat, "街道党工委", outsider_id=self._units.staff("翠屏街道办事处"))

    def _compound(self, doors: Sequence[Door]) -> None:
        first = doors[0]
        kind = _KINDS[(first.compound_id - 1) % len(_KINDS)]
        short = first.compound.removesuffix("小区")
        self._session.execute(
            update(Compound)
            .where(Compound.id == first.compound_id)
            .values(
                kind=kind, governing_body=_BODY[kind][0], built_year=self._rng.randint(1988, 2016),
                property_company=f"{short}物业服务有限公司" if kind == "commercial" else "",
                property_phone=self._phone() if kind == "commercial" else "",
            )
        )  # fmt: skip
        community = self._communities[self._community_of(first.grid_id)]
        branch = self._organisation(
            3, f"{first.compound}党支部", community, self._day(2012, 2021),
            short_name=f"{short}支部", compound_id=first.compound_id,
        )  # fmt: skip
        self._branches[first.compound_id] = branch
        self._body(branch, first, kind)
        by_building: dict[int, list[Door]] = defaultdict(list)
        for door in doors:
            by_building[door.building_id].append(door)
        for building_id, entrances in by_building.items():
            group = self._group(branch, building_id, (short, entrances[0].building))
            if kind != "scattered":
                self._stairs(group, entrances)

    def _body(self, branch: int, door: Door, kind: str) -> None:
        code, word = _BODY[kind]
        body = self._add(
            kind=code, name=f"{door.compound}{word}", parent_id=branch,
            founded_on=self._day(2021, 2023), compound_id=door.compound_id, term_until=self._term(),
        )  # fmt: skip
        titles = ("director", "deputy_director", "body_member", "body_member", "body_member")
        for place, title in enumerate(titles):
            seat = self._seat(body, title, TITLES[title].name, place)
            self._hold(seat, "业主", person_id=self._somebody(party=self._rng.random() < 0.6))

    def _stairs(self, group: int, entrances: Sequence[Door]) -> None:
        """楼口长: a neighbour for every entrance."""
        here = [one for one in self._people[entrances[0].building_id] if not one.party][1:]
        for place, door in enumerate(entrances):
            seat = self._seat(
                group, "entrance_head", f"{door.number}单元楼口长", 6 + place,
                building_id=door.building_id, entrance_id=door.id,
            )  # fmt: skip
            lives = [one for one in here if one.door.split("-")[0] == door.number]
            if lives:
                self._hold(seat, "居民", person_id=lives[0].person_id)

    def _group(self, branch: int, building_id: int, called: tuple[str, str]) -> int:
        compound, number = called
        group = self._organisation(
            4,
            f"{compound}{number}号楼党小组",
            branch,
            self._day(2021, 2023),
            building_id=building_id,
        )
        self._groups[building_id] = group
        here = self._people[building_id]
        head = self._seat(group, "building_head", "楼栋长", 5, building_id=building_id)
        others = [one for one in here if not one.party]
        if others and self._rng.random() > _VACANT:
            self._hold(head, "居民", person_id=others[0].person_id)
        doors = {one.dwelling_id: one for one in here if one.party}  # one 中心户 behind a door
        for one in list(doors.values())[:3]:
            self._centre(group, number, one)
        return group

    def _centre(self, group: int, building: str, one: Neighbour) -> None:
        centre = self._add(
            kind="center_household", level=5, name=f"中心户 {building}-{one.door.lstrip('-')}",
            parent_id=group, founded_on=self._day(2023, 2024), dwelling_id=one.dwelling_id,
        )  # fmt: skip
        seat = self._seat(centre, "center_household", "中心户", 0)
        if self._rng.random() > _VACANT:
            self._hold(seat, "本楼党员", person_id=one.person_id)

    def _hold_grids(self) -> None:
        """Each grid is held by the branch of the compound where most of its households live."""
        homes: dict[int, Counter[int]] = defaultdict(Counter)
        for door in self._doors:
            homes[door.grid_id][door.compound_id] += door.households
        for grid_id, compounds in sorted(homes.items()):
            branch = self._branches[compounds.most_common(1)[0][0]]
            self._rows.add(
                GridHolding, grid_id=grid_id, organisation_id=branch, since=date(2021, 3, 1)
            )
            for place, title in enumerate(("grid_main", "grid_assistant")):
                seat = self._rows.add(
                    Seat, grid_id=grid_id, title=title, name=TITLES[title].name, place=place,
                    created_on=date(2021, 3, 1),
                )  # fmt: skip
                if title == "grid_main":
                    self._hold(seat, "社区专职", outsider_id=self._units.staff("社区居委会"))
                elif self._rng.random() > _VACANT:
                    self._hold(seat, "无职党员", person_id=self._somebody(party=True))

    def _gone(self) -> None:
        """Two of those who died or moved away had seats: vacancies the desk has to settle."""
        gone = self._session.scalars(_GONE, self._ages()).all()
        for place, person_id in enumerate(gone, 1):
            lane = f"和平{place}巷"
            seat = self._seat(
                self._communities[0], "lane_head", f"{lane}街巷长", 20 + place, lane=lane
            )
            self._hold(seat, "居民", person_id=person_id)

    def _members(self) -> None:
        """Everybody the register calls a party member belongs to the group of the building."""
        self._rows.open(PartyMember)
        self._rows.open(PartyRelation)
        party = [one for people in self._people.values() for one in people if one.party]
        for one in sorted(party):
            joined = one.born.replace(day=1) + timedelta(days=365 * self._rng.randint(20, 40))
            joined = min(joined, self._today - timedelta(days=400))
            member = self._rows.add(
                PartyMember, person_id=one.person_id, joined_on=joined,
                full_on=joined + timedelta(days=365),
            )  # fmt: skip
            self._relation(member, self._groups[one.building_id], "member", since=joined)
        for officer in self._officers:
            member = self._rows.add(PartyMember, outsider_id=officer.outsider_id)
            branch = self._rng.choice(list(self._branches.values()))
            since = self._day(2022, 2025)
            self._relation(member, branch, "reported", since=since, unit_id=officer.unit_id)

    def _relation(self, member: int, organisation_id: int, kind: str, **said: Any) -> None:
        self._rows.add(
            PartyRelation,
            **{"unit_id": None, **said},
            member_id=member,
            organisation_id=organisation_id,
            kind=kind,
            recorded_at=self._told,
            clerk_name="高明",
        )

    def _organisation(
        self, place: int, name: str, parent: int | None, founded: date, **said: Any
    ) -> int:
        """An organisation of the picture, with the seats of its level and who holds them."""
        level = self._levels[place]
        made = self._add(
            kind=level.kind, level=place, name=name, parent_id=parent, founded_on=founded,
            **{"term_until": self._term() if place < 4 else None, **said},
        )  # fmt: skip
        named = iter(_NAMED)
        for row, title in enumerate(level.seats):
            word = next(named) if title == "member" else TITLES[title].name
            seat = self._seat(made, title, word, row)
            if self._rng.random() <= _VACANT:
                continue
            if place < 3:
                self._hold(seat, "社区专职", outsider_id=self._units.staff(name))
            else:
                building = said.get("building_id")
                self._hold(seat, "党员", person_id=self._somebody(party=True, building=building))
        return made

    def _add(self, **said: Any) -> int:
        usual = dict.fromkeys(
            ("level", "compound_id", "building_id", "dwelling_id", "term_until", "parent_id")
        )
        place = self._rows.count(Organisation)
        above = self._founded.get(said.get("parent_id") or 0, date.min)
        said["founded_on"] = max(said["founded_on"], above)  # nothing before what is above it
        made = self._rows.add(Organisation, **{**usual, "short_name": "", **said, "place": place})
        self._founded[made] = said["founded_on"]
        return made

    def _seat(self, organisation_id: int, title: str, name: str, place: int, **said: Any) -> int:
        usual = {"building_id": None, "entrance_id": None, "lane": "", "grid_id": None}
        opened = max(self._founded[organisation_id], date(2021, 3, 1))
        seat = self._rows.add(
            Seat, **{**usual, **said}, organisation_id=organisation_id, title=title, name=name,
            place=place, created_on=opened,
        )  # fmt: skip
        self._opened[seat] = opened
        return seat

    def _hold(self, seat: int, source: str, **who: int | None) -> None:
        """Somebody holds the seat; nobody when nobody was found."""
        if not any(who.values()):
            return
        self._rows.add(
            Tenure,
            **{"person_id": None, "outsider_id": None, **who},
            seat_id=seat,
            source=source,
            since=max(self._day(2024, 2025), self._opened.get(seat, date.min)),
            term_until=self._term(),
            recorded_at=self._told,
            clerk_name="高明",
        )

    def _somebody(self, *, party: bool, building: int | None = None) -> int | None:
        """A resident of a building, or of any."""
        where = building or self._rng.choice(list(self._groups) or list(self._people))
        fit = [one for one in self._people.get(where, ()) if one.party == party]
        return self._rng.choice(fit).person_id if fit else None

    def _neighbours(self) -> dict[int, list[Neighbour]]:
        found: dict[int, list[Neighbour]] = defaultdict(list)
        for person_id, building, dwelling, door, status, born in self._session.execute(
            _ADULTS, self._ages()
        ):
            party = status in ("01", "02")
            known = date.fromisoformat(born) if born else date(1970, 1, 1)
            found[building].append(Neighbour(person_id, building, dwelling, door, party, known))
        return found

    def _ages(self) -> dict[str, str]:
        year = self._today.year
        return {"oldest": f"{year - 68}-01-01", "youngest": f"{year - 35}-01-01"}

    def _community_of(self, grid_id: int) -> int:
        return min((grid_id - 1) // _GRIDS_OF_A_COMMUNITY, len(self._communities) - 1)

    def _phone(self) -> str:
        return f"0535-{self._rng.randint(6100000, 6999999)}"

    def _term(self) -> date:
        """Most terms run on, some end within two months, a few are over."""
        days = self._rng.choices((700, 330, 45, -20), (640, 340, 15, 5))[0]
        return self._today + timedelta(days=days + self._rng.randrange(15))

    def _day(self, first: int, last: int) -> date:
        return date(self._rng.randint(first, last), self._rng.randint(1, 12), 1) + timedelta(
            days=self._rng.randrange(27)
        )
