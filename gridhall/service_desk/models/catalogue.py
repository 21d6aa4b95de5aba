"""The catalogue (事项目录): a matter is its versions, each in force from its day."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.exchange.models import ImportBatch


class ServiceItem(Versioned, Base):
    """A matter the desk takes in (事项): its code and place; what it says is in its versions."""

    __tablename__ = "service_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    position: Mapped[int] = mapped_column(default=0)


class ItemVersion(Base):
    """What a matter says from a day on, in the fields of GB/T 39046-2020; never changed.

    In force on a day: of the versions whose `since` has come, the latest `since`, then the latest
    `id`. A matter that is no longer taken in has a version that is not active.
    """

    __tablename__ = "item_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey(ServiceItem.id), index=True)
    since: Mapped[date]
    name: Mapped[str] = mapped_column(String(200))
    category: Mapped[str] = mapped_column(String(30))
    kind: Mapped[str] = mapped_column(String(10))  # instant 即办件, promised 承诺件
    limit_days: Mapped[int]  # working days promised; 0 on the spot
    legal_days: Mapped[int] = mapped_column(default=0, server_default="0")  # 0: no law sets one
    limit_note: Mapped[str] = mapped_column(String(200), default="", server_default="")
    item_type: Mapped[str] = mapped_column(String(2), default="20", server_default="20")
    basic_code: Mapped[str] = mapped_column(String(10), default="", server_default="")
    implementation_code: Mapped[str] = mapped_column(String(24), default="", server_default="")
    level: Mapped[str] = mapped_column(String(1), default="6", server_default="6")  # 行使层级
    basis: Mapped[str] = mapped_column(Text, default="", server_default="")
    authority: Mapped[str] = mapped_column(String(100), default="", server_default="")
    authority_code: Mapped[str] = mapped_column(String(18), default="", server_default="")
    partners: Mapped[str] = mapped_column(String(200), default="", server_default="")  # 联办机构
    audience: Mapped[str] = mapped_column(String(20), default="1", server_default="1")  # "1,2"
    ways: Mapped[str] = mapped_column(String(20), default="1", server_default="1")  # 办理形式
    special: Mapped[str] = mapped_column(String(200), default="", server_default="")  # 特别程序
    conditions: Mapped[str] = mapped_column(Text, default="", server_default="")  # 受理条件
    steps: Mapped[str] = mapped_column(Text, default="", server_default="")  # 办理流程
    quota: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 数量限制
    scope: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 通办范围
    fee: Mapped[str] = mapped_column(String(60), default="", server_default="")
    fee_basis: Mapped[str] = mapped_column(String(200), default="", server_default="")
    result_name: Mapped[str] = mapped_column(String(100), default="", server_default="")
    delivery: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 送达方式
    place: Mapped[str] = mapped_column(String(200), default="", server_default="")
    hours: Mapped[str] = mapped_column(String(100), default="", server_default="")
    phone: Mapped[str] = mapped_column(String(60), default="", server_default="")
    complaint_phone: Mapped[str] = mapped_column(String(60), default="", server_default="")
    questions: Mapped[str] = mapped_column(Text, default="", server_default="")  # 常见问题
    active: Mapped[bool] = mapped_column(default=True)
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50), default="", server_default="")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ImportBatch.id))


class ItemMaterial(Base):
    """One thing the applicant brings for a matter (材料), as one version asks for it."""

    __tablename__ = "item_material"
    __table_args__ = (UniqueConstraint("version_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey(ItemVersion.id))
    position: Mapped[int]  # 1, 2, 3 ... as the digits the clerk presses
    name: Mapped[str] = mapped_column(String(100))
    originals: Mapped[int] = mapped_column(default=1)  # 原件份数
    copies: Mapped[int] = mapped_column(default=0)  # 复印件份数
    required: Mapped[bool] = mapped_column(default=True)  # 是否必备
    deferrable: Mapped[bool] = mapped_column(default=False, server_default="0")  # 可容缺
    issuer: Mapped[str] = mapped_column(String(100), default="", server_default="")  # 出具机构
    issued_within: Mapped[str] = mapped_column(String(60), default="", server_default="")
    note: Mapped[str] = mapped_column(String(200), default="", server_default="")


class MatterPin(Base):
    """A matter that the hall has fixed to a key Ctrl+1..9 of the form; the rest is learned."""

    __tablename__ = "matter_pin"

    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 1..9
    item_id: Mapped[int] = mapped_column(ForeignKey(ServiceItem.id), unique=True)
