"""Faults of pieces, seen from the whole: a reader names what is wrong inside its piece, and the path grows outwards.

A reader of a piece raises errors whose ``field`` is relative to the piece, "" for the piece itself. Whoever hands the
piece over puts its step in front. So no reader needs to know where in a document it stands.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from slacal.documents.caps import MAX_FAULTS
from slacal.documents.path import path_text
from slacal.errors import BadDocument, BadInput, SlacalError, UnknownName, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

from slacal.documents.path import Steps

MOST_NAMES = 300  # that are compared with an unknown one
Piece = TypeVar("Piece")
Read = TypeVar("Read")
Other = TypeVar("Other")


def flat(fault: SlacalError) -> Iterator[SlacalError]:
    """Yield the fault, or the faults of a document."""
    if isinstance(fault, BadDocument):
        for inner in fault.faults:
            yield from flat(inner)
    else:
        yield fault


def together(faults: Iterable[SlacalError]) -> BadDocument:
    """Return the faults of a piece as one error of the piece itself."""
    return BadDocument("", faults)


def moved(fault: SlacalError, field: str) -> SlacalError:
    """Return the same fault of another field."""
    return type(fault)(field, fault.value, fault.problem, fault.mend, fault.code)


def under(steps: Steps, fault: SlacalError) -> Iterator[SlacalError]:
    """Yield the faults of a piece, seen from the whole in which it stands at `steps`.

    >>> [fault.field for fault in under(("goals", 2), BadInput("within", "2 days", "is unclear", "say which"))]
    ['goals[2].within']
    """
    path = path_text(steps)
    for inner in flat(fault):
        inside = inner.field.removeprefix(".")
        dot = "." if path and inside and not inside.startswith("[") else ""
        yield moved(inner, f"{path}{dot}{inside}")


def read_each(pieces: Iterable[tuple[str | int, Piece]], read: Callable[[Piece], Read]) -> list[Read]:
    """Read every piece, each with its step. Raises: BadDocument with the faults of all of them, about 100 at most."""
    found: list[Read] = []
    faults: list[SlacalError] = []
    for step, piece in pieces:
        try:
            found.append(read(piece))
        except SlacalError as fault:
            faults += under((step,), fault)
            if len(faults) >= MAX_FAULTS:
                break
    if faults:
        raise together(faults)
    return found


def read_both(
    first: tuple[str | int, Callable[[], Read]], second: tuple[str | int, Callable[[], Other]]
) -> tuple[Read, Other]:
    """Read two pieces of different kinds, as `read_each` reads several of one kind."""
    pieces: list[Any] = read_each((first, second), lambda read: read())
    one, other = pieces
    return one, other


def read_members(members: Mapping[str, Any], **readers: Callable[[Any], object]) -> dict[str, Any]:
    """Read the members of a mapping, each by the reader of its key. Raises: BadDocument with the faults of all."""
    return dict(read_each([(key, key) for key in members], lambda key: (key, readers[key](members[key]))))


def stray_key(key: str, value: object, known: Iterable[str]) -> SlacalError:
    """Return the fault of a key that nobody knows here."""
    names = list(known)
    mend = nearest(key, names, f"known here: {', '.join(names)}" if names else "leave it out")
    return BadInput(path_text((key,)), value, "is an unknown key", mend, "unknown-key")


def unknown_name(name: str, known: Iterable[str], what: str, otherwise: str) -> UnknownName:
    """Return the fault of a name that nothing carries, with the nearest that something does."""
    mend = nearest(name, islice(known, MOST_NAMES), otherwise)
    return UnknownName("", name, f"is not {what} of this policy", mend)


def check_keys(written: Mapping[str, object], known: Iterable[str]) -> None:
    """Refuse every key that is not known here. Raises: BadDocument."""
    names = tuple(known)
    if strays := [stray_key(key, value, names) for key, value in written.items() if key not in names]:
        raise together(strays)
