"""What ``due`` and ``explain`` ask: a policy and the events of tickets, or one promise described by options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from slacal.cli.argument_types import instant_in, zone
from slacal.cli.column_options import add_column_options, columns_of
from slacal.cli.documents import check_one_stdin, source_of
from slacal.cli.hours_options import add_hours_options
from slacal.errors import BadInput, UnknownName, nearest
from slacal.spans.zone import zone_info

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from datetime import datetime

    from slacal.engine.cycle import Cycle
    from slacal.engine.evaluation import Evaluation
    from slacal.engine.terms import Terms
    from slacal.formats.row_fault import RowFault

_MEND = "name a policy and a history, or describe a promise with --hours, --zone, --from and --within"
_HOURS_ALONE = ("hours", "holidays", "start", "within")


class Answer(NamedTuple):
    """What the terms say of each ticket at an instant; ``names`` are the targets that were asked about."""

    terms: Terms
    as_of: datetime
    names: tuple[str, ...]
    evaluations: tuple[Evaluation, ...]
    notes: tuple[str, ...] = ()
    faults: tuple[RowFault, ...] = ()

    def results(self) -> Iterator[tuple[str, Cycle]]:
        """Yield each ticket with each target that was asked about: the cycle at hand."""
        for evaluation in self.evaluations:
            yield from ((evaluation.ticket, evaluation[name]) for name in self.names)

    def said(self) -> tuple[str, ...]:
        """Return what was assumed, taken on trust and noticed, each once."""
        seen = (note for evaluation in self.evaluations for note in evaluation.notes)
        left_out = (f"line {one.line}: {one.column}={one.value!r} {one.problem}; {one.mend}" for one in self.faults)
        return tuple(dict.fromkeys((*self.terms.assumptions, *left_out, *self.notes, *seen)))

    def as_data(self, cycles: list[dict[str, Any]]) -> dict[str, Any]:
        """Return the answer as plain data around what is told of its cycles."""
        return {
            "policy": self.terms.name,
            "version": self.terms.version,
            "as_of": self.as_of.isoformat(),
            "zone": str(self.as_of.tzinfo),
            "cycles": cycles,
            "notes": list(self.said()),
        }


def add_asking_options(parser: argparse.ArgumentParser) -> None:
    """Add what both commands take."""
    parser.add_argument(
        "policy", metavar="POLICY", nargs="?", help="the policy: YAML, JSON or TOML; - reads standard input"
    )
    parser.add_argument(
        "history", metavar="HISTORY", nargs="?",
        help="the events of one ticket or of several: CSV, JSON Lines or JSON; - reads standard input",
    )  # fmt: skip
    parser.add_argument(
        "--as-of", metavar="INSTANT", help="the instant of the question, or now; later events are not read"
    )
    parser.add_argument(
        "--zone", metavar="NAME", type=zone,
        help="the zone of times without an offset, as Europe/Berlin, and of all that are printed",
    )  # fmt: skip
    parser.add_argument("--target", metavar="NAME", action="append", help="this target alone, repeated for several")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    add_hours_options(parser)
    group = parser.add_argument_group("one promise on these hours, without a policy and a history")
    group.add_argument(
        "--from", dest="start", metavar="INSTANT", help="when the clock starts; a wall time is of --zone"
    )
    group.add_argument(
        "--within", metavar="AMOUNT", help='"4 business hours", "2 business days", "end of business day"'
    )
    add_column_options(parser)


def answered(arguments: argparse.Namespace) -> Answer:
    """Return the answer to what the command line asks. Raises: SlacalError, OSError."""
    if any(getattr(arguments, name) is not None for name in _HOURS_ALONE):
        return _of_options(arguments)
    for name in ("policy", "history"):
        if getattr(arguments, name) is None:
            arguments.refuse(f"{name.upper()} is missing; {_MEND}")
    if arguments.as_of is None:
        arguments.refuse("--as-of is missing; name the instant of the question, or now")
    return _of_files(arguments)


def _of_options(arguments: argparse.Namespace) -> Answer:
    from slacal.cli.one_promise import created_at, promise_of
    from slacal.engine.replay import replay

    _check_alone(arguments)
    terms = promise_of(arguments)
    started = instant_in(arguments.start, arguments.zone, "--from")
    asked = instant_in(arguments.as_of, arguments.zone, "--as-of") if arguments.as_of else started
    if asked.at < started.at:
        raise BadInput(
            "--as-of", arguments.as_of, "lies before the start", "name an instant at or after that of --from"
        )
    evaluation = replay(terms, created_at(started.at), asked.at)
    return Answer(terms, asked.at, _names(arguments.target, terms), (evaluation,), started.notes + asked.notes)


def _check_alone(arguments: argparse.Namespace) -> None:
    if arguments.policy is not None:
        mend = "leave out the policy, or --hours, --holidays, --from and --within"
        raise BadInput("POLICY", arguments.policy, "has hours and promises of its own", mend)
    for option, value in (("--hours", arguments.hours), ("--from", arguments.start), ("--within", arguments.within)):
        if value is None:
            arguments.refuse(
                f"{option} is missing; a promise without a policy needs --hours, --zone, --from and --within"
            )


def _of_files(arguments: argparse.Namespace) -> Answer:
    from slacal.cli.reads import silences
    from slacal.cli.ticket_log import tickets_of
    from slacal.engine.replay import replay

    check_one_stdin(POLICY=arguments.policy, HISTORY=arguments.history)
    policy = source_of(arguments.policy).policy()
    terms = policy.terms
    names = _names(arguments.target, terms)
    asked = instant_in(arguments.as_of, arguments.zone, "--as-of")
    as_of = asked.at.astimezone(zone_info(arguments.zone or terms.zone))
    log = tickets_of(
        arguments.history, columns_of(arguments), zone=arguments.zone, facts=terms.fields, delimiter=arguments.delimiter
    )
    evaluations = tuple(replay(terms, history, as_of) for history in log)
    notes = (*asked.notes, *log.notes, *silences(terms, log.facts, terms.kinds))
    return Answer(terms, as_of, names, evaluations, notes, log.faults)


def _names(wanted: list[str] | None, terms: Terms) -> tuple[str, ...]:
    known = terms.names()
    for name in wanted or ():
        if name not in known:
            mend = nearest(name, known, f"use one of {', '.join(known)}")
            raise UnknownName("--target", name, "is not in the policy", mend)
    return tuple(dict.fromkeys(wanted or known))
