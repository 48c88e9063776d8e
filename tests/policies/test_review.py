"""Review of a policy: each finding, in a policy that has it, and not in its mended twin."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from slacal.documents import load
from slacal.errors import BadDocument, BadInput
from slacal.policies.checking import checked
from slacal.policies.policy import Policy

if TYPE_CHECKING:
    from slacal.calendars.review import Finding

FIRST, LAST = date(2027, 1, 1), date(2028, 1, 1)
EXAMPLES = Path(__file__).parents[2] / "examples"
GOAL = {"within": "4 business hours"}
CLEAN: dict[str, Any] = {
    "name": "Support",
    "source": "contract 7",
    "zone": "UTC",
    "effective_from": "2026-01-01",
    "calendars": {"desk": {"week": "Mo-Fr 10:00-19:00", "holidays": "none"}},
    "targets": {"it": {"start": "created", "stop": "agent_reply", "pause": "never", "goals": [GOAL]}},
}


def policy_with(**parts: Any) -> dict[str, Any]:
    """Return the clean policy with other parts; ``target`` changes keys of its target, None removes one."""
    target = parts.pop("target", {})
    it = {key: value for key, value in {**CLEAN["targets"]["it"], **target}.items() if value is not None}
    tree = {**CLEAN, "targets": {"it": it, **parts.pop("more", {})}, **parts}
    return {key: value for key, value in tree.items() if value is not None}


def review(tree: dict[str, Any]) -> tuple[Finding, ...]:
    return Policy.from_dict(tree).review(FIRST, LAST)


def goals(*several: dict[str, Any], **target: Any) -> dict[str, Any]:
    return policy_with(target={"goals": list(several), **target})


def clock(**target: Any) -> dict[str, Any]:
    return policy_with(target=target)


def desk(**changes: Any) -> dict[str, Any]:
    return policy_with(calendars={"desk": {**CLEAN["calendars"]["desk"], **changes}})


def when(condition: Any, **goal: Any) -> dict[str, Any]:
    return {**GOAL, "when": condition, **goal}


def runs(condition: Any, **target: Any) -> dict[str, Any]:
    return clock(start=None, stop=None, runs_while=condition, **target)


OPEN, WAIT, DONE = {"status": "open"}, {"status": "wait"}, {"status": "done"}
PAID, FREE = {"tier": "paid"}, {"tier": "free"}
DAY = "2 business days"
CONVERTED = {"start": "agreed", "stop": "agent_reply", "pause": "never", "goals": [GOAL]}
CONVERTS = {"at_limit": [{"convert": "work"}]}
THROUGHOUT = {"rules": {"cover": "throughout"}}


def covered(goal: str, lasts: str = "3 months") -> dict[str, Any]:
    cover = {"free": {"start": "bought", "lasts": lasts}}
    return policy_with(entitlements=cover, target={"goals": [{"within": goal}], **THROUGHOUT})


def both(night: str) -> dict[str, Any]:
    calendars = {**CLEAN["calendars"], "night": {"week": f"Mo-Fr {night}", "holidays": "none"}}
    return policy_with(calendars={**calendars, "both": {"all_of": ["desk", "night"]}}, calendar="both")


def version(**change: Any) -> dict[str, Any]:
    return policy_with(then=[{"from": "2027-07-01", **change}])


TWINS = [
    # goals and other lists
    ("trap never-reached goals[1].when", goals(when({"tier": "present"}), when(PAID), GOAL), goals(when(PAID), GOAL)),
    (
        "trap never-reached goals[2].when",
        goals(when({"size": {"at_most": 5}}), when({"size": {"more_than": 5}}), when({"size": {"more_than": 9}}), GOAL),
        goals(when({"size": {"at_most": 5}}), when({"size": {"more_than": 9}}), when({"size": {"more_than": 5}}), GOAL),
    ),
    ("trap never-holds goals[0].when", goals(when({"all": [PAID, FREE]}), GOAL),
     goals(when({"any": [PAID, FREE]}), GOAL)),
    (
        "trap never-reached scale[1].when",
        clock(scale=[{"when": PAID, "to": "50%"}, {"when": {**PAID, **OPEN}, "to": "25%"}]),
        clock(scale=[{"when": {**PAID, **OPEN}, "to": "25%"}, {"when": PAID, "to": "50%"}]),
    ),
    (
        "trap never-reached calendar[1].when",
        clock(calendar=[{"when": PAID, "use": "desk"}, {"when": PAID, "use": "always"}, {"use": "desk"}]),
        clock(calendar=[{"when": PAID, "use": "desk"}, {"when": FREE, "use": "always"}, {"use": "desk"}]),
    ),
    (
        "trap never-holds definitions.odd",
        policy_with(definitions={"odd": {"all": [PAID, FREE]}}, target={"goals": [when("odd"), GOAL]}),
        policy_with(definitions={"odd": {"any": [PAID, FREE]}}, target={"goals": [when("odd"), GOAL]}),
    ),
    ("trap always-holds definitions.odd",
     policy_with(definitions={"odd": {"not": {"all": [PAID, FREE]}}}, target={"goals": [when("odd")]}),
     policy_with(definitions={"odd": {"not": {"any": [PAID, FREE]}}}, target={"goals": [when("odd")]})),
    ("trap never-holds entitlements.free.when",
     policy_with(entitlements={"free": {"when": {"all": [PAID, FREE]}, "start": "bought", "lasts": "3 months"}}),
     policy_with(entitlements={"free": {"when": {"any": [PAID, FREE]}, "start": "bought", "lasts": "3 months"}})),
    ("silent catch-all-missing goals", goals(when(PAID)), goals(when(PAID), {"sla": "none"})),
    # clocks
    ("trap never-starts start", clock(start={"all": [OPEN, DONE]}), clock(start={"any": [OPEN, DONE]})),
    ("trap stops-at-once stop", clock(start=OPEN, stop={"status": ["open", "done"]}, reopen="once"),
     clock(start=OPEN, stop=DONE, reopen="once")),
    ("trap never-stops stop", clock(stop={"all": [OPEN, DONE]}, reopen="once"), clock(stop=DONE, reopen="once")),
    ("trap cancelled-at-once cancel", clock(start=DONE, cancel=DONE), clock(start=OPEN, cancel=DONE)),
    ("trap cancelled-at-once cancel", clock(stop=DONE, cancel={"not": DONE}, reopen="once", pause=WAIT),
     clock(stop=DONE, cancel={"status": "spam"}, reopen="once", pause=WAIT)),
    ("trap never-starts start",
     clock(start={"event": "ordered", "with": {"size": {"more_than": 5, "less_than": 3}}}),
     clock(start={"event": "ordered", "with": {"size": {"more_than": 3, "less_than": 5}}})),
    ("trap same-start-and-stop stop", clock(start="agent_reply"), clock(start="agent_reply", reopen="new_cycle")),
    ("silent reopen-unstated stop", clock(stop=DONE), clock(stop=DONE, reopen="resume")),
    # pauses
    ("trap paused-for-ever pause", clock(stop=DONE, reopen="once", pause={"not": DONE}),
     clock(stop=DONE, reopen="once", pause=WAIT)),
    ("trap paused-for-ever pause", runs(OPEN, pause=OPEN), runs({"status": ["open", "wait"]}, pause=WAIT)),
    ("trap paused-for-ever pause.to", clock(pause={"from": "asked", "to": {"all": [OPEN, DONE]}}),
     clock(pause={"from": "asked", "to": "answered"})),
    ("trap same-pause-ends pause.to", clock(pause={"from": "asked", "to": "asked"}),
     clock(pause={"from": "asked", "to": "answered"})),
    ("trap starts-paused pause", clock(start=OPEN, pause={"status": ["open", "wait"]}), clock(start=OPEN, pause=WAIT)),
    ("trap starts-paused pause", clock(pause={"from": "created", "to": "answered"}),
     clock(pause={"from": "asked", "to": "answered"})),
    ("trap idle-pause pause", runs(OPEN, pause=WAIT), runs({"status": ["open", "wait"]}, pause=WAIT)),
    ("trap idle-pause pause[1]", clock(pause=[WAIT, {"reason": "x", "while": {"all": [OPEN, DONE]}}]),
     clock(pause=[WAIT, {"reason": "x", "while": OPEN}])),
    ("trap idle-pause pause.from", clock(pause={"from": {"all": [OPEN, DONE]}, "to": "answered"}),
     clock(pause={"from": OPEN, "to": "answered"})),
    ("trap never-reopens reopen", clock(reopen="resume"),
     clock(reopen={"on": "customer_reply", "how": "resume"})),
    ("trap never-reopens reopen", clock(reopen="resume"), clock(stop=["agent_reply", DONE], reopen="resume")),
    # limits
    ("silent days-as-hours goals[0].within", goals({"within": "24 business hours"}), goals({"within": DAY})),
    ("silent days-as-hours goals[0].within", goals({"within": "24 business hours"}),
     goals({"within": "24 business hours", "note": "two days and six hours"})),
    ("silent date-not-moved goals[0].at", goals({"at": "promised"}, pause=WAIT),
     goals({"at": "promised"}, pause=WAIT, rules={"fixed_dates": "extend"})),
    ("silent date-not-moved goals[0].at", goals({"at": "promised"}, pause=WAIT),
     goals({"at": "promised"}, pause=WAIT, rules={"fixed_dates": "stay"})),
    ("trap warning-after-due warnings[0]", clock(warnings=["5 business hours after start"]),
     clock(warnings=["5 business hours after due"])),
    ("trap warning-at-start warnings[0]", clock(warnings=["4 business hours before due"]),
     clock(warnings=["1 business hour before due"])),
    ("trap warning-after-due warnings[0]", clock(warnings=["4 business hours after start"]),
     clock(warnings=["3 business hours after start"])),
    ("trap warning-after-due warnings[0]",
     goals({"within": "4 calendar hours"}, warnings=["4 calendar hours after start"]),
     goals({"within": "4 calendar hours"}, warnings=["3 calendar hours after start"])),
    ("trap warning-after-due warnings[0]",
     goals({"within": "2 business days"}, warnings=["2 business days after start"]),
     goals({"within": "2 business days"}, warnings=["1 business day after start"])),
    ("silent warning-after-due warnings[1]", clock(warnings=["75%", "120%"]), clock(warnings=["75%", "100%"])),
    ("trap longer-than-cover goals[0].within", covered("4 months"), covered("2 months")),
    # three months have 94 days at most: 93, and one for the clock; the hundredth business day is 99 days off at least
    ("trap longer-than-cover goals[0].within", covered("100 business days"), covered("95 business days")),
    ("trap longer-than-cover goals[0].within", covered("4 months"), covered("not stated")),
    ("trap longer-than-cover goals[0].within", covered("72 calendar hours", "48 calendar hours"),
     covered("48 calendar hours", "48 calendar hours")),
    ("trap converts-to-running at_limit[0].convert",
     policy_with(target=CONVERTS, more={"work": {**CONVERTED, "start": "created"}}),
     policy_with(target=CONVERTS, more={"work": CONVERTED})),
    # names
    ("trap misspelt-fact queue[0].by[0]", policy_with(queue=[{"by": ["registred"]}]),
     policy_with(queue=[{"by": ["registered"]}])),
    ("trap misspelt-fact goals[1].when.prioritiy",
     goals(when({"priority": 1}), when({"prioritiy": 2}), GOAL),
     goals(when({"priority": 1}), when({"priority": 2}), GOAL)),
    ("trap misspelt-event stop", clock(stop="agent_repyl"), clock(stop="agent_reply")),
    ("trap misspelt-event stop", clock(stop="slved", reopen="once"), clock(stop="solved", reopen="once")),
    ("silent unused-definition definitions.urgent", policy_with(definitions={"urgent": PAID}),
     policy_with(definitions={"urgent": PAID}, target={"goals": [when("urgent"), GOAL]})),
    # calendars
    ("trap unused-calendar calendars.night",
     policy_with(calendar="desk", calendars={**CLEAN["calendars"], "night": {"week": "24/7"}}),
     policy_with(calendar="night", calendars={**CLEAN["calendars"], "night": {"any_of": ["desk"]}})),
    ("trap no-future calendars.desk.week", policy_with(calendars={"desk": {"week": "never"}}),
     policy_with(calendars={"desk": {"week": "never", "special_days": {"12-31": "10:00-12:00"}}})),
    ("trap no-future calendars.both", both("19:00-22:00"), both("18:00-22:00")),
    ("trap long-night calendars.desk.special_days.2027-12-31", desk(special_days={"2027-12-31": "19:00-10:00"}),
     desk(special_days={"2027-12-31": "10:00-19:00"})),
    ("trap long-night calendars.desk.week", desk(week="Mo-Fr 19:00-10:00"), desk(week="Mo-Fr 10:00-19:00")),
    ("trap data-ends calendars.desk.holidays",
     {**desk(holidays={"production": "RU", "shortened": "ignore", "transferred": "own"}),
      "then": [{"from": "2027-06-01", "version": "2"}]},
     desk(holidays="DE")),
    ("silent shortened-unknown calendars.desk.holidays", desk(holidays="RU"), desk(holidays="DE")),
    ("silent holidays-unstated calendars.desk.holidays",
     policy_with(calendars={"desk": {"week": "Mo-Fr 10:00-19:00"}}), desk(holidays="none")),
    # silence
    ("silent word-for-truth goals[0].when.vip", goals(when({"vip": "yes"}), GOAL), goals(when({"vip": True}), GOAL)),
    ("silent word-for-truth definitions.odd.muted",
     policy_with(definitions={"odd": {"muted": ["maybe", "Off"]}}, target={"goals": [when("odd"), GOAL]}),
     policy_with(definitions={"odd": {"muted": [False, "Off"]}}, target={"goals": [when("odd"), GOAL]})),
    ("silent source-unstated source", policy_with(source=None), policy_with()),
    ("silent effective-date-unstated effective_from", policy_with(effective_from=None), policy_with()),
    ("silent zone-unstated zone", policy_with(zone=None, effective_from=None, calendars=None, calendar="always"),
     policy_with(effective_from=None)),
    ("silent pause-unstated pause", clock(pause=None), clock(pause="never")),
    ("silent stop-unstated stop", clock(measures="first_response", start=None, stop=None),
     clock(measures="first_response", start=None)),
    # versions
    ("trap never-holds then[0].targets.it.goals[0].when",
     version(targets={"it": {**CLEAN["targets"]["it"], "goals": [when({"all": [PAID, FREE]}), GOAL]}}),
     version(targets={"it": {**CLEAN["targets"]["it"], "goals": [when(PAID), GOAL]}})),
]  # fmt: skip


def told(tree: dict[str, Any], last: date = LAST) -> list[str]:
    found = Policy.from_dict(tree).review(FIRST, last)
    return [f"{one.level} {one.code} {one.field.removeprefix('targets.it.')}" for one in found]


def test_a_policy_that_says_everything_has_no_findings() -> None:
    assert review(CLEAN) == ()


@pytest.mark.parametrize(("expected", "faulty", "mended"), TWINS, ids=[twin[0] for twin in TWINS])
def test_a_finding_is_there_and_gone_once_mended(expected: str, faulty: dict[str, Any], mended: dict[str, Any]) -> None:
    last = date(2029, 1, 1) if "data-ends" in expected else LAST  # the table of Russia ends with 2027
    assert expected in told(faulty, last)
    assert expected not in told(mended, last)
    assert not any(line.startswith("trap") for line in told(mended, last))


def test_a_calendar_that_only_the_host_knows_is_not_said_to_be_closed() -> None:
    calendars = {**CLEAN["calendars"], "windows": {"supplied": True}, "rest": {"all_of": ["desk", "windows"]}}
    assert told(policy_with(calendars=calendars, calendar="rest")) == []


def test_a_calendar_that_never_opens_may_be_part_of_another() -> None:
    calendars = {**CLEAN["calendars"], "off": {"week": "never"}, "both": {"any_of": ["desk", "off"]}}
    assert told(policy_with(calendars=calendars, calendar="both")) == []


@pytest.mark.parametrize(
    ("holidays", "place"),
    [
        ({"production": "RU"}, ""),
        (["2027-05-05", {"production": "RU"}], "[1]"),
        ({"fact": "country", "else": {"production": "RU"}}, ".else"),
    ],
)
def test_production_days_say_what_they_leave_open(holidays: Any, place: str) -> None:
    assert told(desk(holidays=holidays)) == [
        f"silent shortened-unstated calendars.desk.holidays{place}.shortened",
        f"silent transferred-unstated calendars.desk.holidays{place}.transferred",
    ]


def test_hours_of_a_version_that_begins_later_are_not_reviewed() -> None:
    later = version(calendars={"desk": {"week": "Mo-Fr 19:00-10:00", "holidays": "none"}})  # from July 2027 on
    assert told(later, date(2027, 7, 1)) == []
    assert told(later, date(2027, 7, 2)) == ["trap long-night then[0].calendars.desk.week"]


def test_a_fact_may_be_named_like_a_truth() -> None:
    named = policy_with(target={"goals": [{"at": "off"}]}, queue=[{"by": ["on"]}])
    assert told(named) == []


@pytest.mark.parametrize(
    ("measures", "runs_while", "expected"),
    [  # `resolution` pauses while waiting, `ownership` is cancelled once solved
        ("resolution", "waiting", "trap paused-for-ever measures"),
        ("resolution", OPEN, "trap idle-pause measures"),
        ("ownership", "solved", "trap cancelled-at-once measures"),
        ("resolution", {"all": [OPEN, DONE]}, "trap never-starts runs_while"),
        ("first_response", OPEN, "silent reopen-unstated runs_while"),
    ],
)
def test_a_preset_and_the_state_of_a_clock_are_each_named_for_what_they_say(
    measures: str, runs_while: Any, expected: str
) -> None:
    assert told(runs(runs_while, measures=measures, pause=None)) == [expected]


def test_among_more_names_than_can_be_compared_none_is_doubted() -> None:
    # Beside "prioritiy" and "priority" stand 298 other facts, or 299.
    def misspelt(others: int, **target: Any) -> list[str]:
        facts = {f"fact_{number:03}": 1 for number in range(others)}
        several = when({"prioritiy": 1}), when({"priority": 1, **facts}), when({"priority": 2}), GOAL
        return [line for line in told(goals(*several, **target)) if "misspelt" in line]

    assert misspelt(298) == ["trap misspelt-fact goals[0].when.prioritiy"]
    assert misspelt(299) == []
    assert misspelt(299, stop="agent_repyl") == ["trap misspelt-event stop"]  # the kinds of events are few


@pytest.mark.parametrize(("length", "doubted"), [(100, True), (101, False)])
def test_names_that_take_too_long_to_compare_are_not_doubted(length: int, *, doubted: bool) -> None:
    name = "x" * length
    found = told(goals(when({name: 1}), when({name[1:]: 1}), when({name: 2}), GOAL))
    assert found == ([f"trap misspelt-fact goals[1].when.{name[1:]}"] if doubted else [])


def test_hours_are_told_in_days_of_the_calendar() -> None:
    # Nine hours a day: 24 h are two days of nine and six hours more.
    (found,) = review(goals({"within": "24 business hours"}))
    assert found.problem == "is 2 days and 6 hours of 'desk', where a day has 9 hours"
    assert told(goals({"within": "72 calendar hours"})) == []
    assert told({**goals({"within": "72 business hours"}), "calendar": "always"}) == [
        "trap unused-calendar calendars.desk"
    ]


def test_what_cannot_be_told_is_no_finding() -> None:
    open_ended = goals(when({"any": [{"a": 1}, {"b": 1}]}), when({"a": 1, "c": 1}), when({"c": 1}), GOAL)
    assert told(open_ended) == ["trap never-reached goals[1].when"]  # a is 1 in both; the third may have neither
    assert told(clock(pause={"not": {"status": "open"}})) == []  # a created ticket may be open
    assert told(goals(when({"impact": 1}), when({"impact2": 1}), when({"tier": 1}), when({"tire": 1}), GOAL)) == []


class Log(NamedTuple):
    """What a log brings."""

    facts: frozenset[str]
    kinds: frozenset[str]


def test_what_a_log_never_brings_is_found_and_what_only_a_preset_reads_is_silent() -> None:
    tree = goals(when({"prio": 1}), GOAL, start=None, stop="answered", measures="first_response")
    found = Policy.from_dict(tree).review(
        FIRST, LAST, log=Log(frozenset({"priority", "prio2"}), frozenset({"created", "answer"}))
    )
    assert [(one.level, one.code, one.field) for one in found] == [
        ("trap", "event-not-in-log", "targets.it.stop"),
        ("trap", "fact-not-in-log", "targets.it.goals[0].when.prio"),
        ("silent", "fact-not-in-log", "targets"),  # status: the preset's `cancel: solved`
    ]
    assert found[0].mend == "did you mean 'answer'?"
    whole = Log(frozenset({"prio", "status"}), frozenset({"created", "answered"}))
    assert Policy.from_dict(tree).review(FIRST, LAST, log=whole) == ()


def test_every_assumption_is_repeated_at_the_end() -> None:
    found = review(policy_with(source=None, assumptions=["Moscow is meant", "no holidays"]))
    assert [(one.level, one.field, one.value) for one in found] == [
        ("silent", "source", None),
        ("assumed", "assumptions[0]", "Moscow is meant"),
        ("assumed", "assumptions[1]", "no holidays"),
    ]


def test_every_code_is_explained_on_its_page() -> None:
    root = EXAMPLES.parent
    page = (root / "docs" / "how-to" / "check-a-policy.md").read_text(encoding="utf-8")
    code = re.compile(r'(?:finding|_silent|Finding)\(\s*f?"([a-z{}-]+)"')
    sources = [*(root / "src/slacal/policies").glob("review*.py"), root / "src/slacal/calendars/review.py"]
    found = {name for path in sources for name in code.findall(path.read_text(encoding="utf-8"))}
    told = {*re.findall(r"`([a-z-]+)`", page), "misspelt-{what}", "{what}-not-in-log", "zone-differs"}
    assert len(found) > 30
    assert found <= told  # zones are only compared where Calendar.review is told which ones differ


def test_dates_out_of_order_are_refused() -> None:
    with pytest.raises(BadInput, match="not after the first date"):
        Policy.from_dict(CLEAN).review(LAST, FIRST)


#: What each example leaves open or hides, besides its assumptions; the vendors' own words leave this much unsaid.
EXPECTED = {
    "demo/boston311": {"effective-date-unstated"},
    "demo/servicenow": {
        "effective-date-unstated", "reopen-unstated", "stop-unstated", "pause-unstated", "catch-all-missing",
        "days-as-hours",
    },
    "policies/alt_soft": {
        "effective-date-unstated", "zone-unstated", "stop-unstated", "pause-unstated", "reopen-unstated",
        "unused-definition",
    },
    "policies/cleverence": {
        "effective-date-unstated", "shortened-unknown", "stop-unstated", "pause-unstated", "unused-definition",
    },
    "policies/ideco": {"effective-date-unstated", "transferred-unstated", "stop-unstated", "pause-unstated"},
    "policies/mercury_kb99": {"effective-date-unstated", "transferred-unstated", "stop-unstated", "pause-unstated"},
    "policies/shtrih_m": {
        "effective-date-unstated", "transferred-unstated", "pause-unstated", "catch-all-missing", "days-as-hours",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_an_example_has_no_traps_and_leaves_open_what_its_source_does(name: str) -> None:
    policy = Policy.load(EXAMPLES / f"{name}.yaml")
    found = policy.review(FIRST, LAST)
    assert {one.code for one in found if one.level == "silent"} == EXPECTED[name]
    assert [one for one in found if one.level == "trap"] == []
    assert [one.value for one in found if one.level == "assumed"] == list(policy.assumptions)


STRANGER = """
name: Support
zone: Europe/Moskow
definitions:
  urgent: {priority: [high, critical]}
calendars:
  desk: {week: "Mo-Fr 10:00-19:00", zone: Europe/Moscow, holidays: none}
  night: {week: "Mo-Fr 19:00-10:00", zone: Europe/Moscow, holidays: none}
  shop: {week: "Mo-Fr 10:00-25:00x", zone: Europe/Moscow}
calendar: desk
targets:
  answer:
    measures: first_response
    goals:
      - {when: {tier: present}, within: 4 business hours}
      - {when: {tier: gold}, within: 1 business hour}
      - {within: 8 business hours}
  fix:
    measures: resolution
    pause: {not: solved}
    warnings: [9 business hours before due]
    goals: [{within: 8 business hours, calendar: night}]
  visit:
    start: visit_agreed
    stop: visit_agreed
    goals: [{within: 2 calendar days}]
  call:
    measures: reaction
    goals: [{within: 2 days}]
  update:
    measures: periodic_updates
    goals: [{within: 2 business hours}]
  parts:
    start: created
    stop: parts_sent
    calender: desk
    goals: [{within: 5 business days}]
"""


def test_a_policy_file_written_by_a_stranger_with_ten_different_faults_gives_ten_findings(tmp_path: Path) -> None:
    path = tmp_path / "stranger.yaml"
    path.write_text(STRANGER, encoding="utf-8")
    with pytest.raises(BadDocument) as refused:
        Policy.load(path)
    found = checked(refused.value, load(path).content, FIRST, LAST)
    assert [(one.level, one.field) for one in found] == [
        ("fault", "zone"),
        ("fault", "calendars.shop.week"),
        ("fault", "targets.call.goals[0].within"),
        ("fault", "targets.update.measures"),
        ("fault", "targets.parts.calender"),
        ("trap", "calendars.night.week"),
        ("trap", "targets.answer.goals[1].when"),
        ("trap", "targets.fix.pause"),
        ("trap", "targets.fix.warnings[0]"),
        ("trap", "targets.visit.stop"),
    ]
    assert all(one.value and one.problem and one.mend for one in found)
    assert found[-1].value == "visit_agreed"


def test_a_clock_that_an_event_reopens_may_run_in_its_stop_state() -> None:
    reopened = clock(stop=DONE, reopen={"on": "customer_reply", "how": "resume"}, pause=DONE)
    assert told(reopened) == []
    assert "trap idle-pause pause" in told(clock(stop=DONE, reopen="resume", pause=DONE))
