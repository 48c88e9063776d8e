"""Hypothesis strategies for policies: goals and whole documents as plain data, and the policies that these read as.

They shrink towards one target, a first response within eight business hours, on a desk's Monday to Friday in UTC.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from hypothesis import strategies as st

from slacal.testing.strategies_of_hours import special_pairs, weekly_hours, zones

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypothesis.strategies import DrawFn, SearchStrategy

    from slacal.policies.policy import Policy

Document: TypeAlias = dict[str, Any]

#: Facts of which the goals and the pauses of drawn policies speak, and the values that a ticket may have.
CONDITIONS: tuple[Document, ...] = (
    {"priority": "high"}, {"tier": ["paid", "gold"]}, {"not": {"priority": "low"}}, {"priority": "present"},
)  # fmt: skip


# -- goals -------------------------------------------------------------------------------------------------------------


@st.composite
def goals(draw: DrawFn) -> Document:
    """Draw goals as a policy document has them: of every kind of limit, each with the options that it takes.

    >>> from slacal.testing import simplest
    >>> simplest(goals())
    {'within': '8 business hours'}
    >>> simplest(goals(), lambda goal: "cutoff" in goal)["within"]
    '1 business day'
    """
    return cast("Document", _its_own(draw(_goals())))


def _its_own(written: object) -> object:
    """Return plain data in dicts and lists of their own: hypothesis prints those drawn as they were made."""
    if isinstance(written, dict):
        return {key: _its_own(value) for key, value in cast("Document", written).items()}
    return list(map(_its_own, cast("list[object]", written))) if isinstance(written, list) else written


@lru_cache
def _goals() -> SearchStrategy[Document]:
    simplest = st.just("8 business hours").map(_within)  # few choices: the simplest
    return st.one_of(simplest, _open_time(), _real_time(), _business_days(), _end_of_day(), _dates(), _unpromised())


def _within(amount: str) -> Document:
    return {"within": amount}


@lru_cache
def _business_amounts() -> SearchStrategy[str]:
    known = st.sampled_from(["8 business hours", "1 business hour", "24 business hours", "1.5 business hours"])
    return st.one_of(known, st.integers(2, 2_000).map(lambda many: f"{many} business minutes"))


@lru_cache
def _calendar_amounts() -> SearchStrategy[str]:
    known = st.sampled_from(["24 calendar hours", "1 calendar minute", "10 calendar days", "2 weeks", "1 month"])
    return st.one_of(known, st.integers(2, 5_000).map(lambda many: f"{many} calendar minutes"))


def _goal(limit: Iterable[tuple[str, SearchStrategy[Any]]], **options: SearchStrategy[Any]) -> SearchStrategy[Document]:
    commitment = st.sampled_from(["objective", "none"])
    return st.fixed_dictionaries(dict(limit), optional={**options, "commitment": commitment})


def _open_time() -> SearchStrategy[Document]:
    return _goal([("within", _business_amounts())], edge=st.sampled_from(["far", "near"]))


def _real_time() -> SearchStrategy[Document]:
    by_contract = _business_amounts().map(lambda amount: {"fact": "allowed", "else": amount})
    return _goal([("within", st.one_of(_calendar_amounts(), by_contract))])


_ARRIVALS = st.sampled_from(["event", "next_open", "keep_time"])
_CUTOFFS = st.sampled_from(["14:00", "00:00", "23:30"])


def _business_days() -> SearchStrategy[Document]:
    days = st.integers(1, 10).map(lambda many: f"{many} business day{'s' if many > 1 else ''}")
    lands = st.sampled_from(["close", "same_time", "same_time_in_hours", "open", "17:00"])
    counts_from = st.sampled_from(["next_day", "same_day"])
    return _goal([("within", days)], lands=lands, counts_from=counts_from, arrival=_ARRIVALS, cutoff=_CUTOFFS)


def _end_of_day() -> SearchStrategy[Document]:
    left = st.sampled_from(["2 business hours", "30 business minutes"])
    offset = st.integers(0, 2)
    return _goal([("within", st.just("end of business day"))], arrival=_ARRIVALS, min_window=left, offset=offset)


def _dates() -> SearchStrategy[Document]:
    return _goal([("at", st.just("promised"))])


def _unpromised() -> SearchStrategy[Document]:
    silent = st.sampled_from(["not regulated", "not stated"])
    return st.one_of(st.fixed_dictionaries({"sla": st.just("none")}), silent.map(_within))


# -- documents ---------------------------------------------------------------------------------------------------------


@lru_cache
def policy_documents() -> SearchStrategy[Document]:
    """Draw policies as plain data, as `Policy.from_dict` reads them: one target or two, on one calendar or more.

    They speak of the facts ``status``, ``priority``, ``tier``, ``promised`` and ``allowed``, and of the events that
    `histories` draws.

    >>> from slacal.testing import simplest
    >>> document = simplest(policy_documents())
    >>> document["calendars"], document["targets"]["answer"]["goals"]
    ({'desk': {'week': 'Mo-Fr 09:00-17:00'}}, [{'within': '8 business hours'}])
    """
    return _documents()


@lru_cache
def policies() -> SearchStrategy[Policy]:
    """Draw policies, ready to be evaluated; they print as ``Policy.from_dict({...})``. Needs pydantic.

    >>> from slacal.testing import simplest
    >>> print(simplest(policies(), lambda policy: len(policy.targets) == 2))
    Support: answer, solution
    """
    return policy_documents().map(_policy)


def _policy(document: Document) -> Policy:
    from slacal.policies.policy import Policy

    return Policy.from_dict(document)


@st.composite
def _documents(draw: DrawFn) -> Document:
    calendars = draw(_calendars())
    names = draw(st.sampled_from([("answer",), ("answer", "solution")]))
    targets = {name: draw(_targets(name, (*calendars, "always"))) for name in names}
    document: Document = {"name": "Support", "zone": draw(zones()), "calendars": calendars, "targets": targets}
    if len(calendars) > 1:
        document["calendar"] = draw(st.sampled_from([*calendars]))
    rules = draw(_rules())
    if any("holidays" in calendar for calendar in calendars.values()):
        rules["coverage"] = "ignore"  # drawn tickets of any year are not about what is known of holidays
    return cast("Document", _its_own({**document, "rules": rules} if rules else document))


def _calendars() -> SearchStrategy[dict[str, Document]]:
    """Draw calendars by name, each of which opens: every drawn week has hours on Mondays."""
    either, works = st.just({"any_of": ["desk", "nights"]}), st.just({"week": "We 12:00-13:00"})
    less = st.just({"base": "desk", "minus": ["works"]})
    return st.one_of(
        st.fixed_dictionaries({"desk": _weeks()}),
        st.fixed_dictionaries({"desk": _weeks(), "nights": _weeks()}),
        st.fixed_dictionaries({"desk": _weeks(), "nights": _weeks(), "either": either}),
        st.fixed_dictionaries({"desk": _weeks(), "works": works, "counted": less}),
    )


@lru_cache
def _weeks() -> SearchStrategy[Document]:
    special = st.dictionaries(
        special_pairs().map(lambda pair: pair[0]), st.sampled_from(["off", "10:00-14:00", "22:00-02:00"]),
        min_size=1, max_size=2,
    )  # fmt: skip
    return st.fixed_dictionaries(
        {"week": weekly_hours().map(lambda week: week.text())},
        optional={
            "zone": zones(),
            "special_days": special,
            "holidays": st.sampled_from(["DE", {"production": "RU"}, ["2026-01-06"]]),
            "overnight": st.sampled_from(["civil", "shift"]),
        },
    )


# -- targets -----------------------------------------------------------------------------------------------------------

_MEASURES = {
    "answer": ("first_response", "next_response", "periodic_update", "keep_in_touch", "reaction"),
    "solution": ("resolution", "agent_work", "requester_wait"),
}
_READINGS = {
    "breach": ("at", "after"),
    "on_change": ("carry", "recompute", "restart", "freeze", "tightest", "prorate"),
    "calendar_change": ("carry", "recompute", "snapshot"),
    "anchor": ("start", "first_counting"),
    "after_pause": ("exact", "close"),
    "fixed_dates": ("stay", "extend"),
    "at_closed": ("stay", "next_open"),
    "paused_due": ("none", "projected"),
    "tie_order": ("history", "roles"),
}


@lru_cache
def _rules() -> SearchStrategy[Document]:
    each = [(name, value) for name, values in _READINGS.items() for value in values]
    return st.lists(st.sampled_from(each), max_size=3).map(dict)


def _targets(name: str, calendars: tuple[str, ...]) -> SearchStrategy[Document]:
    pauses: list[Any] = [
        "never", "waiting", {"status": "on_hold"},
        [{"reason": "customer", "while": "waiting", "at_most": "10 business hours"}],
    ]  # fmt: skip
    chosen = st.sampled_from(calendars)
    by_tier = st.tuples(chosen, chosen).map(lambda two: [{"when": {"tier": "gold"}, "use": two[0]}, {"use": two[1]}])
    return st.fixed_dictionaries(
        {"measures": st.sampled_from(_MEASURES[name]), "goals": _goal_lists()},
        optional={
            "calendar": st.one_of(chosen, by_tier),
            "pause": st.sampled_from(pauses),
            "match": st.sampled_from(["first", "strictest", "all"]),
            "warnings": st.sampled_from([["75%"], ["1 calendar hour before due", "1 business hour after start"]]),
        },
    )


@lru_cache
def _goal_lists() -> SearchStrategy[list[Document]]:
    """Draw goals of which those with a condition come first."""
    first = st.lists(st.builds(_under, st.sampled_from(CONDITIONS), goals()), max_size=2)
    return st.tuples(first, goals()).map(lambda found: [*found[0], found[1]])


def _under(when: Document, goal: Document) -> Document:
    return {"when": when, **goal}
