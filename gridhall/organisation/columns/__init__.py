"""How the organisation's rows are shown: words, tones, columns."""
