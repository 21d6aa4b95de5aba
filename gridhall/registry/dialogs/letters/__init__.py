"""公开信: to whom, what it says, how it reads; one paper for all of them."""

from gridhall.registry.dialogs.letters.sheet import LettersSheet

__all__ = ["LettersSheet"]
