"""The bench is fair: every variant draws the whole notice, each in a process of its own."""

from io import BytesIO

import pypdf
import pytest

from gridhall.bench import paper, paper_rivals
from gridhall.bench.paper import Taken, Task


def words(pdf: bytes) -> str:
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize("variant", ["house", "canvas", "platypus"])
def test_each_variant_draws_every_text_of_each_notice(variant: str) -> None:
    forms = [paper_rivals.notice(number) for number in (3, 5)]
    prepare, draw_files = paper_rivals.VARIANTS[variant]
    (together,) = draw_files([prepare(forms)])
    apart = list(draw_files([[ready] for ready in prepare(forms)]))
    assert len(pypdf.PdfReader(BytesIO(together)).pages) == 2
    assert len(apart) == 2
    for form, alone in zip(forms, apart, strict=True):
        shown = words(alone)
        texts = {"".join(text.split()) for text in form.texts()} - {
            "",
            "（无）",
            "存证7f3a9c21·第128号",
        }
        assert [text for text in texts if text not in shown] == []
        assert form.number in words(together)


@pytest.mark.gui
@pytest.mark.usefixtures("qapp")
def test_qt_draws_the_same_marks_on_as_many_pages() -> None:
    forms = [paper_rivals.notice(number) for number in range(3)]
    prepare, draw_files = paper_rivals.VARIANTS["qt"]
    (together,) = draw_files([prepare(forms)])
    reader = pypdf.PdfReader(BytesIO(together))
    assert len(reader.pages) == 3
    assert "受理编号" in words(together)
    assert round(float(reader.pages[0].mediabox.height)) == 842


def test_a_measurement_runs_in_a_fresh_process_and_counts_bytes() -> None:
    taken = paper.in_own_process(Task("canvas", True, 2))
    assert taken.seconds > 0
    assert taken.size > 10_000


def test_ratios_say_how_many_times_faster_we_are() -> None:
    best = {
        Task("house", True, 100): Taken(0.02, 100_000, 0.5),
        Task("house", False, 20): Taken(0.04, 800_000, 0.1),
        Task("house", False, 100): Taken(0.3, 4_000_000, 0.2),
        Task("canvas", True, 100): Taken(0.2, 300_000, 0.0),
        Task("qt", True, 100): Taken(0.08, 300_000, 0.0),
        Task("qt", False, 20): Taken(0.06, 300_000, 0.0),
    }
    assert paper.ratios(best, 100, 20) == {
        "one_file_times_canvas": 10.0,
        "one_file_times_qt": 4.0,
        "apart_times_qt": 1.5,
    }
    figures = paper.figures(best)
    assert figures["house_one_file_papers_per_s"] == 5000
    assert figures["house_apart_ms_per_paper"] == 3
    assert figures["house_apart_rss_growth_mb"] == 0.2
    assert "canvas_one_file_rss_growth_mb" not in figures
