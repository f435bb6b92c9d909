"""What charts have in common: style, lines of years, room for words, notes and saving."""
