"""The certificates' bench is fair: every variant draws the whole paper, its code readable."""

from importlib.util import find_spec

import pypdfium2
import pytest
import zxingcpp

from gridhall.bench import certificate, certificate_rivals
from gridhall.bench.paper import Taken, Task


def codes(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as paper:
        pages = [page.render(scale=200 / 72).to_numpy() for page in paper]
    return [found.text for page in pages for found in zxingcpp.read_barcodes(page)]


@pytest.mark.gui
@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("variant", list(certificate_rivals.VARIANTS))
def test_each_variant_draws_every_code_on_a_page_of_its_own(variant: str) -> None:
    module = {"fpdf2": "fpdf", "typst": "typst"}.get(variant, "segno")
    if find_spec(module) is None:
        pytest.skip(f"{module} is not installed")
    papers = [certificate_rivals.certificate(number) for number in (3, 5)]
    prepare, draw = certificate_rivals.VARIANTS[variant]
    ready = prepare(papers)
    (together,) = draw([ready])
    assert codes(together) == [paper.code for paper in papers]
    apart = list(draw([[one] for one in ready]))
    assert [codes(one) for one in apart] == [[paper.code] for paper in papers]


def test_figures_and_ratios_are_named() -> None:
    best = {
        Task("house", True, 100): Taken(0.03, 100_000, 0.5),
        Task("floor", True, 100): Taken(0.01, 100_000, 0.1),
        Task("qt", True, 100): Taken(0.12, 300_000, 0.0),
        Task("house", False, 100): Taken(0.3, 4_000_000, 0.2),
        Task("floor", False, 50): Taken(0.1, 2_000_000, 0.2),
        Task("qt", False, 100): Taken(0.6, 4_000_000, 0.2),
    }
    assert certificate._ratios(best) == {
        "one_file_over_floor": 3.0,
        "one_file_times_qt": 4.0,
        "apart_over_floor": 1.5,
        "apart_times_qt": 2.0,
    }
    assert certificate._figures(best)["house_one_file_ms_per_certificate"] == 0.3
