"""Balancing grids (均衡网格): which entrances to move so that every grid is of a fit size.

Exact: `balance` proves how few households have to change hands; `greedy` is the rival it is
measured against.
"""

from gridhall.organisation.rules.balance.greedy import greedy
from gridhall.organisation.rules.balance.halving import halve
from gridhall.organisation.rules.balance.outcome import join, told
from gridhall.organisation.rules.balance.pieces import Piece, Proposal, fit_range, grids_needed
from gridhall.organisation.rules.balance.sentences import sentence
from gridhall.organisation.rules.balance.solving import balance

__all__ = [
    "Piece",
    "Proposal",
    "balance",
    "fit_range",
    "greedy",
    "grids_needed",
    "halve",
    "join",
    "sentence",
    "told",
]
