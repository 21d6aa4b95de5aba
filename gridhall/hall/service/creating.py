"""Make a hall: the encrypted file, its keyring, the first administrator, the recovery code."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from gridhall.clerks.models import ClerkAccount
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.text import clean, clean_name
from gridhall.db import keyring, migrate
from gridhall.db.database import Database
from gridhall.db.keyring import Cost, Keyring
from gridhall.db.storage import refuse_unfit_folder, sync_folder
from gridhall.hall.models import HallSetting
from gridhall.hall.service.restore import drop_log, put_aside

Seed = Callable[[Session, Clerk], object]


@dataclass(frozen=True)
class HallFacts:
    """What a person types to make a hall; `clerk` becomes its first administrator."""

    name: str
    community: str
    clerk: str
    password: str

    def cleaned(self) -> "HallFacts":
        """The same without stray spaces; refuses what is left empty."""
        name, community = clean(self.name), clean(self.community)
        clerk = clean_name(self.clerk)
        missing = [
            label
            for label, text in (("大厅名称", name), ("社区名称", community), ("操作员姓名", clerk))
            if not text
        ]
        if missing:
            raise UserError(f"还有 {len(missing)} 处没填：{'、'.join(missing)}。")
        keyring.check_password(self.password)
        return HallFacts(name, community, clerk, self.password)


def create_hall(
    path: Path, facts: HallFacts, seed: Seed = lambda _s, _c: None, cost: Cost | None = None
) -> str:
    """Make the hall file and its keyring; return the recovery code, which is told only now.

    `seed` fills in what ships with the program (the catalogue of matters). A crash on the way
    leaves no hall file. An existing file is refused.
    """
    facts = facts.cleaned()
    if path.exists():
        raise UserError(f"“{path.name}”已经存在。请换一个文件名，或直接登录它。")
    path.parent.mkdir(parents=True, exist_ok=True)
    refuse_unfit_folder(path.parent)
    keys, data_key = keyring.new_keyring()
    keys = keyring.with_clerk(keys, data_key, facts.clerk, facts.password, cost)
    keys, code = keyring.with_recovery(keys, data_key)
    _build(path, facts, keys, data_key, seed)
    return code


def _build(path: Path, facts: HallFacts, keys: Keyring, data_key: bytes, seed: Seed) -> None:
    """Fill a file beside, then rename it: a hall is there whole or not at all."""
    part = path.with_name(path.name + ".new")
    for left in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm"))):
        left.unlink(missing_ok=True)
    db = Database(part, data_key)
    try:
        migrate.upgrade(db.engine)
        with db.write() as session:
            _fill(session, facts, seed)
    finally:
        db.close()
    put_aside(path)
    drop_log(path)
    keyring.save(keyring.keyring_path(path), keys)
    part.replace(path)
    sync_folder(path.parent)  # the recovery code is shown next: the hall must not vanish after it


def _fill(session: Session, facts: HallFacts, seed: Seed) -> None:
    hall = Hall(facts.name, facts.community, facts.community.removesuffix("社区") or facts.name)
    for key in Hall.__slots__:
        session.add(HallSetting(key=key, value=getattr(hall, key)))
    account = ClerkAccount(name=facts.clerk, role=Role.ADMINISTRATOR.value)
    session.add(account)
    session.flush()
    clerk = Clerk(account.id, account.name, Role.ADMINISTRATOR)
    said = {"after": {"name": hall.name, "community": hall.community, "clerk": clerk.name}}
    record(session, clerk, "hall.create", ("hall_setting", None), said)
    seed(session, clerk)
