"""What is done with the hall as a whole: made, opened, backed up, restored, checked."""

from gridhall.hall.service.backup import back_up, daily_backup, newest_backup, soundest_backup
from gridhall.hall.service.checking import Finding, check_damaged, check_hall
from gridhall.hall.service.creating import HallFacts, create_hall
from gridhall.hall.service.opening import OpenHall, open_hall
from gridhall.hall.service.passwords import add_clerk, change_password, recover
from gridhall.hall.service.restore import restore
from gridhall.hall.service.settings import change_hall, enter_holidays

__all__ = [
    "Finding",
    "HallFacts",
    "OpenHall",
    "add_clerk",
    "back_up",
    "change_hall",
    "change_password",
    "check_damaged",
    "check_hall",
    "create_hall",
    "daily_backup",
    "enter_holidays",
    "newest_backup",
    "open_hall",
    "recover",
    "restore",
    "soundest_backup",
]
