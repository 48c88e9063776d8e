"""The words of the policy language as JSON Schema: amounts, conditions, moments, and what stands inside mappings."""

from __future__ import annotations

from typing import Any, TypeAlias, get_args

from slacal.policies.condition import RESERVED

Schema: TypeAlias = dict[str, Any]

TEXT: Schema = {"type": "string", "pattern": r"\S"}
DATE: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_SCALAR: Schema = {
    "type": ["string", "number", "boolean"], "not": {"enum": ["present", "absent"]},
}  # fmt: skip
_COUNT = r"[0-9]{1,9}"
_DECIMAL = rf"{_COUNT}(\.[0-9]{{1,12}})?"
_AMOUNT = (
    rf"({_DECIMAL} +(business|calendar) +(minute|hour)s?|{_COUNT} +(business|calendar) +days?"
    rf"|{_COUNT} +(week|month|year)s?)"
)


def ref(name: str) -> Schema:
    """Return a reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def words(literal: Any) -> Schema:
    """Return one of the words of a Literal type."""
    return {"enum": list(get_args(literal))}


def several(item: Schema) -> Schema:
    """Return a list that is not empty."""
    return {"type": "array", "items": item, "minItems": 1}


def one_or_several(item: Schema) -> Schema:
    """Return one, or a list of them."""
    return {"anyOf": [item, several(item)]}


def mapping(members: Schema, *required: str, **more: Any) -> Schema:
    """Return a mapping with these keys and no others; a default of nothing is not said."""
    schema: Schema = {"type": "object", "properties": members, "additionalProperties": False}
    return {**schema, **({"required": list(required)} if required else {}), **more}


def named(value: Schema, **more: Any) -> Schema:
    """Return a mapping from names to values."""
    return {"type": "object", "additionalProperties": value, **more}


def of_fact(value: Schema) -> Schema:
    """Return a value, or the fact that holds it."""
    return {"anyOf": [value, mapping({"fact": TEXT, "else": value}, "fact", "else")]}


def word_definitions() -> Schema:
    """Return the definitions that everything else refers to."""
    return {
        "amount": {"type": "string", "pattern": f"^{_AMOUNT}$"},
        "given_amount": {"anyOf": [ref("amount"), mapping({"fact": TEXT, "else": ref("amount")}, "fact")]},
        "limit": {
            "description": "a bare number of days is read where a preset of the policy says what it means",
            "anyOf": [
                ref("given_amount"),
                {"enum": ["end of business day", "not regulated", "not stated"]},
                {"type": "string", "pattern": "^[0-9]{1,9} +days?$"},
            ],
        },
        "percent": {
            "anyOf": [
                {"type": "number", "exclusiveMinimum": 1},
                {
                    "type": "string",
                    "pattern": r"^[0-9]{1,6}(\.[0-9]{1,6})? *%?$",
                    "not": {"pattern": r"^(0+(\.[0-9]+)?|0*1(\.0+)?) *$"},
                },
            ]
        },
        "warning": {
            "anyOf": [
                ref("percent"),
                {"type": "string", "pattern": rf"^{_AMOUNT} +(before due|after due|after start)$"},
            ]
        },
        "value": _value(),
        "condition": {"anyOf": [TEXT, _facts()]},
        "moment": _moment(),
    }


def _value() -> Schema:
    number: Schema = {"type": "number"}
    bounds: Schema = dict.fromkeys(("at_least", "more_than", "at_most", "less_than"), number)
    return {
        "anyOf": [
            {"type": ["string", "number", "boolean"]},
            several(_SCALAR),
            mapping(bounds, minProperties=1),
            mapping({"from": DATE, "before": DATE}, minProperties=1),
        ]
    }


def _facts() -> Schema:
    several_conditions = several(ref("condition"))
    inner: Schema = {"not": ref("condition"), "any": several_conditions, "all": several_conditions}
    return {
        "type": "object",
        "minProperties": 1,
        "properties": inner,
        "propertyNames": {"pattern": r"\S", "not": {"enum": [word for word in RESERVED if word not in inner]}},
        "additionalProperties": ref("value"),
    }


def _moment() -> Schema:
    event = mapping({"event": one_or_several(TEXT), "with": named(ref("value")), "once_by": TEXT}, "event")
    return {"anyOf": [TEXT, event, ref("condition"), several(ref("moment"))]}
