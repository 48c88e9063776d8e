"""Refusals of a whole document: what stops the reading, with its line and column."""

from __future__ import annotations

from slacal.errors import BadDocument, BadInput, SlacalError

_EXCERPT = 40


def refusal(name: str, value: object, problem: str, mend: str, code: str) -> BadDocument:
    """Return the error of a document that is refused for one reason."""
    return BadDocument(name, [BadInput(name, value, problem, mend, code)])


def misspelt(text: str, where: tuple[int, int], problem: str, mend: str, code: str = "syntax") -> SlacalError:
    """Return the fault at a line and column, counted from 1, of the text; its value is the text around it."""
    line, column = where
    lines = text.split("\n")
    near = lines[line - 1] if line <= len(lines) else ""
    excerpt = near[max(0, column - _EXCERPT) : column + _EXCERPT].strip()
    return BadInput(f"line {line}, column {column}", excerpt, problem, mend, code)


def place(text: str, at: int) -> tuple[int, int]:
    """Return the line and the column, counted from 1, of the character with index `at`."""
    before = text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
