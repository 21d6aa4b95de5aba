"""The keys beside the hall file: one random data key, wrapped once per clerk and once on paper.

`<hall>.keys` is JSON, mode 0600, replaced atomically. A clerk's slot wraps the data key with
AES-256-GCM under argon2id of the password; the slot's owner is bound in, so slots cannot be
swapped. The recovery slot is opened by a code of 36 characters with a check against typing slips.
No SQLAlchemy here: the sign-in page opens the keyring before anything heavy is loaded.
"""

import json
import os
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from gridhall.core.errors import UserError
from gridhall.db.storage import replace_file

FORMAT = 1
SHORTEST_PASSWORD = 10
# No I L O U: they are misread on paper.
_CODE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ0123456789"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "—": "", "－": ""})
_CODE_BYTES = 20


class WrongPassword(UserError):
    """The password opens no slot of this clerk."""

    def __init__(self) -> None:
        super().__init__("密码不对，请再输一次。")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a password costs: argon2id passes, KiB of memory, lanes."""

    passes: int = 3
    memory_kib: int = 256 * 1024
    lanes: int = 2


def cost_here() -> Cost:
    """256 MiB a guess, 64 MiB on a machine with less than 6 GB of memory."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        memory = 0
    return Cost() if memory >= 6 << 30 else Cost(memory_kib=64 * 1024)


@dataclass(frozen=True)
class Keyring:
    """The file's content: an id and the slots that each wrap the same data key."""

    id: str
    slots: tuple[dict[str, Any], ...] = field(default=(), repr=False)

    @property
    def clerks(self) -> tuple[str, ...]:
        """Names of the clerks who have a slot, in the order they were added."""
        return tuple(slot["clerk"] for slot in self.slots if slot["kind"] == "clerk")


def keyring_path(hall: Path) -> Path:
    """Where the keyring of a hall file stands."""
    return hall.with_name(hall.name + ".keys")


def new_keyring() -> tuple[Keyring, bytes]:
    """An empty keyring and the random 256-bit data key it is for."""
    return Keyring(os.urandom(16).hex()), os.urandom(32)


def check_password(password: str) -> None:
    """The one rule: 10 characters or more; a short sentence is easiest to remember."""
    if len(password) < SHORTEST_PASSWORD:
        raise UserError(
            f"密码要 {SHORTEST_PASSWORD} 个字符以上，现在是 {len(password)} 个。用一句话最好记。"
        )


def with_clerk(
    keyring: Keyring, data_key: bytes, clerk: str, password: str, cost: Cost | None = None
) -> Keyring:
    """The keyring with this clerk's slot added or replaced; the data is not touched."""
    check_password(password)
    cost, salt, nonce = cost or cost_here(), os.urandom(16), os.urandom(12)
    key = _stretch(password, salt, cost)
    wrapped = _crypto().seal(key, nonce, data_key, _bound(keyring, "clerk", clerk))
    slot = {
        "kind": "clerk",
        "clerk": clerk,
        "kdf": "argon2id",
        "passes": cost.passes,
        "memory_kib": cost.memory_kib,
        "lanes": cost.lanes,
        "salt": salt.hex(),
        "nonce": nonce.hex(),
        "wrapped": wrapped.hex(),
    }
    return replace(keyring, slots=(*without_clerk(keyring, clerk).slots, slot))


def without_clerk(keyring: Keyring, clerk: str) -> Keyring:
    """The keyring without this clerk's slot."""
    return replace(keyring, slots=tuple(s for s in keyring.slots if s.get("clerk") != clerk))


def with_recovery(keyring: Keyring, data_key: bytes) -> tuple[Keyring, str]:
    """The keyring with a new recovery slot, and the code to print; the old code stops working."""
    raw, nonce = os.urandom(_CODE_BYTES), os.urandom(12)
    key, bound = _recovery_key(keyring, raw), _bound(keyring, "recovery", "")
    wrapped = _crypto().seal(key, nonce, data_key, bound)
    slot = {"kind": "recovery", "nonce": nonce.hex(), "wrapped": wrapped.hex()}
    others = tuple(s for s in keyring.slots if s["kind"] != "recovery")
    return replace(keyring, slots=(*others, slot)), _spell(raw)


def unwrap(keyring: Keyring, clerk: str, password: str) -> bytes:
    """The data key, by a clerk's password. Raises WrongPassword, also for an unknown name."""
    slot = next((s for s in keyring.slots if s.get("clerk") == clerk), None)
    if slot is None:
        raise WrongPassword
    cost = Cost(slot["passes"], slot["memory_kib"], slot["lanes"])
    key = _stretch(password, bytes.fromhex(slot["salt"]), cost)
    return _open(slot, key, _bound(keyring, "clerk", clerk))


def unwrap_by_code(keyring: Keyring, code: str) -> bytes:
    """The data key, by the recovery code; a slip of typing is told from a wrong code."""
    raw = _unspell(code)
    slot = next((s for s in keyring.slots if s["kind"] == "recovery"), None)
    if slot is None:
        raise UserError("这个大厅没有恢复码。请让管理员登录后另制一份。")
    try:
        return _open(slot, _recovery_key(keyring, raw), _bound(keyring, "recovery", ""))
    except WrongPassword:
        raise UserError("这不是本大厅现在的恢复码。请找出最近打印的那一份。") from None


def load(path: Path) -> Keyring:
    """Read a keyring file; a missing or damaged one is told with what to do."""
    try:
        content = json.loads(path.read_text("utf-8"))
        if content["format"] > FORMAT:
            raise UserError("密钥文件由更新版本的网格厅写成。请先升级本机程序。")
        return Keyring(content["id"], tuple(content["slots"]))
    except FileNotFoundError:
        raise UserError("大厅文件旁边缺少密钥文件（.keys）。请从备份里一起拷回来。") from None
    except (ValueError, KeyError, TypeError):
        raise UserError("密钥文件（.keys）内容已损坏。请从备份里拷回来。") from None


def save(path: Path, keyring: Keyring) -> None:
    """Write the keyring so that a crash leaves the old or the new one, readable by us only."""
    content = {"format": FORMAT, "id": keyring.id, "slots": list(keyring.slots)}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    replace_file(path, text.encode("utf-8"), mode=0o600)


@cache
def _crypto() -> ModuleType:
    """The ciphers come in with the first password, not with the window that asks for it."""
    from gridhall.db import wrapping

    return wrapping


def _open(slot: dict[str, Any], key: bytes, bound: bytes) -> bytes:
    nonce, wrapped = bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["wrapped"])
    opened: bytes | None = _crypto().unseal(key, nonce, wrapped, bound)
    if opened is None:
        raise WrongPassword
    return opened


def _stretch(password: str, salt: bytes, cost: Cost) -> bytes:
    key: bytes = _crypto().stretch(password, salt, (cost.passes, cost.memory_kib, cost.lanes))
    return key


def _bound(keyring: Keyring, kind: str, owner: str) -> bytes:
    return json.dumps([keyring.id, kind, owner], ensure_ascii=False).encode("utf-8")


def _recovery_key(keyring: Keyring, raw: bytes) -> bytes:
    key: bytes = _crypto().derive(raw, bytes.fromhex(keyring.id), b"gridhall-recovery")
    return key


def _spell(raw: bytes) -> str:
    """160 bits and a check of 16 as six groups of six letters."""
    number = int.from_bytes(raw + _crypto().checksum(raw), "big")
    letters = [_CODE_LETTERS[number >> 5 * place & 31] for place in reversed(range(36))]
    text = "".join(letters)
    return "-".join(text[start : start + 6] for start in range(0, 36, 6))


def _unspell(code: str) -> bytes:
    text, number = code.upper().translate(_MISREAD), 0
    if len(text) != 36:
        raise UserError(f"恢复码要 36 位，现在是 {len(text)} 位。")
    for place, letter in enumerate(text, 1):
        if letter not in _CODE_LETTERS:
            raise UserError(f"恢复码第 {place} 位的“{letter}”不会出现在恢复码里，请再核对。")
        number = number << 5 | _CODE_LETTERS.index(letter)
    whole = number.to_bytes(23, "big")  # 36 letters hold 180 bits; the first four are 0
    raw, check = whole[1 : _CODE_BYTES + 1], whole[_CODE_BYTES + 1 :]
    if whole[0] or _crypto().checksum(raw) != check:
        raise UserError("恢复码有输错的地方，请对照纸面逐组核对。")
    return raw
