"""What Ctrl+K finds and what is done with it."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from gridhall.core.mask import mask_id_number
from gridhall.db.search import Hit
from gridhall.qt.choices import Choice
from gridhall.qt.context import Context
from gridhall.registry import queries as registry
from gridhall.search.queries import find

GROUPS = {
    "resident": "居民",
    "household": "户",
    "case": "工单",
    "issue": "吹哨台账",
    "meeting": "联席会议",
    "transfer": "户籍迁移",
    "matter": "事项",
    "paper": "文书",
    "organisation": "组织",
    "unit": "单位",
    "pledge": "三张清单",
    "volunteer": "志愿者",
    "thing": "借用物品",
    "agency": "办事机构",
    "survey": "诉求调查",
    "topic": "议事",
    "notice": "公示",
    "honor": "红黑榜",
    "compact": "居民公约",
    "bulletin": "邻里报",
    "mediation": "调解",
    "inspection": "隐患排查",
    "theme": "专项台账",
}
_MASKED = frozenset({"resident", "volunteer"})  # their number is an ID number
_PEACE = ("mediation", "inspection", "theme")
_POSTED = ("notice", "honor", "compact", "bulletin")
_LIMIT = 20
_ISSUE = re.compile(r"哨?\W?(20\d\d)\W{1,2}(\d{1,6})号?", re.ASCII)


class Finder:
    """One search over every subject, for the palette."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def find(self, words: str) -> Sequence[Choice]:
        """The hits, gathered under their headings."""
        with self._context.db.read() as session:
            hits = find(session, words, _LIMIT)
            said = _ISSUE.fullmatch(words.strip())
            if not hits and said is not None:  # 2026-9 as one says it: 哨〔2026〕0009
                hits = find(session, f"哨〔{said[1]}〕{said[2]:0>4}", _LIMIT)
        order = list(GROUPS)
        known = [hit for hit in hits if hit.kind in GROUPS]
        return [_choice(hit) for hit in sorted(known, key=lambda hit: order.index(hit.kind))]

    def open(self, hit: object) -> None:
        """Enter: go to what was found."""
        desk = self._context.desk
        assert isinstance(hit, Hit)
        ways: dict[str, Callable[[int], object]] = {
            "resident": desk.open_resident,
            "household": self._open_household,
            "case": desk.open_case,
            "issue": desk.open_issue,
            "meeting": desk.open_meeting,
            "transfer": desk.show_transfer,
            "matter": desk.open_matter,
            "paper": desk.preview,
            "organisation": desk.open_organisation,
            "unit": desk.open_unit,
            "pledge": desk.open_pledge,
            "volunteer": desk.open_volunteer,
            "thing": desk.open_thing,
            "agency": desk.open_agency,
            **{kind: partial(desk.open_talk, kind) for kind in ("survey", "topic")},
            **{kind: partial(desk.open_peace, kind) for kind in _PEACE},
            **{kind: partial(desk.open_posting, kind) for kind in _POSTED},
        }
        ways[hit.kind](hit.record_id)

    def handle(self, hit: object) -> None:
        """Ctrl+Enter (直接办理): a new case for a resident, otherwise as Enter."""
        if isinstance(hit, Hit) and hit.kind == "resident":
            self._context.desk.new_case(hit.record_id)
        else:
            self.open(hit)

    def _open_household(self, household_id: int) -> None:
        """The card of its head; of one that has ended, of who left it last."""
        with self._context.db.read() as session:
            who = registry.whose_card(session, household_id)
        if who is None:
            self._context.desk.toast("这一户已撤回，没有人在里面")
        else:
            self._context.desk.open_resident(who)


def _choice(hit: Hit) -> Choice:
    right = mask_id_number(hit.number) if hit.kind in _MASKED else hit.number or ""
    return Choice(hit, hit.title, hit.line, right, group=GROUPS[hit.kind])
