"""Names of people in typed words: those the register knows, and what only somebody's name is."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from gridhall.core.mask import mask_name
from gridhall.core.resources import resource
from gridhall.core.text import is_han
from gridhall.opinions.rules.publishing.found import Found

SHORTEST, LONGEST = 2, 4  # characters of a name without a dot
_DOTTED = 8  # characters on each side of the dot of 买买提·艾力
_BLANK: Final = frozenset(" \t\u00a0\u2002\u2003\u3000\u200b\u200c\u200d\ufeff")
_DOTS: Final = frozenset("·•・‧∙⋅")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'\-]+")
# A name of two characters may be a word (高峰, 于明天): it is one where it stands alone, or
# beside one of these.
_BEFORE = re.compile(
    r"(?:居民|业主|住户|户主|家长|党员|同志|志愿者|网格员|楼长|组长|书记|主任|委员|干事|社工|保洁员|保安"
    r"|老人|老师|师傅|姓名|申请人|当事人|联系人|对象|家属|代表|员工|感谢|表扬|叫|名为|候选人|成员|负责人)[：:、]?$"
)
_AFTER = re.compile(
    r"^(?:[（(]|同志|先生|女士|小姐|老师|师傅|大爷|大妈|大娘|大叔|大姐|大哥|奶奶|爷爷|阿姨|叔叔|书记|主任"
    r"|老人|老汉|夫妇|夫妻|一家|家的|家里|本人|等[人户]?|等\d|主动|义务|自费|坚持|热心|带头|把|说|表示"
    r"|捐|垫付|赡养|照顾|帮)"
)
_OF_WORDS = re.compile(r"[由关等位对属至处鉴基终敢急善勇便利用将已定拟应限]$")  # 将于明天, 由于…
# What says only whose it is: 王某, 老李, 刘大妈. For what shows nobody at all.
_SURNAMES: Final = (
    "王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程"
    "吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万"
    "钱严覃武戚莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包"
    "宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农"
    "司卓古吉缪简车项连芦麦褚娄窦戴岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁"
)
_CALLED = re.compile(
    rf"(?:(?P<who>[{_SURNAMES}])(?:某某?|[xX×＊*]{{1,2}}|大爷|大妈|大娘|大叔|大姐|大哥|奶奶|爷爷|阿姨|叔叔"
    rf"|先生|女士|小姐|师傅|老师|氏|家(?=[的里人养]))|[老小][{_SURNAMES}](?![区院路街道门户板树师年人]))"
)


_BODIES = re.compile(
    r"(?:社区|街道|支部|党委|小组|小区|队|站|室|部|委|会|处|办|中心|网格|公司|物业)$"
)


@dataclass(frozen=True, slots=True)
class Names:
    """Names that are somebody's, and of these the ones that may be shown whole (§25).

    `sure` are those that are meant here, whatever words they look like.
    """

    known: frozenset[str] = frozenset()
    agreed: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()


NOBODY: Final = Names()


class Naming(NamedTuple):
    """Where names stand, and the short ones of which only a reader can say what they are."""

    found: list[Found]
    doubts: list[str]


def candidates(text: str) -> frozenset[str]:
    """Every piece of the text that might be somebody's whole name."""
    pieces: set[str] = set()
    for line in _lines(text):
        signs = line.signs
        for start in range(len(signs)):
            for long in range(SHORTEST, LONGEST + 1):
                piece = signs[start : start + long]
                if len(piece) == long and all(map(is_han, piece)):
                    pieces.add(piece)
        pieces |= _dotted(signs)
    words = _LATIN.findall(text)
    pieces |= {" ".join(words[at : at + many]) for at in range(len(words)) for many in (2, 3)}
    return frozenset(pieces)


def naming(text: str, names: Names) -> Naming:
    """The names in the text that are not to be shown whole; a longer one goes before a shorter."""
    found, doubts = list[Found](), list[str]()
    for name, start, end in _standing(text, names.known):
        if name in names.agreed:
            continue
        shown = Found("name", start, end, mask_name(name))
        if len(name) > SHORTEST or name in names.sure or _is_person(text, name, start, end):
            found.append(shown)
        elif name not in _everyday() and not _is_other_word(text, name, start):
            doubts.append(name)
    return Naming(found, list(dict.fromkeys(doubts)))


def is_personal(typed: str) -> bool:
    """Whether what stands in a field for whoever wrote something is a person's name."""
    name = "".join(char for char in typed if char not in _BLANK)
    if any(char in _DOTS for char in name):
        return True
    short = SHORTEST <= len(name) <= LONGEST and all(map(is_han, name))
    return short and name[0] in _SURNAMES and not _BODIES.search(name)


def called(text: str) -> Iterator[Found]:
    """王某, 老李, 刘大妈: nobody's whole name, and yet everybody knows who it is."""
    for found in _CALLED.finditer(text):
        yield Found("name", found.start(), found.end(), "某居民")


@cache
def _everyday() -> frozenset[str]:
    """Words that people are called by, too: 和平, 高峰."""
    lines = resource("governance", "everyday_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


def _is_person(text: str, name: str, start: int, end: int) -> bool:
    """Whether two characters stand as a name: at a beginning, or beside what is said of people."""
    before, after = text[max(0, start - 6) : start], text[end : end + 4]
    if _BEFORE.search(before) or _AFTER.search(after):
        return True
    begins = not (before and is_han(before[-1]))
    word = name in _everyday() or _is_other_word(text, name, start)
    return begins and not word


def _is_other_word(text: str, name: str, start: int) -> bool:
    return name[0] == "于" and bool(_OF_WORDS.search(text[:start]) or name[1] in "今本明后上下")


def _standing(text: str, known: Collection[str]) -> list[tuple[str, int, int]]:
    """Known names with where they stand, none within another."""
    taken: list[tuple[str, int, int]] = []
    for name in sorted(known, key=len, reverse=True):
        for start, end in _places(text, name):
            if all(end <= other[1] or start >= other[2] for other in taken):
                taken.append((name, start, end))
    return sorted(taken, key=lambda one: one[1])


def _places(text: str, name: str) -> Iterator[tuple[int, int]]:
    if not any(map(is_han, name)):
        for found in re.finditer(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", text):
            yield found.span()
        return
    for line in _lines(text):
        at = line.signs.find(name)
        while at >= 0:
            yield line.places[at], line.places[at + len(name) - 1] + 1
            at = line.signs.find(name, at + 1)


class _Line(NamedTuple):
    """A line without its blanks, and where each sign stood."""

    signs: str
    places: Sequence[int]


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        kept = [(char, start + at) for at, char in enumerate(line) if char not in _BLANK]
        signs = "".join("·" if char in _DOTS else char for char, _ in kept)
        yield _Line(signs, [at for _, at in kept])
        start += len(line) + 1


def _dotted(signs: str) -> set[str]:
    """Pieces around a dot: a name of another people, as far as it may reach."""
    found = set()
    for at, char in enumerate(signs):
        if char != "·":
            continue
        for left in range(max(0, at - _DOTTED), at):
            for right in range(at + 2, min(len(signs), at + 1 + 2 * _DOTTED) + 1):
                found.add(signs[left:right])
    return found
