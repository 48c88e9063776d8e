"""A stored result is made again from what it holds; what was tampered with, or has changed since, is named."""

from __future__ import annotations

import json
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from slacal import Calendar, Event, History, Policy, SlacalError, WrongType
from slacal.analysis.auditing import Difference, audit
from slacal.analysis.recording import record

if TYPE_CHECKING:
    from collections.abc import Iterator

BERLIN = ZoneInfo("Europe/Berlin")
DESK = {"week": "Mo-Fr 10:00-19:00", "zone": "Europe/Berlin", "holidays": "DE-BY"}
POLICY = Policy.from_dict(
    {
        "name": "desk", "zone": "Europe/Berlin", "calendars": {"desk": DESK},
        "targets": {
            "answer": {
                "measures": "first_response", "goals": [{"within": "8 business hours"}], "warnings": ["75%"],
                "credits": {"each_started": "1 business hour", "give": "2.5 %"},
            },
            "visit": {"measures": "resolution", "goals": [{"at": "agreed"}]},
        },
    }
)  # fmt: skip
FRIDAY, MONDAY = datetime(2026, 10, 30, 18, tzinfo=BERLIN), datetime(2026, 11, 2, 19, tzinfo=BERLIN)
HISTORY = History(
    "T-1",
    [
        Event(FRIDAY, "created", {"agreed": date(2026, 11, 4), "n": 1, "seen": FRIDAY}, details={"by": "mail"}),
        Event(MONDAY, "agent_reply"),
    ],
)
AS_OF = datetime(2026, 11, 3, 12, tzinfo=BERLIN)


def kept(**options: Any) -> dict[str, Any]:
    return record(HISTORY, POLICY, as_of=AS_OF, **options)


def put(stored: Any, path: tuple[Any, ...], value: Any) -> None:
    for step in path[:-1]:
        stored = stored[step]
    stored[path[-1]] = value


def test_a_record_survives_json_and_holds() -> None:
    stored = json.loads(json.dumps(kept()))
    assert stored == kept()
    found = audit(stored)
    assert (found.holds, found.differences, found.changed, str(found)) == (True, (), (), "holds")


def test_the_figures_are_those_of_the_evaluation() -> None:
    # one hour of Friday, seven of Monday: due Monday 17:00 in Berlin, and answered two hours later
    answer = kept()["figures"]["answer"][0]
    assert answer["due_at"] == "2026-11-02T16:00:00+00:00"
    assert (answer["outcome"], answer["elapsed"], answer["remaining"]) == ("breached", 36_000_000_000, -7_200_000_000)
    assert answer["penalty"] == [2, "5", ""]


def test_a_figure_that_was_tampered_with_is_named_and_nothing_has_changed_to_excuse_it() -> None:
    stored = kept()
    stored["figures"]["answer"][0]["outcome"] = "met"
    stored["figures"]["answer"][0]["warnings"][0][2] = False
    found = audit(stored)
    assert not found.holds
    assert found.differences == (
        Difference("answer[0].outcome", "met", "breached"), Difference("answer[0].warnings[0][2]", False, True),
    )  # fmt: skip
    assert found.changed == ()


def test_cycles_that_were_added_or_taken_away_are_named() -> None:
    stored = kept()
    stored["figures"]["answer"].append({"number": 2})
    del stored["figures"]["visit"]
    assert [one.what for one in audit(stored).differences] == ["answer[1]", "visit"]


def test_another_policy_in_the_record_is_told_by_its_fingerprint() -> None:
    stored = kept()
    stored["policy"]["targets"]["answer"]["goals"][0]["within"] = "12 business hours"
    found = audit(stored)
    assert [one.what for one in found.changed] == ["policy"]
    assert Difference("answer[0].outcome", "breached", "met") in found.differences


def test_words_of_a_policy_that_promise_nothing_may_change() -> None:
    stored = kept()
    stored["policy"]["name"] = "another name"
    assert audit(stored).changed == ()


def test_another_history_shows_in_the_figures_alone() -> None:
    stored = kept()
    stored["history"]["events"][1]["at"] = "2026-11-02T15:00:00+00:00"
    found = audit(stored)
    assert not found.holds
    assert found.changed == ()


@pytest.mark.parametrize("package", ["slacal", "holidays", "tzdata", "python-dateutil", "time zones"])
def test_another_version_is_named_and_the_figures_may_hold(package: str) -> None:
    stored = kept()
    now = stored["versions"][package]
    stored["versions"][package] = "0.0"
    found = audit(stored)
    assert found.holds
    assert found.changed == (Difference(package, "0.0", now),)


def test_hours_that_come_out_otherwise_are_told_by_the_fingerprint_of_their_calendar() -> None:
    stored = kept()
    prints = stored["fingerprints"]["calendars"]
    # the visit is due as 4 November ends in Berlin: on the 5th there, and at 23:00 of the 4th in UTC
    assert [(one["name"], one["first"], one["last"]) for one in prints] == [
        ("desk", "2026-10-30", "2026-11-06"), ("calendar hours", "2026-10-30", "2026-11-05"),
    ]  # fmt: skip
    prints[0]["digest"] = "0" * 64
    assert [one.what for one in audit(stored).changed] == ["calendar desk"]


def test_a_supplied_calendar_with_other_holidays_is_named() -> None:
    policy = Policy.from_dict(
        {
            "name": "desk", "calendars": {"desk": {"supplied": True}},
            "targets": {"answer": {"measures": "first_response", "goals": [{"within": "8 business hours"}]}},
        }
    )  # fmt: skip
    week = Calendar.weekly("Mo-Fr 10:00-19:00", zone="Europe/Berlin")
    stored = record(HISTORY, policy, as_of=AS_OF, calendars={"desk": week})
    assert audit(stored).holds
    closed = week.with_days({date(2026, 11, 2): "off"}, reason="moved")
    stored["calendars"]["desk"] = closed.to_dict()
    found = audit(stored)
    assert [one.what for one in found.changed] == ["policy", "calendar desk"]
    assert Difference("answer[0].outcome", "breached", "met") in found.differences


def test_what_the_ticket_is_about_goes_into_the_record() -> None:
    policy = Policy.from_dict(
        {**POLICY.to_dict(), "entitlements": {"trial": {"start": "key_registered", "lasts": "3 months"}}}
    )
    key = History("key", [Event(datetime(2026, 9, 1, tzinfo=UTC), "key_registered")])
    stored = record(HISTORY, policy, as_of=AS_OF, about=[key])
    assert audit(stored).holds
    stored["about"] = []
    assert not audit(stored).holds


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("record",), 2, "record.record"),
        (("figures",), None, "record.figures"),
        (("history",), [], "record.history"),
        (("history", "ticket"), 7, "record.history.ticket"),
        (("history", "events"), {}, "record.history.events"),
        (("history", "events", 1, "at"), "soon", "record.history.events[1].at"),
        (("history", "events", 1, "at"), "2026-11-02T15:00", "record.history.events[1].at"),
        (("history", "events", 1, "at"), "2025-11-02T15:00Z", "record.history.events[1]"),
        (("history", "events", 1, "kind"), "", "record.history.events[1].kind"),
        (("history", "events", 0, "changes", "agreed"), {"date": 4}, "record.history.events[0].changes.agreed.date"),
        (("history", "events", 0, "changes", "n"), [1], "record.history.events[0].changes.n"),
        (("as_of",), None, "record.as_of"),
        (("about",), None, "record.about"),
        (("policy",), "text", "record.policy"),
        (("policy", "targets"), {}, "record.policy"),
        (("calendars",), {"desk": {}}, "record.calendars.desk"),
        (("fingerprints", "calendars"), None, "record.fingerprints.calendars"),
        (("fingerprints", "calendars", 0), None, "record.fingerprints.calendars[0]"),
        (("fingerprints", "calendars", 0, "first"), "x", "record.fingerprints.calendars[0].first"),
        (("versions",), 1, "record.versions"),
        (("as_of",), "3026-11-03T12:00:00Z", "record."),
        (("fingerprints", "calendars", 0, "last"), "3026-11-04", "record.fingerprints.calendars[0]"),
    ],
)
def test_damage_is_named_by_its_place(path: tuple[Any, ...], value: Any, field: str) -> None:
    stored = deepcopy(kept())
    put(stored, path, value)
    with pytest.raises(SlacalError) as caught:
        audit(stored)
    assert caught.value.field.startswith(field)


def test_a_digit_that_changes_in_a_figure_or_a_fingerprint_is_always_found() -> None:
    whole = kept()
    for path, value in leaves({name: whole[name] for name in ("figures", "fingerprints")}):
        other = changed(json.dumps(value))
        if other is not None:
            stored = deepcopy(whole)
            put(stored, path, json.loads(other))
            with suppress(SlacalError):  # where it is no date any more
                found = audit(stored)
                assert found.differences or found.changed, (path, other)


def changed(text: str) -> str | None:
    """Return a text with its last digit raised by one, None where it has none."""
    places = [place for place, one in enumerate(text) if one.isdigit()]
    return f"{text[: places[-1]]}{(int(text[places[-1]]) + 1) % 10}{text[places[-1] + 1 :]}" if places else None


def leaves(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    kind = type(tree).__name__
    if kind not in {"dict", "list"}:
        yield path, tree
        return
    for step, one in tree.items() if kind == "dict" else enumerate(tree):
        yield from leaves(one, (*path, step))


@pytest.mark.parametrize("policy", [None, "desk.yaml", POLICY.to_dict()])
def test_what_is_no_policy_makes_no_record(policy: Any) -> None:
    with pytest.raises(WrongType, match="is not a Policy"):
        record(HISTORY, policy, as_of=AS_OF)


@pytest.mark.parametrize("damaged", [None, [], {}, "text"])
def test_what_is_no_record_is_refused(damaged: Any) -> None:
    with pytest.raises(SlacalError) as caught:
        audit(damaged)
    assert caught.value.field.startswith("record")


def test_the_zone_of_the_question_does_not_matter() -> None:
    assert kept() == record(HISTORY, POLICY, as_of=AS_OF.astimezone(UTC))
    assert kept() != record(HISTORY, POLICY, as_of=AS_OF + timedelta(hours=1))
