"""Review of silence: what a policy leaves open, with the reading that holds meanwhile, and what it assumes aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slacal.engine.conditions import AnyOf
from slacal.policies.draft import finding, value_at
from slacal.policies.implication import always
from slacal.policies.places import names_said
from slacal.policies.presets import MEASURES
from slacal.policies.written import is_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slacal.calendars.review import Finding
    from slacal.documents.path import Steps
    from slacal.engine.terms import Target
    from slacal.policies.draft import Draft

_TRUTHS = {"yes": True, "on": True, "no": False, "off": False}


def silent_findings(draft: Draft) -> Iterator[Finding]:
    """Yield what a version does not say."""
    tree = draft.tree
    if "source" not in tree:
        yield _silent("source-unstated", ("source",), "is not stated", "name the contract or the page")
    if "effective_from" not in tree:
        problem = "is not stated; the policy holds for tickets of every date"
        yield _silent("effective-date-unstated", ("effective_from",), problem, "add the date from which it holds")
    if "zone" not in tree and not any("zone" in calendar for calendar in tree.get("calendars", {}).values()):
        problem = "is not stated; days and dates are those of UTC"
        yield _silent("zone-unstated", ("zone",), problem, "add zone: Europe/Berlin or such")
    for written, target in draft.targets():
        yield from _of_target(written, target, ("targets", target.name))
    yield from _truths(tree)


def assumed(tree: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield every assumption that the policy states."""
    for place, text in enumerate(tree.get("assumptions", ())):
        yield finding(
            "assumed", ("assumptions", place), f"is assumed: {text}", "confirm it with whoever signs", "assumed"
        )


def _of_target(written: Mapping[str, Any], target: Target, place: Steps) -> Iterator[Finding]:
    preset: Mapping[str, Any] = MEASURES[written["measures"]] if "measures" in written else {}
    whole = "runs_while" in written or "runs_while" in preset
    if not whole and "stop" not in written:
        problem = f"is not stated; {written['measures']} takes {_words(preset['stop'])}"
        yield _silent("stop-unstated", (*place, "stop"), problem, "add stop: the moment at which it is done")
    if not whole and "pause" not in written:
        said = preset.get("pause", "never")
        reading = "the clock never pauses" if said == "never" else f"the clock pauses while {_words(said)}"
        yield _silent("pause-unstated", (*place, "pause"), f"is not stated; {reading}", "add pause: a term, or never")
    whens = [goal.when for goal in target.goals]
    known = [when for when in whens if when is not None]
    if len(known) == len(whens) and always(AnyOf(tuple(known))) != "yes":
        problem = "leave some tickets without a goal; nothing is due for them"
        mend = "end with a goal that has no when, or with {sla: none}"
        yield _silent("catch-all-missing", (*place, "goals"), problem, mend)


def _truths(tree: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield the facts that are compared with a word that YAML 1.1 took for true or false."""
    for one in names_said(tree):
        value = value_at(tree, one.steps)
        values = list(value) if is_list(value) else [value]
        truth = next((word for word in values if isinstance(word, str) and word.casefold() in _TRUTHS), None)
        if one.what != "fact" or one.steps[-1] != one.name or truth is None:
            continue
        meant = _TRUTHS[truth.casefold()]
        if not any(word is meant for word in values):
            said = str(meant).lower()
            problem = f"is compared with the text {truth!r}, which a fact that is {said} is not"
            mend = f"write {said}, or [{said}, {truth!r}] if both are brought"
            yield _silent("word-for-truth", one.steps, problem, mend)


def _words(said: object) -> str:
    return " or ".join(map(_words, said)) if is_list(said) else str(said)


def _silent(code: str, place: Steps, problem: str, mend: str) -> Finding:
    return finding(code, place, problem, mend, "silent")
