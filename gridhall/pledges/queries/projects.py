"""Reads of benefit projects: their money by source, their progress, their photos."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.photos.models import Photo
from gridhall.pledges.labels import MONEY
from gridhall.pledges.models import ListItem, ProjectMoney, ProjectStep
from gridhall.pledges.queries.items import ItemRow, items_where
from gridhall.pledges.rules.projects import Balance, source_title

SUBJECT = "list_item"  # whose photos
COUNTER = "冲正第 {} 笔：{}"  # the note of a row against another


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One amount; a negative one counters an earlier row."""

    id: int
    item_id: int
    kind: str
    day: date
    fen: int
    source: str
    note: str
    clerk_name: str
    countered: bool

    @property
    def kind_label(self) -> str:
        """到位."""
        return MONEY.get(self.kind, self.kind)

    @property
    def stands(self) -> bool:
        """Neither countered nor a counter itself."""
        return self.fen > 0 and not self.countered


@dataclass(frozen=True, slots=True)
class StepRow:
    """How far a project was on a day."""

    id: int
    item_id: int
    day: date
    percent: int
    words: str
    clerk_name: str


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project's money and progress."""

    item_id: int
    balance: Balance
    money: tuple[MoneyRow, ...]
    steps: tuple[StepRow, ...]  # the latest first
    before: int  # photos
    after: int

    @property
    def percent(self) -> int | None:
        """How far it is; None: nobody has said."""
        return self.steps[0].percent if self.steps else None

    def by_source(self, kind: str) -> list[tuple[str, int]]:
        """What each source gave, or what each purpose took, in fen, the largest first."""
        sums: dict[str, int] = {}
        for row in self.money:
            if row.kind == kind:
                sums[row.source] = sums.get(row.source, 0) + row.fen
        return sorted(((one, fen) for one, fen in sums.items() if fen), key=lambda one: -one[1])


def project(session: Session, item_id: int) -> ProjectRow:
    """One project; what was never written down is empty."""
    money = tuple(_money(session, item_id))
    steps = select(ProjectStep).where(ProjectStep.item_id == item_id)
    rows = session.scalars(steps.order_by(ProjectStep.day.desc(), ProjectStep.id.desc()))
    photos = _photos(session, item_id)
    return ProjectRow(
        item_id,
        _balance(session, item_id, money),
        money,
        tuple(
            StepRow(row.id, row.item_id, row.day, row.percent, row.words, row.clerk_name)
            for row in rows
        ),
        photos.get("before", 0),
        photos.get("after", 0),
    )


def balance(session: Session, item_id: int) -> Balance:
    """What a project's money comes to."""
    return _balance(session, item_id, tuple(_money(session, item_id)))


def last_percent(session: Session, item_id: int, until: date) -> int | None:
    """How far it was by a day."""
    mine = (ProjectStep.item_id == item_id, ProjectStep.day <= until)
    query = select(ProjectStep.percent).where(*mine)
    return session.scalars(query.order_by(ProjectStep.day.desc(), ProjectStep.id.desc())).first()


def practical(session: Session, today: date) -> list[tuple[ItemRow, ProjectRow]]:
    """Every benefit project with its money and progress, the latest first."""
    which = ListItem.is_practical & (ListItem.state != "withdrawn")
    return [(row, project(session, row.id)) for row in items_where(session, which, today)]


def _balance(session: Session, item_id: int, money: tuple[MoneyRow, ...]) -> Balance:
    """The amount that the list names counts as planned while nothing else is."""
    sums = {kind: sum(row.fen for row in money if row.kind == kind) for kind in MONEY}
    if not any(row.kind == "planned" for row in money):
        listed = session.scalar(select(ListItem.money_fen).where(ListItem.id == item_id))
        sums["planned"] = listed or 0
    return Balance(sums["planned"], sums["raised"], sums["spent"])


def _money(session: Session, item_id: int) -> list[MoneyRow]:
    query = select(ProjectMoney).where(ProjectMoney.item_id == item_id)
    rows = session.scalars(query.order_by(ProjectMoney.day, ProjectMoney.id)).all()
    notes = [row.note for row in rows if row.fen < 0]
    return [
        MoneyRow(
            row.id, row.item_id, row.kind, row.day, row.fen, row.source, row.note,
            row.clerk_name, any(note.startswith(COUNTER.format(row.id, "")) for note in notes),
        )
        for row in rows
    ]  # fmt: skip


def _photos(session: Session, item_id: int) -> dict[str, int]:
    mine = (Photo.subject == SUBJECT, Photo.subject_id == item_id, Photo.void_reason.is_(None))
    query = select(Photo.stage, func.count()).where(*mine).group_by(Photo.stage)
    return {row[0]: row[1] for row in session.execute(query)}


def money_words(row: MoneyRow) -> str:
    """来源 or 用途, with its note."""
    note = f"（{row.note}）" if row.note else ""
    return f"{source_title(row.kind)}：{row.source}{note}"
