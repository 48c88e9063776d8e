"""Ask it from a shell: one file a command; each parses its arguments, calls the library, and prints.

Exit codes: 0 the answer was printed; 1 check or the doctor found a fault; 2 the command line or a file could not be
used; 130 interrupted; 141 the reader of a pipe had seen enough. Answers go to standard output, progress and errors to
standard error.
"""

from __future__ import annotations

import io
import os
import sys
import warnings
from typing import TYPE_CHECKING

from slacal.cli.commands import parser_for
from slacal.errors import CoverageWarning, SlacalError

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNUSABLE, _INTERRUPTED, _UNREAD = 2, 130, 141  # as a shell counts: 128 and the signal


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a name that the terminal lacks is no reason to fail
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", CoverageWarning)  # what is not known is among the notes of each answer
            code = _run(sys.argv[1:] if argv is None else argv)
            sys.stdout.flush()
    except BrokenPipeError:  # whoever read the answer has seen enough; say nothing more while the program ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _UNREAD
    except KeyboardInterrupt:
        print("slacal: interrupted", file=sys.stderr)
        return _INTERRUPTED
    return code


def _run(argv: Sequence[str]) -> int:
    parser = parser_for(argv)
    try:
        arguments = parser.parse_args(argv)
        if arguments.version:
            return _version()
        if arguments.print_completion:
            return _completion(arguments.print_completion)
        if arguments.command is None:
            parser.error("the following arguments are required: COMMAND")
        code: int = arguments.run(arguments)
    except SystemExit as stop:  # argparse has said why
        return stop.code if isinstance(stop.code, int) else _UNUSABLE
    except BrokenPipeError:
        raise
    except SlacalError as error:
        print("\n".join([f"slacal: {error}", *getattr(error, "__notes__", ())]), file=sys.stderr)
        return _UNUSABLE
    except ModuleNotFoundError as error:
        print(f'slacal: {error.name} is not installed; pip install "slacal[cli]"', file=sys.stderr)
        return _UNUSABLE
    except OSError as error:
        print(f"slacal: {error.filename or 'file'}: {error.strerror or error}", file=sys.stderr)
        return _UNUSABLE
    return code


def _version() -> int:
    from importlib.metadata import version

    print(f"slacal {version('slacal')}")
    return 0


def _completion(shell: str) -> int:
    from slacal.cli.completion import print_completion

    print_completion(shell, parser_for(None))
    return 0
