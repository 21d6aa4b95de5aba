"""The sheets behind the user's menu that concern the hall, its clerks and this machine."""

from gridhall.hall.dialogs.backups import BackupSheet
from gridhall.hall.dialogs.clerks import ClerksSheet
from gridhall.hall.dialogs.facts import HallSheet
from gridhall.hall.dialogs.passwords import PasswordSheet
from gridhall.hall.dialogs.recovery import RecoveryCodeSheet, print_recovery_sheet
from gridhall.hall.dialogs.settings import SettingsSheet
from gridhall.hall.dialogs.telling import TellingSheet

__all__ = [
    "BackupSheet",
    "ClerksSheet",
    "HallSheet",
    "PasswordSheet",
    "RecoveryCodeSheet",
    "SettingsSheet",
    "TellingSheet",
    "print_recovery_sheet",
]
