"""Where a value stands in a document, as steps for programs and as text for messages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Steps: TypeAlias = tuple[str | int, ...]
_BARE_KEY = re.compile(r"[\w-]+")
_LONGEST_STEP = 256  # characters: no key that is read is longer
_STEP = re.compile(r'\.?([\w-]+)|\[(\d{1,9})\]|\[("(?:[^"\\]|\\.)*")\]')


def path_text(steps: Iterable[str | int]) -> str:
    """Return a path as text: keys after dots, list items in brackets from 0, unusual keys in brackets and quotes.

    >>> path_text(("targets", "gold", "goals", 2, "within"))
    'targets.gold.goals[2].within'
    >>> path_text(("targets", "First response"))
    'targets["First response"]'
    """
    return "".join(map(_step_text, steps)).removeprefix(".")


def _step_text(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    step = step if isinstance(step, str) else repr(step)  # a key that should have been text
    if len(step) > _LONGEST_STEP:
        step = f"{step[:_LONGEST_STEP]}..."
    # A path is printed, so characters that do not print are escaped.
    return f".{step}" if _BARE_KEY.fullmatch(step) else f"[{json.dumps(step, ensure_ascii=not step.isprintable())}]"


def steps_of(path: str) -> Steps:
    """Return the steps of a path's text, as far as they can be read."""
    steps: list[str | int] = []
    at = 0
    while match := _STEP.match(path, at):
        key, index, quoted = match.groups()
        try:
            steps.append(int(index) if index else key or json.loads(quoted))
        except json.JSONDecodeError:
            break
        at = match.end()
    return tuple(steps)
