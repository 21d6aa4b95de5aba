"""What official papers are made of (公文要素); plain text, markup in it is drawn as typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """What all forms have. A paragraph that begins with 一、（一）1.（1） is set as its heading."""

    head: str  # 发文机关标志, red; "" on paper that has it printed already
    number: str  # 发文字号
    title: str
    paragraphs: Sequence[str]
    issuer: str  # 发文机关署名
    day_text: str  # 成文日期, as chinese_day writes it
    addressee: str = ""  # 主送机关
    attachments: Sequence[str] = ()  # 附件说明: their names
    copies_to: Sequence[str] = ()  # 抄送机关
    contact: str = ""  # 附注 without its brackets: 联系人：王芳，电话：…
    whole: Sequence[str] = ()  # names that the title's lines must not tear
    anchor: str = ""  # the audit chain's head, small at the foot

    def texts(self) -> Iterator[str]:
        """Every text that the paper shows."""
        yield from (self.head, self.number, self.title, self.addressee, self.issuer, self.day_text)
        yield from chain(self.paragraphs, self.attachments, self.copies_to)
        yield from (self.contact, self.anchor)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialLetter(Official):
    """信函格式 (10.1): 函 of every kind, from one office to another; room for the seal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialNotice(Official):
    """The general form with its red head (5 to 7): 通知, 决定. `head`: 中共××委员会文件."""

    sealed: bool = True
    printed_by: str = ""  # 印发机关, in the 版记
    printed_on: str = ""  # 印发日期

    def texts(self) -> Iterator[str]:
        """Every text that the paper shows."""
        yield from Official.texts(self)
        yield from (self.printed_by, self.printed_on)


@dataclass(frozen=True, slots=True)
class Decision:
    """One numbered decision of minutes (议定事项): its heading without 一、 or "", its text."""

    heading: str
    paragraphs: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Roll:
    """Who came or did not: `label` is 出席, 请假 or 列席; each name with its office as one text."""

    label: str
    names: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialMinutes(Official):
    """纪要 (10.3): `head` is ××会议纪要; no addressee, no seal. The paragraphs lead in."""

    decisions: Sequence[Decision] = ()
    rolls: Sequence[Roll] = ()

    def texts(self) -> Iterator[str]:
        """Every text that the paper shows."""
        yield from Official.texts(self)
        for decision in self.decisions:
            yield from (decision.heading, *decision.paragraphs)
        for roll in self.rolls:
            yield from (roll.label, *roll.names)


AnyOfficial = OfficialLetter | OfficialNotice | OfficialMinutes
