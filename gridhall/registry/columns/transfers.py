"""What the transfers' lists show: who is chosen, who goes, the transfers with their clocks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from gridhall.core.codes import table
from gridhall.qt.table import Column
from gridhall.registry.rules import age_on


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody chosen in the first step; `id` below zero: without a file yet."""

    id: int
    name: str
    facts: str
    number: str
    relation: str
    place: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class Going:
    """A line of the second step: somebody concerned, and what becomes of them."""

    id: int
    name: str
    ticked: bool
    fixed: bool  # cannot go: is registered there already
    relation: str
    after: str
    sex: str
    birth_date: date | None
    origin: str


CHOSEN: Sequence[Column[Chosen]] = (
    Column[Chosen]("姓名", lambda row: row.name, width=108, kind="bold"),
    Column[Chosen]("性别 年龄", lambda row: row.facts, width=84),
    Column[Chosen]("证件号", lambda row: row.number, width=166),
    Column[Chosen]("关系", lambda row: row.relation, width=72),
    Column[Chosen]("现在的登记", lambda row: row.place, width=150, kind="dim", stretch=True),
    Column[Chosen]("档案", lambda row: row.state, width=84, kind="chip", tone=lambda row: row.tone),
)

TICK, AFTER = 0, 3  # the columns of `going_columns` that are acted on


def going_columns(today: Callable[[], date]) -> Sequence[Column[Going]]:
    """The members who may go: a tick, what they are now, what they will be."""
    return (
        Column[Going]("迁", _tick, width=40, kind="check"),
        Column[Going]("姓名", lambda row: row.name, width=108, kind="bold"),
        Column[Going]("与户主关系", lambda row: relation_words(row.relation), width=96),
        Column[Going]("办完以后", _after_words, width=116, tone=_after_tone),
        Column[Going](
            "性别 年龄", lambda row: facts_of(row.sex, row.birth_date, today()), width=84
        ),
        Column[Going]("原户籍", lambda row: row.origin, width=150, kind="dim", stretch=True),
    )


def facts_of(sex: str, born: date | None, today: date) -> str:
    """女 67; what is not known is left out."""
    word = table("sex").label(sex) if sex in ("1", "2") else ""
    return " ".join(filter(None, (word, str(age_on(born, today)) if born else "")))


def relation_words(code: str) -> str:
    """A relation to the head as the lists show it; a dash where there is none."""
    return table("relation").label(code) if code else "—"


def _tick(row: Going) -> str:
    return "1" if row.ticked else "0"


def _after_words(row: Going) -> str:
    if row.after:
        return relation_words(row.after)
    return "请选关系" if row.ticked or row.fixed else "—"


def _after_tone(row: Going) -> str:
    return "amber" if not row.after and (row.ticked or row.fixed) else ""
