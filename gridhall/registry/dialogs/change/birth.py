"""出生登记: the newborn comes into the parent's household, in one act with the guardian."""

from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.suggest import Suggest
from gridhall.registry.dialogs.change.frame import Carried, ChangeSheet
from gridhall.registry.dialogs.codes import code_in, offer_codes, show_code
from gridhall.registry.labels import HUKOU_KINDS
from gridhall.registry.queries.births import UNBORN, planned_birth
from gridhall.registry.rules import DraftProblems, FieldProblem, ResidentDraft, check_draft
from gridhall.registry.rules.births import newborn_relation
from gridhall.registry.rules.changes import Home, Member, Plan
from gridhall.registry.service.acts import Birth, register_birth

_SEX = FieldProblem("sex", "请选孩子的性别")
_WORDS = {"1": "父亲", "2": "母亲"}


class BirthSheet(ChangeSheet):
    """Opened on the mother's (or father's) card."""

    papers = "出生医学证明编号"

    def __init__(
        self, parent: QWidget, context: Context, who: tuple[Member, Home | None], kind: str = "born"
    ) -> None:
        super().__init__(parent, context, who, kind)
        self.tint("person_add", "primary")
        self.title.setText(f"出生登记 · {self.person.name}的孩子")
        self.save_button.setText("登记出生")
        self.name, self.number, self.sex = QLineEdit(), QLineEdit(), QComboBox()
        self.relation, self.hukou = Suggest(), QComboBox()
        self.guards = QCheckBox(f"{self.person.name}登记为监护人")
        self._fill()
        self.first_focus = self.name
        self.add_common()

    def _fill(self) -> None:
        for words, code in (("", ""), ("男", "1"), ("女", "2")):
            self.sex.addItem(words, code)
        for code, words in HUKOU_KINDS.items():
            self.hukou.addItem(words, code)
        self.hukou.setCurrentIndex(self.hukou.findData("local"))
        offer_codes(self.relation, "relation")
        self.guards.setChecked(True)
        self.number.setPlaceholderText("还没有证件号可不填，由本厅编临时编号")
        self.name.setMaxLength(100)
        self.add_marked("name", "姓名", self.name)
        self.add_marked("sex", "性别", self.sex)
        self.add_happened("出生日期")
        self.add_marked("relation", "与户主关系", self.relation)
        self.add_marked("id_number", "证件号", self.number, needed=False)
        self.add_row("户籍状态", self.hukou)
        self.add_wide(self.guards)
        self.sex.currentIndexChanged.connect(self._follow_sex)
        self.name.textEdited.connect(self.follow)
        self.number.editingFinished.connect(self.follow)
        self.relation.picked.connect(self.follow)
        self.relation.editingFinished.connect(self.follow)

    def plan(self) -> Plan:
        """The household with the child in it."""
        draft = self._draft()
        if not draft.name.strip() or not draft.sex:
            raise UserError("请填写姓名和性别，这里显示办完以后的样子")
        child = Member(
            UNBORN, draft.name.strip(), draft.sex, draft.birth_date, draft.relation, None
        )
        with self.context.db.read() as session:
            home = draft.household_id or 0
            return planned_birth(session, child, home, self.days(), self.context.today())

    def carry_out(self) -> Carried:
        """The child, its place in the household and its guardian, in one transaction."""
        draft, today = self._draft(), self.context.today()
        _check(draft, today)
        birth = Birth(
            draft,
            self.person.person_id,
            _WORDS.get(self.person.sex, "其他") if self.guards.isChecked() else "",
            self.reported.value(),
            self.reason.text().strip(),
            self.paper.text().strip(),
        )
        with self.context.db.write() as session:
            child, done = register_birth(session, self.context.clerk, birth, today)
        return Carried(done.action_id, f"已登记出生：{draft.name.strip()}", child)

    def _draft(self) -> ResidentDraft:
        assert self.home is not None
        return ResidentDraft(
            self.name.text(),
            id_number=self.number.text(),
            sex=self.sex.currentData(),
            birth_date=self.happened.value(),
            relation=code_in(self.relation, "relation"),
            hukou_kind=self.hukou.currentData(),
            household_id=self.home.id,
            request_key=self.key,
        )

    def _follow_sex(self) -> None:
        code = newborn_relation(self.person.relation, self.sex.currentData())
        if code:
            show_code(self.relation, "relation", code)
        self.follow()


def _check(draft: ResidentDraft, today: date) -> None:
    """Every problem of the form; a newborn without a number is asked for its sex, not a number."""
    try:
        check_draft(draft, today)
    except DraftProblems as found:
        bare = not (draft.id_number or "").strip()
        raise DraftProblems(
            [_SEX if bare and one.field == "id_number" else one for one in found.problems]
        ) from None
