"""keys: the hall's signing keys, and the signed file of public keys and voided numbers."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import Any

from gridhall.cli.answer import Answer
from gridhall.cli.opening import opened
from gridhall.cli.usage import subcommands
from gridhall.core.errors import UserError
from gridhall.db.storage import replace_file
from gridhall.volunteering.queries import keys as queries
from gridhall.volunteering.queries.keys import KeyRow
from gridhall.volunteering.rules.key_files import LARGEST, fingerprint
from gridhall.volunteering.service import keys as service
from gridhall.volunteering.service import revocations


def add_commands(commands: Any, options: ArgumentParser) -> None:
    """Describe the words and options."""
    keys = commands.add_parser("keys", parents=[options], help="证明的签名密钥与作废清单")
    words = subcommands(keys)
    words.add_parser("list", parents=[options], help="有哪些密钥").set_defaults(run=run_list)
    export = words.add_parser("export", parents=[options], help="导出公钥和作废清单")
    export.add_argument("out", type=Path, metavar="文件.ghkeys")
    export.set_defaults(run=run_export)
    taking = words.add_parser("import", parents=[options], help="导入别的单位的公钥和作废清单")
    taking.add_argument("file", type=Path, metavar="文件.ghkeys")
    taking.add_argument(
        "--confirm", action="append", default=[], metavar="指纹", help="电话里核对过的指纹"
    )
    taking.set_defaults(run=run_import)
    words.add_parser("rotate", parents=[options], help="更换签名密钥").set_defaults(run=run_rotate)


def run_list(args: Namespace) -> Answer:
    """Every key that is known here, never a secret half."""
    with opened(args) as hall, hall.db.read() as session:
        found = [_key(row) for row in queries.keys(session)]
        void = len(queries.own_void(session)) + len(queries.revocations(session))
    lines = [f"{one['issuer']}\t{one['fingerprint']}\t{one['from']}" for one in found]
    return Answer({"keys": found, "revoked": void}, lines or ["还没有密钥；出第一份证明时自动制作"])


def run_export(args: Namespace) -> Answer:
    """Write the signed file; it holds nothing secret."""
    out = args.out.expanduser()
    if out.exists() and not out.is_file():
        raise UserError(f"“{args.out}”不是文件，不能写；请写成 文件夹/名字.ghkeys")
    with opened(args) as hall, hall.db.write() as session:
        data = revocations.export_keys(session, hall.clerk, date.today())
        own = queries.own_keys(session)[0].row
        void = len(queries.own_void(session))
    try:
        replace_file(out.absolute(), data)
    except OSError as error:
        raise UserError(f"“{args.out}”写不进去，请换一个文件夹") from error
    told = fingerprint(own.public)
    data_said = {"file": str(args.out), "fingerprint": told, "revoked": void}
    return Answer(data_said, [f"已写入 {args.out}", f"指纹 {told}（请电话告诉对方核对）"])


def run_import(args: Namespace) -> Answer:
    """Take another hall's file in; new keys only with `--confirm` and their fingerprint."""
    data = _read(args.file)
    with opened(args) as hall, hall.db.write() as session:
        offer = revocations.look_at(session, data)
        given = {" ".join(one.upper().split()) for one in args.confirm}
        lacking = [one for one in offer.fingerprints if one not in given]
        if lacking and not offer.is_own:
            doubt = f"{offer.doubt}。" if offer.doubt else ""
            raise UserError(
                f"{doubt}{offer.issuer}的新公钥指纹是 {'；'.join(lacking)}。请先打电话核对，"
                '一致再加 --confirm "指纹" 导入；现在没有导入任何内容'
            )
        taken = revocations.import_keys(session, hall.clerk, data, given)
    said = {"issuer": taken.issuer, "keys": taken.keys, "revoked": taken.revoked}
    return Answer(said, [f"{taken.issuer}：新公钥 {taken.keys} 把，新作废 {taken.revoked} 份"])


def run_rotate(args: Namespace) -> Answer:
    """A new key from today on; what the old one signed stays checkable."""
    with opened(args) as hall, hall.db.write() as session:
        made = service.rotate_key(session, hall.clerk, date.today())
    told = fingerprint(made.public)
    line = f"新密钥指纹 {told}；请重新导出密钥文件交给各单位，旧证明照样能验"
    return Answer({"fingerprint": told, "from": made.valid_from}, [line])


def _read(file: Path) -> bytes:
    try:
        with file.expanduser().open("rb") as opened_file:
            return opened_file.read(LARGEST + 1)
    except OSError as error:
        raise UserError(f"“{file}”打不开，请核对路径") from error


def _key(row: KeyRow) -> dict[str, Any]:
    return {
        "issuer": row.issuer,
        "fingerprint": fingerprint(row.public),
        "from": row.valid_from,
        "to": row.valid_to,
        "own": row.is_own,
    }
