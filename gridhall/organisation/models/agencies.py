"""The directory of agencies (办事机构): who does what a community does not, where and when."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned


class Agency(Versioned, Base):
    """An office or a public hotline visitors are referred to (办事机构、公共热线)."""

    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)  # police, notary, 12345 ...
    name: Mapped[str] = mapped_column(String(100), unique=True)
    aliases: Mapped[str] = mapped_column(Text, default="", server_default="")  # a line each
    kind: Mapped[str] = mapped_column(String(10))  # office, hotline
    does: Mapped[str] = mapped_column(Text, default="", server_default="")  # what it is for
    address: Mapped[str] = mapped_column(String(200), default="", server_default="")
    hours: Mapped[str] = mapped_column(String(100), default="", server_default="")
    phone: Mapped[str] = mapped_column(String(60), default="", server_default="")
    on_plate: Mapped[bool] = mapped_column(default=False, server_default="0")  # 便民服务牌
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
