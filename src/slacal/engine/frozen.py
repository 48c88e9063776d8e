"""Frozen: what a value of more than plain fields has in place of a frozen dataclass: nothing sets its attributes."""

from __future__ import annotations

from typing import NoReturn

from slacal.display import printed


class Frozen:
    """A base whose attributes `__init__` puts with ``object.__setattr__``, and nothing else does."""

    __slots__ = ()
    _repr_pretty_ = printed

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be deleted")
