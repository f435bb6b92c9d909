"""Reading files: each module turns the bytes of one format into grids; `parreform.workbook` chooses among them.

Everything here distrusts its input: sizes are bounded before memory is spent, no entity is expanded,
nothing outside the file is opened, no macro is run. What cannot be read raises `Unreadable` with the reason.
"""
