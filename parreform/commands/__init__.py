"""The commands, by what people come for: each parses, makes one call and prints."""
