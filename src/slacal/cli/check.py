"""``slacal check``: what in a policy cannot be read, what will hurt, what it leaves open and what it assumes."""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from slacal.cli.argument_types import day, zone
from slacal.cli.column_options import add_column_options, columns_of
from slacal.cli.documents import STDIN, check_one_stdin, source_of
from slacal.cli.printing import print_json, say
from slacal.engine.reads import facts_read
from slacal.errors import BadDocument
from slacal.formats.event_log import read_log

if TYPE_CHECKING:
    import argparse

    from slacal.calendars.review import Finding
    from slacal.formats.event_log import EventLog
    from slacal.policies.policy import Policy

EPILOG = """\
examples:
  slacal check support.yaml
  slacal check support.yaml --from 2027-01-01 --to 2028-01-01 --json
  slacal check support.yaml --events log.csv --zone Europe/Moscow

levels: fault (the document cannot be read), trap (it will hurt), silent (it may be read in several ways), assumed (it
says so itself).

exit codes:
  0  neither faults nor traps
  1  some of them
  2  the command line, or a file, could not be used
"""
_LEVELS = {"fault": "bold red", "trap": "red", "silent": "yellow", "assumed": ""}
_A_YEAR = timedelta(days=365)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("policy", metavar="POLICY", help="the policy: YAML, JSON or TOML; - reads standard input")
    parser.add_argument("--from", dest="first", metavar="DATE", type=day, help="review from this date (default: today)")
    parser.add_argument(
        "--to", dest="last", metavar="DATE", type=day, help="and before this one (default: a year later)"
    )
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    parser.add_argument(
        "--events", dest="log", metavar="LOG", help="find what this log never brings, too; - reads standard input"
    )
    parser.add_argument("--zone", metavar="NAME", type=zone, help="the zone of times in the log that have no offset")
    add_column_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read, review, print. Raises: SlacalError, OSError."""
    found = _found(arguments)
    if arguments.json:
        print_json([one._asdict() for one in found])
    else:
        _print(found)
    return int(any(one.level in ("fault", "trap") for one in found))


def _found(arguments: argparse.Namespace) -> tuple[Finding, ...]:
    from slacal.policies.checking import checked  # the policies cost a quarter of a second: --help need not wait

    check_one_stdin(POLICY=arguments.policy, LOG=arguments.log)
    first = arguments.first or datetime.now(UTC).date()
    last = arguments.last or first + min(_A_YEAR, date.max - first)
    source = source_of(arguments.policy)
    try:
        policy = source.policy()
    except BadDocument as bad:
        return checked(bad, source.content(), first, last)
    return policy.review(first, last, log=_log(arguments, policy))


def _log(arguments: argparse.Namespace, policy: Policy) -> EventLog | None:
    if arguments.log is None:
        return None
    columns = columns_of(arguments)
    facts = () if columns.facts or columns.times else sorted(facts_read(policy.terms.targets))
    return read_log(
        sys.stdin.buffer if arguments.log == STDIN else arguments.log,
        columns,
        zone=arguments.zone,
        optional_facts=facts,
    )


def _print(found: tuple[Finding, ...]) -> None:
    for one in found:
        value = "" if one.value is None or one.level == "assumed" else f" = {_brief(one.value)}"
        say(f"{one.level}: {one.field}{value}", _LEVELS[one.level])
        say(f"    {one.problem}; {one.mend} [{one.code}]")
    counts = Counter[str](one.level for one in found)
    say(", ".join(f"{level}: {counts[level]}" for level in _LEVELS if counts[level]) or "nothing found")


def _brief(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004 - of a line
