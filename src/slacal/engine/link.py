"""Link: a value linked to the one before it, so that a long life costs a link for each, and no copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")


class Link(Generic[T]):
    """The last of several values, and those before it."""

    __slots__ = ("before", "value")

    def __init__(self, value: T, before: Link[T] | None = None) -> None:
        """Link a value behind `before`."""
        self.value = value
        self.before = before

    def __reduce__(self) -> tuple[object, ...]:
        return linked, (listed(self),)  # without recursion, however many there are


def listed(last: Link[T] | None) -> list[T]:
    """Return the values, the first first."""
    found: list[T] = []
    while last is not None:
        found.append(last.value)
        last = last.before
    return found[::-1]


def linked(values: Iterable[T]) -> Link[T] | None:
    """Return values linked, the last one in hand."""
    last: Link[T] | None = None
    for value in values:
        last = Link(value, last)
    return last
