"""GridHall (网格厅): the desk software of a community service hall."""

__version__ = "0.1.0"
