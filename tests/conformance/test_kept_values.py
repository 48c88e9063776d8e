"""Values that were kept are read by every later version, and answer as they did: by pickle, by JSON, by their repr.

A file of the corpus is never rewritten. Its pickle names the modules in which its types live, and so pins them. What it
answers was counted by hand, with the steps beside it.
"""

from __future__ import annotations

import base64
import json
import pickle
import pickletools
from dataclasses import is_dataclass
from typing import Any

import pytest
from tools.keep_values import FOLDER, PROTOCOL, answers, said

import slacal
from slacal import Tracker
from slacal.calendars import algebra, schedule

KEPT: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))
}
BOTH_WAYS = [name for name, entry in KEPT.items() if "read" in entry]
WRITTEN = [name for name, entry in KEPT.items() if "write" in entry]
MOST = 200_000  # bytes


def unpickled(entry: dict[str, Any]) -> Any:
    return pickle.loads(base64.b64decode(entry["pickle"]))  # noqa: S301 - bytes of our own


def fresh(entry: dict[str, Any]) -> Any:
    return said(entry, entry["build"])


def told(value: Any) -> Any:
    """Return what tells a value from others: itself, or its state, as no tracker equals another."""
    return value.to_dict() if isinstance(value, Tracker) else value


@pytest.mark.parametrize("name", KEPT)
def test_a_pickle_is_read_as_the_value_that_is_built_today(name: str) -> None:
    entry = KEPT[name]
    value = unpickled(entry)
    assert type(value) is type(fresh(entry))
    assert told(value) == told(fresh(entry))
    assert repr(value) == repr(fresh(entry)) == entry["repr"]


@pytest.mark.parametrize("name", KEPT)
def test_a_pickle_answers_as_it_did(name: str) -> None:
    assert answers(KEPT[name], unpickled(KEPT[name])) == KEPT[name]["answers"] != {}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_value_is_written_as_it_was(name: str) -> None:
    entry = KEPT[name]
    assert json.loads(json.dumps(said(entry, entry["write"], value=unpickled(entry)))) == entry["document"]


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_a_document_is_read_as_the_value_and_answers_as_it_did(name: str) -> None:
    entry = KEPT[name]
    value = said(entry, entry["read"], document=entry["document"])
    assert (told(value), repr(value)) == (told(fresh(entry)), entry["repr"])
    assert answers(entry, value) == entry["answers"]


def test_an_evaluation_that_was_kept_is_of_the_policy_that_it_was_of() -> None:
    seen = unpickled(KEPT["evaluation"])
    assert said(KEPT["evaluation"], "support.queue_of([value])", value=seen) == (seen,)


def test_every_public_value_is_kept() -> None:
    public = [getattr(slacal, name) for name in slacal.__all__]
    values = {found for found in public if not issubclass(found, Exception)}  # errors are raised, and not stored
    assert values - {type(unpickled(entry)) for entry in KEPT.values()} == set()


def test_every_form_that_a_type_has_is_kept() -> None:
    having = {name for name, entry in KEPT.items() if hasattr(unpickled(entry), "to_dict")}
    assert having == set(WRITTEN) != set()


def test_every_kind_of_calendar_is_kept() -> None:
    kinds = {type(unpickled(entry).description).__name__ for name, entry in KEPT.items() if "calendar_" in name}
    there: dict[str, Any] = {**vars(algebra), **vars(schedule)}
    assert kinds == {name for name, kind in there.items() if is_dataclass(kind) and hasattr(kind, "hours")}


def test_all_pickles_are_of_one_protocol_and_small() -> None:
    for entry in KEPT.values():
        first, protocol, _ = next(pickletools.genops(base64.b64decode(entry["pickle"])))
        assert (first.name, protocol) == ("PROTO", PROTOCOL)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST
