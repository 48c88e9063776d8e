"""``slacal check``: what in a policy cannot be read, what will hurt, what it leaves open and what it assumes."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from slacal.calendars.plain_date import date_of
from slacal.cli.column_options import add_column_options, columns_of
from slacal.cli.printing import say
from slacal.documents import load
from slacal.engine.reads import facts_read
from slacal.errors import BadDocument, MissingExtra, SlacalError, UnknownName
from slacal.formats.event_log import read_log

if TYPE_CHECKING:
    from slacal.calendars.review import Finding
    from slacal.formats.event_log import EventLog
    from slacal.policies.policy import Policy

HELP = "say what in a policy will hurt, before a ticket meets it"
EPILOG = """\
examples:
  slacal check support.yaml
  slacal check support.yaml --from 2027-01-01 --to 2028-01-01 --format json
  slacal check support.yaml --events log.csv --zone Europe/Moscow

levels: fault (the document cannot be read), trap (it will hurt), silent (it may be read in several ways), assumed (it
says so itself). Exit codes: 0 neither faults nor traps; 1 some of them; 2 a file could not be read.
"""
_LEVELS = {"fault": "bold red", "trap": "red", "silent": "yellow", "assumed": ""}
_UNREADABLE = 2
_A_YEAR = timedelta(days=365)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("policy", metavar="POLICY", help="the policy: YAML, JSON or TOML")
    parser.add_argument(
        "--from", dest="first", metavar="DATE", type=_date, help="review from this date (default: today)"
    )
    parser.add_argument(
        "--to", dest="last", metavar="DATE", type=_date, help="and before this one (default: a year later)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    parser.add_argument("--events", dest="log", metavar="LOG", help="find what this log never brings, too")
    parser.add_argument("--zone", metavar="NAME", help="the zone of times in the log that have no offset")
    add_column_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read, review, print. Raises: SlacalError for a log that cannot be used."""
    try:
        found = _found(arguments)
    except (OSError, UnknownName, MissingExtra) as error:
        said = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) else error
        print(f"slacal: {said}", file=sys.stderr)
        return _UNREADABLE
    if arguments.format == "json":
        print(json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=2))
    else:
        _print(found)
    return int(any(one.level in ("fault", "trap") for one in found))


def _found(arguments: argparse.Namespace) -> tuple[Finding, ...]:
    from slacal.policies.checking import checked  # the policies cost a quarter of a second: --help need not wait
    from slacal.policies.policy import Policy

    first = arguments.first or datetime.now(UTC).date()
    last = arguments.last or first + min(_A_YEAR, date.max - first)
    try:
        policy = Policy.load(arguments.policy)
    except BadDocument as bad:
        return checked(bad, _content(arguments.policy), first, last)
    return policy.review(first, last, log=_log(arguments, policy))


def _content(path: str) -> object:
    """Return what a document with faults says, or None where not even its syntax can be read."""
    try:
        return load(path).content
    except BadDocument:
        return None


def _log(arguments: argparse.Namespace, policy: Policy) -> EventLog | None:
    if arguments.log is None:
        return None
    columns = columns_of(arguments)
    facts = () if columns.facts or columns.times else sorted(facts_read(policy.terms.targets))
    return read_log(arguments.log, columns, zone=arguments.zone, optional_facts=facts)


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


def _date(text: str) -> date:
    try:
        return date_of(text, "date")
    except SlacalError as error:
        raise argparse.ArgumentTypeError(f"{text!r} {error.problem}; {error.mend}") from None
