"""What goes to the printer that is not the paper itself: its sending, the calibration page."""

from gridhall.papers.documents.calibration import ROLL, calibration_page
from gridhall.papers.documents.sending import Sending, for_printer, page_width

__all__ = ["ROLL", "Sending", "calibration_page", "for_printer", "page_width"]
