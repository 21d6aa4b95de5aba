"""A survey's form while it is typed in: one key an answer (录入一户)."""

from collections.abc import Sequence

from gridhall.opinions.rules.surveys import Answer, Asked


class Filling:
    """One household's form; a key answers the question in hand and leads to the next one.

    Of `many`, a key puts an answer on or takes it off; with `most` of them chosen it goes on.
    """

    def __init__(self, asked: Sequence[Asked], answers: Sequence[Answer] = ()) -> None:
        self.asked = tuple(asked)
        self.at = 0  # the question in hand
        self.chosen: dict[int, list[int]] = {one.id: [] for one in asked}  # places from 0
        self.words: dict[int, str] = {one.id: "" for one in asked}
        for one in answers:
            self._put(one)

    @property
    def question(self) -> Asked:
        """The question in hand."""
        return self.asked[self.at]

    def press(self, key: str) -> str:
        """Answer by a key; "" or what is wrong with it."""
        question = self.question
        place = question.keys().find(key.lower()) if key else -1
        if place < 0:
            return self._not_offered(question)
        mine = self.chosen[question.id]
        if place in mine:
            mine.remove(place)
            return ""
        if question.kind != "many":
            mine[:] = [place]
            self.step(1)
            return ""
        most = question.most or len(question.options)
        if len(mine) >= most:
            return f"最多选 {most} 项。要换一项，先按已选的那个键去掉"
        mine.append(place)
        if question.most and len(mine) == question.most:
            self.step(1)
        return ""

    def step(self, by: int) -> None:
        """To the next question or the one before; the ends hold."""
        self.at = min(max(self.at + by, 0), len(self.asked) - 1)

    def go(self, place: int) -> None:
        """To a question by its place from 0."""
        self.at = min(max(place, 0), len(self.asked) - 1)

    def write(self, words: str) -> None:
        """Words of the question in hand."""
        self.words[self.question.id] = words

    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return not self.answers()

    def answers(self) -> tuple[Answer, ...]:
        """What was answered, question after question."""
        told: list[Answer] = []
        for one in self.asked:
            if one.kind == "words":
                said = self.words[one.id].strip()
                told += [Answer(one.id, words=said)] if said else []
            for place in self.chosen[one.id]:
                if one.kind == "stars":
                    told.append(Answer(one.id, stars=place + 1))
                else:
                    told.append(Answer(one.id, one.options[place][0]))
        return tuple(told)

    def _put(self, one: Answer) -> None:
        question = next((some for some in self.asked if some.id == one.question_id), None)
        if question is None:
            return
        ids = [option_id for option_id, _ in question.options]
        if one.option_id in ids:
            self.chosen[question.id].append(ids.index(one.option_id))
        elif one.stars:
            self.chosen[question.id] = [one.stars - 1]
        else:
            self.words[question.id] = one.words

    @staticmethod
    def _not_offered(question: Asked) -> str:
        keys = question.keys()
        if not keys:
            return "这一题要写字，请按 Tab 到格子里写"
        last = keys[-1].upper()
        return f"这一题按 {keys[0]} 到 {last}；没人按 - ，拒答按 / ，下一户按 Enter"
