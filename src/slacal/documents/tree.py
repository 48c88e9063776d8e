"""A document as plain data, with the path and the line of each value, so that every fault can say where it stands."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from slacal.documents.path import steps_of
from slacal.documents.written_float import WrittenFloat
from slacal.errors import BadDocument, BadInput, SlacalError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Scalar: TypeAlias = str | int | float | bool | None
Plain: TypeAlias = "dict[str, Plain] | list[Plain] | Scalar"


class Lines(NamedTuple):
    """The line on which a value starts, counted from 1, and the lines of the values inside it."""

    line: int
    inside: Mapping[str | int, Lines]


@dataclass(frozen=True, slots=True)
class Document:
    """One document that was read: its name, its content, and its lines where the format's parser tells them.

    >>> from slacal.documents import loads
    >>> loads('{"name": "Gold", "zone": "Europe/Riga"}', format="json").content
    {'name': 'Gold', 'zone': 'Europe/Riga'}
    """

    name: str
    content: Plain
    lines: Lines | None = field(default=None, repr=False, compare=False)

    def line_of(self, path: str) -> int | None:
        """Return the line of the value at `path`, or of the nearest value around it; None where lines are unknown."""
        place = self.lines
        for step in steps_of(path):
            inner = place.inside.get(step) if place else None
            if inner is None:
                break
            place = inner
        return place.line if place else None

    def refuse(self, faults: Iterable[SlacalError]) -> BadDocument:
        """Return one error that names this document and holds all `faults`, each with its line where it is known.

        The fields of the faults are paths in this document; a BadDocument among them gives its own faults.

        >>> from slacal.errors import BadInput
        >>> print(Document("gold.json", {}).refuse([BadInput("zone", "Riga", "is unknown", "write 'Europe/Riga'")]))
        gold.json has 1 fault:
          zone='Riga' is unknown; write 'Europe/Riga'
        """
        return BadDocument(self.name, [self._with_line(fault) for fault in _flat(faults)])

    def _with_line(self, fault: SlacalError) -> SlacalError:
        problem = on_line(self.line_of(fault.field), fault.problem)
        return type(fault)(fault.field, fault.value, problem, fault.mend, fault.code)


def _flat(faults: Iterable[SlacalError]) -> Iterable[SlacalError]:
    for fault in faults:
        if isinstance(fault, BadDocument):
            yield from _flat(fault.faults)
        else:
            yield fault


def on_line(line: int | None, problem: str) -> str:
    """Return `problem` with its line in front, where the line is known."""
    return f"on line {line} {problem}" if line else problem


def text_at(value: object, field: str) -> str:
    """Return `value` if it is text, else refuse it with the text that was probably meant.

    In YAML a list item such as ``- note: call back`` is a mapping; only the reader of the item knows that text was
    wanted. Raises: BadInput, with the code ``not-text``.

    >>> text_at({"note": "call back"}, "assumptions[0]")
    Traceback (most recent call last):
    slacal.BadInput: assumptions[0]={'note': 'call back'} is a mapping, not a text; put it in quotes: "note: call back"
    """
    if isinstance(value, str):
        return value
    raise BadInput(field, value, f"is {_kind(value)}, not a text", _quoted(value), "not-text")


def _kind(value: object) -> str:
    if value is None or isinstance(value, bool):
        return "nothing" if value is None else "true or false"
    kinds: dict[type, str] = {
        dict: "a mapping", list: "a list", int: "a number", float: "a number", WrittenFloat: "a number",
    }  # fmt: skip
    return kinds.get(type(value), f"a {type(value).__name__}")


def _quoted(value: object) -> str:
    text = _as_written(value)
    return "write one text, in quotes" if text is None else f"put it in quotes: {json.dumps(text, ensure_ascii=False)}"


def _as_written(value: object) -> str | None:
    """Return the unquoted text that was read as `value`, where it can be told."""
    if isinstance(value, dict):
        members = cast("dict[object, object]", value)
        return _member_as_written(*next(iter(members.items()))) if len(members) == 1 else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, WrittenFloat):
        return value.written
    return str(value) if isinstance(value, str | int | float) else None


def _member_as_written(key: object, value: object) -> str | None:
    inner = "" if value is None else _as_written(value)
    return None if inner is None or isinstance(value, dict) else f"{key}: {inner}".rstrip()
