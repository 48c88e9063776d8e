"""``slacal due``: when each promise to a ticket is due, how much time is left, and how it stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from slacal.cli.asking import add_asking_options, answered
from slacal.cli.printing import print_json, print_notes, say, width

if TYPE_CHECKING:
    import argparse

    from slacal.cli.asking import Answer
    from slacal.engine.cycle import Cycle

EPILOG = """\
examples:
  a deadline, without any file
    slacal due --hours "Mo-Fr 10:00-19:00; Sa 09:00-16:00" --zone Europe/Berlin \\
        --from 2026-11-20T18:00 --within "4 business hours"

  the promises of a policy to the tickets of a file
    slacal due support.json ticket.csv --as-of 2026-11-23T12:00 --zone Europe/Moscow

  one target, for another program
    slacal due support.json - --as-of now --zone UTC --target answer --json < ticket.csv

exit codes:
  0  the answer was printed, also where a promise is breached
  2  the command line, the policy or the history could not be used
"""
add_options = add_asking_options


def run(arguments: argparse.Namespace) -> int:
    """Ask, print. Raises: SlacalError, OSError."""
    answer = answered(arguments)
    if arguments.json:
        print_json(answer.as_data(_data(answer)))
        return 0
    _print_table(answer) if arguments.policy else _print_line(answer)
    print_notes(answer.said())
    return 0


def _data(answer: Answer) -> list[dict[str, Any]]:
    """Return the rows of the cycles at hand, their times in the zone of the answer."""
    from slacal.formats.cycle_rows import cycle_rows

    zone = answer.as_of.tzinfo
    return [
        {name: cell.astimezone(zone) if isinstance(cell, datetime) else cell for name, cell in row._asdict().items()}
        for evaluation in answer.evaluations
        for row in cycle_rows(evaluation, zone=str(zone))
        if row.target in answer.names and row.cycle == evaluation[row.target].number
    ]


def _print_line(answer: Answer) -> None:
    """Print one promise as a sentence."""
    ((_, cycle),) = answer.results()
    left = "" if cycle.as_of == cycle.started_at else f", remaining {_left(cycle)} as of {_when(cycle.as_of)}"
    due = "not due" if cycle.due_at is None else f"due {_when(cycle.due_at)}"
    say(f"{due} ({answer.as_of.tzinfo}): {cycle.goal} from {_when(cycle.started_at)}{left}")


def _print_table(answer: Answer) -> None:
    from slacal.show.text import Column, text_table

    columns = (
        *(Column(head, "left") for head in ("ticket", "target", "goal", "stage", "outcome", "due")),
        Column("remaining"),
    )
    version = f", version {answer.terms.version}" if answer.terms.version else ""
    say(f"{answer.terms.name}{version}, as of {_when(answer.as_of)} ({answer.as_of.tzinfo})", "bold")
    say(text_table(columns, [_cells(ticket, cycle) for ticket, cycle in answer.results()], width=width()))


def _cells(ticket: str, cycle: Cycle) -> tuple[str, ...]:
    from slacal.engine.words_en import ENGLISH

    stage, outcome = ENGLISH.worded(cycle.stage, "stage"), ENGLISH.worded(_verdict(cycle), "outcome")
    why = ENGLISH.worded(cycle.reason, "" if cycle.stage == "paused" else "why")
    reason = f" ({why})" if why else ""
    if cycle.outcome == "none":
        outcome += reason
    else:
        stage += reason
    return ticket, cycle.target, cycle.goal or "-", stage, outcome, _when(cycle.due_at), _left(cycle)


def _verdict(cycle: Cycle) -> str:
    """Return the outcome; an objective is missed, not breached (rule P30)."""
    return "missed" if cycle.commitment == "objective" and cycle.outcome == "breached" else str(cycle.outcome)


def _left(cycle: Cycle) -> str:
    from slacal.show.text import seconds_text

    return seconds_text(None if cycle.remaining is None else cycle.remaining // timedelta(seconds=1))


def _when(at: datetime | None) -> str:
    from slacal.engine.words_en import ENGLISH

    return "-" if at is None else ENGLISH.when(at)
