"""Every refusal of a policy, in the words in which it is said; a new one without an example here is found."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from tests.policies.told import PLAIN, Example, calls_of, examples, functions_that_return, places_here

from slacal import BadDocument, Calendar, Policy
from slacal.errors import SlacalError
from slacal.policies.written import FrozenDict

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.policies.told import Place

    Call: TypeAlias = Callable[[], object]

EXAMPLES = examples("refusals.txt")
NOON = datetime(2027, 1, 4, 12, tzinfo=UTC)
FIRST, LAST = date(2027, 1, 1), date(2028, 1, 1)
SAYS = {"BadInput", "WrongType", "UnknownName", "all_of", "check_type", "mapping_of", "text_at"}


class Broken(tzinfo):
    """A zone of somebody's own, with a bug."""

    def _fail(self, _: object) -> Any:
        raise RuntimeError("no such table")

    utcoffset = dst = tzname = _fail


def deep(levels: int) -> Any:
    inside: Any = "a"
    for _ in range(levels):
        inside = {"a": inside}
    return inside


def plain() -> Policy:
    return Policy.from_dict(PLAIN)


def owing() -> Policy:
    """Return a policy whose windows the host supplies."""
    return Policy.from_dict({**PLAIN, "calendars": {"windows": {"supplied": True}}})


def whole(**parts: Any) -> Call:
    return lambda: Policy.from_dict({**PLAIN, **parts})


def doubled(count: int) -> dict[str, Any]:
    """Return terms of which each says the one before it twice: the last comes to 2 ** count - 1 names."""
    more = {f"t{each}": {"any": [f"t{each - 1}", {"not": f"t{each - 1}"}]} for each in range(1, count)}
    return {"t0": {"tier": "paid"}, **more}


def chained(count: int) -> dict[str, Any]:
    return {"t0": {"tier": "paid"}, **{f"t{each}": {"not": f"t{each - 1}"} for each in range(1, count)}}


def versions(count: int) -> list[dict[str, str]]:
    return [{"from": f"2027-{1 + day // 28:02}-{1 + day % 28:02}", "version": "b"} for day in range(count)]


TOO_LARGE = "comes to more than 256 names, or 32 inside each other, when it is written out; write it in simpler words"
TOO_MANY = (
    "comes to more than 100,000 values when each version is written out; "
    "split the document, or keep fewer versions in it"
)
WRITTEN_TWICE = "is a key written twice, as a date and as text; keep one of them"
NOT_SUPPLIED = "is not a supplied calendar of this policy"
LEAVE_IT_OUT = "leave it out, or write {supplied: true} under calendars: of the policy"
#: What no file can hold, what is too long for one, and what a program says.
CALLS: list[tuple[Call, str]] = [
    (lambda: Policy.from_dict(5),  # type: ignore[arg-type]
     "wrong-type policy=5 is not a mapping; write name: and targets:, each on a line of its own"),
    (whole(rules=deep(32)),  # the document is a level itself
     f"bad-input rules{'.a' * 32}='...' is more than 32 levels deep; put fewer mappings and lists inside"),
    (whole(name="a\0b"), r"character name='a\x00b' holds the character U+0000; delete it"),
    (whole(usage=[{"unit": "hour", "of": "it", "step": float("inf")}]),
     "bad-input usage[0].step=inf is not a finite number; write decimal digits"),
    (whole(name={1}), "wrong-type name={1} is not plain data; pass text, numbers, true, false, lists and mappings"),
    (whole(effective_from=datetime(2026, 1, 1, tzinfo=Broken())),
     "bad-input effective_from='Broken' cannot tell its offset: no such table; pass the date or time as text"),
    (whole(rules={7: "start"}), "wrong-type rules.7=7 is a key that is not a text; pass it as text"),
    (whole(rules={7.5: "start"}), "wrong-type rules.float=7.5 is a key that is not a text; pass it as text"),
    (whole(rules={10**30: "start"}), f"wrong-type rules.int={10**30} is a key that is not a text; pass it as text"),
    (whole(definitions={"new": {date(2026, 1, 1): 1, "2026-01-01": 2}}),
     f"repeated-key definitions.new.2026-01-01='2026-01-01' {WRITTEN_TWICE}"),
    (whole(rules={"a\0": "start"}), r"key rules='a\x00' is a key with the character U+0000; delete it"),
    (whole(definitions=doubled(9)), f"too-large definitions.t8='t8' {TOO_LARGE}"),  # 511 names; t7 comes to 255
    (whole(definitions=chained(33)), f"too-large definitions.t32='t32' {TOO_LARGE}"),
    (whole(then=versions(51)), "too-large then=51 versions are too many; write at most 50"),
    (whole(then=versions(50), assumptions=["a"] * 2_000),
     f"too-large then=50 {TOO_MANY}"),
    (lambda: plain().evaluate(5, as_of=NOON),  # type: ignore[arg-type]
     "wrong-type history=5 is not a History; build it with History(ticket, events)"),
    (lambda: plain().promises(NOON, about=[5]),  # type: ignore[list-item]
     "wrong-type about[0]=5 is not a History; pass a list of History(name, events)"),
    (lambda: plain().queue_of([5]),  # type: ignore[list-item]
     "wrong-type evaluations[0]=5 is not an Evaluation; pass a list of what policy.evaluate returned"),
    (lambda: plain().review(FIRST, LAST, log=5),  # type: ignore[arg-type]
     "wrong-type log=5 is not a log: it has no set of facts; pass what read_log returned"),
    (lambda: plain().review(5, LAST),  # type: ignore[arg-type]
     "wrong-type first=5 is not a date; pass date(2026, 12, 31), or '2026-12-31'"),
    (lambda: plain().review(FIRST, 5),  # type: ignore[arg-type]
     "wrong-type last=5 is not a date; pass date(2026, 12, 31), or '2026-12-31'"),
    (lambda: plain().review(FIRST, FIRST),
     "bad-input last='2027-01-01' is not after the first date, 2027-01-01; name a later date"),
    (lambda: plain().review(LAST, FIRST),
     "bad-input last='2027-01-01' is not after the first date, 2028-01-01; name a later date"),
    (lambda: plain().model_copy(update=5),  # type: ignore[arg-type]
     "wrong-type update=5 is not a mapping; pass update={field: value}"),
    (lambda: plain().model_copy(update={"rules": deep(5_000)}),
     "bad-input update='...' is more than 32 levels deep; nest it less"),
    (lambda: plain().terms_with(5),  # type: ignore[arg-type]
     "wrong-type calendars=5 is not a mapping; pass calendars={name: Calendar}"),
    (lambda: plain().terms_with({5: Calendar.always()}),  # type: ignore[dict-item]
     "wrong-type calendars=5 is not the name of a calendar; pass calendars={name: Calendar}, names as text"),
    (lambda: plain().terms_with({"desk": 5}),  # type: ignore[dict-item]
     "wrong-type calendars.desk=5 is not a Calendar; pass Calendar.of_spans(...) or another calendar"),
    (lambda: plain().terms_with({"desk": Calendar.always()}),
     f"unknown-name calendars.desk='desk' {NOT_SUPPLIED}; {LEAVE_IT_OUT}"),
    (lambda: owing().terms_with({"window": Calendar.always()}),
     f"unknown-name calendars.window='window' {NOT_SUPPLIED}; did you mean 'windows'?"),
    (lambda: owing().terms,
     "missing calendars.windows=None is to be supplied, and is not; pass calendars={'windows': ...}"),
]  # fmt: skip


def told(call: Call) -> list[str]:
    """Return the lines that a call is refused with; what they show is plain data, as it was written."""
    with pytest.raises(SlacalError) as refused:
        call()
    faults = refused.value.faults if isinstance(refused.value, BadDocument) else (refused.value,)
    assert not any(isinstance(fault.value, tuple | FrozenDict) for fault in faults)
    return [f"{fault.code} {fault}" for fault in faults]


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.name for one in EXAMPLES])
def test_a_policy_is_refused_in_these_words(example: Example) -> None:
    assert told(lambda: Policy.from_dict(example.policy())) == example.told


@pytest.mark.parametrize(("call", "line"), CALLS, ids=[Example(line, []).name for _, line in CALLS])
def test_a_call_is_refused_in_these_words(call: Call, line: str) -> None:
    assert told(call) == [line]


def test_no_refusal_is_without_an_example() -> None:
    met: set[Place] = set()
    with pytest.MonkeyPatch.context() as patch:
        made = SlacalError.__init__

        def noted(self: SlacalError, *parts: Any, **more: Any) -> None:
            met.update(places_here())
            made(self, *parts, **more)

        patch.setattr(SlacalError, "__init__", noted)
        reads: list[Call] = [partial(Policy.from_dict, one.policy()) for one in EXAMPLES]
        for call in (*reads, *(call for call, _ in CALLS)):
            with suppress(SlacalError):
                call()
    refusals = calls_of({*SAYS, *functions_that_return("SlacalError")} - {"moved"})
    assert len(refusals) > 100
    assert refusals - met == set()
