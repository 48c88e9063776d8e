"""Completion in a shell: the script that ``slacal --print-completion bash`` prints, by shtab where it is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slacal.calendars.tree_values import is_mapping
from slacal.errors import MissingExtra, UnknownName, nearest

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

SHELLS = ("bash", "zsh", "tcsh")
_FILES = {"POLICY", "HISTORY", "CALENDAR", "EVENTS", "LOG", "FILE", "PATH"}


def print_completion(shell: str, parser: argparse.ArgumentParser) -> None:
    """Print the script by which a shell completes this parser's commands. Raises: MissingExtra."""
    if shell not in SHELLS:
        raise UnknownName(
            "--print-completion", shell, "is not a shell here", nearest(shell, SHELLS, "use bash, zsh or tcsh")
        )
    try:
        import shtab
    except ImportError:
        raise MissingExtra("--print-completion", shell, "needs shtab", 'pip install "slacal[cli]"') from None
    for action in _actions(parser):
        if action.metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]  # what shtab looks for
    print(shtab.complete(parser, shell=shell))


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:  # noqa: SLF001 - argparse has no public list
        if is_mapping(action.choices):  # the commands
            for command in action.choices.values():
                yield from _actions(command)
        yield action
