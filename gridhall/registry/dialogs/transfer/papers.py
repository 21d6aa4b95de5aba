"""The papers of a transfer, issued as a job and shown in the preview."""

from gridhall.qt.context import Context


def print_paper(context: Context, transfer_id: int, kind: str) -> None:
    """Issue one and open its preview."""
