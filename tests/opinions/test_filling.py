"""One key an answer: the form while it is typed in."""

from hypothesis import given
from hypothesis import strategies as st

from gridhall.opinions.rules.filling import Filling
from gridhall.opinions.rules.surveys import KEYS, STARS, Answer, Asked

MANY = Asked(1, "many", "先解决什么", ((11, "大门"), (12, "监控"), (13, "路面")), 2, ranks=True)
ONE = Asked(2, "one", "常在家吗", ((21, "在"), (22, "不在")))
STAR = Asked(3, "stars", "打几分")
SAID = Asked(4, "words", "意见")
LONG = Asked(5, "many", "很多", tuple((100 + n, f"第{n}") for n in range(12)), None)


def test_keys_answer_and_lead_on() -> None:
    form = Filling((MANY, ONE, STAR, SAID))
    assert [form.press(key) for key in "1325"] == ["", "", "", ""]
    assert form.at == 3
    form.write(" 路灯不亮 ")
    assert form.answers() == (
        Answer(1, 11),
        Answer(1, 13),
        Answer(2, 22),
        Answer(3, stars=5),
        Answer(4, words="路灯不亮"),
    )


def test_a_key_pressed_again_takes_the_answer_off() -> None:
    form = Filling((MANY,))
    form.press("1")
    form.press("1")
    assert form.is_empty()


def test_more_than_may_be_chosen_is_said_not_taken() -> None:
    form = Filling((MANY, ONE))
    form.press("1")
    form.press("2")
    form.step(-1)
    assert form.press("3") == "最多选 2 项。要换一项，先按已选的那个键去掉"
    form.press("2")
    assert form.press("3") == ""
    assert form.answers() == (Answer(1, 11), Answer(1, 13))


def test_letters_follow_nine() -> None:
    form = Filling((LONG,))
    assert [form.press(key) for key in ("9", "a", "C")] == ["", "", ""]
    assert [one.option_id for one in form.answers()] == [108, 109, 111]
    assert "按 1 到 C" in form.press("d")


def test_a_key_that_is_no_answer_says_which_are() -> None:
    form = Filling((STAR, SAID))
    assert form.press("6").startswith("这一题按 1 到 5")
    assert form.press("")
    assert form.is_empty()
    form.go(1)
    assert form.press("1") == "这一题要写字，请按 Tab 到格子里写"


def test_what_was_answered_before_is_shown_again() -> None:
    told = (Answer(1, 12), Answer(2, 21), Answer(3, stars=4), Answer(4, words="好"))
    again = Filling((MANY, ONE, STAR, SAID), told)
    assert again.answers() == told
    stale = Filling((ONE,), (Answer(99, 1), Answer(2, 99)))
    assert stale.answers() == ()


@given(st.lists(st.sampled_from([*"123459ab-+", "up"]), max_size=60))
def test_whatever_is_pressed_the_form_is_one_that_can_be_kept(keys: list[str]) -> None:
    asked = (MANY, ONE, STAR)
    form, reference = Filling(asked), Slow(asked)
    for key in keys:
        if key in ("+", "up"):
            form.step(1 if key == "+" else -1)
            reference.step(1 if key == "+" else -1)
        else:
            form.press(key)
            reference.press(key)
    assert (form.at, form.answers()) == (reference.at, tuple(reference.told()))
    assert len([one for one in form.answers() if one.question_id == 1]) <= 2


class Slow:
    """The same, said plainly: sets of places."""

    def __init__(self, asked: tuple[Asked, ...]) -> None:
        self.asked, self.at = asked, 0
        self.on: list[list[int]] = [[] for _ in asked]

    def step(self, by: int) -> None:
        if 0 <= self.at + by < len(self.asked):
            self.at += by

    def press(self, key: str) -> None:
        question, mine = self.asked[self.at], self.on[self.at]
        many = STARS if question.kind == "stars" else len(question.options)
        place = KEYS.find(key)
        if not 0 <= place < many:
            return
        if place in mine:
            mine.remove(place)
            return
        if question.kind == "many":
            if len(mine) < (question.most or many):
                mine.append(place)
                if question.most == len(mine):
                    self.step(1)
            return
        self.on[self.at] = [place]
        self.step(1)

    def told(self) -> list[Answer]:
        return [
            Answer(one.id, stars=place + 1)
            if one.kind == "stars"
            else Answer(one.id, one.options[place][0])
            for one, mine in zip(self.asked, self.on, strict=True)
            for place in mine
        ]
