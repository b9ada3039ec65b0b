"""`python -m feedsvc`: the same program as `feedsvc`."""

import sys

from feedsvc.cli import main

if __name__ == "__main__":
    sys.exit(main())
