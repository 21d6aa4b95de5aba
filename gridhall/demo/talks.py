"""A fictional half-year of what residents think: two surveys, four topics, reception days."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.demo.governance import photos
from gridhall.demo.talk_texts import RESULTS, SAID, VISITS, WANTED, WANTED_NEXT, Told
from gridhall.issues.models import Issue, IssueCategory
from gridhall.issues.queries.choices import owner_choices
from gridhall.issues.rules.orders import RouteOrder, Sorting, Word
from gridhall.issues.rules.when import When
from gridhall.issues.service import steps
from gridhall.opinions.models import ReceptionDay, ReceptionVisit, SurveyVisit
from gridhall.opinions.queries.doors import Door, Scope, doors, place_words
from gridhall.opinions.queries.surveys import outcomes, questions, ranking, survey
from gridhall.opinions.rules.receptions import SeriesDraft, VisitDraft
from gridhall.opinions.rules.surveys import INTRO, USUAL, Answer, Asked, Filled, SurveyDraft
from gridhall.opinions.rules.taking_on import TakenOn
from gridhall.opinions.rules.topics import Counts, Discussion, Judgement, TopicDraft, VoteOrder
from gridhall.opinions.service import receptions, survey_outcomes, survey_visits, surveys, topics
from gridhall.opinions.service.votes import vote
from gridhall.photos.service import PhotoDraft, add_photo
from gridhall.places.models import Compound

ASKED, GOING_ON, ENTERED = 200, 120, 60  # doors of the survey that is over, of the other, so far
RECEPTIONS: Final = 6  # months back
_DAY: Final = timedelta(days=1)
_VISITORS: Final = ("宋书记、业委会李主任", "楼长孙桂兰", "网格员小赵")


class TalkMaker:
    """Asks, talks over, votes and receives through the services that a clerk would use."""

    def __init__(self, session: Session, rng: Random, today: date, calendar: WorkCalendar) -> None:
        self._session, self._rng, self._today = session, rng, today
        self._calendar = calendar

    def make(self, clerk: Clerk) -> None:
        """Everything until today."""
        self._clerk = clerk
        places = self._session.scalars(select(Compound.id).order_by(Compound.id)).all()
        self._place, self._other = Scope(places[0]), Scope(places[1 % len(places)])
        self._first_survey(self._other)
        self._second_survey(self._place)
        self._judged(self._other)
        self._passed(self._place)
        self._voting(self._place)
        self._proposed(self._other)
        self._reception_days(self._other)

    # Surveys

    def _first_survey(self, scope: Scope) -> None:
        """Asked half a year ago; gate and cameras are done, the rest is in the plan (S3)."""
        begun, ended = self._back(165), self._back(130)
        asked = doors(self._session, scope)[:ASKED]
        survey_id = self._begin(scope, "居民诉求调查", asked, begun, ended)
        self._fill_in(survey_id, len(asked), WANTED, begun)
        version = survey(self._session, survey_id).version
        surveys.close_survey(self._session, self._clerk, survey_id, version, self._when(ended))
        self._take_on(survey_id, ended + 3 * _DAY)

    def _second_survey(self, scope: Scope) -> None:
        """Going on: about half of the households are entered."""
        begun = self._back(10)
        asked = doors(self._session, scope)[:GOING_ON]
        title = "停车和环境诉求调查"
        survey_id = self._begin(scope, title, asked, begun, self._today + 12 * _DAY)
        self._fill_in(survey_id, min(ENTERED, len(asked)), WANTED_NEXT, begun)

    def _begin(
        self, scope: Scope, title: str, asked: Sequence[Door], begun: date, ends: date
    ) -> int:
        session, clerk, when = self._session, self._clerk, self._when(begun)
        draft = SurveyDraft(
            f"{place_words(session, scope)}{title}", begun, ends,
            surveys.file_options(session, USUAL), INTRO, scope.compound_id, scope.grid_id,
        )  # fmt: skip
        survey_id = surveys.save_survey(session, clerk, draft, when).row_id
        ids = [one.id for one in asked]
        survey_visits.choose_doors(session, clerk, survey_id, ids, _VISITORS[0])
        version = survey(session, survey_id).version
        surveys.open_survey(session, clerk, survey_id, version, when)
        return survey_id

    def _fill_in(self, survey_id: int, many: int, wanted: Sequence[int], begun: date) -> None:
        """Some are not at home, a few do not want to; the first always answers."""
        mine = select(SurveyVisit).where(SurveyVisit.survey_id == survey_id)
        asked = questions(self._session, survey_id)
        listed = self._session.scalars(mine.order_by(SurveyVisit.id)).all()
        for place, visit in enumerate(listed[:many]):
            day = min(begun + (1 + place // 12) * _DAY, self._today)
            chance = self._rng.random() if place else 1.0
            state = "absent" if chance < 0.07 else "refused" if chance < 0.1 else "done"
            told = self._answers(asked, wanted) if state == "done" else ()
            by = self._rng.choice(_VISITORS)
            filled = Filled(visit.dwelling_id, told, state, day, by)
            survey_visits.fill_in(self._session, self._clerk, visit.id, filled, self._when(day))

    def _answers(self, asked: Sequence[Asked], wanted: Sequence[int]) -> tuple[Answer, ...]:
        ranks, stars, takes_part, words = asked
        first, second = self._rng.choices(ranks.options, wanted, k=2)
        told = [Answer(ranks.id, option) for option in dict.fromkeys((first[0], second[0]))]
        told.append(Answer(stars.id, stars=self._rng.choice((2, 3, 3, 4, 4, 5))))
        told.append(Answer(takes_part.id, self._rng.choice(takes_part.options)[0]))
        if self._rng.random() < 0.12:
            told.append(Answer(words.id, words=self._rng.choice(SAID)))
        return tuple(told)

    def _take_on(self, survey_id: int, day: date) -> None:
        """The two highest become issues that are solved; the others stand in the plan."""
        session, ranked = self._session, ranking(self._session, survey_id)
        wanted = [one for one in ranked if one.count and not one.title.startswith("其他")]
        chosen = [
            TakenOn(one.option_id, "issue" if place < 2 else "plan")
            for place, one in enumerate(wanted)
        ]
        survey_outcomes.take_on(session, self._clerk, survey_id, chosen, self._when(day))
        made = [one.issue_id for one in outcomes(session, survey_id) if one.issue_id]
        for issue_id, result in zip(made, RESULTS, strict=False):
            self._solve(issue_id, "", result, day)

    # Topics

    def _propose(self, scope: Scope, title: str, content: str, day: date) -> int:
        behind = next((one for one in doors(self._session, scope) if one.person_id), None)
        draft = TopicDraft(
            title, content, scope.compound_id, scope.grid_id,
            behind.person_id if behind else None, "" if behind else "楼长", day,
        )  # fmt: skip
        return topics.save_topic(self._session, self._clerk, draft, self._when(day)).row_id

    def _discuss(self, topic_id: int, words: str, present: int, day: date) -> None:
        told = Discussion(words, day, present)
        topics.discuss(self._session, self._clerk, topic_id, told, self._when(day))

    def _begin_vote(self, topic_id: int, rule: str, eligible: int, day: date) -> None:
        order = VoteOrder(rule, eligible, day)
        topics.begin_vote(self._session, self._clerk, topic_id, order, self._when(day))

    def _judged(self, scope: Scope) -> None:
        """Done and judged; its votes were counted out of a box."""
        session, clerk = self._session, self._clerk
        many = len(doors(session, scope, heads=False))
        topic_id = self._propose(
            scope, "更换小区大门", "滑轮响、门禁坏，费用从公共收益出", self._back(125)
        )
        self._discuss(topic_id, "到会的都同意换，希望不收费", 46, self._back(118))
        self._begin_vote(topic_id, "half", many, self._back(115))
        against, abstain = many // 12, many // 20
        counted = Counts(many - many // 6 - against - abstain, against, abstain)
        topics.decide(session, clerk, topic_id, counted, self._when(self._back(105)))
        done = self._when(self._back(80))
        topics.finish(session, clerk, topic_id, "大门换好，按户发卡两张，试运行正常", done)
        judged = Judgement(52, 6, 1, self._back(70))
        topics.judge(session, clerk, topic_id, judged, self._when(self._back(70)))

    def _passed(self, scope: Scope) -> None:
        """Voted by door, three quarters needed; the ledger has it now."""
        asked = doors(self._session, scope, heads=False)[:90]
        topic_id = self._propose(
            scope,
            "旧车棚改建成充电棚",
            "改建共有部分，要四分之三同意；1 至 3 号楼先做",
            self._back(45),
        )
        self._discuss(topic_id, "施工队要三家比价，账目上墙", 31, self._back(38))
        self._begin_vote(topic_id, "three_quarters", len(asked), self._back(35))
        for place, door in enumerate(asked[: -(-len(asked) * 5 // 6)]):
            choice = "against" if place % 13 == 12 else "abstain" if place % 19 == 18 else "for"
            self._vote(topic_id, door, choice, self._back(35 - place // 8))
        topics.decide(self._session, self._clerk, topic_id, None, self._when(self._back(20)))

    def _voting(self, scope: Scope) -> None:
        """Votes are being taken."""
        every = doors(self._session, scope, heads=False)
        topic_id = self._propose(
            scope, "西侧空地划 12 个车位", "方便接送孩子的临时停，夜间不停货车", self._back(24)
        )
        self._discuss(topic_id, "留出消防通道和两棵树，车位先到先停", 27, self._back(15))
        self._begin_vote(topic_id, "half", len(every), self._back(9))
        for place, door in enumerate(every[::3]):
            choice = self._rng.choices(("for", "against", "abstain"), (7, 2, 1))[0]
            self._vote(topic_id, door, choice, min(self._back(8 - place // 12), self._today))

    def _proposed(self, scope: Scope) -> None:
        """Somebody brought it last week."""
        self._propose(scope, "花坛改成晾晒区", "楼下没有地方晒被子", self._back(5))

    def _vote(self, topic_id: int, door: Door, choice: str, day: date) -> None:
        vote(self._session, self._clerk, topic_id, (door.id, choice), self._when(day))

    # Reception days

    def _reception_days(self, scope: Scope) -> None:
        """The third Thursday of each month; two are still to come."""
        first = _third_thursday(self._back(30 * RECEPTIONS))
        draft = SeriesDraft(
            first, "3号楼前小广场", "网格党支部书记、物业经理", "weekday",
            self._today + 65 * _DAY, "15:00", "17:00", scope.compound_id, moves=True,
        )  # fmt: skip
        receptions.plan_series(self._session, self._clerk, draft, self._when(first - 5 * _DAY))
        behind = [one for one in doors(self._session, scope) if one.person_id]
        came = iter(VISITS * 2)
        held = select(ReceptionDay).where(ReceptionDay.day < self._today)
        for row in self._session.scalars(held.order_by(ReceptionDay.day)).all():
            for _ in range(self._rng.randint(2, 3)):
                self._receive(row, next(came), self._rng.choice(behind) if behind else None)
            receptions.hold(self._session, self._clerk, row.id, self._when(row.day))

    def _receive(self, row: ReceptionDay, told: Told, door: Door | None) -> None:
        draft = VisitDraft(
            told.words, door.person_id if door else None, "" if door else "不留名",
            address=door.address.door if door else "", answer=told.answer,
            to_issue=bool(told.category),
        )  # fmt: skip
        when = self._when(row.day)
        made = receptions.receive(self._session, self._clerk, row.id, draft, when).row_id
        visit = self._session.get_one(ReceptionVisit, made)
        at = datetime.combine(row.day, time(7, 0), UTC) + timedelta(minutes=15 * visit.position)
        visit.came_at = at
        if visit.issue_id is not None and row.day < self._back(40):
            self._solve(visit.issue_id, told.category, "修好了，本人来看过", row.day)

    # Small things

    def _solve(self, issue_id: int, category: str, result: str, day: date) -> None:
        """Taken up where it arose, and closed with a photo and a word."""
        session, clerk, row = self._session, self._clerk, self._session.get_one(Issue, issue_id)
        filed = session.scalar(select(IssueCategory.id).where(IssueCategory.code == category))
        sorting = Sorting(
            filed or row.category_id or self._any_category(), "minor", "",
            row.grid_id, row.compound_id, row.building_id, row.spot,
        )  # fmt: skip
        owner = next(one for one in owner_choices(session, day) if one.kind == "organisation").owner
        steps.sort_issue(session, clerk, issue_id, sorting, self._when(day))
        steps.take_up(session, clerk, issue_id, RouteOrder(None, owner), self._when(day + _DAY))
        steps.resolve(session, clerk, issue_id, result, self._when(day + 8 * _DAY))
        photo = PhotoDraft(photos()[1], day + 8 * _DAY, stage="after")
        add_photo(session, clerk, ("issue", issue_id), photo)
        word = Word("satisfied", "反映人")
        steps.verify(session, clerk, issue_id, word, self._when(day + 10 * _DAY))
        steps.close_issue(session, clerk, issue_id, self._when(day + 11 * _DAY))

    def _any_category(self) -> int | None:
        leaves = select(IssueCategory.id).where(IssueCategory.parent_id.is_not(None))
        return self._session.scalar(leaves.order_by(IssueCategory.code).limit(1))

    def _back(self, days: int) -> date:
        return self._today - days * _DAY

    def _when(self, day: date) -> When:
        return When(min(day, self._today), self._calendar)


def _third_thursday(day: date) -> date:
    """Of the month of a day."""
    first = day.replace(day=1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 14)
