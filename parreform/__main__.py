"""The program as a process: `parreform`, or `python -m parreform`."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def run() -> NoReturn:
    """Run the program and leave at once.

    Whatever is written has been flushed, closed and renamed by then. To free every object before the end, and to look
    for unused ones meanwhile, takes a fifth of the time of an answer.
    """
    gc.set_threshold(200_000, 50, 100)  # what a run makes lives until its end
    from parreform.cli import main

    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
