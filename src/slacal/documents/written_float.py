"""A number that Python writes otherwise than its document does, such as 1.10 or 1e3: its text is kept beside it."""

from __future__ import annotations

from typing import Self


class WrittenFloat(float):
    """A float that remembers how it was written, for whoever would compare it as text.

    >>> WrittenFloat("1.10"), WrittenFloat("1.10").written
    (1.1, '1.10')
    """

    __slots__ = ("written",)
    written: str

    def __new__(cls, written: str) -> Self:
        """Keep the text beside its number."""
        number = super().__new__(cls, written)
        number.written = written
        return number

    def __getnewargs__(self) -> tuple[str]:  # type: ignore[override]  # pickled and copied by its text
        return (self.written,)


def float_of(written: str) -> float:
    """Return the number that a text means: a plain float where its text is just that.

    >>> [type(float_of(text)).__name__ for text in ("1.1", "1.10", "1.0")]
    ['float', 'WrittenFloat', 'WrittenFloat']
    """
    number = float(written)
    same = repr(number) == written and not number.is_integer()  # 1.0 is compared as 1
    return number if same else WrittenFloat(written)
