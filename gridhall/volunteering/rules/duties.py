"""A duty (岗位目录) as a clerk writes it: a kind of post the hall offers again and again."""

from dataclasses import dataclass

from gridhall.core.text import clean
from gridhall.volunteering.rules.drafts import DraftProblems, FieldProblem

_MOST = 99  # people in a shift


@dataclass(frozen=True, slots=True)
class DutyDraft:
    """A duty, new (`id` None) or known."""

    name: str
    content: str = ""
    skill_id: int | None = None
    squad_id: int | None = None
    wanted: int = 1
    minimum: int = 1
    needs_party: bool = False
    is_dangerous: bool = False
    id: int | None = None
    version: int = 0


def check_duty(draft: DutyDraft) -> tuple[str, str]:
    """The clean name and content; every field that is wrong is named at once."""
    name, content = clean(draft.name), clean(draft.content)
    wrong = []
    if not 1 <= len(name) <= 30:
        wrong.append(FieldProblem("name", "岗位要有名称，最多 30 个字，例如 义诊测压"))
    if len(content) > 100:
        wrong.append(FieldProblem("content", f"服务内容最多 100 个字，现在是 {len(content)} 个"))
    if not 1 <= draft.wanted <= _MOST:
        wrong.append(FieldProblem("wanted", f"每班人数要在 1 到 {_MOST} 之间"))
    elif not 0 <= draft.minimum <= draft.wanted:
        wrong.append(FieldProblem("minimum", "最少人数不能多过每班人数"))
    if wrong:
        raise DraftProblems(wrong)
    return name, content
