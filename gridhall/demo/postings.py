"""Fictional postings of half a year: 公示, 红黑榜, a compact, two issues of the quarterly paper."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.demo.governance import photos
from gridhall.issues.rules.when import When
from gridhall.opinions.models import HonorEntry, Objection
from gridhall.opinions.rules.bulletins import (
    USUAL_NAME,
    ArticleDraft,
    BulletinDraft,
    quarter_days,
    quarter_of,
)
from gridhall.opinions.rules.compacts import HOW, Adoption, CompactDraft
from gridhall.opinions.rules.honors import HonorDraft
from gridhall.opinions.rules.postings import Answer, NoticeDraft, ObjectionDraft
from gridhall.opinions.service import bulletins, compacts, honors, objections, postings
from gridhall.photos.service import PhotoDraft, add_photo
from gridhall.places.models import Compound

_DAY: Final = timedelta(days=1)
_PLACE: Final = "小区北门公示栏"
_RED: Final = (
    ("拾金不昧", "在 2 号楼电梯口捡到钱包，交到物业找到失主。", "2", "published"),
    ("照看独居老人", "每天给对门八十岁的老人送饭、量血压。", "5", "published"),
    ("清扫积雪", "雪后一早带着邻居清出三条小路。", "", "ended"),
    ("修好单元门", "自己买来闭门器，把单元门修好。", "1", "published"),
    ("义务理发", "每月十五给行动不便的老人上门理发。", "4", "approved"),
    ("劝下飞线充电", "几次上门劝说，三户都把电线收了。", "6", "draft"),
)
_BLACK: Final = (
    ("楼道堆放杂物", "楼道里长期堆放纸箱，劝说后仍没有清理。", "3", "published"),
    ("遛狗不牵绳", "傍晚在花坛边遛狗不牵绳，吓着孩子。", "7", "pending"),
    ("高空抛物", "从高处扔下装修垃圾，险些砸到行人。", "2", "refused"),
)
_ARTICLES: Final = (
    (
        "news",
        "大门换新，监控上岗",
        "诉求调查里最高的两项都已办成。\n其余几项列入今年的计划。",
        "支部",
    ),
    ("news", "接待日每月一次", "每月第三个星期四下午，3 号楼前小广场。", "网格"),
    ("essay", "我们楼的小菜园", "楼后的空地种上了花，孩子们轮着浇水。", "一位居民"),
)
_COMPACT: Final = (
    "爱护公共绿地，不乱停车辆",
    "楼道不堆杂物，电动车不进楼充电",
    "遛狗牵绳，随手清理",
    "晚上十点到早上七点不装修、不放音响",
    "邻里有事好商量，商量不成找网格调解",
)


class PostingMaker:
    """Posts, praises and prints through the services that a clerk would use."""

    def __init__(self, session: Session, today: date, calendar: WorkCalendar) -> None:
        self._session, self._today, self._calendar = session, today, calendar

    def make(self, clerk: Clerk, supervisor: Clerk) -> None:
        """Everything until today."""
        self._clerk, self._supervisor = clerk, supervisor
        first = select(Compound).order_by(Compound.id)
        self._compound = self._session.scalars(first).first()
        self._compound_id = self._compound.id if self._compound is not None else None
        self._notices()
        for back, told in zip((120, 105, 90, 60, 20, 8), _RED, strict=True):
            self._honor("red", told, self._before(back))
        for back, told in zip((110, 10, 30), _BLACK, strict=True):
            self._honor("black", told, self._before(back))
        self._adopt()
        self._papers()

    # 公示

    def _notices(self) -> None:
        """Two hang, one of them was objected to; the third is to come down today."""
        hanging = self._notice(
            ("works", "关于楼顶防水施工的公示", "施工 20 天，请收好顶层晾晒的东西。"), 3, 10
        )
        self._notice(("welfare", "关于临时救助的公示", "经民主评议，拟给予两户临时救助。"), 2, 7)
        self._notice(("finance", "上半年公共收益收支公示", "收入 8.6 万元，支出 5.1 万元。"), 7, 7)
        raised = self._before(1)
        draft = ObjectionDraft(
            hanging, "施工噪声影响高三学生，希望午休停工", raised, objector="住户"
        )
        objections.add_objection(self._session, self._clerk, draft, self._when(raised))
        answered = self._notice(
            ("affairs", "楼长推选结果公示", "经各单元推选，9 位楼长名单见公示栏。"), 30, 7
        )
        self._answer(answered)
        down = self._when(self._before(23))
        postings.take_down(self._session, self._clerk, answered, down)

    def _notice(self, told: tuple[str, str, str], back: int, days: int) -> int:
        """Posted so many days ago, for so many days, with its photo."""
        kind, title, body = told
        first = self._before(back)
        draft = NoticeDraft(
            kind, title, body, _PLACE, first, first + (days - 1) * _DAY, "2号窗口",
            compound_id=self._compound_id, vouched=True,
        )  # fmt: skip
        session, clerk = self._session, self._clerk
        drawn = self._when(first - _DAY)
        made = postings.save_notice(session, clerk, draft, drawn).row_id
        add_photo(session, clerk, ("public_notice", made), PhotoDraft(photos()[2], first))
        postings.post_notice(session, clerk, made, self._when(first))
        return made

    def _answer(self, notice_id: int) -> None:
        """Objected to, and answered two days later."""
        raised, session = self._before(28), self._session
        draft = ObjectionDraft(notice_id, "4 单元没有通知就推选了", raised)
        objections.add_objection(session, self._clerk, draft, self._when(raised))
        mine = select(Objection.id).where(Objection.notice_id == notice_id)
        answer = Answer("核实过：通知贴在单元门上，签到 11 户，推选有效", False, self._before(26))
        when = self._when(self._before(26))
        objections.answer_objection(session, self._clerk, session.scalars(mine).one(), answer, when)

    # 红黑榜

    def _honor(self, kind: str, told: tuple[str, str, str, str], day: date) -> None:
        """Written on a day and led to the state it is in today."""
        title, story, building, state = told
        draft = HonorDraft(kind, title, story, day, self._compound_id, building, vouched=True)
        session, clerk, when = self._session, self._clerk, self._when(day)
        made = honors.save_honor(session, clerk, draft, when).row_id
        if state == "draft":
            return
        honors.submit_honor(session, clerk, made, when)
        if kind == "black" and state != "pending":
            said = honors.Decision(state != "refused", "" if state != "refused" else "没有核实")
            honors.decide_honor(session, self._supervisor, made, said, when)
        if state in ("published", "ended"):
            self._publish(made, state, day)

    def _publish(self, honor_id: int, state: str, day: date) -> None:
        """On the board; one that ended stood for a month."""
        last = day + 29 * _DAY if state == "ended" else self._today + 20 * _DAY
        session, clerk = self._session, self._clerk
        honors.publish_honor(session, clerk, honor_id, (day, last), self._when(day))
        if state == "ended":
            honors.end_honor(session, clerk, honor_id, "", self._when(last + _DAY))

    # 居民公约, 邻里报

    def _adopt(self) -> None:
        """One edition that holds."""
        compound = self._compound
        title = f"{compound.name}居民公约" if compound is not None else "社区居民公约"
        draft = CompactDraft(
            title, "\n".join(_COMPACT), "为了大家住得舒心，共同约定如下。",
            self._compound_id, vouched=True,
        )  # fmt: skip
        session, clerk = self._session, self._clerk
        drawn, adopted = self._before(150), self._before(128)
        made = compacts.save_compact(session, clerk, draft, self._when(drawn)).row_id
        adoption = Adoption(adopted, HOW[1])
        compacts.adopt_compact(session, clerk, made, adoption, self._when(adopted))

    def _papers(self) -> None:
        """Last quarter's is out, this quarter's is being written."""
        first, _ = quarter_days(quarter_of(self._today))
        session, clerk = self._session, self._clerk
        out = self._paper(quarter_of(first - _DAY), first - 20 * _DAY, len(_ARTICLES))
        when = self._when(first - _DAY)
        if self._has_honors(first):
            bulletins.draw_honors(session, clerk, out, when)
        bulletins.publish_bulletin(session, clerk, out, when)
        self._paper(quarter_of(self._today), max(first, self._before(15)), 1)

    def _paper(self, quarter: str, day: date, articles: int) -> int:
        session, clerk, when = self._session, self._clerk, self._when(day)
        draft = BulletinDraft(USUAL_NAME, quarter, "网格党支部")
        made = bulletins.save_bulletin(session, clerk, draft, when).row_id
        for kind, title, body, author in _ARTICLES[:articles]:
            article = ArticleDraft(made, kind, title, body, author, vouched=True)
            bulletins.save_article(session, clerk, article, when)
        return made

    def _has_honors(self, before: date) -> bool:
        """Whether anything of the quarter before a day may be drawn in."""
        first, last = quarter_days(quarter_of(before - _DAY))
        mine = select(HonorEntry.id).where(
            HonorEntry.happened_on.between(first, last),
            HonorEntry.state.in_(("approved", "published", "ended")),
        )
        return self._session.scalar(mine.limit(1)) is not None

    # Small things

    def _before(self, days: int) -> date:
        return self._today - days * _DAY

    def _when(self, day: date) -> When:
        return When(min(day, self._today), self._calendar)
