"""The map of the commands; only the one that is asked for is loaded, so that help and quick answers stay quick."""

from __future__ import annotations

import argparse
import re
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from slacal.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "due": "say when it is due, and how much time is left",
    "explain": "tell why it is due then, stretch by stretch",
    "calendar": "show when a calendar is open, and why",
    "check": "say what in a policy will hurt, and what it leaves open",
    "report": "measure how the promises of a policy were kept",
    "doctor": "print the versions that answers rest on",
}
_ABOUT = "Business hours and service-level promises: what is due, time left, and why."
_EPILOG = """\
examples:
  slacal due --hours "Mo-Fr 10:00-19:00" --zone Europe/Berlin \\
      --from 2026-11-20T18:00 --within "4 business hours"
  slacal explain support.json ticket.csv --as-of now --zone Europe/Berlin
  slacal due --help

Every command prints JSON with --json, and reads standard input for a file -.

exit codes:
  0    the answer was printed
  1    check or doctor found a fault
  2    the command line, or a file, could not be used
  130  interrupted
  141  the reader of a pipe, such as head, had seen enough
"""
_CHOICE = re.compile(r"invalid choice: '([^']*)'.*choose from (.*)\)", re.DOTALL)
_WORD = re.compile(r"[\w-]+")


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, in the way of every other refusal."""

    def error(self, message: str) -> NoReturn:
        """Say what was wrong and end with 2."""
        self.exit(2, f"slacal: {_refusal(message)} (see {self.prog} --help)\n")


def parser_for(arguments: Sequence[str] | None) -> Parser:
    """Return the parser, with the options of the commands among `arguments`; of all of them for None."""
    parser = Parser(
        prog="slacal", description=_ABOUT, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="store_true", help="print the version of slacal")
    parser.add_argument("--print-completion", metavar="SHELL", help="print the completion script for bash, zsh or tcsh")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for name, about in COMMANDS.items():
        command = commands.add_parser(name, help=about)
        if arguments is None or name in arguments:
            _load(command, name, about)
    return parser


def _load(command: Parser, name: str, about: str) -> None:
    module = import_module(f"slacal.cli.{name}")
    command.description = f"{about[0].upper()}{about[1:]}."
    command.epilog = module.EPILOG
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    module.add_options(command)
    command.set_defaults(run=module.run, refuse=command.error)


def _refusal(message: str) -> str:
    """Return what argparse says as ``option=value problem``."""
    option, colon, rest = message.removeprefix("argument ").partition(": ")
    if not (colon and message.startswith("argument ")):
        return message
    choice = _CHOICE.match(rest)
    if choice:
        known = _WORD.findall(choice[2])
        return f"{option}={choice[1]!r} is not known; {nearest(choice[1], known, 'use ' + ', '.join(known))}"
    return f"{option}={rest}" if rest.startswith("'") else f"{option} {rest}"
