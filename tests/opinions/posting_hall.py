"""A hall with a family, two compounds and short ways to post, to tell and to draw."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from PIL import Image

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.issues.rules.when import When
from gridhall.opinions.rules.honors import HonorDraft
from gridhall.opinions.rules.postings import NoticeDraft
from gridhall.opinions.service import honors, postings
from gridhall.papers import queries as papers
from gridhall.photos.service import PhotoDraft, add_photo, shrink
from gridhall.registry.documents.transfer_issue import At
from gridhall.registry.models import Person
from tests.conftest import HALL
from tests.factories import TODAY, make_family, make_person

DAY = timedelta(days=1)
NUMBER = "370686195903120027"
PHONE = "13712345521"


@dataclass
class Town:
    """The hall of a test."""

    db: Database
    clerk: Clerk
    supervisor: Clerk

    def when(self, days: int = 0) -> When:
        return When(TODAY + days * DAY, shipped_calendar())

    def do(self, act: Callable[..., Any], *given: Any, who: Clerk | None = None) -> Any:
        with self.db.write() as session:
            return act(session, who or self.clerk, *given)

    def read(self, query: Callable[..., Any], *given: Any, **more: Any) -> Any:
        with self.db.read() as session:
            return query(session, *given, **more)

    def notice(self, days: int = 0, **more: Any) -> int:
        """A notice that is drawn up; its first day is `days` from today, it hangs a week."""
        first = TODAY + days * DAY
        said: dict[str, Any] = {
            "kind": "welfare",
            "title": "关于临时救助的公示",
            "body": "经民主评议，拟给予临时救助。",
            "place": "御景小区北门公示栏",
            "posted_from": first,
            "posted_to": first + 6 * DAY,
        }
        done = self.do(postings.save_notice, NoticeDraft(**(said | more)), self.when(days))
        return int(done.row_id)

    def posted(self, days: int = 0, **more: Any) -> int:
        """The same with its photo, hanging."""
        notice_id = self.notice(days, **more)
        self.photo("public_notice", notice_id)
        self.do(postings.post_notice, notice_id, self.when(days))
        return notice_id

    def photo(self, subject: str, row_id: int, caption: str = "") -> None:
        data = BytesIO()
        Image.new("RGB", (80, 60), (row_id % 200, 80, 40)).save(data, "JPEG")
        draft = PhotoDraft(shrink(data.getvalue()), TODAY, caption=caption)
        self.do(add_photo, (subject, row_id), draft)

    def honor(self, kind: str = "black", **more: Any) -> int:
        said: dict[str, Any] = {
            "title": "楼道堆放杂物",
            "story": "楼道里长期堆放纸箱，劝说后仍未清理。",
            "happened_on": TODAY,
        }
        done = self.do(honors.save_honor, HonorDraft(kind, **(said | more)), self.when())
        return int(done.row_id)

    def published(self, kind: str = "black", **more: Any) -> int:
        """An entry that stands on the board from today on."""
        honor_id = self.honor(kind, **more)
        self.do(honors.submit_honor, honor_id, self.when())
        if kind == "black":
            said = honors.Decision(True, "属实")
            self.do(honors.decide_honor, honor_id, said, self.when(), who=self.supervisor)
        self.do(honors.publish_honor, honor_id, (TODAY, TODAY + 29 * DAY), self.when())
        return honor_id

    def person(self, name: str) -> int:
        from sqlalchemy import select

        return int(self.read(lambda s: s.scalar(select(Person.id).where(Person.name == name))))

    def text(self, paper: Any) -> str:
        """Everything that stands in a paper's PDF."""
        data = self.read(papers.pdf_of, paper.id)
        with pdfplumber.open(BytesIO(data)) as file:
            return "\n".join(page.extract_text() for page in file.pages)

    @property
    def at(self) -> At:
        return At(self.db, self.clerk, HALL, TODAY)


@pytest.fixture
def town(db: Database, clerk: Clerk, supervisor: Clerk) -> Town:
    """张桂花 and her family live in 御景小区 3-2-501; 高明月 and 和平 are residents, too."""
    with db.write() as session:
        make_family(session)
        make_person(session, "高明月")
        make_person(session, "和平")
        make_person(session, "赵强")
    return Town(db, clerk, supervisor)


def today() -> date:
    return TODAY
