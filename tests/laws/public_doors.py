"""Every public door: each parameter of each function, class and method that the pages of the reference name."""

# pyright: reportUnknownArgumentType=false
# public values of any kind

from __future__ import annotations

import inspect
import re
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
_NAMED = re.compile(r"^::: (slacal\S*)((?:\n {4}.*)*)", re.MULTILINE)  # a face, and the options of its page
_MEMBERS = re.compile(r"members: \[(.*)\]")
_OPERATORS = ("__or__", "__and__", "__sub__", "__getitem__", "__contains__", "__call__")


def doors() -> Iterator[str]:
    """Yield every door as it is written in the list: ``Calendar.add start``, ``show.week day``."""
    for path, found in _named():
        for place, call in _calls(path, found):
            for name in inspect.signature(call).parameters:
                if name not in {"self", "cls"}:
                    yield f"{place} {name}"


def _named() -> Iterator[tuple[str, Any]]:
    """Yield the functions and classes that the reference names, by their paths within slacal."""
    for page in sorted(REFERENCE.glob("*.md")):
        for path, options in _NAMED.findall(page.read_text(encoding="utf-8")):
            found = _found(path)
            if not isinstance(found, ModuleType):
                yield path.removeprefix("slacal."), found
                continue
            for name in _members(found, options):
                yield f"{path}.{name}".removeprefix("slacal."), getattr(found, name)


def _found(path: str) -> Any:
    try:
        return import_module(path)
    except ModuleNotFoundError:
        module, _, name = path.rpartition(".")
        return getattr(import_module(module), name)


def _members(module: Any, options: str) -> list[str]:
    """Return the names that a page shows of a module: those it lists, else ``__all__``, else what is defined there."""
    listed = _MEMBERS.search(options)
    if listed:
        return listed[1].split(", ")
    if hasattr(module, "__all__"):
        return [*module.__all__]
    own = {module.__name__, "slacal"}
    named = [name for name in dir(module) if not name.startswith("_")]
    return [name for name in named if getattr(getattr(module, name), "__module__", "") in own]


def _calls(path: str, found: Any) -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield what can be called: a function, or a class and its methods. Errors are raised, and choices are read."""
    if not _is_ours(found):
        return
    if not isinstance(found, type):
        yield path, found
        return
    if issubclass(found, Exception | Enum | dict):  # a TypedDict is for type checkers
        return
    if found.__init__ is not object.__init__ or found.__new__ is not object.__new__:
        yield path, found
    for name, method in _methods(found).items():
        yield f"{path}.{name}", method


def _is_ours(found: Any) -> bool:
    """Tell whether it is a function or a class of slacal's own: not a table of laws, or a name for a type."""
    return callable(found) and str(getattr(found, "__module__", "")).partition(".")[0] == "slacal"


def _methods(cls: Any) -> dict[str, Any]:
    bases: list[type] = [base for base in reversed(cls.__mro__) if base.__module__.partition(".")[0] == "slacal"]
    names = dict.fromkeys(name for base in bases for name in vars(base) if name[0] != "_" or name in _OPERATORS)
    found = {name: getattr(cls, name) for name in names}
    return {name: method for name, method in found.items() if inspect.isroutine(method)}
