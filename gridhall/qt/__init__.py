"""Reusable widgets that know no subject: the look, tables, type-ahead, jobs, preview, window.

Where to look:
theme.apply_theme, theme.current_theme - colours, fonts, px; tokens - the figures themselves
labels.PlainLabel, label, chip, key_cap, tip, set_look - text is plain text
buttons.Btn, button, Segments, FilterPills; more.stow_lesser (更多); icons.icon, pixmap, IconLabel
frames.Card, Line, Banner, Avatar, EmptyState; steps.Steps; dates.DateEdit; password.PasswordEdit
fields.FormProblems, Problem - red where it is wrong; field_icon.FieldIcon
table.Table, Column, RowsModel; long_table.PagedModel - lists short and long; whole_rows
door_grid.DoorGrid, Block, Cell - a house front, door by door
choice.Choice; suggest.Suggest; search_box.SearchBox - two or three keys, Enter
dialog.Sheet, foot_button; ask.say, ask, ask_reason; toast.Toast; undo.UndoStack
focus.FocusRing, EnterNext, Regions; letters.PickByLetters (drop-downs); field_keys
scaling.fit, refit, set_width - sizes are written at 100 %; layouts.empty - filled anew
jobs.Jobs, progress_bar.ProgressStrip, collector; context.Context, Bus, Desk - what a page is given
periods.PeriodPicker - 本月, 上季度, from a day to a day
refreshing.Refreshing - read anew when tables change, on show or when shown: every page has one
second_screen.SecondScreen - windows that visitors look at
preview.PreviewSheet, printing.Printers, rendering.Pages, leaves, outcome - paper
shell.Shell, sub_views.SubViews, View, header, status, palette.Palette, shortcuts, bug_report -
the frame round the pages
sign_in, first_run, entry - before the desk opens; nothing heavy may be imported there
"""
