"""An act of the desk with a row of its own: what it did is kept, and can be taken back whole."""

import json
from datetime import UTC, datetime
from typing import Any, ClassVar, NamedTuple, Self

from sqlalchemy import ForeignKey, String, Text, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.images import Images, NotAsLeft

About = tuple[str, int | None]  # the table an act is about, and its row
Touched = set[tuple[str, int]]
_Fields = dict[tuple[str, int], set[str] | None]  # None: the whole row
_FEW = 50  # rows: beyond, reading every later act is no slower than looking for each


class ActRow:
    """Columns of a table of acts; `images` are the rows an act touched, before and after."""

    __tablename__: str

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(24))
    subject: Mapped[str] = mapped_column(String(30))  # the table it is about
    subject_id: Mapped[int | None] = mapped_column(index=True)
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))
    detail: Mapped[str] = mapped_column(Text, default="", server_default="")  # one Chinese line
    images: Mapped[str] = mapped_column(Text, default="[]", server_default="[]")  # JSON
    request_key: Mapped[str | None] = mapped_column(String(36), unique=True)

    @declared_attr
    def undo_of(cls) -> Mapped[int | None]:
        """The act that this one takes back."""
        return mapped_column(ForeignKey(f"{cls.__tablename__}.id"), unique=True)

    @declared_attr
    def undone_by(cls) -> Mapped[int | None]:
        """The act that took this one back."""
        return mapped_column(ForeignKey(f"{cls.__tablename__}.id"))


class Done(NamedTuple):
    """An act that is done: its id, and the row it is about."""

    action_id: int
    row_id: int


class RowActs(Images):
    """Writes the rows of one act and its own row: `add` `change` `remove`, then `close`.

    A subject's own class names its table of acts, and what has to follow (the search index).
    """

    table: ClassVar[type[Any]]  # of ActRow

    def __init__(
        self, session: Session, clerk: Clerk, kind: str, about: About, request_key: str = ""
    ) -> None:
        super().__init__(session)
        self.clerk = clerk
        self.action = self.table(
            kind=kind,
            subject=about[0],
            subject_id=about[1],
            recorded_at=datetime.now(UTC),
            clerk_name=clerk.name,
            request_key=request_key or None,
            **self.begun(),
        )
        session.add(self.action)
        session.flush()

    def begun(self) -> dict[str, Any]:
        """What a subject's own acts say besides, from the start."""
        return {}

    @classmethod
    def undoing(cls, session: Session, clerk: Clerk, action: Any) -> Self:
        """The act that takes another one back; UserError names what was built on that one."""
        later = built_on(session, action)
        if later:
            raise UserError(_since(action, later))
        acts = cls(session, clerk, "undone", (action.subject, action.subject_id))
        acts.action.undo_of = action.id
        return acts

    @property
    def id(self) -> int:
        """The act's own id."""
        made: int = self.action.id
        return made

    def is_about(self, row_id: int) -> None:
        """Name the row that the act has added."""
        self.action.subject_id = row_id

    def follow(self) -> None:
        """Bring what is derived from the touched rows in step."""

    def close(self, detail: str) -> int:
        """Keep the images and one Chinese line with the act, file what it touched; its id."""
        self.action.detail = detail
        self.action.images = self.kept()
        self.session.flush()
        self.follow()
        return self.id

    def done(self, detail: str) -> Done:
        """Close the act; its id and the row it is about."""
        return Done(self.close(detail), self.action.subject_id or 0)

    def restore(self, action: Any) -> Touched:
        """Put every row of the act that is taken back as it was; UserError if one is in use."""
        try:
            with self.session.begin_nested():
                touched = self.put_back(action.images)
        except (NotAsLeft, IntegrityError):
            raise UserError(_since(action, [])) from None
        action.undone_by = self.id
        return touched


def standing_act(session: Session, table: type[Any], action_id: int) -> Any:
    """An act that may still be taken back."""
    action = session.get(table, action_id)
    if action is None:
        raise UserError("没有这条记录，请在经过里核对")
    if action.undone_by is not None or action.undo_of is not None:
        raise UserError("这一项已经撤回过，不用再撤")
    return action


def done_before(session: Session, table: type[Any], request_key: str) -> Any:
    """The act this very request has done already, or None; "" is no request."""
    if not request_key:
        return None
    return session.scalar(select(table).where(table.request_key == request_key))


def built_on(session: Session, action: Any) -> list[Any]:
    """The later acts, not taken back, on the same columns of the same rows; the latest first."""
    mine, table = _fields(action.images), type(action)
    query = (
        select(table)
        .where(table.id > action.id, table.undone_by.is_(None), table.undo_of.is_(None))
        .order_by(table.id.desc())
    )
    if len(mine) <= _FEW:
        marks = [f'"table": "{name}", "id": {row_id}, ' for name, row_id in mine]
        same = (table.images.contains(mark, autoescape=True) for mark in marks)
        about = (table.subject == action.subject) & (table.subject_id == action.subject_id)
        query = query.where(or_(about, *same))
    return [one for one in session.scalars(query) if _rests(action, mine, one)]


def _rests(action: Any, mine: _Fields, other: Any) -> bool:
    """Whether a later act needs what this one wrote: its columns, or the row it added."""
    theirs = _fields(other.images)
    if any(_meet(mine[key], theirs[key]) for key in mine.keys() & theirs.keys()):
        return True
    about = (action.subject, action.subject_id)
    added = any(
        (one["table"], one["id"]) == about and one["before"] is None
        for one in json.loads(action.images)
    )
    return added and (other.subject, other.subject_id) == about


def _fields(images: str) -> _Fields:
    found: _Fields = {}
    for noted in json.loads(images):
        key = (noted["table"], noted["id"])
        known = found.get(key, set())
        whole = noted["before"] is None or noted["after"] is None or known is None
        found[key] = None if whole else {*(known or ()), *noted["after"]}
    return found


def _meet(mine: set[str] | None, theirs: set[str] | None) -> bool:
    return mine is None or theirs is None or bool(mine & theirs)


def _since(action: Any, later: list[Any]) -> str:
    told = [one.detail for one in later[:3] if one.detail]
    since = f"之后又办了{'、'.join(told)}" if told else "已经有别的记录用到它"
    return f"不能撤回（{action.detail}）：{since}。请先撤回后来的，再撤这一项"
