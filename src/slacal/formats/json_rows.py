"""Rows of JSON Lines: an object a line, whose values are plain."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn, cast

from slacal.engine.facts import as_text
from slacal.errors import BadInput
from slacal.formats.row import AT_ONCE, Rows, brief, missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from slacal.engine.facts import Scalar
    from slacal.formats.log_text import LogText


def json_rows(lines: Iterable[str], text: LogText, columns: Sequence[str], optional: Sequence[str]) -> Iterator[Rows]:
    """Yield the rows. Raises: BadInput, at the end, for a column that no object has."""
    wanted = (*columns, *optional)
    seen: dict[str, None] = {}
    numbers: list[int] = []
    rows: list[tuple[Scalar, ...]] = []
    faults: dict[int, BadInput] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            members = _members(line, undecoded=text.is_undecoded(number, number))
            seen.update(dict.fromkeys(members))
            values, fault = _values(members, wanted)
        except ValueError as error:
            values, fault = ("",) * len(wanted), _fault(line, error)
        if fault is not None:
            faults[len(rows)] = fault
        numbers.append(number)
        rows.append(values)
        if len(rows) == AT_ONCE:
            yield Rows(numbers, list(zip(*rows, strict=True)), faults)
            numbers, rows, faults = [], [], {}
    yield Rows(numbers, list(zip(*rows, strict=True)) or [()] * len(wanted), faults)
    for column in columns:
        if seen and column not in seen:
            missing(column, list(seen), text.name)


def _members(line: str, *, undecoded: bool) -> dict[str, Any]:
    if undecoded:
        raise BadInput("row", brief(line), "is not UTF-8", "save the log as UTF-8", "bad-row")
    try:
        found = json.loads(line, object_pairs_hook=_once, parse_constant=_not_finite)
    except RecursionError:
        raise BadInput("row", brief(line), "nests too deep", "write plain values", "bad-row") from None
    if not isinstance(found, dict):
        raise BadInput("row", brief(line), "is not a JSON object", "write one object a line", "bad-row")
    return cast("dict[str, Any]", found)


def _values(members: dict[str, Any], wanted: Sequence[str]) -> tuple[tuple[Scalar, ...], BadInput | None]:
    fault = None
    values: list[Scalar] = []
    for column in wanted:
        value = members.get(column, "")
        if isinstance(value, dict | list):
            text = brief(repr(cast("object", value)))
            fault = BadInput(column, text, "is no plain value", "write text or a number", "bad-row")
            value = ""
        values.append(_plain(value))
    return tuple(values), fault


def _plain(value: Scalar) -> Scalar:
    """Return a value trimmed; facts compare as text, and 1 must not be taken for true before they do."""
    if isinstance(value, str):
        return value.strip()
    return as_text(value) if isinstance(value, bool) else value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise BadInput("row", pairs[0][0], "stands in an object with a repeated key", "keep one of the two", "bad-row")
    return members


def _not_finite(text: str) -> NoReturn:
    raise BadInput("row", text, "is not a finite number", "write decimal digits or null", "bad-row")


def _fault(line: str, error: ValueError) -> BadInput:
    if isinstance(error, BadInput):
        return error
    return BadInput("row", brief(line), f"is not JSON: {error}", "write one object a line", "bad-row")
