"""The register's side of a form: households of those chosen, as they are now."""

from gridhall.qt.context import Context
from gridhall.registry import queries
from gridhall.registry.columns import hukou_words
from gridhall.registry.dialogs.transfer.form import Form, keep_ticks, restored
from gridhall.registry.queries.transfers import stored_draft, transfers_of
from gridhall.registry.rules.transfers import TransferDraft


def load_people(context: Context, form: Form) -> None:
    """Everybody chosen with their households; the direction that is likely, the first time."""
    known, fresh = [who for who in form.people if who > 0], not form.party.everybody
    with context.db.read() as session:
        found = queries.standing(session, known)
        homes = {one.household_id for one in found.values() if one.household_id is not None}
        standing = queries.home_standing(session, homes)
        named = {one.person_id for home in standing.values() for one in home.members}
        rows = queries.people(session, {*named, *known})
        outside = [row for row in rows if row.hukou_kind != "local"]
        hukou = {row.id: queries.stored_draft(session, row.id).hukou_address for row in outside}
    form.take_people(standing, found)
    form.party.hukou = {row.id: hukou[row.id] or hukou_words(row.hukou_kind) for row in outside}
    form.from_place = form.from_place or hukou.get(form.applicant, "")
    if fresh and not form.category:
        local = any(row.hukou_kind == "local" for row in rows if row.id in known)
        form.direction = "out" if homes and local else "in"


def take_up(context: Context, draft: TransferDraft) -> Form:
    """A draft gone on with: the households as they are now, the ticks as they were."""
    form = restored(draft)
    load_people(context, form)
    keep_ticks(form, draft)
    target = form.party.target
    if target is not None and target.household_id:
        with context.db.read() as session:
            homes = queries.home_standing(session, [target.household_id])
        form.party.joined = homes.get(target.household_id)
    return form


def left_draft(context: Context) -> TransferDraft | None:
    """What this clerk had not finished."""
    with context.db.read() as session:
        return stored_draft(session, context.clerk)


def open_transfer_of(context: Context, person_id: int) -> int | None:
    """The transfer that is under way for somebody."""
    with context.db.read() as session:
        rows = transfers_of(session, person_id, context.today())
    return next((row.id for row in rows if row.is_open), None)
