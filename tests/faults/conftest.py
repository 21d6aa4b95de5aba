from pathlib import Path

import pytest

from tests.faults import fault_shim


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fault shim, built once; its tests are skipped where there is no C compiler."""
    reason = fault_shim.why_not()
    if reason:
        pytest.skip(reason)
    return fault_shim.build(tmp_path_factory.mktemp("shim"))
