"""What every paper of a meeting says alike: when and where, its items with nobody named."""

from dataclasses import dataclass
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.hall import Hall
from gridhall.core.mask import mask_numbers
from gridhall.core.text import clean_lines
from gridhall.issues.labels import DECLINES, SHORT_ROUTES, STATES
from gridhall.meetings.queries.agenda import AgendaRow
from gridhall.meetings.queries.cards import MeetingCard
from gridhall.meetings.rules.periods import period_words, weekday
from gridhall.pdf.business_form import chinese_day

Marks = tuple[str, Anchor | None]  # the paper's number and the trail's head
_UNNAMED = ("居民", "业主", "群众", "本人")


@dataclass(frozen=True, slots=True)
class About:
    """A meeting as its papers tell it: the card, by which hall, on which day."""

    card: MeetingCard
    hall: Hall
    day: date
    manners: tuple[str, ...] = ()  # 大事共议 ... as the hall has set them

    @property
    def owner(self) -> str:
        """Whose meeting it is: 办头堰社区大党委."""
        return self.card.row.organisation or f"{self.hall.community}大党委"

    @property
    def name(self) -> str:
        """2026年5月份联席会议; one more of the month, or one with a name of its own, by that."""
        row = self.card.row
        if row.title.startswith(f"{self.owner}{period_words(row.period)}"):
            return row.title.removeprefix(self.owner)
        part = "" if "Q" in row.period else "份"
        return f"{period_words(row.period)}{part}联席会议"

    @property
    def when(self) -> str:
        """2026年5月20日（星期三）9:00."""
        row = self.card.row
        hour = row.starts.removeprefix("0")
        return f"{chinese_day(row.held_on)}（{weekday(row.held_on)}）{hour}"

    @property
    def count(self) -> str:
        """议题 24 项，其中结转 2 项."""
        carried = len(self.card.carried)
        told = f"，其中结转{carried}项" if carried else ""
        return f"{len(self.card.items)}项{told}"


def subject(one: AgendaRow) -> str:
    """An item in its own words, who raised it unnamed, numbers masked."""
    return safe(one, one.title).strip("。；，")


def matter(one: AgendaRow) -> str:
    """The same as a sentence takes it: 楼道灯不亮问题."""
    words = subject(one)
    return words if one.issue_id is None or words.endswith("问题") else f"{words}问题"


def safe(one: AgendaRow, text: str) -> str:
    """A typed text without who raised the issue and with every number masked."""
    told = clean_lines(text)
    raiser = one.row.raiser if one.row is not None and one.row.raiser_unit_id is None else ""
    if len(raiser) >= 2 and raiser not in _UNNAMED:
        told = told.replace(raiser, "居民")
    return mask_numbers(told)


def place(one: AgendaRow) -> str:
    """Where it is, "" nobody said."""
    return "" if one.row is None else one.row.place


def standing(one: AgendaRow) -> str:
    """How an issue stands before the meeting: 办理中 供电所 5月30日前."""
    row = one.row
    if row is None:
        return ""
    due = f"{row.due_on.month}月{row.due_on.day}日前" if row.due_on else ""
    return " ".join(filter(None, (STATES.get(row.state, row.state), row.owner_name, due)))


def decided(one: AgendaRow) -> str:
    """What was decided, in one sentence without its stop: 由供电所承办，2026年6月3日前办结."""
    told = _decided(one)
    votes = f"（{one.votes.words}）" if one.votes is not None else ""
    words = safe(one, one.decision_words)
    known = one.decision in ("decline", "escalate")
    said = f"，{words.rstrip('。；')}" if words and not known else ""
    return f"{told}{said}{votes}"


def ordered(one: AgendaRow) -> str:
    """What was decided as its owner is told: without the owner, the deadline and the votes."""
    words = safe(one, one.decision_words).rstrip("。；")
    way = SHORT_ROUTES.get(one.route or 0)
    kind = f"按“{way}”办理" if way else one.decision_label
    return f"{kind}，{words}" if words else kind


def _decided(one: AgendaRow) -> str:
    owner = one.owner.name if one.owner is not None else ""
    due = f"，{chinese_day(one.due_on)}前办结" if one.due_on is not None else ""
    if one.decision == "route":
        return f"按“{SHORT_ROUTES.get(one.route or 0, '分派')}”由{owner}承办{due}"
    if one.decision == "take_up":
        return f"由{owner}就地办理{due}"
    if one.decision == "go_on":
        return f"{f'由{owner}' if owner else ''}继续办理{due}"
    if one.decision == "supervise":
        reply = f"，{chinese_day(one.due_on)}前书面回复" if one.due_on is not None else ""
        return f"向{owner or '承办单位'}函告督办{reply}"
    return _in_words(one)


def _in_words(one: AgendaRow) -> str:
    if one.decision == "decline":
        kind = one.row.decline_kind if one.row is not None else ""
        why = safe(one, one.decision_words) or DECLINES.get(kind, "")
        return f"不纳入吹哨范围（{why}）" if why else "不纳入吹哨范围"
    return {
        "admit": "纳入吹哨范围，会后分派",
        "escalate": f"报上级研究解决（{safe(one, one.decision_words)}）",
        "consult": "提请协调会商",
        "close": "同意销号",
        "later": "下次会议再议",
        "agree": "同意",
        "refuse": "不同意",
        "noted": "会议听取了情况",
    }.get(one.decision, one.decision_label)
