"""The JSON Schema: the one that is shipped, and what it takes and refuses."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from jsonschema import Draft202012Validator

from slacal.documents import load
from slacal.engine.rules import OnChange
from slacal.engine.rules import Rules as Meant
from slacal.policies.calendar_document import CalendarDocument
from slacal.policies.entitlement import Entitlement
from slacal.policies.goal import Goal
from slacal.policies.policy import Policy
from slacal.policies.queue_order import Order
from slacal.policies.rules import Rules
from slacal.policies.schema import policy_schema, schema_text
from slacal.policies.scope import Scope
from slacal.policies.target import Target
from slacal.policies.usage import Usage

if TYPE_CHECKING:
    from slacal.policies.piece import Piece

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "src" / "slacal" / "policies" / "policy.schema.json"
SCHEMA = policy_schema()
CHECK: Any = Draft202012Validator(SCHEMA)
PIECES: dict[str, type[Piece]] = {
    "calendar": CalendarDocument, "target": Target, "goal": Goal, "rules": Rules, "entitlement": Entitlement,
    "scope": Scope, "usage": Usage, "order": Order,
}  # fmt: skip
NOTHING: dict[str, Any] = {}
#: Every key of the language at least once.
WHOLE: dict[str, Any] = {
    "name": "Support", "source": "contract.pdf", "version": "3", "effective_from": "2026-01-01", "zone": "UTC",
    "assumptions": ["the zone is not named"], "preset": "freshdesk_2026",
    "definitions": {"urgent": {"priority": [1, "2"], "score": {"at_least": 3}, "sold": {"from": "2025-01-01"}},
                    "quiet": {"not": {"any": ["urgent", {"vip": True}], "all": [{"a": "present"}]}}},
    "calendars": {
        "office": {"week": "Mo-Fr 09:00-17:00", "zone": {"fact": "zone", "else": "UTC"}, "overnight": "shift",
                   "holidays": {"fact": "country", "else": ["DE", "2026-12-24"]}, "special_days": {"12-31": "off"},
                   "then": [{"from": "2027-01-01", "week": {"mon": [["09:00", "12:00"]]}}]},
        "rota": {"week": {"rota": ["Mo 09:00-17:00", "Tu 09:00-17:00"], "anchor": "2026-01-05"},
                 "holidays": [{"public": "DE", "observed": False}, {"production": "RU", "shortened": "ignore"}],
                 "special_days": {"12-24": {"close_earlier": "1 hour", "reason": "eve"}}},
        "windows": {"supplied": True}, "either": {"any_of": ["rota", "windows"], "zone": "UTC"},
        "both": {"all_of": ["rota", "either"]}, "rest": {"base": "rota", "minus": ["windows"]},
    },
    "calendar": [{"when": "urgent", "use": "always"}, {"use": "office"}],
    "entitlements": {"free": {"when": {"tier": "free"}, "start": "key_registered", "lasts": "3 months",
                              "ends": "end_of_day",
                              "renew": {"on": {"event": "act", "once_by": "id"}, "from": "old_end",
                                        "at_least": "1 year",
                                        "lasts": {"fact": "term", "else": "1 year"}}}},
    "scope": {"rows": "tier", "columns": "service", "excluded": {"convert": "paid work"},
              "table": {"free": {"install": "excluded", "advice": {"if": "by mail"}}, "paid": "included"}},
    "targets": {
        "answer": {
            "measures": "next_response", "reopen": {"on": "sent_back", "how": "new_cycle"}, "next_from": "previous_due",
            "start": [{"event": ["created", "asked"], "with": {"author": "human", "n": {"at_least": 1}}}, "urgent"],
            "pause": [{"reason": "customer", "while": "waiting", "at_most": "10 business days"},
                      {"from": "asked", "to": "answered"}, "waiting"],
            "calendar": "rota", "kind": "ola", "match": "strictest", "title": "Answer", "cancel": "solved",
            "scale": [{"when": {"vip": True}, "to": "200%"}], "rules": {"pin": "latest"},
            "warnings": ["75%", 80, "1 business hour before due", "2 business days after due"],
            "at_limit": [{"when": "urgent", "convert": "paid work"}], "attain": {"share": 95, "each": "month"},
            "credits": {"each_started": "4 calendar hours", "give": "10%", "at_most": 50, "of": "the fee"},
            "goals": [
                {"when": "urgent", "within": {"fact": "term", "else": "8 business hours"}, "commitment": "objective",
                 "note": "best effort", "rules": {"on_change": "freeze"}, "edge": "far", "calendar": "always"},
                {"when": {"priority": 3}, "within": "2 business days", "lands": "17:00", "counts_from": "same_day",
                 "arrival": "next_open", "cutoff": "14:00", "min_window": "1 business hour"},
                {"when": {"priority": 4}, "within": "end of business day", "offset": 2},
                {"when": {"priority": 5}, "at": "due_date"}, {"when": {"priority": 6}, "within": "2 days"},
                {"sla": "none"},
            ],
        },
        "stay": {"runs_while": {"group": "devs"}, "goals": [{"within": "not stated"}]},
        "by hand": {"start": "created", "stop": "solved", "goals": [{"within": "1 calendar hour"}]},
    },
    "usage": [{"when": {"tier": "free"}, "unit": "hour", "of": "stay", "step": 0.5, "round": "up", "minimum": 1,
               "included": 3, "each": "month", "beyond": "refuse"},
              {"when": {"tier": "paid"}, "unit": "request", "per": "request", "count": "tasks"}],
    "queue": [{"when": "urgent", "by": ["due", "registered"]}, {"by": ["registered"]}],
    "rules": {"breach": "at"},
    "then": [{"from": "2027-01-01", "targets": {"stay": None}, "rules": {"breach": None}, "scope": None}],
}  # fmt: skip


def test_the_schema_that_is_shipped_is_the_one_of_the_grammar() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == schema_text()
    Draft202012Validator.check_schema(SCHEMA)
    assert Policy.json_schema() == SCHEMA


def test_the_schema_knows_every_key_of_every_piece() -> None:
    for name, piece in PIECES.items():
        assert set(SCHEMA["$defs"][name]["properties"]) == {key.rstrip("_") for key in piece.model_fields}, name
    assert set(SCHEMA["properties"]) == set(Policy.model_fields)


def test_the_schema_knows_every_word_of_every_rule() -> None:
    hints = {name: kind["enum"] for name, kind in SCHEMA["$defs"]["rules"]["properties"].items()}
    assert {name: words[0] for name, words in hints.items()} == {name: getattr(Meant(), name) for name in hints}
    assert hints["on_change"] == list(get_args(OnChange))


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*/*.yaml")), ids=lambda path: path.stem)
def test_every_example_keeps_to_the_schema(path: Path) -> None:
    assert [error.message for error in CHECK.iter_errors(load(path).content)] == []


def test_a_document_that_says_everything_is_read_and_keeps_to_the_schema() -> None:
    assert [(list(error.absolute_path), error.message) for error in CHECK.iter_errors(WHOLE)] == []
    assert Policy.from_dict(WHOLE).to_dict() == WHOLE


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("name", ""),
        ("targets", NOTHING),
        ("calender", "office"),
        ("zone", 3),
        ("effective_from", "January 2026"),
        ("assumptions", "none"),
        ("rules.breach", "later"),
        ("calendars.both.week", "Mo-Fr 09:00-17:00"),
        ("calendars.windows.supplied", False),
        ("targets.answer.measures", "resolutoin"),
        ("targets.answer.warnings", ["0.75"]),
        ("targets.answer.scale", [{"to": 0.5}]),
        ("targets.answer.scale", [{"to": "1.0"}]),
        ("targets.answer.reopen", "again"),
        ("targets.answer.goals", [{"within": "24 hours"}]),
        ("targets.answer.goals", [{"within": "8 business hours", "at": "due_date"}]),
        ("targets.answer.goals", [{"when": NOTHING, "within": "8 business hours"}]),
        ("targets.answer.goals", [{"within": "8 business hours", "rules": {"pin": "latest"}}]),
        ("targets.by hand", {"start": "created", "goals": [{"sla": "none"}]}),
        ("scope.table", {"free": "maybe"}),
        ("queue", [{"by": "due"}]),
    ],
)
def test_a_typical_fault_is_refused_by_both(path: str, written: Any) -> None:
    document = copy.deepcopy(WHOLE)
    *outer, last = path.split(".")
    inside = document
    for step in outer:
        inside = inside[step]
    inside[last] = written
    assert not CHECK.is_valid(document)
    with pytest.raises(ValueError, match="fault"):
        Policy.from_dict(document)
