"""``slacal doctor``: the versions that answers rest on, and where this machine's two time-zone databases disagree."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from slacal.cli.printing import print_json
from slacal.environment import doctor

if TYPE_CHECKING:
    import argparse

EPILOG = """\
examples:
  slacal doctor
  slacal doctor --json

Python reads the system's time-zone database before the packaged one, so two machines may answer differently for the
same date.

exit codes:
  0  the facts were printed
  1  likewise, and the two databases here disagree on a zone and the system's is the one in use
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("--json", action="store_true", help="print the facts as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the facts; 1 when the zones in use are not those of the package."""
    found = doctor()
    if arguments.json:
        print_json({**asdict(found), "packages": dict(found.packages)})
    else:
        print(found)
    return int(found.zone_source == "system" and bool(found.differing_zones))
