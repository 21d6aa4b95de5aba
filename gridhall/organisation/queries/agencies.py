"""The directory of agencies (办事机构、服务热线), and whom an issuer's words mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.pinyin import name_keys
from gridhall.core.text import search_key
from gridhall.organisation.models import Agency
from gridhall.organisation.rules.agencies import Issuers, Known, plate_name


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency or a hotline visitors are referred to; what the hall has not filled in is empty."""

    id: int
    code: str
    name: str
    kind: str  # rules.agencies.KINDS
    aliases: tuple[str, ...]
    does: str
    address: str
    hours: str
    phone: str
    on_plate: bool
    position: int
    active: bool
    version: int

    @property
    def where(self) -> str:
        """How to reach it, as a notice says it: 地址 · 电话 · 时间, without what is empty."""
        return " · ".join(filter(None, (self.address, self.phone, self.hours)))

    @property
    def is_hotline(self) -> bool:
        """Whether it is only called."""
        return self.kind == "hotline"


class PlateLine(NamedTuple):
    """A number on every building's plate, and what for."""

    name: str
    number: str


class Directory:
    """The whole directory read once: its rows, and the agency that an issuer's words mean."""

    def __init__(self, rows: Iterable[AgencyRow]) -> None:
        self.rows = tuple(rows)
        offices_first = sorted(self.rows, key=lambda row: row.is_hotline)
        self._issuers = Issuers(Known(row, (row.name, *row.aliases)) for row in offices_first)

    def find(self, issuer_words: str) -> AgencyRow | None:
        """The agency that is meant: by name, alias, or the longest of them within the words."""
        return self._issuers.find(issuer_words)

    def find_all(self, issuer_words: str) -> tuple[AgencyRow, ...]:
        """Every agency of 公安派出所；公证处, in this order."""
        return self._issuers.find_all(issuer_words)


def agencies(
    session: Session, kind: str | None = None, typed: str = "", ended: bool = False
) -> tuple[AgencyRow, ...]:
    """Agencies in the hall's order, offices before hotlines; `typed` narrows them.

    `typed`: part of a name, of what is done there, of a number or address, or initials.
    """
    query = _query()
    query = query if ended else query.where(Agency.active)
    query = query if kind is None else query.where(Agency.kind == kind)
    rows = tuple(map(_row, session.scalars(query)))
    wanted = search_key(typed)
    return tuple(row for row in rows if _fits(row, wanted)) if wanted else rows


def agency_by_id(session: Session, agency_id: int) -> AgencyRow:
    """One agency, in use or not; UserError if there is none."""
    row = session.get(Agency, agency_id)
    if row is None:
        raise UserError("没有这个办事机构，可能刚被撤回。请按 F5 看最新内容")
    return _row(row)


def directory(session: Session) -> Directory:
    """Every agency in use, to look several issuers up."""
    return Directory(agencies(session))


def agency_for(session: Session, issuer_words: str) -> AgencyRow | None:
    """The agency in use that a material's or a certificate's issuer means; None if it has none."""
    return directory(session).find(issuer_words)


def find_agency(session: Session, typed: str) -> AgencyRow:
    """The one agency of this name, alias or code; none or several are told (命令行用)."""
    known = agencies(session, ended=True)
    exact = [row for row in known if typed in (row.name, row.code) or typed in row.aliases]
    found = exact or [row for row in known if typed.strip() and _fits(row, search_key(typed))]
    if len(found) != 1:
        named = "、".join(row.name for row in found[:4]) + ("等" if len(found) > 4 else "")
        raise UserError(
            f"“{typed[:40]}”对得上 {len(found)} 个机构：{named}。请写全名称"
            if found
            else f"没有办事机构“{typed[:40]}”。用 agency list 查看全部"
        )
    return found[0]


def plate_lines(session: Session) -> tuple[PlateLine, ...]:
    """The numbers of every building's plate (便民热线), in the hall's order."""
    query = select(Agency).where(Agency.active, Agency.on_plate)
    rows = session.scalars(query.order_by(Agency.position, Agency.id))
    return tuple(PlateLine(plate_name(one.name, one.aliases), one.phone) for one in rows)


def _query() -> Any:
    return select(Agency).order_by(Agency.kind.desc(), Agency.position, Agency.id)


def _row(one: Agency) -> AgencyRow:
    return AgencyRow(
        one.id, one.code, one.name, one.kind, tuple(one.aliases.splitlines()), one.does,
        one.address, one.hours, one.phone, one.on_plate, one.position, one.active, one.version,
    )  # fmt: skip


def _fits(row: AgencyRow, wanted: str) -> bool:
    said = search_key(" ".join((row.name, *row.aliases, row.does, row.address, row.phone)))
    if wanted in said:
        return True
    names = (row.name, *row.aliases)
    return any(key.startswith(wanted) for name in names for key in name_keys(name).initials)
