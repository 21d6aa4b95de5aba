"""Writing the plan of a day over the one it had: what stays keeps its row and its people."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import exists, or_, select
from sqlalchemy.exc import IntegrityError

from gridhall.core.errors import UserError
from gridhall.volunteering.models import (
    Assignment,
    Attendance,
    Cell,
    Duty,
    Post,
    Shift,
    Skill,
    Squad,
)
from gridhall.volunteering.queries.plan import seats_of
from gridhall.volunteering.rules.plan import PlanDraft, PostDraft, ShiftDraft
from gridhall.volunteering.service.acts import ServiceActs

Row = TypeVar("Row", Shift, Post)
Draft = TypeVar("Draft", ShiftDraft, PostDraft)
_POST = (
    "name", "content", "skill_id", "squad_id", "grid_id", "spot", "needs_party", "is_dangerous",
    "duty_id",
)  # fmt: skip
_AWAY = 1000  # a place no plan uses: rows step aside before they take each other's


class PlanWriter:
    """Matches a draft with the stored shifts and posts, by id, else by what they are."""

    def __init__(self, acts: ServiceActs, day_id: int, *, drop_people: bool) -> None:
        self._acts, self._session, self._day = acts, acts.session, day_id
        self._drop_people = drop_people

    def write(self, draft: PlanDraft) -> None:
        """Drop what the draft has not, then change and add."""
        shifts = _matched(self._rows(Shift), draft.shifts, lambda one: (one.starts, one.ends))
        posts = _matched(self._rows(Post), draft.posts, lambda one: one.name)
        self._drop(draft, shifts, posts)
        shift_ids = self._write_shifts(draft.shifts, shifts)
        self._free_names(draft, posts)
        for place, new in enumerate(draft.posts):
            post_id = self._write_post(place, new, posts[place])
            self._write_cells(post_id, new, shift_ids)

    def _rows(self, model: type[Row]) -> list[Row]:
        query = select(model).where(model.day_id == self._day)
        return list(self._session.scalars(query.order_by(model.place, model.id)))

    def _drop(
        self, draft: PlanDraft, shifts: Sequence[Shift | None], posts: Sequence[Post | None]
    ) -> None:
        """Cells first, then the posts and shifts that the draft has not."""
        kept = {
            (post.id, shift.id)
            for new, post in zip(draft.posts, posts, strict=True)
            for place, shift in enumerate(shifts)
            if post is not None and shift is not None and place in new.cells
        }
        query = select(Cell).join(Post).where(Post.day_id == self._day)
        cells = [c for c in self._session.scalars(query) if (c.post_id, c.shift_id) not in kept]
        self._drop_cells(cells)
        gone: list[Post | Shift] = [row for row in self._rows(Post) if row not in posts]
        gone += [row for row in self._rows(Shift) if row not in shifts]
        for row in gone:
            self._remove(row)

    def _drop_cells(self, cells: Sequence[Cell]) -> None:
        ids = [cell.id for cell in cells]
        seats = seats_of(self._session, ids)
        self._refuse_attended(ids, seats)
        people = [seat for seat in seats if seat.state != "called_off"]
        if people and not self._drop_people:
            raise UserError(
                f"去掉的格子里还排着 {len(people)} 人次，请先在排班表里移走，或选“连人一起去掉”"
            )
        for seat in seats:
            self._acts.remove(seat)
        for cell in cells:
            self._acts.remove(cell)

    def _refuse_attended(self, cell_ids: Sequence[int], seats: Sequence[Assignment]) -> None:
        used = or_(
            Attendance.cell_id.in_(cell_ids),
            Attendance.assignment_id.in_([seat.id for seat in seats]),
        )
        if cell_ids and self._session.scalar(select(exists().where(used))):
            raise UserError("去掉的格子里已经有人签到，不能去掉；签错了请先在现场签到里改")

    def _remove(self, row: Post | Shift) -> None:
        name = row.name
        try:
            with self._session.begin_nested():
                self._acts.remove(row)
        except IntegrityError:
            raise UserError(
                f"“{name}”是双报到认领来的岗位，请先在双报到认领里取消，再去掉"
            ) from None

    def _write_shifts(
        self, drafts: Sequence[ShiftDraft], rows: Sequence[Shift | None]
    ) -> dict[int, int]:
        """Place -> shift id."""
        if any(row is not None and row.place != place for place, row in enumerate(rows)):
            for row in filter(None, rows):
                self._acts.change(row, place=row.place + _AWAY)
        ids = {}
        for place, new in enumerate(drafts):
            values = {"place": place, "name": new.name, "starts": new.starts, "ends": new.ends}
            stored = rows[place]
            if stored is None:
                stored = self._acts.add(Shift(day_id=self._day, **values))
            else:
                self._acts.change(stored, **values)
            ids[place] = stored.id
        return ids

    def _free_names(self, draft: PlanDraft, rows: Sequence[Post | None]) -> None:
        """A post whose name goes to another one is called otherwise for the moment."""
        names = [post.name for post in draft.posts]
        for name, row in zip(names, rows, strict=True):
            if row is not None and row.name != name and row.name in names:
                self._acts.change(row, name=f"#{row.id}")

    def _write_post(self, place: int, new: PostDraft, row: Post | None) -> int:
        values = {name: getattr(new, name) for name in _POST} | {"place": place}
        self._keep_known(values)
        if row is None:
            return self._acts.add(Post(day_id=self._day, **values)).id
        return self._acts.change(row, **values).id

    def _write_cells(self, post_id: int, new: PostDraft, shift_ids: dict[int, int]) -> None:
        query = select(Cell).where(Cell.post_id == post_id)
        known = {cell.shift_id: cell for cell in self._session.scalars(query)}
        for place, (wanted, minimum) in sorted(new.cells.items()):
            cell = known.get(shift_ids[place])
            if cell is None:
                self._acts.add(
                    Cell(post_id=post_id, shift_id=shift_ids[place], wanted=wanted, minimum=minimum)
                )
            else:
                self._acts.change(cell, wanted=wanted, minimum=minimum)

    def _keep_known(self, values: dict[str, Any]) -> None:
        """What a template of long ago names and is there no more is not asked for."""
        for key, model in (("skill_id", Skill), ("squad_id", Squad), ("duty_id", Duty)):
            if values[key] is not None and self._session.get(model, values[key]) is None:
                values[key] = None


def _matched(
    rows: Sequence[Row], drafts: Sequence[Draft], key: Callable[[Any], object]
) -> list[Row | None]:
    """The stored row of each draft: the one it names, else one that is the same thing."""
    left = {row.id: row for row in rows}
    found = [left.pop(one.id, None) if one.id is not None else None for one in drafts]
    for place, one in enumerate(drafts):
        same = [row.id for row in left.values() if key(row) == key(one)]
        if found[place] is None and same:
            found[place] = left.pop(same[0])
    return found
