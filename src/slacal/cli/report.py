"""``slacal report``: a policy and a log of tickets in, a table of how each promise was kept out."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from slacal.cli.argument_types import instant_in, zone
from slacal.cli.column_options import add_column_options, columns_of
from slacal.cli.documents import STDIN, check_one_stdin, source_of
from slacal.cli.printing import print_json, say, width
from slacal.cli.progress import progress
from slacal.cli.reads import never_reached, silences
from slacal.cli.report_text import Report, as_data, as_text
from slacal.engine.reads import facts_read
from slacal.errors import BadInput, MissingExtra
from slacal.formats.event_log import read_log
from slacal.formats.row_fault import RowFault
from slacal.formats.row_file import row_format, writing
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from slacal.cli.measuring import Measured
    from slacal.formats.columns import Columns
    from slacal.formats.event_log import EventLog
    from slacal.policies.policy import Policy

EPILOG = """\
examples:
  a log of events with the columns ticket, at and event, in local time
    slacal report support.yaml log.csv --as-of 2026-12-01T00:00 --zone Europe/Moscow

  a log of states, its columns named by a file, and a row for each cycle
    slacal report support.yaml audit.csv.gz --mapping audit.toml --as-of now --zone UTC --out cycles.csv

  a table of tickets from another program, one column an event
    export | slacal report city.yaml - --as-of now --zone America/New_York --kind tickets \\
        --ticket case_id --event created=open_dt --event closed=closed_dt --time target=target_dt

Each ticket counts once for each target, by its worst cycle: met, breached (running late is a part of it), open, none
(nothing was promised; reasons below the table) or unusable (a row of it could not be read). percent met is
met / (met + breached). median and p90 are open time of completed cycles, by nearest rank; paused is a sum.

exit codes:
  0  the table was printed, also with breaches and bad rows
  2  the command line, the policy or the log could not be used
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("policy", metavar="POLICY", help="the policy: YAML, JSON or TOML; - reads standard input")
    parser.add_argument("events", metavar="EVENTS", help="the log; - reads standard input")
    parser.add_argument(
        "--as-of", metavar="INSTANT", required=True,
        help="the instant of the question, as 2026-12-01T00:00, or now; later events are not read",
    )  # fmt: skip
    parser.add_argument(
        "--zone", metavar="NAME", type=zone, help="the zone of times that have no offset, as Europe/Berlin"
    )
    add_column_options(parser)
    group = parser.add_argument_group("reading and writing")
    group.add_argument(
        "--bad-rows", choices=("unusable", "skipped"), default="unusable",
        help="what a row that cannot be read does: it makes its ticket unusable (default), or it alone is skipped",
    )  # fmt: skip
    group.add_argument(
        "--out", metavar="PATH", help="write a row a ticket, target and cycle: .csv or .jsonl, .gz to pack"
    )
    group.add_argument("--faults", metavar="PATH", help="write a row for each row that could not be used")
    group.add_argument("--json", action="store_true", help="print the table as JSON")
    group.add_argument("--quiet", action="store_true", help="no progress, and no list of assumptions")


def run(arguments: argparse.Namespace) -> int:
    """Read, measure, print. Raises: SlacalError, OSError."""
    _check_files(arguments)
    check_one_stdin(POLICY=arguments.policy, EVENTS=arguments.events)
    _check_arrays()
    policy = source_of(arguments.policy).policy()
    asked = instant_in(arguments.as_of, arguments.zone, "--as-of")
    as_of = asked.at.astimezone(zone_info(arguments.zone or policy.terms.zone))
    log = _read(arguments, columns_of(arguments), policy)
    found = _measure(arguments, log, policy, as_of)
    table = found.table()
    if arguments.out:
        found.write(arguments.out)
    faults = (*log.faults, *found.faults)
    if arguments.faults:
        _write_faults(arguments.faults, faults)
    terms = policy.terms
    misleading = [*silences(terms, log.facts, log.kinds), *never_reached(terms, log), *found.unread()]
    if arguments.quiet or arguments.json or not sys.stdout.isatty():  # else they are read in the list below the table
        for sentence in misleading:
            print(f"slacal: note: {sentence}", file=sys.stderr)
    notes = (*terms.assumptions, *asked.notes, *log.notes, *misleading, *found.notes())
    report = Report(terms.name, terms.version, as_of, log.rows, table, faults, notes)
    if arguments.json:
        print_json(as_data(report))
        return 0
    for part in as_text(report, width=width(), notes="left out" if arguments.quiet else "listed"):
        say(part.text, part.style)
    return 0


def _read(arguments: argparse.Namespace, columns: Columns, policy: Policy) -> EventLog:
    mapped = columns.facts or columns.times
    with progress("reading", quiet=_quiet(arguments)) as show:
        return read_log(
            sys.stdin.buffer if arguments.events == STDIN else arguments.events,
            columns,
            zone=arguments.zone,
            bad_rows=arguments.bad_rows,
            optional_facts=() if mapped else sorted(facts_read(policy.terms.targets)),
            delimiter=arguments.delimiter,
            progress=show,
        )


def _check_arrays() -> None:
    """Refuse before the work what only the arrays can count. Raises: MissingExtra."""
    missing = [name for name in ("narwhals", "numpy") if find_spec(name) is None]
    if missing:
        problem = f"needs {' and '.join(missing)}, not installed here"
        raise MissingExtra("COMMAND", "report", problem, 'pip install "slacal[cli]"')


def _measure(arguments: argparse.Namespace, log: EventLog, policy: Policy, as_of: datetime) -> Measured:
    from slacal.cli.measuring import measured  # the arrays cost a fifth of a second: --help need not wait

    with progress("measuring", quiet=_quiet(arguments)) as show:
        return measured(log, policy.terms, as_of, show)


def _quiet(arguments: argparse.Namespace) -> str:
    return "always" if arguments.quiet else "off a terminal"


def _write_faults(path: str, faults: tuple[RowFault, ...]) -> None:
    with writing(path, RowFault._fields) as write:
        for fault in faults:
            write((fault.line, fault.column, str(fault.value), fault.problem, fault.mend, fault.ticket))


def _check_files(arguments: argparse.Namespace) -> None:
    """Refuse before the work, not after it, what can never be written."""
    sources = [Path(name) for name in (arguments.policy, arguments.events, arguments.mapping) if name]
    if arguments.out and arguments.out == arguments.faults:
        raise BadInput("--faults", arguments.faults, "is the file of --out", "name another file")
    for option in ("out", "faults"):
        path = getattr(arguments, option)
        if path is None:
            continue
        row_format(path)
        if not Path(path).absolute().parent.is_dir():
            raise BadInput(f"--{option}", path, "lies in a folder that does not exist", "make the folder first")
        if any(Path(path).exists() and source.exists() and source.samefile(path) for source in sources):
            raise BadInput(f"--{option}", path, "is a file that is read", "name another file")
