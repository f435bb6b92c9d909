"""A folder of pictures and tables kept up to date: what a plan asks for, made only where something changed."""
