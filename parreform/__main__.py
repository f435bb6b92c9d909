"""`python -m parreform` is the same program as `parreform`."""

import sys

from parreform.cli import main

if __name__ == "__main__":
    sys.exit(main())
