"""``python -m slacal`` is the command ``slacal``."""

from __future__ import annotations

import sys

from slacal.cli import main

if __name__ == "__main__":
    sys.exit(main())
