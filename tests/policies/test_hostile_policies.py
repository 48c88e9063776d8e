"""Policies are untrusted: whatever stands in one, the answer is a policy or its faults, and it comes at once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slacal.errors import BadDocument
from slacal.policies.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable

TARGET: dict[str, Any] = {"measures": "resolution", "goals": [{"within": "1 business hour"}]}
SOUND: dict[str, Any] = {
    "name": "Support",
    "zone": "UTC",
    "assumptions": ["none"],
    "definitions": {"busy": {"not": {"any": ["solved", {"priority": [1, 2]}]}}},
    "calendars": {
        "office": {
            "week": "Mo-Fr 09:00-17:00",
            "holidays": {"public": "DE", "transferred": "own"},
            "special_days": {"12-31": {"close_earlier": "1 hour"}},
        },
        "both": {"any_of": ["office", "office"]},
    },
    "calendar": [{"when": {"tier": 1}, "use": "office"}, {"use": "both"}],
    "rules": {"breach": "at"},
    "targets": {
        "fix": {
            "measures": "resolution",
            "start": ["created", {"status": "new"}],
            "pause": [
                {"reason": "customer", "while": "waiting"},
                {"from": "asked", "to": {"event": ["answered"], "with": {"by": "customer"}}},
            ],
            "goals": [
                {"when": {"users": {"at_least": 1}}, "within": "8 business hours", "edge": "far", "calendar": "office"},
                {"within": "2 business days", "lands": "17:00", "counts_from": "same_day", "cutoff": "14:00"},
            ],
        },
        "stay": {"runs_while": {"group": "present"}, "goals": [{"at": "promised"}]},
    },
}


def words_in(tree: Any) -> set[Any]:
    if isinstance(tree, dict):
        return {*tree}.union(*map(words_in, tree.values()))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # plain data
    if isinstance(tree, list):
        return set[Any]().union(*map(words_in, tree))  # pyright: ignore[reportUnknownArgumentType]  # plain data
    return {tree}


def paths_in(tree: Any) -> list[tuple[Any, ...]]:
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType, reportUnknownMemberType]  # plain data
    return [(), *((step, *path) for step, one in inside for path in paths_in(one))]  # pyright: ignore[reportUnknownVariableType]  # plain data


def replaced(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copied = tree.copy()
    copied[path[0]] = replaced(tree[path[0]], path[1:], value)
    return copied


WORDS = [*sorted(map(str, words_in(SOUND))), "always", "never", "none", "present", "", "RU", "how", "fact", "rota"]
SCALARS = st.sampled_from(WORDS) | st.none() | st.booleans() | st.integers(-2, 3) | st.just(0.5)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3)
)


def assert_read_or_refused(tree: Any) -> None:
    """Read a policy that may be wrong: it is one that reads back the same, or each of its faults has a path."""
    try:
        policy = Policy.from_dict(tree)
    except BadDocument as bad:
        assert bad.faults  # noqa: PT017  # either of two answers is right
        assert not any(fault.field.startswith(".") for fault in bad.faults)  # noqa: PT017  # likewise
    else:
        assert Policy.from_dict(policy.to_dict()) == policy


@given(st.sampled_from(paths_in(SOUND)), TREES)
def test_any_piece_may_be_anything(path: tuple[Any, ...], tree: Any) -> None:
    assert_read_or_refused(replaced(SOUND, path, tree))


@given(TREES)
def test_a_policy_may_be_anything(tree: Any) -> None:
    assert_read_or_refused(tree)


def test_the_sound_one_is_sound() -> None:
    assert Policy.from_dict(SOUND).to_dict() == SOUND


def chain(width: int, length: int) -> dict[str, Any]:
    return {f"a{n}": {"any": [f"a{n + 1}"] * width} for n in range(length)}


def offices(count: int) -> dict[str, Any]:
    return {f"office {n}": {"week": "Mo 09:00-10:00"} for n in range(count)}


@pytest.mark.parametrize(
    "pieces",
    [
        lambda: {"definitions": {**chain(2, 60), "a60": {"x": 1}}},
        lambda: {"definitions": {**chain(1, 3_000), "a3000": {"x": 1}}},
        lambda: {"definitions": {f"a{n}": f"a{n}" for n in range(5_000)}},
        lambda: {"definitions": {f"a{n}": f"a{(n + 1) % 5_000}" for n in range(5_000)}},
        lambda: {"calendars": {f"a{n}": {"any_of": [f"a{n + 1}"] * 2} for n in range(60)}},
        lambda: {"calendars": {"a": {"week": "Mo 09:00-10:00"}, "b": {"any_of": ["a"] * 5_000}}, "calendar": "a"},
        lambda: {
            "calendars": offices(300),
            "targets": {f"t{n}": {**TARGET, "calendar": f"ofice {n}"} for n in range(300)},
        },
        lambda: {f"nme {n}": 1 for n in range(5_000)},
        lambda: {"targets": {"fix": {"measures": "resolution", "goals": [{"within": "2 hours"}] * 5_000}}},
        lambda: {"targets": {"fix": {**TARGET, "pause": {"any": [f"sloved {n}" for n in range(5_000)]}}}},
    ],
    ids=["bomb", "chain", "circles", "long circle", "calendar bomb", "wide", "unknown", "keys", "goals", "terms"],
)
def test_a_hostile_policy_is_refused_at_once(pieces: Callable[[], dict[str, Any]]) -> None:
    tree = {"name": "S", "zone": "UTC", "calendar": "always", "targets": {"fix": TARGET}, **pieces()}
    begun = time.perf_counter()
    with pytest.raises(BadDocument) as refused:
        Policy.from_dict(tree)
    assert len(str(refused.value)) < 20_000
    assert time.perf_counter() - begun < 30  # seconds; what could grow without end would take for ever
