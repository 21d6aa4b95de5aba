"""The sheets of the acts that move people: leaving, coming, splitting, merging, moving whole."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from gridhall.qt.context import Context
from gridhall.registry.dialogs.change.frame import ChangeSheet
from gridhall.registry.dialogs.change.marks import Unfilled, asking
from gridhall.registry.dialogs.change.members import (
    HeirPart,
    MoversPart,
    likely_head,
    relations_in_new_home,
)
from gridhall.registry.dialogs.change.target import TargetPart
from gridhall.registry.labels import EVENTS
from gridhall.registry.rules import HEAD
from gridhall.registry.rules.changes import NEW, Change, Home, Member

Who = tuple[Member, Home | None]
_PAPERS = {
    "died": "死亡医学证明、户口注销证明",
    "moved_out": "准迁证或迁移证编号",
    "moved_in": "户口迁移证、准迁证编号",
    "married_in": "结婚证编号",
    "adopted": "收养登记证编号",
    "moved": "不动产权证、租赁合同",
    "split": "分户申请",
    "merged": "并户申请",
}


class LeavingSheet(ChangeSheet):
    """去世, 迁出: who of the household goes, and who heads it afterwards."""

    def __init__(self, parent: QWidget, context: Context, who: Who, kind: str) -> None:
        self.papers = _PAPERS.get(kind, "")
        self.reasons = "" if kind == "died" else "迁往何处、为什么"
        super().__init__(parent, context, who, kind)
        assert self.home is not None
        day = context.today()
        self.movers = MoversPart(self.home, day, related=False)
        self.heir = HeirPart(self.home, day)
        if kind == "died":
            self._name_death()
        else:
            self.add_movers("谁迁出", self.movers)
        self.add_part(self.heir)
        self.movers.changed.connect(self._follow_movers)
        self.heir.changed.connect(self.follow)
        self.movers.choose([self.person.person_id], fixed=kind == "died")
        self.first_focus = self.happened
        self.add_common()

    def change(self) -> Change:
        """The ticked ones leave the register."""
        movers = dict.fromkeys(self.movers.chosen(), "")
        return self.made(movers, None, self.heir.new_relations())

    def words(self) -> str:
        """已登记去世：赵贵和."""
        return f"已登记{EVENTS[self.kind]}：{_names(self.home, self.movers.chosen())}"

    def _name_death(self) -> None:
        """One person dies; the others of the household are not asked about."""
        self.title.setText(f"去世登记 · {self.person.name}")
        self.save_button.setText("登记去世")
        self.preview.gone_word = "去世"
        self.movers.setParent(self)
        self.movers.hide()

    def _follow_movers(self) -> None:
        self.heir.follow(self.movers.chosen())
        self.follow()


class ComingSheet(ChangeSheet):
    """迁入, 社区内迁移, 婚迁, 收养: who goes to which household, and as what."""

    def __init__(self, parent: QWidget, context: Context, who: Who, kind: str) -> None:
        self.papers = _PAPERS.get(kind, "")
        super().__init__(parent, context, who, kind)
        day = context.today()
        self.target = TargetPart(context, allow_new=True)
        self.add_target("去哪一户", self.target)
        alone = Home(NEW, "", "", (self.person,))
        whole = kind == "moved_inside" and self.home is not None
        self.movers = MoversPart(self.home if whole and self.home else alone, day, related=True)
        self.add_movers("谁去，与那一户户主的关系", self.movers)
        self.heir = HeirPart(self.home or Home(NEW, "", ""), day)
        self.add_part(self.heir)
        for part in (self.movers, self.target):
            part.changed.connect(self._follow_all)
        self.heir.changed.connect(self.follow)
        self.movers.choose([self.person.person_id], fixed=not whole)
        self.first_focus = self.target.edit
        self.add_common()

    def change(self) -> Change:
        """The ticked ones belong to the target household from that day on."""
        movers = self.movers.chosen_relations()
        with asking("target"):
            target = self.target.target()
        return self.made(movers, target, self.heir.new_relations())

    def door(self) -> str:
        """A new household's door."""
        return self.target.door()

    def words(self) -> str:
        """已办理社区内迁移：李建军、王晓燕."""
        names = _names(self.movers.home, self.movers.chosen())
        return f"已办理{EVENTS[self.kind]}：{names}"

    def _follow_all(self) -> None:
        chosen = self.movers.chosen()
        self.heir.follow(chosen)
        if self.target.door() and chosen:
            self._propose_head(chosen)
        self.follow()

    def _propose_head(self, chosen: list[int]) -> None:
        """In a new household somebody heads it; what is filled in already stays."""
        if any(self.movers.chosen_relations().values()):
            return
        movers = [one for one in self.movers.home.members if one.person_id in chosen]
        head = likely_head(movers, self.context.today())
        if head is not None:
            self.movers.propose(relations_in_new_home(self.movers.home, chosen, head))


class SplitSheet(ChangeSheet):
    """分户: some members open a household of their own."""

    def __init__(self, parent: QWidget, context: Context, who: Who, kind: str = "split") -> None:
        self.papers = _PAPERS[kind]
        super().__init__(parent, context, who, kind)
        assert self.home is not None
        day = context.today()
        self.target = TargetPart(context, allow_new=True, only_new=True)
        self.movers = MoversPart(self.home, day, related=True)
        self.heir = HeirPart(self.home, day)
        self.add_movers("谁分出去，与新户户主的关系", self.movers)
        self.add_part(self.heir)
        self.add_target("新户住址", self.target)
        self.movers.changed.connect(self._follow_movers)
        self.target.changed.connect(self.follow)
        self.heir.changed.connect(self.follow)
        self.target.show_door(self.home.address)
        self.movers.choose([self.person.person_id])
        self.first_focus = self.movers.ticks[self.person.person_id]
        self.add_common()

    def change(self) -> Change:
        """A new household opens with the ticked ones."""
        movers = self.movers.chosen_relations()
        if not movers:
            raise Unfilled("movers", "请勾选分出去的人")
        with asking("target"):
            target = self.target.target()
        return self.made(movers, target, self.heir.new_relations())

    def door(self) -> str:
        """The new household's door."""
        return self.target.door()

    def words(self) -> str:
        """已办理分户：李建军、王晓燕."""
        return f"已办理分户：{_names(self.home, self.movers.chosen())}"

    def _follow_movers(self) -> None:
        chosen = self.movers.chosen()
        self.heir.follow(chosen)
        if chosen:
            self._propose(chosen)
        self.follow()

    def _propose(self, chosen: list[int]) -> None:
        """Fill in what follows from the new head; what is filled in already stays."""
        assert self.home is not None
        filled = self.movers.chosen_relations()
        heads = [who for who, code in filled.items() if code == HEAD]
        mine = self.person.person_id
        head = heads[0] if heads else mine if mine in chosen else chosen[0]
        found = relations_in_new_home(self.home, chosen, head)
        self.movers.propose({who: code for who, code in found.items() if not filled[who]})


class MergeSheet(ChangeSheet):
    """并户: a whole household joins another one and ends."""

    def __init__(self, parent: QWidget, context: Context, who: Who, kind: str = "merged") -> None:
        self.papers = _PAPERS[kind]
        super().__init__(parent, context, who, kind)
        assert self.home is not None
        self.title.setText(f"并户 · {self.home.title}")
        self.target = TargetPart(context, allow_new=False)
        self.movers = MoversPart(self.home, context.today(), related=True)
        self.add_target("并到哪一户", self.target)
        self.add_movers("全户并过去，与那一户户主的关系", self.movers)
        self.movers.choose([one.person_id for one in self.home.members], fixed=True)
        for part in (self.movers, self.target):
            part.changed.connect(self.follow)
        self.first_focus = self.target.edit
        self.add_common()

    def change(self) -> Change:
        """Everybody belongs to the other household; this one ends."""
        with asking("target"):
            return self.made(self.movers.chosen_relations(), self.target.target())

    def words(self) -> str:
        """已并户：张桂花户."""
        return f"已并户：{self.home.title if self.home else ''}"


class WholeMoveSheet(ChangeSheet):
    """整户搬迁: the household keeps its number and everybody in it."""

    def __init__(self, parent: QWidget, context: Context, who: Who, kind: str = "moved") -> None:
        self.papers = _PAPERS[kind]
        super().__init__(parent, context, who, kind)
        assert self.home is not None
        self.title.setText(f"整户搬迁 · {self.home.title}")
        self.target = TargetPart(context, allow_new=True, only_new=True)
        self.target.verb = "搬到"
        self.add_target("新住址", self.target)
        self.target.changed.connect(self.follow)
        self.first_focus = self.target.edit
        self.add_common()

    def change(self) -> Change:
        """The household is registered behind another door from that day on."""
        assert self.home is not None
        with asking("target"):
            return replace(self.made({}, None), moves={self.home.id: self.target.target()})

    def door(self) -> str:
        """The new door."""
        return self.target.door()

    def words(self) -> str:
        """张桂花户已搬到 御景小区 5-1-301."""
        return f"{self.home.title if self.home else ''}已搬到 {self.target.door()}"


def _names(home: Home | None, person_ids: list[int]) -> str:
    members = home.members if home else ()
    return "、".join(one.name for one in members if one.person_id in person_ids)
