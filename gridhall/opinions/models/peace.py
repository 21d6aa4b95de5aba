"""Peace and safety: mediation (融心调解), inspections with hazards, thematic registers."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.issues.models import Issue
from gridhall.organisation.models import PartnerUnit
from gridhall.places.models import Building, Compound, Dwelling, Grid
from gridhall.registry.models import Person


class Mediation(Versioned, Base):
    """A dispute mediated (人民调解法); state: accepted, agreed, failed, withdrawn, performed."""

    __tablename__ = "mediation"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)  # 调〔2026〕001
    kind: Mapped[str] = mapped_column(String(12))  # labels.DISPUTES
    title: Mapped[str] = mapped_column(String(80))
    dispute: Mapped[str] = mapped_column(Text)  # 纠纷事实、争议事项
    grid_id: Mapped[int | None] = mapped_column(ForeignKey(Grid.id), index=True)
    accepted_on: Mapped[date] = mapped_column(index=True)
    mediators: Mapped[str] = mapped_column(String(100))
    place: Mapped[str] = mapped_column(String(60), default="", server_default="")
    state: Mapped[str] = mapped_column(String(10))
    due_on: Mapped[date | None]  # the mediation is to end by then
    agreement: Mapped[str] = mapped_column(Text, default="", server_default="")  # 协议内容
    way: Mapped[str] = mapped_column(String(60), default="", server_default="")  # 履行方式
    oral: Mapped[bool] = mapped_column(default=False, server_default="0")  # 口头协议 (§28)
    agreed_on: Mapped[date | None]
    perform_by: Mapped[date | None]
    performed_on: Mapped[date | None]
    called_on: Mapped[date | None]  # 回访
    why: Mapped[str] = mapped_column(String(200), default="", server_default="")  # failed
    issue_id: Mapped[int | None] = mapped_column(ForeignKey(Issue.id), index=True)
    clerk_name: Mapped[str] = mapped_column(String(50))


class MediationParty(Base):
    """A party (当事人) of a dispute; side: 甲, 乙, 丙 ..."""

    __tablename__ = "mediation_party"

    id: Mapped[int] = mapped_column(primary_key=True)
    mediation_id: Mapped[int] = mapped_column(ForeignKey(Mediation.id), index=True)
    side: Mapped[str] = mapped_column(String(2))
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    name: Mapped[str] = mapped_column(String(100))
    sex: Mapped[str] = mapped_column(String(1), default="0", server_default="0")
    id_number: Mapped[str] = mapped_column(String(30), default="", server_default="")
    phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    address: Mapped[str] = mapped_column(String(200), default="", server_default="")


class Inspection(Versioned, Base):
    """A round of looking for hazards (隐患排查)."""

    __tablename__ = "inspection"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)  # 查〔2026〕001
    kind: Mapped[str] = mapped_column(String(12))  # labels.INSPECTIONS
    day: Mapped[date] = mapped_column(index=True)
    grid_id: Mapped[int | None] = mapped_column(ForeignKey(Grid.id), index=True)
    compound_id: Mapped[int | None] = mapped_column(ForeignKey(Compound.id), index=True)
    place: Mapped[str] = mapped_column(String(60))
    inspectors: Mapped[str] = mapped_column(String(100))
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    clerk_name: Mapped[str] = mapped_column(String(50))


class Hazard(Versioned, Base):
    """A hazard found, who is to mend it by when; mended once looked at again (复查)."""

    __tablename__ = "hazard"

    id: Mapped[int] = mapped_column(primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey(Inspection.id), index=True)
    position: Mapped[int]
    what: Mapped[str] = mapped_column(String(100))
    spot: Mapped[str] = mapped_column(String(60), default="", server_default="")
    building_id: Mapped[int | None] = mapped_column(ForeignKey(Building.id))
    serious: Mapped[bool] = mapped_column(default=False, server_default="0")  # 重大隐患
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(PartnerUnit.id), index=True)
    owner: Mapped[str] = mapped_column(String(100))  # 整改责任人
    rectify_by: Mapped[date] = mapped_column(index=True)
    rectified_on: Mapped[date | None]
    checked_by: Mapped[str] = mapped_column(String(50), default="", server_default="")
    result: Mapped[str] = mapped_column(String(200), default="", server_default="")
    issue_id: Mapped[int | None] = mapped_column(ForeignKey(Issue.id), index=True)


class ThemeRegister(Versioned, Base):
    """A register for one theme (养犬、电动车 …): `statuses` a line each, good ones end with +."""

    __tablename__ = "theme_register"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30))
    measure: Mapped[str] = mapped_column(String(8), default="户", server_default="户")
    statuses: Mapped[str] = mapped_column(Text)
    compound_id: Mapped[int | None] = mapped_column(ForeignKey(Compound.id))
    began_on: Mapped[date]
    ended_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(400), default="", server_default="")


class ThemeEntry(Versioned, Base):
    """A household or spot on a thematic register: as it was found, as it is now."""

    __tablename__ = "theme_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    register_id: Mapped[int] = mapped_column(ForeignKey(ThemeRegister.id), index=True)
    dwelling_id: Mapped[int | None] = mapped_column(ForeignKey(Dwelling.id), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    name: Mapped[str] = mapped_column(String(100))
    facts: Mapped[str] = mapped_column(String(200), default="", server_default="")
    found_on: Mapped[date]
    before: Mapped[str] = mapped_column(String(20))  # a status
    now: Mapped[str] = mapped_column(String(20))
    changed_on: Mapped[date | None]
    promised: Mapped[str] = mapped_column(String(60), default="", server_default="")  # 承诺
    ended_on: Mapped[date | None]
    why: Mapped[str] = mapped_column(String(60), default="", server_default="")
    clerk_name: Mapped[str] = mapped_column(String(50))
