"""The page of 一窗受理: the queue at the left, form or case at the right.

今日 uses `acts` alone, so that it is up before the page and its papers are loaded.
"""
