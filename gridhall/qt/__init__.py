"""Reusable widgets that know no subject: the look, tables, type-ahead, jobs, preview, window.

Where to look:
theme.apply_theme, theme.current_theme - colours, fonts, px; tokens - the figures themselves
labels.PlainLabel, label, chip, key_cap, tip, set_look - text is plain text
buttons.Btn, button, Segments, FilterPills; icons.icon, pixmap, IconLabel
frames.Card, Line, Banner, Avatar, EmptyState; fields.FormProblems - red where it is wrong
table.Table, Column, RowsModel; long_table.PagedModel - lists short and long
choices.Choice; suggest.Suggest; search_box.SearchBox - two or three keys, Enter
dialog.Sheet, foot_button; ask.say, ask, ask_reason; toast.Toast; undo.UndoStack
focus.FocusRing, EnterNext, Regions; scaling.fit - sizes are written at 100 %
jobs.Jobs; context.Context, Bus, Desk - what a page is given
"""
