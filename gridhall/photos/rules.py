"""Which pictures are taken in, and how small they are made."""

LARGEST_FILE = 40 * 2**20  # bytes
MOST_PIXELS = 60_000_000  # a phone's largest; a picture bomb has more
LONGEST_SIDE = 1600  # pixels kept: 13 cm on paper at 300 dpi
QUALITY = 82  # of the JPEG that is kept
MOST = 60  # photos of one record
STAGES = {"": "", "before": "之前", "after": "之后"}


def kept_size(width: int, height: int) -> tuple[int, int]:
    """The size a picture is kept in: its longer side at most LONGEST_SIDE."""
    longest = max(width, height)
    if longest <= LONGEST_SIDE:
        return width, height
    by = LONGEST_SIDE / longest
    return max(1, round(width * by)), max(1, round(height * by))
