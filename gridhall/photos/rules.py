"""Which pictures and papers are taken in, and how small they are made."""

LARGEST_FILE = 40 * 2**20  # bytes
MOST_PIXELS = 60_000_000  # a phone's largest; a picture bomb has more
LONGEST_SIDE = 1600  # pixels kept: 13 cm on paper at 300 dpi
QUALITY = 82  # of the JPEG that is kept
THUMBNAIL = 400  # pixels of a thumbnail's longer side: sharp at 200 %
MOST = 60  # photos of one record
LARGEST_PDF = 20 * 2**20  # bytes
MOST_PAGES = 200
MOST_PAPERS = 30  # attachments of one record
STAGES = {"": "", "before": "之前", "after": "之后"}


def kept_size(width: int, height: int, most: int = LONGEST_SIDE) -> tuple[int, int]:
    """The size a picture is kept in: its longer side at most `most` pixels."""
    longest = max(width, height)
    if longest <= most:
        return width, height
    by = most / longest
    return max(1, round(width * by)), max(1, round(height * by))
