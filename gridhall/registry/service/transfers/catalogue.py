"""The hall's categories of transfer (迁移类别): installed, added to, changed."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.registry.labels import DIRECTIONS, event_label
from gridhall.registry.models import TransferCategory
from gridhall.registry.queries.transfers import (
    CategoryRow,
    categories,
    category,
    category_editor,
    shipped_categories,
)
from gridhall.registry.rules.drafts import FieldProblem
from gridhall.registry.rules.merging import EditedMeanwhile
from gridhall.registry.rules.transfers import (
    CategoryProblems,
    CategorySpec,
    catalogue_text,
    check_category,
    materials_json,
    read_catalogue,
)


def install_categories(session: Session, clerk: Clerk) -> int:
    """Give the hall the shipped categories it has not yet; the hall's own stay as they are."""
    own = set(session.scalars(select(TransferCategory.code)))
    new = [spec for spec in shipped_categories() if spec.code not in own]
    for place, spec in enumerate(new, len(own) + 1):
        session.add(_filled(TransferCategory(code=spec.code, place=place), spec))
    session.flush()
    if new:
        said = {"after": {"rows": len(new)}}
        record(session, clerk, "transfer.category", ("transfer_category", None), said)
    return len(new)


def ensure_categories(session: Session, clerk: Clerk) -> None:
    """A hall of before the catalogue gets it with its first transfer."""
    if session.scalar(select(TransferCategory.code).limit(1)) is None:
        install_categories(session, clerk)


def change_category(
    session: Session, clerk: Clerk, spec: CategorySpec, version: int | None
) -> CategoryRow:
    """Add a category (`version` None) or change one (改迁移类别); 0 is the shipped one's version.

    Transfers that are open keep the materials they were received with. Raises CategoryProblems,
    EditedMeanwhile when somebody else was faster.
    """
    require(clerk, Role.ADMINISTRATOR, "改迁移类别")
    ensure_categories(session, clerk)
    spec = check_category(spec)
    kept = session.get(TransferCategory, spec.code)
    before = _told(category(session, spec.code)) if kept else {}
    _refuse_stale(session, kept, version)
    _refuse_taken_name(session, spec)
    if kept is None:
        last = session.scalar(select(func.max(TransferCategory.place))) or 0
        kept = TransferCategory(code=spec.code, place=last + 1)
    session.add(_filled(kept, spec))
    session.flush()
    said = changes(before, {"code": spec.code, **_told(spec)})
    record(session, clerk, "transfer.category", ("transfer_category", None), said)
    return category(session, spec.code)


def import_categories(session: Session, clerk: Clerk, text: str) -> int:
    """Take a catalogue file in (导入迁移类别): what differs is changed, all of it or nothing."""
    specs = read_catalogue(text)
    ensure_categories(session, clerk)
    known = {row.code: row for row in categories(session, active_only=False)}
    specs_now = {code: spec_of(row) for code, row in known.items()}
    changed = [spec for spec in specs if specs_now.get(spec.code) != spec]
    for spec in changed:
        version = known[spec.code].version if spec.code in known else None
        change_category(session, clerk, spec, version)
    return len(changed)


def export_categories(session: Session) -> str:
    """The hall's categories as a catalogue file."""
    return catalogue_text(spec_of(row) for row in categories(session, active_only=False))


def spec_of(row: CategoryRow) -> CategorySpec:
    """A category as a catalogue file says it."""
    return CategorySpec(**{name: getattr(row, name) for name in CategorySpec.__slots__})


def _refuse_stale(session: Session, kept: TransferCategory | None, version: int | None) -> None:
    """A new one needs a new code; whoever began from an older version is told who was faster."""
    if kept is None:
        return
    if version is None:
        sentence = f"编号 {kept.code} 已是“{kept.name}”，请换一个编号"
        raise CategoryProblems([FieldProblem("code", sentence)])
    if kept.version != max(version, 1):
        faster = category_editor(session, kept.code)
        raise EditedMeanwhile(f"“{kept.name}”刚由 {faster} 改过。请看最新内容再改；刚填的还在")


def _refuse_taken_name(session: Session, spec: CategorySpec) -> None:
    same = select(TransferCategory.code).where(TransferCategory.name == spec.name)
    other = session.scalar(same.where(TransferCategory.code != spec.code))
    if other is not None:
        sentence = f"已有叫“{spec.name}”的类别（编号 {other}），请换一个名称"
        raise CategoryProblems([FieldProblem("name", sentence)])


def _filled(kept: TransferCategory, spec: CategorySpec) -> TransferCategory:
    kept.name, kept.direction, kept.kind = spec.name, spec.direction, spec.kind
    kept.permit, kept.basis, kept.active = spec.permit, spec.basis, spec.active
    kept.materials = materials_json(spec.materials)
    return kept


def _told(said: CategoryRow | CategorySpec) -> dict[str, Any]:
    """A category as the trail tells it."""
    return {
        "name": said.name,
        "direction": DIRECTIONS[said.direction],
        "kind": event_label(said.kind),
        "permit": said.permit,
        "materials": [one.name for one in said.materials],
        "basis": said.basis,
        "active": said.active,
    }
