"""Versions of a policy: what changes from a date on, and the whole document as it then reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from slacal.calendars.plain_date import date_of
from slacal.documents.caps import MAX_NODES
from slacal.documents.path import steps_of
from slacal.errors import BadInput, SlacalError, WrongType, nearest
from slacal.policies.dates import MOST_VERSIONS, unordered
from slacal.policies.faults import read_each, under
from slacal.policies.written import FrozenDict, is_list, is_mapping, thawed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from slacal.policies.book import Book

BY_NAME = ("targets", "calendars", "entitlements", "definitions", "rules")  # each name replaces its namesake
MOST_VALUES = 2 * MAX_NODES  # of all versions together: each is read as a document of its own
_NOT_IN_A_VERSION = {
    "then": "write each version in the one list",
    "effective_from": "leave it out, from says it",
}


class Edition(NamedTuple):
    """A later version: its place in the list, what it says, and the whole document with it."""

    place: int
    change: Mapping[str, Any]
    tree: FrozenDict[Any]

    def faults(self, found: Iterable[SlacalError], known: set[tuple[str, str]]) -> Iterator[SlacalError]:
        """Yield the faults of the document at their place in the list, those apart that are `known` and untouched."""
        for fault in found:
            if (fault.field, fault.problem) not in known or self.says(fault.field):
                yield from under(("then", self.place), fault)

    def says(self, field: str) -> bool:
        """Tell whether the version itself says what stands at a path of the whole document."""
        steps = steps_of(field)
        if not steps or steps[0] not in self.change:
            return False
        said = self.change[str(steps[0])]
        return steps[0] not in BY_NAME or not is_mapping(said) or len(steps) == 1 or steps[1] in said


def editions_of(tree: Mapping[str, Any]) -> list[Edition]:
    """Return the versions of a frozen document, as far as they can be read; none where they are too many."""
    written = tree.get("then")
    if not is_list(written) or _too_many(written, tree):
        return []
    now = {key: value for key, value in tree.items() if key != "then"}
    found: list[Edition] = []
    for place, change in enumerate(written):
        if is_mapping(change):
            said = {key: value for key, value in change.items() if key not in ("from", *_NOT_IN_A_VERSION)}
            now = {**now, **{key: _changed(key, now.get(key), value) for key, value in said.items()}}
            now = {key: value for key, value in now.items() if value is not None}
            found.append(Edition(place, change, FrozenDict(now)))
    return found


def _too_many(versions: Sequence[Any], tree: Mapping[str, Any]) -> bool:
    """Tell whether a document is too large to be read once for each of its versions."""
    return len(versions) > MOST_VERSIONS or len(versions) * _size(tree) > MOST_VALUES


def _size(tree: object) -> int:
    inner = tree.values() if is_mapping(tree) else tree if is_list(tree) else ()
    return 1 + sum(map(_size, inner))


def _changed(key: str, before: object, change: object) -> object:
    if key not in BY_NAME or not is_mapping(change):
        return change
    both = {**(before if is_mapping(before) else {}), **change}
    return FrozenDict({name: value for name, value in both.items() if value is not None})


def check_versions(written: object, _: Book) -> None:
    """Refuse what is no list of versions with their dates. Raises: WrongType, BadDocument."""
    if not is_list(written):
        raise WrongType("", thawed(written), "is not a list of versions", "write then: [{from: date, ...}]")
    read_each(enumerate(written), _check_version)


def _check_version(written: object) -> None:
    if not is_mapping(written):
        raise WrongType("", thawed(written), "is not a mapping", "write {from: date, ...}")
    if "from" not in written:
        raise BadInput("from", None, "is missing", "add from: the date on which it begins to hold", "missing")
    read_each([("from", written["from"])], lambda since: date_of(thawed(since), ""))


def version_faults(tree: Mapping[str, Any]) -> Iterator[SlacalError]:
    """Yield what is wrong between the versions of a document: dates, and keys that cannot stand or are not there."""
    yield from unordered(tree.get("then"))
    before: Mapping[str, Any] = tree
    written = tree.get("then")
    if is_list(written) and len(written) <= MOST_VERSIONS and _too_many(written, tree):
        problem = f"comes to more than {MOST_VALUES:,} values when each version is written out"
        yield BadInput("then", len(written), problem, "split the document, or keep fewer versions in it", "too-large")
    for edition in editions_of(tree):
        for key, mend in _NOT_IN_A_VERSION.items():
            if key in edition.change:
                fault = BadInput(key, thawed(edition.change[key]), "does not stand in a version", mend, "clash")
                yield from under(("then", edition.place), fault)
        yield from _nothing_removed(edition, before)
        before = edition.tree


def _nothing_removed(edition: Edition, before: Mapping[str, Any]) -> Iterator[SlacalError]:
    for key in BY_NAME:
        change, known = edition.change.get(key), before.get(key)
        names = list(known) if is_mapping(known) else []
        for name, value in change.items() if is_mapping(change) else ():
            if value is None and name not in names:
                mend = nearest(name, names, "leave it out")
                fault = BadInput("", name, "is not there to be removed", mend, "unknown-name")
                yield from under(("then", edition.place, key, name), fault)
