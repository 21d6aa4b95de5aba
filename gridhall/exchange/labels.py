"""The words of the import workbench (导入)."""

KINDS = {"error": "错误", "warning": "提醒", "duplicate": "重复"}

# Columns that the workbook of rows to mend (错误表) has before the ledger's own.
MENDING_ROW = "原表行号"
MENDING_PROBLEM = "问题"
MENDING_FIX = "怎么改"
