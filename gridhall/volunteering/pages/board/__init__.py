"""集中服务日·日程排班: the month, the day's board, those who may be put into a cell.

page the view itself; month and facts at the left; grid, chips, strips in the middle; pool at the
right; reading what is read; acts and solving what is done; keys
"""

from gridhall.volunteering.pages.board.page import BoardPage

__all__ = ["BoardPage"]
