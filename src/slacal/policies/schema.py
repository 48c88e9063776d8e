"""The JSON Schema of a policy, for editors that complete and check while one writes.

It knows the grammar and not the meaning: what it refuses no policy may say, and `Policy.load` refuses more.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from slacal.calendars.questions import Edge
from slacal.calendars.schedule import Overnight
from slacal.engine import entitlements, rules, terms, usage
from slacal.policies.presets import Measure
from slacal.policies.product_presets import ProductPreset
from slacal.policies.rules import ABOVE_GOALS
from slacal.policies.schema_words import (
    DATE,
    TEXT,
    mapping,
    named,
    of_fact,
    one_or_several,
    ref,
    several,
    word_definitions,
    words,
)  # fmt: skip
from slacal.policies.versions import BY_NAME

if TYPE_CHECKING:
    from slacal.policies.schema_words import Schema

_RULES: dict[str, Any] = {
    "breach": rules.Breach, "paused_due": rules.PausedDue, "anchor": rules.Anchor, "after_pause": rules.AfterPause,
    "fixed_dates": rules.FixedDates, "at_closed": rules.AtClosed, "on_change": rules.OnChange,
    "calendar_change": rules.CalendarChange, "pin": rules.Pin, "tie_order": rules.TieOrder, "orphans": rules.Orphans,
    "due_override": rules.DueOverride, "cover": rules.CoverWhen, "coverage": rules.Coverage,
}  # fmt: skip


def policy_schema() -> Schema:
    """Return the schema of a policy document, as plain data.

    >>> policy_schema()["required"]
    ['name', 'targets']
    """
    said = _policy()
    version = {key: _removable(key, value) for key, value in said.items() if key != "effective_from"}
    several_versions = several(mapping({"from": DATE, **version}, "from", minProperties=2))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "slacal policy",
        **mapping({**said, "then": several_versions}, "name", "targets"),
        "$defs": {
            **word_definitions(),
            "choice": _choice(),
            **_calendars(),
            "pause": _pause(),
            "target": _target(),
            "goal": _goal(),
            "rules": _rules(),
            "goal_rules": mapping({key: words(known) for key, known in _RULES.items() if key not in ABOVE_GOALS}),
            "entitlement": _entitlement(),
            "scope": _scope(),
            "usage": _usage(),
            "order": mapping({"when": ref("condition"), "by": several(TEXT)}, "by"),
        },
    }


def schema_text() -> str:
    """Return the schema as it is shipped, in ``policy.schema.json`` beside this file."""
    return json.dumps(policy_schema(), indent=2) + "\n"


def _rules() -> Schema:
    return mapping({key: words(known) for key, known in _RULES.items()})


def _removable(key: str, schema: Schema) -> Schema:
    """Return the schema of a key in a version, where null removes it, or a name in it."""
    if key not in BY_NAME:
        return schema if key == "name" else _or_null(schema)
    if key == "rules":
        return mapping({rule: _or_null(known) for rule, known in _rules()["properties"].items()})
    return named(_or_null(schema["additionalProperties"]))


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _policy() -> Schema:
    return {
        "name": TEXT,
        "source": TEXT,
        "version": TEXT,
        "effective_from": DATE,
        "assumptions": {"type": "array", "items": TEXT},
        "zone": TEXT,
        "preset": words(ProductPreset),
        "definitions": named(ref("condition")),
        "calendars": named(ref("calendar")),
        "calendar": ref("choice"),
        "entitlements": named(ref("entitlement")),
        "scope": ref("scope"),
        "targets": named(ref("target"), minProperties=1),
        "usage": {"type": "array", "items": ref("usage")},
        "queue": {"type": "array", "items": ref("order")},
        "rules": ref("rules"),
    }


def _choice() -> Schema:
    option = mapping({"when": ref("condition"), "use": TEXT}, "use")
    return {"anyOf": [TEXT, several(option)]}


def _calendars() -> Schema:
    names = several(TEXT)
    week: Schema = {
        "week": ref("week"), "zone": TEXT, "holidays": ref("holidays"), "special_days": ref("special_days"),
        "overnight": words(Overnight),
    }  # fmt: skip
    own = {**week, "zone": of_fact(TEXT), "holidays": of_fact(ref("holidays"))}
    kinds: Schema = {
        "any_of": names, "all_of": names, "base": TEXT, "minus": names, "supplied": {"const": True},
        "then": several(mapping({"from": DATE, **week}, "from", minProperties=2)),
    }  # fmt: skip
    one_kind = [{"required": [key]} for key in ("week", "any_of", "all_of", "supplied")]
    windows: Schema = {"type": ["string", "array"]}
    rota = mapping({"rota": several({"type": ["string", "object"]}), "anchor": DATE}, "rota", "anchor")
    return {
        "calendar": mapping({**own, **kinds}, oneOf=[*one_kind, {"required": ["base", "minus"]}]),
        "week": {"anyOf": [TEXT, rota, named(windows)]},
        "special_days": named({"anyOf": [windows, _special_day(windows)]}),
        "holidays": one_or_several(_holidays()),
    }


def _special_day(windows: Schema) -> Schema:
    hours = {"hours": windows, "like": TEXT, "close_earlier": TEXT, "open_later": TEXT}
    return mapping({**hours, "reason": TEXT}, oneOf=[{"required": [key]} for key in hours])


def _holidays() -> Schema:
    truth: Schema = {"type": "boolean"}
    categories: Schema = {"anyOf": [TEXT, several(TEXT)]}
    public = {"public": TEXT, "categories": categories, "observed": truth, "language": TEXT, "transferred": TEXT}
    production = {"production": TEXT, "decree": truth, "transferred": TEXT, "shortened": TEXT}
    return {"anyOf": [TEXT, mapping(public, "public"), mapping(production, "production")]}


def _pause() -> Schema:
    members: Schema = {
        "reason": TEXT, "while": ref("condition"), "from": ref("moment"), "to": ref("moment"),
        "at_most": ref("amount"),
    }  # fmt: skip
    rule = mapping(members, oneOf=[{"required": ["while"]}, {"required": ["from", "to"]}])
    return {"anyOf": [rule, ref("condition"), several({"anyOf": [rule, ref("condition")]})]}


def _target() -> Schema:
    how = [one for one in words(terms.Reopen)["enum"] if one != "once"]
    at_a_moment = mapping({"on": ref("moment"), "how": {"enum": how}}, "on", "how")
    conversion = mapping({"when": ref("condition"), "convert": TEXT}, "convert")
    credits_ = {"each_started": ref("amount"), "give": ref("percent"), "at_most": ref("percent"), "of": TEXT}
    members: Schema = {
        "measures": words(Measure),
        "start": ref("moment"),
        "stop": ref("moment"),
        "runs_while": ref("condition"),
        "cancel": ref("moment"),
        "pause": ref("pause"),
        "reopen": {"anyOf": [words(terms.Reopen), at_a_moment]},
        "next_from": words(terms.NextFrom),
        "calendar": ref("choice"),
        "kind": words(terms.Kind),
        "title": TEXT,
        "match": words(terms.Match),
        "scale": several(mapping({"when": ref("condition"), "to": ref("percent")}, "to")),
        "warnings": several(ref("warning")),
        "at_limit": several(conversion),
        "credits": mapping(credits_, "each_started", "give"),
        "attain": mapping({"share": ref("percent"), "each": words(terms.Period)}, "share", "each"),
        "goals": several(ref("goal")),
        "rules": ref("rules"),
    }
    says = [{"required": keys} for keys in (["measures"], ["start", "stop"], ["runs_while"])]
    return mapping(members, "goals", anyOf=says)


def _goal() -> Schema:
    members: Schema = {
        "when": ref("condition"),
        "within": ref("limit"),
        "at": TEXT,
        "sla": {"const": "none"},
        "calendar": ref("choice"),
        "commitment": words(terms.Commitment),
        "note": TEXT,
        "edge": words(Edge),
        "lands": TEXT,
        "counts_from": {"enum": ["next_day", "same_day"]},
        "arrival": {"enum": ["event", "next_open", "keep_time"]},
        "cutoff": TEXT,
        "min_window": ref("amount"),
        "offset": {"type": "integer", "minimum": 0},
        "rules": ref("goal_rules"),
    }
    return mapping(members, oneOf=[{"required": [key]} for key in ("within", "at", "sla")])


def _entitlement() -> Schema:
    renew: Schema = {
        "on": ref("moment"), "from": words(entitlements.Since), "lasts": ref("given_amount"),
        "at_least": ref("amount"),
    }  # fmt: skip
    members: Schema = {
        "when": ref("condition"),
        "start": {"anyOf": [mapping({"fact": TEXT}, "fact"), ref("moment")]},
        "lasts": {"anyOf": [{"const": "open"}, ref("given_amount")]},
        "ends": words(entitlements.Ends),
        "renew": mapping(renew, "on", "from"),
    }
    return mapping(members, "start", "lasts")


def _scope() -> Schema:
    cell: Schema = {"anyOf": [{"enum": ["included", "excluded", "unstated"]}, mapping({"if": TEXT}, "if")]}
    row = {"anyOf": [cell, named(cell, minProperties=1)]}
    excluded = {"anyOf": [{"const": "cancel"}, mapping({"convert": TEXT}, "convert")]}
    members: Schema = {"rows": TEXT, "columns": TEXT, "table": named(row, minProperties=1), "excluded": excluded}
    return mapping(members, "rows", "columns", "table")


def _usage() -> Schema:
    number: Schema = {"type": ["number", "string"]}
    members: Schema = {
        "when": ref("condition"), "unit": words(usage.Unit), "of": TEXT, "step": number, "round": {"const": "up"},
        "minimum": number, "per": words(usage.Per), "count": TEXT, "included": number, "each": words(usage.Each),
        "beyond": words(usage.Beyond),
    }  # fmt: skip
    return mapping(members, "unit")
