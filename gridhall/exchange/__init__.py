"""The import workbench (导入): read, map, check, dry run, store, undo."""
