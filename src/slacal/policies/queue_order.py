"""Order of work: which tickets come first, and by what they are sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from slacal.documents.tree import text_at
from slacal.engine.queue import Rank
from slacal.errors import BadInput, WrongType
from slacal.policies.condition import condition_of
from slacal.policies.faults import read_each
from slacal.policies.piece import Piece, checked_by
from slacal.policies.written import is_list, thawed

if TYPE_CHECKING:
    from slacal.policies.book import Book

_MEND = "write a list such as [due, registered]"

_DIRECTIONS = frozenset({"asc", "ascending", "desc", "descending"})


def _keys(written: object, _: Book) -> tuple[str, ...]:
    if not is_list(written):
        raise WrongType("", thawed(written), "is not a list", _MEND)
    if not written:
        raise BadInput("", [], "is an empty list, and orders nothing", _MEND, "empty")
    seen: set[str] = set()
    return tuple(read_each(enumerate(written), lambda item: _key(item, seen)))


def _key(written: object, seen: set[str]) -> str:
    key = text_at(thawed(written), "")
    if not key.strip():
        raise BadInput("", key, "is empty", "write registered, due, remaining or the name of a fact")
    if key.split()[-1].casefold() in _DIRECTIONS:
        mend = f"write {key.split()[0]!r}: smaller and earlier ones come first"
        raise BadInput("", key, "says a direction, and there is one alone", mend, "direction")
    if key in seen:
        raise BadInput("", key, "stands there twice, and the second says nothing", "leave it out", "repeated")
    seen.add(key)
    return key


class Order(Piece):
    """A rank of tickets, and by what those of the rank are sorted."""

    when: Annotated[Any, checked_by(condition_of)] = None
    by: Annotated[Any, checked_by(_keys)]

    def compiled(self, book: Book) -> Rank:
        """Return the rank that the engine sorts by."""
        return Rank(self.by, None if self.when is None else condition_of(self.when, book))
