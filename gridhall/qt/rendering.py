"""A PDF's pages as pictures, by pypdfium2: what is seen is what is stored and printed."""

from types import TracebackType

import pypdfium2 as pdfium
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from gridhall.core.errors import UserError

POINTS = 72  # per inch


class Pages:
    """An open PDF; sizes in points, pictures at any resolution."""

    def __init__(self, pdf: bytes) -> None:
        try:
            self._document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as error:
            raise UserError("这份文书的文件打不开了，请从备份里找回，或重新出一份") from error
        self.sizes = [QSizeF(*page.get_size()) for page in self._document]

    def __len__(self) -> int:
        return len(self.sizes)

    def image(self, number: int, dpi: float) -> QImage:
        """One page, counted from 0, on white."""
        page = self._document[number]
        bitmap = page.render(scale=dpi / POINTS, prefer_bgrx=True)
        picture = QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGB32,
        ).copy()
        page.close()
        return picture

    def close(self) -> None:
        """Give the memory back."""
        self._document.close()

    def __enter__(self) -> "Pages":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
