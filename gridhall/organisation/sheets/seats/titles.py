"""Which seat a cell means: 支部书记, 组织委员, 网格员 ..."""

from gridhall.core.text import clean, search_key
from gridhall.organisation.rules.titles import TITLES, Title

_MORE = {
    "支书": "secretary",
    "党组织书记": "secretary",
    "组长": "group_leader",
    "小组长": "group_leader",
    "指导员": "guide",
    "楼长": "building_head",
    "楼组长": "building_head",
    "单元长": "entrance_head",
    "巷长": "lane_head",
    "助理员": "grid_assistant",
    "网格长": "grid_main",
    "专职网格员": "grid_main",
    "兼职网格员": "grid_assistant",
}
_WORDS = {
    search_key(title.name): code for code, title in TITLES.items() if code != "body_member"
} | _MORE
_LONGEST_FIRST = sorted(_WORDS, key=lambda word: -len(word))


def title_of_words(text: str, *, body: bool) -> Title | None:
    """The title by its word or the word's ending; 委员 of a governing body is its own."""
    key = search_key(text)
    word = key if key in _WORDS else next(filter(key.endswith, _LONGEST_FIRST), None)
    code = _WORDS.get(word or "") or (key if key in TITLES else None)
    if code == "member" and body:
        code = "body_member"
    return TITLES[code] if code else None


def seat_name(text: str, title: Title) -> str:
    """What the seat is called: 组织委员 as typed, the title's own name for its synonyms."""
    return clean(text) if search_key(text) not in _MORE else title.name
