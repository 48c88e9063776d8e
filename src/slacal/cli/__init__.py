"""Ask it from a shell: one file a command; each parses its arguments, calls the library, and prints.

Exit codes: 0 the answer was printed; 1 the policy, the log or a file could not be used, or check or the doctor found
a fault; 2 the command line could not be understood, or check could not read a file; 130 interrupted. Answers go to
standard output, progress and errors to standard error.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from typing import TYPE_CHECKING

from slacal.cli import check, doctor, report
from slacal.errors import SlacalError

if TYPE_CHECKING:
    from collections.abc import Sequence

_EPILOG = """\
exit codes:
  0  the answer was printed
  1  the policy, the log or a file could not be used; standard error says what to mend
  2  the command line could not be understood
"""
_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="slacal",
        description="Business hours and service-level promises: what is due, how much time is left, and why.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, module, ending in (
        ("report", report, ": CSV or JSON Lines, plain or gzip."), ("check", check, "."), ("doctor", doctor, "."),
    ):  # fmt: skip
        command = commands.add_parser(
            name,
            help=module.HELP,
            description=module.HELP.capitalize() + ending,
            epilog=module.EPILOG,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_options(command)
        command.set_defaults(run=module.run)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name that the terminal lacks is no reason to fail
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as stop:  # argparse has said why
        return stop.code if isinstance(stop.code, int) else 2
    return _run(arguments)


def _run(arguments: argparse.Namespace) -> int:
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read the answer has seen enough; say nothing more while the program ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except SlacalError as error:
        print("\n".join([f"slacal: {error}", *getattr(error, "__notes__", ())]), file=sys.stderr)
        return 1
    except OSError as error:
        print(f"slacal: {error.filename or 'file'}: {error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("slacal: interrupted", file=sys.stderr)
        return _INTERRUPTED
    return code
