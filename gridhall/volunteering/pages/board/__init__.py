"""集中服务日·日程排班: the month, the day's board, those who may be put into a cell.

page the view itself, frame its panes; month and facts at the left; grid with model, heads and
chips, strips in the middle; pool and pooling at the right; reading what is read; acts, solving,
settings and printing what is done; keys with the menus
"""

from gridhall.volunteering.pages.board.page import BoardPage

__all__ = ["BoardPage"]
