"""What a move or a merger would do, before it is done: who goes, and the counts either side."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.text import search_key
from gridhall.organisation.models import Seat
from gridhall.organisation.queries.counts import Counts, Tallies, roll_up, tallies
from gridhall.organisation.queries.levels import levels
from gridhall.organisation.queries.past import members_in, past
from gridhall.organisation.queries.tallying import lasting
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.levels import Level
from gridhall.organisation.rules.members import refuse_members_in
from gridhall.organisation.rules.past import Past
from gridhall.organisation.rules.tree import Node, Tree, refuse_cycle, words
from gridhall.places.queries import chunks

_ALL = -1  # stands above all that moves


@dataclass(frozen=True, slots=True)
class Side:
    """An organisation whose counts change."""

    id: int
    name: str
    before: Counts
    after: Counts


@dataclass(frozen=True, slots=True)
class MovePreview:
    """What would move; `refusal` says why it cannot; doubts do not stand in the way."""

    names: tuple[str, ...] = ()
    target: str = ""  # "" : the top
    organisations: int = 0
    seats: int = 0
    held: int = 0  # of the seats those that somebody holds
    people: int = 0
    households: int = 0
    party_members: int = 0
    grids: int = 0
    sides: tuple[Side, ...] = ()  # the old parents, then the new one
    doubts: tuple[str, ...] = ()
    refusal: str = ""


def move_preview(
    session: Session, ids: Collection[int], parent_id: int | None, day: date, today: date
) -> MovePreview:
    """What moving these organisations (with all below them) under a parent would do."""
    now = tree(session)
    try:
        tops = movable(now, ids, parent_id)
        refuse_day(now, [*tops, *([parent_id] if parent_id else [])], (day, today))
        moved_past(past(session), tops, parent_id, day).refuse_faults(tops, day)
        refuse_namesakes(now, tops, parent_id)
    except UserError as error:
        return MovePreview(refusal=str(error))
    then = now.moved(tops, parent_id)
    counted = tallies(session, today)
    doubts = (*depth_doubts(then, tops, levels(session)), *_crowds(then, parent_id, session))
    return _preview(session, (now, then, counted), (tops, parent_id, today), doubts)


def merge_preview(
    session: Session, ids: Collection[int], into_id: int, day: date, today: date
) -> MovePreview:
    """What merging these organisations into another would do; their seats would end."""
    now = tree(session)
    try:
        if into_id in ids:
            raise UserError("合并进去的组织不能也在被合并的里面，请选别的")
        gone = movable(now, ids, into_id, tops=False)
        refuse_day(now, [*gone, into_id], (day, today))
        children = [child for one in gone for child in now.children(one)]
        moved_past(past(session), children, into_id, day).refuse_faults(children, day)
        refuse_namesakes(now, children, into_id)
        into = now.nodes[into_id]
        refuse_members_in(into.kind, into.name, members_in(session, gone))
    except UserError as error:
        return MovePreview(refusal=str(error))
    then = _merged(now, gone, into_id)
    counted = tallies(session, today)
    counted_then = _merged_tallies(counted, gone, into_id)
    own = replace(counted, holders={})
    doubts = (*_seat_doubts(_seats(session, gone, own, today)), *_area_doubts(now, gone, into_id))
    made = _preview(session, (now, then, counted), (gone, into_id, today), doubts)
    before, after = roll_up(now, counted), roll_up(then, counted_then)
    return replace(made, sides=_sides(now, before, after, [into_id]))


def found_doubts(session: Session, parent_id: int | None, level: int | None) -> tuple[str, ...]:
    """What is odd about a new organisation below a parent; it can be founded all the same."""
    now = tree(session)
    node = Node(_ALL, parent_id, 0, "", level, "新组织")
    then = Tree([*now.nodes.values(), node])
    return (*depth_doubts(then, [_ALL], levels(session)), *_crowds(then, parent_id, session))


def movable(
    now: Tree, ids: Collection[int], parent_id: int | None, *, tops: bool = True
) -> list[int]:
    """Those that really move; raises UserError for nothing, the unknown, a circle, no move."""
    if not ids:
        raise UserError("请先选要移动的组织")
    if not {*ids} <= now.nodes.keys() or (parent_id is not None and parent_id not in now.nodes):
        raise UserError("选中的组织或上级已经不在了。请按 F5 看最新内容")
    refuse_cycle(now, ids, parent_id)
    if not tops:
        return sorted(set(ids), key=now.order.index)
    found = [one for one in now.tops(ids) if now.nodes[one].parent_id != parent_id]
    if not found:
        raise UserError("要移动的组织已经在这个上级下面，不用移")
    return found


def refuse_day(now: Tree, ids: Sequence[int], days: tuple[date, date]) -> None:
    """Refuse a day to come, and one before any of these was founded."""
    day, today = days
    if day > today:
        raise UserError(f"日期不能晚于今天（{today}），请写实际生效的日子")
    for one in ids:
        founded = now.nodes[one].founded_on
        if founded is not None and day < founded:
            raise UserError(f"“{now.nodes[one].name}”{founded} 才成立，日期要在这以后，请核对")


def refuse_namesakes(now: Tree, ids: Sequence[int], parent_id: int | None) -> None:
    """Refuse two of one name under the new parent."""
    there = now.roots if parent_id is None else now.children(parent_id)
    taken = {search_key(now.nodes[one].name) for one in there if one not in ids}
    for one in ids:
        key = search_key(now.nodes[one].name)
        if key in taken:
            raise UserError(
                f"新的上级下面已经有“{now.nodes[one].name}”。请先改名加以区分，或用“合并”"
            )
        taken.add(key)


def moved_past(kept: Past, ids: Sequence[int], parent_id: int | None, day: date) -> Past:
    """The tree on every day as it would be if these moved on a day."""
    for one in ids:
        last = kept.last_change(one)
        if last is not None and last > day:
            raise UserError(
                f"“{kept.lives[one].name}”的上级在 {last} 已经改过一次，日期要在这以后，"
                "或先撤回那一次"
            )
    return kept.moved(ids, parent_id, day)


def depth_doubts(then: Tree, ids: Sequence[int], picture: Sequence[Level]) -> tuple[str, ...]:
    """The tree would be deeper than the hall's picture; a level would stand above a higher one."""
    doubts = []
    deepest = max((then.depth(one) for top in ids for one in then.below(top)), default=0)
    if deepest > len(picture):
        doubts.append(
            f"这样以后最深有 {deepest} 层，本厅的层级图是 {len(picture)} 层；可以保存，请核对"
        )
    odd = [one for one in ids if _stands_oddly(then, one)]
    if odd:
        doubts.append(f"{words([then.nodes[one].name for one in odd])}的层级不低于新的上级，请核对")
    return tuple(doubts)


def _stands_oddly(then: Tree, one: int) -> bool:
    node = then.nodes[one]
    above = then.nodes.get(node.parent_id or 0)
    if above is None or above.level is None or node.level is None:
        return False
    return node.level <= above.level


def _crowds(then: Tree, parent_id: int | None, session: Session) -> list[str]:
    """More below the new parent than its level usually has."""
    if parent_id is None:
        return []
    parent = then.nodes[parent_id]
    level = next((one for one in levels(session) if one.place == parent.level), None)
    below = sum(
        then.nodes[one].level == (parent.level or 0) + 1 for one in then.children(parent_id)
    )
    if level is None or level.expected is None or below <= level.expected:
        return []
    return [f"一个{level.name}一般有 {level.expected} 个下级，这样以后有 {below} 个，请核对"]


def _preview(
    session: Session,
    trees: tuple[Tree, Tree, Tallies],
    what: tuple[Sequence[int], int | None, date],
    doubts: Sequence[str],
) -> MovePreview:
    now, then, counted = trees
    ids, parent_id, today = what
    moving = dict.fromkeys(one for top in ids for one in now.below(top))
    before, after = roll_up(now, counted), roll_up(then, counted)
    sums = _together(now, moving, counted)
    seats, held = _seats(session, moving, counted, today)
    parents = [now.nodes[one].parent_id for one in ids]
    sides = [one for one in dict.fromkeys((*parents, parent_id)) if one in after]
    return MovePreview(
        tuple(now.nodes[one].name for one in ids),
        now.nodes[parent_id].name if parent_id is not None else "",
        len(moving),
        seats,
        held,
        sums.people,
        sums.households,
        sums.party_members,
        sums.grids,
        _sides(now, before, after, sides),
        tuple(doubts),
    )


def _together(now: Tree, moving: Collection[int], counted: Tallies) -> Counts:
    """The counts of all that moves, as if it were one organisation's: nobody twice."""
    nodes = [now.nodes[one] for one in moving]
    under = [n if n.parent_id in moving else n._replace(parent_id=_ALL) for n in nodes]
    top = Node(_ALL, None, 0, "", None, "")
    return roll_up(Tree([top, *under]), counted)[_ALL]


def _sides(
    now: Tree, before: dict[int, Counts], after: dict[int, Counts], ids: Sequence[int]
) -> tuple[Side, ...]:
    return tuple(Side(one, now.nodes[one].name, before[one], after[one]) for one in ids)


def _seats(session: Session, ids: Collection[int], counted: Tallies, day: date) -> tuple[int, int]:
    """How many seats these organisations and their grids have, and how many of them are held."""
    grids = [grid for grid, holder in counted.holders.items() if holder in ids]
    there = lasting(Seat.created_on, Seat.ended_on, day)
    seats = 0
    for column, owners in ((Seat.organisation_id, sorted(ids)), (Seat.grid_id, sorted(grids))):
        for some in chunks(owners):
            query = select(func.count(Seat.id)).where(column.in_(some), there)
            seats += session.scalar(query) or 0
    vacant = sum(counted.vacancies.get(one, 0) for one in ids)
    vacant += sum(counted.grid_vacancies.get(one, 0) for one in grids)
    return seats, seats - vacant


def _merged(now: Tree, gone: Sequence[int], into_id: int) -> Tree:
    """The tree after the merger: the children moved over, the merged gone."""
    children = [child for one in gone for child in now.children(one) if child not in gone]
    nodes = now.moved(children, into_id).nodes
    into = nodes[into_id]
    for one in gone:
        mine = nodes[one]
        into = into._replace(
            compound_id=into.compound_id or mine.compound_id,
            building_id=into.building_id or mine.building_id,
        )
    kept = {one: node for one, node in nodes.items() if one not in gone}
    return Tree((kept | {into_id: into}).values())


def _merged_tallies(counted: Tallies, gone: Sequence[int], into_id: int) -> Tallies:
    holders = {
        grid: into_id if holder in gone else holder for grid, holder in counted.holders.items()
    }
    members = dict(counted.party_members)
    members[into_id] = members.get(into_id, 0) + sum(members.pop(one, 0) for one in gone)
    vacant = {one: count for one, count in counted.vacancies.items() if one not in gone}
    return Tallies(counted.pieces, holders, members, vacant, counted.grid_vacancies)


def _seat_doubts(seats: tuple[int, int]) -> list[str]:
    if not seats[0]:
        return []
    return [f"被合并的组织有 {seats[0]} 个席位（{seats[1]} 个在任），合并后撤销，在任的离任"]


def _area_doubts(now: Tree, gone: Sequence[int], into_id: int) -> list[str]:
    """A compound of the merged that the other cannot take over as well."""
    taken = now.nodes[into_id].compound_id
    lost = []
    for one in gone:
        mine = now.nodes[one].compound_id
        taken = taken or mine
        if mine is not None and mine != taken:
            lost.append(now.nodes[one].name)
    if not lost:
        return []
    return [f"{words(lost)}的小区不会并过去，合并后请核对小区归属"]
