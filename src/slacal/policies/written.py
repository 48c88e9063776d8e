"""What was written, frozen: plain data that nothing changes after it was read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from math import isfinite
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeGuard, TypeVar

from slacal.documents.caps import MAX_DEPTH, MAX_WHOLE, UNFIT
from slacal.documents.path import path_text, steps_of
from slacal.documents.written_float import WrittenFloat
from slacal.errors import BadInput, WrongType
from slacal.policies.faults import read_each

if TYPE_CHECKING:
    from collections.abc import Iterable

V = TypeVar("V")


class Told(Protocol):
    """Something that is told of a place in a document: a fault, or a finding."""

    @property
    def field(self) -> str:
        """The path of the place."""
        ...

    @property
    def problem(self) -> str:
        """What is told."""
        ...


T = TypeVar("T", bound=Told)


class FrozenDict(dict[str, V]):
    """A dict that does not change: hashable when its values are, and equal to a dict of the same content."""

    __slots__ = ()

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("a document that was read does not change; build another one from its to_dict()")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse  # pyright: ignore[reportAssignmentType]  # all that changes a dict is closed

    def __hash__(self) -> int:  # type: ignore[override]  # a dict has none, because it changes
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[FrozenDict[V]], tuple[dict[str, V]]]:
        return FrozenDict, (dict(self),)


def is_mapping(written: object) -> TypeGuard[Mapping[str, Any]]:
    """Tell whether a piece of a document is a mapping; the keys of documents are texts."""
    return isinstance(written, Mapping)


def is_list(written: object) -> TypeGuard[tuple[Any, ...] | list[Any]]:
    """Tell whether a piece of a document is a list."""
    return isinstance(written, tuple | list)


def frozen(tree: Any, levels: int = MAX_DEPTH) -> Any:
    """Return plain data of which no part changes any more; dates and times become text, as in every document.

    Bounds: 32 levels. Raises: WrongType or BadInput, or BadDocument with every fault, fields relative to `tree`.

    >>> frozen({"goals": [{"within": "8 business hours"}], "anchor": date(2026, 1, 5)})
    {'goals': ({'within': '8 business hours'},), 'anchor': '2026-01-05'}
    """
    if levels < 0:
        raise BadInput("", "...", f"is more than {MAX_DEPTH} levels deep", "put fewer mappings and lists inside")
    if is_mapping(tree):
        texts = _by_text(tree)
        values = read_each(texts.items(), lambda value: frozen(value, levels - 1))
        return FrozenDict(zip(texts, values, strict=True))
    if is_list(tree):
        return tuple(read_each(enumerate(tree), lambda item: frozen(item, levels - 1)))
    if isinstance(tree, date | time):
        return _iso_text(tree)
    if isinstance(tree, str) and (unfit := UNFIT.search(tree)):
        raise BadInput("", tree, f"holds the character U+{ord(unfit[0]):04X}", "delete it", "character")
    if isinstance(tree, float) and not isfinite(tree):
        raise BadInput("", tree, "is not a finite number", "write decimal digits")
    if tree is None or isinstance(tree, str | int | float):
        return tree
    raise WrongType("", tree, "is not plain data", "pass text, numbers, true, false, lists and mappings")


def _iso_text(value: date | time) -> str:
    try:
        return value.isoformat()
    except Exception as error:  # a tzinfo of the caller's own may raise whatever it likes
        zone = type(getattr(value, "tzinfo", None)).__name__
        raise BadInput("", zone, f"cannot tell its offset: {error}", "pass the date or time as text") from error


def _by_text(tree: Mapping[Any, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in tree.items():
        text = _key(key)
        if text in found:
            problem = "is a key written twice, as a date and as text"
            raise BadInput(path_text((text,)), text, problem, "keep one of them", "repeated-key")
        found[text] = value
    return found


def _key(key: object) -> str:
    if isinstance(key, date):
        return _iso_text(key)
    if not isinstance(key, str):
        step = str(key) if isinstance(key, int) and abs(key) <= MAX_WHOLE else type(key).__name__
        raise WrongType(path_text((step,)), key, "is a key that is not a text", "pass it as text")
    if unfit := UNFIT.search(key):
        raise BadInput("", key, f"is a key with the character U+{ord(unfit[0]):04X}", "delete it", "key")
    return key


def thawed(written: Any) -> Any:
    """Return the dicts and lists that `frozen` was made from.

    >>> thawed(frozen({"goals": [1, 2]}))
    {'goals': [1, 2]}
    """
    if is_mapping(written):
        return {key: thawed(value) for key, value in written.items()}
    if is_list(written):
        return [thawed(item) for item in written]
    return float(written) if isinstance(written, WrittenFloat) else written


def in_order(faults: Iterable[T], tree: Any) -> list[T]:
    """Return the faults of a frozen tree in the order in which their places stand in it, each said once.

    Cost: linear in the faults, and in the pieces of the tree that they stand in.
    """
    once = {(fault.field, fault.problem): fault for fault in faults}
    known: dict[int, dict[str | int, int]] = {}
    return sorted(once.values(), key=lambda fault: _place(fault.field, tree, known))


def _place(path: str, tree: Any, known: dict[int, dict[str | int, int]]) -> tuple[int, ...]:
    """Return the place of each step among its neighbours, as far as the path leads; `known` is kept between calls."""
    place: list[int] = []
    here = tree
    for step in steps_of(path):
        if id(here) not in known:
            known[id(here)] = {each: at for at, each in enumerate(_steps_inside(here))}
        at = known[id(here)].get(step)
        if at is None:
            break
        place.append(at)
        here = here[step]
    return tuple(place)


def _steps_inside(tree: Any) -> Iterable[str | int]:
    if is_mapping(tree):
        return tree
    return range(len(tree)) if is_list(tree) else ()
