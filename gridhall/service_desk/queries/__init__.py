"""Reads of the service desk.

`queue` is all that 今日 needs and brings no models; `reads` has everything, for everybody else.
"""
