"""What tells one promise from another, in every process and version alike."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256

import pytest
from tests.engine.desk import promise

from slacal.engine.rules import Rules
from slacal.engine.terms import Terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"signed": {"from": "2026-01-01"}}, {"signed": {"from": "2026-01-02"}}),
        ({"spent": {"at_least": 0.5}}, {"spent": {"at_least": 0.25}}),
        ({"tier": ["gold", "silver"]}, {"tier": ["gold", "bronze"]}),
    ],
)
def test_promises_that_differ_in_a_date_a_number_or_a_text_differ_in_their_digests(
    one: dict[str, object], other: dict[str, object]
) -> None:
    def digest(when: dict[str, object]) -> str:
        goals = [{"when": when, "within": "8 business hours"}]
        return promise({"measures": "resolution", "goals": goals}).terms.digest

    assert digest(one) == digest(dict(one))
    assert digest(one) != digest(other)


def test_texts_in_any_order_are_one_promise() -> None:
    one, other = (
        promise({"measures": "resolution", "goals": [{"when": {"tier": tiers}, "within": "8 business hours"}]})
        for tiers in (["gold", "silver", "tin"], ["tin", "gold", "silver"])
    )
    assert one.terms.digest == other.terms.digest


def test_a_digest_hashes_names_as_they_are_written_for_stored_states_of_every_version_hold_it() -> None:
    # JSON with sorted keys, of each version and of when the later ones begin: what is promised, and no words beside it.
    rules = json.dumps({"is": "Rules", **asdict(Rules())}, sort_keys=True)
    said = (
        f'{{"effective_from": null, "entitlements": [], "is": "Terms", "queue": [], "rules": {rules}, '
        '"scope": null, "targets": [], "usage": [], "zone": "Европа"}'
    )
    assert Terms("desk", (), "Европа").digest == sha256(f"[[{said}], []]".encode()).hexdigest()[:16]
