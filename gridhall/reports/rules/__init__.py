"""What a figure means, which days a period has, how a workbook is filled."""
