"""Where a document names facts, kinds of events and terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from slacal.engine.queue import WORDS
from slacal.policies.written import is_list, is_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slacal.documents.path import Steps

What: TypeAlias = Literal["fact", "event", "term"]
_CONDITIONS = ("when", "runs_while")
_MOMENTS = ("start", "stop", "cancel", "on")
_FACT_TEXTS = {"goals": "at", "scope": "rows", "usage": "count"}


class Named(NamedTuple):
    """One mention of a name, and where it stands."""

    what: What
    name: str
    steps: Steps


def names_said(tree: Mapping[str, Any]) -> Iterator[Named]:
    """Yield every fact, kind of event and term that a policy document names.

    >>> [said.name for said in names_said({"definitions": {"busy": {"status": "open", "not": "waiting"}}})]
    ['status', 'waiting']
    """
    known = frozenset({"solved", "waiting", *_mapping(tree.get("definitions"))})
    for name, condition in _mapping(tree.get("definitions")).items():
        yield from _in_condition(condition, ("definitions", name))
    for key in ("targets", "entitlements", "calendars"):
        for name, piece in _mapping(tree.get(key)).items():
            yield from _in_piece(piece, (key, name), known)
    for key in ("calendar", "scope", "usage", "queue"):
        yield from _in_piece(tree.get(key), (key,), known)
    for place, rank in enumerate(tree.get("queue", ())):
        for at, key in enumerate(rank["by"]):
            if key not in WORDS:
                yield Named("fact", key, ("queue", place, "by", at))


def _mapping(written: object) -> Mapping[str, Any]:
    return written if is_mapping(written) else {}


def _in_piece(written: object, steps: Steps, known: frozenset[str]) -> Iterator[Named]:
    if is_list(written):
        for place, item in enumerate(written):
            yield from _in_piece(item, (*steps, place), known)
    for key, value in _mapping(written).items():
        inside = (*steps, key)
        if key in _CONDITIONS:
            yield from _in_condition(value, inside)
        elif key == "pause":
            yield from _in_pause(value, inside, known)
        elif key in _MOMENTS and not (key == "start" and _mapping(value).keys() & {"fact"}):
            yield from _in_moment(value, inside, known)
        elif _names_a_fact(key, value, steps):
            yield Named("fact", value, inside)
        elif key != "table":  # whose rows and columns are values of facts
            yield from _in_piece(value, inside, known)


def _names_a_fact(key: str, value: object, steps: Steps) -> bool:
    where = "goals" if "goals" in steps else str(steps[0])
    return isinstance(value, str) and (
        key == "fact" or _FACT_TEXTS.get(where) == key or (key, where) == ("columns", "scope")
    )


def _in_condition(written: object, steps: Steps) -> Iterator[Named]:
    if isinstance(written, str):
        yield Named("term", written, steps)
    for key, value in _mapping(written).items():
        if key == "not":
            yield from _in_condition(value, (*steps, key))
        elif key in ("any", "all"):
            for place, item in enumerate(value):
                yield from _in_condition(item, (*steps, key, place))
        else:
            yield Named("fact", key, (*steps, key))


def _in_moment(written: object, steps: Steps, known: frozenset[str]) -> Iterator[Named]:
    if isinstance(written, str):
        if written in known:
            yield Named("term", written, steps)
        elif written != "never":
            yield Named("event", written, steps)
    elif is_list(written):
        for place, item in enumerate(written):
            yield from _in_moment(item, (*steps, place), known)
    elif is_mapping(written) and "event" in written:
        kinds = written["event"]
        for kind in kinds if is_list(kinds) else (kinds,):
            yield Named("event", kind, (*steps, "event"))
    else:
        yield from _in_condition(written, steps)


def _in_pause(written: object, steps: Steps, known: frozenset[str]) -> Iterator[Named]:
    if is_list(written):
        for place, item in enumerate(written):
            yield from _in_pause(item, (*steps, place), known)
    elif is_mapping(written) and {"while", "from"} & written.keys():
        yield from _in_condition(written.get("while"), (*steps, "while"))
        for key in ("from", "to"):
            yield from _in_moment(written.get(key), (*steps, key), known)
    elif written != "never":
        yield from _in_condition(written, steps)
