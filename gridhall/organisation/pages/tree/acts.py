"""What the clerk does about organisations and seats; who may is refused by the services."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject

from gridhall.core.errors import UserError
from gridhall.organisation.columns.seats import MEMBERS, PERSON_SEATS, TENURES
from gridhall.organisation.columns.tree import short
from gridhall.organisation.dialogs.appoint import AppointSheet, PhoneSheet, RelieveSheet
from gridhall.organisation.dialogs.dissolving import DissolveSheet
from gridhall.organisation.dialogs.election import ElectionSheet
from gridhall.organisation.dialogs.history import HistorySheet
from gridhall.organisation.dialogs.levels import LevelsSheet
from gridhall.organisation.dialogs.merging import MergeSheet
from gridhall.organisation.dialogs.moving import MoveSheet
from gridhall.organisation.dialogs.organisation import ChangeSheet, FoundSheet
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried
from gridhall.organisation.dialogs.organisation_compound import CompoundSheet
from gridhall.organisation.dialogs.rotation import RotationSheet
from gridhall.organisation.dialogs.seat import SeatSheet
from gridhall.organisation.dialogs.seat_lists import Listing, ListSheet
from gridhall.organisation.dialogs.todo import TodoSheet
from gridhall.organisation.queries.members import MemberRow, members_of
from gridhall.organisation.queries.seats import (
    SeatRow,
    TodoRow,
    seat,
    seat_history,
    seats_of_person,
    todo,
)
from gridhall.organisation.queries.tree import OrganisationRow, organisation
from gridhall.organisation.rules.tree import Tree
from gridhall.organisation.service import seats as service
from gridhall.organisation.service.tree import shift, take_back
from gridhall.qt.ask import Question, ask
from gridhall.qt.context import Context

if TYPE_CHECKING:
    from gridhall.organisation.columns.card import CardView
    from gridhall.organisation.pages.tree.page import PartyPage

Entry = tuple[str, str, Callable[[], None] | None]


class TreeActs(QObject):
    """Acts by the names the panes tell; each opens its sheet on what is chosen."""

    def __init__(self, context: Context, page: "PartyPage") -> None:
        super().__init__(page)
        self._context = context

    # Of organisations

    def found(self, _row: object = None) -> None:
        """新建下级 below what is chosen; the first of all if there is none."""
        chosen = self._page.chosen()
        self._open(FoundSheet(self._page, self._context, self._tree(), next(iter(chosen), None)))

    def change(self, _row: object = None) -> None:
        """修改."""
        self._open(ChangeSheet(self._page, self._context, self._tree(), self._card().row))

    def move(self, ids: Sequence[int] = (), onto: int | None = None) -> None:
        """移动: what was cut or dragged, else what is chosen."""
        tree = self._tree()
        what = tree.tops(one for one in (ids or self._page.chosen()) if one in tree.nodes)
        if not what:
            raise UserError("请先选要移动的组织")
        self._open(MoveSheet(self._page, self._context, tree, (what, onto)))

    def merge(self) -> None:
        """合并."""
        chosen = self._page.chosen()
        if not chosen:
            raise UserError("请先选要合并的组织")
        self._open(MergeSheet(self._page, self._context, self._tree(), (chosen, None)))

    def dissolve(self) -> None:
        """撤销组织."""
        sheet = DissolveSheet(self._page, self._context, self._card().row)
        sheet.merge_wanted.connect(self.merge)
        self._open(sheet)

    def shift(self, by: int) -> None:
        """上移、下移: one place up or down beside those of the same parent."""
        chosen, context, nodes = self._page.chosen(), self._context, self._tree().nodes
        if len(chosen) != 1 or chosen[0] not in nodes:
            raise UserError("请选一个组织再排顺序")
        with context.db.write() as session:
            act = shift(session, context.clerk, chosen[0], by, context.today())
        way = "上移" if by < 0 else "下移"
        self._tell(Carried(act, f"已把“{nodes[chosen[0]].name}”{way}", chosen[0]))

    def compound(self) -> None:
        """小区情况."""
        view = self._card()
        if view.compound is None:
            raise UserError("这个组织没有挂小区，请先在“修改”里选小区")
        self._open(CompoundSheet(self._page, self._context, view.compound, view.row.id))

    def history(self, _row: object = None) -> None:
        """变动记录."""
        row = self._card().row
        sheet = HistorySheet(self._page, self._context, (row.id, row.name))
        sheet.taken_back.connect(self._say_taken_back)
        sheet.open()

    def levels(self) -> None:
        """层级与图式."""
        sheet = LevelsSheet(self._page, self._context)
        sheet.changed.connect(self._context.desk.toast)
        sheet.open()

    def members(self) -> None:
        """The members of the branch and all below it: their view, on a past day a list."""
        if self._page.as_at is None:
            self._page.members_wanted.emit(self._card().row.id)
        else:
            self.past_members()

    def past_members(self) -> None:
        """党员名单 of the day on show."""
        row, context = self._card().row, self._context
        with context.db.read() as session:
            rows = members_of(session, row.id, context.today(), as_at=self._page.as_at)
        said = f"{row.name}和它的下级，{len(rows)} 人"
        nothing = ("还没有党员", "在“党员”里登记或转入组织关系")
        listing = Listing("党员名单", "group", MEMBERS, rows, nothing, said, _member_name)
        sheet = ListSheet(self._page, context, listing)
        sheet.row_wanted.connect(self._open_person)
        sheet.open()

    def grids(self, _row: object = None) -> None:
        """调整网格: the view of grids."""
        self._page.grids_wanted.emit()

    # Of seats

    def appoint(self, row: SeatRow | None) -> None:
        """任命."""
        view = self._card()
        if row is None and not view.seats:
            raise UserError(f"“{view.row.name}”还没有席位，请先按 Alt+S 增设席位再任命")
        until = view.row.term_until
        self._open(AppointSheet(self._page, self._context, _chosen(row), until))

    def relieve(self, row: SeatRow | None) -> None:
        """离任."""
        if _chosen(row).tenure_id is None and _chosen(row).unsettled_id is None:
            raise UserError(f"“{_chosen(row).name}”现在空缺，没有人可以离任")
        self._open(RelieveSheet(self._page, self._context, _chosen(row)))

    def keep_on(self, row: SeatRow | None) -> None:
        """留任: who moved out stays in the seat."""
        unsettled = _chosen(row).unsettled_id
        if unsettled is None:
            raise UserError("只有迁出以后席位空出来的，才要办留任")
        self._keep(unsettled, _chosen(row).last_name)

    def elect(self, _row: object = None) -> None:
        """办换届."""
        self._elect(self._card().row)

    def _elect(self, row: OrganisationRow) -> None:
        self._open(ElectionSheet(self._page, self._context, row))

    def rotate(self, row: SeatRow | None) -> None:
        """轮值."""
        self._open(RotationSheet(self._page, self._context, _chosen(row)))

    def tenures(self, row: SeatRow | None) -> None:
        """任职经过 of the seat."""
        context, one = self._context, _chosen(row)
        with context.db.read() as session:
            rows = seat_history(session, one.id, context.today())
        title = f"任职经过 · {short(one.owner_name)} {one.name}"
        nothing = ("还没有人任职", "")
        sheet = ListSheet(self._page, context, Listing(title, "history", TENURES, rows, nothing))
        sheet.row_wanted.connect(self._open_person)
        sheet.open()

    def person_seats(self, row: SeatRow | None) -> None:
        """Every seat that the holder has across the tree."""
        context, one = self._context, _chosen(row)
        with context.db.read() as session:
            rows = seats_of_person(
                session, context.today(), person_id=one.person_id, outsider_id=one.outsider_id
            )
        nothing = ("没有别的席位", "")
        title = f"{one.holder_name} 的席位"
        listing = Listing(title, "badge", PERSON_SEATS, rows, nothing, f"共 {len(rows)} 席")
        sheet = ListSheet(self._page, context, listing)
        sheet.row_wanted.connect(self._go_to_seat)
        sheet.open()

    def resident(self, row: SeatRow | None) -> None:
        """The holder's card in 居民登记."""
        self._open_person(_chosen(row))

    def phone(self, row: SeatRow | None) -> None:
        """记电话: of a holder from outside."""
        self._open(PhoneSheet(self._page, self._context, _chosen(row)))

    def add_seat(self, _row: object = None) -> None:
        """增设席位."""
        row = self._card().row
        self._open(SeatSheet(self._page, self._context, (row.id, row.name)))

    def change_seat(self, row: SeatRow | None) -> None:
        """修改席位."""
        one, owner = _chosen(row), self._card().row
        self._open(SeatSheet(self._page, self._context, (owner.id, owner.name), one))

    def end_seat(self, row: SeatRow | None) -> None:
        """撤销席位, asked first."""
        one, context = _chosen(row), self._context
        question = Question(
            "撤销席位",
            f"撤销“{one.owner_name}”的“{one.name}”席位？",
            "撤销席位",
            "不撤",
            "以前的任职记录保留；还有人在任的席位要先办离任。",
            danger=True,
        )
        if not ask(self._page, question):
            return
        today = context.today()
        with context.db.write() as session:
            done = service.end_seat(session, context.clerk, one.id, today, today)
        self._tell(Carried(done.action_id, f"已撤销席位“{one.name}”", one.organisation_id))

    # What is to be done

    def todo(self, _row: object = None) -> None:
        """待处理."""
        context = self._context
        with context.db.read() as session:
            rows = todo(session, context.today())
        if not rows:
            context.desk.toast("没有要处理的：没有人离开席位，60 天内没有届满的任期")
            return
        sheet = TodoSheet(self._page, context, rows)
        sheet.wanted.connect(self._do)
        sheet.open()

    def _do(self, act: str, row: TodoRow) -> None:
        if row.organisation_id is not None:
            self._page.show_organisation(row.organisation_id)
        try:
            if act == "elect" and row.organisation_id is not None:
                with self._context.db.read() as session:
                    wanted = organisation(session, row.organisation_id)
                self._elect(wanted)
            elif act in ("keep_on", "relieve") and row.seat_id is not None:
                with self._context.db.read() as session:
                    found = seat(session, row.seat_id, self._context.today())
                getattr(self, act)(found)
        except UserError as error:
            self._context.desk.show_error(error)

    def _keep(self, tenure_id: int, name: str) -> None:
        context = self._context
        with context.db.write() as session:
            done = service.keep_on(session, context.clerk, tenure_id, context.today())
        self._tell(Carried(done.action_id, f"{name}留任已登记"))

    # How it does it

    def entries(self) -> list[Entry]:
        """The menu of an organisation."""
        return [
            ("新建下级…", "Ctrl+N", self.found),
            ("修改…", "Ctrl+E", self.change),
            ("移动到…", "Ctrl+X Ctrl+V", self.move),
            ("上移", "Alt+↑", partial(self.shift, -1)),
            ("下移", "Alt+↓", partial(self.shift, 1)),
            ("合并到…", "", self.merge),
            ("撤销组织…", "", self.dissolve),
            ("", "", None),
            ("增设席位…", "", self.add_seat),
            ("办换届…", "Alt+H", self.elect),
            ("小区情况…", "", self.compound),
            ("", "", None),
            ("党员名单…", "", self.members),
            ("变动记录…", "Ctrl+H", self.history),
            ("层级与图式…", "", self.levels),
        ]

    def is_reading(self, act: Callable[..., object]) -> bool:
        """Whether an act only looks, and may be done on a past day too."""
        return getattr(act, "__name__", "") in _READING

    @property
    def _page(self) -> "PartyPage":
        return cast("PartyPage", self.parent())

    def _tree(self) -> Tree:
        outline = self._page.outline.outline
        if outline is None:
            raise UserError("组织架构还在读取，请稍等")
        return outline.tree

    def _card(self) -> "CardView":
        view = self._page.card()
        if view is None:
            raise UserError("请先在左边选一个组织")
        return view

    def _open(self, sheet: ActSheet) -> None:
        sheet.carried.connect(self._tell)
        sheet.open()

    def _tell(self, done: Carried) -> None:
        """Say what was done, and how to take it back; its organisation is shown."""
        self._page.ui.tree.mark_cut(())
        if done.organisation_id is not None:
            self._page.show_organisation(done.organisation_id)
        acts = [one for one in (done.action_id, *reversed(done.also)) if one is not None]
        context = self._context

        def undo() -> None:
            with context.db.write() as session:
                for one in acts:
                    take_back(session, context.clerk, one, context.today())

        context.desk.toast(done.words, undo if acts else None)

    def _say_taken_back(self, detail: str) -> None:
        self._context.desk.toast(f"已撤回：{detail}")

    def _open_person(self, row: Any) -> None:
        if row.person_id is not None:
            self._context.desk.open_resident(row.person_id)

    def _go_to_seat(self, row: SeatRow) -> None:
        if row.organisation_id is not None:
            self._page.show_organisation(row.organisation_id)


_READING = frozenset(
    {"history", "levels", "members", "grids", "tenures", "person_seats", "resident", "todo"}
)


def _chosen(row: SeatRow | None) -> SeatRow:
    if row is None:
        raise UserError("请先在“席位与任职”里选一个席位")
    return row


def _member_name(row: MemberRow) -> str:
    return row.name
