"""The program as a process: `parreform`, or `python -m parreform`."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

_READING = {"import", "inspect"}
"""Commands that read workbooks."""


def run() -> NoReturn:
    """Run the program and leave at once.

    Whatever is written has been flushed, closed and renamed by then. To free every object before the end, and to look
    for unused ones meanwhile, takes a fifth of the time of an answer.
    """
    gc.set_threshold(200_000, 50, 100)  # what a run makes lives until its end
    if not _READING.isdisjoint(sys.argv[1:]):
        from parreform.ahead import begin

        begin(sys.argv[1:])
    from parreform.cli import main

    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
