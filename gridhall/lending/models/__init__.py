"""Tables of the lending counter (便民借用)."""

from gridhall.lending.models.keeping import Deposit, FoundItem
from gridhall.lending.models.loans import LendingAction, Loan, LoanCall
from gridhall.lending.models.things import (
    KitItem,
    StockEntry,
    StockTaking,
    TakingLine,
    Thing,
    ThingKind,
)

__all__ = [
    "Deposit",
    "FoundItem",
    "KitItem",
    "LendingAction",
    "Loan",
    "LoanCall",
    "StockEntry",
    "StockTaking",
    "TakingLine",
    "Thing",
    "ThingKind",
]
