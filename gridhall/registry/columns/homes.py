"""What 户与房屋 shows: the doors' words, icons and tones, a household's members."""

from collections.abc import Callable, Sequence
from datetime import date

from gridhall.qt.choices import Choice
from gridhall.qt.door_grid import Block, Cell
from gridhall.qt.table import Column
from gridhall.registry.columns.separation import STATE_TONES, state_words
from gridhall.registry.labels import DOORS
from gridhall.registry.queries.buildings import BuildingRow, BuildingView, DoorRow, EntranceDoors
from gridhall.registry.queries.home_story import HomeMember
from gridhall.registry.rules import age_on
from gridhall.registry.rules.doors import floor_label

DOOR_LOOKS = {  # icon and tone, so that no state is told by its colour alone
    "care": ("elderly", "amber"),
    "apart": ("swap_horiz", "purple"),
    "outside": ("id_card", "blue"),
    "unchecked": ("help", "grey"),
    "usual": ("home", "green"),
    "vacant": ("radio_button_unchecked", ""),
}
_LEAST_ACROSS = 4  # doors side by side where no floor says how many there are


def building_choice(row: BuildingRow) -> Choice:
    """A building in the list: 3号楼, how many households, under its compound."""
    return Choice(
        row.id, row.label, f"{row.doors} 处房屋", f"{row.households} 户", group=row.compound
    )


def drawing(view: BuildingView) -> tuple[list[str], list[Block]]:
    """Floors from the top, the row of odd rooms last; every entrance a block."""
    floors = {door.floor for part in view.entrances for door in part.doors}
    known = sorted((one for one in floors if one is not None), reverse=True)
    spare = max((_odd_rows(part) for part in view.entrances), default=0)
    names = [floor_label(one) for one in known]
    names += [floor_label(None), *[""] * (spare - 1)] if spare else []
    return names, [_block(part, known, spare) for part in view.entrances]


def _block(part: EntranceDoors, floors: Sequence[int], spare: int) -> Block:
    rows = [[_cell(door) for door in part.doors if door.floor == floor] for floor in floors]
    odd = [_cell(door) for door in part.doors if door.floor is None]
    across = _across(part)
    rows += [odd[at * across : (at + 1) * across] for at in range(spare)]
    title = f"{part.number}单元" if part.number else "不分单元"
    return Block(title, part.grid_name or "未划网格", rows)


def _odd_rows(part: EntranceDoors) -> int:
    odd = sum(door.floor is None for door in part.doors)
    return -(-odd // _across(part))


def _across(part: EntranceDoors) -> int:
    floors = [door.floor for door in part.doors if door.floor is not None]
    return max((floors.count(one) for one in set(floors)), default=_LEAST_ACROSS)


def _cell(door: DoorRow) -> Cell:
    glyph, tone = DOOR_LOOKS[door.state]
    people = f"{door.people}人" if door.people else ""
    return Cell(door.id, door.room or "整栋", DOORS[door.state], glyph, tone, people)


def member_columns(today: Callable[[], date]) -> Sequence[Column[HomeMember]]:
    """Who lives together: name and relation, age, the state of 人户分离."""

    def facts(row: HomeMember) -> str:
        sex = {"1": "男", "2": "女"}.get(row.sex, "")
        age = f"{age_on(row.birth_date, today())} 岁" if row.birth_date else ""
        return " · ".join(filter(None, (row.relation_label, sex, age)))

    return (
        Column[HomeMember]("成员", lambda row: row.name, 150, kind="two", sub=facts, stretch=True),
        Column[HomeMember](
            "状态",
            lambda row: state_words(row.state) if row.state else "",
            104,
            kind="chip",
            tone=lambda row: STATE_TONES.get(row.state, "grey"),
        ),
        Column[HomeMember]("入户", lambda row: str(row.since or "登记以前"), 92, kind="dim"),
    )
