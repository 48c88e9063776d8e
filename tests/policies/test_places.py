from __future__ import annotations

from typing import Any

import pytest

from slacal import Policy
from slacal.documents.path import path_text
from slacal.policies.places import names_said

GOAL = {"within": "1 business hour"}
#: Every place where a policy may name a fact (f...), a kind of event (e...) or a term (t...); other words are w...
EVERYWHERE: dict[str, Any] = {
    "name": "w1",
    "zone": "UTC",
    "definitions": {
        "t1": {"f1": "w2", "not": {"f2": "present"}},
        "t2": {"any": ["t1", {"f3": {"at_least": 5}}], "all": [{"not": "t1"}, {"f4": ["w3", "w4"]}]},
    },
    "calendars": {
        "c1": {"week": "24/7", "zone": {"fact": "f5", "else": "UTC"}, "special_days": {"12-24": "10:00-12:00"},
               "then": [{"from": "2026-01-01", "week": "Mo 10:00-12:00"}]},
        "c2": {"week": "24/7", "zone": "UTC", "holidays": {"fact": "f6", "else": "none"}},
        "c3": {"week": {"rota": ["Mo 10:00-12:00", "Tu 10:00-12:00"], "anchor": "2026-01-05"}, "zone": "UTC"},
    },
    "calendar": [{"when": "t1", "use": "c1"}, {"when": {"f7": 1}, "use": "c2"}, {"use": "c3"}],
    "entitlements": {
        "n1": {
            "when": {"f8": 1}, "start": {"fact": "f9"}, "lasts": {"fact": "f10", "else": "1 year"},
            "renew": {"on": "e1", "from": "old_end", "lasts": {"fact": "f11"}, "at_least": "1 month"},
        },
        "n2": {"start": "e2", "lasts": "1 year", "renew": {"on": ["e3", "t1"], "from": "event"}},
    },
    "scope": {"rows": "f12", "columns": "f13", "table": {"start": {"fact": {"if": "w5"}, "on": "included"}}},
    "targets": {
        "g1": {
            "start": {"event": ["e4", "e5"], "with": {"w8": 1}}, "stop": ["e6", "t2", {"f14": 1}], "cancel": "never",
            "pause": [
                {"reason": "w9", "while": {"f15": 1}},
                {"from": "e7", "to": {"event": "e8"}, "at_most": "2 business days"},
                "t1",
                {"f16": 1},
            ],
            "reopen": {"on": "e9", "how": "resume"},
            "scale": [{"when": {"f17": 1}, "to": "50%"}],
            "at_limit": [{"when": {"f18": 1}, "convert": "w10"}],
            "credits": {"each_started": "4 calendar hours", "give": "10%", "of": "w11"},
            "rules": {"pin": "start"},
            "goals": [
                {"when": {"f19": 1}, "at": "f20"},
                {"when": "t2", "within": {"fact": "f21", "else": "1 business hour"}, "note": "w12"},
                {**GOAL, "calendar": [{"when": {"f22": 1}, "use": "c1"}, {"use": "always"}]},
            ],
        },
        "g2": {"runs_while": {"f23": 1}, "cancel": "e10", "pause": "never", "reopen": "resume", "goals": [GOAL]},
        "g3": {"start": "e11", "stop": "solved", "pause": "waiting", "goals": [GOAL]},
    },
    "usage": [{"when": {"f24": 1}, "unit": "request", "count": "f25"}],
    "queue": [{"when": {"f26": 1}, "by": ["due", "f27", "remaining", "registered"]}, {"by": ["f28"]}],
}  # fmt: skip


def said(what: str, tree: dict[str, Any] = EVERYWHERE) -> list[str]:
    return [one.name for one in names_said(tree) if one.what == what]


def test_the_policy_of_these_tests_can_be_read() -> None:
    assert Policy.from_dict(EVERYWHERE).name == "w1"


def test_every_name_is_found_once_wherever_it_may_stand() -> None:
    assert sorted(said("fact")) == sorted(f"f{number}" for number in range(1, 29))
    assert sorted(said("event")) == sorted(f"e{number}" for number in range(1, 12))


def test_every_mention_of_a_term_is_found() -> None:
    # t1: twice in t2, in calendar[0], in the renewal of n2 and in the third pause; t2: in the stop and in a goal.
    assert sorted(said("term")) == ["solved", "t1", "t1", "t1", "t1", "t1", "t2", "t2", "waiting"]


def test_a_name_tells_where_it_stands() -> None:
    places = {one.name: path_text(one.steps) for one in names_said(EVERYWHERE) if one.what != "term"}
    assert places == {
        "f1": "definitions.t1.f1",
        "f2": "definitions.t1.not.f2",
        "f3": "definitions.t2.any[1].f3",
        "f4": "definitions.t2.all[1].f4",
        "f5": "calendars.c1.zone.fact",
        "f6": "calendars.c2.holidays.fact",
        "f7": "calendar[1].when.f7",
        "f8": "entitlements.n1.when.f8",
        "f9": "entitlements.n1.start.fact",
        "f10": "entitlements.n1.lasts.fact",
        "e1": "entitlements.n1.renew.on",
        "f11": "entitlements.n1.renew.lasts.fact",
        "e2": "entitlements.n2.start",
        "e3": "entitlements.n2.renew.on[0]",
        "f12": "scope.rows",
        "f13": "scope.columns",
        "e4": "targets.g1.start.event",
        "e5": "targets.g1.start.event",
        "e6": "targets.g1.stop[0]",
        "f14": "targets.g1.stop[2].f14",
        "f15": "targets.g1.pause[0].while.f15",
        "e7": "targets.g1.pause[1].from",
        "e8": "targets.g1.pause[1].to.event",
        "f16": "targets.g1.pause[3].f16",
        "e9": "targets.g1.reopen.on",
        "f17": "targets.g1.scale[0].when.f17",
        "f18": "targets.g1.at_limit[0].when.f18",
        "f19": "targets.g1.goals[0].when.f19",
        "f20": "targets.g1.goals[0].at",
        "f21": "targets.g1.goals[1].within.fact",
        "f22": "targets.g1.goals[2].calendar[0].when.f22",
        "f23": "targets.g2.runs_while.f23",
        "e10": "targets.g2.cancel",
        "e11": "targets.g3.start",
        "f24": "usage[0].when.f24",
        "f25": "usage[0].count",
        "f26": "queue[0].when.f26",
        "f27": "queue[0].by[1]",
        "f28": "queue[1].by[0]",
    }


def test_a_small_policy_names_little() -> None:
    assert list(names_said({"targets": {}})) == []
    assert said("event", {"targets": {"it": {"start": "solved", "stop": "call"}}}) == ["call"]
    assert said("term", {"targets": {"it": {"start": "solved", "stop": "call"}}}) == ["solved"]
    assert said("term", {"targets": {"it": {"start": "waiting", "stop": "call"}}}) == ["waiting"]


@pytest.mark.parametrize("name", ["pause", "runs_while", "start", "table", "when"])
def test_a_calendar_may_be_named_like_a_key(name: str) -> None:
    calendar = {"week": "Mo-Fr 09:00-17:00", "zone": {"fact": "town", "else": "UTC"}}
    tree = {"name": "Support", "zone": "UTC", "calendars": {name: calendar}, "targets": {"it": {
        "start": "created", "stop": "call", "pause": "never", "goals": [GOAL],
    }}}  # fmt: skip
    assert Policy.from_dict(tree).name == "Support"
    facts = [path_text(one.steps) for one in names_said(tree) if one.what == "fact"]
    assert facts == [f"calendars.{name}.zone.fact"]
