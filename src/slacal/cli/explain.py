"""``slacal explain``: every stretch of a promise with its reason, and every rule that decided something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.calendars.tree_values import is_list, is_mapping
from slacal.cli.asking import add_asking_options, answered
from slacal.cli.printing import print_json, print_notes, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from slacal.cli.asking import Answer
    from slacal.engine.explain import Explanation

EPILOG = """\
examples:
  why a deadline is where it is, without any file
    slacal explain --hours "Mo-Fr 10:00-19:00; Sa 09:00-16:00" --zone Europe/Berlin \\
        --from 2026-11-20T18:00 --within "4 business hours"

  one promise to the tickets of a file, in Russian
    slacal explain support.json ticket.csv --as-of 2026-11-23T12:00 --zone Europe/Moscow --target answer --language ru

exit codes:
  0  the answer was printed, also where a promise is breached
  2  the command line, the policy or the history could not be used
"""
_AMOUNTS = {"elapsed", "paused", "remaining", "to_count", "length"}
_LEFT_OUT = {"form", "said"}  # the words say it, and an amount without its unit would mislead
_MICROS = 1_000_000


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    add_asking_options(parser)
    parser.add_argument("--language", choices=("en", "ru"), default="en", help="the language of the text (default: en)")


def run(arguments: argparse.Namespace) -> int:
    """Ask, print. Raises: SlacalError, OSError."""
    from slacal.show.text import explanation

    answer = answered(arguments)
    texts = [(ticket, story, explanation(story, language=arguments.language)) for ticket, story in _stories(answer)]
    if arguments.json:
        print_json(
            answer.as_data(
                [{"ticket": ticket, **_in_seconds(story.to_dict()), "text": text} for ticket, story, text in texts]
            )
        )
        return 0
    several = len(answer.evaluations) > 1
    say("\n\n".join(f"{ticket} {text}" if several else text for ticket, _, text in texts))
    print_notes([note for note in answer.said() if note not in answer.terms.assumptions])  # the story tells those
    return 0


def _stories(answer: Answer) -> Iterator[tuple[str, Explanation]]:
    """Yield the story of every cycle that was asked about, with its ticket."""
    for evaluation in answer.evaluations:
        yield from ((evaluation.ticket, story) for story in evaluation.explain() if story.target in answer.names)


def _in_seconds(value: object) -> Any:
    """Return plain data with its amounts in whole seconds, rounded down."""
    if is_list(value):
        return list(map(_in_seconds, value))
    if not is_mapping(value):
        return value
    return dict(_member(key, each) for key, each in value.items() if key not in _LEFT_OUT)


def _member(key: str, value: object) -> tuple[str, Any]:
    if key in _AMOUNTS:
        return f"{key}_s", value // _MICROS if isinstance(value, int) else None
    return "cycle" if key == "number" else key, _in_seconds(value)
