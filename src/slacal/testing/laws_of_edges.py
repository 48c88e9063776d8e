"""The laws of openings, closings, stretches and combinations: they all tell of one set of open instants."""

from __future__ import annotations

from datetime import UTC, timedelta
from itertools import islice, pairwise
from typing import Any

from slacal.testing.law import Case, Law, expect, in_order, same
from slacal.testing.oracle_clock import datetime_of, instant_of

_NONE = timedelta(0)
_MICROSECOND = timedelta(microseconds=1)
_TWO_DAYS = timedelta(days=2)
_FEW = 5


def _an_open_instant(subject: Any, case: Case) -> None:
    passed = subject.elapsed(case.a, datetime_of(instant_of(case.a) + 1))
    expect(subject.is_open(case.a) == (passed == _MICROSECOND), passed=passed)


def _openings(subject: Any, case: Case) -> None:
    opens = subject.next_open(case.a)
    expect(instant_of(opens) > instant_of(case.a), opens=opens)
    expect(subject.is_open(opens) and not subject.is_open(datetime_of(instant_of(opens) - 1)), opens=opens)
    again = subject.previous_open(datetime_of(instant_of(opens) + 1))
    expect(same(again, opens), opens=opens, again=again)


def _closings(subject: Any, case: Case) -> None:
    closes = subject.next_close(case.a)
    expect(instant_of(closes) > instant_of(case.a), closes=closes)
    expect(not subject.is_open(closes) and subject.is_open(datetime_of(instant_of(closes) - 1)), closes=closes)
    again = subject.previous_close(datetime_of(instant_of(closes) + 1))
    expect(same(again, closes), closes=closes, again=again)


def _nothing_between(subject: Any, case: Case) -> None:
    at = subject.roll_forward(case.a)
    expect(subject.elapsed(case.a, at) == _NONE, forward=at)
    closes = subject.next_close(at)
    passed, real = subject.elapsed(at, closes), datetime_of(instant_of(closes)) - datetime_of(instant_of(at))
    expect(passed == real, opens=at, closes=closes, passed=passed)


def _nothing_between_back(subject: Any, case: Case) -> None:
    at = subject.roll_back(case.a)
    expect(instant_of(at) <= instant_of(case.a) and subject.elapsed(at, case.a) == _NONE, back=at)
    opens = subject.previous_open(datetime_of(instant_of(at) + subject.is_open(at)))
    passed, real = subject.elapsed(opens, at), datetime_of(instant_of(at)) - datetime_of(instant_of(opens))
    expect(passed == real, opens=opens, closes=at, passed=passed)


def _spans(subject: Any, case: Case) -> None:
    a, b = in_order(case.a, case.b)
    spans = list(subject.spans(a, b))
    instants = [instant_of(at) for span in spans for at in span]
    apart = all(one < other for one, other in pairwise(instants))
    inside = not instants or (instant_of(a) <= instants[0] and instants[-1] <= instant_of(b))
    expect(apart and inside, spans=spans)
    total, passed = sum(instants[1::2]) - sum(instants[::2]), subject.elapsed(a, b)
    expect(total * _MICROSECOND == passed, spans=spans, passed=passed)


def _spans_from(subject: Any, case: Case) -> None:
    a, b = in_order(case.a, case.b)
    there = [list(map(instant_of, span)) for span in islice(subject.spans_after(a), _FEW)]
    ahead = [list(map(instant_of, span)) for span in islice(subject.spans(a, b), _FEW)]
    for one, other in zip(there, ahead, strict=False):
        expect(one[0] == other[0] and min(one[1], instant_of(b)) == other[1], spans_after=there, spans=ahead)
    expect(len(there) >= len(ahead), spans_after=there, spans=ahead)
    back = [list(map(instant_of, span)) for span in islice(subject.spans_before(b), _FEW)]
    behind = [list(map(instant_of, span)) for span in reversed(list(subject.spans(a, b)))][:_FEW]
    for one, other in zip(back, behind, strict=False):
        expect(one[1] == other[1] and max(one[0], instant_of(a)) == other[0], spans_before=back, spans=behind)
    expect(len(back) >= len(behind), spans_before=back, spans=behind)


def _explanation(subject: Any, case: Case) -> None:
    a, b = in_order(case.a, case.b)
    stretches = subject.explain(a, b)
    edges = [instant_of(a), *(instant_of(stretch.ends_at) for stretch in stretches)]
    starts = [instant_of(stretch.starts_at) for stretch in stretches]
    expect(starts == edges[:-1] and edges[-1] == instant_of(b), stretches=stretches)
    expect(all(one < other for one, other in pairwise(edges)), stretches=stretches)
    lengths = [(end - start) * _MICROSECOND for start, end in pairwise(edges)]
    expect(lengths == [stretch.length for stretch in stretches], stretches=stretches)
    counted = sum((stretch.length for stretch in stretches if stretch.kind == "open"), start=_NONE)
    expect(counted == subject.elapsed(a, b), counted=counted, stretches=stretches)
    expect(all(stretch.reason for stretch in stretches), stretches=stretches)


def _status(subject: Any, case: Case) -> None:
    status = subject.status(case.a)
    expect(status.is_open == subject.is_open(case.a), status=status)
    if status.until is not None:
        change = subject.next_close(case.a) if status.is_open else subject.next_open(case.a)
        expect(same(status.until, change), status=status, change=change)
    if status.since is not None:
        before = datetime_of(instant_of(case.a) + 1)
        change = subject.previous_open(before) if status.is_open else subject.previous_close(before)
        expect(same(status.since, change), status=status, change=change)


def _algebra(subject: Any, case: Case) -> None:
    mine, theirs = subject.is_open(case.a), case.other.is_open(case.a)
    for name, combined, expected in (
        ("either", subject | case.other, mine or theirs),
        ("both", subject & case.other, mine and theirs),
        ("but", subject - case.other, mine and not theirs),
    ):
        found = combined.is_open(case.a)
        expect(found == expected, how=name, found=found)


def _inclusion(subject: Any, case: Case) -> None:
    either, both = (subject | case.other).elapsed(case.a, case.b), (subject & case.other).elapsed(case.a, case.b)
    each = subject.elapsed(case.a, case.b) + case.other.elapsed(case.a, case.b)
    expect(either + both == each, either=either, both=both, each=each)
    rest = (subject - case.other).elapsed(case.a, case.b)
    expect(rest == subject.elapsed(case.a, case.b) - both, rest=rest, both=both)


def _versions(subject: Any, case: Case) -> None:
    a, change, b = in_order(case.a, case.b, case.c)
    passed = subject.until(change, then=case.other).elapsed(a, b)
    parts = subject.elapsed(a, change) + case.other.elapsed(change, b)
    expect(passed == parts, passed=passed, parts=parts)


def _frozen(subject: Any, case: Case) -> None:
    a, b = in_order(case.a, case.b)
    first, last = a.astimezone(UTC).date() - _TWO_DAYS, b.astimezone(UTC).date() + _TWO_DAYS
    passed, frozen = subject.elapsed(a, b), subject.freeze(first, last)
    expect(frozen.elapsed(a, b) == passed, passed=passed, frozen=frozen)
    day = first + _TWO_DAYS
    expect(frozen.is_business_day(day) == subject.is_business_day(day), day=day, frozen=frozen)


_COMBINES = ("is_open", "__or__", "__and__", "__sub__")

LAWS_OF_EDGES = (
    Law("an open instant", "is_open(a) exactly when the microsecond from a on is counted", ("is_open", "elapsed"),
        _an_open_instant),
    Law("openings", "next_open is later, open, closed just before, and previous_open finds it again",
        ("is_open", "next_open", "previous_open"), _openings),
    Law("closings", "next_close is later, closed, open just before, and previous_close finds it again",
        ("is_open", "next_close", "previous_close"), _closings),
    Law("forward to the opening", "nothing is open before roll_forward(a), all is from there to the next closing",
        ("elapsed", "roll_forward", "next_close"), _nothing_between),
    Law("back to the closing", "nothing is open after roll_back(a), all is from the last opening to there",
        ("elapsed", "is_open", "roll_back", "previous_open"), _nothing_between_back),
    Law("spans", "spans(a, b) lie in order, apart, inside, and sum to elapsed(a, b)", ("spans", "elapsed"), _spans),
    Law("spans from here", "spans_after(a) and spans_before(b) are those of spans(a, b), and go on",
        ("spans", "spans_after", "spans_before"), _spans_from),
    Law("explanation", "explain(a, b) has no gap, a reason for each part, and its open parts sum to elapsed(a, b)",
        ("explain", "elapsed"), _explanation),
    Law("status", "status(a) agrees with is_open and with the edges around a",
        ("status", "is_open", "next_open", "next_close", "previous_open", "previous_close"), _status),
    Law("freezing", "freeze answers the same within its dates", ("freeze", "elapsed", "is_business_day"), _frozen),
    Law("algebra", "x | y, x & y and x - y are open where either, both, or x without y is", _COMBINES, _algebra),
    Law("inclusion", "elapsed on x | y and on x & y sum to elapsed on x and on y", (*_COMBINES, "elapsed"), _inclusion),
    Law("versions", "old.until(b, then=new) counts old up to b and new from b on", ("until", "elapsed"), _versions),
)  # fmt: skip
