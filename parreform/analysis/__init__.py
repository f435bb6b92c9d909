"""Pure statistics on frozen panels: no files, no database, no screen."""
