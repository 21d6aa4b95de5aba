"""What is done about papers: issued, printed, voided; the print queue; the hall's printers."""

from gridhall.papers.service.issuing import (
    Draw,
    all_entries,
    change_pattern,
    confirm_print,
    entry,
    issue,
    issue_within,
    log_print,
    log_print_why,
    next_number,
    skip_numbers,
    void_paper,
)
from gridhall.papers.service.printers import PrinterDraft, store_printer
from gridhall.papers.service.queue import (
    ask_prints,
    begin_job,
    drop_jobs,
    finish_jobs,
    job_waits,
    move_jobs,
    note_wait,
    set_sides,
    settle_batch,
)

__all__ = [
    "Draw",
    "PrinterDraft",
    "all_entries",
    "ask_prints",
    "begin_job",
    "change_pattern",
    "confirm_print",
    "drop_jobs",
    "entry",
    "finish_jobs",
    "issue",
    "issue_within",
    "job_waits",
    "log_print",
    "log_print_why",
    "move_jobs",
    "next_number",
    "note_wait",
    "set_sides",
    "settle_batch",
    "skip_numbers",
    "store_printer",
    "void_paper",
]
