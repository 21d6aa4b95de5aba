from pathlib import Path

import pytest

from gridhall.core.errors import UserError
from gridhall.exchange.service.writing import write_workbook


def test_a_workbook_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx.part").mkdir()
    with pytest.raises(UserError, match=r"x\.xlsx"):
        write_workbook(tmp_path / "x.xlsx", "居民", ["姓名"], [["张三"]])
