"""The house sheets: fonts, line breaking, QR codes; no subject's text."""
