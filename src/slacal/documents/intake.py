"""What one document has shown while it is read: its values, counted, and its faults, gathered."""

from __future__ import annotations

from datetime import date, time
from math import isfinite
from typing import TYPE_CHECKING

from slacal.documents.caps import MAX_DEPTH, MAX_FAULTS, MAX_KEY, MAX_NODES, MAX_WHOLE, UNFIT, too_deep, too_many_nodes
from slacal.documents.path import path_text
from slacal.documents.tree import Document, on_line
from slacal.errors import BadDocument, BadInput, SlacalError

if TYPE_CHECKING:
    from collections.abc import Container

    from slacal.documents.path import Steps
    from slacal.documents.tree import Lines, Plain, Scalar


class Intake:
    """The checks that are the same in every format; one intake for each document."""

    def __init__(self, name: str) -> None:
        """Start with nothing read of the document `name`."""
        self.name = name
        self._count = 0
        self._faults: list[SlacalError] = []

    def enter(self) -> None:
        """Count one value. Raises: BadDocument when there are too many."""
        self._count += 1
        if self._count > MAX_NODES:
            raise self.refusal(too_many_nodes(self.name))

    def nest(self, steps: Steps) -> None:
        """Check that a mapping or list may stand at `steps`. Raises: BadDocument when it is too deep."""
        if len(steps) >= MAX_DEPTH:
            raise self.refusal(too_deep(self.name))

    def key(self, key: str, steps: Steps, known: Container[str], lines: tuple[int, int] | None = None) -> str:
        """Return a key of the mapping at `steps`, cut if too long; `lines` are its own and that of the `known` one."""
        line = lines[0] if lines else None
        if len(key) > MAX_KEY:
            problem = f"is a key longer than {MAX_KEY} characters"
            self.fault(steps, key[:MAX_KEY], problem, "a key is a name: shorten it", "key", line)
        elif unfit := UNFIT.search(key):
            self.fault(steps, key, f"is a key with the character U+{ord(unfit[0]):04X}", "delete it", "key", line)
        elif key in known:
            first = f", first on line {lines[1]}" if lines else ""
            problem = f"is a key written twice{first}"
            self.fault((*steps, key), key, problem, "keep one, or rename the other", "repeated-key", line)
        return key[:MAX_KEY]

    def scalar(self, value: Scalar | date | time, steps: Steps, line: int | None = None) -> Scalar:
        """Return a scalar as it stands in a plain tree: times and dates are text; unfit numbers and text are faults."""
        if isinstance(value, date | time):
            return value.isoformat()
        if isinstance(value, str) and (unfit := UNFIT.search(value)):
            problem = f"holds the character U+{ord(unfit[0]):04X}"
            self.fault(steps, value, problem, "delete its escape", "character", line)
        elif isinstance(value, int) and abs(value) > MAX_WHOLE:
            problem = "is a whole number beyond 64 bits"
            self.fault(steps, value, problem, "put it in quotes if it is a name", "number", line)
        elif isinstance(value, float) and not isfinite(value):
            self.fault(steps, value, "is not a finite number", "write decimal digits", "number", line)
        return value

    def fault(self, steps: Steps, value: object, problem: str, mend: str, code: str, line: int | None = None) -> None:
        """Keep one fault. Raises: BadDocument when there are as many as are gathered."""
        field = path_text(steps) or self.name
        self._faults.append(BadInput(field, value, on_line(line, problem), mend, code))
        if len(self._faults) >= MAX_FAULTS:
            raise self.refusal()

    def refusal(self, last: BadDocument | None = None) -> BadDocument:
        """Return the error with the faults that were gathered, those of `last` after them."""
        return BadDocument(self.name, [*self._faults, *(last.faults if last else ())])

    def finish(self, content: Plain, lines: Lines | None = None) -> Document:
        """Return the document that was read. Raises: BadDocument when it has faults."""
        if self._faults:
            raise self.refusal()
        return Document(self.name, content, lines)
