"""Tables of staff and of cut posts: their words, their shapes, what stands in their cells, and their checks."""
