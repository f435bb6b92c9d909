"""What happens to workbooks on their way through offices: one function a step.

A step changes a book in place and says whether it could. `BENIGN` steps change nothing that is stated: the same
must be read. After all others the same, fewer or nothing may be read, but never anything else. What a cell states
moves with the cell, so no step has to say what is right; steps that change a statement change its tags.
"""

from corpus.steps import cells, comings, joins, moves, words
from corpus.steps.register import BENIGN, JOINS, MOVES_COLUMNS, RETELLS, STEPS

__all__ = ["BENIGN", "JOINS", "MOVES_COLUMNS", "RETELLS", "STEPS", "cells", "comings", "joins", "moves", "words"]
