"""换届通知: an election announced in an official letter; what it says may be changed before.

《中国共产党基层组织选举工作条例》: the meeting is valid when at least four fifths of those who may
vote are there; the vote is secret. A governing body is elected by the owners (民法典 §278).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.text import clean, clean_lines
from gridhall.organisation.queries.papers.people import Committee
from gridhall.organisation.rules.kinds import kind_of
from gridhall.papers.rules import PaperOrder
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.official import OfficialNotice, draw

KIND = "election-notice"
LONGEST = 3000


@dataclass(frozen=True, slots=True)
class Election:
    """When and where the election is; `place` as people say it."""

    meeting_on: date
    place: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice as it will read; a clerk may change every part of it."""

    organisation_id: int
    head: str  # 中共御景小区支部委员会文件; "" on paper with its red head printed
    title: str
    addressee: str
    text: str  # a line each paragraph
    issuer: str
    day: date
    contact: str = ""


def usual_notice(wanted: Committee, election: Election, hall: Hall, today: date) -> Notice:
    """What such a notice says for this organisation, to begin with."""
    row = wanted.organisation
    party = kind_of(row.kind).party
    paragraphs = _party_text(wanted, election) if party else _body_text(wanted, election)
    return Notice(
        row.id,
        f"{row.name}文件",
        f"关于{row.name}换届选举的通知",
        "各党小组、全体党员" if party else "全体业主、居民",
        "\n".join(paragraphs),
        row.name,
        today,
        _contact(row.phone or hall.phone),
    )


def _contact(phone: str) -> str:
    return f"联系电话：{phone}" if phone else ""


def _party_text(wanted: Committee, election: Election) -> Sequence[str]:
    when, place = chinese_day(election.meeting_on), clean(election.place)
    return (
        f"{_term(wanted)}根据《中国共产党章程》和《中国共产党基层组织选举工作条例》有关规定，"
        f"经研究，定于{when}召开党员大会，进行换届选举。现将有关事项通知如下。",
        "一、换届职数",
        f"本次换届选举产生{_seats(wanted)}。",
        "二、时间和地点",
        f"时间：{when}；地点：{place}。",
        "三、选举办法",
        "有选举权的到会人数不少于应到会人数的五分之四，会议方为有效。选举采用无记名投票方式进行。",
        "四、有关要求",
        "请全体党员安排好时间，按时参加；因故不能到会的，请提前向所在党小组请假。"
        "流动党员和年老体弱的党员，由党小组逐一通知到人。",
    )


def _body_text(wanted: Committee, election: Election) -> Sequence[str]:
    when, place = chinese_day(election.meeting_on), clean(election.place)
    return (
        f"{_term(wanted)}根据《中华人民共和国民法典》《物业管理条例》和议事规则的有关规定，"
        f"定于{when}进行换届选举。现将有关事项通知如下。",
        "一、换届职数",
        f"本次换届选举产生{_seats(wanted)}。",
        "二、时间和地点",
        f"时间：{when}；地点：{place}。",
        "三、有关要求",
        "请业主按时参加投票；因故不能参加的，可以书面委托他人。候选人名单和选举结果另行公示。",
    )


def _term(wanted: Committee) -> str:
    term = wanted.organisation.term_until
    return f"本届任期于{chinese_day(term)}届满。" if term else "本届任期即将届满。"


def _seats(wanted: Committee) -> str:
    """书记1名、副书记1名、委员3名."""
    counted = Counter(line.seat for line in wanted.lines)
    return "、".join(f"{seat}{count}名" for seat, count in counted.items())


def check_notice(notice: Notice) -> Notice:
    """The notice as it can go out; UserError for what is missing."""
    texts = {
        name: clean(getattr(notice, name)) for name in ("head", "title", "addressee", "issuer")
    }
    for name, words in (("title", "标题"), ("addressee", "主送"), ("issuer", "落款")):
        if not texts[name]:
            raise UserError(f"请填写通知的{words}")
    text = clean_lines(notice.text)
    if not text:
        raise UserError("请填写通知的正文")
    if len(text) > LONGEST:
        raise UserError(f"正文最多 {LONGEST} 个字，现在是 {len(text)} 个字，请写短一些")
    return Notice(
        notice.organisation_id, **texts, text=text, day=notice.day, contact=clean(notice.contact)
    )


def notice_order(notice: Notice, request_key: str) -> PaperOrder:
    """The order to issue the notice; the same words of the same day are one paper."""
    letter = _letter(check_notice(notice), ("", None))
    said = {"texts": list(letter.texts())}
    return PaperOrder(KIND, "organisation", notice.organisation_id, said, request_key)


def notice_paper(notice: Notice, number: str, anchor: Anchor | None) -> bytes:
    """The notice as a PDF in the manner of GB/T 9704."""
    return draw(_letter(check_notice(notice), (number, anchor)))


def _letter(notice: Notice, marks: tuple[str, Anchor | None]) -> OfficialNotice:
    return OfficialNotice(
        head=notice.head,
        number=marks[0],
        title=notice.title,
        addressee=notice.addressee,
        paragraphs=tuple(filter(None, notice.text.split("\n"))),
        issuer=notice.issuer,
        day_text=chinese_day(notice.day),
        contact=notice.contact,
        whole=(notice.issuer,),
        anchor=str(marks[1] or ""),
    )
