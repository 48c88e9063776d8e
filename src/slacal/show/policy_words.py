"""Policy words: what stands in the document of a policy, told on one line, in the contract's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.policies.written import is_list, is_mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from slacal.show.words import Tongue

LABELS = {
    "and": ("{0}, {1}", "{0}, {1}"),
    "or": ("{0} or {1}", "{0} или {1}"),
    "not": ("not {0}", "не {0}"),
    "is": ("{0} {1}", "{0} {1}"),
    "present": ("{0} is given", "{0} указано"),
    "absent": ("{0} is not given", "{0} не указано"),
    "at_least": ("{0} at least {1}", "{0} не меньше {1}"),
    "more_than": ("{0} more than {1}", "{0} больше {1}"),
    "at_most": ("{0} at most {1}", "{0} не больше {1}"),
    "less_than": ("{0} less than {1}", "{0} меньше {1}"),
    "from": ("{0} from {1}", "{0} с {1}"),
    "before": ("{0} before {1}", "{0} раньше {1}"),
    "with": ("{0} with {1}", "{0}, если {1}"),
    "fact": ("as {0} says", "как указано в {0}"),
    "fact_else": ("as {0} says, else {1:goal}", "как указано в {0}, иначе {1:goal}"),
    "at": ("at {0}", "в момент {0}"),
    "pause.reason": ("{0}: {1}", "{0}: {1}"),
    "pause.while": ("while {0}", "пока {0}"),
    "pause.between": ("from {0} to {1}", "от {0} до {1}"),
    "pause.most": ("{0}, at most {1:goal}", "{0}, не дольше {1:goal}"),
    "choice.when": ("{0} for {1}", "{0}, если {1}"),
    "choice.else": ("else {0}", "иначе {0}"),
}
_BOUNDS = ("at_least", "more_than", "at_most", "less_than", "from", "before")


def _said_together(code: str, parts: Sequence[str], tongue: Tongue) -> str:
    """Return parts joined by a word of the language."""
    text = parts[0] if parts else ""
    for part in parts[1:]:
        text = tongue.said(code, text, part)
    return text


def condition_text(written: Any, tongue: Tongue) -> str:
    """Return a condition of a document in words.

    >>> from slacal.show.words import tongue
    >>> condition_text({"tier": ["paid", "partner"], "not": "waiting"}, tongue("en", LABELS))
    'tier paid or partner, not waiting'
    """
    if not is_mapping(written):
        return plain_text(written)
    return _said_together("and", [_member(str(key), value, tongue) for key, value in written.items()], tongue)


def _member(key: str, value: Any, tongue: Tongue) -> str:
    if key == "not":
        inner = condition_text(value, tongue)
        return tongue.said("not", f"({inner})" if is_mapping(value) and len(value) > 1 else inner)
    if key in ("any", "all") and is_list(value):
        inner = _said_together("or" if key == "any" else "and", [condition_text(one, tongue) for one in value], tongue)
        return f"({inner})"
    if value in ("present", "absent"):
        return tongue.said(value, key)
    if is_mapping(value):
        return _said_together("and", [_bound(key, str(how), one, tongue) for how, one in value.items()], tongue)
    values = [plain_text(one) for one in value] if is_list(value) else [plain_text(value)]
    return tongue.said("is", key, _said_together("or", values, tongue))


def _bound(key: str, how: str, value: Any, tongue: Tongue) -> str:
    return tongue.said(how, key, plain_text(value)) if how in _BOUNDS else f"{key} {how} {plain_text(value)}"


def plain_text(written: Any) -> str:
    """Return plain data on one line, without the marks of its format.

    >>> plain_text({"production": "RU", "shortened": "ignore", "decree": False}), plain_text([1, 2])
    ('production RU, shortened ignore, decree false', '1, 2')
    """
    if is_mapping(written):
        return ", ".join(f"{key} {plain_text(value)}" for key, value in written.items())
    if isinstance(written, bool):
        return str(written).lower()
    return ", ".join(map(plain_text, written)) if is_list(written) else str(written)


def moment_text(written: Any, tongue: Tongue) -> str:
    """Return a moment in words: an event, a condition that becomes true, or the first of several."""
    if is_list(written):
        return _said_together("or", [moment_text(one, tongue) for one in written], tongue)
    if not is_mapping(written) or "event" not in written:
        return condition_text(written, tongue)
    kinds = written["event"]
    name = _said_together("or", [*map(str, kinds)] if is_list(kinds) else [str(kinds)], tongue)
    return tongue.said("with", name, condition_text(written["with"], tongue)) if "with" in written else name


def amount_text(written: Any, tongue: Tongue) -> str:
    """Return an amount in words; it may be one that a fact holds."""
    if not is_mapping(written) or "fact" not in written:
        return tongue.language.worded(plain_text(written), "goal")
    known = [str(written["fact"]), *([plain_text(written["else"])] if "else" in written else [])]
    return tongue.said("fact_else" if len(known) > 1 else "fact", *known)


def choice_text(written: Any, tongue: Tongue) -> str:
    """Return a choice of calendars in words."""
    if not is_list(written):
        return plain_text(written)
    found = [
        tongue.said("choice.when", str(one["use"]), condition_text(one["when"], tongue)) if "when" in one
        else tongue.said("choice.else", str(one["use"])) if len(written) > 1 else str(one["use"])
        for one in written
    ]  # fmt: skip
    return "; ".join(found)


def pauses_text(written: Any, tongue: Tongue) -> str:
    """Return for what a clock pauses."""
    several = written if is_list(written) else [written]
    return "; ".join(_pause(one, tongue) for one in several)


def _pause(written: Any, tongue: Tongue) -> str:
    if not is_mapping(written) or not {"while", "from", "to"} & written.keys():
        return condition_text(written, tongue)
    if "while" in written:
        text = tongue.said("pause.while", condition_text(written["while"], tongue))
    else:
        text = tongue.said("pause.between", *(moment_text(written[key], tongue) for key in ("from", "to")))
    if "reason" in written:
        text = tongue.said("pause.reason", str(written["reason"]), text)
    return tongue.said("pause.most", text, plain_text(written["at_most"])) if "at_most" in written else text


def each_text(several: Any, told: Callable[[Any], str]) -> str:
    """Return every item of a list in words, on one line."""
    return "; ".join(map(told, several))
