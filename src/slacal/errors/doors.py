"""Doors: what an argument must be, told by its type before anything else is asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING, Any, TypeVar, cast

from slacal.errors import BadInput, WrongType, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

T = TypeVar("T")
_YEARS = range(1, 10_000)


def check_choice(field: str, value: object, known: Collection[str]) -> None:
    """Refuse what is not one of the `known` words.

    >>> check_choice("edge", "fare", ("near", "far"))
    Traceback (most recent call last):
    slacal.BadInput: edge='fare' is not a choice; did you mean 'far'?
    """
    if not isinstance(value, str) or value not in known:
        mend = nearest(value, known, f"write one of {', '.join(map(repr, known))}")
        raise BadInput(field, value, "is not a choice", mend)


def check_type(field: str, value: object, kind: type | tuple[type, ...], what: str, mend: str) -> None:
    """Refuse what is not of a type, or of one of several; `what` says what it is not.

    >>> check_type("ticket", 7, str, "text", "write its number as '7'")
    Traceback (most recent call last):
    slacal.WrongType: ticket=7 is not text; write its number as '7'
    """
    if not isinstance(value, kind):
        raise WrongType(field, value, f"is not {what}", mend)


def each_of(field: str, values: Iterable[T], mend: str) -> Iterator[T]:
    """Return an iterator over `values`. Raises: WrongType for what cannot be gone through, and for text.

    >>> list(each_of("events", 5, "pass a list of Event values"))
    Traceback (most recent call last):
    slacal.WrongType: events=5 is not a list; pass a list of Event values
    """
    if not isinstance(values, str | bytes | bytearray) and isinstance(values, Iterable):
        try:
            return iter(values)
        except Exception as error:  # an array without dimensions, or an object of the caller's own
            raise WrongType(field, values, f"cannot be gone through: {type(error).__name__}", mend) from error
    raise WrongType(field, values, "is not a list", mend)


def all_of(field: str, values: Iterable[T], kind: type, what: str, mend: str) -> tuple[T, ...]:
    """Return the items of any iterable, each checked as it comes: one without end is refused at its first bad item."""
    found: list[T] = []
    for place, item in enumerate(each_of(field, values, mend)):
        check_type(f"{field}[{place}]", item, kind, what, mend)
        found.append(item)
    return tuple(found)


def check_call(field: str, value: object, mend: str) -> None:
    """Refuse what cannot be called.

    >>> check_call("progress", 5, "pass a function of two numbers")
    Traceback (most recent call last):
    slacal.WrongType: progress=5 is not a function; pass a function of two numbers
    """
    if not callable(value):
        raise WrongType(field, value, "is not a function", mend)


def mapping_of(field: str, value: object, mend: str) -> dict[Any, Any]:
    """Return a mapping as a dict of its own. Raises: WrongType."""
    if not isinstance(value, Mapping):
        raise WrongType(field, value, "is not a mapping", mend)
    return dict(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  # any mapping


def path_of(path: object, field: str = "path") -> Path:
    """Return the path of a file, which need not be there. Raises: WrongType, BadInput."""
    from pathlib import Path

    check_type(field, path, (str, PathLike), "the path of a file", "pass text or a pathlib.Path")
    file = Path(cast("str", path))
    if "\0" in str(file) or not str(file).isprintable():
        raise BadInput(field, str(file), "holds a character that does not print", "mend the file's name")
    return file


def whole_of(field: str, value: object, mend: str, *, least: int = 0, most: int | None = None) -> int:
    """Return a whole number within bounds, which both belong to them. Raises: WrongType, for True too; BadInput.

    >>> whole_of("many", -1, "pass how many rows to show")
    Traceback (most recent call last):
    slacal.BadInput: many=-1 lies below 0; pass how many rows to show
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise WrongType(field, value, "is not a whole number", mend)
    if value < least or (most is not None and value > most):
        problem = f"lies below {least}" if most is None else f"lies outside {least} to {most}"
        raise BadInput(field, value, problem, mend)
    return value


def year_of(year: object, field: str = "year") -> int:
    """Return a year, checked. Raises: WrongType; BadInput outside the years 1 to 9999."""
    if isinstance(year, bool) or not isinstance(year, int):
        raise WrongType(field, year, "is not a year", "pass a whole number such as 2026")
    if year not in _YEARS:
        raise BadInput(field, year, "lies outside the years 1 to 9999", "pass a year such as 2026")
    return year
