"""`gridhall`: without words it opens the desk; `bench` measures; other words are commands."""

import sys
from collections.abc import Sequence

_WITH_VALUE = ("--hall", "--clerk")


def main(argv: Sequence[str] | None = None) -> int:
    """Run what the words ask for; the exit code of a command, or of the desk."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["--read-workbook"]:  # a frozen program starts itself to read a workbook
        from gridhall.exchange.service.workbook_child import main as read

        read(given[1], sys.stdout.buffer)
        return 0
    word = first_word(given)
    if word is None and not {"-h", "--help"} & set(given):
        from gridhall.app.early import hold_collector

        hold_collector()
        from gridhall.app.start import main as desk

        return desk(given)
    if word == "bench":
        from gridhall.bench.main import main as bench

        return bench(given)
    from gridhall.cli.main import main as command

    return command(given)


def first_word(given: Sequence[str]) -> str | None:
    """The first argument that is neither an option nor an option's value."""
    skip = False
    for one in given:
        if skip:
            skip = False
        elif one in _WITH_VALUE:
            skip = True
        elif not one.startswith("-"):
            return one
    return None


if __name__ == "__main__":
    raise SystemExit(main())
