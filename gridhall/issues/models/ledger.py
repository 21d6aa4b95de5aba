"""The ledger (吹哨台账): issues, whose they were in turn, the five measures, people concerned."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from gridhall.db.base import Base, Versioned
from gridhall.issues.models.settings import IssueCategory, WhistleRule
from gridhall.organisation.models import Agency, Organisation, PartnerUnit
from gridhall.places.models import Building, Compound, Grid
from gridhall.registry.models import Person

OPEN = "state NOT IN ('closed', 'declined')"


class Issue(Versioned, Base):
    """A problem somebody raised (问题、议题); its story is in its GovernanceActions.

    `state` is labels.STATES. `route`, the three owner columns, `owner_name` and `due_on` are those
    of its last IssueResponse; once there is one, there are an owner and a deadline. Side states
    are facts: `carry_count` (结转次数), `supervised_on` (the last 督办), `consulting_since`,
    `escalated_on`, `reopened`. `level` is where it is dealt with now, `first_level` where it was
    received.
    """

    __tablename__ = "issue"
    __table_args__ = (
        Index("ix_issue_open", "carry_count", "id", sqlite_where=text(OPEN)),
        Index("ix_issue_due", "due_on", "id", sqlite_where=text(OPEN)),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)  # 哨〔2026〕0001
    title: Mapped[str] = mapped_column(String(80))
    content: Mapped[str] = mapped_column(Text, default="", server_default="")
    path: Mapped[int]  # 三条路径: 1 上级交办, 2 驻区单位收集, 3 一线查找
    channel: Mapped[str] = mapped_column(String(16))  # labels.CHANNELS
    category_id: Mapped[int | None] = mapped_column(ForeignKey(IssueCategory.id), index=True)
    size: Mapped[str] = mapped_column(String(8), default="", server_default="")  # trivial ...
    manner: Mapped[str] = mapped_column(String(12), default="", server_default="")  # 大事共议 ...
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    raiser_unit_id: Mapped[int | None] = mapped_column(ForeignKey(PartnerUnit.id), index=True)
    raiser: Mapped[str] = mapped_column(String(100), default="", server_default="")  # "" unnamed
    phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    grid_id: Mapped[int | None] = mapped_column(ForeignKey(Grid.id), index=True)
    compound_id: Mapped[int | None] = mapped_column(ForeignKey(Compound.id), index=True)
    building_id: Mapped[int | None] = mapped_column(ForeignKey(Building.id), index=True)
    spot: Mapped[str] = mapped_column(String(60), default="", server_default="")
    state: Mapped[str] = mapped_column(String(16), index=True)
    first_level: Mapped[int] = mapped_column(default=2, server_default="2")
    level: Mapped[int] = mapped_column(default=2, server_default="2")  # 1 网格 ... 5 市
    received_on: Mapped[date] = mapped_column(index=True)
    recorded_at: Mapped[datetime]
    clerk_name: Mapped[str] = mapped_column(String(50))  # 首接: never changes
    admitted_on: Mapped[date | None] = mapped_column(index=True)  # 纳入吹哨范围
    declined_on: Mapped[date | None]
    decline_kind: Mapped[str] = mapped_column(String(12), default="", server_default="")
    why: Mapped[str] = mapped_column(String(200), default="", server_default="")  # declined
    duplicate_of: Mapped[int | None] = mapped_column(ForeignKey("issue.id"), index=True)
    route: Mapped[int | None]  # 四类响应 1-4; None while the grid or community does it itself
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(PartnerUnit.id), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey(Agency.id), index=True)
    owner_name: Mapped[str] = mapped_column(String(100), default="", server_default="")
    due_on: Mapped[date | None]
    provisional: Mapped[bool] = mapped_column(default=False, server_default="0")  # 暂估
    whistled_on: Mapped[date | None] = mapped_column(index=True)
    reported_on: Mapped[date | None]
    resolved_on: Mapped[date | None] = mapped_column(index=True)
    result: Mapped[str] = mapped_column(Text, default="", server_default="")
    verified_on: Mapped[date | None]
    word: Mapped[str] = mapped_column(String(10), default="", server_default="")  # labels.WORDS
    word_by: Mapped[str] = mapped_column(String(60), default="", server_default="")  # whose word
    word_said: Mapped[str] = mapped_column(String(200), default="", server_default="")
    closed_on: Mapped[date | None] = mapped_column(index=True)
    carry_count: Mapped[int] = mapped_column(default=0, server_default="0")
    supervised_on: Mapped[date | None]
    consulting_since: Mapped[date | None]
    escalated_on: Mapped[date | None]
    reopened: Mapped[int] = mapped_column(default=0, server_default="0")  # times
    source: Mapped[str] = mapped_column(String(30), default="", server_default="")  # a table
    source_id: Mapped[int | None]
    request_key: Mapped[str | None] = mapped_column(String(36), unique=True)


class IssuePerson(Base):
    """Somebody an issue concerns besides who raised it (相关人员)."""

    __tablename__ = "issue_person"

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey(Issue.id), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    name: Mapped[str] = mapped_column(String(100))
    phone: Mapped[str] = mapped_column(String(30), default="", server_default="")
    role: Mapped[str] = mapped_column(String(12))  # labels.PEOPLE: affected, witness, helper


class IssueResponse(Base):
    """Whose an issue was, by which route, until when: one row for each time it was routed.

    The last one is open until `ended_on`. Exactly one of the three ids, or none: then the owner is
    said in words only (a superior's office outside the directory).
    """

    __tablename__ = "issue_response"
    __table_args__ = (
        Index("ix_issue_response_owner", "owner_key", "assigned_on"),
        Index(
            "ix_issue_response_blown",
            "issue_id",
            "whistled_on",
            sqlite_where=text("whistled_on IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey(Issue.id), index=True)
    route: Mapped[int | None]  # None: 就地办理
    level: Mapped[int]
    owner_key: Mapped[str] = mapped_column(String(30))  # unit:3, organisation:7, agency:2, words
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(PartnerUnit.id), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey(Organisation.id), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey(Agency.id), index=True)
    owner_name: Mapped[str] = mapped_column(String(100))
    contact: Mapped[str] = mapped_column(String(60), default="", server_default="")
    assigned_on: Mapped[date]
    due_on: Mapped[date]
    rule_id: Mapped[int | None] = mapped_column(ForeignKey(WhistleRule.id))
    whistled_on: Mapped[date | None]
    report_by: Mapped[date | None]  # 报到 at the latest
    number: Mapped[str] = mapped_column(String(40), default="", server_default="")  # of the 吹哨单
    reported_on: Mapped[date | None]
    reported_by: Mapped[str] = mapped_column(String(60), default="", server_default="")
    resolved_on: Mapped[date | None]
    ended_on: Mapped[date | None]  # routed anew
    why_ended: Mapped[str] = mapped_column(String(100), default="", server_default="")
    meeting_id: Mapped[int | None]  # decided in this joint meeting


class IssueMeasure(Base):
    """One of the five measures (五项措施) taken on an issue, dated and numbered."""

    __tablename__ = "issue_measure"
    __table_args__ = (Index("ix_issue_measure_kind", "kind", "happened_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey(Issue.id), index=True)
    response_id: Mapped[int | None] = mapped_column(ForeignKey(IssueResponse.id), index=True)
    kind: Mapped[str] = mapped_column(String(14))  # labels.MEASURES
    ordinal: Mapped[int]  # the n-th of its kind on this issue
    happened_on: Mapped[date]
    number: Mapped[str] = mapped_column(String(40), default="", server_default="")  # 文号
    target: Mapped[str] = mapped_column(String(200), default="", server_default="")  # to whom
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    points: Mapped[int | None]  # scoring
    reply_by: Mapped[date | None]
    replied_on: Mapped[date | None]
    reply: Mapped[str] = mapped_column(Text, default="", server_default="")
    clerk_name: Mapped[str] = mapped_column(String(50))
