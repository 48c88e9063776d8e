"""Every finding of a review, in the words in which it is told, beside a policy without it; a new one is missed here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from tests.policies.told import PLAIN, Example, calls_of, examples, functions_that_return, places_here

from slacal import Policy
from slacal.calendars.review import Finding
from slacal.documents.path import steps_of
from slacal.policies import draft
from slacal.policies.written import frozen

if TYPE_CHECKING:
    from tests.policies.told import Place

EXAMPLES = examples("findings.txt")
DATES = date(2027, 1, 1), date(2028, 1, 1)
MOVED = {"_moved", "_with_value"}  # they give back a finding that is there


class Log(NamedTuple):
    """What a log brings."""

    facts: frozenset[str]
    kinds: frozenset[str]


LOG = Log(frozenset({"state"}), frozenset({"created", "answered"}))


def standing(tree: Any, field: str) -> Any:
    """Return what stands at a path of a document, None where nothing does."""
    for step in steps_of(field):
        try:
            tree = tree[step]
        except (KeyError, TypeError):  # nothing of that name, and nothing of any name
            return None
    return tree


def lines(found: tuple[Finding, ...]) -> list[str]:
    return [f"{one.level} {one.code} {one}" for one in found] or ["nothing"]


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.name for one in EXAMPLES])
def test_a_review_tells_this_and_no_more(example: Example) -> None:
    tree = example.policy()
    found = Policy.from_dict(tree).review(*DATES)
    assert lines(found) == example.told
    assert [one.value for one in found] == [frozen(standing(tree, one.field)) for one in found]


def with_start(start: Any, **target: Any) -> Policy:
    it = {**PLAIN["targets"]["it"], "start": start, **target}
    return Policy.from_dict({**PLAIN, "targets": {"it": it}})


NEVER, LOOK = "that the log never brings", "check its name, and the columns of the log"
BROUGHT = [
    (with_start("created", stop="answered"), "nothing"),
    (
        with_start("answerd", stop="created"),
        f"trap event-not-in-log targets.it.start: reads a kind of event 'answerd' {NEVER}; did you mean 'answered'?",
    ),
    (
        with_start({"colour": "red"}, stop="created"),
        f"trap fact-not-in-log targets.it.start.colour: reads a fact 'colour' {NEVER}; {LOOK}",
    ),
    (
        with_start("created", stop="answered", cancel="waiting"),
        f"silent fact-not-in-log targets: reads a fact 'status' {NEVER}; did you mean 'state'?",
    ),
]


@pytest.mark.parametrize(("policy", "line"), BROUGHT, ids=[line for _, line in BROUGHT])
def test_what_a_log_never_brings_is_told_and_is_only_silent_where_no_line_says_it(policy: Policy, line: str) -> None:
    assert lines(policy.review(*DATES, log=LOG)) == [line]


def test_no_finding_is_without_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    met: set[Place] = set()

    def noted(*parts: Any) -> Finding:
        met.update(places_here())
        return Finding(*parts)

    monkeypatch.setattr(draft, "Finding", noted)
    for one in [one for one in EXAMPLES if one.told != ["nothing"]]:
        Policy.from_dict(one.policy()).review(*DATES, log=LOG)
    findings = calls_of(functions_that_return("Finding") - MOVED)
    assert len(findings) > 35
    assert findings - met == set()
