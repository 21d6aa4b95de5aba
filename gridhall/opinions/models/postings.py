"""What is shown in public: 公示 with objections, 红黑榜, 居民公约, the quarterly 邻里报."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.issues.models import Issue
from gridhall.organisation.models import Organisation
from gridhall.places.models import Compound
from gridhall.registry.models import Person


class PublicNotice(Versioned, Base):
    """A notice posted from a day to a day (公示); its text never holds an ID number.

    state: draft, posted, taken_down, withdrawn. The photo of the posted sheet is a photo of this
    row. `about`, `about_id` name the record it tells of (a project, a topic, an honour entry).
    """

    __tablename__ = "public_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)  # 示〔2026〕001
    kind: Mapped[str] = mapped_column(String(12))  # labels.NOTICES
    title: Mapped[str] = mapped_column(String(80))
    body: Mapped[str] = mapped_column(Text)  # as printed, masked
    place: Mapped[str] = mapped_column(String(60))
    compound_id: Mapped[int | None] = mapped_column(ForeignKey(Compound.id), index=True)
    posted_from: Mapped[date]
    posted_to: Mapped[date]  # the last day, counted in
    state: Mapped[str] = mapped_column(String(10), index=True)
    posted_on: Mapped[date | None]
    taken_on: Mapped[date | None]
    contact: Mapped[str] = mapped_column(String(60), default="", server_default="")
    phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    why: Mapped[str] = mapped_column(String(200), default="", server_default="")  # withdrawn
    about: Mapped[str] = mapped_column(String(30), default="", server_default="")
    about_id: Mapped[int | None]
    clerk_name: Mapped[str] = mapped_column(String(50))


class Objection(Versioned, Base):
    """Somebody objects to a notice (异议) and is answered."""

    __tablename__ = "objection"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey(PublicNotice.id), index=True)
    raised_on: Mapped[date]
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    objector: Mapped[str] = mapped_column(String(100), default="", server_default="")  # "" unnamed
    phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    words: Mapped[str] = mapped_column(Text)
    answer_by: Mapped[date | None]
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(Text, default="", server_default="")
    upheld: Mapped[bool | None]
    clerk_name: Mapped[str] = mapped_column(String(50))


class HonorEntry(Versioned, Base):
    """红黑榜: good deeds named with consent, bad ones approved by a supervisor and anonymised.

    state: draft, pending, approved, refused, published, ended. `about` is who it was, kept inside
    and never printed for a black entry (PIPL §25); `shown` is what stands on the board.
    """

    __tablename__ = "honor_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(6))  # red, black
    title: Mapped[str] = mapped_column(String(60))
    story: Mapped[str] = mapped_column(Text)  # as shown
    compound_id: Mapped[int | None] = mapped_column(ForeignKey(Compound.id), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    about: Mapped[str] = mapped_column(String(100), default="", server_default="")
    shown: Mapped[str] = mapped_column(String(60), default="", server_default="")  # 3号楼某住户
    consent_on: Mapped[date | None]  # of a red entry that names somebody
    happened_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(10), index=True)
    approved_by: Mapped[str] = mapped_column(String(50), default="", server_default="")
    approved_at: Mapped[datetime | None]
    opinion: Mapped[str] = mapped_column(String(100), default="", server_default="")
    publish_from: Mapped[date | None]
    publish_to: Mapped[date | None]
    ended_on: Mapped[date | None]
    why: Mapped[str] = mapped_column(String(100), default="", server_default="")
    issue_id: Mapped[int | None] = mapped_column(ForeignKey(Issue.id))
    clerk_name: Mapped[str] = mapped_column(String(50))


class Compact(Versioned, Base):
    """居民公约: one edition of a compound's or the community's compact, a line an article."""

    __tablename__ = "compact"
    __table_args__ = (UniqueConstraint("compound_id", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    compound_id: Mapped[int | None] = mapped_column(ForeignKey(Compound.id), index=True)
    edition: Mapped[int]
    title: Mapped[str] = mapped_column(String(60))
    preface: Mapped[str] = mapped_column(Text, default="", server_default="")
    articles: Mapped[str] = mapped_column(Text)
    adopted_on: Mapped[date | None]
    adopted_how: Mapped[str] = mapped_column(String(100), default="", server_default="")
    ended_on: Mapped[date | None]
    clerk_name: Mapped[str] = mapped_column(String(50))


class Bulletin(Versioned, Base):
    """邻里报: one quarter's paper of an organisation; state: draft, published."""

    __tablename__ = "bulletin"
    __table_args__ = (UniqueConstraint("name", "quarter"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30))  # 睦邻报
    quarter: Mapped[str] = mapped_column(String(6))  # 2026Q4
    ordinal: Mapped[int]  # 总第 n 期
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id))
    editor: Mapped[str] = mapped_column(String(60))  # 本期执笔, in rotation
    state: Mapped[str] = mapped_column(String(10))
    published_on: Mapped[date | None]
    clerk_name: Mapped[str] = mapped_column(String(50))


class BulletinArticle(Versioned, Base):
    """An article of a 邻里报; kind: news, red, black, notice, essay."""

    __tablename__ = "bulletin_article"

    id: Mapped[int] = mapped_column(primary_key=True)
    bulletin_id: Mapped[int] = mapped_column(ForeignKey(Bulletin.id), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8))
    title: Mapped[str] = mapped_column(String(60))
    author: Mapped[str] = mapped_column(String(60), default="", server_default="")
    body: Mapped[str] = mapped_column(Text)
    honor_id: Mapped[int | None] = mapped_column(ForeignKey(HonorEntry.id))
