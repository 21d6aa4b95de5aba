from gridhall.pdf.flow import Frame, fill_pages
from gridhall.pdf.marks import Block

FRAME = Frame(first_top=10, next_top=20, bottom=100)


def heights(pages: list[list[tuple[float, Block]]]) -> list[list[tuple[float, float]]]:
    return [[(y, block.height) for y, block in page] for page in pages]


def test_blocks_stand_one_under_the_other() -> None:
    pages = fill_pages([Block(30), Block(20, before=5), Block(10)], FRAME)
    assert heights(pages) == [[(10, 30), (45, 20), (65, 10)]]


def test_what_does_not_fit_goes_to_the_next_page_without_its_blank() -> None:
    pages = fill_pages([Block(60), Block(40, before=9)], FRAME)
    assert heights(pages) == [[(10, 60)], [(20, 40)]]


def test_kept_blocks_move_together() -> None:
    pages = fill_pages([Block(50), Block(20, keep=True), Block(30)], FRAME)
    assert heights(pages) == [[(10, 50)], [(20, 20), (40, 30)]]


def test_a_head_comes_again_on_each_page() -> None:
    head = Block(8)
    rows = [Block(30, head=head) for _ in range(5)]
    assert heights(fill_pages(rows, FRAME)) == [
        [(10, 30), (40, 30), (70, 30)],
        [(20, 8), (28, 30), (58, 30)],
    ]


def test_a_group_taller_than_a_page_is_broken_rather_than_lost() -> None:
    blocks = [Block(30, keep=True) for _ in range(6)]
    pages = fill_pages(blocks, FRAME)
    assert sum(map(len, pages)) == 6
    assert all(y + block.height <= 100 for page in pages for y, block in page)


def test_a_block_taller_than_a_page_gets_a_page() -> None:
    pages = fill_pages([Block(10), Block(500), Block(10)], FRAME)
    assert heights(pages) == [[(10, 10)], [(20, 500)], [(20, 10)]]
